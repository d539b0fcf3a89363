"""What a gemeente keeps beside the figures: reactions of residents per buurt, and where a reaction can be sent. Plain files."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from logging import getLogger
from pathlib import Path
from typing import Final

from domain.areas import Level, gemeente_of, level_of, normalise_code
from domain.numbers_nl import format_date

#: Longer texts are cut: a page and a briefing stay readable.
LONGEST_TEXT: Final = 600
_BUURT: Final = ("buurt", "buurtcode", "gebied", "code")
_DATE: Final = ("datum", "date")
_TEXT: Final = ("tekst", "reactie", "text")
_GEMEENTE: Final = ("gemeente", "gemeentecode", "code")
_ADDRESS: Final = ("contact", "adres", "e-mail", "email")


@dataclass(frozen=True)
class Reaction:
    """What somebody said of a buurt, and when."""

    area_code: str
    when: date
    text: str


@dataclass(frozen=True)
class LocalNotes:
    """Reactions, oldest first, and contact addresses by gemeente; `faults` tells which lines could not be read, and why."""

    reactions: tuple[Reaction, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def said_in(self, codes: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Reactions about these areas: the day in full, and the words."""
        return tuple((format_date(each.when), each.text) for each in self.reactions if each.area_code in codes)

    def contact_of(self, area_code: str) -> str:
        """Where a reaction about an area goes; empty where that is not set."""
        return self.contacts.get(gemeente_of(area_code), "")


NO_NOTES: Final = LocalNotes()


class NotesFiles:
    """Both files, read again when one of them changes. A file that is not there, or not yet, is no fault of the visitor."""

    def __init__(self, reactions: Path | None, contacts: Path | None) -> None:
        self._paths = (reactions, contacts)
        self._seen: tuple[float | None, ...] | None = None
        self._notes = NO_NOTES

    def read(self) -> LocalNotes:
        """The notes as they stand in the files now; faults are told to the log once per change."""
        seen = tuple(_changed_at(path) for path in self._paths)
        if seen != self._seen:
            self._notes = read_notes(*self._paths)
            self._seen = seen
            for fault in self._notes.faults:
                getLogger(__name__).warning("%s", fault)
        return self._notes


def read_notes(reactions: Path | None, contacts: Path | None) -> LocalNotes:
    """Read both files; every line that cannot be used is a fault with file, line and remedy, and the others count."""
    faults: list[str] = []
    said = list(_reactions(reactions, faults)) if reactions is not None else []
    known = dict(_contacts(contacts, faults)) if contacts is not None else {}
    return LocalNotes(tuple(sorted(said, key=lambda each: each.when)), known, tuple(faults))


def _reactions(path: Path, faults: list[str]) -> Iterator[Reaction]:
    for number, row in _rows(path, (_BUURT, _DATE, _TEXT), faults):
        code, when, text = row
        buurt = normalise_code(code)
        day = _day(when)
        if buurt is None or level_of(buurt) not in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
            faults.append(f"{path.name}, line {number}: '{code}' is no code of a buurt; write it as BU03630000.")
        elif day is None:
            faults.append(f"{path.name}, line {number}: '{when}' is no date; write it as 2026-03-31 or 31-03-2026.")
        elif not text:
            faults.append(f"{path.name}, line {number}: there is no text.")
        else:
            yield Reaction(buurt, day, text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip()}…")


def _contacts(path: Path, faults: list[str]) -> Iterator[tuple[str, str]]:
    for number, (code, address) in _rows(path, (_GEMEENTE, _ADDRESS), faults):
        gemeente = normalise_code(code)
        if gemeente is None or level_of(gemeente) is not Level.GEMEENTE:
            faults.append(f"{path.name}, line {number}: '{code}' is no code of a gemeente; write it as GM0363.")
        elif not address:
            faults.append(f"{path.name}, line {number}: there is no address.")
        else:
            yield gemeente, address[:LONGEST_TEXT]


def _rows(path: Path, wanted: tuple[tuple[str, ...], ...], faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Cells of the wanted columns with the number of their line; the names may be any of the alternatives, in any order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path}: could not be read ({error}). It must be a CSV file in UTF-8.")
        return
    separator = ";" if text.partition("\n")[0].count(";") else ","
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    names = [name.strip().casefold() for name in next(reader, [])]
    places = [next((names.index(name) for name in each if name in names), None) for each in wanted]
    if None in places:
        missing = " and ".join(each[0] for each, place in zip(wanted, places, strict=True) if place is None)
        faults.append(f"{path.name}: the first line must name the columns; missing: {missing}.")
        return
    for row in reader:
        if any(cell.strip() for cell in row):
            cells = [_printable(row[place]) if place is not None and place < len(row) else "" for place in places]
            yield reader.line_num, cells


def _printable(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _day(text: str) -> date | None:
    parts = text.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _changed_at(path: Path | None) -> float | None:
    try:
        return path.stat().st_mtime if path is not None else None
    except OSError:
        return None
