"""Every locator of the catalogue, held against the columns of the real files in the open-data folder."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Locator
from etl.sources._layouts import odata_v3, statline, xlsx
from etl.sources._layouts.columns import Topic, applies, choose, paths, plain, resolve_v3, resolve_v4, stem_of

pytestmark = pytest.mark.real
CATALOGUE = load_catalogue()
#: xlsx names that no file at hand has: topics of 2017–2019 only, or that began later than the column set of the Utrecht files.
NOT_AT_HAND = {
    *("age_65_80_count", "age_80_plus_count", "persons_in_poverty_pct"),
    *("new_dwellings_count", "dwellings_over_10_years_pct"),
    *("theft_from_home_per_1000", "vandalism_per_1000", "violence_per_1000"),
}


def locators(series: str, year: int | None = None) -> list[tuple[str, Locator]]:
    return [
        (name, locator)
        for name, indicator in CATALOGUE.indicators.items()
        for locator in indicator.source
        if locator.series == series and (year is None or applies(locator, year))
    ]


def test_every_kwb_locator_of_2020_is_exactly_one_topic(open_data: Path) -> None:
    topics = odata_v3.read_properties([open_data / "cbs_kwb/2020_84799NED_odata_v3/DataProperties.json"]).topics
    found = {name: resolve_v3(locator, topics) for name, locator in locators("cbs_kwb", 2020) if locator.v3}
    assert len(found) > 40
    assert len(set(found.values())) == len(found), "two indicators read one column"
    assert found["residents_count"] == "AantalInwoners_5"
    assert found["woz_value_eur"] == "GemiddeldeWoningwaarde_35"
    assert found["primary_school_3km_count"] == "ScholenBinnen3Km_109"
    assert found["owner_occupied_pct"] == "Koopwoningen_40"


def test_the_early_2024_table_lacks_only_what_cbs_added_later(open_data: Path) -> None:
    topics = odata_v3.read_properties([open_data / "cbs_kwb/2024_85984NED_odata_v3_DataProperties.json"]).topics
    absent = set()
    for name, locator in locators("cbs_kwb", 2024):
        stems = {alternative.stem for alternative in locator.v3}
        if stems & {topic.stem for topic in topics}:
            assert resolve_v3(locator, topics)
        elif stems:
            absent.add(name)
    assert absent == {"persons_in_poverty_pct"}
    assert "low_income_households_pct" not in {name for name, _ in locators("cbs_kwb", 2024)}
    found = choose(CATALOGUE, "cbs_kwb", 2024, partial(resolve_v3, topics=topics), complete=True, subject="early 2024")
    assert set(found.missing) == {"persons_in_poverty_pct"}


def test_every_v4_code_of_2017_is_one_measure_with_the_same_meaning_as_the_v3_stem(open_data: Path) -> None:
    folder = open_data / "cbs_kwb/2017_83765NED_odata_v4_metadata"
    groups = pd.read_parquet(folder / "MeasureGroups.parquet")
    parents = {row.Id: (row.ParentId or None, row.Title) for row in groups.itertuples()}
    codes = pd.read_parquet(folder / "MeasureCodes.parquet")
    measures = [Topic(row.Identifier, paths(parents, row.MeasureGroupId), row.Unit) for row in codes.itertuples()]
    titles = dict(zip(codes.Identifier, codes.Title, strict=True))
    known = {stem_of(measure.key) for measure in measures}
    found = {
        name: titles[str(resolve_v4(locator, measures))]
        for name, locator in locators("cbs_kwb", 2017)
        if locator.v4 and locator.v4 in known
    }
    absent = {name for name, locator in locators("cbs_kwb", 2017) if locator.v4 and locator.v4 not in known}
    assert absent == set()
    assert found["owner_occupied_pct"] == "Koopwoningen"
    assert found["rent_pct"] == "Huurwoningen totaal"
    assert found["low_income_households_pct"] == "Huishoudens met een laag inkomen"
    for name, locator in locators("cbs_kwb", 2017):
        if locator.v4 and locator.v3:
            keys = {alternative.stem.removeprefix("k_").casefold() for alternative in locator.v3}
            words = "".join(letter for letter in found[name].casefold() if letter.isalnum())
            assert any(words in key or key in words or _alike(key, words) for key in keys), (name, found[name], keys)


def test_xlsx_names_are_real_column_names(open_data: Path) -> None:
    columns = {
        name.strip()
        for path in sorted((open_data / "cbs_kwb").glob("*.xlsx"))
        for sheet in xlsx.headers(path)
        for name in sheet.header
    }
    unknown = {name for name, locator in locators("cbs_kwb") if locator.xlsx and not columns & set(locator.xlsx)}
    assert unknown <= NOT_AT_HAND
    assert not {name for name, locator in locators("cbs_kwb", 2023) if locator.xlsx and not columns & set(locator.xlsx)}


def test_the_statline_headers_are_the_110_measures_of_the_export(open_data: Path) -> None:
    exports = [statline.header(open_data / f"cbs_nabijheid/{year}-utrecht.statline.csv") for year in (2019, 2023)]
    headers, later = ({plain(title) for title in titles} for titles in exports)
    assert headers == later, "the names of 2023 are those of 2019"
    wanted = [(name, [plain(header) for header in locator.statline]) for name, locator in locators("cbs_nabijheid")]
    assert [name for name, alternatives in wanted if not headers & set(alternatives)] == []
    measures = {header for header in headers if header.endswith(("(km)", "(aantal)"))}
    assert len(measures) == 110
    assert measures == {header for _, alternatives in wanted for header in alternatives if header in headers}


def test_statline_headers_and_v3_paths_tell_the_same_groups() -> None:
    for name, locator in locators("cbs_nabijheid"):
        for alternative in locator.v3:
            parents = plain(locator.statline[0].rpartition("/")[0])
            assert all(plain(title) in parents for title in alternative.path), name


def test_health_stems_are_columns_of_the_health_sheets(open_data: Path) -> None:
    [sheet] = xlsx.headers(open_data / "rivm_gezondheid/50090NED_2020_18plus.untyped.xlsx")
    stems = {stem_of(column) for column in sheet.header}
    absent = {
        name for name, locator in locators("rivm_gezondheid") if not stems & {option.stem for option in locator.v3}
    }
    assert absent == {
        *("housing_satisfaction_pct", "surroundings_satisfaction_pct", "low_resilience_pct", "support_from_others_pct"),
        "long_term_limited_pct",
    }
    assert all(locator.optional for name, locator in locators("rivm_gezondheid") if name in absent)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() > 0.8
