"""The stacking of burdens on a map: cells of two axes, counts of parts that are high, and what follows from them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from domain.indices import FEW_RESIDENTS, FEWEST_RESIDENTS, Robustness
from domain.observations import Status
from domain.stacking import THEMES_NEEDED, ThresholdCount, ThresholdLine, count_high, times_chance
from domain.two_themes import STEPS, Axis, Pair, Scope, index_cuts, pair, weighted_quantile
from domain.view_models import Indicator, MapFigures
from domain.view_state import THRESHOLDS

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
#: Shares of residents of the line about thresholds. The first is stricter than any on the screen: what it marks, all of them mark.
SHARES_PCT: Final = (15, *THRESHOLDS)
#: Fewer new dwellings than this get no mark on the map.
FEWEST_NEW_DWELLINGS: Final = 25
#: Share of residents of which the runs tell how often an index is among it (methods §2.4).
_RUN_THRESHOLD_PCT: Final = 20
#: A line about households is told when at least this share of them lies in areas with a figure.
_LEAST_KNOWN: Final = 0.8


@dataclass(frozen=True)
class Side:
    """One axis of the stacking: the index with its parts on the areas of a map.

    `figures` has the index, or for a count how many parts are high; `parts` gives the scores (0-100) of every part by title.
    """

    title: str
    figures: MapFigures
    indicator: Indicator
    parts: Mapping[str, tuple[float | None, ...]]
    is_count: bool = False


@dataclass(frozen=True)
class AreaStack:
    """One area: how many of the known parts are high along both axes, their names, and whether much comes together here."""

    x: tuple[int, int]
    y: tuple[int, int]
    x_names: tuple[str, ...]
    y_names: tuple[str, ...]
    stacked: bool | None


@dataclass(frozen=True)
class StackMap:
    """A map of the stacking. Tuples are parallel to the areas of `pair`.

    `line` is None on the scale of one frame, `times_chance` where an axis is a count or nobody has both figures; `robust` has the
    label of the index along x, where its runs asked what the map asks: at 20 % of the country.
    """

    pair: Pair
    sides: tuple[Side, Side]
    threshold_pct: int
    areas: tuple[AreaStack, ...]
    careful: tuple[bool, ...]
    robust: tuple[Robustness | None, ...]
    line: ThresholdLine | None
    times_chance: float | None

    @property
    def marked(self) -> tuple[str, ...]:
        """Codes of the areas where much comes together."""
        codes = self.pair.x_figures.area_codes
        return tuple(code for code, area in zip(codes, self.areas, strict=True) if area.stacked)

    def at(self, area_code: str) -> int | None:
        """Place of an area in the tuples; None for one that is not on the map."""
        codes = self.pair.x_figures.area_codes
        return codes.index(area_code) if area_code in codes else None


def counted(title: str, parts: Mapping[str, tuple[float | None, ...]], like: MapFigures, cut: float) -> MapFigures:
    """Figures of an axis that counts parts at or above `cut`; no figure where a missing part could change the class.

    The classes are none, one, and two or more. `like` gives the areas and their statuses.
    """
    values: list[float | None] = []
    statuses = []
    for index, status in enumerate(like.statuses):
        high, known = count_high({name: scores[index] for name, scores in parts.items()}, cut)
        missing = len(parts) - known
        sure = known > 0 and min(high, STEPS - 1) == min(high + missing, STEPS - 1)
        values.append(float(high) if sure else None)
        statuses.append((Status.CAUTION if missing else Status.OK) if sure else _reason(status))
    return replace(like, indicator_id=title, values=tuple(values), statuses=tuple(statuses))


def stack_map(
    x: Side,
    y: Side,
    years: tuple[int, int],
    threshold_pct: int,
    labels: Mapping[str, Robustness],
    *,
    is_local: bool,
    classes: int = STEPS,
) -> StackMap:
    """The stacking of all areas of a map. `labels` gives the robustness of the index along x of an area by its code.

    With `is_local` the cuts are those of the residents of this map instead of the country.
    """
    scope = Scope.FRAME if is_local else Scope.INDEX
    if is_local:
        x, y = _counted_locally(x, threshold_pct), _counted_locally(y, threshold_pct)
    along_x = _axis(x, years[0], threshold_pct, scope, classes)
    along_y = _axis(y, years[1], threshold_pct, scope, classes)
    made = pair(along_x, along_y, x.figures, y.figures)
    areas = _areas(x, y, threshold_pct, is_local=is_local)
    residents = made.x_figures.residents_count
    both_scores = not (x.is_count or y.is_count or is_local)
    # The runs asked whether the index is among the highest 20 % of the country: they say nothing of another threshold or scale.
    was_run = threshold_pct == _RUN_THRESHOLD_PCT and not (x.is_count or is_local)
    return StackMap(
        pair=made,
        sides=(x, y),
        threshold_pct=threshold_pct,
        areas=areas,
        careful=tuple(count is not None and FEWEST_RESIDENTS <= count < FEW_RESIDENTS for count in residents),
        robust=tuple(labels.get(code) if was_run else None for code in made.x_figures.area_codes),
        line=None if is_local else _threshold_line(x, y),
        times_chance=_times_chance(made, threshold_pct) if both_scores else None,
    )


def share_outside(
    marked: Sequence[str], codes: Sequence[str], shares_pct: Sequence[float | None], households: Sequence[int | None]
) -> float | None:
    """Share (0…1) of the households concerned that live outside the marked areas; None where too few areas have a figure.

    `shares_pct` is the percentage of households concerned per area (methods §7).
    """
    inside = set(marked)
    total = known = concerned = outside = 0.0
    for code, share, count in zip(codes, shares_pct, households, strict=True):
        total += count or 0
        if share is not None and count:
            known += count
            concerned += count * share / 100
            outside += 0 if code in inside else count * share / 100
    return outside / concerned if concerned and known >= _LEAST_KNOWN * total else None


def people_with(high: int, stack: StackMap) -> float | None:
    """Share (%) of residents in areas where at least `high` parts along y are high, of those where all parts are known."""
    themes = len(stack.sides[1].parts)
    rows = [
        (area.y[0] >= high, count or 0)
        for area, count in zip(stack.areas, stack.pair.x_figures.residents_count, strict=True)
        if area.y[1] == themes
    ]
    total = sum(count for _, count in rows)
    return 100 * sum(count for many, count in rows if many) / total if total else None


def _reason(status: Status) -> Status:
    return Status.NOT_PUBLISHED if status in (Status.OK, Status.CAUTION) else status


def _axis(side: Side, year: int, threshold_pct: int, scope: Scope, classes: int) -> Axis:
    if side.is_count:
        return Axis(side.indicator, year, (1.0, 2.0) if classes == STEPS else (2.0,), Scope.COUNT)
    cuts = index_cuts(100.0 - threshold_pct, classes)
    if scope is Scope.FRAME:
        local = (weighted_quantile(side.figures.values, side.figures.residents_count, cut / 100) for cut in cuts)
        cuts = tuple(sorted({cut for cut in local if cut is not None}))
    return Axis(side.indicator, year, cuts, scope)


def _part_cuts(side: Side, threshold_pct: int, *, is_local: bool) -> dict[str, float]:
    """Score at which a part is high."""
    cut = 100.0 - threshold_pct
    if not is_local:
        return dict.fromkeys(side.parts, cut)
    people = side.figures.residents_count
    local = {name: weighted_quantile(scores, people, cut / 100) for name, scores in side.parts.items()}
    return {name: cut if found is None else found for name, found in local.items()}


def _counted_locally(side: Side, threshold_pct: int) -> Side:
    """A count of parts by the cuts of the residents of this map, so that colour and points tell the same; another side as it is."""
    if not side.is_count:
        return side
    cuts = _part_cuts(side, threshold_pct, is_local=True)
    above = {
        name: tuple(None if score is None else score - cuts[name] for score in scores)
        for name, scores in side.parts.items()
    }
    return replace(side, figures=counted(side.figures.indicator_id, above, side.figures, 0.0))


def _areas(x: Side, y: Side, threshold_pct: int, *, is_local: bool) -> tuple[AreaStack, ...]:
    """Counts and mark per area."""
    high_x, known_x = _high(x, threshold_pct, is_local=is_local)
    high_y, known_y = _high(y, threshold_pct, is_local=is_local)
    marks = _marks(_x_bounds(x, high_x, known_x, threshold_pct, is_local=is_local), high_y, known_y)
    rows = zip(_counts(x, high_x, known_x), _counts(y, high_y, known_y), marks, strict=True)
    return tuple(AreaStack(one, other, ones, others, mark) for (one, ones), (other, others), mark in rows)


def _high(side: Side, threshold_pct: int, *, is_local: bool) -> tuple[Flags, Flags]:
    """Which parts of every area are high, and which are known: a row per area, a column per part."""
    cuts = _part_cuts(side, threshold_pct, is_local=is_local)
    scores = _matrix(side)
    return scores >= np.array([cuts[name] for name in side.parts]), np.isfinite(scores)


def _marks(first: tuple[Flags, Flags], high: Flags, known: Flags) -> list[bool | None]:
    """domain.stacking.is_stacked for all areas at once. `first`: surely and possibly high along x."""
    surely_x, possibly_x = first
    count, themes = high.sum(axis=1), high.shape[1]
    never = (count + themes - known.sum(axis=1) < THEMES_NEEDED) | ~possibly_x
    surely = surely_x & (count >= THEMES_NEEDED)
    return [False if no else (True if yes else None) for no, yes in zip(never, surely, strict=True)]


def _x_bounds(x: Side, high: Flags, known: Flags, threshold_pct: int, *, is_local: bool) -> tuple[Flags, Flags]:
    """Where x is surely and where possibly high: without a score anything is possible."""
    if x.is_count:
        return _count_bounds(high, known)
    cut = 100.0 - threshold_pct
    if is_local:
        cut = weighted_quantile(x.figures.values, x.figures.residents_count, cut / 100) or cut
    index = _numbers(x.figures.values)
    return index >= cut, (index >= cut) | np.isnan(index)


def _count_bounds(high: Flags, known: Flags) -> tuple[Flags, Flags]:
    """Where surely and where possibly at least two parts are high: a missing part may be."""
    count = high.sum(axis=1)
    return count >= THEMES_NEEDED, count + (~known).sum(axis=1) >= THEMES_NEEDED


def _counts(side: Side, high: Flags, known: Flags) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    names = list(side.parts)
    return [
        ((sum(is_high), known_count), tuple(name for name, each in zip(names, is_high, strict=True) if each))
        for is_high, known_count in zip(high.tolist(), known.sum(axis=1).tolist(), strict=True)
    ]


def _threshold_line(x: Side, y: Side) -> ThresholdLine:
    """domain.stacking.threshold_line for all areas at once, from the strictest share to the widest."""
    marked = []
    for share in SHARES_PCT:
        bounds = _x_bounds(x, *_high(x, share, is_local=False), share, is_local=False)
        marks = _marks(bounds, *_high(y, share, is_local=False))
        marked.append({code for code, mark in zip(x.figures.area_codes, marks, strict=True) if mark})
    counts = tuple(ThresholdCount(share, len(found)) for share, found in zip(SHARES_PCT, marked, strict=True))
    return ThresholdLine(counts, tuple(sorted(set.intersection(*marked))))


def _matrix(side: Side) -> Numbers:
    return np.column_stack([_numbers(scores) for scores in side.parts.values()])


def _numbers(values: Sequence[float | None]) -> Numbers:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _times_chance(made: Pair, threshold_pct: int) -> float | None:
    residents = [count or 0 for count in made.x_figures.residents_count]
    x, y = _numbers(made.x_figures.values), _numbers(made.y_figures.values)
    return times_chance(x, y, residents, 100.0 - threshold_pct)
