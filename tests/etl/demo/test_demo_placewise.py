"""Scores, noise and care costs of the fictional places: larger areas are means of their buurten, missing where hardly anybody lives."""

from __future__ import annotations

import numpy as np
import pytest

from etl.demo.figures import Figures
from etl.demo.liveability import DIMENSIONS, liveability
from etl.demo.placewise import chance, of_buurten
from etl.demo.world import Area


def area(code: str, level: str, wijk: str = "", gemeente: str = "GM9901") -> Area:
    return Area(code, level, code, gemeente, wijk, (), ".")


AREAS = (
    area("NL00", "Land", gemeente="NL00"),
    area("GM9901", "Gemeente"),
    area("WK990100", "Wijk", "WK990100"),
    area("BU99010000", "Buurt", "WK990100"),
    area("BU99010001", "Buurt", "WK990100"),
    area("BU99010100", "Buurt", "WK990101"),
)


def figures(*residents: float) -> Figures:
    rows = len(AREAS)
    columns = {
        "residents": np.array([0, 0, 0, *residents], dtype=float),
        "hardship": np.full(rows, 0.5),
        "urbanity_density": np.full(rows, 1_500.0),
    }
    return Figures(2024, AREAS, columns)


def test_larger_areas_get_the_mean_over_residents() -> None:
    found = of_buurten(figures(100, 300, 400), np.array([0, 0, 0, 10.0, 20.0, 40.0]))
    assert found.tolist() == pytest.approx([28.75, 28.75, 17.5, 10.0, 20.0, 40.0])


def test_a_buurt_without_a_figure_does_not_count() -> None:
    found = of_buurten(figures(100, 300, 0), np.array([0, 0, 0, 10.0, np.nan, np.nan]))
    assert found.tolist() == pytest.approx([10.0, 10.0, 10.0, 10.0, np.nan, np.nan], nan_ok=True)


def test_nobody_anywhere_is_no_figure() -> None:
    assert np.isnan(of_buurten(figures(0, 0, 0), np.array([0, 0, 0, np.nan, np.nan, np.nan]))[:3]).all()


def test_what_is_special_about_a_place_does_not_depend_on_the_others() -> None:
    fewer = Figures(2024, AREAS[3:4], {})
    assert chance(fewer, "care", 7)[0] == chance(figures(1, 1, 1), "care", 7)[3]
    assert chance(fewer, "care", 7)[0] != chance(fewer, "care", 8)[0]


def test_liveability_is_the_sum_of_its_dimensions_and_0_for_the_country() -> None:
    found = liveability(figures(100, 300, 3), 2024, 1)
    total = sum(found[name] for name in DIMENSIONS)
    assert found["afw"].tolist() == pytest.approx(total.tolist(), nan_ok=True)
    assert found["afw"][0] == 0
    assert np.isnan(found["afw"][5])
