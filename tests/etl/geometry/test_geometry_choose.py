"""Which file wins for a gemeente: the table of precedence, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from geometry_shapes import X, Y, area_list, layer, square

from domain.areas import Level
from etl.contracts import BoundaryLayer
from etl.geometry.candidates import few
from etl.geometry.choose import ChosenGeometry, choose_layers

BUURTEN = {"BU00010000": square(0, 0), "BU00010001": square(1, 0)}
AREAS = area_list("BU00010000", "BU00010001")


def buurten(name: str, year: int = 2024, *, approximate: bool = False, **more: Any) -> BoundaryLayer:
    return layer(name, Level.BUURT, year, {**BUURTEN, **more}, approximate=approximate)


def files(chosen: ChosenGeometry, level: str = "buurt") -> set[str]:
    rows = chosen.frame[chosen.frame["level"] == level]
    return {source.split("#")[0] for source in rows["source"]}


PRECEDENCE = [
    ("exact before approximate", [buurten("approximate", approximate=True), buurten("exact")], "exact"),
    ("the vintage before another year", [buurten("a2023", 2023), buurten("b2024", 2024)], "b2024"),
    ("exact of another year before approximate", [buurten("rough", approximate=True), buurten("a2023", 2023)], "a2023"),
    ("the nearer year", [buurten("a2020", 2020), buurten("b2022", 2022)], "b2022"),
    ("the later of two years as near", [buurten("a2023", 2023), buurten("b2025", 2025)], "b2025"),
    ("approximate of the vintage before that of another year", [
        buurten("a", 2023, approximate=True), buurten("b", approximate=True)], "b"),
    ("whole before a cut-out", [
        layer("cut", Level.BUURT, 2024, {"BU00010000": square(0, 0)}), buurten("whole", approximate=True)], "whole"),
    ("a cut-out before nothing", [layer("cut", Level.BUURT, 2024, {"BU00010000": square(0, 0)})], "cut"),
    ("equal files: by name", [buurten("b"), buurten("a")], "a"),
]  # fmt: skip


@pytest.mark.parametrize(("layers", "winner"), [row[1:] for row in PRECEDENCE], ids=[row[0] for row in PRECEDENCE])
def test_precedence(layers: Sequence[BoundaryLayer], winner: str) -> None:
    assert files(choose_layers(layers, AREAS, 2024)) == {winner}
    assert files(choose_layers(layers[::-1], AREAS, 2024)) == {winner}


def test_never_two_files_within_one_gemeente() -> None:
    half = layer("half", Level.BUURT, 2024, {"BU00010000": square(0, 0)})
    other = layer("other", Level.BUURT, 2024, {"BU00010001": square(1, 0)}, approximate=True)
    chosen = choose_layers([half, other], AREAS, 2024)
    assert files(chosen) == {"half"}
    assert "1 buurt has no boundary in any file and cannot be drawn: BU00010001." in chosen.notes


def test_each_gemeente_is_chosen_on_its_own() -> None:
    national = layer("national", Level.BUURT, 2024, BUURTEN | {"BU00020000": square(5, 5)}, approximate=True)
    chosen = choose_layers([national, buurten("city")], area_list(*BUURTEN, "BU00020000"), 2024)
    by_code = dict(zip(chosen.frame["area_code"], chosen.frame["approximate"], strict=True))
    assert by_code == {"BU00010000": False, "BU00010001": False, "BU00020000": True}
    assert "buurt boundaries of GM0002: approximate, from national." in chosen.notes
    assert chosen.unused == ()


def test_another_year_is_named_in_a_note() -> None:
    chosen = choose_layers([buurten("old", 2023)], AREAS, 2024)
    assert chosen.frame["boundary_year"].tolist() == [2023, 2023]
    assert any(
        "those of 2023 in old were used for 2024, because all codes are the same." in note for note in chosen.notes
    )


def test_another_year_that_lacks_an_area_is_refused() -> None:
    old = layer("old", Level.BUURT, 2023, {"BU00010000": square(0, 0)})
    chosen = choose_layers([old], AREAS, 2024)
    assert chosen.frame.empty
    assert "in 1 gemeenten the division is not that of 2024" in chosen.unused[0].why


def test_another_year_with_one_area_too_many_is_refused_in_a_small_gemeente() -> None:
    # BU00010002 was merged into BU00010001 since: the code lives on, for an area that is larger now.
    chosen = choose_layers([buurten("old", 2023, BU00010002=square(2, 0))], AREAS, 2024)
    assert chosen.frame.empty


def test_another_year_with_one_area_too_many_is_used_in_a_large_gemeente() -> None:
    many = {f"BU0001{i:04d}": square(i % 10, i // 10) for i in range(60)}
    chosen = choose_layers(
        [layer("old", Level.BUURT, 2023, many | {"BU00019000": square(20, 20)})], area_list(*many), 2024
    )
    assert sorted(chosen.frame["area_code"]) == sorted(many)
    assert any("BU00019000 in old left out" in note for note in chosen.notes)


def test_another_year_whose_codes_were_given_out_anew_is_refused() -> None:
    swapped = layer("old", Level.BUURT, 2023, {"BU00010000": square(1, 0), "BU00010001": square(0, 0)})
    chosen = choose_layers([swapped, buurten("rough", approximate=True)], AREAS, 2024)
    assert files(chosen) == {"rough"}
    assert "the division is not that of 2024" in chosen.unused[0].why


def test_comparison_with_the_vintage_is_told() -> None:
    chosen = choose_layers([buurten("old", 2023), buurten("rough", approximate=True)], AREAS, 2024)
    assert any("all codes are the same and lie in the same place" in note for note in chosen.notes)


def test_polygons_of_the_vintage_without_an_area_are_left_out() -> None:
    chosen = choose_layers([buurten("file", BU00010009=square(4, 4))], AREAS, 2024)
    assert chosen.frame["area_code"].tolist() == list(BUURTEN)


WIJKEN = {"BU00010000": "WK000100", "BU00010001": "WK000100"}
ALL = area_list("BU00010000", "BU00010001", "WK000100", "GM0001")


def test_wijken_and_gemeente_are_dissolved_from_complete_buurten() -> None:
    chosen = choose_layers([layer("file", Level.BUURT, 2024, BUURTEN, wijken=WIJKEN)], ALL, 2024)
    coarse = chosen.frame[chosen.frame["level"] != "buurt"].set_index("area_code")
    assert sorted(coarse.index) == ["GM0001", "WK000100"]
    assert coarse.area.tolist() == [20_000, 20_000]
    assert coarse.loc["WK000100", "geometry"].bounds == (X, Y, X + 200, Y + 100)
    assert "wijk boundaries of GM0001: dissolved from the buurt boundaries in file." in chosen.notes


def test_incomplete_buurten_are_not_dissolved() -> None:
    areas = area_list("BU00010000", "BU00010001", "BU00010002", "WK000100", "GM0001")
    chosen = choose_layers([buurten("file")], areas, 2024)
    assert set(chosen.frame["level"]) == {"buurt"}
    assert "1 wijk has no boundary in any file and cannot be drawn: WK000100." in chosen.notes


def test_wijk_from_the_code_counts_only_when_it_gives_the_wijken_of_the_list() -> None:
    assert set(choose_layers([buurten("file")], ALL, 2024).frame["level"]) == {"buurt", "wijk", "gemeente"}
    other = area_list("BU00010000", "BU00010001", "WK000177")
    assert set(choose_layers([buurten("file")], other, 2024).frame["level"]) == {"buurt"}


def test_published_wijken_come_before_dissolved_ones_and_dissolved_before_approximate() -> None:
    wijk = {"WK000100": square(0, 0, 200)}
    exact, rough = (layer(n, Level.WIJK, 2024, wijk, approximate=n == "rough") for n in ("exact", "rough"))
    assert files(choose_layers([buurten("file"), exact], ALL, 2024), "wijk") == {"exact"}
    assert files(choose_layers([buurten("file"), rough], ALL, 2024), "wijk") == {"file"}


def test_nothing_to_choose_from_gives_an_empty_frame() -> None:
    chosen = choose_layers([], AREAS, 2024)
    assert chosen.frame.empty
    assert chosen.frame.crs.to_epsg() == 28992
    assert "2 areas of level buurt have no boundary" in chosen.notes[0]


def test_few_is_two_percent() -> None:
    assert [few(count) for count in (1, 49, 50, 99, 100, 517)] == [0, 0, 1, 1, 2, 10]
