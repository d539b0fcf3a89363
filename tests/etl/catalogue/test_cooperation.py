"""The Samenwerkingsscan in the catalogue: complete, in words that judge nobody, with sources, and faults by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.catalogue.cooperation import load_cooperation, write_cooperation
from etl.catalogue.loader import HERE
from etl.errors import CatalogueError
from tests.etl.catalogue.test_catalogue_texts import FORBIDDEN

SCAN = load_cooperation()
PARTS = {part.id: part for part in SCAN.parts}
OPTIONS = [(part, option) for part in SCAN.parts for option in part.all_options]


def texts() -> Iterator[str]:
    for part in SCAN.parts:
        yield from (
            text
            for text in (part.title, part.question, part.help, part.too_many, part.agenda_title, *part.lines)
            if text
        )
        yield from (text for group in part.all_groups for text in (group.title, group.text) if text)
    for _, option in OPTIONS:
        yield from (text for text in (option.title, option.text, option.risk, option.agenda, *option.who) if text)
        yield from (each.text for each in option.examples)


def test_every_subject_of_the_scan_is_there() -> None:
    assert [option.id for option in PARTS["niveau"].options] == ["geen", "beperkt", "positief", "strategisch"]
    assert {group.id: len(group.options) for group in PARTS["obstakels"].groups} == {"organisatie": 6, "cultuur": 5}
    assert {group.id: len(group.options) for group in PARTS["diagnose"].groups} == {
        **{"niet_weten": 3, "niet_kunnen": 3, "niet_willen": 3}
    }
    assert len(PARTS["vormen"].options) == 6
    assert all(option.risk for option in PARTS["verspreiden"].options)
    assert SCAN.parts[0].kind == SCAN.parts[-1].kind == "fixed"


def test_positive_is_not_read_as_good() -> None:
    positive = next(option for option in PARTS["niveau"].options if option.id == "positief")
    assert "betekent niet dat het goed gaat" in positive.text
    assert "vanaf het begin" in positive.text
    assert "stopt" in positive.text
    assert "geen cijfers" in (PARTS["niveau"].help or "")


def test_no_text_stamps_or_speaks_of_areas() -> None:
    for text in texts():
        assert not FORBIDDEN.search(text), text
        assert not re.search(r"\b(deze|uw) (wijk|buurt)\b", text), text
        assert text == " ".join(text.split())


@pytest.mark.parametrize(("part", "option"), OPTIONS, ids=lambda each: each.id)
def test_an_answer_can_stand_on_an_agenda(part: Any, option: Any) -> None:
    assert option.agenda[-1] in ".?"
    assert option.minutes <= part.minutes, "one answer alone fits its point"
    assert all(who[0].islower() and not who.endswith(".") for who in option.who)


def test_an_example_names_its_gemeente_and_a_source() -> None:
    examples = [example for _, option in OPTIONS for example in option.examples]
    assert {"Nijmegen", "Leeuwarden", "Groningen"} <= {example.gemeente for example in examples}
    assert all(example.url or re.search(r"(19|20)\d\d$", example.source) for example in examples)


def broken(change: str) -> dict[str, Any]:
    """The file with one fault."""
    file = yaml.safe_load((HERE / "cooperation.yml").read_text(encoding="utf-8"))
    parts = {part["id"]: part for part in file["parts"]}
    if change == "twice":
        parts["vormen"]["options"].append(parts["vormen"]["options"][0])
    elif change == "long":
        parts["vormen"]["options"][0]["agenda"] = "Wie? " * 40
    elif change == "unsourced":
        del parts["vormen"]["options"][0]["examples"][0]["source"]
    elif change == "asked":
        parts["opening"]["question"] = "Waarom?"
    elif change == "endless":
        del parts["obstakels"]["too_many"]
    elif change == "same part":
        file["parts"].append(parts["opening"])
    elif change == "no answers":
        parts["verspreiden"]["options"] = []
    return file  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("twice", "given twice: duo"),
        ("long", "at most 120 characters"),
        ("unsourced", "source: Field required"),
        ("asked", "a title and a question"),
        ("endless", "too_many belongs to kind many"),
        ("same part", "given twice: opening"),
        ("no answers", "answers belong to kinds one and many"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: str, fault: str) -> None:
    (tmp_path / "cooperation.yml").write_text(yaml.safe_dump(broken(change), allow_unicode=True), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_cooperation(tmp_path)
    assert len(told.value.problems) == 1
    assert fault in told.value.problems[0]
    assert told.value.problems[0].startswith("cooperation.yml: ")


def test_everything_is_compiled_in_order() -> None:
    schema = (HERE.parent / "load" / "schema.sql").read_text(encoding="utf-8")
    with duckdb.connect(":memory:") as con:
        con.execute(schema)
        write_cooperation(con, SCAN)
        parts = con.execute("SELECT part_id FROM cooperation_part ORDER BY sort_order").fetchall()
        options = con.execute(
            "SELECT part_id, option_id, agenda FROM cooperation_option ORDER BY sort_order"
        ).fetchall()
    assert [row[0] for row in parts] == list(PARTS)
    assert options == [(part.id, option.id, option.agenda) for part, option in OPTIONS]
