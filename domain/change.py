"""Change of a figure between two years: how much counts as change, and what a map of it shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.numbers_nl import rounded
from domain.observations import Grade, Status
from domain.view_models import Figure, Indicator, MapFigures

#: Smallest difference that a source can tell apart where the catalogue gives none: figures are rounded before they are published
#: (methods §4.3). Between areas and between years alike.
TELLABLE: Final = {"km": 0.2, "klasse": 1.0, "µg/m³": 1.0, "dB": 1.0}
#: Smallest change worth a word (methods §4.4).
_MINIMUM_BY_UNIT: Final = {**TELLABLE, "%": 2.0}
#: Counts and densities have no such size: an area with more residents changes by more. Theirs is a share of the earlier figure, in %.
_MINIMUM_SHARE_PCT: Final = 5.0
#: Below this number of residents the figure of one household more or less is no change of the area (methods §4.3).
FEWEST_RESIDENTS: Final = 100
#: A percentage of a smaller count is rounding: CBS rounds counts to 5.
FEWEST_COUNTED: Final = 100
#: When residents change by more than this share, a change of the figure is also about who lives there now.
_MOST_NEW_RESIDENTS: Final = 0.25
#: Tolerance for differences of decimals that binary cannot hold: 0,9 - 0,7 is 0.2000…04, 0,8 - 0,6 just below 0.2.
HAIR: Final = 1e-9
#: Class bounds of a change, times the minimum change: five classes around "about equal".
_BOUNDS: Final = (1.0, 3.0)


@dataclass(frozen=True)
class ChangeFigures:
    """Areas of a map with their figure in two years. `change` has the difference as values and why there is none as status.

    The tuples are parallel to `change`. `new_residents`: more than a quarter of the residents came or left, so that the difference
    is also about who lives there.
    """

    change: MapFigures
    earlier_year: int
    earlier: tuple[float | None, ...]
    later: tuple[float | None, ...]
    new_residents: tuple[bool, ...]


def is_relative(indicator: Indicator) -> bool:
    """Whether a change is told as a share of the earlier figure: for counts and densities, which have no size of their own."""
    return indicator.minimum_difference is None and indicator.unit not in _MINIMUM_BY_UNIT


def minimum_change(indicator: Indicator) -> float:
    """Change below which a figure is "about equal": in the indicator's unit, or in % where the change is relative."""
    if indicator.minimum_difference is not None:
        return indicator.minimum_difference
    return _MINIMUM_BY_UNIT.get(indicator.unit, _MINIMUM_SHARE_PCT)


def difference(earlier: float, later: float, indicator: Indicator) -> float | None:
    """Later minus earlier as they are printed; in % of the earlier figure where the change is relative, then None from 0 up.

    Nothing stays nothing: from 0 to 0 is no change.
    """
    first, last = rounded(earlier, indicator.decimals), rounded(later, indicator.decimals)
    if not is_relative(indicator):
        return rounded(last - first, indicator.decimals)
    if first == last:
        return 0.0
    return rounded(100 * (last - first) / first, 0) if first > 0 else None


def is_about_equal(change: float, indicator: Indicator) -> bool:
    """Whether a difference, in the unit of `difference`, is smaller than the minimum change."""
    return abs(change) < minimum_change(indicator) - HAIR or change == 0


def about_people(indicator: Indicator) -> bool:
    """Whether a figure is a mean or share over people: then who lives there, and how many, decides what a change means."""
    return indicator.weight != "area" and not indicator.additive


def changed_population(residents: Sequence[int | float | None]) -> bool:
    """Whether the number of residents differs by more than a quarter between the first and the last year that give it."""
    known = [count for count in residents if count is not None]
    return len(known) > 1 and known[0] > 0 and abs(known[-1] / known[0] - 1) > _MOST_NEW_RESIDENTS + HAIR


def too_few_residents(residents: Sequence[int | float | None]) -> bool:
    """Whether fewer than a hundred people live there in any of the years."""
    return any(count is not None and count < FEWEST_RESIDENTS for count in residents)


def change_bounds(indicator: Indicator) -> tuple[float, ...]:
    """Class bounds of a change, symmetric around 0. A change of exactly the minimum is a change, upwards and downwards."""
    bounds = [minimum_change(indicator) * times for times in _BOUNDS]
    return (*(-bound + HAIR for bound in reversed(bounds)), *(bound - HAIR for bound in bounds))


def change_indicator(indicator: Indicator) -> Indicator:
    """The change of an indicator as an indicator of its own: its unit, decimals, classes and diverging colours."""
    relative = is_relative(indicator)
    unit = "%" if relative else ("punten" if indicator.unit == "%" else indicator.unit)
    return replace(
        indicator,
        unit=unit,
        decimals=0 if relative else indicator.decimals,
        breaks=change_bounds(indicator),
        scheme="diverging",
        additive=False,
    )


@dataclass(frozen=True)
class Cell:
    """One side of a change: figure of an area in a year, its reason when there is none, and the residents of that year."""

    value: float | None
    status: Status
    grade: Grade
    residents_count: float | None


@dataclass(frozen=True)
class Change:
    """Change of one area between two years, in the unit of `difference`; without `value` the status says why."""

    value: float | None
    status: Status
    grade: Grade
    new_residents: bool = False


@dataclass(frozen=True)
class AreaChange:
    """Both figures of an area and the change between them."""

    name: str
    earlier: Figure | None
    later: Figure | None
    change: Change

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Both values."""
        return self.earlier.value if self.earlier else None, self.later.value if self.later else None


def change(earlier: Cell, later: Cell, indicator: Indicator) -> Change:
    """Change of one area.

    None is given where one of both figures is missing (its reason stays), where boundaries changed too much (grade C), where the
    earlier figure of a relative change is 0, where fewer than a hundred people live (methods §4.3), or for a count below a hundred.
    """
    people = about_people(indicator)
    counts = (earlier.residents_count, later.residents_count)
    grade = max(earlier.grade, later.grade)
    if later.value is None or earlier.value is None:
        return Change(None, later.status if later.value is None else earlier.status, grade)
    if grade is Grade.C:
        return Change(None, Status.NOT_COMPARABLE, grade)
    if people and too_few_residents(counts):
        return Change(None, Status.TOO_SMALL, grade)
    if indicator.additive and is_relative(indicator) and max(earlier.value, later.value) < FEWEST_COUNTED:
        return Change(None, Status.TOO_SMALL, grade)
    value = difference(earlier.value, later.value, indicator)
    if value is None:
        return Change(None, Status.NOT_COMPARABLE, grade)
    return Change(value, _worst(earlier.status, later.status), grade, people and changed_population(counts))


def change_figures(
    earlier: MapFigures,
    later: MapFigures,
    indicator: Indicator,
    residents_earlier: Sequence[float | None],
    residents_later: Sequence[float | None],
) -> ChangeFigures:
    """`change` of every area of two maps with the same areas in the same order. Raises ValueError when the areas differ.

    Where a year has no residents of its own, those of the display vintage stand in.
    """
    if earlier.area_codes != later.area_codes:
        raise ValueError("the two maps hold other areas")
    found = [
        change(one, other, indicator)
        for one, other in zip(_cells(earlier, residents_earlier), _cells(later, residents_later), strict=True)
    ]
    return ChangeFigures(
        change=replace(
            later,
            values=tuple([each.value for each in found]),
            statuses=tuple([each.status for each in found]),
            grades=tuple([each.grade for each in found]),
        ),
        earlier_year=earlier.reference_year,
        earlier=tuple(earlier.values),
        later=tuple(later.values),
        new_residents=tuple([each.new_residents for each in found]),
    )


def _cells(figures: MapFigures, residents: Sequence[float | None]) -> Iterator[Cell]:
    rows = zip(figures.values, figures.statuses, figures.grades, residents, figures.residents_count, strict=True)
    for value, status, grade, then, now in rows:
        yield Cell(value, status, grade, then if then is not None else now)


def _worst(one: Status, other: Status) -> Status:
    return Status.CAUTION if Status.CAUTION in (one, other) else Status.OK
