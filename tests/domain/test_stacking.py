"""Stapeling: counts, the flag that is only given when it cannot turn out otherwise, classes and chance (methods §2.2c)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.stacking import (
    AreaScores,
    bivariate_class,
    chance_of_at_least,
    count_high,
    is_stacked,
    names_high,
    threshold_line,
    times_chance,
)

SCORE = st.one_of(st.none(), st.floats(0, 100))


def test_counts_name_what_is_high_and_shrink_where_a_theme_is_missing() -> None:
    themes = {"lucht": 92.0, "geluid": 80.0, "hitte": None, "groen": 79.9, "hinder": 10.0}
    assert count_high(themes) == (2, 4)
    assert names_high(themes) == ("lucht", "geluid")
    assert count_high(themes, cut=75) == (3, 4)


@pytest.mark.parametrize(
    ("index", "high", "known", "flag"),
    [
        (85, 2, 5, True), (80, 2, 5, True), (79.9, 5, 5, False), (85, 1, 5, False),
        (85, 2, 3, True), (85, 1, 4, None), (85, 0, 4, False), (85, 0, 3, None),
        (None, 1, 5, False), (None, 2, 5, None), (30, 0, 0, False), (None, 0, 4, False),
    ],
)  # fmt: skip
def test_the_flag_is_given_when_it_is_decided_both_ways(
    index: float | None, high: int, known: int, flag: bool | None
) -> None:
    assert is_stacked(index, high, known) is flag


def test_more_high_themes_than_known_ones_cannot_be() -> None:
    with pytest.raises(ValueError, match="no more"):
        is_stacked(90, 3, 2)


@given(SCORE, st.lists(SCORE, min_size=5, max_size=5), st.floats(0, 100), st.floats(0, 100))
def test_a_flag_that_was_given_stays_whatever_the_missing_ones_turn_out_to_be(
    index: float | None, themes: list[float | None], hidden_index: float, hidden: float
) -> None:
    names = dict(zip("abcde", themes, strict=True))
    flag = is_stacked(index, *count_high(names))
    whole = {name: hidden if score is None else score for name, score in names.items()}
    if flag is not None:
        assert is_stacked(hidden_index if index is None else index, *count_high(whole)) is flag


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (0, 0, (1, 1)),
        (49.9, 50, (1, 2)),
        (79.9, 80, (2, 3)),
        (80, 100, (3, 3)),
        (None, 90, None),
        (90, float("nan"), None),
    ],
)
def test_classes_have_their_bounds_at_50_and_80(
    x: float | None, y: float | None, found: tuple[int, int] | None
) -> None:
    assert bivariate_class(x, y) == found


def test_what_chance_alone_would_give() -> None:
    assert [round(chance_of_at_least(high), 1) for high in (1, 2, 3, 4)] == [67.2, 26.3, 5.8, 0.7]
    assert round(chance_of_at_least(3, themes=8), 1) == 20.3
    assert chance_of_at_least(0) == pytest.approx(100)


def test_both_high_twice_as_often_as_by_chance() -> None:
    x, y = [90, 90, 10, 10, 50], [85, 10, 90, 10, None]
    assert times_chance(
        x, [v if v is not None else float("nan") for v in y], [80, 120, 120, 680, 500]
    ) == pytest.approx(2)
    assert times_chance([float("nan")], [1.0], [10]) is None


def test_the_line_under_the_threshold_counts_by_hand() -> None:
    areas = [
        AreaScores("BU1", 95, {"a": 96, "b": 90, "c": 10}),  # at every share from 10
        AreaScores("BU2", 82, {"a": 81, "b": 84, "c": 10}),  # from 20
        AreaScores("BU3", 76, {"a": 99, "b": 77, "c": 10}),  # from 25
        AreaScores("BU4", 99, {"a": 99, "b": None, "c": 10}),  # never decided
        AreaScores("BU5", 20, {"a": 99, "b": 99, "c": 99}),  # never
    ]
    found = threshold_line(areas, (10, 20, 25))
    assert [(one.share_pct, one.area_count) for one in found.counts] == [(10, 1), (20, 2), (25, 3)]
    assert found.always == ("BU1",)
    with pytest.raises(ValueError, match="between"):
        threshold_line(areas, (0,))
