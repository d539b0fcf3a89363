"""Decomposition of a change: the oracle of methods §4.4 and exact additivity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decomposition import facilities_or_residents, kitagawa

KM = st.floats(0, 30)


def test_o9c_farther_facilities_and_people_in_far_buurten() -> None:
    found = kitagawa([0.5, 0.3, 0.2], [0.6, 1, 2], [0.4, 0.3, 0.3], [0.7, 1, 2.5])
    assert (found.rate, found.composition, found.total) == pytest.approx((0.17, 0.16, 0.33))


def test_counts_of_residents_do_as_well_as_shares() -> None:
    assert kitagawa([50, 30, 20], [0.6, 1, 2], [80, 60, 60], [0.7, 1, 2.5]) == kitagawa(
        [0.5, 0.3, 0.2], [0.6, 1, 2], [0.4, 0.3, 0.3], [0.7, 1, 2.5]
    )


@given(st.lists(st.tuples(st.floats(1, 9000), KM, st.floats(1, 9000), KM), min_size=1, max_size=8))
def test_the_parts_add_up_to_the_change_of_the_mean(rows: list[tuple[float, float, float, float]]) -> None:
    p0, d0, p1, d1 = (list(column) for column in zip(*rows, strict=True))
    change = np.average(d1, weights=p1) - np.average(d0, weights=p0)
    assert kitagawa(p0, d0, p1, d1).total == pytest.approx(change, abs=1e-9)


@given(st.lists(st.tuples(st.floats(1, 9000), KM, KM), min_size=1, max_size=8))
def test_nobody_moved_means_no_composition(rows: list[tuple[float, float, float]]) -> None:
    people, then, now = (list(column) for column in zip(*rows, strict=True))
    assert kitagawa(people, then, people, now).composition == 0


@given(KM, KM, KM, KM)
def test_facilities_and_residents_add_up(d00: float, d01: float, d10: float, d11: float) -> None:
    found = facilities_or_residents(
        old_old=d00, old_residents_new_facilities=d01, new_residents_old_facilities=d10, new_new=d11
    )
    assert found.total == pytest.approx(d11 - d00, abs=1e-9)
    assert found.rate == pytest.approx(((d11 - d10) + (d01 - d00)) / 2)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (([1], [1, 2], [1], [1]), "one entry per area"),
        (([1], [float("nan")], [1], [1]), "known for every area"),
        (([-1, 2], [1, 1], [1, 1], [1, 1]), "not negative"),
        (([0], [1], [1], [1]), "no area has any weight"),
    ],
)
def test_what_cannot_be_split_is_named(rows: tuple[list[float], ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        kitagawa(*rows)
