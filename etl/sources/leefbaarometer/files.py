"""The files in which scores of the Leefbaarometer come, each as rows of texts with a column for the area and one for the year."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from etl.errors import LayoutError
from etl.sources._layouts import xlsx

#: Column with the code of the area -> column with its name. GBD is the only one of version 2.0; id is that of the map layers.
CODES: Final = {"bu_code": "bu_naam", "wk_code": "wk_naam", "gm_code": "gm_naam", "gbd": None, "id": "name"}
YEARS: Final = ("jaar", "year")
VERSION: Final = "versie"
#: A table of scores has at least three of these: 3.0, then 2.0.
_SCORES: Final = {
    "3.0": frozenset({"lbm", "afw", "fys", "onv", "soc", "vrz", "won"}),
    "2.0": frozenset({"rlbrmtr", "rlbwon", "rlbbev", "rlbvrz", "rlbvei", "rlbfys"}),
}
_FEWEST: Final = 3
#: Changes between two years have the columns of scores, and are none.
_CHANGES: Final = re.compile(r"ontwikkeling", re.IGNORECASE)
_PAGE: Final = re.compile(r"(?:\.\d{3})?\.(?:geo)?json$", re.IGNORECASE)
_PEEK_BYTES: Final = 20_000
_HEADER_BYTES: Final = 100_000
_ENCODINGS: Final = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class Sheet:
    """One table of scores: where it lies, and how its rows are read (headers in small letters, cells as they are)."""

    name: str
    version: str
    rows: Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class Edition:
    """The tables of one measurement that lie together: buurten, wijken and gemeenten in one zip, or one file."""

    path: Path
    layout: str
    sheets: tuple[Sheet, ...]
    files: tuple[Path, ...]

    @property
    def version(self) -> str:
        """Version of the model, 2.0 or 3.0."""
        return self.sheets[0].version


def find_editions(files: Sequence[Path]) -> list[Edition]:
    """What the files of one folder hold of the Leefbaarometer; only headers are read."""
    found: list[Edition] = []
    layers: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        suffix = path.suffix.lower()
        if suffix == ".zip":
            found += _edition(path, "zip", _in_zip(path))
        elif suffix == ".csv" and not _CHANGES.search(path.name):
            with path.open("rb") as stream:
                version = version_of(_cells(stream.readline(_HEADER_BYTES)))
            found += _edition(path, "csv", [Sheet(path.name, version, partial(_read_csv, path))] if version else [])
        elif suffix in xlsx.SUFFIXES:
            found += _edition(path, "xlsx", _in_workbook(path))
        elif suffix in (".json", ".geojson") and _is_layer(path):
            layers[_PAGE.sub("", path.name)].append(path)
    for name, pages in sorted(layers.items()):
        sheet = Sheet(name, "3.0", partial(_read_layer, tuple(pages)))
        found.append(Edition(pages[0], "geojson", (sheet,), tuple(pages)))
    return found


def version_of(header: Sequence[str]) -> str | None:
    """Version of the model that a table with these columns is of; None when it holds no scores per area and year."""
    plain = {cell.strip().casefold() for cell in header}
    if not plain & CODES.keys() or not plain & set(YEARS):
        return None
    return next((version for version, scores in _SCORES.items() if len(plain & scores) >= _FEWEST), None)


def _edition(path: Path, layout: str, sheets: Sequence[Sheet]) -> list[Edition]:
    return [Edition(path, layout, tuple(sheets), (path,))] if sheets else []


def _in_zip(path: Path) -> list[Sheet]:
    """Tables of scores in a zip. Squares and postcodes have no code of an area, so they do not count."""
    found: list[Sheet] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.namelist()):
                if member.lower().endswith(".csv") and not _CHANGES.search(Path(member).name):
                    with archive.open(member) as stream:
                        version = version_of(_cells(stream.readline(_HEADER_BYTES)))
                    if version:
                        found.append(Sheet(Path(member).name, version, partial(_read_member, path, member)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise LayoutError(
            f"{path}: cannot be opened as a zip file ({error}). The download may be cut: fetch it again."
        ) from error
    return found


def _in_workbook(path: Path) -> list[Sheet]:
    return [
        Sheet(sheet.name, version, partial(_read_sheet, path, sheet.name))
        for sheet in xlsx.headers(path)
        if (version := version_of(sheet.header))
    ]


def _is_layer(path: Path) -> bool:
    """Whether the start of a GeoJSON file shows the classes and deviations of the Leefbaarometer's map layers."""
    with path.open("rb") as stream:
        start = stream.read(_PEEK_BYTES).decode("utf-8-sig", errors="replace")
    return '"kscore"' in start and '"afw"' in start


def _read_member(path: Path, member: str) -> pd.DataFrame:
    try:
        with zipfile.ZipFile(path) as archive:
            content = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as error:
        raise LayoutError(f"{path}: {member} is damaged in it ({error}). Download the file again.") from error
    return _parse(content, f"{path}, {Path(member).name}")


def _read_csv(path: Path) -> pd.DataFrame:
    return _parse(path.read_bytes(), str(path))


def _parse(content: bytes, where: str) -> pd.DataFrame:
    end = content.find(b"\n")
    separator = _separator(content[: end if end >= 0 else len(content)].decode("latin-1"))
    for encoding in _ENCODINGS:
        try:
            frame = pd.read_csv(
                io.BytesIO(content),
                sep=separator,
                dtype="str",
                keep_default_na=False,
                encoding=encoding,
                on_bad_lines="error",
            )
        except UnicodeDecodeError:
            continue
        except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise LayoutError(
                f"{where}: not readable as CSV ({error}). The download may be cut: fetch it again."
            ) from error
        return _lowered(frame, where)
    raise LayoutError(f"{where}: neither UTF-8 nor Windows text. Download it again.")


def _read_sheet(path: Path, name: str) -> pd.DataFrame:
    return _lowered(xlsx.read_sheet(path, name), f"{path}, sheet '{name}'")


def _read_layer(pages: Sequence[Path]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for page in pages:
        try:
            rows += [feature["properties"] for feature in json.loads(page.read_text(encoding="utf-8-sig"))["features"]]
        except (ValueError, KeyError, TypeError) as error:
            raise LayoutError(
                f"{page}: no GeoJSON features ({error!r}). The download may be cut: fetch it again."
            ) from error
    return _lowered(pd.DataFrame(rows), str(pages[0]))


def _lowered(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    if frame.empty:
        raise LayoutError(f"{where}: has no rows below its header. Download it again.")
    return frame.rename(columns=lambda name: str(name).strip().casefold())


def _cells(line: bytes) -> list[str]:
    """Cells of a header; none when it is no line of a CSV."""
    text = line.decode("utf-8-sig", errors="replace").strip()
    try:
        return next(csv.reader([text], delimiter=_separator(text)), [])
    except csv.Error:
        return []


def _separator(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","
