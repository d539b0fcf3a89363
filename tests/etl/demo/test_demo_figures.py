"""What the figures say, and where they are held back: read from the written files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.etl.demo import raw_demo as raw

pytestmark = pytest.mark.whole

YEARS = tuple(range(2016, 2025))
INCOME = ("GemiddeldInkomenPerInwoner", "M000224", "g_ink_pi")
LOW_INCOME = ("HuishoudensMetEenLaagInkomen", "D000227", "p_hh_lkk")
HOUSEHOLDS = ("HuishoudensTotaal", "1050010_2", "a_hh")
DWELLINGS = ("Woningvoorraad", "M000297", "a_woning")
OLDER = ("k_65JaarOfOuder", "80200", "a_65_oo")
CHILDREN = ("k_0Tot15Jaar", "10680", "a_00_14")


def _of_buurten(values: dict[str, float | None]) -> dict[str, float | None]:
    return {code: value for code, value in values.items() if code.startswith("BU")}


def _woz(demo: Path, year: int) -> dict[str, float | None]:
    stem = "GemiddeldeWoningwaarde" if year <= 2020 else "GemiddeldeWOZWaardeVanWoningen"
    return raw.kwb(demo, year, stem, "M003039", "g_wozbag")


def _pairs(first: dict[str, float | None], second: dict[str, float | None]) -> tuple[list[float], list[float]]:
    both = [(first[code], second[code]) for code in first if first[code] is not None and second.get(code) is not None]
    return [float(a) for a, _ in both if a is not None], [float(b) for _, b in both if b is not None]


def _correlation(first: dict[str, float | None], second: dict[str, float | None]) -> float:
    return float(np.corrcoef(*_pairs(_of_buurten(first), _of_buurten(second)))[0, 1])


def test_there_are_empty_tiny_and_small_buurten(demo: Path) -> None:
    sizes = [value for code, value in raw.residents(demo, 2024).items() if code.startswith("BU")]
    assert sizes.count(0) == 2
    for low, high in ((1, 10), (11, 100), (101, 200)):
        assert any(low <= size <= high for size in sizes), (low, high)
    assert sum(size >= 2_500 for size in sizes) >= 8
    assert all(size % 5 == 0 for size in sizes)


@pytest.mark.parametrize("year", [2016, 2020, 2023])
def test_figures_about_few_are_held_back(demo: Path, year: int) -> None:
    residents, households = raw.residents(demo, year), raw.kwb(demo, year, *HOUSEHOLDS)
    dwellings, woz = raw.kwb(demo, year, *DWELLINGS), _woz(demo, year)
    income, low_income = raw.kwb(demo, year, *INCOME), raw.kwb(demo, year, *LOW_INCOME)
    for code, people in residents.items():
        # Counts are rounded to fives by lot, so only clear cases are judged.
        if people < 2_490:
            assert income.get(code) is None, code
        if people > 2_510:
            assert income.get(code) is not None, code
        if (households[code] or 0) < 95:
            assert low_income.get(code) is None, code
        if (dwellings[code] or 0) < 19:
            assert woz.get(code) is None, code
        if (dwellings[code] or 0) > 21:
            assert woz.get(code) is not None, code


def test_the_newest_table_lacks_what_comes_late(demo: Path) -> None:
    header, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2024.xlsx")
    filled = {
        name.strip()
        for name in header
        if any(raw.number(row[name]) is not None for row in rows.values() if name[1:2] == "_")
    }
    late = {
        "g_ink_pi",
        "g_ink_po",
        "p_hh_li",
        "p_hh_hi",
        "g_hh_sti",
        "m_hh_ver",
        "a_wmo_t",
        "p_wmo_t",
        "p_jz_tn",
        "g_ele",
        "g_gas",
    }
    assert not late & filled
    assert {"a_inw", "g_wozbag", "p_ink_ar", "p_koopw", "g_afs_hp", "a_nb_won"} <= filled
    _, before = raw.sheet(demo / "cbs_kwb" / "kwb-2023.xlsx")
    assert all(raw.number(before["GM9901"][name]) is not None for name in late)


def test_some_figures_are_missing_without_a_reason(demo: Path) -> None:
    residents = raw.residents(demo, 2020)
    owned = _of_buurten(raw.kwb(demo, 2020, "Koopwoningen", "", ""))
    assert sum(value is None and residents[code] > 390 for code, value in owned.items()) == 1


@pytest.mark.parametrize("year", YEARS)
def test_buurten_add_up_but_for_one_gemeente_in_one_year(demo: Path, year: int) -> None:
    for found in (raw.residents(demo, year), raw.kwb(demo, year, *HOUSEHOLDS)):
        for gemeente in ("9901", "9902", "9903"):
            share = sum(value or 0 for code, value in found.items() if code.startswith(f"BU{gemeente}")) / (
                found[f"GM{gemeente}"] or 1
            )
            if (gemeente, year) == ("9903", 2018):
                assert share < 0.9
            else:
                assert 0.99 < share < 1.01


@pytest.mark.parametrize("year", YEARS)
def test_the_country_is_about_as_large_as_the_real_one(demo: Path, year: int) -> None:
    assert 16_900_000 < raw.residents(demo, year)["NL00"] < 18_000_000
    assert 0.6 < (raw.nabijheid(demo, year, *raw.GP)["NL00"] or 0) < 1.6
    assert 0.5 < (raw.nabijheid(demo, year, *raw.SUPERMARKET)["NL00"] or 0) < 1.4
    assert 200 < (_woz(demo, year)["NL00"] or 0) < 450


def test_true_zeros_are_written_as_zeros(demo: Path) -> None:
    header, rows = raw.export(demo / "cbs_nabijheid" / "2016-lindermeer.statline.csv")
    within = header.index("Detailhandel/Winkels dagelijkse boodschappen/Aantal grote supermarkten/Binnen 1 km (aantal)")
    cells = [row[within] for code, row in rows.items() if code.startswith("BU")]
    assert cells.count("     0,0") >= 5
    assert cells.count("       .") == 5
    green = raw.nabijheid(demo, 2020, "", "AfstandTotOpenbaarGroenTotaal")
    zeros = [code for code, value in green.items() if value == 0]
    assert 1 <= len(zeros) <= 12


def test_distances_are_missing_only_where_nobody_lives(demo: Path) -> None:
    for year in (2017, 2021, 2024):
        residents = raw.residents(demo, year)
        missing = {code for code, value in raw.nabijheid(demo, year, *raw.GP).items() if value is None}
        # Eight residents are written as 5 or 10.
        assert {code for code, people in residents.items() if people < 5} < missing
        assert all(residents[code] <= 10 for code in missing)
        assert len(missing) >= 4


def test_kerncijfers_and_nabijheid_agree_on_the_distances_they_share(demo: Path) -> None:
    for year in (2016, 2020, 2024):
        here = raw.kwb(demo, year, "AfstandTotHuisartsenpraktijk", "D000028", "g_afs_hp")
        there = raw.nabijheid(demo, year, *raw.GP)
        assert {code: value for code, value in here.items() if value is not None} == {
            code: value for code, value in there.items() if value is not None
        }


def test_the_gp_gets_farther_away_slowly(demo: Path) -> None:
    by_year = [raw.nabijheid(demo, year, *raw.GP) for year in YEARS]
    courses = {code: [found[code] or 0 for found in by_year] for code in ("GM9901", "GM9902", "GM9903")}
    assert all(course[-1] >= course[0] for course in courses.values())
    assert all(min(np.diff(course)) >= -0.15 for course in courses.values())
    assert max(course[-1] - course[0] for course in courses.values()) >= 0.2
    assert max(courses["GM9901"]) < min(min(courses["GM9902"]), min(courses["GM9903"]))


def test_the_relations_are_those_of_real_places(demo: Path) -> None:
    year = 2020
    low_income, woz = raw.kwb(demo, year, *LOW_INCOME), _woz(demo, year)
    gp, food = raw.nabijheid(demo, year, *raw.GP), raw.kwb(demo, year, "AfstandTotGroteSupermarkt", "", "")
    assert _correlation(low_income, woz) < -0.4
    assert _correlation(low_income, gp) < -0.1
    assert _correlation(low_income, food) < 0
    names = raw.pages(demo / "cbs_kwb" / raw.KWB_TABLES[year], "WijkenEnBuurten")
    wijk = {row["Title"]: row["Key"].strip() for row in names if row["Key"].startswith("WK")}
    assert (gp[wijk["Binnenstad"]] or 9) < (gp[wijk["Lindezoom"]] or 0)
    assert low_income[wijk["Spoorkwartier"]] == max(
        value or 0 for code, value in low_income.items() if code.startswith("WK")
    )
    residents, children = raw.residents(demo, year), raw.kwb(demo, year, *CHILDREN)
    share = {code: (children[code] or 0) / residents[code] for code in wijk.values()}
    assert share[wijk["Waterrijk"]] == max(share.values())


def test_villages_age(demo: Path) -> None:
    for gemeente in ("GM9902", "GM9903"):
        share = [
            (raw.kwb(demo, year, *OLDER)[gemeente] or 0) / raw.residents(demo, year)[gemeente] for year in (2016, 2024)
        ]
        assert share[1] > share[0] + 0.02


def test_students_have_low_incomes_without_being_poor(demo: Path) -> None:
    names = raw.pages(demo / "cbs_kwb" / raw.KWB_TABLES[2020], "WijkenEnBuurten")
    wijk = {row["Title"]: row["Key"].strip() for row in names if row["Key"].startswith("WK")}
    lowest_40 = raw.kwb(demo, 2020, "k_40HuishoudensMetLaagsteInkomen", "", "")
    low_income = raw.kwb(demo, 2020, *LOW_INCOME)
    student, flats = wijk["Hogeschoolkwartier"], wijk["Spoorkwartier"]
    assert (lowest_40[student] or 0) > 0.8 * (lowest_40[flats] or 0)
    assert (low_income[student] or 0) < 0.6 * (low_income[flats] or 0)
