"""The health monitor of the demo: waves, ages and margins in the three ways in which it is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.etl.demo import raw_demo as raw

pytestmark = pytest.mark.whole


@pytest.fixture(scope="session")
def whole(demo: Path) -> list[raw.Row]:
    return raw.pages(demo / "rivm_gezondheid" / "50120NED", "UntypedDataSet")


def _cells(rows: list[raw.Row], stem: str, age: str, wave: int) -> dict[str, dict[str, float | None]]:
    """Value and bounds per area."""
    found: dict[str, dict[str, float | None]] = {}
    for row in rows:
        if row["Leeftijd"] == age and row["Perioden"] == f"{wave}JJ00":
            code = row["WijkenEnBuurten"].strip()
            found.setdefault(code, {})[row["Marges"]] = raw.number(row[raw.key(row, stem)])
    return found


def _estimates(rows: list[raw.Row]) -> Iterator[tuple[float, float, float]]:
    cells = _cells(rows, "Eenzaam", "20300", 2022)
    for made in cells.values():
        low, value, high = made["MOG0095"], made["MW00000"], made["MBG0095"]
        if value is not None and low is not None and high is not None:
            yield low, value, high


def test_four_waves_three_ages_and_margins(whole: list[raw.Row]) -> None:
    assert {row["Perioden"] for row in whole} == {"2012JJ00", "2016JJ00", "2020JJ00", "2022JJ00"}
    assert {row["Leeftijd"] for row in whole} == {"20300", "53115", "80200"}
    assert {row["Marges"] for row in whole} == {"MW00000", "MOG0095", "MBG0095"}
    assert [row["ID"] for row in whole] == list(range(142 * 4 * 3 * 3))


def test_cells_are_padded_texts_and_the_country_is_nl01(whole: list[raw.Row]) -> None:
    row = whole[0]
    assert row["WijkenEnBuurten"] == "NL01        "
    values = [value for name, value in row.items() if name.startswith(("Ervaren", "Eenzaam", "Roker"))]
    assert all(isinstance(value, str) and len(value) == 8 for value in values)


def test_margins_surround_the_value_and_narrow_with_size(whole: list[raw.Row]) -> None:
    made = list(_estimates(whole))
    assert len(made) > 130
    assert all(low < value < high for low, value, high in made)
    cells = _cells(whole, "Eenzaam", "20300", 2022)
    city, small = cells["GM9901"], cells["BU99030204"]
    assert (city["MBG0095"] or 0) - (city["MOG0095"] or 0) < 2
    assert (small["MBG0095"] or 0) - (small["MOG0095"] or 0) > 6


def test_small_buurten_have_no_estimate(demo: Path, whole: list[raw.Row]) -> None:
    residents = raw.residents(demo, 2022)
    missing = {code for code, made in _cells(whole, "Eenzaam", "20300", 2022).items() if made["MW00000"] is None}
    assert 4 <= len(missing) <= 10
    assert all(residents[code] < 100 for code in missing)
    older = {code for code, made in _cells(whole, "Eenzaam", "80200", 2022).items() if made["MW00000"] is None}
    assert older > missing


def test_health_goes_with_income(demo: Path, whole: list[raw.Row]) -> None:
    low_income = raw.kwb(demo, 2022, "HuishoudensMetEenLaagInkomen", "", "")
    for stem, sign in (("ErvarenGezondheidGoedZeerGoed", -1), ("MoeiteMetRondkomen", 1), ("Roker", 1)):
        cells = _cells(whole, stem, "53115", 2022)
        both = [(made["MW00000"], low_income[code]) for code, made in cells.items() if code.startswith("BU")]
        numbers = np.array([pair for pair in both if None not in pair], dtype=float)
        assert sign * np.corrcoef(numbers.T)[0, 1] > 0.6, stem


def test_the_wave_of_2022_steps_down(whole: list[raw.Row]) -> None:
    country = [
        _cells(whole, "ErvarenGezondheidGoedZeerGoed", "20300", wave)["NL01"]["MW00000"] or 0 for wave in (2020, 2022)
    ]
    assert country[1] < country[0] - 5


def test_buurten_do_not_all_move_alike(whole: list[raw.Row]) -> None:
    first, last = (_cells(whole, "Eenzaam", "20300", wave) for wave in (2016, 2020))
    steps = [(last[c]["MW00000"] or 0) - (first[c]["MW00000"] or 0) for c in first if first[c]["MW00000"] is not None]
    assert 0.3 < np.std(steps) < 3


def test_one_wave_in_slices_and_four_sheets(demo: Path) -> None:
    folder = demo / "rivm_gezondheid"
    slices = {path.name.split(".")[1] for path in (folder / "50150NED").glob("UntypedDataSet.*.json")}
    assert slices == {
        f"2024JJ00-{age}-{margin}"
        for age in ("20300", "53115", "80200")
        for margin in ("MW00000", "MOG0095", "MBG0095")
    }
    sheets = sorted(folder.glob("50090NED_*.untyped.xlsx"))
    assert len(sheets) == 4
    header, _ = raw.sheet(sheets[0])
    assert header[:5] == ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden"]
    assert "MatigVeelRegieOverEigenLeven_27" in header
