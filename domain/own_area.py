"""An area that a reader puts together of buurten: how it stands in the address, and what its figures are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from typing import Final
from urllib.parse import unquote_plus, urlencode

from domain.areas import Level, gemeente_of, level_of, normalise_code
from domain.view_models import Figure
from domain.view_state import MAX_QUERY_LENGTH
from domain.wording import own_area as wording

#: More buurten than the largest gemeente but one has wijken, and few enough for one address and one answer.
MOST_BUURTEN: Final = 200
LONGEST_NAME: Final = 60
#: Stands in the code of an area of buurten of several gemeenten.
NO_GEMEENTE: Final = "GM0000"
#: Path of the page of an own area, and of the choice of its buurten.
PATH: Final = "/ons-gebied"
#: What no name needs and what a page could take for markup, and what stands between names in the address of a briefing.
_MARKUP: Final = str.maketrans("", "", '<>"&`\\|')
_BUURTEN: Final = "buurten"
_NAME: Final = "naam"
#: Whether the buurten are to be chosen, not shown.
_CHOOSE: Final = "kies"
_YES: Final = "ja"


@dataclass(frozen=True)
class OwnArea:
    """Codes of buurten, in order and each once, and the name that the reader gave."""

    codes: tuple[str, ...]
    name: str = wording.DEFAULT_NAME

    @property
    def code(self) -> str:
        """Code of an own division that no gemeente has: the same buurten give the same code, whatever their name or order."""
        mark = sha1(",".join(self.codes).encode(), usedforsecurity=False).hexdigest()[:8].upper()
        return f"EG{self.gemeente_code[2:]}-KEUZE-{mark}"

    @property
    def gemeente_code(self) -> str:
        """Gemeente of all its buurten; GM0000 where there are several."""
        gemeenten = {gemeente_of(code) for code in self.codes}
        return gemeenten.pop() if len(gemeenten) == 1 else NO_GEMEENTE

    def to_query(self) -> str:
        """Query string with leading "?" that gives this area back."""
        said = {_BUURTEN: ",".join(self.codes)}
        if self.name != wording.DEFAULT_NAME:
            said[_NAME] = self.name
        return f"?{urlencode(said, safe=',')}"

    @property
    def address(self) -> str:
        """Address of the page that shows this area."""
        return f"{PATH}{self.to_query()}"

    @property
    def choice_address(self) -> str:
        """Address where the choice of its buurten can be changed."""
        return f"{self.address}&{_CHOOSE}={_YES}"


@dataclass(frozen=True)
class CombinedFigure(Figure):
    """A figure put together of those of buurten. `lacking`: inhabited buurten without a figure; `filled_pct`: residents, or the
    denominator where that is less, of buurten with one. `why` is a Dutch sentence where there is no value, else empty."""

    lacking: tuple[str, ...] = ()
    filled_pct: float = 100.0
    why: str = ""


def clean_name(text: str) -> str:
    """Name as it is kept: printable characters, none of markup, single spaces, at most 60; empty where nothing is left."""
    plain = "".join(char if char.isprintable() else " " for char in text).translate(_MARKUP)
    return " ".join(plain.split())[:LONGEST_NAME].rstrip()


def is_choosing(query: str | None) -> bool:
    """Whether an address asks for the choice of buurten rather than for the area itself."""
    return _said(query or "").get(_CHOOSE) == _YES


def name_in(query: str | None) -> str:
    """Name that an address gives, as it is kept; empty where it gives none."""
    return clean_name(_said(query or "").get(_NAME, ""))


def own_area_in(query: str | None) -> OwnArea | None:
    """Area that an address asks for as far as it can be told without knowing which buurten exist; None without any code of a buurt."""
    return own_area_of(query, lambda code: level_of(code) is Level.BUURT, lambda _code: ())[0]


def own_area_of(
    query: str | None, exists: Callable[[str], bool], successors: Callable[[str], Sequence[str]]
) -> tuple[OwnArea | None, tuple[str, ...]]:
    """Area that a query string (with or without "?") asks for, and a Dutch line per thing that was not understood. Never raises.

    `exists` tells whether a code is a buurt of today, `successors` which buurten of today an older code stands for. None without a
    buurt that exists.
    """
    said = _said(query or "")
    codes: list[str] = []
    lines: list[str] = []
    unknown: list[str] = []
    for text in dict.fromkeys(part.strip() for part in said.get(_BUURTEN, "").split(",") if part.strip()):
        code = normalise_code(text)
        if code is not None and exists(code):
            codes.append(code)
        elif code is not None and level_of(code) is not Level.BUURT:
            lines.append(wording.no_buurt(code, level_of(code)))
        elif code is not None and (found := [each for each in successors(code) if exists(each)]):
            codes += found
            lines.append(wording.replaced(code, found))
        else:
            unknown.append(text)
    if unknown:
        lines.append(wording.unknown_codes(unknown))
    kept = list(dict.fromkeys(codes))
    if len(kept) > MOST_BUURTEN:
        lines.append(wording.too_many(len(kept), MOST_BUURTEN))
        kept = kept[:MOST_BUURTEN]
    given = " ".join(said.get(_NAME, "").split())
    name = clean_name(given) or wording.DEFAULT_NAME
    if given and name != given:
        lines.append(wording.name_changed(name, LONGEST_NAME))
    if not kept:
        # A form without any check mark is sent with its name only.
        is_empty = _NAME in said and _CHOOSE not in said and not lines
        return None, (*lines, *((wording.nothing_chosen(),) if is_empty else ()))
    return OwnArea(tuple(sorted(kept)), name), tuple(lines)


def _said(query: str) -> dict[str, str]:
    """First value of the keys of an own area; `buurten` may stand there more than once, as a form of check boxes sends it."""
    found: dict[str, str] = {}
    for part in query[:MAX_QUERY_LENGTH].removeprefix("?").split("&"):
        key, _, text = part.partition("=")
        key, value = unquote_plus(key), unquote_plus(text)
        if key == _BUURTEN and key in found:
            found[key] += f",{value}"
        elif key in (_BUURTEN, _NAME, _CHOOSE):
            found.setdefault(key, value)
    return found
