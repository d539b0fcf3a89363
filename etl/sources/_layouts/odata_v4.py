"""OData v4 as CBS's zip of CSV files.

One row per area and measure, codes instead of keys. A folder of the same files is equal.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from domain.observations import Status
from etl.errors import LayoutError
from etl.sources._layouts.columns import Topic, paths

OBSERVATIONS: Final = "Observations.csv"
MEASURES: Final = "MeasureCodes.csv"
REGION_KEYS: Final = ("WijkenEnBuurten", "RegioS")
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

    def text(self, name: str) -> str:
        """Content of one file. Raises LayoutError when it is missing or damaged."""
        if self.path.is_dir():
            return (self.path / name).read_text(encoding="utf-8-sig")
        try:
            with _open_zip(self.path) as archive:
                inner = next(inside for inside in archive.namelist() if Path(inside).name == name)
                return archive.read(inner).decode("utf-8-sig")
        except (StopIteration, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise LayoutError(
                f"{self.path}: {name} is missing or damaged in it ({error}). Download the file again."
            ) from error


@dataclass(frozen=True)
class V4Table:
    """A table read: raw cells and reasons per area and measure, titles of areas, and what Properties says."""

    cells: pd.DataFrame
    reasons: Mapping[str, pd.Series]
    titles: Mapping[str, str]
    properties: Mapping[str, str]
    notes: tuple[str, ...]


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
    frame = pd.read_csv(io.StringIO(source.text(OBSERVATIONS)), sep=";", dtype="str", keep_default_na=False)
    region = next((key for key in REGION_KEYS if key in frame.columns), None)
    lacking = {"Measure", "Value"} - set(frame.columns)
    if region is None or lacking:
        raise LayoutError(
            f"{source.path}: {OBSERVATIONS} lacks the columns {', '.join(sorted(lacking)) or ' or '.join(REGION_KEYS)}."
        )
    if "Perioden" in frame.columns and frame["Perioden"].nunique() > 1:
        raise LayoutError(
            f"{source.path}: {OBSERVATIONS} holds several periods; Buurtlens reads the tables of one year."
        )
    frame["area"] = frame[region].str.strip()
    areas = pd.Index(frame["area"].unique())
    frame = frame[frame["Measure"].str.strip().isin(set(measures))]
    doubled = frame.duplicated(["area", "Measure"])
    if doubled.any():
        first = frame[doubled].iloc[0]
        raise LayoutError(
            f"{source.path}: {first['area']} has measure {first['Measure']} twice. Download the table again."
        )
    text = frame["Value"]
    if "StringValue" in frame.columns:
        text = text.where(text.str.strip() != "", frame["StringValue"])
    frame = frame.assign(text=text)
    cells = frame.pivot(index="area", columns="Measure", values="text").reindex(areas)
    cells = cells.reindex(columns=list(dict.fromkeys(measures)))
    reasons, notes = _reasons(frame, areas)
    return V4Table(cells, reasons, _titles(source, region), read_table_properties(source), notes)


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


def _reasons(frame: pd.DataFrame, areas: pd.Index) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    if "ValueAttribute" not in frame.columns:
        return {}, ()
    told = frame[frame["text"].str.strip().isin(["", "."])]
    attribute = told["ValueAttribute"].str.strip().str.casefold()
    known = told[attribute.isin(_REASONS)].assign(status=attribute.map({k: v.value for k, v in _REASONS.items()}))
    reasons = {
        str(measure): group.set_index("area")["status"].reindex(areas).astype(object).where(lambda s: s.notna(), None)
        for measure, group in known.groupby("Measure")
    }
    strange = told[~attribute.isin({*_REASONS, *_SILENT})]["ValueAttribute"].value_counts()
    return reasons, tuple(
        f"ValueAttribute '{name}' is not known; {count} cells are unknown." for name, count in strange.items()
    )


def _titles(source: V4Files, region: str) -> dict[str, str]:
    name = f"{region}Codes.csv"
    if name not in source.names():
        return {}
    return {row["Identifier"].strip(): row["Title"].strip() for row in _rows(source, name, {"Identifier", "Title"})}


def _rows(source: V4Files, name: str, columns: set[str]) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(source.text(name)), delimiter=";")
    rows = [{key: value or "" for key, value in row.items() if key is not None} for row in reader]
    lacking = columns - set(reader.fieldnames or ())
    if lacking:
        raise LayoutError(
            f"{source.path}: {name} lacks the columns {', '.join(sorted(lacking))}. Is it the CSV of datasets.cbs.nl?"
        )
    return rows


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise LayoutError(
            f"{path}: cannot be opened as a zip file ({error}). The download may be cut: fetch it again."
        ) from error
