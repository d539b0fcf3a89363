"""The demo goes through the adapters like any other raw folder, and gives every indicator something to show."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from etl.catalogue.indices import inputs_of, load_indices
from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.schema import Catalogue
from etl.contracts import BoundaryLayer, Content, LinkTable, ParsedTable, RasterMap
from etl.recognise import Scan, scan

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def found(demo: Path) -> Scan:
    return scan([demo])


@pytest.fixture(scope="module")
def tables(found: Scan, catalogue: Catalogue) -> list[Content]:
    return [content for item in found.recognised for content in item.read(catalogue)]


@pytest.fixture(scope="module")
def filled(tables: list[Content]) -> dict[str, set[int]]:
    """Years with at least one value, per indicator."""
    years: dict[str, set[int]] = defaultdict(set)
    for table in tables:
        if isinstance(table, ParsedTable):
            told = table.values[table.values["value"].notna()]
            for indicator_id, group in told.groupby("indicator_id"):
                years[str(indicator_id)] |= set(group["reference_year"])
        elif isinstance(table, RasterMap):
            years[table.indicator_id].add(table.reference_year)
    return years


def test_everything_but_the_readme_is_recognised(found: Scan, demo: Path) -> None:
    recognised, not_used, faults = found
    assert faults == []
    assert [item.path for item in not_used] == [demo / "README.md"]
    layouts = {(item.source_id, item.layout) for item in recognised}
    assert {source for source, _ in layouts} == {
        "cbs_kwb",
        "cbs_nabijheid",
        "rivm_gezondheid",
        "cbs_addresses",
        "cbs_areas",
        "cbs_gebieden",
        "own",
        "own_areas",
        "cbs_wijkbuurtkaart",
        "cbs_vierkanten",
        "leefbaarometer",
        "politie",
        "cbs_ses_woa",
        "cbs_opleiding",
        "rivm_geluid",
        "rivm_regiobeeld",
        "rivm_kaarten",
        "rivm_groen",
        "klimaateffectatlas",
    }
    assert {layout for source, layout in layouts if source == "cbs_kwb"} == {"odata_v3", "odata_v4", "xlsx"}


def test_years_and_boundaries_are_understood(tables: list[Content]) -> None:
    releases = [table.release for table in tables if isinstance(table, ParsedTable)]
    for source in ("cbs_kwb", "cbs_nabijheid"):
        own = [release for release in releases if release.source_id == source]
        assert sorted(release.reference_year for release in own) == list(range(2016, 2025))
        assert all(release.boundary_year == release.reference_year for release in own)
    health = {
        (release.table_id, release.boundary_year) for release in releases if release.source_id == "rivm_gezondheid"
    }
    assert health == {("50090NED", 2020), ("50120NED", 2022), ("50150NED", 2024)}
    # The Klimaateffectatlas and the layers of green list areas of one level each; the Leefbaarometer leaves the country out.
    per_level = {"klimaateffectatlas", "rivm_groen", "leefbaarometer", "own_eigen_cijfers_lindestreek"}
    assert {release.source_id for release in releases if not release.national} == per_level
    (links,) = [table for table in tables if isinstance(table, LinkTable)]
    assert (links.from_year, links.to_year, len(links.frame)) == (2022, 2023, 7)


def test_boundaries_are_exact(tables: list[Content]) -> None:
    layers = {(layer.level.value, layer.boundary_year): layer for layer in tables if isinstance(layer, BoundaryLayer)}
    assert {key: len(layer.frame) for key, layer in layers.items()} == {
        ("gemeente", 2020): 3, ("wijk", 2020): 18, ("buurt", 2020): 121,
        ("gemeente", 2024): 3, ("wijk", 2024): 18, ("buurt", 2024): 120,
    }  # fmt: skip
    assert not any(layer.approximate for layer in layers.values())


def test_every_shown_indicator_has_values_in_some_year(catalogue: Catalogue, filled: dict[str, set[int]]) -> None:
    inputs = inputs_of(load_indices(HERE, catalogue))

    def is_had(indicator_id: str) -> bool:
        """Read, or computed from figures of one year; an index is in no file: the build makes it of its inputs."""
        indicator = catalogue.indicators[indicator_id]
        if filled.get(indicator_id):
            return True
        if indicator.index:
            return all(is_had(each) for each in inputs[indicator_id])
        ways = [{*step.numerator, *step.denominator} for step in indicator.derive]
        return any(set.intersection(*(filled.get(part, set()) for part in parts)) for parts in ways)

    assert [name for name, one in catalogue.indicators.items() if one.shown and not is_had(name)] == []


def test_values_lie_within_the_catalogues_range(tables: list[Content], catalogue: Catalogue) -> None:
    outside = []
    for table in tables:
        if not isinstance(table, ParsedTable):
            continue
        for indicator_id, group in table.values.dropna(subset=["value"]).groupby("indicator_id"):
            low, high = catalogue.indicators[str(indicator_id)].valid_range
            if (low is not None and group["value"].min() < low) or (high is not None and group["value"].max() > high):
                outside.append((table.release.path.name, indicator_id, group["value"].min(), group["value"].max()))
    assert outside == []


def test_maps_use_most_of_their_classes(tables: list[Content], catalogue: Catalogue) -> None:
    """A demo in one colour shows nothing: buurten lie in at least three classes of the main indicators."""
    values: dict[str, list[float]] = defaultdict(list)
    for table in tables:
        if isinstance(table, ParsedTable):
            buurten = table.values[table.values["area_code"].str.startswith("BU")].dropna(subset=["value"])
            for indicator_id, group in buurten.groupby("indicator_id"):
                values[str(indicator_id)] += list(group["value"])
    for indicator_id in (
        "low_income_households_pct",
        "woz_value_eur",
        "gp_km",
        "supermarket_km",
        "good_health_pct",
        "lonely_pct",
    ):
        breaks = catalogue.indicators[indicator_id].breaks
        classes = {sum(value >= bound for bound in breaks) for value in values[indicator_id]}
        assert len(classes) >= 3, indicator_id
