"""Opens tables with more dimensions than the area: OData v3 whole or in slices, OData v4 in CSV, StatLine exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from domain.areas import normalise_code
from etl.catalogue.schema import Catalogue, Locator
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3, odata_v4, statline
from etl.sources._layouts.columns import Topic, UnknownColumnError, resolve_header, resolve_v3, resolve_v4
from etl.sources._layouts.dimensioned import TIME, DimensionedTable, Part, with_candidates
from etl.sources._layouts.identity import date_in, note_beside, table_id_in, year_in
from etl.sources._layouts.members import Member
from etl.sources._layouts.tables import area_titles
from etl.sources._layouts.title_words import resolve_words

#: Year of the areas, from the catalogue, the table's id and its title; UNKNOWN_DIVISION where none tells.
Division = Callable[[Catalogue, str | None, str], int]


def open_v3(
    division: Division, tables: Sequence[odata_v3.V3Files], properties: odata_v3.Properties, catalogue: Catalogue
) -> DimensionedTable:
    """A table of OData v3, whole or in slices that share their metadata. Raises LayoutError."""
    first = tables[0]
    info = table_info(first)
    note = note_beside(first.files)
    region = odata_v3.region_key(properties.dimensions) or ""
    path = first.path if len(tables) == 1 else first.folder
    table_id = identifier(first, info) or note.table_id
    others = [name for name in properties.dimensions if name != region]
    return DimensionedTable(
        path=path,
        layout="odata_v3",
        table_id=table_id or path.name,
        topics=properties.topics,
        region=region,
        dimensions={name: _members_of(first, tables, name) for name in others},
        resolve=with_candidates(_or_by_words(resolve_v3, properties.topics), properties.topics),
        parts=lambda: (Part(odata_v3.read_frame(table.data)) for table in tables),
        boundary_year=properties.map_year or division(catalogue, table_id, table_title(info)),
        names=area_titles(first, region),
        year=year_in(str(info.get("Period") or ""))
        or year_in(table_title(info))
        or year_in(path.name)
        or properties.map_year,
        modified=date_in(info.get("Modified")) or note.modified,
        recorded=note.recorded if note.recorded is not None or not info else True,
    )


def open_v4(division: Division, source: odata_v4.V4Files, catalogue: Catalogue) -> DimensionedTable:
    """A table of OData v4 in CSV. Raises LayoutError."""
    measures = odata_v4.read_measures(source)
    told = odata_v4.read_table_properties(source)
    note = note_beside(source.files)
    dimensions = odata_v4.dimensions_of(source)
    region = next((key for key in odata_v4.REGION_KEYS if key in dimensions), "")
    others = tuple(name for name in dimensions if name != region)
    table_id = told.get("Identifier") or note.table_id or table_id_in(source.path.name)
    names = pd.Series(
        {normalise_code(key) or key: title for key, title in odata_v4.read_members(source, region)}, dtype="str"
    )
    return DimensionedTable(
        path=source.path,
        layout="odata_v4",
        table_id=table_id or source.path.stem,
        topics=measures,
        region=region,
        dimensions={name: tuple(Member(*row) for row in odata_v4.read_members(source, name)) for name in others},
        resolve=with_candidates(_or_by_words(resolve_v4, measures), measures),
        parts=lambda: _v4_parts(source, [measure.key for measure in measures], region, others),
        boundary_year=division(catalogue, table_id, f"{told.get('Title', '')} {told.get('Description', '')}"),
        names=names,
        year=year_in(told.get("TemporalCoverage", "")) or year_in(told.get("Title", "")),
        modified=date_in(told.get("Modified")) or note.modified,
        recorded=note.recorded if note.recorded is not None or not told else True,
    )


def open_statline(division: Division, path: Path, titles: tuple[str, ...], catalogue: Catalogue) -> DimensionedTable:
    """A StatLine export with the columns Perioden and Codering; often an extract, so topics may be missing."""
    note = note_beside((path,))
    table_id = note.table_id or table_id_in(path.name)
    known = statline.area_headers(titles)
    if known is None or TIME not in titles:
        lacks = TIME if known else "a column with area codes"
        raise LayoutError(f"{path}: {lacks} is missing. Export the table with the columns Perioden and Codering.")
    topics = headers_as_topics(titles)
    rows = statline.read(path)
    codes = rows[known.code].astype("str").map(lambda code: normalise_code(code) or code)
    names = rows[known.name].set_axis(codes) if known.name else pd.Series(dtype="str")
    return DimensionedTable(
        path=path,
        layout="statline_csv",
        table_id=table_id or path.stem,
        topics=topics,
        region=known.code,
        dimensions={TIME: ()},
        resolve=_or_by_words(_resolve_title, topics),
        parts=lambda: [Part(rows)],
        boundary_year=division(catalogue, table_id, ""),
        names=names[~names.index.duplicated()],
        complete=False,
        modified=note.modified,
        recorded=note.recorded,
    )


def table_info(table: odata_v3.V3Files) -> dict[str, object]:
    """The row of TableInfos; empty where it was not downloaded."""
    rows = odata_v3.read_rows(table.sets["TableInfos"]) if "TableInfos" in table.sets else []
    return dict(rows[0]) if rows else {}


def table_title(info: dict[str, object]) -> str:
    """Long and short title of a v3 table."""
    return " ".join(str(info.get(key) or "") for key in ("Title", "ShortTitle")).strip()


def identifier(table: odata_v3.V3Files, info: dict[str, object]) -> str | None:
    """Id of a v3 table: as it says itself, else as its envelope or file name has it."""
    stated = str(info.get("Identifier") or "").strip()
    return stated or odata_v3.stated_id(table.sets["DataProperties"]) or table_id_in(table.path.name)


def members_listed(table: odata_v3.V3Files, dimension: str) -> tuple[Member, ...]:
    """Members of a dimension of a v3 table; none where its list was not downloaded."""
    if dimension not in table.sets:
        return ()
    rows = odata_v3.read_rows(table.sets[dimension])
    return tuple(Member(str(row.get("Key", "")).strip(), str(row.get("Title", "")).strip()) for row in rows)


def headers_as_topics(titles: Sequence[str]) -> tuple[Topic, ...]:
    """Column titles of an export as topics."""
    return tuple(Topic(title, (), None, title) for title in titles)


def _or_by_words(
    resolve: Callable[[Locator, Sequence[Topic]], str | None], topics: Sequence[Topic]
) -> Callable[[Locator], str | None]:
    """The topic that the layout's own locator means; where that gives none, the one with the words of `column`."""

    def found(locator: Locator) -> str | None:
        try:
            return resolve(locator, topics) or resolve_words(locator.column, topics)
        except UnknownColumnError:
            if not locator.column:
                raise
            return resolve_words(locator.column, topics)

    return found


def _resolve_title(locator: Locator, topics: Sequence[Topic]) -> str | None:
    return resolve_header(locator.statline, [topic.key for topic in topics])


def _members_of(first: odata_v3.V3Files, tables: Sequence[odata_v3.V3Files], dimension: str) -> tuple[Member, ...]:
    """Members by the table's own list; by the keys in the rows where that was not downloaded."""
    told = members_listed(first, dimension)
    if told or dimension == TIME:
        return told
    keys: dict[str, None] = {}
    for table in tables:
        rows = odata_v3.read_frame(table.data)
        keys |= dict.fromkeys(rows[dimension].astype("str").str.strip().unique() if dimension in rows else ())
    return tuple(Member(key) for key in keys)


def _v4_parts(
    source: odata_v4.V4Files, measures: Sequence[str], region: str, dimensions: Sequence[str]
) -> Iterator[Part]:
    for keys, table in odata_v4.read_groups(source, measures, dimensions):
        numbered = pd.RangeIndex(len(table.cells))
        rows = table.cells.set_axis(numbered)
        rows.insert(0, region, list(table.cells.index))
        for name, key in keys.items():
            rows[name] = key
        yield Part(rows, {key: told.set_axis(numbered) for key, told in table.reasons.items()}, table.notes)
