"""Wilson intervals and the errors behind margins."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.uncertainty import Z_95, needs_margin, standard_errors, wilson_interval

#: The machine may be busy: an example that takes long is no failure.
law = settings(deadline=None)

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_by_hand() -> None:
    """10 of 100: centre (0,1 + z²/200)/(1 + z²/100), and the published 0,0552 to 0,1744."""
    assert wilson_interval(10, 100) == pytest.approx((0.0552291, 0.1743657), abs=1e-6)
    assert wilson_interval(0, 10) == pytest.approx((0, 0.2775328), abs=1e-6)


@law
@given(COUNTS)
def test_the_bounds_are_where_the_share_is_just_z_away(found: tuple[int, int]) -> None:
    """The definition: a bound p has |share - p| = z·√(p(1-p)/n)."""
    count, n = found
    for bound in wilson_interval(count, n):
        if 0 < bound < 1:
            assert abs(count / n - bound) == pytest.approx(Z_95 * math.sqrt(bound * (1 - bound) / n), abs=1e-9)


@law
@given(COUNTS)
def test_a_wilson_interval_holds_its_share_and_mirrors(found: tuple[int, int]) -> None:
    count, n = found
    lower, upper = wilson_interval(count, n)
    assert 0 <= lower <= count / n <= upper <= 1
    assert wilson_interval(n - count, n) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@law
@given(COUNTS)
def test_more_people_make_it_narrower(found: tuple[int, int]) -> None:
    count, n = found
    low, high = wilson_interval(count, n)
    lower, upper = wilson_interval(4 * count, 4 * n)
    assert upper - lower < high - low


@pytest.mark.parametrize(("count", "n"), [(1, 0), (-1, 10), (11, 10), (math.nan, 10), (1, math.inf)])
def test_what_is_no_share_is_refused(count: float, n: float) -> None:
    with pytest.raises(ValueError, match="0 <= count <= n"):
        wilson_interval(count, n)


@pytest.mark.parametrize(("count", "n", "needed"), [(20, 500, False), (19, 500, True), (20, 499, True)])
def test_small_counts_need_a_margin(count: int, n: int, needed: bool) -> None:
    assert needs_margin(count, n) is needed


def test_errors_behind_margins() -> None:
    found = standard_errors([10, np.nan], [13.92, 4])
    assert found[0] == pytest.approx(1)
    assert np.isnan(found[1])
    with pytest.raises(ValueError, match="below its lower bound"):
        standard_errors([2], [1])
    with pytest.raises(ValueError, match="needs its upper bound"):
        standard_errors([2], [3, 4])
