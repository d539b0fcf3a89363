"""OData v4 as CBS's zip of CSV files.

One row per area and measure, codes instead of keys. A folder of the same files is equal.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from domain.observations import Status
from etl.errors import LayoutError
from etl.sources._layouts.columns import Topic, paths

OBSERVATIONS: Final = "Observations.csv"
MEASURES: Final = "MeasureCodes.csv"
REGION_KEYS: Final = ("WijkenEnBuurten", "RegioS")
#: Columns of the observations that are read: of few different texts, and others.
_CODED: Final = (*REGION_KEYS, "Measure", "ValueAttribute", "Perioden")
_PLAIN: Final = ("Value", "StringValue")
#: What reading from a cut or damaged file raises.
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
_METADATA = re.compile(
    r"(Observations|MeasureCodes|MeasureGroups|Dimensions|Properties|\w+Codes|\w+Groups)\.(csv|json|parquet)"
)
#: What ValueAttribute says about a missing value, as far as it is a reason; anything else stays `unknown` and is
#: counted in a note.
_REASONS: Final = {
    "confidential": Status.SUPPRESSED,
    "secret": Status.SUPPRESSED,
    "notpublished": Status.NOT_PUBLISHED,
    "notavailable": Status.NOT_PUBLISHED,
    "notyetavailable": Status.NOT_YET,
}
_SILENT: Final = frozenset({"", "none", "unknown", "missing", "impossible"})


@dataclass(frozen=True)
class V4Files:
    """Where the CSV files are: one zip, or a folder."""

    path: Path
    files: tuple[Path, ...]

    def names(self) -> frozenset[str]:
        """Names of the CSV and JSON files, without folders inside the zip."""
        if self.path.is_dir():
            return frozenset(path.name for path in self.files)
        with _open_zip(self.path) as archive:
            return frozenset(Path(name).name for name in archive.namelist())

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One file for reading. Raises LayoutError when it is not there."""
        if self.path.is_dir():
            with (self.path / name).open("rb") as stream:
                yield stream
            return
        with _open_zip(self.path) as archive:
            inner = next((inside for inside in archive.namelist() if Path(inside).name == name), None)
            if inner is None:
                raise _damaged(self.path, name, "not there")
            with archive.open(inner) as stream:
                yield stream

    def text(self, name: str) -> str:
        """Content of one file. Raises LayoutError when it is missing or damaged."""
        try:
            with self.open(name) as stream:
                return stream.read().decode("utf-8-sig")
        except _DAMAGE as error:
            raise _damaged(self.path, name, error) from error


@dataclass(frozen=True)
class V4Table:
    """A table read: raw cells and reasons per area and measure; titles of areas where the whole table was asked."""

    cells: pd.DataFrame
    reasons: Mapping[str, pd.Series]
    notes: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


def find_zips(files: Sequence[Path]) -> list[V4Files]:
    """Zips of this layout. Raises LayoutError for a zip that cannot be opened."""
    found = [V4Files(path, (path,)) for path in sorted(files) if path.suffix.lower() == ".zip"]
    return [candidate for candidate in found if {OBSERVATIONS, MEASURES} <= candidate.names()]


def find_folder(folder: Path, files: Sequence[Path]) -> V4Files | None:
    """The folder itself when it holds measure codes, with or without observations (metadata only)."""
    members = tuple(path for path in sorted(files) if _METADATA.fullmatch(path.name))
    return V4Files(folder, members) if any(path.stem == "MeasureCodes" for path in members) else None


def read_measures(source: V4Files) -> tuple[Topic, ...]:
    """Measures with the titles of their groups, from MeasureCodes.csv and MeasureGroups.csv."""
    rows = _rows(source, MEASURES, {"Identifier", "MeasureGroupId"})
    groups = _rows(source, "MeasureGroups.csv", {"Id", "Title"}) if "MeasureGroups.csv" in source.names() else []
    parents = {row["Id"]: (row.get("ParentId") or None, row["Title"].strip()) for row in groups}
    return tuple(
        Topic(
            key=row["Identifier"].strip(),
            path=paths(parents, row["MeasureGroupId"]),
            unit=row.get("Unit", "").strip() or None,
            title=row.get("Title", "").strip() or None,
        )
        for row in rows
    )


def read_table(source: V4Files, measures: Sequence[str]) -> V4Table:
    """Cells of the given measures, one row per area.

    Raises LayoutError for a table with other dimensions or doubled cells.
    """
    rows = _observations(source)
    region = _region(source, rows.column_names)
    if "Perioden" in rows.column_names and len(rows["Perioden"].unique()) > 1:
        raise LayoutError(
            f"{source.path}: {OBSERVATIONS} holds several periods; Buurtlens reads the tables of one year."
        )
    return replace(_one_table(source, rows, region, measures), titles=dict(read_members(source, region)))


def read_groups(
    source: V4Files, measures: Sequence[str], dimensions: Sequence[str]
) -> Iterator[tuple[dict[str, str], V4Table]]:
    """Cells of the given measures, a table per combination of members of the dimensions: dimension -> key.

    Raises LayoutError for a table with other dimensions or doubled cells.
    """
    rows = _observations(source, dimensions)
    region = _region(source, rows.column_names)
    stripped = [_stripped(rows[name]) for name in dimensions]
    combined = (
        np.column_stack([of_row for of_row, _ in stripped]) if stripped else np.zeros((rows.num_rows, 1), np.intp)
    )
    combinations, group = np.unique(combined, axis=0, return_inverse=True)
    for number, positions in enumerate(combinations):
        keys = {
            name: str(names[position])
            for name, (_, names), position in zip(dimensions, stripped, positions, strict=False)
        }
        part = rows.take(np.flatnonzero(group.ravel() == number))
        yield keys, _one_table(source, part, region, measures)


def dimensions_of(source: V4Files) -> tuple[str, ...]:
    """Columns of the observations that are dimensions, the area among them."""
    return tuple(name for name in _header(source) if name not in ("Id", "Measure", "ValueAttribute", *_PLAIN))


def read_members(source: V4Files, dimension: str) -> list[tuple[str, str]]:
    """(key, title) of the members of a dimension; empty when its list is not there."""
    name = f"{dimension}Codes.csv"
    if name not in source.names():
        return []
    return [(row["Identifier"].strip(), row["Title"].strip()) for row in _rows(source, name, {"Identifier", "Title"})]


def _region(source: V4Files, columns: Sequence[str]) -> str:
    region = next((key for key in REGION_KEYS if key in columns), None)
    lacking = {"Measure", "Value"} - set(columns)
    if region is None or lacking:
        raise LayoutError(
            f"{source.path}: {OBSERVATIONS} lacks the columns {', '.join(sorted(lacking)) or ' or '.join(REGION_KEYS)}."
        )
    return region


def _one_table(source: V4Files, rows: pa.Table, region: str, measures: Sequence[str]) -> V4Table:
    area, areas = _stripped(rows[region])
    wanted = pd.Index(dict.fromkeys(measures))
    of_row, named = _stripped(rows["Measure"])
    measure = wanted.get_indexer(named)[of_row]
    kept = np.flatnonzero(measure >= 0)
    rows, area, measure = rows.take(kept), area[kept], measure[kept]
    place = np.full((len(wanted), len(areas)), -1)
    place[measure, area] = np.arange(len(kept))
    doubled = np.flatnonzero(place[measure, area] != np.arange(len(kept)))
    if len(doubled):
        raise LayoutError(
            f"{source.path}: {areas[area[doubled[0]]]} has measure {wanted[measure[doubled[0]]]} twice. "
            "Download the table again."
        )
    texts = _texts(rows)
    cells = pd.DataFrame(
        {name: texts.take(pa.array(row, mask=row < 0)).to_pandas() for name, row in zip(wanted, place, strict=True)}
    ).set_axis(areas)
    reasons, notes = _reasons(rows, texts, areas[area], wanted[measure], areas)
    return V4Table(cells, reasons, notes)


def read_table_properties(source: V4Files) -> Mapping[str, str]:
    """Identifier, Modified, TemporalCoverage and the like, from Properties.csv or .json; empty when there is none."""
    names = source.names()
    if "Properties.json" in names:
        try:
            content = json.loads(source.text("Properties.json"))
        except ValueError as error:
            raise LayoutError(f"{source.path}: Properties.json is no JSON ({error}). Download it again.") from error
        return {key: str(value) for key, value in content.items()}
    if "Properties.csv" not in names:
        return {}
    rows = _rows(source, "Properties.csv", set())
    if rows and {"Key", "Value"} <= rows[0].keys():
        return {row["Key"]: row["Value"] for row in rows}
    return rows[0] if rows else {}


def _header(source: V4Files) -> list[str]:
    try:
        with source.open(OBSERVATIONS) as stream:
            return next(csv.reader([stream.readline().decode("utf-8-sig")], delimiter=";"), [])
    except _DAMAGE as error:
        raise _damaged(source.path, OBSERVATIONS, error) from error


def _observations(source: V4Files, dimensions: Sequence[str] = ()) -> pa.Table:
    """All rows as texts; columns of few different texts as codes and a list."""
    header = _header(source)
    coded = (*_CODED, *dimensions)
    types = {name: pa.dictionary(pa.int32(), pa.string()) if name in coded else pa.string() for name in header}
    try:
        with source.open(OBSERVATIONS) as stream:
            return pa_csv.read_csv(
                stream,
                parse_options=pa_csv.ParseOptions(delimiter=";"),
                convert_options=pa_csv.ConvertOptions(
                    column_types=types, include_columns=[name for name in header if name in (*coded, *_PLAIN)]
                ),
            )
    except (pa.ArrowException, *_DAMAGE) as error:
        raise _damaged(source.path, OBSERVATIONS, error) from error


def _stripped(column: pa.ChunkedArray) -> tuple[NDArray[np.intp], pd.Index]:
    """A coded column as positions in the list of its different texts without spaces around, in order of appearance."""
    whole = column.unify_dictionaries().combine_chunks()
    merged, names = pd.factorize(np.array([text.strip() for text in whole.dictionary.to_pylist()], dtype=object))
    return merged[whole.indices.to_numpy()], pd.Index(names)


def _texts(rows: pa.Table) -> pa.Array:
    """The cell of each row: Value, or StringValue where that is empty."""
    value = rows["Value"].combine_chunks()
    if "StringValue" not in rows.column_names:
        return value
    empty = pc.equal(pc.utf8_trim_whitespace(value), "")
    return pc.if_else(empty, rows["StringValue"].combine_chunks(), value)


def _reasons(
    rows: pa.Table, texts: pa.Array, area: pd.Index, measure: pd.Index, areas: pd.Index
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    if "ValueAttribute" not in rows.column_names:
        return {}, ()
    missing = pc.is_in(pc.utf8_trim_whitespace(texts), value_set=pa.array(["", "."])).to_numpy(zero_copy_only=False)
    told = pd.DataFrame(
        {
            "area": area[missing],
            "measure": measure[missing],
            "told": rows["ValueAttribute"].filter(missing).cast(pa.string()).to_pandas(),
        }
    )
    attribute = told["told"].str.strip().str.casefold()
    known = told[attribute.isin(_REASONS)].assign(status=attribute.map({k: v.value for k, v in _REASONS.items()}))
    reasons = {
        str(name): group.set_index("area")["status"].reindex(areas).astype(object).where(lambda s: s.notna(), None)
        for name, group in known.groupby("measure")
    }
    strange = told[~attribute.isin({*_REASONS, *_SILENT})]["told"].value_counts()
    return reasons, tuple(
        f"ValueAttribute '{name}' is not known; {count} cells are unknown." for name, count in strange.items()
    )


def _rows(source: V4Files, name: str, columns: set[str]) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(source.text(name)), delimiter=";")
    rows = [{key: value or "" for key, value in row.items() if key is not None} for row in reader]
    lacking = columns - set(reader.fieldnames or ())
    if lacking:
        raise LayoutError(
            f"{source.path}: {name} lacks the columns {', '.join(sorted(lacking))}. Is it the CSV of datasets.cbs.nl?"
        )
    return rows


def _damaged(path: Path, name: str, why: object) -> LayoutError:
    return LayoutError(f"{path}: {name} is missing or damaged in it ({why}). Download the file again.")


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise LayoutError(
            f"{path}: cannot be opened as a zip file ({error}). The download may be cut: fetch it again."
        ) from error
