"""An own area in the small warehouse, by hand; and in the demo, where it must be what the build makes of the same buurten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.observations import Grade, Method, Status
from domain.own_area import CombinedFigure
from store.areas import area
from store.catalogue import every_indicator, indicator
from store.combined import combined_figures, newest_figures, own_area_lines
from store.figures import figures_for, figures_of_area
from store.own_area import asked_area, own_area
from store.profile_context import stack_told
from store.series import own_lines
from store.warehouse import Store

INNER, COURT, EDGE, NEW = "BU99010101", "BU99010102", "BU99010201", "BU99010202"


@pytest.fixture(scope="module")
def counted(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small warehouse with counts of 2024 for three buurten, and a share that is made of them."""
    path = tmp_path_factory.mktemp("own") / "warehouse.duckdb"
    shutil.copy(warehouse_file, path)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE indicator SET combine = 'sum' WHERE additive")
        con.execute("UPDATE indicator SET combine = 'never' WHERE indicator_id = 'good_health_pct'")
        for key, title, additive, combine in (
            ("age_65_plus_count", "65+", True, "sum"),
            ("age_65_plus_pct", "65+", False, "mean"),
        ):
            con.execute(
                "INSERT INTO indicator VALUES (?, ?, 'wie', '%', 1, 'none', 'register', 'Wat het is.', [], 'Voller: meer.', 'residents', "
                "[1], 'sequential', 0, 100, ?, NULL, [], 0, NULL, NULL, true, 9, ?, NULL)",
                [key, title, additive, combine],
            )
        con.execute(
            "INSERT INTO share_of_counts VALUES ('age_65_plus_pct', ['age_65_plus_count'], ['residents_count'], 100, NULL, NULL, 0)"
        )
        for name, code, value in (
            ("residents_count", COURT, 500),
            ("residents_count", EDGE, 0),
            ("residents_count", NEW, 300),
            ("age_65_plus_count", INNER, 100),
            ("age_65_plus_count", COURT, 200),
            ("age_65_plus_pct", INNER, 10.0),
            ("age_65_plus_pct", COURT, 40.1),
        ):
            con.execute(
                "INSERT INTO observation VALUES (?, ?, 2024, 2024, ?, NULL, NULL, 'ok', 'A', 'published', 'kwb', 1, NULL)",
                [name, code, value],
            )
    store = Store(path)
    yield store
    store.close()


def by_key(figures: list[CombinedFigure]) -> dict[tuple[str, int], CombinedFigure]:
    return {(each.indicator_id, each.reference_year): each for each in figures}


def test_counts_add_up_and_means_weigh_by_residents(counted: Store) -> None:
    found = by_key(combined_figures(counted, [COURT, INNER]))
    assert found["residents_count", 2024].value == 1_500
    distance = found["supermarket_km", 2024]
    # A true 0 of a thousand people and 1.2 km of five hundred.
    assert (distance.value, distance.status, distance.grade, distance.method) == (
        0.4,
        Status.CAUTION,
        Grade.A,
        Method.COMBINED,
    )
    assert distance.source.source_id == "kwb"


def test_a_buurt_without_people_takes_nothing_away(counted: Store) -> None:
    assert by_key(combined_figures(counted, [INNER, COURT, EDGE]))["residents_count", 2024].value == 1_500


def test_a_missing_part_is_named(counted: Store) -> None:
    found = by_key(combined_figures(counted, [INNER, COURT, NEW]))
    older = found["age_65_plus_count", 2024]
    assert (older.value, older.status, older.lacking) == (None, Status.UNKNOWN, (NEW,))
    assert "Nieuwland" in older.why
    distance = found["supermarket_km", 2024]
    assert (distance.value, distance.status, distance.lacking) == (None, Status.SUPPRESSED, (NEW,))
    assert "83 %" in distance.why
    assert "95 %" in distance.why


def test_a_share_is_made_of_its_counts(counted: Store) -> None:
    assert by_key(combined_figures(counted, [INNER, COURT]))["age_65_plus_pct", 2024].value == 20.0


def test_a_median_says_why_not(counted: Store) -> None:
    found = by_key(combined_figures(counted, [INNER, COURT]))["good_health_pct", 2022]
    assert (found.value, found.status) == (None, Status.NOT_COMPARABLE)
    assert "mediaan" in found.why
    known = indicator(counted, "good_health_pct")
    assert known is not None
    assert known.combination == "never"


def test_what_a_buurt_does_not_show_its_own_area_does_not_show(counted: Store) -> None:
    """Hofkwartier 2022 is of grade C: alone it stays hidden, and so it does as the greater part of an area."""
    alone = by_key(combined_figures(counted, [COURT]))["supermarket_km", 2022]
    assert (alone.value, alone.status) == (None, Status.NOT_COMPARABLE)
    both = by_key(combined_figures(counted, [INNER, COURT]))["supermarket_km", 2022]
    assert (both.value, both.grade) == (None, Grade.C)


def test_one_buurt_is_itself(counted: Store) -> None:
    own = own_area(counted, [INNER], "Binnen")
    figures = combined_figures(counted, [INNER])
    published = {each.indicator_id: each for each in figures_for(counted, INNER)}
    made = {each.indicator_id: each for each in newest_figures(counted, figures)}
    assert made.keys() == published.keys()
    assert [made[name].value for name in made if name != "good_health_pct"] == [
        published[name].value for name in made if name != "good_health_pct"
    ]
    names = ["supermarket_km", "residents_count"]
    lines = own_area_lines(counted, own, figures, names)
    whole = area(counted, INNER)
    assert whole is not None
    expected = own_lines(counted.open(), whole, names)
    assert [[(p.year, p.value) for p in lines[name].points] for name in names] == [
        [(p.year, p.value) for p in expected[name].points] for name in names
    ]
    assert lines["supermarket_km"].name == "Binnen"


def test_the_area_itself(counted: Store) -> None:
    found = own_area(counted, [COURT, INNER, EDGE], "Ons hoekje")
    assert (found.name, found.level, found.member_count, found.boundary_year) == ("Ons hoekje", Level.EIGEN, 3, 2024)
    assert (found.residents_count, found.households_count, found.land_area_ha) == (1_500, 800, 37.5)
    assert (found.gemeente_name, found.wijk_code, found.urbanity_class) == ("Échtburg", None, 3)
    assert found.bounds == (5.2, 52.8, 5.3, 52.9)
    assert found.code == own_area(counted, [EDGE, COURT, INNER], "Anders").code
    across = own_area(counted, [COURT, "BU99020101"], "Over de grens")
    assert (across.gemeente_code, across.code[:6]) == (None, "EG0000")
    with pytest.raises(KeyError):
        own_area(counted, ["BU99019999"], "Niets")
    with pytest.raises(ValueError, match="at least one"):
        own_area(counted, [], "Niets")


def test_an_address_with_old_and_unknown_codes(counted: Store) -> None:
    found, lines = asked_area(counted, f"?buurten={INNER},BU99010999,GM9901,BU00000000&naam=Ons+hoekje")
    assert found is not None
    assert (found.codes, found.name) == ((INNER, EDGE), "Ons hoekje")
    assert len(lines) == 3
    assert asked_area(counted, None) == (None, ())


def test_a_warehouse_of_an_older_version_keeps_the_mean(counted: Store, tmp_path: Path) -> None:
    shutil.copy(counted.path, tmp_path / "old.duckdb")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as con:
        con.execute("DROP TABLE share_of_counts")
    old = Store(tmp_path / "old.duckdb")
    assert by_key(combined_figures(old, [INNER, COURT]))["age_65_plus_pct", 2024].value == 20.0
    old.close()


def test_it_is_what_the_build_makes_of_the_same_buurten(demo_warehouse: Path) -> None:
    """Every figure and year of the stadsdelen of the demo, where the build shows one of grade A or B."""
    store = Store(demo_warehouse)
    warehouse = store.open()
    members: dict[str, list[str]] = {}
    for group, member in warehouse.rows("SELECT group_code, member_code FROM area_group WHERE group_code LIKE 'EG%'"):
        members.setdefault(group, []).append(member)
    assert members
    compared = 0
    for group, codes in members.items():
        own = by_key(combined_figures(store, codes))
        for built in figures_of_area(warehouse, group, list(every_indicator(warehouse))):
            made = own[built.indicator_id, built.reference_year]
            if built.grade is Grade.C:
                assert made.value is None
                continue
            compared += built.value is not None
            assert (made.value, made.grade) == (pytest.approx(built.value), built.grade), (group, built)
            if built.value is not None:
                assert made.status is built.status
    assert compared > 4_000
    store.close()


def test_buurten_of_two_gemeenten_are_marked_as_each_is_in_its_own(demo_warehouse: Path) -> None:
    """What comes together is told of all of them, and not by the map of one of the two gemeenten."""
    store = Store(demo_warehouse)
    city, village = area(store, "GM9901"), area(store, "BU99020101")
    assert city is not None
    assert village is not None
    marked = area(store, stack_told(store, city)[1][0])
    assert marked is not None
    members = [marked, village]
    told, found = stack_told(store, own_area(store, [each.code for each in members], "Samen"), members)
    assert found == (marked.code,)
    assert told == ("In 1 van de 2 buurten van Samen komt veel samen.",)
    alone, _ = stack_told(store, own_area(store, [village.code], "Dorp"), [village])
    assert alone == ("In 1 buurt van Dorp komt niet veel tegelijk samen.",)
    store.close()
