"""How an own area was made, in words, and the choice of its buurten as nodes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from domain.areas import Level
from domain.observations import Grade, Method, Status
from domain.own_area import CombinedFigure
from domain.profile import Block, Comparable, Part, Profile, Row
from domain.view_models import Area, Indicator, SourceLine
from domain.wording.own_area import never_combined
from layouts.nodes import text_of
from layouts.own_area import how_made, members_told, printed_sources
from layouts.own_area_choice import ChoiceView, Choosable, WijkChoice, choice_page
from layouts.small_map import choice_map
from tests.domain.examples import BUURT, DISTANCE, HEALTH, INCOME, RESIDENTS
from tests.layouts.components import of_class, of_type, text

SOURCE = SourceLine("kwb", "Bron: CBS, T24, 2024", "CC BY 4.0", "T24", None)
OTHER = SourceLine("rivm", "Bron: RIVM, 50120NED, 2022", "CC BY 4.0", "50120NED", None)


def member(number: int) -> Area:
    return replace(BUURT, code=f"BU034400{number:02}", name=f"Buurt {number}")


def row(
    indicator: Indicator, value: float | None, lacking: tuple[str, ...] = (), why: str = "", filled_pct: float = 100.0
) -> Row:
    figure = CombinedFigure(
        "EG0344-KEUZE-1", indicator.indicator_id, 2024, 2024, value, None, None, Status.OK, Grade.A, Method.COMBINED,
        OTHER if indicator.kind == "modelled" else SOURCE, lacking, filled_pct, why,
    )  # fmt: skip
    return Row(indicator, figure)


def made(rows: list[Row], members: list[Area]) -> Profile:
    block = Block("blok", Part.WIE, "Blok", "?", (), (("residents_count", "Er wonen {value}."),))
    area = replace(BUURT, code="EG0344-KEUZE-1", level=Level.EIGEN, name="Rond het park", kind="zelf gekozen gebied")
    return Profile(area, 2024, ((block, tuple(rows)),), (), (), (), Comparable((), ""), members=tuple(members))


def test_every_figure_says_how_it_was_made_or_why_it_was_not() -> None:
    members = [member(1), member(2), member(3)]
    rows = [
        row(replace(RESIDENTS, combination="sum"), 120),
        row(DISTANCE, 1.2, lacking=("BU03440002",)),
        row(replace(INCOME, combination="never"), None, ("BU03440001",), never_combined()),
        row(HEALTH, None, ("BU03440001", "BU03440003"), "te weinig", 60.4),
        row(replace(HEALTH, title="Overgewicht"), None, ("BU03440001", "BU03440003"), "te weinig", 60.4),
        row(replace(RESIDENTS, title="Huishoudens", combination="sum"), None, ("BU03440003",), "mist"),
    ]
    said = text(how_made(made(rows, members)))
    for sentence in (
        "Zo is dit samengesteld",
        "Naar het aantal inwoners: afstand tot de supermarkt.",
        "1 cijfer is een mediaan, een klasse of een score: inkomen.",
        "Bekend voor 60 % van de inwoners of huishoudens waar het over gaat, niet voor Buurt 1 en Buurt 3: goede ervaren gezondheid "
        "en overgewicht.",
        "Niet op te tellen, want niet bekend voor Buurt 3: huishoudens.",
        "Zonder Buurt 2: afstand tot de supermarkt.",
        "Voor de marge nemen we de grootste marge van de buurten.",
    ):
        assert sentence in said


def test_nothing_missing_has_no_empty_headings() -> None:
    headings = [text(each) for each in of_type(how_made(made([row(DISTANCE, 1.2)], [member(1)])), "H3")]
    assert headings == ["Waarnaar we wegen"]


def test_many_names_are_folded() -> None:
    assert members_told([]) is None
    assert text(members_told([member(1), member(2)])) == "De buurten zijn Buurt 1 en Buurt 2."
    comma = replace(member(2), name="Domplein, Neude, Janskerkhof")
    assert text(members_told([member(1), comma])) == "De buurten zijn Buurt 1; Domplein, Neude, Janskerkhof."
    many = members_told([member(number) for number in range(1, 14)])
    assert text(of_type(many, "Summary")[0]) == "Bekijk de namen van de 13 buurten"
    assert "Buurt 12 en Buurt 13" in text(many)


def test_on_paper_stand_the_sources_of_what_is_printed() -> None:
    profile = made([row(RESIDENTS, 120), row(HEALTH, 70.0)], [member(1)])
    assert printed_sources(profile) == (SOURCE,)


def choice(**changes: Any) -> ChoiceView:
    buurten = (Choosable("BU1", "Noord", 100, True), Choosable("BU2", "Zuid <b>", None, True))
    view = ChoiceView(
        "GM0344", "Utrecht", 2024, "Ons park",
        (WijkChoice("WK1", "Centrum", buurten), WijkChoice("WK2", "Oost", (Choosable("BU3", "Oever", 5, False),))),
        (), (("GM0344", "Utrecht"), ("GM0363", "Amsterdam")), "", (),
    )  # fmt: skip
    return replace(view, **changes)


def nodes_of(view: ChoiceView) -> list[Any]:
    (held,) = of_class(choice_page(view), "keuze-delen")
    return json.loads(getattr(held, "data-kaarten"))  # type: ignore[no-any-return]


def all_of(node: Any, tag: str) -> list[Any]:
    if isinstance(node, str):
        return []
    found = [node] if node[0] == tag else []
    return found + [each for child in node[2:] for each in all_of(child, tag)]


def test_the_choice_is_a_form_that_works_by_itself() -> None:
    other, form = nodes_of(choice())
    assert form[1]["action"] == other[1]["action"] == "/ons-gebied"
    checked = [each[1]["value"] for each in all_of(form, "input") if "checked" in each[1]]
    assert checked == ["BU1", "BU2"]
    hidden = {each[1]["name"]: each[1]["value"] for each in all_of(other, "input")}
    assert hidden == {"buurten": "BU1,BU2", "naam": "Ons park", "kies": "ja"}
    selected = [text_of(each) for each in all_of(other, "option") if "selected" in each[1]]
    assert selected == ["Utrecht"]
    every = [*all_of(other, "label"), *all_of(form, "label")]
    names = {each[1]["for"] for each in every if "for" in each[1]}
    assert names == {"keuze-gemeente", "keuze-zoek", "keuze-naam"}


def test_the_choice_says_what_is_chosen_and_what_is_not_known() -> None:
    said = " ".join(" ".join(text_of(each) for each in nodes_of(choice())).split())
    assert "Gekozen buurten: 2 . Inwoners samen: 100 (2024). Van 1 niet bekend." in said
    assert "2 van 2 gekozen" in said
    assert "Maak de wijk leeg : Centrum" in said
    assert "Kies de hele wijk : Oost" in said
    assert "Zuid <b> aantal inwoners onbekend" in said


def test_small_lists_stand_open_and_long_ones_where_a_part_is_chosen() -> None:
    assert all("open" in each[1] for each in all_of(nodes_of(choice())[1], "details"))
    many = tuple(Choosable(f"BU{number}", "x", 1, number == 3) for number in range(50))
    view = choice(
        wijken=(WijkChoice("WK1", "Groot", many), WijkChoice("WK2", "Oost", (Choosable("BU99", "y", 1, False),)))
    )
    assert ["open" in each[1] for each in all_of(nodes_of(view)[1], "details")] == [True, False]


def test_a_map_to_choose_on_has_a_shape_per_buurt_and_no_markup_of_names() -> None:
    square = [[(5.0, 52.0), (5.1, 52.0), (5.1, 52.1), (5.0, 52.0)]]
    drawn = ElementTree.fromstring(
        choice_map({"BU1": "A < B & 'C'", "BU2": "Zonder vlak"}, {"BU1": square, "BU9": square})
    )
    shapes = [each for each in drawn.iter() if each.tag.endswith("path")]
    assert [each.get("data-buurt") for each in shapes] == ["BU1"]
    assert shapes[0][0].text == "A < B & 'C'"
    assert drawn.get("aria-hidden") == "true"
    assert choice_map({"BU2": "Zonder vlak"}, {}) == ""


def test_a_gemeente_without_polygons_says_so() -> None:
    assert "Van Utrecht is er geen kaart" in " ".join(map(text_of, nodes_of(choice())))
    drawn = " ".join(map(text_of, nodes_of(choice(picture="<svg/>"))))
    assert "geen kaart" not in drawn
    assert "Klik op een buurt om die te kiezen." in drawn
