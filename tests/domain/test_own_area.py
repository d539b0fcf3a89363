"""The address of an own area: any text gives an area or none, with friendly lines; what is written comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.own_area import (
    LONGEST_NAME,
    MOST_BUURTEN,
    NO_GEMEENTE,
    OwnArea,
    clean_name,
    is_choosing,
    name_in,
    own_area_in,
    own_area_of,
)
from domain.wording.own_area import DEFAULT_NAME

KNOWN = {f"BU0344{number:04}" for number in range(400)}


def of(query: str) -> tuple[OwnArea | None, tuple[str, ...]]:
    return own_area_of(
        query, KNOWN.__contains__, lambda code: ["BU03440001", "BU03440002"] if code == "BU03449999" else []
    )


def test_codes_are_folded_and_put_in_order() -> None:
    found, lines = of("?buurten=BU03440003,bu03440001,BU03440003&naam=Rond+het+park")
    assert (found, lines) == (OwnArea(("BU03440001", "BU03440003"), "Rond het park"), ())


def test_a_form_of_check_boxes_may_send_the_key_more_than_once() -> None:
    found, _ = of("buurten=BU03440003&buurten=BU03440001")
    assert found is not None
    assert found.codes == ("BU03440001", "BU03440003")


def test_what_was_not_understood_is_named() -> None:
    found, lines = of("?buurten=BU03440003,BU99999999,huis,WK034401")
    assert found == OwnArea(("BU03440003",))
    assert lines == (
        "WK034401 is de code van een wijk. Een eigen gebied stelt u samen uit buurten.",
        "Van deze codes kennen we geen buurt: “BU99999999” en “huis”. Die hebben we weggelaten.",
    )


def test_an_old_code_becomes_what_it_is_now() -> None:
    found, lines = of("?buurten=BU03449999")
    assert found == OwnArea(("BU03440001", "BU03440002"))
    assert lines == ("BU03449999 is een oude code. We gebruiken nu BU03440001 en BU03440002.",)


def test_more_than_two_hundred_are_too_many() -> None:
    found, lines = of(f"?buurten={','.join(sorted(KNOWN)[:250])}")
    assert found is not None
    assert len(found.codes) == MOST_BUURTEN
    assert "250 buurten" in lines[0]


def test_nothing_known_is_no_area() -> None:
    nothing = "U hebt nog geen buurt gekozen. Kies er minstens één."
    assert of("?buurten=&naam=Leeg") == (None, (nothing,))
    assert of("?naam=Leeg&kies=ja&gebied=GM0344") == of("?gebied=GM0344") == of("") == (None, ())
    assert of("?buurten=BU1&naam=x")[0] is None
    assert nothing not in of("?buurten=BU1&naam=x")[1]


def test_a_name_is_text_and_never_markup() -> None:
    assert clean_name("<script>alert('x')</script>\n\u200b ons  park ") == "scriptalert('x')/script ons park"
    assert of("?buurten=BU03440001&naam=%3C%3E")[0] == OwnArea(("BU03440001",), DEFAULT_NAME)


def test_a_name_that_was_changed_is_told() -> None:
    assert of("?buurten=BU03440001&naam=A%7CB%26C") == (
        OwnArea(("BU03440001",), "ABC"),
        ("De naam is aangepast tot “ABC”. Een naam heeft hoogstens 60 tekens, en geen tekens als < > & |.",),
    )
    long = of(f"?buurten=BU03440001&naam={'x' * 70}")
    assert long[0] == OwnArea(("BU03440001",), "x" * 60)
    assert len(long[1]) == 1
    assert of("?buurten=BU03440001&naam=Rond++het+park")[1] == ()
    assert name_in("?naam=A%7CB&kies=ja") == "AB"


def test_an_address_asks_for_the_area_or_for_its_choice() -> None:
    area = OwnArea(("BU03440001", "BU03440003"), "Rond het park")
    assert area.address == "/ons-gebied?buurten=BU03440001,BU03440003&naam=Rond+het+park"
    assert not is_choosing(area.to_query())
    query = area.choice_address.removeprefix("/ons-gebied")
    assert is_choosing(query)
    assert of(query) == (area, ())


def test_an_address_tells_its_area_without_any_warehouse() -> None:
    assert own_area_in("?buurten=BU03440001,WK034401,huis&naam=x") == OwnArea(("BU03440001",), "x")
    assert own_area_in("?gebied=BU03440001") is None
    several = OwnArea(("BU03440001", "BU03630001"))
    assert (several.gemeente_code, several.code[:12]) == (NO_GEMEENTE, "EG0000-KEUZE")
    assert OwnArea(("BU03440001", "BU03440003")).gemeente_code == "GM0344"


@given(st.text(), st.text())
def test_any_text_gives_an_area_or_none(codes: str, name: str) -> None:
    found, lines = of(f"?buurten={codes}&naam={name}")
    assert all(lines)
    if found is not None:
        assert set(found.codes) <= KNOWN
        assert 0 < len(found.name) <= LONGEST_NAME


@given(st.sets(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=200), st.text(max_size=80))
def test_what_is_written_comes_back(codes: set[str], name: str) -> None:
    area = OwnArea(tuple(sorted(codes)), clean_name(name) or DEFAULT_NAME)
    assert of(area.to_query()) == (area, ())


@given(st.text())
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert not set(name) & set('<>"&`|')
