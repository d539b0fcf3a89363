"""Colours: as many as classes, all different, readable."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.palettes import NO_DATA_FILL, contrast, palette, text_colour

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("scheme", ["sequential", "diverging"])
@pytest.mark.parametrize("count", range(1, 8))
def test_one_distinct_colour_per_class_and_none_is_that_of_no_data(scheme: str, count: int) -> None:
    colours = palette(count, scheme)
    assert len(set(colours)) == len(colours) == count
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
    assert NO_DATA_FILL not in colours


@pytest.mark.parametrize("count", range(2, 8))
def test_sequential_darkens_with_every_class(count: int) -> None:
    against_white = [contrast(colour, "#ffffff") for colour in palette(count)]
    assert all(one < other for one, other in pairwise(against_white))


@pytest.mark.parametrize("count", [5, 7])
def test_diverging_is_lightest_in_the_middle(count: int) -> None:
    against_white = [contrast(colour, "#ffffff") for colour in palette(count, "diverging")]
    assert min(against_white) == against_white[count // 2]


@pytest.mark.parametrize(("count", "scheme"), [(0, "sequential"), (8, "sequential"), (5, "rainbow")])
def test_there_is_no_other_palette(count: int, scheme: str) -> None:
    with pytest.raises(ValueError, match="palette"):
        palette(count, scheme)


def test_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(_COLOURS)
def test_text_is_readable_on_every_colour(colour: str) -> None:
    assert contrast(text_colour(colour), colour) >= 4.5


@given(_COLOURS, _COLOURS)
def test_contrast_has_no_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1
