"""Tasks and crossings fit the catalogue and each other, keep to the wording rules, and reach the warehouse in order."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.samen import load_samen, write_samen
from etl.catalogue.samen_schema import Knooppunt
from etl.errors import CatalogueError
from etl.load.publish import SCHEMA

SAMEN = load_samen()
TASKS = {task.id: task for task in SAMEN.tasks.tasks}
CROSSINGS = SAMEN.crossings.knooppunten
INDICATORS = load_catalogue().indicators
FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|probleemwijk\w*|krachtwijk\w*|kansarm\w*|allochto\w*|"
    r"mensen met (een )?la(ag|ge) inkomens?|arme mensen|veroorza\w*|leidt tot|leiden tot|doordat|daardoor|komt door)\b",
    re.IGNORECASE,
)


def texts() -> Iterator[str]:
    for task in TASKS.values():
        yield from (task.sentence, task.ageing)
        yield from (text for each in task.candidates() for text in (each.note, each.bar_text) if text)
    for tie in SAMEN.tasks.ties:
        yield tie.sentence
        yield from (text for text in (tie.no_open_data, *(figure.note for figure in tie.figures)) if text)
    yield from (each.sentence for each in SAMEN.crossings.instruments)
    for found in CROSSINGS:
        yield from (found.shared, found.decision_moment, found.first_step, *found.missing_data)
        yield from (text for text in (found.ageing,) if text)


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_every_text_is_whole_sentences_without_stamps_or_causes(text: str) -> None:
    assert not FORBIDDEN.search(text), text
    assert text[0].isupper() or text[0].isdigit() or text[0] == "−", text
    assert text.endswith((".", "?")), text
    assert all(len(sentence.split()) <= 30 for sentence in re.split(r"(?<=[.?!])\s", text)), text


@pytest.mark.parametrize("found", CROSSINGS, ids=lambda found: found.id)
def test_every_figure_of_a_crossing_is_in_the_catalogue_and_speaks_for_its_task(found: Knooppunt) -> None:
    for figure in (*found.physical_figures, *found.social_figures, *found.also):
        assert figure in INDICATORS, figure
    assert set(found.physical_figures) <= {figure.id for figure in TASKS[found.physical].figures}
    assert set(found.social_figures) <= {figure.id for figure in TASKS[found.social].figures}
    assert TASKS[found.physical].side == "physical"
    assert TASKS[found.social].side == "social"


def test_shared_is_one_sentence_and_the_lens_asks_questions() -> None:
    assert all(len(re.findall(r"[.?!](?:\s|$)", found.shared)) == 1 for found in CROSSINGS)
    assert all(task.ageing.endswith("?") for task in TASKS.values())
    asked = [found for found in CROSSINGS if found.ageing]
    assert len(asked) >= len(CROSSINGS) / 2
    assert all(found.ageing and found.ageing.endswith("?") for found in asked)


def test_the_tasks_and_crossings_that_the_story_asks_for_are_there() -> None:
    sides = [task.side for task in TASKS.values()]
    assert (sides.count("physical"), sides.count("social")) == (7, 8)
    assert len(CROSSINGS) >= 15
    pairs = {(found.physical, found.social) for found in CROSSINGS}
    assert {
        ("energie", "bestaanszekerheid"),
        ("nabijheid", "vergrijzing"),
        ("klimaat", "vergrijzing"),
        ("nabijheid", "eenzaamheid"),
        ("ruimte", "gezondheidsverschillen"),
    } <= pairs
    used = {name for found in CROSSINGS for name in found.instruments}
    assert {
        "omgevingsvisie",
        "omgevingsprogramma",
        "woonzorgvisie",
        "gala",
        "iza",
        "nplv",
        "wijkuitvoeringsplan",
    } <= used
    assert {name for found in CROSSINGS for name in (found.physical, found.social)} == set(TASKS)
    building = next(found for found in CROSSINGS if found.id == "bouwen_waar_druk_is")
    assert building.also, "a crossing of three: new dwellings, pressure, vulnerability"
    assert any(not found.physical_figures for found in CROSSINGS), "policy crosses without figures too"


def test_what_goes_into_the_models_is_marked() -> None:
    """Age, income and benefits: the health model predicts from them (methods §2.1)."""
    marked = {each.id for task in TASKS.values() for each in task.candidates() if each.in_models}
    assert {"age_65_plus_pct", "persons_in_poverty_pct", "low_income_households_pct", "social_assistance_pct"} <= marked
    assert all(INDICATORS[name].kind != "modelled" for name in marked)


def test_linking_says_that_it_has_no_open_data_and_gives_a_list() -> None:
    ties = {tie.term: tie for tie in SAMEN.tasks.ties}
    assert list(ties) == ["bonding", "bridging", "linking"]
    assert ties["linking"].no_open_data
    assert len(ties["linking"].fill) >= 5
    assert not ties["linking"].figures


Change = Callable[[dict[str, Any], dict[str, Any]], None]


def changed(tmp_path: Path, change: Change) -> Path:
    files = {
        name: yaml.safe_load((HERE / name).read_text(encoding="utf-8")) for name in ("tasks.yml", "knooppunten.yml")
    }
    change(files["tasks.yml"], files["knooppunten.yml"])
    for name, whole in files.items():
        (tmp_path / name).write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    return tmp_path


def first(part: str, **values: Any) -> Change:
    def change(tasks: dict[str, Any], crossings: dict[str, Any]) -> None:
        (crossings if part == "knooppunten" else tasks)[part][0].update(values)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (first("tasks", figures=[{"id": "nothing_km"}]), "task ruimte: 'nothing_km' is not in the catalogue"),
        (first("tasks", figures=[{"id": "new_dwellings_pct"}]), "`speaks` is for an indicator without one"),
        (first("tasks", figures=[{"id": "gp_km", "speaks": "lower"}]), "'gp_km' speaks the way of its direction"),
        (first("tasks", figures=[{"id": "lonely_pct", "in_models": True}]), "'lonely_pct' comes out of a model"),
        (first("tasks", figures=[{"id": "residents_count", "speaks": "higher"}]), "never compared with the country"),
        (first("tasks", figures=[{"id": "gp_km", "bar": 3}]), "bar and bar_text belong together"),
        (first("tasks", id="klimaat"), "task 'klimaat' stands here twice"),
        (first("ties", figures=[]), "give figures, or say in no_open_data"),
        (first("ties", figures=[{"id": "nothing_pct"}]), "tie bonding: 'nothing_pct' is not in the catalogue"),
        (first("knooppunten", physical="vergrijzing"), "'vergrijzing' is no physical task"),
        (first("knooppunten", physical_figures=["gp_km"]), "'gp_km' is no figure of the task energie"),
        (first("knooppunten", also=["age_0_15_pct"]), "'age_0_15_pct' is no figure of a task"),
        (first("knooppunten", social_figures=[]), "has figures of both sides, or of none"),
        (first("knooppunten", instruments=["brief"]), "'brief' is no instrument"),
        (first("knooppunten", sources=[]), "knooppunten.0.sources"),
        (first("knooppunten", colour="rood"), "Extra inputs are not permitted"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, change: Change, told: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(told)):
        load_samen(changed(tmp_path, change))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    shutil.copy(HERE / "tasks.yml", tmp_path)
    with pytest.raises(CatalogueError, match=r"knooppunten\.yml"):
        load_samen(tmp_path)


def test_the_warehouse_has_them_in_order_with_their_ways_and_alternatives() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        write_samen(con, SAMEN)
        names = [name for (name,) in con.execute("SELECT knooppunt_id FROM knooppunt ORDER BY sort_order").fetchall()]
        assert names == [found.id for found in CROSSINGS]
        rows = con.execute(
            "SELECT indicator_id, way, older FROM task_indicator "
            "WHERE task_id = 'gezondheidsverschillen' AND figure_id = 'good_health_18_64_pct' ORDER BY sort_order"
        ).fetchall()
        assert rows == [
            ("good_health_65plus_pct", -1, True),
            ("good_health_18_64_pct", -1, False),
            ("good_health_pct", -1, False),
        ]
        ways = con.execute("SELECT way FROM task_indicator WHERE indicator_id = 'age_65_plus_pct'").fetchall()
        assert ways == [(1,)]
        assert con.execute("SELECT count(*) FROM tie").fetchone() == (3,)
