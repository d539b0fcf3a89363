"""docs/indicators.md is generated: in step with the catalogue, complete, and the check says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.catalogue import docs
from etl.catalogue.loader import load_catalogue

PAGE = docs.render(load_catalogue())


def test_the_page_in_the_repository_is_in_step() -> None:
    assert docs.main(["--check"]) == 0, "run `python -m etl.catalogue.docs`"


def test_every_indicator_and_source_has_one_row() -> None:
    catalogue = load_catalogue()
    for name in (*catalogue.indicators, *catalogue.sources):
        assert PAGE.count(f"\n| `{name}` |") == 1
    assert [line for line in PAGE.splitlines() if line.startswith("## ")] == [
        *(f"## {theme.title}" for theme in catalogue.themes),
        "## What a gemeente can do",
        "## Sources",
    ]


def test_rows_have_as_many_cells_as_their_head() -> None:
    tables = [block.splitlines() for block in PAGE.split("\n\n") if block.startswith("| ")]
    assert len(tables) > 10
    for table in tables:
        assert {line.replace("\\|", "").count("|") for line in table} == {table[0].count("|")}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("low_income_households_pct", "cbs_kwb to 2023"),
        ("below_110_minimum_pct", "cbs_kwb 2019–2023"),
        ("persons_in_poverty_pct", "cbs_kwb 2024; cbs_kwb from 2025"),
        ("good_health_65plus_pct", "rivm_gezondheid 65+"),
        ("single_household_pct", "computed: `single_households_count` ÷ `households_count` × 100"),
        ("gp_km", "cbs_nabijheid; cbs_kwb"),
        ("primary_school_km", "refers to −1 year"),
        ("woz_value_eur", "275,000 · 335,000 · 400,000 · 475,000"),
    ],
)
def test_a_row_tells_where_the_figure_comes_from(name: str, told: str) -> None:
    assert told in next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))


def test_check_fails_with_a_clear_line_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "indicators.md"
    assert docs.main(["--check"], target=target) == 1
    assert not target.exists()
    target.write_text(PAGE.replace("huisarts", "dokter"), encoding="utf-8")
    assert docs.main(["--check"], target=target) == 1
    assert "out of step" in capsys.readouterr().err
    assert docs.main([], target=target) == 0
    assert target.read_text(encoding="utf-8") == PAGE
    assert docs.main(["--check"], target=target) == 0
