"""What a file is, from its names and from the note beside it: table id, year, and whether it is as published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from etl.catalogue.schema import Catalogue
from etl.errors import LayoutError

META_SUFFIX: Final = ".meta.yml"
_TABLE_ID = re.compile(r"(?<![0-9A-Za-z])(\d{5}(?:NED|ENG))(?![0-9A-Za-z])", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(199\d|20\d\d)(?!\d)")
_KWB_YEAR = re.compile(r"kwb[ _-]?(199\d|20\d\d)(?!\d)", re.IGNORECASE)


def table_id_in(*texts: str | None) -> str | None:
    """The table id that the texts mention, such as 84799NED.

    None when there is none. Raises LayoutError for two different ones.
    """
    found = {match.upper() for text in texts if text for match in _TABLE_ID.findall(text)}
    if len(found) > 1:
        raise LayoutError(
            f"'{texts[0]}': two table ids contradict each other ({', '.join(sorted(found))}). Rename the file."
        )
    return found.pop() if found else None


def year_in(text: str) -> int | None:
    """The year that a file or sheet name mentions.

    The one behind "kwb", else the only one; None when it is not certain.
    """
    found = set(_KWB_YEAR.findall(text)) or set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def settle_year(subject: str, claims: Mapping[str, int | None]) -> int:
    """The year on which all claims agree ("file name" -> 2023, ...).

    Raises LayoutError when none is made or two contradict.
    """
    made = {who: year for who, year in claims.items() if year is not None}
    if not made:
        raise LayoutError(
            f"{subject}: the year of the figures is not to be found. Give the file a name with the year in it, "
            "such as kwb-2024.xlsx or 2023-utrecht.statline.csv."
        )
    if len(set(made.values())) > 1:
        said = ", ".join(f"{who} says {year}" for who, year in made.items())
        raise LayoutError(f"{subject}: the year of the figures is contradicted: {said}. Correct the name of the file.")
    return next(iter(made.values()))


def year_of_table(catalogue: Catalogue, source_id: str, table_id: str | None) -> int | None:
    """Year of a table that the source's YAML knows by id."""
    source = catalogue.sources.get(source_id)
    if source is None or table_id is None:
        return None
    return next((year for year, known in source.tables.items() if known.upper() == table_id.upper()), None)


def table_of_year(catalogue: Catalogue, source_id: str, year: int) -> str | None:
    """Id of the table of one year, as the source's YAML has it."""
    source = catalogue.sources.get(source_id)
    return source.tables.get(year) if source else None


@dataclass(frozen=True)
class Note:
    """What `<file>.meta.yml` beside a file tells; None where it is silent."""

    recorded: bool | None = None
    table_id: str | None = None
    modified: date | None = None


def note_beside(files: Iterable[Path]) -> Note:
    """The notes beside the files of one table taken together; it is recorded when no note denies it and one says so.

    Raises LayoutError for a note that is no YAML.
    """
    said: set[bool] = set()
    table_id: str | None = None
    modified: date | None = None
    for path in files:
        content = _note(path.with_name(path.name + META_SUFFIX))
        if isinstance(content.get("recorded"), bool):
            said.add(content["recorded"])
        table_id = table_id or table_id_in(str(content.get("table", "")))
        modified = modified or date_in(content.get("modified"))
    return Note(None if not said else False not in said, table_id, modified)


def date_in(text: object) -> date | None:
    """Day of an ISO timestamp as CBS writes it (2021-03-26T02:00:00); None when there is none."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _note(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}: not valid YAML ({error}). Correct it or remove it.") from error
    return content if isinstance(content, dict) else {}
