"""A gemeente's own division: which buurten (or whole wijken) make up a stadsdeel, dorp or wijkteam."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from domain.areas import Level, fold, normalise_code
from etl.catalogue.schema import Catalogue
from etl.contracts import LINE, AreaGroups, Content, NotUsed, Recognised
from etl.errors import BuildError
from etl.own.codes import COLUMNS, read_code
from etl.own.reading import OwnFile, headers_of, read_file
from etl.own.sheets import SUFFIXES
from etl.own.told import notes_on, vintage_of

SOURCE_ID: Final = "own_areas"
#: A list of gemeenten with a column "gebied" is no division.
_CODES: Final = {title: level for title, level in COLUMNS.items() if level is not Level.GEMEENTE}
#: What gemeenten call the areas of their own; any other word will do under `gebied` with a line "# soort: …" above the header.
KINDS: Final = ("stadsdeel", "dorp", "wijkteam", "kern", "dorpskern", "gebied", "sociaal_team", "deelgebied")
_LONGEST_KIND: Final = 20


class _Member(NamedTuple):
    """One row: a buurt or wijk, and the area of the gemeente's own that it belongs to."""

    line: int
    code: str
    group_code: str
    name: str


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables with a column of buurt or wijk codes, and one that names the own area of each."""
    del folder
    return [
        Recognised(path, SOURCE_ID, "own", "own division of a gemeente", partial(_read, path), (path,))
        for path in files
        if path.suffix.lower() in SUFFIXES and any(map(is_division, headers_of(path)))
    ]


def is_division(titles: Sequence[str]) -> bool:
    """Whether a header is that of an own division: a code and a kind of area, and no column of figures."""
    return any(name in titles for name in _CODES) and any(kind in titles for kind in KINDS) and "waarde" not in titles


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    del catalogue
    return [read_division(read_file(path, is_division))]


def read_division(file: OwnFile) -> AreaGroups:
    """Own areas with their buurten. Raises BuildError with every faulty row, and for a kind of area that is not clear."""
    column, kind = _kind(file)
    members: list[_Member] = []
    faults = list(file.faults)
    repaired = 0
    codes = file.column(*_CODES) or ""
    for row in file.rows:
        code, was_repaired, fault = read_code(row.cells.get(codes, ""), _CODES.get(codes))
        name = row.cells[column]
        if code is None:
            faults.append(f"row {row.line}: {fault}.")
        elif not code.startswith(("BU", "WK")):
            faults.append(f"row {row.line}: {code} is no buurt or wijk; a division is made of those.")
        elif not name:
            faults.append(f"row {row.line}: {code} has no {kind}; fill it in, or remove the row.")
        elif (group := _group_code(code, kind, name)) is None:
            faults.append(
                f"row {row.line}: '{name}' cannot be the name of a {kind}: it needs a letter a to z or a digit, and 60 signs at most."
            )
        else:
            repaired += was_repaired
            members.append(_Member(row.line, code, group, name))
    vintage, more = vintage_of(file)
    file.stop_on([*faults, *_twice(members), *_in_parts(members), *_alike(members, kind), *more])
    notes = [f"Codes that had lost letters or zeros, put back: {repaired}."] if repaired else []
    frame = pd.DataFrame(members).rename(columns={"code": "member_code", "line": LINE})
    return AreaGroups(file.path, kind, vintage.division, frame, (*notes, *notes_on(file)))


def _kind(file: OwnFile) -> tuple[str, str]:
    """The column that names the own areas, and what they are called."""
    found = [kind for kind in KINDS if kind in file.titles]
    told = fold(file.told.get("soort", ""))
    named = [kind for kind in found if fold(kind) == told]
    if len(found) > 1 and not named:
        raise BuildError(
            [
                f"{file.path}: the columns {' and '.join(found)} both name areas, and a gemeente has one division. Remove one, or say "
                f"which with a line '# soort: {found[0]}' above the columns."
            ]
        )
    column = named[0] if named else found[0]
    kind = told or fold(column)
    if kind in set(Level):
        raise BuildError(
            [
                f"{file.path}: a {kind} is an area of CBS. Give your own areas another word with '# soort: …' above the columns, such as "
                "stadsdeel."
            ]
        )
    if len(kind) > _LONGEST_KIND:
        raise BuildError(
            [
                f"{file.path}: '# soort: {kind}' is too long; use a word of {_LONGEST_KIND} letters at most, such as stadsdeel."
            ]
        )
    return column, kind


def _group_code(code: str, kind: str, name: str) -> str | None:
    """EG9901-STADSDEEL-OUD-WEST; None for a name that makes no code."""
    slug = fold(name).upper().replace(" ", "-")
    return normalise_code(f"EG{code[2:6]}-{kind.upper().replace(' ', '')}-{slug}") if slug else None


def _twice(members: Sequence[_Member]) -> Iterator[str]:
    rows = defaultdict(list)
    for member in members:
        rows[member.code].append(f"{member.line} ({member.name})")
    for code, lines in rows.items():
        if len(lines) > 1:
            yield f"{code} stands in rows {' and '.join(lines)}; give it one area, in one row."


def _in_parts(members: Sequence[_Member]) -> Iterator[str]:
    """Buurten of a wijk that stands whole in another area."""
    wijken = {member.code: member for member in members if member.code.startswith("WK")}
    for member in members:
        whole = wijken.get(f"WK{member.code[2:8]}")
        if member.code.startswith("BU") and whole is not None and whole.group_code != member.group_code:
            yield (
                f"row {member.line}: {member.code} ({member.name}) lies in {whole.code}, which row {whole.line} gives to {whole.name}; "
                "write the buurten of that wijk one by one."
            )


def _alike(members: Sequence[_Member], kind: str) -> Iterator[str]:
    """Names that differ in capitals, accents or signs only: one area misspelt, or two that would be one."""
    spelled: dict[str, dict[str, int]] = defaultdict(dict)
    for member in members:
        spelled[member.group_code].setdefault(member.name, member.line)
    for names in spelled.values():
        if len(names) > 1:
            shown = " and ".join(f"'{name}' (row {line})" for name, line in names.items())
            yield f"{shown} would be one {kind}: write one name everywhere, or make them differ in more than capitals and signs."
