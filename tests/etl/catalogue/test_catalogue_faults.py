"""A fault in a YAML is told with file and key, all faults at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.catalogue.loader import load_catalogue
from etl.errors import CatalogueError

THEMES = "- {id: zorg, title: Zorg, sentence: Over zorg.}\n"
SOURCE = """\
title: Kerncijfers
publisher: CBS
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
attribution: CBS {year}
homepage: https://www.cbs.nl
tables: {2020: 84799NED}
"""
INDICATOR = """\
title: Afstand tot de huisarts
theme: zorg
unit: km
decimals: 1
direction: higher_is_worse
kind: register
describes: Hoe ver het is.
know: [Over de weg., {text: Geschat., weight: warning}]
legend: Hoe voller, hoe verder.
source: [{series: cbs_kwb, xlsx: [g_afs_hp]}]
breaks: [0.5, 1, 2, 3]
valid_range: [0, 100]
"""


def write(folder: Path, *, themes: str = THEMES, source: str = SOURCE, **indicators: str) -> Path:
    (folder / "sources").mkdir()
    (folder / "indicators").mkdir()
    (folder / "themes.yml").write_text(themes, encoding="utf-8")
    (folder / "sources" / "cbs_kwb.yml").write_text(source, encoding="utf-8")
    for name, text in indicators.items():
        (folder / "indicators" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return caught.value.problems


def test_a_sound_catalogue_loads_and_a_bare_sentence_is_an_info(tmp_path: Path) -> None:
    indicator = load_catalogue(write(tmp_path, gp_km=INDICATOR)).indicators["gp_km"]
    assert [(know.text, know.weight) for know in indicator.know] == [("Over de weg.", "info"), ("Geschat.", "warning")]


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("unit: km\n", "", "gp_km.yml: unit: Field required"),
        ("unit: km", "unit: km\ncolour: red", "gp_km.yml: colour: Extra inputs are not permitted"),
        ("kind: register", "kind: guessed", "gp_km.yml: kind: Input should be"),
        ("[0.5, 1, 2, 3]", "[1, 0.5, 2, 3]", "gp_km.yml: file: Value error, breaks must rise"),
        ("[0.5, 1, 2, 3]", "[0.5, 1, 2, 300]", "gp_km.yml: file: Value error, breaks lie outside valid_range"),
        ("xlsx: [g_afs_hp]", "times: 1000", "gp_km.yml: source.0: Value error, a locator needs at least one of"),
        ("title: Afstand", "title: 'Afstand", "gp_km.yml: no valid YAML"),
        ("theme: zorg", "theme: sport", "theme 'sport' is not in themes.yml"),
        ("series: cbs_kwb", "series: cbs_kvv", "series 'cbs_kvv' has no YAML in catalogue/sources"),
        ("source: [", "derive: [{numerator: [bakery_km]}]\nsource: [", "derives from 'bakery_km', which is not in the"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_key(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    assert was in INDICATOR
    found = problems(write(tmp_path, gp_km=INDICATOR.replace(was, becomes)))
    assert any(told in problem for problem in found), found
    assert all("gp_km" in problem for problem in found)


def test_an_id_without_a_unit_suffix_is_refused(tmp_path: Path) -> None:
    found = problems(write(tmp_path, gp_distance=INDICATOR))
    assert any("gp_distance" in problem and "pattern" in problem for problem in found), found


def test_faults_of_several_files_come_together(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        themes="- {id: zorg, title: Zorg}\n",
        source=SOURCE.replace("licence: CC BY 4.0\n", ""),
        gp_km=INDICATOR.replace("unit: km\n", ""),
        pharmacy_km=INDICATOR.replace("decimals: 1", "decimals: 9"),
    )
    found = problems(folder)
    named = ("themes.yml: sentence", "cbs_kwb.yml: licence", "gp_km.yml: unit", "pharmacy_km.yml: decimals")
    assert [sum(name in problem for problem in found) for name in named] == [1, 1, 1, 1], found


def test_a_missing_themes_file_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, gp_km=INDICATOR)
    (folder / "themes.yml").unlink()
    assert any("themes.yml" in problem for problem in problems(folder))
