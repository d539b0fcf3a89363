"""Columns are found by parent titles, stem and unit; the running number behind a key never matters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_files import CATALOGUE

from etl.catalogue.schema import Locator
from etl.errors import ColumnError
from etl.sources._layouts.columns import (
    AmbiguousColumnError,
    Topic,
    UnknownColumnError,
    choose,
    paths,
    resolve_header,
    resolve_v3,
    resolve_v4,
    stem_of,
)

TOPICS = (
    Topic("AantalInwoners_5", ("Bevolking",), "aantal"),
    Topic("EuropaExclusiefNederland_21", ("Bevolking", "Herkomst", "Geboren in Nederland"), "aantal"),
    Topic("EuropaExclusiefNederland_23", ("Bevolking", "Herkomst", "Geboren buiten Nederland"), "aantal"),
    Topic("Appartement_48", ("Energie", "Gemiddeld elektriciteitsverbruik"), "kWh"),
    Topic("Appartement_56", ("Energie", "Gemiddeld aardgasverbruik"), "m³"),
    Topic("GemiddeldeWOZWaardeVanWoningen_39", ("Wonen",), "x 1 000 euro"),
)


def v3(*alternatives: dict[str, object]) -> Locator:
    return Locator.model_validate({"series": "cbs_kwb", "v3": list(alternatives)})


@pytest.mark.parametrize(
    ("locator", "key"),
    [
        (v3({"stem": "AantalInwoners"}), "AantalInwoners_5"),
        (v3({"stem": "EuropaExclusiefNederland", "path": ["Geboren buiten Nederland"]}), "EuropaExclusiefNederland_23"),
        (v3({"stem": "EuropaExclusiefNederland", "path": ["bevolking", "geboren  in Nederland"]}), TOPICS[1].key),
        (v3({"stem": "Appartement", "unit": "m³"}), "Appartement_56"),
        (v3({"stem": "GemiddeldeWoningwaarde"}, {"stem": "GemiddeldeWOZWaardeVanWoningen"}), TOPICS[5].key),
    ],
)  # fmt: skip
def test_finds_a_topic(locator: Locator, key: str) -> None:
    assert resolve_v3(locator, TOPICS) == key


@given(st.permutations(range(100, 100 + len(TOPICS))))
def test_renumbering_never_changes_the_result(numbers: list[int]) -> None:
    renumbered = [
        Topic(f"{topic.stem}_{number}", topic.path, topic.unit) for topic, number in zip(TOPICS, numbers, strict=True)
    ]
    for topic, moved in zip(TOPICS, renumbered, strict=True):
        locator = v3({"stem": topic.stem, "path": list(topic.path or ()), "unit": topic.unit})
        assert resolve_v3(locator, TOPICS) == topic.key
        assert resolve_v3(locator, renumbered) == moved.key


def test_an_ambiguous_stem_lists_what_it_could_be() -> None:
    with pytest.raises(AmbiguousColumnError, match=r"EuropaExclusiefNederland_21.*EuropaExclusiefNederland_23"):
        resolve_v3(v3({"stem": "EuropaExclusiefNederland", "path": ["Bevolking"]}), TOPICS)


def test_titles_in_another_order_do_not_answer() -> None:
    with pytest.raises(UnknownColumnError):
        resolve_v3(v3({"stem": "AantalInwoners", "path": ["Geboren in Nederland", "Bevolking"]}), TOPICS)


def test_an_unknown_stem_names_the_nearest() -> None:
    with pytest.raises(UnknownColumnError, match=r"'AantalInwonrs'.*nearest: Bevolking > AantalInwoners_5 \[aantal\]"):
        resolve_v3(v3({"stem": "AantalInwonrs"}), TOPICS)


def test_without_data_properties_the_stem_alone_decides() -> None:
    bare = [Topic("Eenzaam_28"), Topic("Eenzaamheid_29")]
    assert resolve_v3(v3({"stem": "Eenzaam", "path": ["Gezondheid"], "unit": "%"}), bare) == "Eenzaam_28"


def test_a_locator_that_is_silent_about_a_layout_finds_nothing() -> None:
    silent = Locator(series="cbs_kwb", xlsx=("a_inw",))
    assert resolve_v3(silent, TOPICS) is None
    assert resolve_v4(silent, TOPICS) is None


MEASURES = (
    Topic("T001036", ("Bevolking",), "aantal"),
    Topic("1014800_1", ("Wonen", "Woningen naar eigendom"), "%"),
    Topic("1014800_2", ("Energie", "Naar eigendom"), "kWh"),
)


def test_v4_finds_a_base_code_and_its_group() -> None:
    assert resolve_v4(Locator(series="s", v4="T001036"), MEASURES) == "T001036"
    assert resolve_v4(Locator(series="s", v4="1014800", v4_group="Woningen naar eigendom"), MEASURES) == "1014800_1"
    assert resolve_v4(Locator(series="s", v4="1014800", v4_group="Energie"), MEASURES) == "1014800_2"


def test_v4_faults_are_named() -> None:
    with pytest.raises(AmbiguousColumnError, match=r"1014800_1.*1014800_2"):
        resolve_v4(Locator(series="s", v4="1014800"), MEASURES)
    with pytest.raises(UnknownColumnError, match=r"there is Wonen > Woningen naar eigendom > 1014800_1"):
        resolve_v4(Locator(series="s", v4="1014800", v4_group="Bevolking"), MEASURES)


def test_headers_ignore_spaces_and_capitals() -> None:
    assert resolve_header(("a_nb_won",), ["A_NB_WON ", "a_inw"]) == "A_NB_WON "
    assert resolve_header(("p_koop", "p_koopw"), ["p_koopw"]) == "p_koopw"
    assert resolve_header((), ["a_inw"]) is None
    with pytest.raises(AmbiguousColumnError, match="2 times"):
        resolve_header(("a_inw",), ["a_inw", "a_inw "])
    with pytest.raises(UnknownColumnError, match="nearest: a_inw"):
        resolve_header(("a_inwo",), ["a_inw", "g_woz"])


def test_all_faults_of_a_table_come_together() -> None:
    topics = [topic for topic in TOPICS if topic.stem != "AantalInwoners"]

    def resolve(locator: Locator) -> str | None:
        return resolve_v3(locator, topics)

    with pytest.raises(ColumnError, match=r"^kwb, 2020: 3 columns") as caught:
        choose(CATALOGUE, "cbs_kwb", 2020, resolve, complete=True, subject="kwb, 2020")
    assert caught.value.indicators == ("residents_count", "income_per_resident_eur", "gp_km")
    choice = choose(CATALOGUE, "cbs_kwb", 2020, resolve, complete=False, subject="kwb, 2020")
    assert [column.indicator_id for column in choice.chosen] == ["born_in_europe_count"]
    assert set(choice.missing) == {"residents_count", "income_per_resident_eur", "gp_km"}


def test_stems_and_paths() -> None:
    assert stem_of(" k_65JaarOfOuder_12") == "k_65JaarOfOuder"
    assert stem_of("Gemeentenaam") == "Gemeentenaam"
    groups = {"1": (None, "Bevolking"), "2": ("1", "Leeftijd"), "3": ("3", "Kring")}
    assert paths(groups, "2") == ("Bevolking", "Leeftijd")
    assert paths(groups, None) == ()
    assert paths(groups, "3") == ("Kring",)
