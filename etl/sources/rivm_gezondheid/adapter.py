"""Gezondheidsmonitor per wijk en buurt (GGD'en, CBS, RIVM).

Modelled percentages per wave and age group, with margins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue
from etl.contracts import Content, NotUsed, ParsedTable, Recognised, Release
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3, xlsx
from etl.sources._layouts.columns import Topic, choose, resolve_v3, stem_of
from etl.sources._layouts.identity import date_in, note_beside, table_id_in
from etl.sources._layouts.series import METADATA_ONLY
from etl.sources._layouts.tables import area_titles
from etl.sources._layouts.wide import area_codes, area_frame, check_names, is_national, raw_areas
from etl.sources.rivm_gezondheid.margins import waves

SOURCE_ID: Final = "rivm_gezondheid"
_DIMENSIONS: Final = frozenset({"Leeftijd", "Marges", "WijkenEnBuurten", "Perioden"})
#: Words in the keys of questions that every table of the monitor has.
_QUESTIONS: Final = ("Gezondheid", "Eenzaam")
#: Year of CBS's division that each table is made on: one for all its waves.
_BOUNDARY_YEARS: Final = {"50090NED": 2020, "50120NED": 2022, "50150NED": 2024}


@dataclass(frozen=True)
class _Opened:
    """A file or folder of this series: identity, topics, and the raw rows."""

    path: Path
    layout: str
    table_id: str
    boundary_year: int
    topics: tuple[Topic, ...]
    rows: pd.DataFrame
    titles: pd.Series
    modified: date | None
    recorded: bool | None


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Health tables.

    OData v3 typed or untyped, and sheets of the same rows. Raises LayoutError for a file that cannot be opened.
    """
    found: list[Recognised | NotUsed] = []
    for table in odata_v3.find_tables(folder, files):
        if "DataProperties" not in table.sets:
            continue
        properties = odata_v3.read_properties(table.sets["DataProperties"])
        if not set(properties.dimensions) >= _DIMENSIONS or not _about_health(
            topic.stem for topic in properties.topics
        ):
            continue
        if table.data:
            what = f"Gezondheidsmonitor {properties.map_year or ''}".strip()
            found.append(_recognised(table.path, "odata_v3", what, table.files, partial(_open_v3, table)))
        else:
            found += [NotUsed(path, METADATA_ONLY, UnusedReason.DESCRIPTION) for path in table.files]
    for path in files:
        if path.suffix.lower() in xlsx.SUFFIXES:
            sheet = next((sheet for sheet in xlsx.headers(path) if set(sheet.header) >= _DIMENSIONS), None)
            if sheet is not None:
                opened = partial(_open_sheet, path, sheet)
                found.append(_recognised(path, "xlsx", f"Gezondheidsmonitor {sheet.name}", (path,), opened))
    return found


def _about_health(stems: Iterable[str]) -> bool:
    """Other tables with ages and margins, such as those about education, ask other questions."""
    return any(word in stem for stem in stems for word in _QUESTIONS)


def _recognised(
    path: Path, layout: str, what: str, files: tuple[Path, ...], opened: Callable[[], _Opened]
) -> Recognised:
    def read(catalogue: Catalogue) -> list[Content]:
        return [_read(opened(), catalogue)]

    return Recognised(path, SOURCE_ID, layout, what, read, files)


def _read(table: _Opened, catalogue: Catalogue) -> ParsedTable:
    subject = f"{table.path.name} ({table.table_id})"
    codes, notes = area_codes(table.rows["WijkenEnBuurten"], subject)
    rows, codes = table.rows[codes.notna()], codes[codes.notna()]
    years = _years(rows["Perioden"], subject)
    # Questions come and go between waves and tables, so a measure that a table lacks is normal, and noted.
    find = partial(resolve_v3, topics=table.topics)
    choices = {
        year: choose(catalogue, SOURCE_ID, year, find, complete=False, subject=f"{subject}, {year}")
        for year in sorted(set(years.tolist()))
    }
    missing = sorted({indicator_id for choice in choices.values() for indicator_id in choice.missing})
    if missing:
        notes = (*notes, f"Not asked in this table: {', '.join(missing)}.")
    by_stem = {topic.stem: topic.key for topic in table.topics}
    gemeente = rows.get(by_stem.get("Gemeentenaam", ""))
    name = codes.map(table.titles) if len(table.titles) else None
    if name is None and gemeente is not None:
        name = gemeente.where(codes.str.startswith(("GM", "NL")))
    raw = raw_areas(
        rows.index, {"name": name, "gemeente_name": gemeente, "kind": rows.get(by_stem.get("SoortRegio", ""))}
    )
    check_names(codes, raw.get("name"), subject)
    values, value_notes = waves(rows, codes, years, {year: choice.chosen for year, choice in choices.items()}, subject)
    release = Release(
        source_id=SOURCE_ID,
        table_id=table.table_id,
        path=table.path,
        layout=table.layout,
        reference_year=int(years.max()),
        boundary_year=table.boundary_year,
        modified=table.modified,
        recorded=table.recorded,
        national=is_national(codes),
    )
    return ParsedTable(release, area_frame(codes, raw, subject), values, (*notes, *value_notes))


def _open_v3(source: odata_v3.V3Files) -> _Opened:
    properties = odata_v3.read_properties(source.sets["DataProperties"])
    info = odata_v3.read_rows(source.sets["TableInfos"])[0] if "TableInfos" in source.sets else {}
    note = note_beside(source.files)
    stated = str(info.get("Identifier") or "") or odata_v3.stated_id(source.sets["DataProperties"]) or note.table_id
    table_id = stated or table_id_in(source.path.name)
    return _Opened(
        path=source.path,
        layout="odata_v3",
        table_id=_known(table_id, source.path),
        boundary_year=properties.map_year or _boundary_year(table_id, source.path),
        topics=properties.topics,
        rows=_with_dimensions(odata_v3.read_frame(source.data), source.path),
        titles=area_titles(source, "WijkenEnBuurten"),
        modified=date_in(info.get("Modified")) or note.modified,
        recorded=note.recorded if note.recorded is not None or not info else True,
    )


def _open_sheet(path: Path, sheet: xlsx.Sheet) -> _Opened:
    rows = xlsx.read_sheet(path, sheet.name)
    note = note_beside((path,))
    table_id = note.table_id or table_id_in(path.name, sheet.name)
    return _Opened(
        path=path,
        layout="xlsx",
        table_id=_known(table_id, path),
        boundary_year=_boundary_year(table_id, path),
        # A sheet has no DataProperties: stems are unique in these tables, so the stem alone decides.
        topics=tuple(Topic(key) for key in sheet.header if key not in _DIMENSIONS and key != stem_of(key)),
        rows=rows,
        titles=pd.Series(dtype="str"),
        modified=xlsx.modified_on(path) or note.modified,
        recorded=note.recorded,
    )


def _with_dimensions(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    lacking = sorted(_DIMENSIONS - set(rows.columns))
    if lacking:
        raise LayoutError(
            f"{path}: the rows lack {', '.join(lacking)}. Download the table again with all its dimensions."
        )
    return rows


def _years(periods: pd.Series, subject: str) -> pd.Series:
    """Year of each row: 2020JJ00 -> 2020."""
    years = periods.astype("str").str.strip().str.extract(r"^(\d{4})JJ00$", expand=False)
    if years.isna().any():
        raise LayoutError(f"{subject}: period '{periods[years.isna()].iloc[0]}' is no year such as 2020JJ00.")
    return years.astype("int64")


def _known(table_id: str | None, path: Path) -> str:
    if table_id is None:
        raise LayoutError(
            f"{path}: the table is not to be found. Put its id in the name of the file, such as 50150NED_2024.xlsx."
        )
    return table_id


def _boundary_year(table_id: str | None, path: Path) -> int:
    year = _BOUNDARY_YEARS.get((table_id or "").upper())
    if year is None:
        raise LayoutError(
            f"{path}: of which year the areas of table {table_id or '?'} are is not known. Known are "
            f"{', '.join(_BOUNDARY_YEARS)}. Download it over OData, with DataProperties."
        )
    return year
