"""Pictures: what they say in words, that they hold any name, read in black and white, and are drawn in any thread."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from PIL import Image as PixelImage

from briefing.pictures import (
    Bar,
    Choropleth,
    SpineRow,
    Spread,
    Words,
    area_map,
    bars,
    picture,
    spine_chart,
    trend_chart,
)
from briefing.sheet import Drawing
from domain.areas import Level
from domain.observations import Grade
from domain.palettes import palette
from domain.series import AreaSeries, Line, Role
from domain.trend import Point
from domain.view_models import Indicator
from store.geometry import outlines, polygons
from store.warehouse import Store
from tests.domain.examples import BUURT, DISTANCE, HEALTH

WORDS = Words("Afstand tot de supermarkt", "km, 2024", "CBS, Nabijheid 2024")
#: Three squares beside each other; the middle one has a hole.
SQUARES = {
    code: (([(x, 52.0), (x + 0.01, 52.0), (x + 0.01, 52.01), (x, 52.01), (x, 52.0)], *holes),)
    for code, x, holes in (
        ("BU99010101", 5.0, ()),
        ("BU99010102", 5.01, ([(5.012, 52.002), (5.014, 52.002), (5.013, 52.004), (5.012, 52.002)],)),
        ("BU99010103", 5.02, ()),
    )
}
VALUES = Choropleth(DISTANCE, {"BU99010101": 0.0, "BU99010102": 2.0, "BU99010103": None}, (0.5, 1.0))
SERIES = AreaSeries(
    "supermarket_km",
    BUURT,
    (
        Line(
            Role.AREA, "Hier", (Point(2020, 0.0), Point(2021, 1.0), Point(2022, 1.5, grade=Grade.B), Point(2024, 2.0))
        ),
        Line(
            Role.GEMEENTE,
            "Stad",
            (Point(2020, 0.9), Point(2021, 0.9), Point(2022, 1.0), Point(2023, 1.1), Point(2024, 1.2)),
        ),
        Line(Role.COUNTRY, "Nederland", (), "geen"),
    ),
)


def pixels(drawing: Drawing) -> np.ndarray:
    return np.asarray(PixelImage.open(io.BytesIO(drawing.png)).convert("RGB"))


def test_a_map_in_classes_tells_every_class_its_areas_and_the_area_it_is_about() -> None:
    drawn = area_map(SQUARES, {"BU99010101": "Hier", "BU99010103": "Daar"}, WORDS, VALUES)
    assert drawn.alt == (
        "Kaart in klassen. Afstand tot de supermarkt. km, 2024. minder dan 0,5\u00a0km: 1 gebied; 0,5 tot 1\u00a0km: 0 gebieden; "
        "1\u00a0km of meer: 1 gebied; geen cijfer: 1 gebied. Gemarkeerd: Hier: 0,0\u00a0km; Daar: geen cijfer."
    )


def test_classes_have_the_colours_of_the_map_on_screen_and_grow_darker_in_black_and_white() -> None:
    found = {tuple(each) for each in pixels(area_map(SQUARES, {}, WORDS, VALUES)).reshape(-1, 3)}
    colours = [tuple(int(each[i : i + 2], 16) for i in (1, 3, 5)) for each in palette(3)]
    near = [min(sum(abs(a - b) for a, b in zip(colour, other, strict=True)) for other in found) for colour in colours]
    assert max(near) <= 12
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (colours[0], colours[2])]
    assert light[0] > light[1] + 60


def test_a_map_of_places_names_what_is_marked_and_one_without_borders_says_so() -> None:
    drawn = area_map(SQUARES, {"BU99010102": "Midden"}, Words("Waar Midden ligt", "Buurten, 2024", "CBS"))
    assert drawn.alt == "Kaart. Waar Midden ligt. Buurten, 2024. 3 gebieden. Gemarkeerd: Midden."
    nothing = area_map({}, {"BU99010102": "Midden"}, WORDS, VALUES)
    assert nothing.alt.endswith("De grenzen van dit gebied zijn niet bekend.")
    assert nothing.png
    assert nothing.svg


def test_a_chart_of_rows_tells_all_numbers_a_true_zero_and_why_one_is_missing() -> None:
    spread = Spread(0.0, 0.2, 2.0, 9.0)
    rows = [
        SpineRow(DISTANCE, 2024, 0.0, 0.9, 1.2, spread),
        SpineRow(HEALTH, 2022, None, 70.0, None, None, "te weinig inwoners"),
    ]
    drawn = spine_chart(rows, "Hier", "Stad", replace(WORDS, title="Kerncijfers", about="Per onderwerp"))
    assert drawn.alt == (
        "Kerncijfers. Per onderwerp. Afstand tot de supermarkt (2024): Hier 0,0\u00a0km, Stad 0,9\u00a0km, Nederland 1,2\u00a0km, "
        "8 van de 10 buurten tussen 0,2\u00a0km en 2,0\u00a0km. Goede ervaren gezondheid (2022): Hier te weinig inwoners, Stad 70,0%."
    )
    assert spine_chart(rows, "Stad", "", WORDS).alt.count("Stad") == 2


def test_a_chart_of_rows_where_all_is_equal_or_missing_is_drawn() -> None:
    equal = SpineRow(DISTANCE, 2024, 1.0, 1.0, 1.0, Spread(1.0, 1.0, 1.0, 1.0))
    nothing = SpineRow(DISTANCE, 2024, None, None, None, None)
    assert spine_chart([equal, nothing], "Hier", "Stad", WORDS).png
    assert spine_chart([], "Hier", "Stad", WORDS).svg


def test_a_trend_tells_its_ends_and_its_breaks_and_draws_no_line_over_them() -> None:
    broken = replace(DISTANCE, series_breaks=((2022, "Andere meting."),))
    drawn = trend_chart(SERIES, broken, WORDS)
    assert drawn.alt == (
        "Lijngrafiek. Afstand tot de supermarkt. km, 2024. Hier: 0,0\u00a0km in 2020, 2,0\u00a0km in 2024. Stad: 0,9\u00a0km in 2020, "
        "1,2\u00a0km in 2024. Vanaf 2022 is anders gemeten: de jaren daarvoor zijn niet te vergelijken met de jaren erna."
    )
    # Both lines lose the joint that crosses the break, and one rule is added.
    assert lines_between_years(trend_chart(SERIES, DISTANCE, WORDS)) - lines_between_years(drawn) == 1


def lines_between_years(drawing: Drawing) -> int:
    """Joints, rules and lines of the grid."""
    found = [each for each in drawing.figure.artists if isinstance(each, Line2D)]
    return sum(len(each.get_xdata()) == 2 for each in found)


def test_estimates_stand_apart_and_no_figures_are_told() -> None:
    drawn = trend_chart(SERIES, HEALTH, WORDS)
    assert drawn.alt.endswith("Het zijn losse schattingen: er loopt geen lijn tussen de jaren.")
    assert lines_between_years(drawn) < lines_between_years(trend_chart(SERIES, DISTANCE, WORDS))
    empty = trend_chart(AreaSeries("supermarket_km", BUURT, (Line(Role.AREA, "Hier", ()),)), DISTANCE, WORDS)
    assert empty.alt == "Lijngrafiek. Afstand tot de supermarkt. km, 2024. Er zijn geen cijfers over de jaren."
    assert empty.png


def test_bars_begin_at_zero_and_say_why_one_is_missing() -> None:
    found = [Bar("Hier", 2.0, marked=True), Bar("Daar", None, why="Geen inwoners"), Bar("Nul", 0.0)]
    drawn = bars(found, DISTANCE, WORDS, [("Nederland", 1.0)])
    assert drawn.alt == (
        "Staafgrafiek. Afstand tot de supermarkt. km, 2024. Hier: 2,0\u00a0km; Daar: geen inwoners; Nul: 0,0\u00a0km; "
        "Nederland: 1,0\u00a0km."
    )
    assert bars([Bar("Min", -3.0), Bar("Plus", 3.0)], DISTANCE, WORDS).png
    assert bars([], DISTANCE, WORDS).png


@settings(max_examples=15)
@given(st.text(max_size=70))
def test_any_name_can_be_drawn(name: str) -> None:
    words = Words(name, name, name)
    shown: Indicator = replace(DISTANCE, title=name, unit=name[:8])
    for drawn in (
        area_map(SQUARES, {"BU99010101": name}, words, VALUES),
        spine_chart([SpineRow(shown, 2024, 1.0, 2.0, 3.0, None, name)], name, name, words),
        trend_chart(replace(SERIES, lines=(replace(SERIES.own, name=name),)), shown, words),
        bars([Bar(name, 1.0), Bar(name, None, why=name)], shown, words, [(name, 2.0)]),
    ):
        assert drawn.png.startswith(b"\x89PNG")


def test_nothing_is_drawn_beyond_the_paper(store: Store) -> None:
    found = polygons(store, Level.BUURT, "GM9901")
    for drawn in (
        area_map(
            found, {"BU99010805": "Een naam van meer dan zestig letters, zoals die van een bedrijventerrein"}, WORDS
        ),
        trend_chart(SERIES, DISTANCE, WORDS),
        bars([Bar("Hier", 2.0)], DISTANCE, WORDS, [("Nederland", 2.0)]),
    ):
        canvas = FigureCanvasAgg(drawn.figure).get_renderer()
        drawn.figure.draw(canvas)
        for text in drawn.figure.artists + drawn.figure.texts:
            if hasattr(text, "get_text"):
                box = text.get_window_extent(canvas)
                assert box.x0 > -3
                assert box.x1 < drawn.figure.bbox.x1 + 3
                assert box.y0 > -3


def test_pictures_are_the_same_from_many_threads() -> None:
    def make(_: int) -> bytes:
        return area_map(SQUARES, {"BU99010101": "Hier"}, WORDS, VALUES).png + trend_chart(SERIES, DISTANCE, WORDS).png

    alone = make(0)
    with ThreadPoolExecutor(4) as pool:
        assert all(each == alone for each in pool.map(make, range(12)))


def test_a_picture_block_carries_its_words_and_width() -> None:
    drawn = bars([Bar("Hier", 2.0)], DISTANCE, WORDS, width_cm=8.0)
    block = picture(drawn, "Onderschrift")
    assert (block.alt, block.caption, block.width_cm) == (drawn.alt, "Onderschrift", 8.0)
    assert PixelImage.open(io.BytesIO(block.image.png)).width == pytest.approx(8.0 / 2.54 * 200, abs=1)
    assert re.search(r'<svg [^>]*width="226', block.image.svg)


def test_polygons_have_all_rings_and_outlines_only_the_outer(store: Store) -> None:
    found = polygons(store, Level.BUURT, "GM9901")
    outer = outlines(store, ["GM9901"])
    assert set(found) == set(outer)
    assert all([part[0] for part in parts] == outer[code] for code, parts in found.items())
    assert polygons(store, Level.BUURT, "GM0000") == {}
