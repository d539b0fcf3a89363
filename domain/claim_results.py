"""What the figures of a frame say of a claim: groups by income, beside the country, per urbanity and over the years. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.claim_models import Claim, Pick
from domain.claims import Gain, Judgement, Verdict, best_group_gain, judge
from domain.inequality import (
    LEAST_COVERED,
    PERCENTAGE,
    ConcentrationIndex,
    concentration_index,
    group_count,
    income_groups,
)
from domain.proximity import URBANITY_CLASSES, same_buurten
from domain.trend import WINDOW_YEARS, Point, Trend, trend
from domain.uncertainty import standard_errors
from domain.view_models import Indicator, SourceLine

Floats = NDArray[np.float64]

#: A national group with fewer residents in a frame is not drawn: its mean would be that of a buurt or two.
_FEWEST_RESIDENTS: Final = 100


@dataclass(frozen=True)
class Figures:
    """A figure and its income order over the buurten of a frame: parallel arrays, NaN where unknown; order low to high income."""

    value: Floats
    lower: Floats
    upper: Floats
    rank_by: Floats
    residents: Floats
    urbanity: NDArray[np.int64]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Buurten with residents and both figures."""
        return ~np.isnan(self.value) & ~np.isnan(self.rank_by) & (self.residents > 0)


@dataclass(frozen=True)
class Groups:
    """Means per income group, lowest income first, and their residents; None where too few residents are in a group."""

    mean: tuple[float | None, ...]
    residents: tuple[float, ...]


@dataclass(frozen=True)
class Beside:
    """The country's own groups beside those of a frame, and by what and when they were made."""

    groups: Groups
    year: int
    ranking_title: str
    ranking_year: int
    #: For a frame with few buurten, which has three groups.
    thirds: Groups | None = None

    def means(self, number: int) -> tuple[float | None, ...]:
        """Means of as many groups as a frame has; None for each where there are none."""
        found = next((each for each in (self.groups, self.thirds) if each and len(each.mean) == number), None)
        return found.mean if found else (None,) * number


@dataclass(frozen=True)
class UrbanityGroups:
    """Income groups among the residents of buurten of one class of urbanity; `groups` None where there are too few buurten."""

    urbanity_class: int
    area_count: int
    residents: float
    groups: Groups | None


@dataclass(frozen=True)
class GapTrend:
    """Gap between the lowest and the highest income group over years that may be compared, over the same buurten in one order.

    `means` has (year, lowest, highest); the points of `trend` hold lowest minus highest.
    """

    means: tuple[tuple[int, float, float], ...]
    trend: Trend


@dataclass(frozen=True)
class ClaimResult:
    """One card. Without a pick there are no figures in this frame; `offered` are the other figures that could be shown."""

    claim: Claim
    pick: Pick | None = None
    indicator: Indicator | None = None
    judgement: Judgement | None = None
    concentration: ConcentrationIndex | None = None
    by_country: Groups | None = None
    beside: Beside | None = None
    urbanity: tuple[UrbanityGroups, ...] = ()
    gap_trend: GapTrend | None = None
    gain: Gain | None = None
    offered: tuple[Indicator, ...] = ()
    sources: tuple[SourceLine, ...] = ()

    @property
    def groups(self) -> Groups | None:
        """Groups that are shown: those of the country within the frame where that is asked, else the frame's own."""
        if self.by_country is not None:
            return self.by_country
        if self.judgement is None or self.judgement.groups is None:
            return None
        return Groups(tuple(self.judgement.groups.mean), tuple(self.judgement.groups.weight))


def judged(figures: Figures, found: Pick, indicator: Indicator, residents_total: float) -> Judgement:
    """Verdict on a claim over the buurten of a frame with so many residents (methods §1.6)."""
    known = figures.known
    return judge(
        figures.value[known],
        figures.rank_by[known],
        figures.residents[known],
        worse=1 if found.figure.worse > 0 else -1,
        minimum_difference=indicator.minimum_difference,
        unit=indicator.unit,
        residents_total=residents_total,
        standard_error=_errors(figures, indicator),
        kind=indicator.kind,
    )


def concentration(figures: Figures, indicator: Indicator) -> ConcentrationIndex:
    """Concentration index; only a percentage has bounds (methods §1.2)."""
    known = figures.known
    bounds = PERCENTAGE if indicator.unit == "%" else None
    return concentration_index(figures.value[known], figures.rank_by[known], figures.residents[known], bounds)


def card(claim: Claim, found: Pick, indicator: Indicator, figures: Figures, residents_total: float) -> ClaimResult:
    """Card of a claim over the buurten of one frame, without what stands beside it."""
    verdict = judged(figures, found, indicator, residents_total)
    if verdict.groups is None:
        return ClaimResult(claim, found, indicator, verdict)
    return ClaimResult(
        claim,
        found,
        indicator,
        verdict,
        concentration=concentration(figures, indicator),
        gain=best_group_gain(verdict, indicator.kind) if verdict.verdict is Verdict.HERE else None,
    )


def _errors(figures: Figures, indicator: Indicator) -> Floats | None:
    """Standard errors behind the margins of a model, where every buurt has one."""
    known = figures.known
    lower, upper = figures.lower[known], figures.upper[known]
    if indicator.kind != "modelled" or np.isnan(lower).any() or np.isnan(upper).any():
        return None
    return standard_errors(lower, upper)


def groups_of(figures: Figures, number: int) -> Groups:
    """Income groups of equally many residents among the buurten that are known."""
    known = figures.known
    found = income_groups(figures.value[known], figures.rank_by[known], figures.residents[known], number)
    return Groups(tuple(found.mean), tuple(found.weight))


def group_shares(rank_by: Floats, residents: Floats, number: int = 5) -> Floats:
    """Share of every buurt that falls in each group of equally many residents; NaN rows where the order is unknown.

    Shape (buurten, groups), rows add up to 1. Buurten of equal rank are one block that is split in proportion, as in income_groups.
    """
    shares = np.full((len(rank_by), number), np.nan)
    known = ~np.isnan(rank_by) & (residents > 0)
    if not known.any():
        return shares
    _, block = np.unique(rank_by[known], return_inverse=True)
    people = np.bincount(block, residents[known])
    end = np.cumsum(people) / people.sum()
    start = np.concatenate([[0.0], end[:-1]])
    cuts = np.arange(number + 1) / number
    overlap = np.minimum(end[:, None], cuts[1:]) - np.maximum(start[:, None], cuts[:-1])
    whole = np.clip(overlap, 0, None)
    shares[known] = (whole / whole.sum(axis=1, keepdims=True))[block]
    return shares


def by_country_groups(figures: Figures, shares: Floats) -> Groups:
    """Means of a frame's residents in each group of the country; `shares` of its buurten as in group_shares."""
    known = figures.known & ~np.isnan(shares[:, 0])
    weight = figures.residents[known, None] * shares[known]
    people = weight.sum(axis=0)
    summed = (weight * figures.value[known, None]).sum(axis=0)
    means = tuple(
        float(each / count) if count >= _FEWEST_RESIDENTS else None for each, count in zip(summed, people, strict=True)
    )
    return Groups(means, tuple(float(count) for count in people))


def per_urbanity(figures: Figures) -> tuple[UrbanityGroups, ...]:
    """Income groups within every class of urbanity that has residents, so that town and country are not pooled."""
    found = []
    for number in URBANITY_CLASSES:
        inside = figures.urbanity == number
        part = Figures(*(getattr(figures, name)[inside] for name in Figures.__dataclass_fields__))
        count = int(part.known.sum())
        people = float(part.residents[part.known].sum())
        wanted = group_count(count) if people >= LEAST_COVERED * part.residents.sum() else None
        if count:
            groups = groups_of(part, wanted) if wanted else None
            found.append(UrbanityGroups(number, count, people, groups))
    return tuple(found)


def gap_trend(by_year: Mapping[int, Floats], figures: Figures, indicator: Indicator) -> GapTrend | None:
    """Gap over the years for one fixed set of buurten in one order of income; None with fewer than two comparable years."""
    # What has no income has no place in the order: it counts as not covered, so that a trend stands on 80 % of all residents.
    ranked = {year: np.where(np.isnan(figures.rank_by), np.nan, values) for year, values in by_year.items()}
    years, known = same_buurten(ranked, figures.residents)
    known &= figures.residents > 0
    number = group_count(int(known.sum()))
    if len(years) < 2 or number is None:
        return None
    means = []
    for year in years:
        groups = income_groups(by_year[year][known], figures.rank_by[known], figures.residents[known], number)
        means.append((year, float(groups.mean[0]), float(groups.mean[-1])))
    points = [Point(year, low - high) for year, low, high in means]
    found = trend(points, replace(indicator, series_breaks=()))
    return GapTrend(tuple(means), found)


def comparable_years(years: Sequence[int], indicator: Indicator) -> list[int]:
    """Newest years that may be compared with each other: after the last break of the series, within the window of a trend."""
    if not years:
        return []
    newest = max(years)
    first = max((year for year, _ in indicator.series_breaks if year <= newest), default=0)
    return sorted(year for year in years if year >= max(first, newest - WINDOW_YEARS + 1))
