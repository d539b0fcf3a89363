from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

from layouts.small_map import small_map

SVG = "{http://www.w3.org/2000/svg}"


def square(west: float, south: float, size: float = 0.01) -> list[list[tuple[float, float]]]:
    return [[(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]]


def picture(found: list[str], outlines: dict[str, list[list[tuple[float, float]]]]) -> ElementTree.Element:
    shown = small_map(found, outlines)
    assert shown is not None
    return ElementTree.fromstring(unquote(shown.src.removeprefix("data:image/svg+xml,")))


def test_areas_are_numbered_as_in_the_list_and_fit_the_picture() -> None:
    svg = picture(["BU2", "BU1"], {"BU1": square(5.0, 52.0), "BU2": square(5.03, 52.0)})
    labels = {each.text: float(each.attrib["x"]) for each in svg.iter(f"{SVG}text")}
    assert sorted(labels) == ["1", "2"]
    assert labels["2"] < labels["1"], "BU1 lies west of BU2"
    numbers = [int(n) for path in svg.iter(f"{SVG}path") for n in re.findall(r"-?\d+", path.attrib["d"])]
    assert min(numbers) >= 0
    assert max(numbers) <= 390


def test_an_area_without_outline_keeps_its_number_for_the_list() -> None:
    svg = picture(["BU1", "BU2"], {"BU2": square(5.0, 52.0)})
    assert [each.text for each in svg.iter(f"{SVG}text")] == ["2"]


def test_neighbours_are_drawn_without_a_number_and_what_lies_elsewhere_is_left_out() -> None:
    outlines = {"BU1": square(5.0, 52.0), "BU2": square(5.01, 52.0), "BU9": square(6.0, 53.0)}
    svg = picture(["BU1"], outlines)
    assert len(list(svg.iter(f"{SVG}path"))) == 2
    assert [each.text for each in svg.iter(f"{SVG}text")] == ["1"]


def test_without_outlines_there_is_no_picture() -> None:
    assert small_map(["BU1"], {}) is None
