"""Tables with one row per area, opened in each layout: where the facts about areas are, and how a column is found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import normalise_code
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3, odata_v4, statline, xlsx
from etl.sources._layouts.columns import Topic, resolve_header, resolve_v3, resolve_v4, stem_of
from etl.sources._layouts.identity import date_in, note_beside, table_id_in, year_in
from etl.sources._layouts.wide import Loaded, OpenTable, check_names, pick, raw_areas

#: Facts about areas by v3 stem. CBS renamed the one about changed boundaries; the first that is there is taken.
_V3_FACTS: Final = {
    "gemeente_name": ("Gemeentenaam",),
    "kind": ("SoortRegio",),
    "change_flag": ("IndelingswijzigingWijkenEnBuurten", "IndelingswijzigingGemeenteWijkBuurt"),
    "postcode4": ("MeestVoorkomendePostcode",),
    "land_area_ha": ("OppervlakteLand",),
    "residents": ("AantalInwoners",),
}
_V4_FACTS: Final = {"postcode4": "PC000C", "land_area_ha": "A047044", "residents": "T001036"}
_SHEET_CODES: Final = ("gwb_code_10", "gwb_code")
_SHEET_FACTS: Final = {
    "name": ("regio",),
    "gemeente_name": ("gm_naam",),
    "kind": ("recs",),
    "change_flag": ("ind_wbi", "ind_wbz"),
    "postcode4": ("pst_mvp",),
    "land_area_ha": ("a_lan_ha",),
    "residents": ("a_inw",),
}
_STATLINE_FACTS: Final = {
    "postcode4": "meest voorkomende postcode (code)",
    "land_area_ha": "oppervlakte land (ha)",
    "residents": "aantal inwoners (aantal)",
}


def open_v3(source: odata_v3.V3Files) -> OpenTable:
    """A table of OData v3. Raises LayoutError when its DataProperties are missing or damaged."""
    if "DataProperties" not in source.sets:
        raise LayoutError(
            f"{source.path}: DataProperties is missing beside the data set. Download the whole table again."
        )
    properties = odata_v3.read_properties(source.sets["DataProperties"])
    info = odata_v3.read_rows(source.sets["TableInfos"])[0] if "TableInfos" in source.sets else {}
    note = note_beside(source.files)
    stated = str(info.get("Identifier") or "") or odata_v3.stated_id(source.sets["DataProperties"]) or note.table_id
    period = year_in(str(info.get("Period") or ""))
    return OpenTable(
        path=source.path,
        layout="odata_v3",
        files=source.files,
        resolve=partial(resolve_v3, topics=properties.topics),
        load=partial(_load_v3, source, properties.topics),
        complete=True,
        table_id=stated or table_id_in(source.path.name),
        years={"TableInfos": period} if period else {"DataProperties": properties.map_year},
        modified=date_in(info.get("Modified")) or note.modified,
        recorded=note.recorded if note.recorded is not None or not info else True,
    )


def open_v4(source: odata_v4.V4Files) -> OpenTable:
    """A table of OData v4 in CSV."""
    measures = odata_v4.read_measures(source)
    properties = odata_v4.read_table_properties(source)
    note = note_beside(source.files)
    return OpenTable(
        path=source.path,
        layout="odata_v4",
        files=source.files,
        resolve=partial(resolve_v4, measures=measures),
        load=partial(_load_v4, source, measures),
        complete=True,
        table_id=properties.get("Identifier") or note.table_id or table_id_in(source.path.name),
        years={
            "Properties": year_in(properties.get("TemporalCoverage", "")),
            "title": year_in(properties.get("Title", "")),
        },
        modified=date_in(properties.get("Modified")) or note.modified,
        recorded=note.recorded if note.recorded is not None or not properties else True,
    )


def area_sheet(path: Path) -> xlsx.Sheet | None:
    """The sheet of a workbook that lists areas in CBS's way; None when there is none."""
    wanted = {"regio", "recs"}
    return next(
        (
            sheet
            for sheet in xlsx.headers(path)
            if wanted <= set(sheet.header) and set(_SHEET_CODES) & set(sheet.header)
        ),
        None,
    )


def open_sheet(path: Path, sheet: xlsx.Sheet) -> OpenTable:
    """A sheet with CBS's short column names; often an extract, so columns may be missing."""
    note = note_beside((path,))
    return OpenTable(
        path=path,
        layout="xlsx",
        files=(path,),
        resolve=lambda locator: resolve_header(locator.xlsx, sheet.header),
        load=partial(_load_sheet, path, sheet.name),
        complete=False,
        table_id=note.table_id or table_id_in(path.name, sheet.name),
        years={"sheet": year_in(sheet.name), "file name": year_in(path.name)},
        modified=xlsx.modified_on(path) or note.modified,
        recorded=note.recorded,
    )


def open_statline(path: Path, titles: tuple[str, ...]) -> OpenTable:
    """A StatLine export with full titles; often an extract, so columns may be missing."""
    note = note_beside((path,))
    return OpenTable(
        path=path,
        layout="statline_csv",
        files=(path,),
        resolve=lambda locator: resolve_header(locator.statline, titles),
        load=partial(_load_statline, path),
        complete=False,
        table_id=note.table_id or table_id_in(path.name),
        years={"file name": year_in(path.name)},
        modified=note.modified,
        recorded=note.recorded,
    )


def area_titles(source: odata_v3.V3Files, region: str) -> pd.Series:
    """Name by normalised area code from the table's own dimension; empty when it was not downloaded.

    Raises LayoutError for one code with two names.
    """
    if region not in source.sets:
        return pd.Series(dtype="str")
    rows = odata_v3.read_frame(source.sets[region])
    if not {"Key", "Title"} <= set(rows.columns):
        raise LayoutError(f"{source.sets[region][0]}: not laid out as a dimension of OData v3. Download it again.")
    keys = rows["Key"].astype("str").str.strip()
    codes = keys.map(lambda key: normalise_code(key) or key)
    check_names(codes, rows["Title"], str(source.sets[region][0]))
    titles = rows.set_index(codes)["Title"]
    return titles[~titles.index.duplicated()]


def _load_v3(source: odata_v3.V3Files, topics: Sequence[Topic], keys: Sequence[str]) -> Loaded:
    frame = odata_v3.read_frame(source.data)
    region = odata_v3.region_key(list(frame.columns))
    if region is None:
        raise LayoutError(f"{source.path}: no column {' or '.join(odata_v3.REGION_KEYS)} in the rows.")
    by_stem = {stem_of(key): key for key in reversed([topic.key for topic in topics])}
    facts = {
        name: pick(frame, next((by_stem[stem] for stem in stems if stem in by_stem), None))
        for name, stems in _V3_FACTS.items()
    }
    codes = frame[region].astype("str").str.strip()
    titles = area_titles(source, region)
    _check_whole(source, frame, titles.index)
    name = (
        codes.map(lambda code: titles.get(normalise_code(code) or code))
        if len(titles)
        else _gemeente_only(codes, facts["gemeente_name"])
    )
    areas = raw_areas(frame.index, {"code": codes, "name": name, **facts})
    return Loaded(areas, frame[[key for key in keys if key in frame.columns]])


def _gemeente_only(codes: pd.Series, gemeente_name: pd.Series | None) -> pd.Series | None:
    """Without the dimension only land and gemeente have a name: the column Gemeentenaam is not that of a buurt."""
    return None if gemeente_name is None else gemeente_name.where(codes.str.startswith(("GM", "NL")))


def _check_whole(source: odata_v3.V3Files, frame: pd.DataFrame, areas: pd.Index) -> None:
    """A table that begins at ID 0 and has no gaps was not filtered.

    Then it has a row for every area of the dimension.
    """
    if not len(areas) or "ID" not in frame.columns:
        return
    unfiltered = frame["ID"].iloc[0] == 0 and frame["ID"].iloc[-1] == len(frame) - 1
    if unfiltered and len(frame) < len(areas):
        raise LayoutError(
            f"{source.path}: {len(frame)} rows, while the dimension lists {len(areas)} "
            f"areas: the table is cut. Download it again."
        )


def _load_v4(source: odata_v4.V4Files, measures: Sequence[Topic], keys: Sequence[str]) -> Loaded:
    by_base = {measure.stem: measure.key for measure in measures}
    facts = {name: by_base.get(base) for name, base in _V4_FACTS.items()}
    wanted = list(dict.fromkeys([*keys, *(key for key in facts.values() if key)]))
    table = odata_v4.read_table(source, wanted)
    codes = pd.Series(table.cells.index, index=table.cells.index)
    gemeente = codes.map(lambda code: code if code.startswith("NL") else f"GM{code[2:6]}")
    columns = {
        "code": codes,
        "name": codes.map(table.titles),
        "gemeente_name": gemeente.map(table.titles),
        **{name: pick(table.cells, key) for name, key in facts.items()},
    }
    numbered = pd.RangeIndex(len(codes))
    return Loaded(
        raw_areas(codes.index, columns).set_axis(numbered),
        table.cells[list(dict.fromkeys(keys))].set_axis(numbered),
        {key: told.set_axis(numbered) for key, told in table.reasons.items() if key in set(keys)},
        table.notes,
    )


def _load_sheet(path: Path, sheet: str, keys: Sequence[str]) -> Loaded:
    frame = xlsx.read_sheet(path, sheet)
    code = next(name for name in _SHEET_CODES if name in frame.columns)
    facts = {
        name: pick(frame, next((n for n in names if n in frame.columns), None)) for name, names in _SHEET_FACTS.items()
    }
    return Loaded(raw_areas(frame.index, {"code": pick(frame, code), **facts}), frame[list(dict.fromkeys(keys))])


def _load_statline(path: Path, keys: Sequence[str]) -> Loaded:
    frame = statline.read(path)
    titles = tuple(frame.columns)
    known = statline.area_headers(titles)
    if known is None:
        raise LayoutError(f"{path}: no column with area codes. Export the table with the column 'Codering'.")
    columns = {
        "code": known.code,
        "name": known.name,
        "gemeente_name": known.gemeente_name,
        "kind": known.kind,
        "change_flag": known.change_flag,
    }
    for fact, ending in _STATLINE_FACTS.items():
        columns[fact] = next((title for title in titles if title.casefold().endswith(ending)), None)
    areas = raw_areas(frame.index, {name: pick(frame, title) for name, title in columns.items()})
    return Loaded(areas, frame[list(dict.fromkeys(keys))])
