"""The parts of the screen Nabijheid: the overview, residents beyond a guide value, pictures that carry their own source."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from dash.development.base_component import Component

from domain.areas import Level
from domain.claim_models import RankingVariable
from domain.proximity import Facility, Guide
from domain.proximity_view import BuurtData, CountSeries, Nearby, OverviewRow, beyond_view, overview_row
from domain.trend import Point
from domain.view_models import SourceLine
from layouts import ids
from layouts.group_bars import Bar, bars_height, group_bars
from layouts.nabijheid import NabijheidView, nabijheid_body
from layouts.nabijheid_beyond import BeyondPart, beyond_part
from layouts.nabijheid_overview import overview
from layouts.nabijheid_pictures import PICTURES, picture_of
from layouts.picture import picture
from tests.domain.examples import BUURT, DISTANCE
from tests.layouts.components import of_type, text, walk

GP = Facility("gp_km", "Huisarts", "een huisarts", None, (Guide(1, "walk"), Guide(3, "bike")), ((3, "gp_3km_count"),))
KM = replace(DISTANCE, indicator_id="gp_km", minimum_difference=0.2, series_breaks=((2022, "Anders gemeten."),))
COUNT = replace(KM, indicator_id="gp_3km_count", title="Huisartsen binnen 3 km", unit="aantal")
TOWN = replace(BUURT, code="GM0344", name="Utrecht & <omgeving>", level=Level.GEMEENTE)
SOURCE = SourceLine("cbs", "Bron: CBS, nabijheid 2024", "CC BY 4.0", "86134NED", None)
RANKING = RankingVariable("laag", "low", "huishoudens met een laag inkomen", False, (), (), 1, "Zonder studenten.")


def row(values: dict[int, float], counts: dict[int, float] | None = None, facility: Facility = GP) -> OverviewRow:
    def points(series: dict[int, float]) -> tuple[Point, ...]:
        return tuple(Point(year, value) for year, value in series.items())

    series = (CountSeries(3, COUNT, points(counts)),) if counts else ()
    return overview_row(facility, KM, points(values), series, (SOURCE,))


RISING = row({2016 + number: 0.5 + 0.1 * number for number in range(6)} | {2023: 0.9}, {2016: 8.0, 2021: 7.0})


def part(level: Level = Level.GEMEENTE, guide: Guide = GP.guides[0], rank: bool = True, count: int = 30) -> BeyondPart:
    half = np.arange(count) >= count // 2
    km = np.where(half, 1.5, 0.5)
    data = BuurtData(
        np.full(count, 100.0),
        np.where(half, 5, 1),
        {2022: km, 2023: km + 0.1, 2024: km + 0.2},
        {},
        np.arange(count, dtype=float) if rank else None,
        np.full(count, 20.0),
    )
    nearby = Nearby(data, 2024, RANKING if rank else None, 2022 if rank else None, 2024, None, (SOURCE,))
    view = beyond_view(data, guide, KM, pooled=level is Level.GEMEENTE)
    guides = tuple((each, f"/nabijheid?grens={each.km}") for each in GP.guides)
    downloads = {"Download deze cijfers (CSV)": "/a.csv", "Download de staven (SVG)": "/b.svg?beeld=groepen"}
    return BeyondPart(replace(TOWN, level=level), GP, KM, guide, nearby, view, guides, downloads)


def test_a_row_tells_now_then_and_the_verdict_in_words_and_a_mark() -> None:
    (found,) = of_type(overview([RISING], lambda name: f"/nabijheid?indicator={name}", None), "Tbody")
    told = text(found)
    for expected in (
        "0,9 km",
        "(2023)",
        "0,5 km → 1,0 km",
        "(2016–2021)",
        "+0,5 km",
        "neemt toe",
        "↗",
    ):
        assert expected in told
    assert "binnen 3 km:   8,0 (2016) → 7,0 (2021)" in told
    (link,) = of_type(found, "Link")
    assert link.href == "/nabijheid?indicator=gp_km"


def test_a_facility_without_figures_is_named_with_its_reason_and_the_open_one_is_marked() -> None:
    empty = row({}, facility=replace(GP, indicator_id="x_km", short="Sauna"))
    section = overview([RISING, empty], str, "gp_km")
    assert "Zonder cijfer voor dit gebied: Sauna (geen cijfer bekend)." in text(section)
    assert len(of_type(section, "Link")) == 1
    marked = [each for each in of_type(section, "Th") if getattr(each, "aria-current", None)]
    assert [text(each) for each in marked] == ["Huisarts"]


def test_the_answer_stands_before_how_it_was_reckoned() -> None:
    told = text(beyond_part(part()))
    order = [
        "Wie woont verder dan 1 km van een huisarts?",
        "Ongeveer 1.500 van de 3.000 inwoners (50%), in 2024.",
        "Dit is een schatting per buurt",
        "65 jaar en ouder zijn dat er ongeveer 300 (50%)",
        "laagste inkomens woont 0% verder dan",
        "huishoudens met een laag inkomen (2022)",
        "Van 30 buurten, met 100% van de inwoners, zijn afstand en inkomen allebei bekend.",
        "Zonder studenten.",
        "Hoe veranderde dat verschil?",
        "Van stad tot platteland",
        "Bron: CBS, nabijheid 2024. Licentie: CC BY 4.0.",
    ]
    places = [told.index(each) for each in order]
    assert places == sorted(places)


def test_town_and_country_are_told_apart_in_a_region() -> None:
    told = text(beyond_part(part(Level.GGD)))
    assert "liggen stad en platteland door elkaar" in told
    assert "Hoe veranderde dat verschil?" not in told
    assert "Zeer sterk stedelijk" in told
    assert "Niet stedelijk" in told


def test_reasons_where_there_is_no_split_or_no_figure() -> None:
    assert "geen cijfers over inkomen of bijstand" in text(beyond_part(part(rank=False)))
    assert "minder dan 9 buurten" in text(beyond_part(part(count=4)))
    assert "geen afstanden tot een huisarts" in text(beyond_part(replace(part(), view=None)))
    single = replace(part(count=1), area=BUURT)
    assert "alleen het gemiddelde bekend" in text(beyond_part(single))


def standing(section: Component) -> str:
    """Value that the script puts into the field."""
    holder = next(each for each in walk(section) if getattr(each, "id", None) == ids.PROXIMITY_GUIDE_HOLDER)
    return str(getattr(holder, "data-value"))


def test_guide_values_are_links_and_a_field_and_a_large_one_is_warned_of() -> None:
    section = beyond_part(part(guide=GP.guides[1]))
    assert [each.href for each in of_type(section, "Link")] == ["/nabijheid?grens=1", "/nabijheid?grens=3"]
    assert standing(section) == "3"
    assert "verbergt een gemiddelde van een buurt" in text(section)
    assert standing(beyond_part(part(guide=Guide(0.75, "own")))) == "0,75"


def test_every_picture_can_be_had_as_pixels_too() -> None:
    links = of_type(beyond_part(part()), "A")
    assert [text(each) for each in links] == [
        "Download deze cijfers (CSV)",
        "Download de staven (SVG)",
        "Download de staven (PNG)",
    ]
    assert getattr(links[2], "data-png") == "/b.svg?beeld=groepen"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_svg_with_name_unit_year_and_source(name: str) -> None:
    drawn = picture_of(part(), name)
    assert drawn is not None
    told = " ".join(ElementTree.fromstring(drawn).itertext())
    for expected in ("van een huisarts wonen", "Utrecht & <omgeving>", "%", "Bron: CBS, nabijheid 2024"):
        assert expected in told
    assert picture_of(part(rank=False), name) is None


def test_no_such_picture() -> None:
    assert picture_of(part(), "iets") is None


def test_bars_begin_at_zero_and_are_as_long_as_their_figure() -> None:
    bars = [Bar("Alle <inwoners>", 25, "25%", whole=True), Bar("Laagste", 50, "50%"), Bar("Hoogste", 0, "0%")]
    root = ElementTree.fromstring(group_bars(bars))
    wide = [float(each.attrib["width"]) for each in root.iter() if each.tag.endswith("rect")]
    assert wide[1] == pytest.approx(2 * wide[0], abs=0.2)
    assert wide[2] == 0
    assert float(root.attrib["height"]) == bars_height(bars)
    assert group_bars([]) == ""


def test_long_lines_of_a_picture_are_broken_and_nothing_sticks_out() -> None:
    root = ElementTree.fromstring(
        picture("<g/>", (384, 100), "Een titel van veel woorden " * 6, ["Een lange regel " * 20, ""])
    )
    height = float(root.attrib["height"])
    texts = [each for each in root.iter() if each.tag.endswith("text")]
    assert len(texts) > 6
    assert max(float(each.attrib["y"]) for each in texts) < height
    assert all(len(each.text or "") < 80 for each in texts)


def test_the_page_opens_with_its_sentence_and_says_what_to_do_without_a_list() -> None:
    view = NabijheidView(TOWN, (RISING,), None, (), (), ("Iets onbekends.",), str, "/download/x.csv")
    told = text(nabijheid_body(view))
    assert (
        told.index("Hoe ver wonen inwoners van") < told.index("bij 1 neemt die toe") < told.index("Alle voorzieningen")
    )
    assert "Iets onbekends." in told
    assert "Fiets- en voetpaden tellen niet mee" in told
    assert "met een oudere versie gemaakt" in text(nabijheid_body(replace(view, rows=())))
