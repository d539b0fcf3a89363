"""Files that are understood but not used yet, so that the list of what was found says why instead of "layout not
known".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from domain.build_report import UnusedReason
from etl.contracts import NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts import odata_v3, odata_v4, statline
from etl.sources._layouts.series import METADATA_ONLY

_GREEN: Final = "figures about trees or green that name no maker or year: this version of Buurtlens does not use them"
_PLACES: Final = "places from OpenStreetMap (facilities, parks): this version of Buurtlens does not use them yet"
_ODATA_OTHER: Final = "an answer of CBS's data service, of a table that Buurtlens does not use"
_DOCUMENT: Final = "a text for people, not data"
_CUT: Final = "not readable as JSON: the download may be cut"
_REASONS: Final = {
    _ODATA_OTHER: UnusedReason.OTHER_TABLE,
    _DOCUMENT: UnusedReason.DOCUMENT,
    _CUT: UnusedReason.INCOMPLETE,
    METADATA_ONLY: UnusedReason.DESCRIPTION,
}
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
        found += [NotUsed(path, METADATA_ONLY, UnusedReason.DESCRIPTION) for path in (v4.files if rest else (folder,))]
    for table in odata_v3.find_tables(folder, files):
        reason = _ODATA_OTHER if table.data else METADATA_ONLY
        found += [NotUsed(path, reason, _reason(reason)) for path in table.files]
    told = {item.path for item in found}
    return found + [NotUsed(path, why, _reason(why)) for path in files if path not in told and (why := _why(path))]


def _reason(why: str) -> UnusedReason:
    return _REASONS.get(why, UnusedReason.LATER)


def _why(path: Path) -> str | None:
    look = _LOOKS.get(path.suffix.lower())
    return look(path) if look else None


def _of_csv(path: Path) -> str | None:
    titles = statline.header(path) or _comma_header(path)
    plain = {title.casefold() for title in titles}
    return _GREEN if any(word in text for text in (*plain, path.stem.casefold()) for word in _GREEN_WORDS) else None


def _of_json(path: Path) -> str | None:
    try:
        content = odata_v3.read_json(path)
    except LayoutError:
        return _CUT
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
    ".json": _of_json,
    ".geojson": _of_geojson,
    ".md": lambda _path: _DOCUMENT,
    ".txt": lambda _path: _DOCUMENT,
    ".pdf": lambda _path: _DOCUMENT,
}
