"""The claims fit the catalogue, keep to the wording rules, and reach the warehouse in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from etl.catalogue.claims import load_claims, write_claims
from etl.catalogue.claims_schema import Claim
from etl.catalogue.loader import HERE, load_catalogue
from etl.errors import CatalogueError
from etl.load.publish import SCHEMA

CLAIMS = load_claims()
INDICATORS = load_catalogue().indicators
EVERY = [claim for group in CLAIMS.groups for claim in group.claims]
FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|probleemwijk\w*|krachtwijk\w*|kansarm\w*|allochto\w*|"
    r"mensen met (een )?la(ag|ge) inkomens?|arme mensen|veroorza\w*|leidt tot|leiden tot|doordat|omdat zij arm)\b",
    re.IGNORECASE,
)


def texts() -> Iterator[str]:
    yield from (each.know for each in CLAIMS.ranking if each.know)
    for group in CLAIMS.groups:
        yield group.sentence
    for claim in EVERY:
        yield claim.sentence
        if claim.no_open_data:
            yield claim.no_open_data
        for figure in claim.indicators:
            if figure.stand_in:
                yield figure.stand_in
            if figure.norm:
                yield figure.norm.text


@pytest.mark.parametrize("text", list(texts()))
def test_every_text_is_whole_sentences_without_stamps_or_causes(text: str) -> None:
    assert not FORBIDDEN.search(text), text
    assert text[0].isupper() or text[0] in "“'", text
    assert text.rstrip().endswith((".", "?", "”")), text
    assert all(len(sentence.split()) <= 30 for sentence in re.split(r"(?<=[.?!])\s", text)), text


@pytest.mark.parametrize("claim", EVERY, ids=lambda claim: claim.id)
def test_the_subject_is_residents_of_buurten(claim: Claim) -> None:
    assert "buurten met de laagste inkomens" in claim.sentence


def test_the_eight_come_first_and_in_the_order_of_the_presentation() -> None:
    assert [claim.id for claim in CLAIMS.groups[0].claims] == [
        "lucht", "geluid", "ongezond_eten", "hitte", "groen", "tuinen", "schoollucht", "binnenklimaat",
    ]  # fmt: skip


def test_ages_18_to_64_come_before_all_and_65_plus_stands_apart() -> None:
    for claim in EVERY:
        names = [figure.id for figure in claim.indicators]
        younger = [index for index, name in enumerate(names) if "18_64" in name]
        assert younger in ([], [0]), claim.id
        older = [index for index, name in enumerate(names) if "65plus" in name]
        alls = [index for index, figure in enumerate(claim.indicators) if figure.all_ages]
        assert not older or not alls or min(older) > min(alls), claim.id


def test_nobody_is_ranked_by_a_model_or_by_the_lowest_forty_per_cent() -> None:
    for variable in CLAIMS.ranking:
        assert INDICATORS[variable.indicator].kind == "register"
        assert "lowest_40" not in variable.indicator
    used = {figure.id for claim in EVERY for figure in claim.indicators}
    assert not {name for name in used if name.startswith("making_ends_meet")}, (
        "a hardship may not be ranked by hardship"
    )


def test_a_claim_says_worse_as_the_indicator_does() -> None:
    for claim in EVERY:
        for figure in claim.indicators:
            direction = INDICATORS[figure.id].direction
            if direction != "none":
                assert (figure.worse == "higher") == (direction == "higher_is_worse"), (claim.id, figure.id)


def test_only_facilities_of_every_day_and_week_that_are_worse_when_farther() -> None:
    nearby = next(group for group in CLAIMS.groups if group.id == "nabijheid")
    assert nearby.per_urbanity
    for claim in nearby.claims:
        assert all(INDICATORS[figure.id].unit == "km" for figure in claim.indicators)


def changed(tmp_path: Path, change: dict[str, object]) -> Path:
    whole = yaml.safe_load((HERE / "claims.yml").read_text(encoding="utf-8"))
    claim = whole["groups"][0]["claims"][0]
    claim.update(change)
    (tmp_path / "claims.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"indicators": [{"id": "nothing_km", "worse": "higher"}]}, "'nothing_km' is not in the catalogue"),
        ({"indicators": [{"id": "no2_ugm3", "worse": "hoger"}]}, "groups.0.claims.0.indicators.0.worse"),
        ({"id": "geluid"}, "given twice: geluid"),
        ({"no_open_data": "Er is niets."}, "belong together"),
        ({"no_open_data": "Er is niets.", "template": ["no2_ugm3"]}, "template 'no2_ugm3' is open data"),
        ({"indicators": [{"id": "social_assistance_count", "worse": "higher"}]}, "has no map"),
        ({"colour": "rood"}, "Extra inputs are not permitted"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, change: dict[str, object], told: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(told)):
        load_claims(changed(tmp_path, change))


def test_a_missing_or_broken_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"claims\.yml"):
        load_claims(tmp_path)
    (tmp_path / "claims.yml").write_text("ranking: [", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"claims\.yml"):
        load_claims(tmp_path)


def test_the_warehouse_has_them_in_order() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        write_claims(con, CLAIMS)
        claims = con.execute("SELECT claim_id FROM claim ORDER BY sort_order").fetchall()
        assert [name for (name,) in claims] == [claim.id for claim in EVERY]
        air = con.execute(
            "SELECT indicator_id, worse, norm_value FROM claim_indicator WHERE claim_id = 'lucht' ORDER BY sort_order"
        ).fetchall()
        assert air == [("no2_ugm3", 1, 10.0), ("pm25_ugm3", 1, 5.0), ("pm10_ugm3", 1, 15.0)]
        ranks = con.execute("SELECT ranking_id, low_is_low_income FROM ranking_variable ORDER BY sort_order").fetchall()
        assert ranks[0] == ("gestandaardiseerd_inkomen", True)
        assert ranks[-1] == ("bijstand", False)
