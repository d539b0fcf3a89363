"""Denominators of means: the nearest age band, the nearest year."""

from __future__ import annotations

import numpy as np
import pytest

from domain.denominators import denominators, in_nearest_year

NAN = float("nan")


def counts(**given: list[float]) -> dict[str, np.ndarray]:
    names = ("residents_count", "households_count", "dwellings_count", "age_0_15_count", "age_65_plus_count")
    return {name: np.array([given.get(name, [NAN, NAN])]) for name in names}


def test_ages_are_those_of_the_nearest_band_else_all_residents() -> None:
    found = denominators(
        counts(residents_count=[100, 80], age_0_15_count=[15, NAN], age_65_plus_count=[20, NAN]), np.array([5.0, NAN])
    )
    assert found["residents_18_plus"].tolist() == [[85, 80]]
    assert found["residents_18_64"].tolist() == [[65, 80]]
    assert found["residents_65_plus"].tolist() == [[20, 80]]
    assert found["area"][0].tolist() == pytest.approx([5, NAN], nan_ok=True)


def test_what_is_not_above_zero_is_no_denominator() -> None:
    found = denominators(counts(residents_count=[0, 10], households_count=[0, 4]), np.array([5.0, 5.0]))
    assert np.isnan(found["residents"][0, 0])
    assert found["households"][0].tolist() == pytest.approx([NAN, 4], nan_ok=True)


def test_the_nearest_year_counts_and_the_newer_of_two_as_near() -> None:
    amount = np.array([[10.0, NAN], [NAN, 6.0], [30.0, NAN]])
    found = in_nearest_year(amount, np.array([2018, 2020, 2022]), np.array([2019, 2020, 2024]))
    assert found.tolist() == [[10, 6], [30, 6], [30, 6]]
