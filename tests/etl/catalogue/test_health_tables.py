"""The three tables of the Gezondheidsmonitor: one concept under each table's own key, and what a table never asked stays away."""

from __future__ import annotations

from functools import partial

import pytest

from etl.catalogue.loader import load_catalogue
from etl.sources._layouts.columns import Choice, Topic, choose, resolve_v3, stem_of
from etl.sources.rivm_gezondheid.adapter import SOURCE_ID

CATALOGUE = load_catalogue()

_LIFESTYLE = """ErvarenGezondheidGoedZeerGoed VoldoetAanBeweegrichtlijn WekelijkseSporters Ondergewicht NormaalGewicht Overgewicht
ErnstigOvergewicht Roker VoldoetAanAlcoholRichtlijn Drinker ZwareDrinker OvermatigeDrinker EenOfMeerLangdurigeAandoeningen
BeperktVanwegeGezondheid ErnstigBeperktVanwegeGezondheid"""
_OLD = f"""{_LIFESTYLE} LangdurigeZiekteEnBeperkt EenOfMeerLichamelijkeBeperkingen BeperkingInHoren BeperkingInZien BeperkingInBewegen
MatigHoogRisicoOpAngstOfDepressie HoogRisicoOpAngstOfDepressie HeelVeelStressInAfgelopen4Weken MatigVeelRegieOverEigenLeven Eenzaam
ErnstigZeerErnstigEenzaam EmotioneelEenzaam SociaalEenzaam Mantelzorger Vrijwilligerswerk LopenEnOfFietsenNaarSchoolOfWerk
LopenNaarSchoolOfWerk FietsenNaarSchoolOfWerk ErnstigeGeluidhinderDoorBuren MoeiteMetRondkomen"""
_MIDDLE = f"""{_LIFESTYLE} LangdurigErnstigBeperkt PsychischeKlachten ZeerLageVeerkracht ZeerHogeVeerkracht MistEmotioneleSteun
SuicideGedachtenLaatste12Maanden HoogRisicoOpAngstOfDepressie HeelVeelStressInAfgelopen4Weken Eenzaam ErnstigZeerErnstigEenzaam
EmotioneelEenzaam SociaalEenzaam Mantelzorger Vrijwilligerswerk MoeiteMetRondkomen LopenEnOfFietsenNaarSchoolOfWerk
LopenNaarSchoolOfWerk FietsenNaarSchoolOfWerk NietSpecifiekeKlachten"""
#: Of the newest table some running numbers are known, of others not what they hold.
_NEW = {
    4: "GoedErvarenGezondheid", 5: "EenOfMeerLangdurigeAandoeningen", 6: "LangdurigBeperkt",
    14: "HoogRisicoAngststoornisOfDepressie", 17: "HeelVeelStressAfg4Weken", 22: "LageVeerkracht",
    24: "MatigVeelRegieOverHetEigenLeven", 25: "Eenzaam", 26: "SterkEenzaam", 27: "EmotioneelEenzaam", 28: "SociaalEenzaam",
    29: "KrijgtSteunVanAnderen", 30: "Mantelzorger", 31: "Vrijwilligerswerk", 32: "MoeiteMetRondkomen", 33: "Overgewicht",
    34: "ErnstigOvergewichtObesitas", 35: "RooktTabak", 37: "OvermatigDrinken", 40: "VoldoetAanDeBeweegrichtlijn",
    56: "TevredenMetDeWoning", 57: "TevredenMetDeWoonomgeving",
}  # fmt: skip
TABLES = {
    "50090NED": dict(enumerate(_OLD.split(), start=4)),
    "50120NED": dict(enumerate(_MIDDLE.split(), start=4)),
    "50150NED": {number: _NEW.get(number, f"Onbekend{number}") for number in range(4, 61)},
}

#: Concept -> its key in the three tables, oldest first; a dash where the table did not ask it.
CONCEPTS = {
    "good_health": "ErvarenGezondheidGoedZeerGoed_4 ErvarenGezondheidGoedZeerGoed_4 GoedErvarenGezondheid_4",
    "exercise_guideline": "VoldoetAanBeweegrichtlijn_5 VoldoetAanBeweegrichtlijn_5 VoldoetAanDeBeweegrichtlijn_40",
    "overweight": "Overgewicht_9 Overgewicht_9 Overgewicht_33",
    "obesity": "ErnstigOvergewicht_10 ErnstigOvergewicht_10 ErnstigOvergewichtObesitas_34",
    "smoker": "Roker_11 Roker_11 RooktTabak_35",
    "excessive_drinker": "OvermatigeDrinker_15 OvermatigeDrinker_15 OvermatigDrinken_37",
    "long_term_condition": "EenOfMeerLangdurigeAandoeningen_16 EenOfMeerLangdurigeAandoeningen_16 EenOfMeerLangdurigeAandoeningen_5",
    "long_term_illness_limited": "LangdurigeZiekteEnBeperkt_19 - -",
    "long_term_limited": "- - LangdurigBeperkt_6",
    "anxiety_depression_high": "HoogRisicoOpAngstOfDepressie_25 HoogRisicoOpAngstOfDepressie_25 HoogRisicoAngststoornisOfDepressie_14",
    "stress_high": "HeelVeelStressInAfgelopen4Weken_26 HeelVeelStressInAfgelopen4Weken_26 HeelVeelStressAfg4Weken_17",
    "control_over_life": "MatigVeelRegieOverEigenLeven_27 - MatigVeelRegieOverHetEigenLeven_24",
    "lonely": "Eenzaam_28 Eenzaam_27 Eenzaam_25",
    "severely_lonely": "ErnstigZeerErnstigEenzaam_29 ErnstigZeerErnstigEenzaam_28 SterkEenzaam_26",
    "emotionally_lonely": "EmotioneelEenzaam_30 EmotioneelEenzaam_29 EmotioneelEenzaam_27",
    "socially_lonely": "SociaalEenzaam_31 SociaalEenzaam_30 SociaalEenzaam_28",
    "informal_carer": "Mantelzorger_32 Mantelzorger_31 Mantelzorger_30",
    "volunteer": "Vrijwilligerswerk_33 Vrijwilligerswerk_32 Vrijwilligerswerk_31",
    "neighbour_noise_severe": "ErnstigeGeluidhinderDoorBuren_37 - -",
    "making_ends_meet_difficult": "MoeiteMetRondkomen_38 MoeiteMetRondkomen_33 MoeiteMetRondkomen_32",
    "low_resilience": "- - LageVeerkracht_22",
    "support_from_others": "- - KrijgtSteunVanAnderen_29",
    "housing_satisfaction": "- - TevredenMetDeWoning_56",
    "surroundings_satisfaction": "- - TevredenMetDeWoonomgeving_57",
}
AGES = ("", "_18_64", "_65plus")
PER_AGE = ("good_health", "long_term_illness_limited", "anxiety_depression_high", "stress_high", "control_over_life", "lonely",
           "severely_lonely", "overweight", "making_ends_meet_difficult")  # fmt: skip


def concept(indicator_id: str) -> str:
    return indicator_id.removesuffix("_pct").removesuffix("_18_64").removesuffix("_65plus")


def chosen(table: str) -> Choice:
    topics = [Topic(f"{stem}_{number}", (), "%") for number, stem in TABLES[table].items()]
    return choose(CATALOGUE, SOURCE_ID, 2020, partial(resolve_v3, topics=topics), complete=False, subject=table)


def test_the_lists_carry_the_published_running_numbers() -> None:
    assert max(TABLES["50090NED"]) == 38
    assert max(TABLES["50120NED"]) == 37
    assert TABLES["50090NED"][38] == "MoeiteMetRondkomen"
    assert TABLES["50120NED"][37] == "NietSpecifiekeKlachten"


@pytest.mark.parametrize(("position", "table"), enumerate(TABLES))
def test_every_concept_finds_its_key_in_every_table_that_asked_it(position: int, table: str) -> None:
    found = {column.indicator_id: column.key for column in chosen(table).chosen}
    expected = {name: keys.split()[position] for name, keys in CONCEPTS.items() if keys.split()[position] != "-"}
    assert {concept(name): key for name, key in found.items()} == expected
    assert {name for name in found if name.removesuffix("_pct").endswith(("_18_64", "_65plus"))} == {
        f"{name}{age}_pct" for name in PER_AGE if name in expected for age in AGES if age
    }


@pytest.mark.parametrize("table", TABLES)
def test_only_questions_that_may_be_absent_are_absent(table: str) -> None:
    for name in chosen(table).missing:
        assert all(locator.optional for locator in CATALOGUE.indicators[name].source), name


def test_an_extreme_form_of_a_question_is_another_question() -> None:
    """Very low resilience and severely limited in 50120NED are narrower than the low and the limited of 50150NED."""
    found = {stem_of(column.key) for column in chosen("50120NED").chosen}
    assert not found & {
        "ZeerLageVeerkracht",
        "LangdurigErnstigBeperkt",
        "MistEmotioneleSteun",
        "BeperktVanwegeGezondheid",
    }


def test_every_table_is_a_series_of_its_own_on_the_areas_of_its_year() -> None:
    source = CATALOGUE.sources[SOURCE_ID]
    assert source.series_per_table
    assert source.tables == {2020: "50090NED", 2022: "50120NED", 2024: "50150NED"}


@pytest.mark.parametrize("name", PER_AGE)
def test_the_three_ages_ask_the_same_with_the_same_bounds_of_what_is_said(name: str) -> None:
    whole, young, old = (CATALOGUE.indicators[f"{name}{age}_pct"] for age in AGES)
    assert {one.source[0].v3 for one in (whole, young, old)} == {whole.source[0].v3}
    assert [one.source[0].age for one in (whole, young, old)] == ["20300", "53115", "80200"]
    assert {one.direction for one in (whole, young, old)} == {whole.direction}
    assert {one.theme for one in (whole, young, old)} == {whole.theme}
