"""Kerncijfers wijken en buurten 2013–2026: each indicator finds its own topic in every year that has it, whatever CBS calls it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from kwb_lists import TABLES
from topic_lists import data_properties, topics

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import ParsedTable, Recognised
from etl.errors import ColumnError
from etl.sources._layouts.columns import Topic, choose, resolve_v3, stem_of
from etl.sources.cbs_kwb.adapter import KWB, recognise

CATALOGUE = load_catalogue()
SERIES = "cbs_kwb"

#: Indicator -> what CBS called it, from the oldest to the newest table.
ALWAYS = {
    "residents_count": "AantalInwoners",
    "age_0_15_count": "k_0Tot15Jaar",
    "age_15_25_count": "k_15Tot25Jaar",
    "age_25_45_count": "k_25Tot45Jaar",
    "age_45_65_count": "k_45Tot65Jaar",
    "households_count": "HuishoudensTotaal",
    "single_households_count": "Eenpersoonshuishoudens",
    "density_per_km2": "Bevolkingsdichtheid",
    "dwellings_count": "Woningvoorraad",
    "garden_dwellings_pct": "PercentageEengezinswoning",
    "owner_occupied_pct": "Koopwoningen",
    "rent_pct": "HuurwoningenTotaal",
    "housing_corporation_pct": "InBezitWoningcorporatie",
    "vacant_dwellings_pct": "PercentageLeegstaand PercentageOnbewoond OnbewoondeWoningen",
    "woz_value_eur": "GemiddeldeWoningwaarde GemiddeldeWOZWaardeVanWoningen",
    "electricity_kwh": "GemiddeldElektriciteitsverbruikTotaal GemiddeldeElektriciteitsleveringTotaal GemiddeldeElektriciteitslevering",
    "gas_use_m3": "GemiddeldAardgasverbruikTotaal GemiddeldAardgasverbruik",
    "income_per_resident_eur": "GemiddeldInkomenPerInwoner",
    "persons_lowest_40_pct": "PersonenMetLaagInkomen k_40PersonenMetLaagsteInkomen",
    "lowest_40_income_pct": "HuishoudensMetLaagInkomen k_40HuishoudensMetLaagsteInkomen",
    "highest_20_income_pct": "HuishoudensMetHoogInkomen k_20HuishoudensMetHoogsteInkomen",
    "social_assistance_count": "PersonenMetEenWWBUitkeringTotaal PersonenPerSoortUitkeringBijstand",
    "gp_km": "AfstandTotHuisartsenpraktijk",
    "supermarket_km": "AfstandTotGroteSupermarkt",
    "day_care_km": "AfstandTotKinderdagverblijf",
    "primary_school_km": "AfstandTotSchool",
    "primary_school_3km_count": "ScholenBinnen3Km",
    "land_area_ha": "OppervlakteLand",
    "urbanity_class": "MateVanStedelijkheid",
}
UNTIL_2025 = {"age_65_plus_count": "k_65JaarOfOuder"}
UNTIL_2023 = {
    "old_dwellings_pct": "BouwjaarVoor2000",
    "low_income_households_pct": "HuishoudensMetLageKoopkracht HuishoudensMetEenLaagInkomen",
}
CRIME = {
    "theft_from_home_per_1000": "TotaalDiefstalUitWoningSchuurED",
    "vandalism_per_1000": "VernielingMisdrijfTegenOpenbareOrde",
    "violence_per_1000": "GeweldsEnSeksueleMisdrijven",
}
MINIMUM = {
    "below_110_minimum_pct": "HuishoudensTot110VanSociaalMinimum",
    "below_120_minimum_pct": "HuishoudensTot120VanSociaalMinimum",
}
FROM_2020 = {
    "standardised_income_eur": "GemGestandaardiseerdInkomenVanHuish GemGestandaardiseerdInkomen",
    "median_wealth_eur": "MediaanVermogenVanParticuliereHuish",
    "education_low_count": "OpleidingsniveauLaag BasisonderwijsVmboMbo1",
    "education_middle_count": "OpleidingsniveauMiddelbaar HavoVwoMbo24",
    "education_high_count": "OpleidingsniveauHoog HboWo",
    "labour_participation_pct": "NettoArbeidsparticipatie Nettoarbeidsparticipatie",
    "youth_care_pct": "PercentageJongerenMetJeugdzorg",
    "wmo_clients_per_1000": "WmoClientenRelatief",
}
FROM_2024 = {
    "new_dwellings_count": "NieuwbouwWoningen",
    "dwellings_over_10_years_pct": "BouwjaarMeerDanTienJaarGeleden",
    "persons_in_poverty_pct": "PersonenInArmoede",
}
SPLIT_2026 = {"age_65_80_count": "k_65JaarTot80Jaar", "age_80_plus_count": "k_80JaarOfOuder"}

_OLD = ALWAYS | UNTIL_2025 | UNTIL_2023
_MIDDLE = _OLD | MINIMUM | FROM_2020
_NEW = ALWAYS | UNTIL_2025 | FROM_2020 | FROM_2024
EXPECTED = {
    "2013": _OLD,
    "2017": _OLD | CRIME,
    "2018": _OLD | CRIME,
    "2020": _MIDDLE,
    "2021": _MIDDLE,
    "2022": _MIDDLE,
    "2023": _MIDDLE,
    "2023 of an earlier date": _MIDDLE,
    "2024": _NEW,
    "2024 of another date": _NEW,
    "2025": _NEW,
    "2026": ALWAYS | FROM_2020 | FROM_2024 | SPLIT_2026,
}
#: Running numbers as they are published, so that the lists are known to be whole.
NUMBERS = {
    "2013": ("AantalInwoners_4", "GemiddeldeWoningwaarde_34", "HuishOnderOfRondSociaalMinimum_72", "ScholenBinnen3Km_98"),
    "2017": ("AantalInwoners_5", "k_40PersonenMetLaagsteInkomen_67", "AfstandTotSchool_97", "GeweldsEnSeksueleMisdrijven_108"),
    "2018": ("GemiddeldeWoningwaarde_35", "BedrijfsvestigingenTotaal_81", "ScholenBinnen3Km_99", "Omgevingsadressendichtheid_106"),
    "2020": ("NettoArbeidsparticipatie_67", "WmoClientenRelatief_90", "AfstandTotGroteSupermarkt_106", "Omgevingsadressendichtheid_116"),
    "2021": ("GemiddeldeWOZWaardeVanWoningen_35", "Nettoarbeidsparticipatie_67", "OQOverheidOnderwijsEnZorg_98", "OppervlakteLand_112"),
    "2023": ("LeerlingenPo_65", "Nettoarbeidsparticipatie_74", "WmoClientenRelatief_99", "MateVanStedelijkheid_125"),
    "2023 of an earlier date": ("LeerlingenPo_61", "OppervlakteLand_113"),
    "2024": ("NieuwbouwWoningen_36", "PersonenInArmoede_81", "AfstandTotHuisartsenpraktijk_110", "MateVanStedelijkheid_120"),
    "2026": ("k_65JaarTot80Jaar_12", "k_80JaarOfOuder_13", "HuishoudensTotaal_30", "Eenpersoonshuishoudens_31"),
}  # fmt: skip


def year_of(table: str) -> int:
    return int(table[:4])


def listed(folder: Path, table: str) -> tuple[Topic, ...]:
    old = year_of(table) == 2013
    return topics(folder, TABLES[table], 1, "RegioS" if old else "WijkenEnBuurten")


def resolved(folder: Path, table: str) -> dict[str, str]:
    find = partial(resolve_v3, topics=listed(folder, table))
    choice = choose(CATALOGUE, SERIES, year_of(table), find, complete=True, subject=table)
    return {column.indicator_id: column.key for column in choice.chosen}


@pytest.mark.parametrize("table", NUMBERS)
def test_the_lists_carry_the_running_numbers_that_cbs_gave(tmp_path: Path, table: str) -> None:
    assert set(NUMBERS[table]) <= {topic.key for topic in listed(tmp_path, table)}


@pytest.mark.parametrize("table", EXPECTED)
def test_every_indicator_of_a_year_finds_its_own_topic_and_no_other(tmp_path: Path, table: str) -> None:
    found = resolved(tmp_path, table)
    assert set(found) == set(EXPECTED[table])
    wrong = {name: key for name, key in found.items() if stem_of(key) not in EXPECTED[table][name].split()}
    assert wrong == {}
    assert len(set(found.values())) == len(found), "two indicators read one column"


@pytest.mark.parametrize("table", EXPECTED)
def test_the_table_is_recognised_by_its_topics(tmp_path: Path, table: str) -> None:
    assert KWB.is_v3(frozenset(topic.stem for topic in listed(tmp_path, table)))


def test_the_expected_years_cover_the_whole_catalogue_of_this_series() -> None:
    known = {
        name
        for name, indicator in CATALOGUE.indicators.items()
        if any(one.series == SERIES for one in indicator.source)
    }
    assert known == set().union(*EXPECTED.values())


@pytest.mark.parametrize("year", [2014, 2015, 2016, 2019])
@pytest.mark.parametrize("neighbour", ["2013", "2017", "2020"])
def test_a_year_of_which_no_list_is_known_resolves_whichever_names_it_has(
    tmp_path: Path, year: int, neighbour: str
) -> None:
    """Not verified: keys of 2014, 2016 and 2019 (2015 in part). Under the names of the years around them all is found."""
    find = partial(resolve_v3, topics=listed(tmp_path, neighbour))
    assert not CATALOGUE.sources[SERIES].is_checked(year)
    choice = choose(CATALOGUE, SERIES, year, find, complete=False, subject=str(year))
    found = {column.indicator_id for column in choice.chosen}
    assert found >= set(_OLD)
    assert set(choice.missing) <= set(CRIME) | set(MINIMUM) | set(FROM_2020)


#: Stems that stand in a table more than once, and how one of each is told from the others.
TWINS = [
    ("2024", "Nederland", {"path": ["Herkomstland"]}, "Nederland_17"),
    ("2024", "Nederland", {"path": ["Geboren in Nederland"]}, "Nederland_20"),
    ("2024", "EuropaExclusiefNederland", {"path": ["Herkomstland"]}, "EuropaExclusiefNederland_18"),
    ("2024", "EuropaExclusiefNederland", {"path": ["Geboren in Nederland"]}, "EuropaExclusiefNederland_21"),
    ("2024", "EuropaExclusiefNederland", {"path": ["Geboren buiten Nederland"]}, "EuropaExclusiefNederland_23"),
    ("2024", "BuitenEuropa", {"path": ["Geboren buiten Nederland"]}, "BuitenEuropa_24"),
    ("2020", "Appartement", {"unit": "kWh"}, "Appartement_48"),
    ("2020", "Appartement", {"unit": "m³"}, "Appartement_56"),
    ("2013", "Appartement", {"unit": "kWh"}, "Appartement_47"),
]


@pytest.mark.parametrize(("table", "stem", "told_by", "key"), TWINS)
def test_twins_are_told_apart_by_group_or_unit(
    tmp_path: Path, table: str, stem: str, told_by: dict[str, object], key: str
) -> None:
    there = listed(tmp_path, table)
    assert resolve_v3(_locator(stem, **told_by), there) == key
    with pytest.raises(ColumnError, match="ambiguous"):
        resolve_v3(_locator(stem), there)


@pytest.mark.parametrize("table", EXPECTED)
def test_no_indicator_reads_a_twin_by_its_stem_alone(tmp_path: Path, table: str) -> None:
    there = listed(tmp_path, table)
    stems = [topic.stem for topic in there]
    twins = {stem for stem in stems if stems.count(stem) > 1}
    assert twins
    assert not {stem_of(key) for key in resolved(tmp_path, table).values()} & twins


def test_two_households_with_a_low_income_of_2013_are_two_measures(tmp_path: Path) -> None:
    """`HuishoudensMetLaagInkomen` is the lowest 40 %; the low income of later years was called low purchasing power."""
    found = resolved(tmp_path, "2013")
    assert found["lowest_40_income_pct"] == "HuishoudensMetLaagInkomen_69"
    assert found["low_income_households_pct"] == "HuishoudensMetLageKoopkracht_71"


def _locator(stem: str, **told_by: object) -> Locator:
    return Locator.model_validate({"series": SERIES, "v3": [{"stem": stem, **told_by}]})


def _write(folder: Path, table: str, table_id: str, period: str, leave_out: str = "") -> Path:
    kept = [entry for entry in TABLES[table] if entry[2] != leave_out]
    region = "RegioS" if table == "2013" else "WijkenEnBuurten"
    rows = data_properties(kept, 1, region)
    cells = {row["Key"]: 1 for row in rows if row["Type"] == "Topic"}
    named = {key: "Voorbeeld" for key in cells if key.startswith("Gemeentenaam")}
    kinds = {key: "Gemeente" for key in cells if key.startswith("SoortRegio")}
    codes = {key: "GM9901" for key in cells if key.startswith("Codering")}
    posts = {key: "9901" for key in cells if key.startswith("MeestVoorkomendePostcode")}
    data = [{"ID": 0, region: "GM9901    ", **cells, **named, **kinds, **codes, **posts}]
    folder.mkdir()
    for name, content in (
        ("DataProperties", rows),
        ("TypedDataSet", data),
        ("TableInfos", [{"ID": 1, "Identifier": table_id, "Period": period, "Modified": "2021-03-26T02:00:00"}]),
        (region, [{"Key": "GM9901", "Title": "Voorbeeld"}]),
    ):
        (folder / f"{name}.json").write_text(json.dumps({"value": content}), encoding="utf-8")
    return folder


def _read(folder: Path, catalogue: Catalogue = CATALOGUE) -> ParsedTable:
    (found,) = recognise(folder, sorted(folder.iterdir()))
    assert isinstance(found, Recognised)
    (table,) = found.read(catalogue)
    assert isinstance(table, ParsedTable)
    return table


def test_the_table_of_2013_with_its_own_dimension_is_read_whole(tmp_path: Path) -> None:
    table = _read(_write(tmp_path / "t", "2013", "82339NED", "2013"))
    assert (table.release.table_id, table.release.boundary_year) == ("82339NED", 2013)
    assert set(table.values["indicator_id"]) == set(EXPECTED["2013"])
    assert table.notes == ()


def test_a_topic_that_a_known_table_lacks_is_a_fault(tmp_path: Path) -> None:
    folder = _write(tmp_path / "t", "2020", "84799NED", "2020", leave_out="Koopwoningen")
    with pytest.raises(
        ColumnError, match=r"owner_occupied_pct: topic 'Koopwoningen' \[%\] is not there; nearest: .*woning"
    ):
        _read(folder)


def test_a_topic_that_a_table_without_a_known_list_lacks_is_a_note(tmp_path: Path) -> None:
    table = _read(_write(tmp_path / "t", "2017", "83487NED", "2016", leave_out="Koopwoningen"))
    assert "owner_occupied_pct" not in set(table.values["indicator_id"])
    assert [note.split(" (")[0] for note in table.notes] == ["Not in this table: owner_occupied_pct"]


def test_the_first_release_of_2024_without_poverty_is_read_and_says_so(tmp_path: Path) -> None:
    table = _read(_write(tmp_path / "t", "2024", "85984NED", "2024", leave_out="PersonenInArmoede"))
    assert [note.split(" (")[0] for note in table.notes] == ["Not in this table: persons_in_poverty_pct"]
    with pytest.raises(ColumnError, match="persons_in_poverty_pct"):
        _read(_write(tmp_path / "next", "2025", "86165NED", "2025", leave_out="PersonenInArmoede"))
