"""The terms of a warehouse, and none of one that was made before there were any."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from domain.terms import Domain
from etl.catalogue.terms import load_terms, write_terms
from store.terms import terms
from store.warehouse import Store
from tests.store.conftest import make_warehouse


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_warehouse(tmp_path_factory.mktemp("terms") / "warehouse.duckdb")


def test_terms_come_in_the_order_of_the_catalogue(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("DELETE FROM term")
        write_terms(con, load_terms())
    found = terms(Store(path))
    assert [each.term_id for each in found] == [each.id for each in load_terms()]
    pressure = next(each for each in found if each.term_id == "omgevingsdruk")
    assert (pressure.domain, pressure.words, pressure.counterpart) == (
        Domain.FYSIEK, ("omgevingsdruk",), "druk_op_bestaanszekerheid",
    )  # fmt: skip
    assert [each.term_id for each in found if each.everyday] == ["nieuwbouw", "voorzieningen", "buurt", "wijk"]


def test_a_warehouse_of_before_has_none(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE term")
    assert terms(Store(path)) == ()
