"""Files that are understood but not used yet, so that the list of what was found says why instead of "layout not
known".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from etl.contracts import NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3, odata_v4, statline, xlsx
from etl.sources._layouts.series import METADATA_ONLY

_SES_WOA: Final = "SES-WOA scores of CBS: this version of Buurtlens does not use them yet"
_LEEFBAAROMETER: Final = "scores of the Leefbaarometer: this version of Buurtlens does not use them yet"
_GREEN: Final = "figures about trees or green that name no maker or year: this version of Buurtlens does not use them"
_PLACES: Final = "places from OpenStreetMap (facilities, parks): this version of Buurtlens does not use them yet"
_ODATA_OTHER: Final = "an answer of CBS's data service, of a table that Buurtlens does not use"
_DOCUMENT: Final = "a text for people, not data"
#: What GeoJSON of places or of isochrones has near its start, and official boundaries do not.
_PLACE_SIGNS: Final = ("Point", "@id", "osm_id", "AA_MINS", "isochrone")
_PEEK_BYTES: Final = 20_000
_GREEN_WORDS: Final = ("green", "groen", "trees", "bomen")


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Reasons for files of sources that come in a later step, and for metadata without figures."""
    found: list[Recognised | NotUsed] = []
    v4 = odata_v4.find_folder(folder, files)
    if v4 is not None and not any(path.stem == "Observations" for path in v4.files):
        rest = set(files) - set(v4.files)
        found += [NotUsed(folder, METADATA_ONLY)] if not rest else [NotUsed(path, METADATA_ONLY) for path in v4.files]
    for table in odata_v3.find_tables(folder, files):
        found += [NotUsed(path, _ODATA_OTHER if table.data else METADATA_ONLY) for path in table.files]
    return found + [NotUsed(path, why) for path in files if (why := _why(path))]


def _why(path: Path) -> str | None:
    look = _LOOKS.get(path.suffix.lower())
    return look(path) if look else None


def _of_csv(path: Path) -> str | None:
    titles = statline.header(path) or _comma_header(path)
    if any("ses-woa" in title.casefold() for title in titles):
        return _SES_WOA
    plain = {title.casefold() for title in titles}
    if {"lbm", "fys", "onv", "soc", "vrz", "won"} & plain and any(title.endswith("_code") for title in plain):
        return _LEEFBAAROMETER
    return _GREEN if any(word in text for text in (*plain, path.stem.casefold()) for word in _GREEN_WORDS) else None


def _of_sheet(path: Path) -> str | None:
    titles = {title for sheet in xlsx.headers(path) for title in sheet.header}
    return _LEEFBAAROMETER if any(title.startswith(("RLBRMTR", "lbm")) for title in titles) else None


def _of_json(path: Path) -> str | None:
    try:
        content = odata_v3.read_json(path)
    except LayoutError:
        return "not readable as JSON: the download may be cut"
    if not isinstance(content, dict):
        return None
    if {"odata.metadata", "@odata.context"} & content.keys() or _is_service_document(content):
        return _ODATA_OTHER
    return _PLACES if isinstance(content.get("elements"), list) else None


def _of_geojson(path: Path) -> str | None:
    """Points are places, and so are the objects of OpenStreetMap; the start of the file is enough to see it."""
    with path.open("rb") as stream:
        start = stream.read(_PEEK_BYTES).decode("utf-8-sig", errors="replace")
    return _PLACES if any(f'"{sign}"' in start for sign in _PLACE_SIGNS) else None


def _is_service_document(content: dict[str, Any]) -> bool:
    rows = content.get("value")
    return isinstance(rows, list) and bool(rows) and isinstance(rows[0], dict) and {"name", "url"} <= rows[0].keys()


def _comma_header(path: Path) -> tuple[str, ...]:
    with path.open("rb") as stream:
        line = stream.readline().decode("utf-8-sig", errors="replace")
    return tuple(cell.strip().strip('"') for cell in line.split(","))


_LOOKS: Final[dict[str, Callable[[Path], str | None]]] = {
    ".csv": _of_csv,
    ".xlsx": _of_sheet,
    ".xls": _of_sheet,
    ".json": _of_json,
    ".geojson": _of_geojson,
    ".md": lambda _path: _DOCUMENT,
    ".txt": lambda _path: _DOCUMENT,
    ".pdf": lambda _path: _DOCUMENT,
}
