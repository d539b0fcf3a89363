"""`python -m briefing`: files in a folder, and a sentence for what cannot be made."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from briefing.__main__ import app
from tests.store.profile_warehouse import profile_warehouse


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return profile_warehouse(tmp_path_factory.mktemp("command") / "warehouse.duckdb")


def run(warehouse: Path, out: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--warehouse", str(warehouse), "--out", str(out)])


def test_one_area_by_name_as_word(warehouse: Path, tmp_path: Path) -> None:
    done = run(warehouse, tmp_path, "Binnenstad")
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.iterdir()
    assert file.name == "gebiedsbriefing_BU99010101_fictief.docx"
    assert "Binnenstad" in docx.Document(str(file)).core_properties.title


def test_every_buurt_of_a_gemeente_each_a_file(warehouse: Path, tmp_path: Path) -> None:
    done = run(warehouse, tmp_path, "GM9901", "--every", "buurt", "--format", "pdf", "--kind", "ons-gebied")
    assert done.exit_code == 0, done.output
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        f"ons-gebied_{code}_fictief.pdf" for code in ("BU99010101", "BU99010102", "BU99010202")
    ]


def test_a_kept_briefing_is_made_again_with_its_own_texts(warehouse: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    assert run(warehouse, first, "BU99010101", "--parts", "duiding,nabijheid", "--keep").exit_code == 0
    (kept,) = first.glob("*.briefing.json")
    told = json.loads(kept.read_text(encoding="utf-8"))
    assert {each["cijfer"] for each in told["gezien"]} >= {"supermarket_km", "good_health_pct"}
    told["teksten"] = [{"gebied": "BU99010101", "blok": "duiding", "tekst": "Onze eigen woorden."}]
    kept.write_text(json.dumps(told), encoding="utf-8")
    again = tmp_path / "again"
    done = run(warehouse, again, "--recipe", str(kept))
    assert done.exit_code == 0, done.output
    text = "\n".join(
        p.text for p in docx.Document(str(next(again.iterdir()))).element.body.iter() if hasattr(p, "text") and p.text
    )
    assert "Onze eigen woorden." in text
    assert "Er zijn geen nieuwe cijfers." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name at least one area"),
        (["BU12345678"], "BU12345678 staat niet in deze gegevens"),
        (["Centrum"], "is not one area"),
        (["Nergens"], "is not one area"),
        (["BU99010101", "--parts", "alles"], "There is no part alles"),
        (["BU99010101", "--every", "gemeente"], "There is no gemeente in"),
        (["BU99010101", "--template", "weg.docx"], "weg.docx"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(warehouse: Path, tmp_path: Path, words: list[str], said: str) -> None:
    done = run(warehouse, tmp_path / "out", *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_warehouse_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path / "none.duckdb", tmp_path / "out", "BU99010101")
    assert done.exit_code == 1
    assert "python -m etl build" in done.stderr
