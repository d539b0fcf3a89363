"""The list of facilities: complete, in step with the catalogue, compiled as it stands, and faults named."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from etl.catalogue.facilities import Facility, Guide, load_facilities, problems, write_facilities
from etl.catalogue.loader import load_catalogue
from etl.errors import CatalogueError
from etl.load.publish import SCHEMA

FACILITIES = load_facilities()
INDICATORS = load_catalogue().indicators


def test_every_distance_and_count_of_the_series_has_its_place() -> None:
    counts = [name for each in FACILITIES for name in each.counts.values()]
    assert (len(FACILITIES), len(counts)) == (47, 63)
    assert problems(FACILITIES, INDICATORS) == []


def test_the_radius_is_that_of_the_title() -> None:
    for each in FACILITIES:
        for radius, name in each.counts.items():
            assert INDICATORS[name].title.endswith(f"binnen {radius} km"), name


@pytest.mark.parametrize(
    ("name", "guides"),
    [
        ("supermarket_km", [(1, "walk"), (2.5, "bike")]),
        ("gp_km", [(1, "walk"), (3, "bike")]),
        ("pharmacy_km", [(1, "walk"), (3, "bike")]),
        ("primary_school_km", [(0.8, "walk"), (2, "bike")]),
        ("library_km", [(1.5, "walk"), (3.75, "bike")]),
        ("hospital_km", [(10, "road"), (20, "road")]),
    ],
)
def test_guide_values_of_the_methods(name: str, guides: list[tuple[float, str]]) -> None:
    found = next(each for each in FACILITIES if each.id == name)
    assert [(each.km, each.way) for each in found.guides] == guides


def test_no_text_calls_a_guide_value_a_norm() -> None:
    for each in FACILITIES:
        assert not re.search(r"\bnorm", f"{each.short} {each.place} {each.anchor or ''}".casefold()), each.id


def test_it_is_compiled_in_order() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        write_facilities(con, FACILITIES)
        rows = con.execute("SELECT indicator_id, guides, counts FROM facility ORDER BY sort_order").fetchall()
    assert [row[0] for row in rows] == [each.id for each in FACILITIES]
    gp = next(row for row in rows if row[0] == "gp_km")
    assert gp[1] == [{"km": 1.0, "way": "walk"}, {"km": 3.0, "way": "bike"}]
    assert gp[2] == [{"within_km": radius, "indicator_id": f"gp_{radius}km_count"} for radius in (1, 3, 5)]


def facility(name: str, **counts: str) -> Facility:
    radii = {int(radius.removeprefix("r")): count for radius, count in counts.items()}
    return Facility(id=name, short="X", place="een x", guides=(Guide(km=1, way="walk"),), counts=radii)


def test_what_does_not_fit_is_named() -> None:
    found = problems((facility("gp_km", r1="gp_1km_count", r3="gp_1km_count", r5="hospital_5km_count"),), INDICATORS)
    assert "'gp_1km_count' stands here twice" in found
    assert "'hospital_5km_count' is in another facility_group than gp_km" in found
    assert "'supermarket_km' has a facility_group and is missing here" in found
    odd = problems((facility("gp_3km_count"), facility("moon_km"), facility("residents_count")), INDICATORS)
    assert {
        "'gp_3km_count' is no distance in km",
        "'moon_km' is not in the catalogue",
        "'residents_count' has no facility_group",
    } <= set(odd)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "facilities.yml").write_text(
        "- {id: gp_km, short: Huisarts, guides: [{km: 0, way: fly}]}", encoding="utf-8"
    )
    with pytest.raises(CatalogueError) as caught:
        load_facilities(tmp_path)
    told = str(caught.value)
    assert "facilities.yml: 0.place" in told
    assert "0.guides.0.way" in told
    with pytest.raises(CatalogueError, match=r"facilities\.yml"):
        load_facilities(tmp_path / "nowhere")
