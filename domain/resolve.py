"""From what a URL asks to what can be shown: gaps filled, the impossible replaced, with a line that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain import resolve_pair, wording, year_pair
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, frame_of, is_group
from domain.resolve_pair import PairFacts
from domain.view_models import YearCoverage
from domain.view_state import THRESHOLDS, Mode, Scale, ViewState
from domain.wording import change as words


@dataclass(frozen=True)
class Facts:
    """What the warehouse knows. `kinds` gives the kind of every shown indicator, in catalogue order.

    `area_level` answers None for an unknown area, `levels` which levels a frame can be divided into,
    `years` the coverage per year of an indicator at a level within a frame.
    """

    default_area: str
    default_indicator: str
    display_vintage: int
    kinds: Mapping[str, str]
    area_level: Callable[[str], Level | None]
    levels: Callable[[str], frozenset[Level]]
    years: Callable[[str, Level, str], Sequence[YearCoverage]]
    #: Today's code of an area that had another one, so that an old link still works.
    successor: Callable[[str], str | None] = lambda _code: None
    #: Whether an area lies in a group (region, own division); a group lies in itself.
    inside: Callable[[str, str], bool] = lambda _group, _code: False
    #: Breaks of an indicator's series: first year of the new way, and why.
    breaks: Callable[[str], Sequence[tuple[int, str]]] = lambda _indicator_id: ()
    #: Whether any area has a figure of an indicator.
    has_figures: Callable[[str], bool] = lambda _indicator_id: True
    #: What can be shown together.
    pairs: PairFacts = field(default_factory=PairFacts)


@dataclass(frozen=True)
class ResolvedView:
    """Exactly what is shown: the selection, its frame (gemeente, group or NL00), and the level that divides the frame."""

    area_code: str
    frame_code: str
    level: Level
    indicator_id: str
    year: int
    scale: Scale = Scale.NEDERLAND
    mode: Mode = Mode.THEMA
    #: The other year of a map of change, earlier or later than `year`, or the year of the second indicator; None in other modes.
    year2: int | None = None
    #: Second indicator: along y, where `indicator_id` is along x. None for a map of one theme.
    indicator2_id: str | None = None
    #: Of the stacking of burdens: share of residents, in %, that counts as the highest; from when new dwellings are shown.
    threshold_pct: int = THRESHOLDS[0]
    built_since: int | None = None
    #: Cell that is pointed out, as in the address.
    cell: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Earlier and later year of what is shown; twice the same for one year."""
        other = self.year if self.year2 is None else self.year2
        return min(self.year, other), max(self.year, other)

    def to_view(self) -> ViewState:
        """View state that asks for exactly this."""
        return ViewState(
            area_code=self.area_code,
            frame_code=self.frame_code if is_group(self.frame_code) else None,
            level=self.level,
            indicator_id=self.indicator_id,
            year=self.year,
            scale=self.scale,
            mode=self.mode,
            year2=self.year2,
            indicator2_id=self.indicator2_id,
            threshold_pct=None if self.threshold_pct == THRESHOLDS[0] else self.threshold_pct,
            built_since=self.built_since,
            cell=self.cell,
        )


def latest_usable_year(years: Sequence[YearCoverage]) -> int | None:
    """Newest year with figures for half of the areas, else the newest with any, else the newest; None without years."""
    best = max(years, key=lambda each: (each.is_half_filled, each.filled > 0, each.year), default=None)
    return None if best is None else best.year


def resolve(view: ViewState, facts: Facts) -> tuple[ResolvedView, tuple[str, ...]]:
    """Fully determined view, and Dutch lines that say what was replaced. Resolving the result changes nothing."""
    lines: list[str] = []
    area_code, area_level = _area(view, facts, lines)
    whole = _whole(view, facts, area_code, lines)
    view = resolve_pair.asked_pair(view, facts, whole, lines)
    indicator_id = _indicator(view, facts, lines)
    level = _level(view, facts, indicator_id, area_level, whole, lines)
    frame_code = frame_of(whole, level)
    if level in GROUP_LEVELS:
        area_code = whole  # among groups only a group can be selected, or all of them
    year = _year(view, facts, indicator_id, level, frame_code, lines)
    mode, year2 = Mode.THEMA, None
    if view.mode is Mode.VERANDERING:
        mode, year, year2 = _change(view, facts, indicator_id, level, frame_code, year, lines)
    if view.vintage not in (None, facts.display_vintage):
        lines.append(wording.other_vintage(facts.display_vintage))
    # Classes of a change are the same everywhere; a map of the whole country has no scale of its own.
    scale = view.scale if frame_code != COUNTRY_CODE and mode is not Mode.VERANDERING else Scale.NEDERLAND
    resolved = ResolvedView(area_code, frame_code, level, indicator_id, year, scale, mode, year2)
    if view.mode in (Mode.TWEE, Mode.STAPELING):
        resolved = _with_second(resolved, view, facts, lines)
    return resolved, tuple(lines)


def _area(view: ViewState, facts: Facts, lines: list[str]) -> tuple[str, Level]:
    if view.area_code is not None:
        level = facts.area_level(view.area_code)
        if level is not None:
            return view.area_code, level
        now = facts.successor(view.area_code)
        level = facts.area_level(now) if now is not None else None
        if now is not None and level is not None:
            lines.append(wording.new_code(view.area_code, now))
            return now, level
        lines.append(wording.unknown_area(view.area_code))
    return facts.default_area, facts.area_level(facts.default_area) or Level.LAND


def _whole(view: ViewState, facts: Facts, area_code: str, lines: list[str]) -> str:
    """Area that is divided: the group that the view asks for when the selection lies in it, else the selection's own gemeente."""
    if view.frame_code is not None:
        if facts.inside(view.frame_code, area_code):
            return view.frame_code
        if facts.area_level(view.frame_code) is None:
            lines.append(wording.unknown_area(view.frame_code))
    return frame_of(area_code, Level.BUURT)


def _indicator(view: ViewState, facts: Facts, lines: list[str]) -> str:
    if view.indicator_id is None:
        return facts.default_indicator
    if view.indicator_id in facts.kinds:
        if not facts.has_figures(view.indicator_id):
            lines.append(wording.no_figures_yet())
        return view.indicator_id
    lines.append(wording.unknown_indicator())
    return facts.default_indicator


def _level(
    view: ViewState, facts: Facts, indicator_id: str, area_level: Level, frame_code: str, lines: list[str]
) -> Level:
    available = facts.levels(frame_code)
    if view.level is not None and view.level in available:
        return view.level
    wanted = [level for level in _preference(area_level, facts.kinds.get(indicator_id)) if level in available]
    filled = (level for level in wanted if any(each.filled for each in facts.years(indicator_id, level, frame_code)))
    level = next(filled, wanted[0] if wanted else Level.GEMEENTE)
    if view.level is not None:
        lines.append(wording.level_absent(view.level, level))
    return level


def _preference(area_level: Level, kind: str | None) -> tuple[Level, ...]:
    """Levels to try. A modelled figure says little of one small buurt, so a gemeente shows its wijken (methods §5)."""
    if area_level in (Level.LAND, Level.GGD, Level.PROVINCIE):
        return Level.GEMEENTE, Level.WIJK, Level.BUURT
    if area_level is Level.WIJK or (area_level is Level.GEMEENTE and kind == "modelled"):
        return Level.WIJK, Level.BUURT, Level.GEMEENTE
    return Level.BUURT, Level.WIJK, Level.GEMEENTE


def _year(view: ViewState, facts: Facts, indicator_id: str, level: Level, frame_code: str, lines: list[str]) -> int:
    years = facts.years(indicator_id, level, frame_code)
    if view.year is not None and any(coverage.year == view.year for coverage in years):
        return view.year
    year = latest_usable_year(years)
    if view.year is not None:
        lines.append(wording.year_absent(view.year, year))
    return year if year is not None else (view.year or facts.display_vintage)


def _change(
    view: ViewState, facts: Facts, indicator_id: str, level: Level, frame_code: str, year: int, lines: list[str]
) -> tuple[Mode, int, int | None]:
    """Mode, year and other year of a map of change: the pair nearest to what is asked, or one year where no two may be compared."""
    if facts.kinds.get(indicator_id) == "modelled":
        lines.append(words.modelled_no_change())
        return Mode.THEMA, year, None
    breaks = facts.breaks(indicator_id)
    parts = year_pair.parts_of(facts.years(indicator_id, level, frame_code), breaks)
    pair = year_pair.nearest_pair(year, view.year2, parts)
    if pair is None:
        lines.append(words.no_pair([part.broken_by for part in parts if part.broken_by]))
        return Mode.THEMA, year, None
    if view.year2 is not None and set(pair) != {year, view.year2}:
        lines.append(words.other_pair(year, view.year2, pair, year_pair.why_not(year, view.year2, parts)))
    elif view.year2 is None and year not in pair:
        lines.append(words.year_alone(year, pair))
    early, late = pair
    ascending = year == early if year in pair else view.year2 is not None and year < view.year2
    return (Mode.VERANDERING, early, late) if ascending else (Mode.VERANDERING, late, early)


def _with_second(resolved: ResolvedView, view: ViewState, facts: Facts, lines: list[str]) -> ResolvedView:
    """The same view with a second indicator beside the first, where there is one; else one theme."""
    found = resolve_pair.second(
        view, facts, resolved.indicator_id, resolved.year, resolved.level, resolved.frame_code, lines
    )
    if found is None:
        return resolved
    pair = replace(resolved, mode=view.mode, indicator2_id=found[0], year2=found[1], cell=view.cell)
    if view.mode is Mode.TWEE:
        return pair
    return replace(pair, threshold_pct=resolve_pair.threshold(view), built_since=view.built_since)
