"""The scan out of the warehouse, and a warehouse of before it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from domain.cooperation import Example, Part
from store.catalogue import indicator
from store.cooperation import cooperation_parts
from store.facts import facts
from store.warehouse import Store
from tests.domain.cooperation_examples import SCAN
from tests.store.conftest import make_warehouse


def filled(path: Path, parts: tuple[Part, ...] = SCAN) -> Path:
    """Warehouse with the small scan, its rows written in the reverse order."""
    with duckdb.connect(str(make_warehouse(path))) as con:
        for place, part in reversed(list(enumerate(parts))):
            fields = [
                part.part_id,
                part.kind.value,
                part.title,
                part.question,
                part.help,
                part.source,
                part.agenda_title,
            ]
            con.execute(
                "INSERT INTO cooperation_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*fields, part.minutes, part.too_many, list(part.lines), place],
            )
            for at, group in reversed(list(enumerate(part.groups))):
                row = [part.part_id, group.group_id, group.title, group.text, 10 * place + at]
                con.execute("INSERT INTO cooperation_group VALUES (?, ?, ?, ?, ?)", row)
                for number, each in enumerate(group.options):
                    examples = [
                        {"gemeente": e.gemeente, "text": e.text, "source": e.source, "url": e.url}
                        for e in each.examples
                    ]
                    said = [part.part_id, group.group_id, each.option_id, each.title, each.text, each.risk, each.agenda]
                    con.execute(
                        "INSERT INTO cooperation_option VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        [*said, each.minutes, list(each.who), examples, number],
                    )
    return path


def test_the_scan_comes_out_as_it_went_in(tmp_path: Path) -> None:
    store = Store(filled(tmp_path / "warehouse.duckdb"))
    found = cooperation_parts(store)
    assert found == SCAN
    assert isinstance(found[3].groups[0].options[0].examples[0], Example)
    store.close()


def test_a_warehouse_of_before_the_scan_has_none(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE cooperation_part")
    store = Store(path)
    assert cooperation_parts(store) == ()
    store.close()


@pytest.mark.parametrize(
    ("change", "source"),
    [
        ("UPDATE indicator SET action_source = 'WHO, 2021'", "WHO, 2021"),
        ("ALTER TABLE indicator DROP COLUMN action_source", None),
    ],
)
def test_the_source_of_an_action_and_a_warehouse_without_that_column(
    tmp_path: Path, change: str, source: str | None
) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute(change)
    store = Store(path)
    found = indicator(store, "supermarket_km")
    assert found is not None
    assert found.action_source == source
    assert found.unit == "km"
    store.close()


@pytest.mark.parametrize("listed", [True, False])
def test_of_equal_distances_the_first_facility_is_shown(tmp_path: Path, listed: bool) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute(
            "INSERT INTO indicator SELECT * REPLACE ('bakery_km' AS indicator_id, 0 AS sort_order) FROM indicator "
            "WHERE indicator_id = 'supermarket_km'"
        )
        con.execute(
            "INSERT INTO observation SELECT * REPLACE ('bakery_km' AS indicator_id) FROM observation "
            "WHERE indicator_id = 'supermarket_km'"
        )
        if listed:
            con.execute(
                "INSERT INTO facility VALUES ('supermarket_km', 'Supermarkt', 'een supermarkt', NULL, [], [], 0)"
            )
        else:
            con.execute("DROP TABLE facility")
    store = Store(path)
    assert facts(store).default_indicator == ("supermarket_km" if listed else "bakery_km")
    store.close()
