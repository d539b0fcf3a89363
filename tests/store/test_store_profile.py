"""Profile of an area from the warehouse: the newest figure or its reason, and what it stands beside, of the same year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.observations import Status
from domain.profile import Profile
from store.areas import area
from store.local_notes import LocalNotes, NotesFiles, Reaction, read_notes
from store.profile import blocks, profile_of
from store.warehouse import Store, StoreUnavailable
from tests.store.conftest import make_warehouse
from tests.store.profile_warehouse import profile_warehouse


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(profile_warehouse(tmp_path_factory.mktemp("profile") / "warehouse.duckdb"))
    yield store
    store.close()


def profile(store: Store, code: str, notes: LocalNotes | None = None) -> Profile:
    found = area(store, code)
    assert found is not None
    return profile_of(store, found, notes) if notes is not None else profile_of(store, found)


def test_blocks_hold_only_what_the_warehouse_knows(store: Store) -> None:
    assert [(block.block_id, block.indicator_ids) for block in blocks(store)] == [
        ("wie_hier_wonen", ("residents_count",)),
        ("gezondheid", ("good_health_pct",)),
        ("nabijheid", ("supermarket_km",)),
    ]


def test_a_true_zero_stands_beside_gemeente_and_country_of_its_own_year(store: Store) -> None:
    row = profile(store, "BU99010101").row("supermarket_km")
    assert row is not None
    assert row.figure is not None
    assert (row.value, row.figure.reference_year) == (0.0, 2024)
    assert row.gemeente is not None
    assert row.country is not None
    assert (row.gemeente.value, row.country.value) == (0.5, 0.9)
    assert [(point.year, point.value) for point in row.points] == [(2022, 0.4), (2024, 0.0)]
    assert row.spread is not None
    assert (row.spread.count, row.spread.low, row.spread.high) == (3, 0.2, 2.6)


def test_a_benchmark_of_another_year_is_never_taken(store: Store) -> None:
    row = profile(store, "BU99010101").row("good_health_pct")
    assert row is not None
    assert row.value == 78.0
    assert row.country is not None
    assert row.country.value is None
    assert "Nederland" in row.country.absent


def test_a_count_has_nothing_beside_it(store: Store) -> None:
    row = profile(store, "BU99010101").row("residents_count")
    assert row is not None
    assert row.value == 1000.0
    assert row.beside == ()


@pytest.mark.parametrize(
    ("code", "status"), [("BU99010202", Status.SUPPRESSED), ("BU99020101", Status.OK), ("BU99010201", Status.UNKNOWN)]
)
def test_every_gap_has_its_reason(store: Store, code: str, status: Status) -> None:
    row = profile(store, code).row("supermarket_km")
    assert row is not None
    assert row.status is status


def test_corrections_that_touch_the_area_are_told(store: Store) -> None:
    changed, gone = profile(store, "BU99010101").corrections
    assert (changed.before, changed.now, changed.year) == (0.4, 0.0, 2024)
    assert gone.now is None
    assert "Échtburg" in gone.why
    assert [each.now for each in profile(store, "BU99010102").corrections] == [None]
    assert profile(store, "BU99020101").corrections == ()


def test_reactions_reach_the_buurt_and_the_areas_around_it(store: Store) -> None:
    notes = LocalNotes((Reaction("BU99010101", date(2026, 3, 31), "De bus is weg."),), {"GM9901": "wijk@echtburg.nl"})
    for code in ("BU99010101", "WK990101", "GM9901"):
        assert profile(store, code, notes).reactions == (("31 maart 2026", "De bus is weg."),)
    other = profile(store, "BU99020101", notes)
    assert (other.reactions, other.contact) == ((), "")
    assert profile(store, "BU99010101", notes).contact == "wijk@echtburg.nl"


def test_a_warehouse_of_before_profiles_says_so(tmp_path: Path) -> None:
    store = Store(make_warehouse(tmp_path / "old.duckdb"))
    with pytest.raises(StoreUnavailable, match="oudere versie"):
        blocks(store)
    store.close()


def test_files_of_the_gemeente_are_read_and_every_bad_line_is_named(tmp_path: Path) -> None:
    said = tmp_path / "reacties.csv"
    said.write_text(
        "\ufeffDatum;Buurt;Tekst\n31-03-2026;bu99010101;<b>Vet</b> mooi\n2026-02-30;BU99010101;x\n1-1-2026;Kranenhoek;x\n"
        "2026-01-05;BU99010102;\n2025-12-01;BU99010101;Eerder",
        encoding="utf-8",
    )
    contacts = tmp_path / "contact.csv"
    contacts.write_text("gemeente,contact\nGM9901,wijk@echtburg.nl\nUtrecht,x\n", encoding="utf-8")
    notes = read_notes(said, contacts)
    assert [each.text for each in notes.reactions] == ["Eerder", "<b>Vet</b> mooi"]
    assert notes.contact_of("BU99010101") == "wijk@echtburg.nl"
    assert [fault.split(": ")[0] for fault in notes.faults] == [
        "reacties.csv, line 3", "reacties.csv, line 4", "reacties.csv, line 5", "contact.csv, line 3",
    ]  # fmt: skip


def test_a_file_without_its_columns_or_that_is_gone_is_told(tmp_path: Path) -> None:
    strange = tmp_path / "vreemd.csv"
    strange.write_text("a;b\n1;2\n", encoding="utf-8")
    assert "missing: buurt and datum and tekst" in read_notes(strange, None).faults[0]
    assert "could not be read" in read_notes(tmp_path / "weg.csv", None).faults[0]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "reacties.csv"
    files = NotesFiles(path, None)
    assert files.read().reactions == ()
    path.write_text("buurt;datum;tekst\nBU99010101;2026-01-01;Nieuw\n", encoding="utf-8")
    assert [each.text for each in files.read().reactions] == ["Nieuw"]
