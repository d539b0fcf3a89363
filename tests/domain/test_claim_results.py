"""Laws of the groups beside those of a frame: shares of the country's groups, urbanity, and years."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.claim_results import (
    Figures,
    Floats,
    by_country_groups,
    comparable_years,
    gap_trend,
    group_shares,
    groups_of,
    per_urbanity,
)
from domain.inequality import income_groups
from tests.domain.examples import DISTANCE

PEOPLE = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 400), st.floats(0, 100)), min_size=2, max_size=40)


def figures(rank: Floats, people: Floats, value: Floats, urbanity: object = None) -> Figures:
    nothing = np.full(len(rank), np.nan)
    classes = np.zeros(len(rank), dtype=np.int64) if urbanity is None else np.asarray(urbanity)
    return Figures(value, nothing, nothing, rank, people, classes)


@given(PEOPLE)
def test_shares_add_up_and_groups_are_equally_large(rows: list[tuple[int, int, float]]) -> None:
    rank, people, _ = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    shares = group_shares(rank, people)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert (people[:, None] * shares).sum(axis=0) == pytest.approx(people.sum() / 5)


@given(PEOPLE)
def test_the_country_by_its_own_groups_is_what_income_groups_says(rows: list[tuple[int, int, float]]) -> None:
    rank, people, value = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    people = people * 500  # so that no group is too small to be told
    found = by_country_groups(figures(rank, people, value), group_shares(rank, people))
    assert found.mean == pytest.approx(income_groups(value, rank, people, 5).mean, abs=1e-9)


def test_a_group_with_few_residents_of_the_frame_has_no_mean() -> None:
    rank = np.arange(10.0)
    shares = group_shares(rank, np.full(10, 1000.0))
    inside = figures(rank[:3], np.array([1000.0, 1000.0, 99.0]), np.array([1.0, 2.0, 3.0]))
    found = by_country_groups(inside, shares[:3])
    assert found.mean[0] == 1.5
    assert found.mean[1:] == (None,) * 4
    assert found.residents == (2000.0, 99.0, 0.0, 0.0, 0.0)


def test_unknown_orders_have_no_share() -> None:
    shares = group_shares(np.array([1.0, np.nan, 2.0]), np.array([10.0, 10.0, 0.0]))
    assert np.isnan(shares[1:]).all()
    assert np.isnan(group_shares(np.array([np.nan]), np.array([1.0]))).all()


def test_town_and_country_are_never_pooled() -> None:
    """Pooled the lowest incomes live near; within each class they live far: what methods §8.6 warns of."""
    rank = np.concatenate([np.arange(25.0), 100 + np.arange(25.0)])
    value = np.concatenate([1 - np.arange(25) / 100, 9 - np.arange(25) / 100])
    both = figures(rank, np.full(50, 100.0), value, [1] * 25 + [5] * 25)
    pooled = groups_of(both, 5)
    assert pooled.mean[0] is not None
    assert pooled.mean[-1] is not None
    assert pooled.mean[0] < pooled.mean[-1]
    for part in per_urbanity(both):
        assert part.groups is not None
        assert part.area_count == 25
        assert part.groups.mean[0] > part.groups.mean[-1]  # type: ignore[operator]


def test_few_buurten_of_a_class_make_no_groups() -> None:
    few = figures(np.arange(8.0), np.full(8, 100.0), np.arange(8.0), [2] * 8)
    assert [(part.urbanity_class, part.groups) for part in per_urbanity(few)] == [(2, None)]


def test_a_gap_over_the_years_is_about_the_same_buurten() -> None:
    rank, people = np.arange(30.0), np.full(30, 100.0)
    first, last = np.where(rank < 6, 2.0, 1.0), np.where(rank < 6, 3.0, 1.0)
    last[10] = np.nan  # left out of both years
    found = gap_trend({2023: first, 2024: last}, figures(rank, people, last), DISTANCE)
    assert found is not None
    assert [year for year, _, _ in found.means] == [2023, 2024]
    # Without buurt 10 a fifth is 580 residents: 580 of the 600 in the lowest buurten.
    assert [low for _, low, _ in found.means] == pytest.approx([2.0, 3.0])
    assert [high for _, _, high in found.means] == pytest.approx([1.0, 1.0])


def test_one_year_or_too_few_residents_tell_no_trend() -> None:
    rank, people = np.arange(30.0), np.full(30, 100.0)
    value = np.ones(30)
    assert gap_trend({2024: value}, figures(rank, people, value), DISTANCE) is None
    thin = np.where(rank < 20, 1.0, np.nan)
    assert gap_trend({2023: thin, 2024: thin}, figures(rank, people, value), DISTANCE) is None
    unranked = np.where(rank < 20, rank, np.nan)
    assert gap_trend({2023: value, 2024: value}, figures(unranked, people, value), DISTANCE) is None


def test_only_years_after_the_last_break_within_the_window() -> None:
    broken = replace(DISTANCE, series_breaks=((2020, "Anders gemeten."), (2030, "Later.")))
    assert comparable_years([2018, 2020, 2021, 2024], broken) == [2020, 2021, 2024]
    assert comparable_years([2010, 2015, 2024], replace(DISTANCE, series_breaks=())) == [2015, 2024]
    assert comparable_years([], DISTANCE) == []
