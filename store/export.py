"""Downloads of what a map shows. A file carries area, indicator, unit, year, source and licence in itself."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import geobuf

from domain.areas import gemeente_of
from domain.numbers_nl import rounded
from domain.resolve import ResolvedView
from domain.view_models import Area, Figure, Indicator, SourceLine
from domain.view_state import Mode
from domain.wording import export as words
from store.areas import areas_of
from store.catalogue import codebook_rows, indicator
from store.change import map_sources
from store.export_change import change_rows
from store.export_pair import exported_indicators, pair_rows
from store.figures import map_figures, whole_figures
from store.gazetteer import gazetteer
from store.geometry import geometry
from store.stacking import axis_indicator
from store.two_themes import pair_sources
from store.warehouse import Store

#: Excel recognises UTF-8 by it.
BYTE_ORDER_MARK = "\ufeff"
#: A spreadsheet takes text that starts so for a formula, and the name of an own area is typed by a visitor.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: GeoPackage is read by GIS software that works in RD New.
_RD_NEW = "EPSG:28992"
#: Columns of figures: without them a column that is empty in every row would be text.
_NUMBERS = {
    *("waarde", "ondergrens", "bovengrens", "waarde_eerst", "waarde_laatst", "verandering"),
    *(f"{name}{number}" for number in (1, 2) for name in ("waarde", "ondergrens", "bovengrens", "punten", "van")),
    "nieuwe_woningen",
}


def export_csv(store: Store, view: ResolvedView, link: str = "") -> bytes:
    """Zip with data.csv, codebook.csv and LEESMIJ.txt, as Dutch spreadsheets read them.

    `link` is the URL that shows the same. The same view of the same build gives the same bytes. Raises KeyError for an
    indicator that is not in the catalogue.
    """
    shown = _indicator(store, view)
    frame = gazetteer(store.open()).by_code[view.frame_code]
    build = store.build()
    readme = words.readme(
        shown,
        view.level,
        frame.name,
        _period(view, " en "),
        _columns(view),
        _sources(store, view),
        build.built_at,
        link,
        is_demo=build.is_demo,
        second=indicator(store, view.indicator2_id) if view.indicator2_id else None,
    )
    parts = {
        "data.csv": csv_text([name for name, _ in _columns(view)], (row.values() for row in _rows(store, view, shown))),
        "codebook.csv": csv_text(words.CODEBOOK_COLUMNS, codebook_cells(store, exported_indicators(store, view))),
        "LEESMIJ.txt": BYTE_ORDER_MARK + readme,
    }
    return zip_of_texts(parts, build.built_at)


def export_gpkg(store: Store, view: ResolvedView) -> bytes:
    """GeoPackage in RD New with the columns of data.csv; an area without a polygon has an empty geometry.

    Raises KeyError for an indicator that is not in the catalogue.
    """
    import geopandas as gpd  # only here: it takes 100 MB, and a run of briefings imports this module in every process

    shown = _indicator(store, view)
    table = list(_rows(store, view, shown))
    shapes = _shapes(store, view)
    frame = gpd.GeoDataFrame(
        table,
        columns=[name for name, _ in _columns(view)],
        geometry=gpd.GeoSeries([shapes.get(row["gebied_code"]) for row in table], crs="EPSG:4326"),
    ).to_crs(_RD_NEW)
    for column in _NUMBERS.intersection(frame.columns):
        frame[column] = frame[column].astype("Float64")
    frame["inwoners"] = frame["inwoners"].astype("Int64")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kaart.gpkg"
        frame.to_file(path, layer=str(view.level), driver="GPKG", engine="pyogrio")
        return path.read_bytes()


def demo_mark(store: Store) -> str:
    """What the name of a file gets where its figures are made up."""
    return "_fictief" if store.build().is_demo else ""


def export_name(store: Store, view: ResolvedView, extension: str) -> str:
    """File name of a download, from codes only: "buurtlens_supermarket_km_2024_buurt_GM0344.zip"."""
    about = "_".join(name for name in (view.indicator_id, view.indicator2_id) if name)
    stacked = f"stapeling{view.threshold_pct}_" if view.mode is Mode.STAPELING else ""
    return (
        f"buurtlens_{stacked}{about}_{_period(view, '-')}_{view.level}_{view.frame_code}{demo_mark(store)}.{extension}"
    )


def _period(view: ResolvedView, between: str) -> str:
    return between.join(map(str, dict.fromkeys(view.span)))


def _columns(view: ResolvedView) -> tuple[tuple[str, str], ...]:
    return {
        Mode.VERANDERING: words.CHANGE_COLUMNS,
        Mode.TWEE: words.PAIR_COLUMNS,
        Mode.STAPELING: words.STACK_COLUMNS,
    }.get(view.mode, words.COLUMNS)


def _sources(store: Store, view: ResolvedView) -> list[SourceLine]:
    return map_sources(store, view) if view.indicator2_id is None else pair_sources(store, view)


def _indicator(store: Store, view: ResolvedView) -> Indicator:
    if view.mode is Mode.STAPELING:
        return axis_indicator(store, view)
    found = indicator(store, view.indicator_id)
    if found is None:
        raise KeyError(view.indicator_id)
    return found


def _rows(store: Store, view: ResolvedView, shown: Indicator) -> Iterable[dict[str, Any]]:
    """One row per area of the map, alphabetically, areas without a figure included."""
    if view.mode is Mode.VERANDERING:
        yield from change_rows(store, view, shown)
        return
    if view.indicator2_id is not None:
        yield from pair_rows(store, view)
        return
    figures = map_figures(store, view.indicator_id, view.year, view.level, view.frame_code)
    status = dict(zip(figures.area_codes, figures.statuses, strict=True))
    found = whole_figures(store, view.indicator_id, view.year, view.level, view.frame_code)
    names = {each.code: each.name for each in gazetteer(store.open()).by_code.values()}
    for area in areas_of(store, view.level, view.frame_code):
        yield _row(area, names.get(gemeente_of(area.code), ""), found.get(area.code), status, view, shown)


def _row(
    area: Area, gemeente: str, figure: Figure | None, status: dict[str, Any], view: ResolvedView, shown: Indicator
) -> dict[str, Any]:
    def number(value: float | None) -> float | None:
        return None if value is None else rounded(value, shown.decimals)

    cells = (
        area.code,
        area.name,
        str(area.level),
        gemeente,
        area.boundary_year,
        view.indicator_id,
        view.year,
        number(figure.value) if figure else None,
        number(figure.lower) if figure else None,
        number(figure.upper) if figure else None,
        shown.unit,
        str(status.get(area.code, "unknown")),
        str(figure.grade) if figure else None,
        str(figure.method) if figure else None,
        area.residents_count,
        figure.source.citation if figure else None,
        figure.source.licence if figure else None,
    )
    return dict(zip((name for name, _ in words.COLUMNS), cells, strict=True))


def codebook_cells(store: Store, ids: Collection[str]) -> list[tuple[str | int, ...]]:
    """Rows under `CODEBOOK_COLUMNS` for indicators of the picker."""
    return [
        (
            row.name,
            row.title,
            row.unit,
            row.decimals,
            words.direction_label(row.direction),
            row.kind,
            row.describes,
            row.know,
            row.source,
            row.licence,
        )
        for row in codebook_rows(store, ids)
    ]


def zip_of_texts(parts: Mapping[str, str], made_at: datetime) -> bytes:
    """Zip of texts by name; the same texts and moment give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), text.encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Table as text for Dutch spreadsheets: semicolons, decimal commas, a byte order mark (for the store's own use)."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + target.getvalue()


def _cell(value: Any) -> Any:
    """Numbers with a decimal comma, whole ones without decimals; nothing stays empty; no text is a formula."""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _shapes(store: Store, view: ResolvedView) -> dict[str, Any]:
    payload = geometry(store, store.build().build_id, view.level, view.frame_code)
    if payload is None:
        return {}
    import geopandas as gpd

    decoded = geobuf.decode(gzip.decompress(payload))
    frame = gpd.GeoDataFrame.from_features(decoded["features"])
    return dict(zip(frame["code"], frame.geometry, strict=True))
