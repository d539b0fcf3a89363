"""The picture of a row: a letter per area, nothing where nothing is compared, and no drama in small differences."""

from __future__ import annotations

import re

from domain.side_table import of_areas
from layouts.dot_plot import dot_plot
from tests.domain.examples import BUURT
from tests.domain.test_side_table import BLOCKS, HERE, INDICATORS, THERE, column


def places(svg: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg)]


def test_letters_stand_at_their_figures() -> None:
    rows = of_areas([HERE, THERE], BLOCKS, INDICATORS).rows
    svg = dot_plot(rows[0])
    assert re.findall(r">([A-D])<", svg) == ["A", "B"]
    assert places(svg)[0] < places(svg)[1]
    assert dot_plot(rows[2]) == ""


def test_what_hardly_differs_lies_close_together() -> None:
    close = column(BUURT, supermarket_km={2022: 0.6})
    near, far = (
        places(dot_plot(of_areas([HERE, other], BLOCKS, INDICATORS).rows[0]))
        for other in (close, column(BUURT, supermarket_km={2022: 5.0}))
    )
    assert near[1] - near[0] < 30
    assert far[1] - far[0] > 150
