"""Claims of the screen Ongelijkheid as compiled, and which figures a claim is tested with. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.inequality import LEAST_COVERED

#: Figure and ranking may differ by so many years: income comes later than other figures, and buurten keep their order for some years.
MOST_YEARS_APART: Final = 5


@dataclass(frozen=True)
class Norm:
    """A value that a figure is held against, in the indicator's unit; `name` stands beside its line."""

    value: float
    name: str
    text: str
    source: str


@dataclass(frozen=True)
class ClaimIndicator:
    """A figure that a claim can be tested with; `worse` +1: the claim says higher for the lowest incomes, -1: lower."""

    indicator_id: str
    worse: int
    norm: Norm | None
    stand_in: str | None
    all_ages: bool


@dataclass(frozen=True)
class Claim:
    """One card: `indicators` in order of preference; `no_open_data` says what is missing and who could bring it with `template`."""

    claim_id: str
    title: str
    sentence: str
    no_open_data: str | None
    template: tuple[str, ...]
    indicators: tuple[ClaimIndicator, ...]


@dataclass(frozen=True)
class ClaimGroup:
    """A chapter of the screen; `per_urbanity`: of the country and of groups also shown per class of urbanity."""

    group_id: str
    title: str
    sentence: str
    per_urbanity: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class RankingVariable:
    """What buurten are put in order of income by: an indicator, or `times` the sum of counts over the sum of others."""

    ranking_id: str
    indicator_id: str
    title: str
    low_is_low_income: bool
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    times: float
    know: str | None

    @property
    def parts(self) -> tuple[str, ...]:
        """Indicators that must be known to rank a buurt."""
        return (*self.numerator, *self.denominator) or (self.indicator_id,)


@dataclass(frozen=True)
class Pick:
    """Figures that a claim is tested with: both of one division into buurten (`boundary_year`)."""

    figure: ClaimIndicator
    year: int
    ranking: RankingVariable
    ranking_year: int
    boundary_year: int


#: (indicator, boundary year, reference year) -> residents of buurten with a figure.
Covered = Mapping[tuple[str, int, int], float]


def pick(
    figure: ClaimIndicator,
    rankings: Sequence[RankingVariable],
    covered: Covered,
    residents: Mapping[int, float],
    display_vintage: int,
    asked_year: int | None = None,
) -> Pick | None:
    """Newest figure with the preferred ranking that covers enough residents, else what covers most; None without figures.

    `residents` gives the residents of the frame per division that may be used. An older year is taken on its own division where both
    figures have it: an inequality is about who lived there then. `asked_year` comes first where the figure has it.
    """
    options = list(_options(figure, rankings, covered, residents, display_vintage))
    if asked_year is not None:
        options = [each for each in options if each[0].year == asked_year] or options
    if not options:
        return None
    enough = [each for each in options if each[1] >= LEAST_COVERED]
    if enough:
        return min(enough, key=lambda each: _preference(each[0], rankings))[0]
    return min(options, key=lambda each: (-round(each[1], 2), _preference(each[0], rankings)))[0]


def _preference(option: Pick, rankings: Sequence[RankingVariable]) -> tuple[int, int, int, bool, int]:
    apart = option.ranking_year - option.year
    own_division = option.boundary_year == option.year
    return -option.year, rankings.index(option.ranking), abs(apart), not own_division, apart


def _options(
    figure: ClaimIndicator,
    rankings: Sequence[RankingVariable],
    covered: Covered,
    residents: Mapping[int, float],
    display_vintage: int,
) -> Iterator[tuple[Pick, float]]:
    """Every usable combination, with the share of residents that both figures cover at most."""
    at: dict[str, set[tuple[int, int]]] = {}
    for name, vintage, year in covered:
        at.setdefault(name, set()).add((vintage, year))
    ranked = {each.ranking_id: set.intersection(*(at.get(part, set()) for part in each.parts)) for each in rankings}
    for vintage, year in at.get(figure.indicator_id, ()):
        total = residents.get(vintage, 0.0)
        if total <= 0 or vintage not in (display_vintage, year):
            continue
        for ranking in rankings:
            if figure.indicator_id in ranking.parts:
                continue
            for ranked_at, ranking_year in ranked[ranking.ranking_id]:
                if ranked_at != vintage or abs(ranking_year - year) > MOST_YEARS_APART:
                    continue
                known = [covered[(figure.indicator_id, vintage, year)]]
                known += [covered[(part, vintage, ranking_year)] for part in ranking.parts]
                yield Pick(figure, year, ranking, ranking_year, vintage), min(known) / total
