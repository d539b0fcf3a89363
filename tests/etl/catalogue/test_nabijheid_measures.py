"""Nabijheid voorzieningen: all 110 measures, each found by its groups where the key tells nothing, in every layout and order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from nabijheid_lists import FACILITIES, measures
from topic_lists import Entry, topics

from etl.catalogue.loader import load_catalogue
from etl.errors import ColumnError
from etl.sources._layouts.columns import Topic, choose, resolve_header, resolve_v3, resolve_v4

CATALOGUE = load_catalogue()
SERIES = "cbs_nabijheid"
MEASURES = measures()
IDS = [name for name, _, _ in MEASURES]
LISTED = [entry for _, entry, _ in MEASURES]
LOCATORS = {
    name: locator
    for name, indicator in CATALOGUE.indicators.items()
    for locator in indicator.source
    if locator.series == SERIES
}


def found(folder: Path, listed: list[Entry], year: int, first: int = 5) -> dict[str, str]:
    find = partial(resolve_v3, topics=topics(folder, listed, first))
    choice = choose(CATALOGUE, SERIES, year, find, complete=True, subject=str(year))
    return {column.indicator_id: column.key for column in choice.chosen}


def test_the_catalogue_holds_every_measure_of_the_table_once() -> None:
    assert len(IDS) == 110
    assert sorted(LOCATORS) == sorted(IDS)


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021, 2023, 2024, 2025])
def test_each_measure_finds_its_own_topic(tmp_path: Path, year: int) -> None:
    resolved = found(tmp_path, LISTED, year)
    assert [resolved[name] for name in IDS] == [f"{stem}_{n}" for n, (_, _, stem) in enumerate(LISTED, start=5)]
    assert resolved["gp_km"] == "AfstandTotHuisartsenpraktijk_5"
    assert resolved["hospital_main_20km_count"] == "Binnen20Km_18"
    assert resolved["havo_vwo_school_km"] == "AfstandTotSchool_72"
    assert resolved["public_green_km"] == "AfstandTotOpenbaarGroenTotaal_76"
    assert resolved["train_station_km"] == "AfstandTotTreinstationsTotaal_90"
    assert resolved["attraction_50km_count"] == "Binnen50Km_113"
    assert resolved["fire_station_km"] == "AfstandTotBrandweerkazerne_114"


EXTRA: list[Entry] = [
    entry
    for kind in ("A", "B", "C")
    for entry in [
        (("Onderwijs", f"Soort {kind}"), "km", "AfstandTotSchool"),
        *(((("Onderwijs", f"Soort {kind}", "Aantal scholen")), "aantal", f"Binnen{r}Km") for r in (3, 5, 10, 20)),
    ]
]


def test_the_table_of_2022_with_fifteen_more_topics_after_the_schools(tmp_path: Path) -> None:
    """All that is known of them is their number; under whatever group, they move the keys and nothing else."""
    before = IDS.index("public_green_km")
    resolved = found(tmp_path, [*LISTED[:before], *EXTRA, *LISTED[before:]], 2022)
    assert sorted(resolved) == sorted(IDS)
    assert resolved["havo_vwo_school_10km_count"] == "Binnen10Km_75"
    assert resolved["public_green_km"] == "AfstandTotOpenbaarGroenTotaal_91"
    assert resolved["main_road_km"] == "AfstandTotOpritHoofdverkeersweg_104"
    assert resolved["train_station_km"] == "AfstandTotTreinstationsTotaal_105"


def test_a_second_topic_in_the_same_group_is_named_and_never_guessed(tmp_path: Path) -> None:
    twin = (("Onderwijs", "Voortgezet onderwijs", "Vmbo", "Langs fietspaden"), "km", "AfstandTotSchool")
    with pytest.raises(
        ColumnError, match=r"vmbo_school_km: .*ambiguous: .*AfstandTotSchool_68 \[km\]; .*AfstandTotSchool_115"
    ):
        found(tmp_path, [*LISTED, twin], 2022)


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2017])
def test_an_early_year_of_which_no_list_is_known_may_lack_measures(tmp_path: Path, year: int) -> None:
    """Green starts in 2015 and the out-of-hours post is absent in 2017; no list of the columns is known before 2018."""
    assert not CATALOGUE.sources[SERIES].is_checked(year)
    find = partial(
        resolve_v3, topics=topics(tmp_path, [entry for entry in LISTED if "groen" not in str(entry).casefold()], 5)
    )
    choice = choose(CATALOGUE, SERIES, year, find, complete=False, subject=str(year))
    green = {name for name, (groups, _, _) in zip(IDS, LISTED, strict=True) if groups[:1] == ("Groenvoorzieningen",)}
    assert set(choice.missing) == green
    assert len(green) == 13


def test_a_key_that_cbs_renames_is_found_by_its_full_title() -> None:
    """The keys of a few green measures are not confirmed, their StatLine titles are."""
    title = "Groenvoorzieningen/Semi-openbaar groen/Afstand tot begraafplaats (km)"
    titled = [Topic("Anders_87", ("Groenvoorzieningen", "Semi-openbaar groen"), "km", _last_title(title))]
    assert resolve_v3(LOCATORS["cemetery_km"], titled) == "Anders_87"


def test_a_statline_export_has_one_column_per_measure() -> None:
    headers = [title for _, _, title in MEASURES]
    assert {name: resolve_header(locator.statline, headers) for name, locator in LOCATORS.items()} == {
        name: title for name, _, title in MEASURES
    }


#: Base codes as published; the rest is found by its full title.
CODES = {
    "gp_km": "D000028", "gp_out_of_hours_km": "D000027", "pharmacy_km": "D000010", "physiotherapist_km": "D000024",
    "hospital_km": "D000056", "supermarket_km": "D000025", "daily_food_km": "D000038", "day_care_km": "D000029",
    "after_school_care_km": "D000019", "primary_school_km": "D000045", "cafe_km": "D000020", "cafetaria_km": "D000021",
    "restaurant_km": "D000043", "hotel_km": "D000026", "park_km": "D000039", "forest_km": "D000017",
    "sports_ground_km": "D000051", "swimming_pool_km": "D000058", "train_station_km": "D000052",
    "interchange_station_km": "D000014", "main_road_km": "D000037", "library_km": "D000015", "museum_km": "D000032",
    "cinema_km": "D000016",
}  # fmt: skip


def test_codes_of_v4_are_those_published() -> None:
    assert {name: LOCATORS[name].v4 for name in CODES} == CODES
    unknown = {name for name, locator in LOCATORS.items() if locator.v4 and name not in CODES}
    assert unknown == {"hospital_main_km", "secondary_school_km", "vmbo_school_km", "havo_vwo_school_km"}
    assert {LOCATORS[name].v4 for name in unknown} == {"D000056", "D000045"}, "the same code in another group"


def test_v4_finds_all_measures_by_code_and_group_or_by_title() -> None:
    numbers: dict[str, int] = {}
    listed = []
    for name, (groups, unit, _), title in MEASURES:
        base = LOCATORS[name].v4 or f"X{len(listed):06d}"
        numbers[base] = numbers.get(base, 0) + 1
        listed.append(Topic(f"{base}_{numbers[base]}", groups, unit, _last_title(title)))
    keys = {name: resolve_v4(LOCATORS[name], listed) for name in IDS}
    assert [keys[name] for name in IDS] == [topic.key for topic in listed]


@pytest.mark.parametrize("facility", [facility for facility, *_ in FACILITIES])
def test_a_facility_has_one_group_and_one_opinion_over_all_its_measures(facility: str) -> None:
    radii = next(radii for name, _, _, _, radii, _ in FACILITIES if name == facility)
    distance = CATALOGUE.indicators[f"{facility}_km"]
    counts = {f"{facility}_{radius}km_count": CATALOGUE.indicators[f"{facility}_{radius}km_count"] for radius in radii}
    near = {"higher_is_worse": "higher_is_better", "none": "none"}[distance.direction]
    assert {one.facility_group for one in counts.values()} <= {distance.facility_group}
    assert {one.theme for one in counts.values()} <= {distance.theme}
    # More cafetaria's within a walk are the third claim's measure; elsewhere they are a matter of taste.
    judged = {one.direction for name, one in counts.items() if name != "cafetaria_1km_count"}
    assert judged <= {near}
    assert {one.period_offset for one in counts.values()} <= {distance.period_offset}
    assert {tuple(b.year for b in one.series_breaks) for one in counts.values()} <= {
        tuple(b.year for b in distance.series_breaks)
    }


@pytest.mark.parametrize("name", IDS)
def test_every_measure_breaks_with_the_road_network_of_2022_and_wants_ten_residents(name: str) -> None:
    indicator = CATALOGUE.indicators[name]
    years = {found.year for found in indicator.series_breaks}
    assert 2022 in years
    assert (2018 in years) == ("school_" in name and not name.startswith("after_school"))
    assert (2017 in years) == name.startswith(("vmbo", "havo"))
    assert indicator.minimum is not None
    assert indicator.minimum.at_least == 10
    assert indicator.combination == "mean"
    assert indicator.weight == "residents"


@pytest.mark.parametrize("name", [name for name in IDS if name.endswith("_count")])
def test_wider_circles_hold_more(name: str) -> None:
    """Bounds of the classes rise with the radius, since a wider circle holds all that the narrower one holds."""
    facility, radius, _ = name.rsplit("_", 2)
    radii = next(radii for known, _, _, _, radii, _ in FACILITIES if known == facility)
    wider = [r for r in radii if r > int(radius.removesuffix("km"))]
    mine = CATALOGUE.indicators[name].breaks
    for other in wider:
        theirs = CATALOGUE.indicators[f"{facility}_{other}km_count"].breaks
        assert all(a <= b for a, b in zip(mine, theirs, strict=True)), (name, other)


def _last_title(full: str) -> str:
    """Title of the topic itself, without its groups and its unit."""
    return full.rsplit("/", 1)[-1].rsplit(" (", 1)[0]
