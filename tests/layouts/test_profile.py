"""Pictures and rows of a profile: what they show, and that they show nothing where there is nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from domain.observations import Grade, Method, Status
from domain.profile import Block, Part, Row, Spread, beside
from domain.trend import Point
from domain.view_models import Figure, SourceLine
from layouts.nodes import Node, text_of
from layouts.profile_rows import block_for_professionals, block_for_residents, legend
from layouts.spine import sparkline, strip
from tests.domain.examples import DISTANCE, HEALTH

SOURCE = SourceLine("kwb", "CBS, T24, 2024", "CC BY 4.0", "T24", None)
BLOCK = Block("nabijheid", Part.NABIJHEID, "Voorzieningen <dichtbij>", "Voor wie is dit ver?", ())


def told(node: Node) -> str:
    return " ".join(text_of(node).split())


def own(value: float | None, status: Status = Status.OK) -> Figure:
    return Figure("BU1", "supermarket_km", 2024, 2024, value, None, None, status, Grade.A, Method.PUBLISHED, SOURCE)


def a_row(value: float | None = 1.2) -> Row:
    figure = own(value)
    return Row(
        DISTANCE,
        figure,
        beside("Utrecht", 0.6, figure, DISTANCE),
        beside("Nederland", 0.9, figure, DISTANCE),
        beside("vergelijkbare gebieden", 1.1, figure, DISTANCE, areas=34),
        Spread("100 buurten in Nederland", 100, 0.4, 0.8, 2.0),
        (Point(2020, 1.0), Point(2021, 1.1), Point(2022, 1.0), Point(2024, 1.2)),
    )


def test_a_strip_has_a_mark_for_everything_it_is_beside() -> None:
    drawn = strip(a_row())
    assert drawn.count("<circle") == 1
    assert drawn.count("<path") == 1
    assert drawn.count("<rect") == 2
    assert strip(a_row(None)) == ""
    assert strip(Row(DISTANCE, own(1.0))) == ""


def test_a_strip_of_one_value_only_is_no_division_by_zero() -> None:
    figure = own(1.0)
    assert "nan" not in strip(Row(DISTANCE, figure, None, beside("Nederland", 1.0, figure, DISTANCE)))


def test_a_line_stops_at_a_break_and_estimates_are_never_joined() -> None:
    broken = replace(a_row(), indicator=replace(DISTANCE, series_breaks=((2022, "Andere meting."),)))
    assert sparkline(a_row()).count("<polyline") == 1
    assert sparkline(broken).count("<polyline") == 2
    assert "stroke-dasharray" in sparkline(broken)
    modelled = replace(a_row(), indicator=HEALTH)
    assert "<polyline" not in sparkline(modelled)
    assert sparkline(replace(a_row(), points=(Point(2024, 1.0),))) == ""


def test_a_row_tells_figure_year_benchmarks_direction_and_source() -> None:
    rows = [a_row(), Row(HEALTH, own(None, Status.SUPPRESSED))]
    made = block_for_professionals(BLOCK, rows, lambda row: f"/?indicator={row.indicator.indicator_id}")
    assert '"href": "/?indicator=supermarket_km"' in json.dumps(made)
    said = told(made)
    for part in (
        "1,2 km", "2024", "Nederland: 0,9 km ▲ duidelijk verder", "Utrecht: 0,6 km", "(gemiddelde van 34): 1,1 km",
        "CBS, T24, 2024. Licentie: CC BY 4.0.", "8 van de 10 buurten (100 buurten in Nederland) liggen tussen 0,4 km en 2,0 km",
        "goede ervaren gezondheid (afgeschermd door de bron)", "1 van 2 cijfers", "vraagt aandacht",
    ):  # fmt: skip
        assert part in said


def test_residents_read_sentences_and_a_question() -> None:
    said = told(block_for_residents(BLOCK, [a_row()]))
    assert "Afstand tot de supermarkt: 1,2 km, 2024. 0,3 km verder dan gemiddeld in Nederland (0,9 km)." in said
    assert "Om over te praten: Voor wie is dit ver?" in said
    empty = text_of(block_for_residents(BLOCK, [Row(DISTANCE, own(None, Status.NO_RESIDENTS))]))
    assert "geen cijfers" in empty
    assert "Om over te praten" not in empty


def test_the_legend_names_every_mark() -> None:
    assert (
        text_of(legend())
        == "dit gebied de gemeente vergelijkbare gebieden Nederland 8 van de 10 buurten, en de middelste"
    )
