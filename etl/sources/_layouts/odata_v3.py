"""OData v3 as CBS and RIVM publish it.

DataProperties, dimensions and a typed or untyped data set, in pages of JSON or as parquet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.errors import LayoutError
from etl.sources._layouts.columns import Topic, paths
from etl.sources._layouts.identity import table_id_in

#: Column that names the area: KWB, nabijheid and health say WijkenEnBuurten, the tables of 2013 and per region RegioS.
REGION_KEYS: Final = ("WijkenEnBuurten", "RegioS")
_DATA_SETS: Final = ("TypedDataSet", "UntypedDataSet")
_FILE = re.compile(
    r"(?P<prefix>.*?)[._-]?"
    r"(?P<set>TypedDataSet|UntypedDataSet|DataProperties|TableInfos|CategoryGroups|WijkenEnBuurten|RegioS|Perioden|Leeftijd|Marges)"
    r"(?:\.(?P<slice>(?!sample\.)[0-9A-Za-z-]+?))??(?:[._-]?(?P<page>\d+))?(?P<sample>\.sample)?\.(?P<ext>json|parquet)"
)
_SKIP = re.compile(r"\$skip=(\d+)")


@dataclass(frozen=True)
class V3Files:
    """The files of one table in one folder, by entity set, pages in order.

    A set may come in slices, one per wave and age group (`UntypedDataSet.2020JJ00-20300-MW00000.000.json`): each has
    its own pages.
    """

    folder: Path
    prefix: str
    sets: Mapping[str, tuple[Path, ...]]
    files: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """What stands for the table: the folder, or its data or metadata file where several tables share a folder."""
        return (self.data or self.sets.get("DataProperties") or self.files)[0] if self.prefix else self.folder

    @property
    def data(self) -> tuple[Path, ...]:
        """Pages of the data set, typed before untyped; empty when there is metadata only."""
        return next((self.sets[name] for name in _DATA_SETS if name in self.sets), ())


@dataclass(frozen=True)
class Properties:
    """DataProperties: the topics with their parents, the dimensions, and the year of the map."""

    topics: tuple[Topic, ...]
    dimensions: tuple[str, ...]
    map_year: int | None


def find_tables(folder: Path, files: Sequence[Path]) -> list[V3Files]:
    """The v3 tables among the files of one folder; samples beside a data set belong to it and are not read."""
    grouped: dict[str, dict[str, list[Path]]] = {}
    members: dict[str, list[Path]] = {}
    for path in sorted(files):
        match = _FILE.fullmatch(path.name)
        if match is None:
            continue
        members.setdefault(match["prefix"], []).append(path)
        if not match["sample"]:
            grouped.setdefault(match["prefix"], {}).setdefault(match["set"], []).append(path)
    _share_metadata(grouped, members)
    return [
        V3Files(folder, prefix, {name: _pages(found) for name, found in sets.items()}, tuple(members[prefix]))
        for prefix, sets in grouped.items()
    ]


def _share_metadata(grouped: dict[str, dict[str, list[Path]]], members: dict[str, list[Path]]) -> None:
    """Give the parts of a table (2020JJ00-20300.UntypedDataSet.000.json) the metadata of the whole table."""
    shared = grouped.get("", {})
    parts = [prefix for prefix, sets in grouped.items() if prefix and set(sets) <= set(_DATA_SETS)]
    if not parts or set(shared) & set(_DATA_SETS):
        return
    for prefix in parts:
        grouped[prefix] = {**shared, **grouped[prefix]}
        members[prefix] = [*members[""], *members[prefix]] if shared else members[prefix]
    grouped.pop("", None)


def with_dimensions(table: V3Files, names: Sequence[str], files: Sequence[Path]) -> V3Files:
    """The table with the sets of its other dimensions (SoortMisdrijf.json), where they lie beside it."""
    sets, members = dict(table.sets), list(table.files)
    for name in names:
        own = re.compile(rf"(?:{re.escape(table.prefix)}[._-]?)?{re.escape(name)}(?:[._-]?\d+)?\.(?:json|parquet)")
        if found := [path for path in files if own.fullmatch(path.name)]:
            sets[name] = _pages(found)
            members += [path for path in found if path not in members]
    return V3Files(table.folder, table.prefix, sets, tuple(members))


def read_properties(paths_of_set: Sequence[Path]) -> Properties:
    """Topics and dimensions from DataProperties, whether it is an envelope, a bare list or parquet."""
    rows = read_rows(paths_of_set)
    where = paths_of_set[0]
    try:
        parents = {_id(row["ID"]): (_id(row.get("ParentID")), _text(row["Title"])) for row in rows}
        topics = tuple(
            Topic(
                key=_text(row["Key"]),
                path=paths({key: value for key, value in parents.items() if key is not None}, _id(row.get("ParentID"))),
                unit=_text(row.get("Unit")) or None,
                title=_text(row.get("Title")) or None,
            )
            for row in rows
            if row["Type"] == "Topic"
        )
        dimensions = tuple(_text(row["Key"]) for row in rows if row["Type"] not in ("Topic", "TopicGroup"))
        years = {int(row["MapYear"]) for row in rows if not _empty(row.get("MapYear"))}
    except (KeyError, TypeError, ValueError) as error:
        raise LayoutError(
            f"{where}: not laid out as DataProperties of OData v3 ({error!r}). Download it again."
        ) from error
    return Properties(topics, dimensions, years.pop() if len(years) == 1 else None)


def read_frame(pages: Sequence[Path]) -> pd.DataFrame:
    """All rows of a data set. Raises LayoutError when pages are cut, missing, double or out of step."""
    frames = [_read_slice(tuple(of_slice)) for _, of_slice in groupby(pages, key=_slice_of)]
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    if frame.empty:
        raise LayoutError(f"{pages[0]}: no rows. Download the table again.")
    return frame


def read_rows(pages: Sequence[Path]) -> list[dict[str, Any]]:
    """All rows of a small set (metadata, a dimension) as dictionaries."""
    if pages[0].suffix == ".parquet":
        frame = pd.concat([_read_parquet(page) for page in pages], ignore_index=True)
        renamed = frame.rename(columns={"odata_type": "odata.type"})
        return [{str(name): cell for name, cell in row.items()} for row in renamed.to_dict("records")]
    return [row for batch in _read_json_pages(pages) for row in batch]


def read_json(path: Path) -> Any:
    """Content of a JSON file. Raises LayoutError when it is cut or no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        raise LayoutError(
            f"{path}: not readable as JSON ({error}). The download may be cut: fetch it again."
        ) from error


def stated_id(pages: Sequence[Path]) -> str | None:
    """Table id in the envelope's address, such as `.../odata/84799NED/$metadata#...`."""
    if not pages or pages[0].suffix != ".json":
        return None
    content = read_json(pages[0])
    return table_id_in(str(content.get("odata.metadata", ""))) if isinstance(content, dict) else None


def region_key(columns: Sequence[str]) -> str | None:
    """The column that names the area."""
    return next((key for key in REGION_KEYS if key in columns), None)


def _pages(found: Sequence[Path]) -> tuple[Path, ...]:
    # The same set as JSON and as parquet is one set twice: JSON is what the service gave.
    json_pages = [path for path in found if path.suffix == ".json"]
    return tuple(sorted(json_pages or found, key=lambda path: (_slice_of(path), _page_of(path) or 0)))


def _slice_of(path: Path) -> str:
    match = _FILE.fullmatch(path.name)
    return (match["slice"] or "") if match else ""


def _page_of(path: Path) -> int | None:
    match = _FILE.fullmatch(path.name)
    return int(match["page"]) if match and match["page"] else None


def _read_slice(pages: Sequence[Path]) -> pd.DataFrame:
    if pages[0].suffix == ".parquet":
        frame = pd.concat([_read_parquet(page) for page in pages], ignore_index=True)
        sizes = [len(frame)]
    else:
        batches = _read_json_pages(pages)
        sizes = [len(batch) for batch in batches]
        frame = pd.DataFrame([row for batch in batches for row in batch])
    if "ID" in frame.columns and len(frame) > 1:
        _check_ids(frame["ID"], sizes, pages)
    return frame


def _read_json_pages(pages: Sequence[Path]) -> list[list[dict[str, Any]]]:
    _check_numbers(pages)
    batches: list[list[dict[str, Any]]] = []
    rows_so_far = 0
    for position, page in enumerate(pages):
        content = read_json(page)
        rows = content.get("value", [content]) if isinstance(content, dict) else content
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise LayoutError(f"{page}: not an answer of an OData v3 service (no list of rows). Download it again.")
        rows_so_far += len(rows)
        if isinstance(content, dict):
            _check_link(page, content.get("odata.nextLink"), rows_so_far, last=position == len(pages) - 1)
        batches.append(rows)
    return batches


def _check_numbers(pages: Sequence[Path]) -> None:
    if len(pages) == 1:
        return
    numbers = [_page_of(page) for page in pages]
    first = numbers[0]
    if first not in (0, 1) or numbers != list(range(first, first + len(pages))):
        names = ", ".join(page.name for page in pages)
        raise LayoutError(f"{pages[0].parent}: pages are missing or double ({names}). Download the table again.")


def _check_link(page: Path, link: str | None, rows_so_far: int, *, last: bool) -> None:
    if last and link:
        raise LayoutError(
            f"{page}: more pages follow (odata.nextLink), but there is no next file. Download the table again."
        )
    if not last and link is None:
        raise LayoutError(f"{page}: says that it is the last page, but more files follow. Are two downloads mixed?")
    skip = _SKIP.search(link) if link else None
    if skip and int(skip[1]) != rows_so_far:
        raise LayoutError(
            f"{page}: {rows_so_far} rows up to here, while the service had given {skip[1]}: "
            f"the page is cut. Download the table again."
        )


def _check_ids(ids: pd.Series, sizes: Sequence[int], pages: Sequence[Path]) -> None:
    """IDs rise; where they have one step inside the pages (1 in a whole table), the same step joins the pages."""
    steps = np.diff(pd.to_numeric(ids).to_numpy(dtype=np.float64))
    joins = np.cumsum(sizes)[:-1] - 1
    if (steps <= 0).any():
        raise LayoutError(f"{pages[0]}: the ID of rows does not rise: rows are double. Download the table again.")
    inside = np.unique(np.delete(steps, joins))
    if len(inside) == 1 and (steps[joins] != inside[0]).any():
        page = pages[int(np.argmax(steps[joins] != inside[0]))]
        raise LayoutError(
            f"{page}: rows are missing between this page and the next (a gap in ID). Download the table again."
        )


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        frame: pd.DataFrame = pq.read_table(path).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise LayoutError(f"{path}: not readable as parquet ({error}). Download it again.") from error
    return frame


def _id(value: object) -> str | None:
    return None if _empty(value) else str(int(float(str(value))))


def _text(value: object) -> str:
    return "" if _empty(value) else str(value).strip()


def _empty(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))
