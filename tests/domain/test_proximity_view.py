"""What a view of one facility holds: newest year, squares, classes of urbanity, the gap over the years, the split of a change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from domain.proximity import Cells, Facility, Guide, IncomeSplit, NoSplit
from domain.proximity_view import BuurtData, CountSeries, beyond_view, newest_year, overview_row
from domain.trend import Course, Point
from tests.domain.examples import DISTANCE

KM = replace(
    DISTANCE,
    indicator_id="gp_km",
    unit="km",
    decimals=1,
    minimum_difference=0.2,
    series_breaks=((2022, "Anders."),),
    additive=False,
)
COUNT = replace(KM, indicator_id="gp_3km_count", title="Huisartsen binnen 3 km", unit="aantal", minimum_difference=1.0)
GP = Facility("gp_km", "Huisarts", "een huisarts", None, (Guide(1, "walk"),), ((3, "gp_3km_count"),))
ONE_KM = Guide(1, "walk")


def data(count: int = 30) -> BuurtData:
    """Buurten of 100 residents, half of them urban (class 1) and half rural (class 5), which lie a km farther and move away."""
    rural = np.arange(count) >= count // 2
    base = np.where(rural, 1.5, 0.5)
    return BuurtData(
        residents=np.full(count, 100.0),
        urbanity=np.where(rural, 5, 1),
        km={2020: base, 2021: base, 2022: base, 2023: base + 0.6 * rural},
        people={2023: np.full(count, 110.0)},
        rank=np.arange(count, dtype=float),
        older=np.full(count, 20.0),
    )


def test_everyone_older_and_income_groups() -> None:
    found = beyond_view(data(), ONE_KM, KM, pooled=True)
    assert found is not None
    assert found.year == 2023
    assert (found.everyone.count, found.everyone.residents) == (15 * 110, 30 * 110)
    assert found.older is not None
    assert found.older.count == 300
    assert isinstance(found.split, IncomeSplit)
    assert found.split.pct == pytest.approx((0, 0, 50, 100, 100))
    assert found.by_squares == 0


def test_town_and_country_are_never_pooled_in_a_mixed_frame() -> None:
    found = beyond_view(data(), ONE_KM, KM, pooled=False)
    assert found is not None
    assert (found.split, found.gap) == (None, None)
    urban, rural = found.per_urbanity
    assert (urban.urbanity_class, urban.beyond.count) == (1, 0)
    assert (rural.urbanity_class, rural.beyond.count) == (5, 1650)
    assert isinstance(rural.split, IncomeSplit)
    assert rural.split.pct == pytest.approx((100, 100, 100)), "three groups of 15 buurten"
    assert rural.years == (2022, 2023)
    assert rural.km == pytest.approx((1.5, 2.1))
    assert urban.km == pytest.approx((0.5, 0.5))


def test_one_class_of_urbanity_needs_no_table() -> None:
    found = beyond_view(replace(data(), urbanity=np.ones(30, dtype=np.int64)), ONE_KM, KM, pooled=True)
    assert found is not None
    assert found.per_urbanity == ()


def test_the_gap_is_compared_within_comparable_years_only() -> None:
    found = beyond_view(data(), Guide(2, "own"), KM, pooled=True)
    assert found is not None
    assert found.gap is not None
    assert [each.year for each in found.gap.years] == [2020, 2021, 2022, 2023]
    assert [[point.year for point in part.points] for part in found.gap.parts] == [[2020, 2021], [2022, 2023]]
    first, last = found.gap.ends or pytest.fail("two comparable years")
    assert (first.year, last.year) == (2022, 2023)
    assert (first.split.gap_points, last.split.gap_points) == (0, pytest.approx(-100))


def test_squares_count_in_the_newest_year_and_buurt_means_in_the_trend() -> None:
    """Every resident of the first urban buurt lives at 0.5 by its mean; the squares tell that a quarter has 1.2 km to go."""
    squares = Cells(np.array([0, 0], dtype=np.intp), np.array([0.3, 1.2]), np.array([75.0, 25.0]))
    found = beyond_view(replace(data(), cells=squares), ONE_KM, KM, pooled=True)
    assert found is not None
    assert found.everyone.count == pytest.approx(15 * 110 + 0.25 * 110)
    assert found.by_squares == pytest.approx(1 / 30)
    assert found.gap is not None
    assert found.gap.years[-1].split.pct[0] == 0


def test_the_change_is_split_into_distances_and_residents() -> None:
    found = beyond_view(data(), ONE_KM, KM, pooled=True)
    assert found is not None
    assert found.parts is not None
    assert (found.parts.first_year, found.parts.last_year) == (2022, 2023)
    assert found.parts.parts.rate == pytest.approx(0.3)
    assert found.parts.parts.composition == pytest.approx(0.0)
    steady = replace(data(), km={2022: np.ones(30), 2023: np.ones(30)})
    assert (beyond_view(steady, ONE_KM, KM, pooled=True) or pytest.fail("figures")).parts is None


def test_without_ranking_or_figures() -> None:
    found = beyond_view(replace(data(), rank=None), ONE_KM, KM, pooled=True)
    assert found is not None
    assert (found.split, found.gap) == (NoSplit.NO_RANKING, None)
    assert beyond_view(replace(data(), km={}), ONE_KM, KM, pooled=True) is None


def test_the_newest_year_covers_enough_residents() -> None:
    half = np.array([1.0] * 15 + [np.nan] * 15)
    assert newest_year(replace(data(), km={2022: np.ones(30), 2023: half})) == 2022
    assert newest_year(replace(data(), km={2022: half, 2023: half})) == 2023


def test_only_some_buurten_keep_their_squares() -> None:
    squares = Cells(np.array([0, 3, 3], dtype=np.intp), np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]))
    part = replace(data(4), cells=squares).only(np.array([False, True, False, True]))
    assert part.cells is not None
    assert part.cells.buurt.tolist() == [1, 1]
    assert part.cells.km.tolist() == [2.0, 3.0]
    assert part.urbanity.tolist() == [1, 5]


def series(values: dict[int, float]) -> tuple[Point, ...]:
    return tuple(Point(year, value) for year, value in values.items())


def test_a_row_tells_the_years_before_the_break_where_the_newest_are_too_few() -> None:
    before = {2016 + year: 0.5 + 0.1 * year for year in range(6)}
    points = series({**before, 2022: 0.7, 2023: 0.7})
    counts = CountSeries(3, COUNT, series({2016: 8.0, 2021: 7.0, 2023: 6.0}))
    row = overview_row(GP, KM, points, (counts,))
    assert row.told.course is Course.RISES
    assert (row.told.first, row.told.last) == (points[0], points[5])
    assert row.latest == points[-1]
    found, ends = row.middle or pytest.fail("a count")
    assert found is counts
    assert [point.value for point in ends] == [8.0, 7.0], "the years of the verdict: 8 -> 7"


def test_a_count_without_those_years_tells_its_own() -> None:
    counts = CountSeries(3, COUNT, series({2019: 8.0, 2023: 6.0, 2024: 5.0}))
    assert [point.year for point in counts.ends(2016, 2021) or ()] == [2023, 2024]
    assert [point.year for point in counts.ends(2019, 2024) or ()] == [2023, 2024], "never across the break of 2022"
    assert CountSeries(3, COUNT, ()).ends(2016, 2021) is None
