"""Networks of gemeenten: as they are, and planted faults."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.catalogue.networks import load_networks, write_networks
from etl.errors import CatalogueError
from etl.load.publish import SCHEMA

GOOD = """
- id: g2
  title: G2
  source: Een bron
  source_url: https://example.org/
  members: {GM9901: Lindermeer, GM9902: Dorp}
"""


def test_four_and_forty_one_and_nobody_in_both() -> None:
    networks = {each.id: set(each.members) for each in load_networks()}
    assert {name: len(members) for name, members in networks.items()} == {"g4": 4, "g40": 41}
    assert not networks["g4"] & networks["g40"]


def test_a_row_per_member() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        write_networks(con, load_networks())
        assert con.execute("SELECT title FROM network WHERE area_code = 'GM0772'").fetchall() == [("G40",)]
        assert con.execute("SELECT count(*), count(DISTINCT source) FROM network").fetchall() == [(45, 2)]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("GM9901", "BU9901", "members"),
        ("Dorp", "Lindermeer", "two codes"),
        ("https://", "http://", "source_url"),
        ("{GM9901: Lindermeer, GM9902: Dorp}", "{GM9901: Lindermeer}", "members"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    (tmp_path / "networks.yml").write_text(GOOD.replace(right, wrong), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_networks(tmp_path)
    assert "networks.yml" in str(told.value)
    assert named in str(told.value)


def test_one_network_twice_is_named(tmp_path: Path) -> None:
    (tmp_path / "networks.yml").write_text(GOOD + GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match="'g2' stands here twice"):
        load_networks(tmp_path)
