"""Trend panel and its chart: an honest axis, gaps at breaks, names that do not touch, words before the picture."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.charts import apart, break_years, chart_axis
from domain.decomposition import Decomposition
from domain.observations import Grade, Status
from domain.series import AreaSeries, Line, PlaceParts, Role
from domain.trend import Point, earlier_trend, trend
from domain.view_models import Indicator
from layouts.trend import TrendView, trend_panel
from layouts.trend_chart import trend_chart
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH
from tests.domain.test_trend import BROKEN, series
from tests.layouts.components import of_class, of_type, text

COUNTRY = Line(Role.COUNTRY, "Nederland", tuple(series(2016, 0.9, 0.9, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0)))


def lines(*own: float | None, first: int = 2016) -> AreaSeries:
    figures = {first + i: replace(FIGURE, reference_year=first + i) for i in range(len(own))}
    line = Line(Role.AREA, BUURT.name, tuple(series(first, *own)), "geen lijn", figures)
    return AreaSeries("supermarket_km", BUURT, (line, COUNTRY))


def view(found: AreaSeries, indicator: Indicator = DISTANCE, parts: PlaceParts | None = None) -> TrendView:
    trends = tuple(trend(line.points, indicator) for line in found.lines)
    return TrendView(
        found, indicator, trends, earlier_trend(trends[0], indicator), parts, "/download/verloop.csv?gebied=x"
    )


RISING = lines(0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3)


def test_the_verdict_stands_first_then_picture_then_table() -> None:
    panel = trend_panel(view(RISING))
    told = text(panel)
    assert (
        told.index("Neemt toe.")
        < told.index("Afstand tot de supermarkt (km), 2016–2024")
        < told.index("Alle cijfers in een tabel")
    )
    assert "Nederland: ongeveer gelijk, van 0,9 km in 2016 naar 1,0 km in 2024." in told
    assert of_type(panel, "A")[0].href == "/download/verloop.csv?gebied=x"
    table = of_type(panel, "Table")[0]
    assert [cell.children for cell in of_type(table.children[1], "Th")] == ["Jaar", BUURT.name, "Nederland"]
    assert len(of_type(table.children[2], "Tr")) == 9
    assert "1,3 km" in text(of_type(table.children[2], "Tr")[0])


def test_without_any_figure_only_the_reason_stands_there() -> None:
    empty = replace(
        lines(), lines=(Line(Role.AREA, "Lombok-Oost", (Point(2024, None, status=Status.SUPPRESSED),)), COUNTRY)
    )
    panel = trend_panel(view(empty))
    assert not of_type(panel, "Figure")
    assert "afgeschermd door de bron" in text(panel)


def test_a_break_is_a_gap_with_a_rule_and_a_reason_and_the_part_before_is_lighter() -> None:
    found = lines(0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3)
    svg = trend_chart(found, BROKEN)
    assert svg.count('stroke-dasharray="4 4"') == 1
    assert "anders gemeten" in svg
    joints = re.findall(r'<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+" stroke="(#\w+)" stroke-width="3.0"', svg)
    assert joints == ["#5b8fc0"] * 5 + ["#1a5a96"] * 2, "six years before the break and three after: no slope across"
    told = text(trend_panel(view(found, BROKEN)))
    assert "De lijn is onderbroken bij 2022. Andere meting." in told
    assert "Daarvoor, van 2016 tot en met 2021" in told


def test_one_break_is_drawn_once_where_lines_begin_again_in_other_years() -> None:
    late = Line(Role.COUNTRY, "Nederland", (*series(2019, 1.0, 1.0), *series(2023, 1.0, 1.0)))
    own = Line(Role.AREA, "Hier", (*series(2020, 1.0), *series(2024, 1.2)))
    assert break_years([own, late], BROKEN) == ((2022, "Andere meting."),)
    assert break_years([Line(Role.AREA, "Hier", tuple(series(2022, 1.0, 1.2)))], BROKEN) == ()


def test_converted_years_are_dotted_with_open_markers_and_said_so() -> None:
    points = [replace(point, grade=Grade.B) if point.year < 2019 else point for point in RISING.own.points]
    found = replace(RISING, lines=(replace(RISING.own, points=tuple(points)), COUNTRY))
    svg = trend_chart(found, DISTANCE)
    assert svg.count('stroke-dasharray="1 5"') == 3
    assert svg.count('fill="#ffffff" stroke="#1a5a96"') == 3
    panel = trend_panel(view(found))
    assert "Gestippeld, met open rondjes" in text(panel)
    assert "0,5 km°" in text(panel)


def test_a_year_that_others_have_leaves_a_gap() -> None:
    gap = lines(0.5, 0.6, None, 0.8, 0.9)
    assert trend_chart(gap, DISTANCE).count('stroke-width="3.0"') == 2


def test_modelled_figures_are_points_with_margins_and_no_line() -> None:
    points = tuple(Point(year, 75.0, lower=71.0, upper=79.0) for year in (2016, 2020, 2022))
    found = AreaSeries("good_health_pct", BUURT, (Line(Role.AREA, "Hier", points, figures={2016: FIGURE}),))
    svg = trend_chart(found, HEALTH)
    assert 'stroke-width="3.0"' not in svg
    assert len(re.findall(r'<path d="M[\d.]+ [\d.]+V[\d.]+" stroke="#1a5a96"', svg)) == 3
    told = text(trend_panel(view(found, HEALTH)))
    assert "geschat met een rekenmodel" in told
    assert "75,0% (71,0 tot 79,0)" in told


def test_names_are_escaped() -> None:
    found = AreaSeries("x", BUURT, (Line(Role.AREA, "<script>'&", tuple(series(2020, 1.0, 1.2))),))
    svg = trend_chart(found, DISTANCE)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_split_is_told_beside_it() -> None:
    parts = PlaceParts(2016, 2024, Decomposition(0.7, 0.1), 1.0)
    assert "0,70 km erbij doordat voorzieningen verder weg" in text(trend_panel(view(RISING, parts=parts)))


@pytest.mark.parametrize(
    ("values", "unit", "starts_at_zero"),
    [((0.5, 0.6), "km", True), ((58.0, 63.0), "%", False), ((12.0, 40.0), "%", True), ((300.0, 302.0), "euro", False)],
)
def test_the_axis_starts_at_zero_unless_the_change_could_not_be_seen(
    values: tuple[float, ...], unit: str, starts_at_zero: bool
) -> None:
    axis = chart_axis([Line(Role.AREA, "Hier", tuple(series(2020, *values)))], replace(DISTANCE, unit=unit))
    assert (axis.bottom == 0) is starts_at_zero
    panel = replace(lines(), lines=(Line(Role.AREA, "Hier", tuple(series(2020, *values)), figures={2020: FIGURE}),))
    assert ("de as begint bij" in text(trend_panel(view(panel, replace(DISTANCE, unit=unit))))) is not starts_at_zero


@given(st.lists(st.floats(-50, 5000), min_size=1, max_size=9), st.sampled_from(["km", "%", "euro"]), st.integers(0, 2))
def test_every_figure_lies_on_the_axis_and_a_small_change_stays_small(
    values: list[float], unit: str, decimals: int
) -> None:
    indicator = replace(DISTANCE, unit=unit, decimals=decimals)
    axis = chart_axis([Line(Role.AREA, "Hier", tuple(series(2010, *values)))], indicator)
    assert axis.bottom <= min(values) + 1e-6
    assert axis.top >= max(values) - 1e-6
    assert axis.ticks == tuple(sorted(set(axis.ticks)))
    assert 2 <= len(axis.ticks) <= 8
    if unit == "%":
        assert axis.top - axis.bottom >= 5 * 2.0 - 1e-6


@given(st.lists(st.tuples(st.floats(0, 250), st.sampled_from([14, 28])), min_size=1, max_size=4))
def test_names_never_touch_and_stay_in_the_picture(wanted: list[tuple[float, int]]) -> None:
    ordered = sorted(wanted)
    heights = [height for _, height in ordered]
    tops = apart([top for top, _ in ordered], heights, 0, 252)
    assert tops[0] >= -1e-9
    assert tops[-1] + heights[-1] <= 252 + 1e-9
    assert all(tops[i] + heights[i] <= tops[i + 1] + 1e-9 for i in range(len(tops) - 1))


def test_the_picture_is_hidden_from_screen_readers_and_the_table_is_a_region() -> None:
    panel = trend_panel(view(RISING))
    assert 'aria-hidden="true"' in getattr(of_class(panel, "verloop-grafiek")[0], "data-svg")
    assert getattr(of_class(panel, "verloop-vak")[0], "aria-label") == "Tabel van cijfers per jaar"
