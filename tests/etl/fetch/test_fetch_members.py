"""Tables with more dimensions: only the wanted members and years are asked, of the country or of one gemeente."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.schema import Catalogue
from etl.fetch import fetch
from etl.fetch.client import Client
from etl.fetch.desk import Desk, Wish
from etl.fetch.plan import members_wanted, table_jobs
from etl.fetch.quick_plan import quick_plan
from etl.fetch.run import run_jobs
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import crime_table, kwb_table
from tests.etl.fetch.conftest import source
from tests.etl.fetch.world import located


def crimes(catalogue: Catalogue, *kinds: str) -> Catalogue:
    """The catalogue with the police, and an indicator for each kind of crime."""
    stem = [{"stem": "GeregistreerdeMisdrijven"}]
    more = {
        f"crime_{number}_count": located(series="politie", v3=stem, where={"SoortMisdrijf": kind})
        for number, kind in enumerate(kinds)
    }
    sources = {**catalogue.sources, "politie": source(y2024="99018NED")}
    return catalogue.model_copy(update={"sources": sources, "indicators": {**catalogue.indicators, **more}})


@pytest.fixture(autouse=True)
def _table(cbs: Cbs) -> None:
    cbs.add(crime_table())


def pages(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {path.name: json.loads(path.read_text())["value"] for path in sorted(folder.glob("*TypedDataSet*.json"))}


def test_only_the_wanted_kinds_per_year(settings: EtlSettings, catalogue: Catalogue) -> None:
    wish = crimes(catalogue, "0.0.0", "1.4.6")
    (outcome,) = fetch(settings, ["politie"], catalogue=wish).outcomes
    found = pages(settings.raw_dir / "politie" / "99018NED")
    assert sorted({name.split(".")[0] for name in found}) == [
        "0_0_0-2023JJ00", "0_0_0-2024JJ00", "1_4_6-2023JJ00", "1_4_6-2024JJ00",
    ]  # fmt: skip
    assert outcome.rows == sum(map(len, found.values())) == 2 * 5 + 2 * 4
    assert {row["SoortMisdrijf"] for rows in found.values() for row in rows} == {"0.0.0 ", "1.4.6 "}


def test_a_title_will_do_and_an_unknown_member_narrows_nothing(settings: EtlSettings, catalogue: Catalogue) -> None:
    by_title = crimes(catalogue, "diefstal/inbraak woning")
    fetch(settings, ["politie"], catalogue=by_title)
    folder = settings.raw_dir / "politie" / "99018NED"
    assert {name.split(".")[0] for name in pages(folder)} == {"1_1_1-2023JJ00", "1_1_1-2024JJ00"}
    fetch(settings, ["politie"], catalogue=crimes(catalogue, "9.9.9"))
    assert len({name.split(".")[0] for name in pages(folder)}) == 6


def test_another_wish_fetches_again_what_is_new(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch(settings, ["politie"], catalogue=crimes(catalogue, "0.0.0"))
    assert fetch(settings, ["politie"], catalogue=crimes(catalogue, "0.0.0")).outcomes[0].state == "unchanged"
    before = len(cbs.requests)
    assert fetch(settings, ["politie"], catalogue=crimes(catalogue, "0.0.0", "1.1.1")).outcomes[0].state == "fetched"
    again = cbs.requests[before:]
    assert [request for request in again if "1.1.1" in request]
    assert not [request for request in again if "0.0.0" in request]


def test_only_the_wanted_years(settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch(settings, ["politie"], [2024], catalogue=crimes(catalogue, "0.0.0"))
    assert {name.split(".")[0] for name in pages(settings.raw_dir / "politie" / "99018NED")} == {"0_0_0-2024JJ00"}


def test_margins_are_never_narrowed_down(catalogue: Catalogue) -> None:
    stem = [{"stem": "Opleiding"}]
    wheres = ({"Marges": "MW00000", "Niveau": "1"}, {"Marges": "MW00000", "Niveau": "2"}, {"Niveau": "2"})
    more = {f"level_{n}_pct": located(series="cbs_opleiding", v3=stem, where=where) for n, where in enumerate(wheres)}
    assert members_wanted(catalogue.model_copy(update={"indicators": more}), "cbs_opleiding") == (
        ("Niveau", ("1", "2")),
    )


def test_the_newest_table_replaces_older_ones(settings: EtlSettings, catalogue: Catalogue) -> None:
    sources = {**catalogue.sources, "cbs_ses_woa": source(y2023="99092NED", y2025="99296NED")}
    with Client(settings) as client:
        desk = Desk(client, settings, catalogue.model_copy(update={"sources": sources}), [])
        tables = sources["cbs_ses_woa"].tables
        assert [job.table_id for job in table_jobs(desk, "cbs_ses_woa", tables, Wish())] == ["99296NED"]


def test_one_gemeente_of_such_a_table(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(kwb_table())
    cbs.features = {"wijken": [], "buurten": []}
    with Client(settings) as client:
        desk = Desk(client, settings, crimes(catalogue, "0.0.0", "1.4.6"), [])
        (item,) = [item for item in quick_plan(desk, "GM9901").jobs if item.job.source_id == "politie"]
        report = run_jobs(client, settings, [item.job])
    assert report.failures == ()
    assert item.job.folder.name == "99018NED-GM9901"
    found = pages(item.job.folder)
    assert {name.split(".")[0] for name in found} == {"0_0_0", "1_4_6"}
    assert {row["WijkenEnBuurten"].strip() for rows in found.values() for row in rows} == {
        "NL00", "GM9901", "WK990100", "BU99010000", "BU99010001",
    }  # fmt: skip


def test_a_gemeente_that_a_table_does_not_have_is_nothing(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.add(kwb_table())
    with Client(settings) as client:
        desk = Desk(client, settings, catalogue, [])
        job = table_jobs(desk, "cbs_kwb", {2024: "99024NED"}, Wish())[0]
        own = Desk(client, settings, catalogue, []).job(
            "cbs_kwb", job.table_id, gemeente="GM1234", routes=("v3",), folder=settings.raw_dir / "x"
        )
        report = run_jobs(client, settings, [own])
    assert [outcome.state for outcome in report.outcomes] == ["empty"]
    assert not (settings.raw_dir / "x").exists()
    assert not cbs.asked("TypedDataSet")
