"""What a comparison is about, as its address says: up to four areas side by side, or one area in two years. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qs, urlencode

from domain.areas import normalise_code
from domain.view_state import MAX_QUERY_LENGTH, Mode, ViewState
from domain.wording.compare_address import same_area, same_year, too_many, unreadable_area, years_need_one_area

#: So many areas stand side by side.
MOST_AREAS: Final = 4
#: Longer texts than the search field takes are cut.
_LONGEST_TEXT: Final = 80


@dataclass(frozen=True)
class CompareState:
    """Areas in order, the first being what the others are told against; or one area in two years.

    `years` is the earlier and the later one, the earlier None where the address leaves it to us; None as a whole for areas side by
    side. `looked_for` is what someone typed to find another area. Raises ValueError for what no address could hold.
    """

    codes: tuple[str, ...] = ()
    years: tuple[int | None, int] | None = None
    looked_for: str = ""

    def __post_init__(self) -> None:
        if len(self.codes) > MOST_AREAS or len(set(self.codes)) < len(self.codes):
            raise ValueError("up to four different areas are compared")
        if any(normalise_code(code) != code for code in self.codes):
            raise ValueError("an area is named by its code")
        if self.years is not None and len(self.codes) > 1:
            raise ValueError("two years are compared of one area")

    @staticmethod
    def from_query(query: str | None) -> tuple[CompareState, tuple[str, ...]]:
        """State of a query string and a Dutch line for everything that was not understood or does not fit. Never raises.

        `gebied` of the other screens is the first area; two themes and the stacking keep two years too, which are not about change.
        """
        view, told = ViewState.from_query(query)
        said = parse_qs((query or "")[:MAX_QUERY_LENGTH].removeprefix("?"))
        lines = list(told)
        codes = _codes(view.area_code, said.get("gebieden", [""])[0], lines)
        years = _years(view, codes, lines)
        return CompareState(codes, years, said.get("zoek", [""])[0].strip()[:_LONGEST_TEXT]), tuple(lines)

    def to_query(self) -> str:
        """Query string with leading "?", holding only what was said; empty when nothing was."""
        said: dict[str, str] = {}
        if self.years is not None:
            said = {"gebied": self.codes[0]} if self.codes else {}
            said |= {
                key: str(year) for key, year in zip(("jaar", "jaar2"), self.years, strict=True) if year is not None
            }
        elif self.codes:
            said = {"gebieden": ",".join(self.codes)}
        if self.looked_for:
            said["zoek"] = self.looked_for
        return f"?{urlencode(said, safe=',')}" if said else ""

    @property
    def is_full(self) -> bool:
        """Whether no other area fits."""
        return len(self.codes) >= MOST_AREAS

    def adding(self, code: str) -> CompareState:
        """With an area behind the others. Raises ValueError where it stands there already, or none fits."""
        return CompareState((*self.codes, code))

    def without(self, code: str) -> CompareState:
        """Without an area."""
        return CompareState(tuple(each for each in self.codes if each != code))

    def in_years(self, earlier: int, later: int) -> CompareState:
        """The first area in two years. Raises ValueError without an area."""
        if not self.codes:
            raise ValueError("two years are compared of one area")
        return CompareState(self.codes[:1], (earlier, later))

    def led_by(self, code: str) -> CompareState:
        """With an area in front: the others are told against it."""
        return CompareState((code, *self.without(code).codes))

    def looking_for(self, text: str) -> CompareState:
        """The same while an area is looked for."""
        return replace(self, looked_for=text[:_LONGEST_TEXT])


def _codes(first: str | None, text: str, lines: list[str]) -> tuple[str, ...]:
    found: list[str] = [first] if first is not None else []
    for part in filter(None, (each.strip() for each in text.split(","))):
        code = normalise_code(part)
        if code is None:
            lines.append(unreadable_area(part))
        elif code not in found:
            found.append(code)
        elif code != first:
            lines.append(same_area(code))
    if len(found) > MOST_AREAS:
        lines.append(too_many(found[MOST_AREAS:]))
    return tuple(found[:MOST_AREAS])


def _years(view: ViewState, codes: tuple[str, ...], lines: list[str]) -> tuple[int | None, int] | None:
    if view.year2 is None or view.mode in (Mode.TWEE, Mode.STAPELING):
        return None
    if len(codes) > 1:
        lines.append(years_need_one_area())
        return None
    if view.year == view.year2:
        lines.append(same_year(view.year2))
        return None, view.year2
    if view.year is None:
        return None, view.year2
    return min(view.year, view.year2), max(view.year, view.year2)
