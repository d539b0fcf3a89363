"""Laws of the geometry on real boundaries: what is recognised, chosen, simplified and encoded."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import geobuf
import numpy as np
import pandas as pd
import pytest
import shapely

from domain.areas import Level
from etl.catalogue.schema import Catalogue
from etl.contracts import BoundaryLayer, Recognised
from etl.geometry.choose import ChosenGeometry, choose_layers
from etl.geometry.coverage import CITY_TOLERANCE_M, NATIONAL_TOLERANCE_M, is_coverage, simplify
from etl.geometry.encode import GeometryRow, area_geometry, geometry_rows
from etl.sources.boundaries.adapter import recognise

_EMPTY = Catalogue(themes=(), sources={}, indicators={})
APPROXIMATE = "wijkenbuurten_2024_approximate.gpkg"


@cache
def read(folder: Path) -> dict[tuple[str, Level, bool], BoundaryLayer]:
    """All layers by file, level and whether they are approximate."""
    layers: dict[tuple[str, Level, bool], BoundaryLayer] = {}
    for item in recognise(folder, sorted(folder.iterdir())):
        assert isinstance(item, Recognised), item
        for layer in item.read(_EMPTY):
            assert isinstance(layer, BoundaryLayer)
            layers[layer.path.name, layer.level, layer.approximate] = layer
    return layers


@pytest.fixture
def layers(open_data: Path) -> dict[tuple[str, Level, bool], BoundaryLayer]:
    return read(open_data / "boundaries")


@cache
def choose(folder: Path) -> ChosenGeometry:
    """Chosen for the areas of 2024 as the national file lists them."""
    layers = read(folder)
    frames = [layers[APPROXIMATE, level, True].frame.assign(level=level.value) for level in (*CITY_TOLERANCE_M,)]
    areas = pd.concat([frame[["area_code", "level", "gemeente_code"]] for frame in frames], ignore_index=True)
    return choose_layers(list(layers.values()), pd.DataFrame(areas), 2024)


@cache
def encoded(folder: Path) -> dict[tuple[Level, str], GeometryRow]:
    return {(row.level, row.frame_code): row for row in geometry_rows(choose(folder), 2024)}


def test_every_file_is_recognised_with_its_year_and_rows(layers: dict[tuple[str, Level, bool], BoundaryLayer]) -> None:
    found = {
        (name.split(".")[0], level.value, exact): (x.boundary_year, len(x.frame))
        for (name, level, exact), x in layers.items()
    }
    assert found == {
        ("amsterdam_buurten_2022", "buurt", False): (2023, 518),
        ("baarn_buurten_2024", "buurt", False): (2024, 21),
        ("drechtsteden_buurten_2023", "buurt", False): (2023, 357),
        ("ede_wijken_2024", "wijk", False): (2024, 17),
        ("nl_gemeenten_2022", "gemeente", False): (2022, 345),
        ("nl_gemeenten_2024", "gemeente", False): (2024, 342),
        ("nl_wijken_2016", "wijk", False): (2016, 2294),
        ("nl_wijken_2016", "wijk", True): (2016, 685),
        ("nl_wijken_2022", "wijk", False): (2022, 3340),
        ("wijkenbuurten_2024_approximate", "buurt", True): (2024, 14_566),
        ("wijkenbuurten_2024_approximate", "gemeente", True): (2024, 342),
        ("wijkenbuurten_2024_approximate", "wijk", True): (2024, 3393),
    }


def test_facilities_and_green_are_no_boundaries(open_data: Path) -> None:
    for name in ("facilities", "green", "cbs_kwb", "leefbaarometer"):
        assert recognise(open_data / name, sorted((open_data / name).iterdir())) == []


def test_what_was_left_out_or_repaired_is_told(layers: dict[tuple[str, Level, bool], BoundaryLayer]) -> None:
    drechtsteden = layers["drechtsteden_buurten_2023.pdok.geojson", Level.BUURT, False]
    assert drechtsteden.notes == ("1 row of water areas (water = JA) left out.",)
    old = layers["nl_wijken_2016.geojson", Level.WIJK, False].notes
    assert "2 rows are parts of 1 area and were joined: WK191104." in old
    assert any(note.startswith("12 polygons repaired, not valid on a grid of 1 cm") for note in old)
    amsterdam = layers["amsterdam_buurten_2022.gebieden.geojson", Level.BUURT, False]
    assert "4 of 518 areas changed later." in amsterdam.notes[0]


@pytest.mark.parametrize("tolerances", [CITY_TOLERANCE_M, NATIONAL_TOLERANCE_M], ids=["city", "national"])
@pytest.mark.parametrize(
    ("name", "level", "share_kept"),
    [
        # The most that may stay of the vertices for a city and for the country; the wijken were simplified before.
        ("amsterdam_buurten_2022.gebieden.geojson", Level.BUURT, (0.60, 0.35)),
        ("drechtsteden_buurten_2023.pdok.geojson", Level.BUURT, (0.50, 0.27)),
        ("baarn_buurten_2024.pdok_snake_case.geojson", Level.BUURT, (0.45, 0.25)),
        ("ede_wijken_2024.pdok_camel_case.geojson", Level.WIJK, (0.40, 0.15)),
        ("nl_wijken_2022.gpkg", Level.WIJK, (1.0, 0.95)),
        ("nl_gemeenten_2024.gebiedsindelingen.geojson", Level.GEMEENTE, (0.98, 0.80)),
    ],
)
def test_simplification_keeps_a_real_coverage_whole(
    layers: dict[tuple[str, Level, bool], BoundaryLayer],
    name: str,
    level: Level,
    share_kept: tuple[float, float],
    tolerances: dict[Level, float],
) -> None:
    polygons = np.asarray(layers[name, level, False].frame.geometry.array)
    simplified = simplify(polygons, tolerances[level])
    assert simplified.valid
    assert simplified.tolerance_m == tolerances[level]
    assert is_coverage(simplified.polygons)
    assert not shapely.is_empty(simplified.polygons).any()
    before, after = shapely.area(polygons), shapely.area(simplified.polygons)
    assert abs(after.sum() / before.sum() - 1) < 0.005
    assert simplified.vertices_after <= share_kept[tolerances is NATIONAL_TOLERANCE_M] * simplified.vertices_before
    # For the map of a city the areas stay the same to within half a percent, each of them.
    if tolerances is CITY_TOLERANCE_M:
        assert np.abs(after / before - 1).max() < 0.005


def test_approximate_buurten_are_no_coverage_and_pass_through(
    open_data: Path, layers: dict[tuple[str, Level, bool], BoundaryLayer]
) -> None:
    polygons = np.asarray(layers[APPROXIMATE, Level.BUURT, True].frame.geometry.array)
    simplified = simplify(polygons, 20)
    assert not simplified.valid
    assert simplified.vertices_after == simplified.vertices_before
    national = encoded(open_data / "boundaries")[Level.BUURT, "NL00"]
    assert national.approximate
    assert national.note is not None
    assert "De grenzen zijn bij benadering in 333 van de 342 gemeenten." in national.note


def test_exact_boundaries_win_in_their_gemeenten(open_data: Path) -> None:
    frame = choose(open_data / "boundaries").frame
    buurten = frame[frame["level"] == "buurt"]
    exact = buurten[~buurten["approximate"]].groupby("gemeente_code").size()
    assert exact.to_dict() == {
        "GM0308": 21, "GM0363": 516, "GM0482": 29, "GM0505": 132, "GM0523": 25, "GM0531": 12, "GM0590": 34,
        "GM0610": 33, "GM0642": 92,
    }  # fmt: skip
    assert not frame[frame["level"] == "gemeente"]["approximate"].any()
    assert (frame.groupby(["level", "gemeente_code"])["source"].nunique() == 1).all()


def test_wijken_of_2022_serve_2024_only_where_they_lie_in_the_same_place(open_data: Path) -> None:
    chosen = choose(open_data / "boundaries")
    wijken = chosen.frame[chosen.frame["level"] == "wijk"]
    of_2022 = set(wijken[wijken["boundary_year"] == 2022]["gemeente_code"])
    # These have the same wijkcodes in both years, given out anew: each area is another one.
    assert not of_2022 & {"GM0090", "GM0432", "GM0569"}
    assert len(of_2022) > 250


def test_all_buurten_are_encoded_and_come_back(open_data: Path) -> None:
    rows = encoded(open_data / "boundaries")
    # Every buurt of the list, and not the two of Amsterdam's own division that the list lacks.
    assert len(rows[Level.BUURT, "NL00"].area_codes) == 14_566
    for key in [(Level.BUURT, "NL00"), (Level.WIJK, "NL00"), (Level.GEMEENTE, "NL00"), (Level.BUURT, "GM0363")]:
        features = geobuf.decode(gzip.decompress(rows[key].payload))["features"]
        assert [feature["properties"]["code"] for feature in features] == list(rows[key].area_codes)
    of_gemeenten = [
        code
        for (level, frame), row in rows.items()
        if level is Level.BUURT and frame != "NL00"
        for code in row.area_codes
    ]
    assert sorted(of_gemeenten) == list(rows[Level.BUURT, "NL00"].area_codes)


def test_files_are_small_enough_to_send(open_data: Path) -> None:
    rows = encoded(open_data / "boundaries")
    assert len(rows[Level.BUURT, "NL00"].payload) < 750_000
    assert len(rows[Level.WIJK, "NL00"].payload) < 400_000
    assert len(rows[Level.GEMEENTE, "NL00"].payload) < 130_000
    assert len(rows[Level.BUURT, "GM0363"].payload) < 60_000


def test_every_area_has_a_point_within_its_box_in_the_country(open_data: Path) -> None:
    places = area_geometry(choose(open_data / "boundaries"))
    assert len(places) == 14_566 + 3393 + 342
    assert places["centroid_lon"].between(places["west"], places["east"]).all()
    assert places["centroid_lat"].between(places["south"], places["north"]).all()
    assert places["west"].min() > 3.3
    assert places["north"].max() < 53.6
    dam = places.set_index("area_code").loc["GM0363"]
    assert dam["west"] < 4.893 < dam["east"]
    assert dam["south"] < 52.373 < dam["north"]
