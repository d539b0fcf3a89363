"""The figures behind a briefing as files: a workbook, CSV that describes itself (CSVW), and a GeoPackage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from briefing.csvw import table_group
from briefing.data_book import Sheet, workbook
from domain.profile import Profile
from domain.wording.data_files import (
    CODEBOOK_TITLES,
    DATA_COLUMNS,
    SOURCE_TITLES,
    Column,
    data_notes,
    data_title,
)
from domain.wording.export import DEMO_WARNING
from store.export import BYTE_ORDER_MARK, codebook_cells, csv_text, zip_of_texts
from store.export_profiles import Cell, DataRow, data_rows, used_sources
from store.warehouse import Store

_CODEBOOK: Final = tuple(
    Column(name, title, title, "integer" if name == "decimalen" else "string")
    for name, title in CODEBOOK_TITLES.items()
)
_SOURCES: Final = tuple(
    Column(title, title, title, "integer" if title == SOURCE_TITLES[-1] else "string") for title in SOURCE_TITLES
)
_NOTES: Final = (Column("leesmij", "Lees mij", ""),)


def data_xlsx(store: Store, profiles: Sequence[Profile], indicator_ids: Sequence[str]) -> bytes:
    """Workbook with the sheets data (all years), codebook, bronnen and leesmij; `indicator_ids` empty is every row of a profile.

    Raises StoreUnavailable.
    """
    rows = data_rows(store, profiles, indicator_ids)
    decimals = [row.indicator.decimals for row in rows]
    sources: list[tuple[Cell, ...]] = [
        (line.citation, line.licence, line.table_id, line.modified.isoformat() if line.modified else None, count)
        for line, count in used_sources(rows)
    ]
    notes: list[tuple[Cell, ...]] = [(line,) for line in _notes(store, profiles, rows, "xlsx")]
    return workbook(
        (
            Sheet("data", DATA_COLUMNS, [row.cells for row in rows], decimals),
            Sheet("codebook", _CODEBOOK, _codebook(store, rows)),
            Sheet("bronnen", _SOURCES, sources),
            Sheet("leesmij", _NOTES, notes),
        ),
        _title(store, profiles),
        store.build().built_at,
    )


def data_csv(store: Store, profiles: Sequence[Profile], indicator_ids: Sequence[str]) -> bytes:
    """Zip with data.csv (all years), codebook.csv, data.csv-metadata.json (W3C CSVW) and LEESMIJ.txt. Raises StoreUnavailable."""
    rows = data_rows(store, profiles, indicator_ids)
    build = store.build()
    metadata = table_group(
        _title(store, profiles), DATA_COLUMNS, _CODEBOOK, used_sources(rows), build.built_at, is_demo=build.is_demo
    )
    parts = {
        "data.csv": csv_text([each.name for each in DATA_COLUMNS], (row.cells for row in rows)),
        "codebook.csv": csv_text(list(CODEBOOK_TITLES), _codebook(store, rows)),
        "data.csv-metadata.json": json.dumps(metadata, ensure_ascii=False, indent=1),
        "LEESMIJ.txt": BYTE_ORDER_MARK + "\r\n".join([*_notes(store, profiles, rows, "csv"), ""]),
    }
    return zip_of_texts(parts, build.built_at)


def data_gpkg(store: Store, profiles: Sequence[Profile], indicator_ids: Sequence[str]) -> bytes:
    """GeoPackage in RD New: `cijfers` (a feature per area, newest figures side by side), `alle_jaren`, `codebook` and `leesmij`.

    An area without a polygon keeps an empty geometry; buurten together are one area. Raises StoreUnavailable.
    """
    from briefing.data_layers import layers  # only here: geopandas takes 100 MB of every process that writes documents

    rows = data_rows(store, profiles, indicator_ids)
    notes: list[tuple[Cell, ...]] = [(line,) for line in _notes(store, profiles, rows, "gpkg")]
    tables = {
        "alle_jaren": (DATA_COLUMNS, [row.cells for row in rows]),
        "codebook": (_CODEBOOK, _codebook(store, rows)),
        "leesmij": (_NOTES, notes),
    }
    return layers(store, profiles, rows, tables, _title(store, profiles))


def _codebook(store: Store, rows: Sequence[DataRow]) -> list[tuple[Cell, ...]]:
    return [*codebook_cells(store, {row.indicator.indicator_id for row in rows})]


def _title(store: Store, profiles: Sequence[Profile]) -> str:
    title = data_title([each.area.name for each in profiles])
    return f"{DEMO_WARNING} {title}" if store.build().is_demo else title


def _notes(store: Store, profiles: Sequence[Profile], rows: Sequence[DataRow], form: str) -> list[str]:
    build = store.build()
    sources = [line for line, _ in used_sources(rows)]
    return data_notes([each.area.name for each in profiles], sources, build.built_at, form, is_demo=build.is_demo)
