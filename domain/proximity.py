"""How far residents live from a facility: who lives beyond a guide value, by income group, and what a trend says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from domain.change import HAIR
from domain.inequality import LEAST_COVERED, group_count, income_groups
from domain.trend import Course, Segment, Trend

Floats = NDArray[np.float64]

#: Pace on foot and by bicycle (methods §6.5), in km per minute.
KM_PER_MINUTE: Final = {"walk": 0.08, "bike": 0.25}
#: Change of a gap below which it is the same, in percentage points (methods §4.4).
SAME_GAP_POINTS: Final = 2.0
#: Classes of urbanity, very urban to not urban.
URBANITY_CLASSES: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Guide:
    """A distance from which residents count as living far. `way` is walk, bike, road, or own for one that a reader chose."""

    km: float
    way: str

    @property
    def minutes(self) -> int | None:
        """How long it takes on foot or by bicycle; None by road or for a reader's own value."""
        pace = KM_PER_MINUTE.get(self.way)
        return None if pace is None else round(self.km / pace)


@dataclass(frozen=True)
class Facility:
    """A facility of the catalogue. `counts` are (radius in km, indicator of the number within it), the smallest first.

    `place` completes "verder dan 1 km van …"; `anchor` says who reckons with the first guide value.
    """

    indicator_id: str
    short: str
    place: str
    anchor: str | None
    guides: tuple[Guide, ...]
    counts: tuple[tuple[int, str], ...]

    @property
    def middle_count(self) -> tuple[int, str] | None:
        """Radius and indicator of the middle one of its counts: the one that an overview shows."""
        return self.counts[len(self.counts) // 2] if self.counts else None

    def guide(self, asked_km: float | None) -> Guide:
        """Guide value that is asked for, else the first of the catalogue."""
        if asked_km is None:
            return self.guides[0]
        return next((each for each in self.guides if each.km == asked_km), Guide(asked_km, "own"))


class Verdict(StrEnum):
    """What may be said of a distance over the years."""

    FARTHER = "farther"
    NEARER = "nearer"
    SAME = "same"
    UNKNOWN = "unknown"


def verdict(found: Trend) -> Verdict:
    """Verdict of a trend of distances: only a course that is sure has one."""
    return {Course.RISES: Verdict.FARTHER, Course.FALLS: Verdict.NEARER, Course.STEADY: Verdict.SAME}.get(
        found.course, Verdict.UNKNOWN
    )


def told(own: Trend, earlier: Trend | None) -> Trend:
    """Trend that a row of the overview tells: the newest years, or those before the newest break where these are too few."""
    return own if own.slope is not None or earlier is None else earlier


@dataclass(frozen=True)
class Cells:
    """Where residents of buurten live: `buurt` numbers the buurt of each row, `residents` have `km` to go.

    A buurt of which only the mean is known has one row; one with squares has a row per distance.
    """

    buurt: NDArray[np.intp]
    km: Floats
    residents: Floats


def share_beyond(mean_km: ArrayLike, guide_km: float, cells: Cells | None = None) -> Floats:
    """Share (0…1) of the residents of every buurt who live farther than a guide value; NaN where nothing is known.

    With `cells` the residents of a buurt are told apart; a buurt without cells counts as a whole, by its mean. Exactly the guide
    value is not beyond it. Raises ValueError for a guide value that is not positive.
    """
    if guide_km <= 0:
        raise ValueError("a guide value is a positive number of km")
    mean = np.asarray(mean_km, dtype=np.float64)
    share: Floats = np.where(np.isnan(mean), np.nan, (mean > guide_km + HAIR).astype(np.float64))
    if cells is not None and len(cells.buurt):
        people = np.bincount(cells.buurt, cells.residents, len(mean))
        far = np.bincount(cells.buurt, cells.residents * (cells.km > guide_km + HAIR), len(mean))
        inside = people > 0
        share[inside] = np.clip(far[inside] / people[inside], 0, 1)
    return share


@dataclass(frozen=True)
class Beyond:
    """Residents beyond a guide value: `count` of the `residents` about whom it is known, out of `total`."""

    count: float
    residents: float
    total: float

    @property
    def pct(self) -> float | None:
        """Percentage of those about whom it is known; None when that is nobody."""
        return 100 * self.count / self.residents if self.residents > 0 else None

    @property
    def covered(self) -> float:
        """Share (0…1) of all residents about whom it is known."""
        return min(self.residents / self.total, 1.0) if self.total > 0 else 0.0


def beyond(share: ArrayLike, residents: ArrayLike) -> Beyond:
    """Residents beyond, summed over buurten; `share` as of `share_beyond`. A buurt without residents or figure adds nothing."""
    part, people = np.asarray(share, dtype=np.float64), _people(residents)
    known = ~np.isnan(part)
    return Beyond(float((part[known] * people[known]).sum()), float(people[known].sum()), float(people.sum()))


class NoSplit(StrEnum):
    """Why residents are not split by income group."""

    FEW_BUURTEN = "few_buurten"
    NO_RANKING = "no_ranking"
    COVERAGE = "coverage"


@dataclass(frozen=True)
class IncomeSplit:
    """Percentage of residents beyond a guide value and mean km, per income group from lowest to highest.

    `residents` live in each group, `covered` is the share (0…1) of all residents that the groups hold together.
    """

    pct: tuple[float, ...]
    km: tuple[float, ...]
    residents: tuple[float, ...]
    buurten: int
    covered: float

    @property
    def gap_points(self) -> float:
        """Lowest minus highest income group, in percentage points: above 0, more of the lowest live far."""
        return self.pct[0] - self.pct[-1]

    @property
    def gap_km(self) -> float:
        """Lowest minus highest income group, in km."""
        return self.km[0] - self.km[-1]


def income_split(
    share: ArrayLike, mean_km: ArrayLike, rank_by: ArrayLike, residents: ArrayLike
) -> IncomeSplit | NoSplit:
    """Split by income group: five groups from 25 buurten, three from 9 (methods §1.1), ranked within these buurten.

    All four are parallel, one entry per buurt, NaN where unknown; `rank_by` is low for the lowest incomes.
    """
    part, km, rank = (np.asarray(each, dtype=np.float64) for each in (share, mean_km, rank_by))
    people = _people(residents)
    if not (~np.isnan(rank) & (people > 0)).any():
        return NoSplit.NO_RANKING
    known = ~np.isnan(part) & ~np.isnan(km) & ~np.isnan(rank) & (people > 0)
    covered = float(people[known].sum() / people.sum())
    count = int(known.sum())
    if covered < LEAST_COVERED - HAIR:
        return NoSplit.COVERAGE
    groups = group_count(count)
    if groups is None:
        return NoSplit.FEW_BUURTEN
    pct = income_groups(100 * part[known], rank[known], people[known], groups)
    far = income_groups(km[known], rank[known], people[known], groups)
    return IncomeSplit(tuple(pct.mean), tuple(far.mean), tuple(pct.weight), count, covered)


@dataclass(frozen=True)
class GapYear:
    """Split of one year."""

    year: int
    split: IncomeSplit


@dataclass(frozen=True)
class GapTrend:
    """Splits over the years, always over the same buurten in the same order of income; `parts` are runs of comparable years."""

    years: tuple[GapYear, ...]
    parts: tuple[Segment, ...]

    @property
    def ends(self) -> tuple[GapYear, GapYear] | None:
        """First and last year of the newest run with at least two years; None when no two years may be compared."""
        by_year = {each.year: each for each in self.years}
        runs = [part.points for part in reversed(self.parts) if len(part.points) > 1]
        return (by_year[runs[0][0].year], by_year[runs[0][-1].year]) if runs else None


def same_buurten(km_by_year: Mapping[int, Floats], residents: ArrayLike) -> tuple[tuple[int, ...], NDArray[np.bool_]]:
    """Years, oldest first, and the buurten with a figure in each of them, holding at least 80 % of the residents.

    Years that cover too little themselves are left out; then the oldest, until the buurten that remain hold enough.
    """
    people = _people(residents)
    least = LEAST_COVERED * people.sum() - HAIR
    years = [year for year in sorted(km_by_year) if people[~np.isnan(km_by_year[year])].sum() >= least]
    while years:
        known = np.all([~np.isnan(km_by_year[year]) for year in years], axis=0)
        if people[known].sum() >= least and people[known].sum() > 0:
            return tuple(years), known
        years = years[1:]
    return (), np.zeros(len(people), dtype=np.bool_)


def weighted_mean(value: ArrayLike, weight: ArrayLike) -> float | None:
    """Mean over residents of what is known; None when nothing is."""
    number, people = np.asarray(value, dtype=np.float64), _people(weight)
    known = ~np.isnan(number) & (people > 0)
    return float(np.average(number[known], weights=people[known])) if known.any() else None


def offered_guides(facility: Facility, current: Guide, values: Sequence[float]) -> tuple[Guide, ...]:
    """Guide values to choose from, rising: those of the catalogue, the current one, and short ones for city use.

    `values` are the buurt means at hand (km): short values are offered where some residents live within and some beyond them.
    """
    known = {each.km: each for each in (*facility.guides, current)}
    far = [value for value in values if not np.isnan(value)]
    for km in (0.5, 1.0):
        if far and min(far) <= km < max(far):
            known.setdefault(km, Guide(km, "walk"))
    return tuple(known[km] for km in sorted(known))


def _people(residents: ArrayLike) -> Floats:
    people: Floats = np.nan_to_num(np.asarray(residents, dtype=np.float64), nan=0.0)
    return np.maximum(people, 0)
