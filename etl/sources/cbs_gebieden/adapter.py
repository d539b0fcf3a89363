"""Gebieden in Nederland: which gemeenten make up a GGD region or a provincie, from CBS's yearly table (OData v3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import Level, fold, level_of, normalise_code
from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue
from etl.contracts import AreaGroups, Content, NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3
from etl.sources._layouts.columns import Topic
from etl.sources._layouts.identity import settle_year, table_id_in, year_in, year_of_table
from etl.sources._layouts.series import METADATA_ONLY

SOURCE_ID: Final = "cbs_gebieden"
_REGION: Final = "RegioS"
#: Start of the folded title of the group of topics -> level of the groups.
_GROUPS: Final = {"ggd": Level.GGD, "provincie": Level.PROVINCIE}
#: CBS puts the kind behind a name that a gemeente has too: "Utrecht (PV)".
_KIND_BEHIND: Final = re.compile(r"\s*\((?:PV|GG)\)$")


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables with a column group about GGD regions, per gemeente."""
    found: list[Recognised | NotUsed] = []
    for table in odata_v3.find_tables(folder, files):
        if "DataProperties" not in table.sets:
            continue
        properties = odata_v3.read_properties(table.sets["DataProperties"])
        if properties.dimensions != (_REGION,) or not _columns_of(Level.GGD, properties.topics, "Code"):
            continue
        if table.data:
            what = f"GGD regions and provincies {properties.map_year or ''}".strip()
            read = partial(_read, table, properties)
            found.append(Recognised(table.path, SOURCE_ID, "odata_v3", what, read, table.files))
        else:
            found += [NotUsed(path, METADATA_ONLY, UnusedReason.DESCRIPTION) for path in table.files]
    return found


def _read(table: odata_v3.V3Files, properties: odata_v3.Properties, catalogue: Catalogue) -> list[Content]:
    year = _year(table, properties, catalogue)
    rows = odata_v3.read_frame(table.data)
    if _REGION not in rows.columns:
        raise LayoutError(f"{table.path}: the rows have no column {_REGION}. Download the table again.")
    members = rows[_REGION].astype("str").map(normalise_code)
    gemeenten = rows[[code is not None and code.startswith("GM") for code in members]]
    if gemeenten.empty:
        raise LayoutError(f"{table.path}: lists no gemeente. Download the whole table.")
    return [_groups(table.path, level, year, gemeenten, properties.topics) for level in _GROUPS.values()]


def _groups(path: Path, level: Level, year: int, rows: pd.DataFrame, topics: Sequence[Topic]) -> AreaGroups:
    codes, names = (_column(path, level, topics, rows, title) for title in ("Code", "Naam"))
    frame = pd.DataFrame(
        {
            "group_code": codes.map(lambda text: normalise_code(text) or text),
            "name": names.str.replace(_KIND_BEHIND, "", regex=True),
            "member_code": rows[_REGION].astype("str").str.strip().map(normalise_code),
        }
    )
    without = frame["member_code"][frame["group_code"].isin(["", "."])].tolist()
    frame = frame[~frame["member_code"].isin(without)].reset_index(drop=True)
    wrong = [
        code for code in frame["group_code"].unique() if normalise_code(code) is None or level_of(code) is not level
    ]
    if wrong:
        raise LayoutError(
            f"{path}: {', '.join(map(repr, wrong[:5]))} is no code of a {level}. Download the table again."
        )
    notes = (f"No {level} is given for {', '.join(without)}.",) if without else ()
    return AreaGroups(path, level.value, year, frame, notes)


def _column(path: Path, level: Level, topics: Sequence[Topic], rows: pd.DataFrame, title: str) -> pd.Series:
    found = [topic for topic in _columns_of(level, topics, title) if topic.key in rows.columns]
    if len(found) != 1:
        candidates = "; ".join(str(topic) for topic in topics if title in (topic.title, topic.stem)) or "none"
        raise LayoutError(
            f"{path}: expected one column '{title}' in the group of the {level}, found {len(found)}. Candidates: {candidates}."
        )
    return rows[found[0].key].astype("str").str.strip()


def _columns_of(level: Level, topics: Sequence[Topic], title: str) -> list[Topic]:
    start = next(text for text, known in _GROUPS.items() if known is level)
    return [
        topic
        for topic in topics
        if title in (topic.title, topic.stem) and topic.path and fold(topic.path[-1]).startswith(start)
    ]


def _year(table: odata_v3.V3Files, properties: odata_v3.Properties, catalogue: Catalogue) -> int:
    infos = odata_v3.read_rows(table.sets["TableInfos"]) if "TableInfos" in table.sets else []
    told = table_id_in(table.path.name) or next((str(row.get("Identifier", "")).strip() for row in infos), None)
    claims = {
        "the map year": properties.map_year,
        "the title": next((year_in(str(row.get("Title", ""))) for row in infos), None),
        "the table id": year_of_table(catalogue, SOURCE_ID, told),
    }
    return settle_year(str(table.path), claims)
