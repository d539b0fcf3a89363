"""What the screen Nabijheid shows of an area: its facilities over the years, and who lives beyond a guide value. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.change import difference, is_about_equal
from domain.claim_models import RankingVariable
from domain.decomposition import kitagawa
from domain.inequality import LEAST_COVERED
from domain.proximity import (
    URBANITY_CLASSES,
    Beyond,
    Cells,
    Facility,
    Floats,
    GapTrend,
    GapYear,
    Guide,
    IncomeSplit,
    NoSplit,
    beyond,
    income_split,
    same_buurten,
    share_beyond,
    told,
    weighted_mean,
)
from domain.series import PlaceParts
from domain.trend import Point, Trend, earlier_trend, segments, trend
from domain.view_models import Indicator, SourceLine


@dataclass(frozen=True)
class CountSeries:
    """Number of a facility within so many km over the years."""

    within_km: int
    indicator: Indicator
    points: tuple[Point, ...]

    def ends(self, first_year: int | None, last_year: int | None) -> tuple[Point, Point] | None:
        """Points of these two years, where both have a figure and may be compared; else the ends of the newest comparable years."""
        parts = segments(self.points, self.indicator.series_breaks)
        for part in parts:
            by_year = {point.year: point for point in part.points}
            if first_year in by_year and last_year in by_year and first_year != last_year:
                return by_year[first_year], by_year[last_year]
        return (parts[-1].points[0], parts[-1].points[-1]) if parts else None


@dataclass(frozen=True)
class OverviewRow:
    """A facility in one area: what its years tell, and the numbers within reach."""

    facility: Facility
    indicator: Indicator
    points: tuple[Point, ...]
    own: Trend
    earlier: Trend | None
    counts: tuple[CountSeries, ...]
    sources: tuple[SourceLine, ...] = ()

    @property
    def told(self) -> Trend:
        """Trend of the newest years long enough to tell one."""
        return told(self.own, self.earlier)

    @property
    def latest(self) -> Point | None:
        """Newest year with a figure."""
        return next((point for point in reversed(self.points) if point.counts), None)

    @property
    def middle(self) -> tuple[CountSeries, tuple[Point, Point]] | None:
        """The number that an overview shows, in the years of the verdict where it has them; None without figures."""
        wanted = self.facility.middle_count
        found = next((each for each in self.counts if wanted and each.within_km == wanted[0]), None)
        if found is None:
            return None
        first, last = self.told.first, self.told.last
        ends = found.ends(first.year if first else None, last.year if last else None)
        return (found, ends) if ends else None


def overview_row(
    facility: Facility,
    indicator: Indicator,
    points: tuple[Point, ...],
    counts: tuple[CountSeries, ...],
    sources: tuple[SourceLine, ...] = (),
) -> OverviewRow:
    """Row of a facility, with its trends."""
    own = trend(points, indicator)
    return OverviewRow(facility, indicator, points, own, earlier_trend(own, indicator), counts, sources)


@dataclass(frozen=True)
class BuurtData:
    """Buurten of an area as parallel arrays, NaN where unknown: mean km and residents per year, and what they are split by.

    `rank` is low for the lowest incomes. `older` is the number of residents of 65 and over. `residents` are those of the division
    shown, for years without a count of their own. `cells` tells residents within a buurt apart, in the newest year.
    """

    residents: Floats
    urbanity: NDArray[np.int64]
    km: Mapping[int, Floats]
    people: Mapping[int, Floats]
    rank: Floats | None = None
    older: Floats | None = None
    cells: Cells | None = None

    def residents_in(self, year: int) -> Floats:
        """Residents in a year; those of the division shown where that year has none."""
        counted = self.people.get(year)
        return self.residents if counted is None else np.where(np.isnan(counted), self.residents, counted)

    def only(self, inside: NDArray[np.bool_]) -> BuurtData:
        """These buurten of it."""
        cells = self.cells
        if cells is not None:
            rows = inside[cells.buurt]
            cells = Cells((np.cumsum(inside) - 1)[cells.buurt[rows]], cells.km[rows], cells.residents[rows])
        return BuurtData(
            self.residents[inside],
            self.urbanity[inside],
            {year: value[inside] for year, value in self.km.items()},
            {year: value[inside] for year, value in self.people.items()},
            None if self.rank is None else self.rank[inside],
            None if self.older is None else self.older[inside],
            cells,
        )


@dataclass(frozen=True)
class Nearby:
    """Buurten of an area for one facility, with what they were put in order by and where the figures come from.

    `square_m` is the size of the squares behind `data.cells`; `older_year` the year of the residents of 65 and over.
    """

    data: BuurtData
    year: int | None
    ranking: RankingVariable | None
    ranking_year: int | None
    older_year: int | None
    square_m: int | None
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class UrbanityRow:
    """Residents of the buurten of one class of urbanity. `km` holds the mean in the first and last year of `years`."""

    urbanity_class: int
    beyond: Beyond
    split: IncomeSplit | NoSplit
    years: tuple[int, int] | None
    km: tuple[float | None, float | None]


@dataclass(frozen=True)
class BeyondView:
    """Who lives beyond a guide value in an area, in `year`. `older` is about residents of 65 and over.

    `by_squares` is the share (0…1) of the residents who are told apart by squares; the others count by the mean of their buurt.
    `split` is None where town and country lie in one frame: then only `per_urbanity` splits.
    """

    year: int
    guide: Guide
    buurten: int
    everyone: Beyond
    older: Beyond | None
    split: IncomeSplit | NoSplit | None
    gap: GapTrend | None
    per_urbanity: tuple[UrbanityRow, ...]
    by_squares: float
    parts: PlaceParts | None


def newest_year(data: BuurtData) -> int | None:
    """Newest year with figures for 80 % of the residents, else the newest with any; None without figures."""
    filled = {year: beyond(np.where(np.isnan(km), np.nan, 0.0), data.residents).covered for year, km in data.km.items()}
    usable = [year for year, share in filled.items() if share >= LEAST_COVERED]
    return max(usable or [year for year, share in filled.items() if share > 0], default=None)


def beyond_view(data: BuurtData, guide: Guide, indicator: Indicator, *, pooled: bool) -> BeyondView | None:
    """Everything about one guide value; None without any figure. `pooled`: income groups of the whole area make sense."""
    year = newest_year(data)
    if year is None:
        return None
    residents, km = data.residents_in(year), data.km[year]
    share = share_beyond(km, guide.km, data.cells)
    squares = np.zeros(len(km), dtype=np.bool_)
    if data.cells is not None:
        squares[data.cells.buurt] = True
    known = float(residents[~np.isnan(share)].sum())
    years, inside = same_buurten(data.km, data.residents)
    classes = [each for each in URBANITY_CLASSES if (data.residents[data.urbanity == each] > 0).any()]
    return BeyondView(
        year=year,
        guide=guide,
        buurten=int((~np.isnan(share) & (residents > 0)).sum()),
        everyone=beyond(share, residents),
        older=None if data.older is None else beyond(share, data.older),
        split=_split(data, share, km, residents) if pooled else None,
        gap=_gap(data.only(inside), years, guide, indicator) if pooled else None,
        per_urbanity=tuple(_urbanity(data, each, guide, year, indicator) for each in classes)
        if len(classes) > 1
        else (),
        by_squares=float(residents[squares & ~np.isnan(share)].sum()) / known if known > 0 else 0.0,
        parts=_parts(data.only(inside), years, indicator),
    )


def _split(data: BuurtData, share: Floats, km: Floats, residents: Floats) -> IncomeSplit | NoSplit:
    return NoSplit.NO_RANKING if data.rank is None else income_split(share, km, data.rank, residents)


def _gap(data: BuurtData, years: Sequence[int], guide: Guide, indicator: Indicator) -> GapTrend | None:
    """Splits of the years over the same buurten, all by buurt means: squares exist for few years."""
    found = tuple(_gap_years(data, years, guide))
    points = [Point(each.year, each.split.gap_points) for each in found]
    return GapTrend(found, segments(points, indicator.series_breaks)) if found else None


def _gap_years(data: BuurtData, years: Sequence[int], guide: Guide) -> Iterator[GapYear]:
    for year in years:
        km = data.km[year]
        split = _split(data, share_beyond(km, guide.km), km, data.residents_in(year))
        if isinstance(split, IncomeSplit):
            yield GapYear(year, split)


def _urbanity(data: BuurtData, urbanity_class: int, guide: Guide, year: int, indicator: Indicator) -> UrbanityRow:
    part = data.only(data.urbanity == urbanity_class)
    residents, km = part.residents_in(year), part.km[year]
    share = share_beyond(km, guide.km, part.cells)
    years, inside = same_buurten(part.km, part.residents)
    ends = _ends(years, indicator)
    same = part.only(inside)
    means = tuple(weighted_mean(same.km[each], same.residents_in(each)) for each in ends) if ends else ()
    first, last = means if len(means) == 2 else (None, weighted_mean(km, residents))
    return UrbanityRow(
        urbanity_class, beyond(share, residents), _split(part, share, km, residents), ends, (first, last)
    )


def _ends(years: Sequence[int], indicator: Indicator) -> tuple[int, int] | None:
    """First and last of the newest run of at least two comparable years."""
    parts = segments([Point(year, 0.0) for year in years], indicator.series_breaks)
    runs = [part.points for part in reversed(parts) if len(part.points) > 1]
    return (runs[0][0].year, runs[0][-1].year) if runs else None


def _parts(data: BuurtData, years: Sequence[int], indicator: Indicator) -> PlaceParts | None:
    """Change of the mean split into distances that changed and people who live elsewhere; None where nothing changed."""
    ends = _ends(years, indicator)
    if ends is None or len(data.residents) < 2:
        return None
    first, last = ends
    then, now = data.residents_in(first), data.residents_in(last)
    if then.sum() <= 0 or now.sum() <= 0:
        return None
    parts = kitagawa(then, data.km[first], now, data.km[last])
    change = difference(0.0, parts.total, indicator)
    if change is None or is_about_equal(change, indicator):
        return None
    return PlaceParts(first, last, parts, 1.0)
