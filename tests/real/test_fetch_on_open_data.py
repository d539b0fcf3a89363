"""Fetching the recorded table of the whole country, and the emulator's envelopes against recorded ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyarrow.parquet as pq
import pytest

from etl.catalogue.schema import Catalogue, Source, Theme
from etl.fetch import fetch
from etl.fetch.pages import dimension_keys, read_page, rebase, topic_keys
from tests.emulator.cbs import Cbs
from tests.emulator.plugin import Stage, listening, settings_for
from tests.emulator.tables import kwb_table, recorded_table

OPEN_DATA = Path(__file__).parents[3] / "shared" / "open-data"
KWB_2020 = OPEN_DATA / "cbs_kwb" / "2020_84799NED_odata_v3"
RECORDED = OPEN_DATA / "recorded_api"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not OPEN_DATA.is_dir(), reason=f"{OPEN_DATA} is not there"),
]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    cbs = Cbs()
    cbs.add(recorded_table(KWB_2020), kwb_table())
    with listening(cbs) as stage:
        yield stage


def recorded(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((RECORDED / name).read_text(encoding="utf-8"))
    return answer


def emulated(stage: Stage, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(f"{stage.address}{path}", timeout=30).json()
    return answer


def source() -> Source:
    return Source(
        title="Kerncijfers wijken en buurten",
        publisher="CBS",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        attribution="Bron: CBS",
        homepage="https://www.cbs.nl",
        tables={2020: "84799NED"},
    )


def test_the_whole_country_comes_in_two_pages_and_row_by_row_the_same(stage: Stage, tmp_path: Path) -> None:
    themes = (Theme(id="wie", title="Wie", sentence="Wie hier wonen."),)
    catalogue = Catalogue(themes=themes, sources={"cbs_kwb": source()}, indicators={})
    settings = settings_for(stage.address, tmp_path, read_timeout_s=30)
    (outcome,) = fetch(settings, ["cbs_kwb"], [2020], via="v3", catalogue=catalogue).outcomes
    assert (outcome.state, outcome.rows) == ("fetched", 17_341)
    pages = sorted((tmp_path / "cbs_kwb" / "84799NED").glob("TypedDataSet.*.json"))
    assert [page.name for page in pages] == ["TypedDataSet.000.json", "TypedDataSet.001.json"]
    answers = [json.loads(page.read_text(encoding="utf-8")) for page in pages]
    assert [len(answer["value"]) for answer in answers] == [10_000, 7_341]
    assert answers[0]["odata.nextLink"].endswith("84799NED/TypedDataSet/?$format=json&$skip=10000")

    truth = pq.read_table(KWB_2020 / "TypedDataSet.parquet").to_pylist()
    rows = [row for answer in answers for row in answer["value"]]
    assert rows[0]["AantalInwoners_5"] == 17_407_585
    assert all(row == want for row, want in zip(rows, truth, strict=True))


def test_the_columns_of_a_real_table_are_those_its_metadata_lists() -> None:
    properties = json.loads((KWB_2020 / "DataProperties.json").read_text(encoding="utf-8"))["value"]
    columns = set(pq.read_schema(KWB_2020 / "TypedDataSet.parquet").names)
    assert topic_keys(properties) | set(dimension_keys(properties)) | {"ID"} == columns


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("/ODataFeed/odata/84799NED/TypedDataSet", "odata_v3/tables_2.json"),
        ("/ODataFeed/odata/84799NED/TypedDataSet?$skip=10000", "odata_v3/tables_3.json"),
        ("/ODataFeed/odata/99024NED/TableInfos", "odata_v3/meta_2.json"),
        ("/ODataFeed/odata/99024NED/DataProperties", "odata_v3/meta_7.json"),
        ("/ODataFeed/odata/99024NED/WijkenEnBuurten", "odata_v3/meta_4.json"),
        ("/ODataCatalog/Tables", "odata_v3/tables_1.json"),
    ],
)
def test_envelopes_have_the_keys_of_recorded_ones(stage: Stage, ours: str, theirs: str) -> None:
    mine, real = emulated(stage, ours), recorded(theirs)
    assert mine.keys() == real.keys()
    assert (
        mine["odata.metadata"].rsplit("/", 1)[1].split("#")[0] == real["odata.metadata"].rsplit("/", 1)[1].split("#")[0]
    )
    assert isinstance(real["value"], list)


def test_the_made_up_metadata_has_only_keys_that_recorded_metadata_has(stage: Stage) -> None:
    real = json.loads((KWB_2020 / "DataProperties.json").read_text(encoding="utf-8"))["value"]
    known = set().union(*real, *recorded("odata_v3/meta_7.json")["value"])
    for row in emulated(stage, "/ODataFeed/odata/99024NED/DataProperties")["value"]:
        assert row.keys() <= known
    info = set().union(*recorded("odata_v3/tables_1.json")["value"])
    assert emulated(stage, "/ODataCatalog/Tables")["value"][-1].keys() <= info
    assert kwb_table().info.keys() <= info


def test_v4_properties_have_keys_that_recorded_ones_have(stage: Stage) -> None:
    folder = OPEN_DATA / "cbs_kwb" / "2017_83765NED_odata_v4_metadata"
    real = json.loads((folder / "Properties.json").read_text(encoding="utf-8"))
    assert emulated(stage, "/v4/99024NED/Properties").keys() <= real.keys()


def test_a_recorded_next_link_is_followed_on_the_configured_address() -> None:
    page = read_page((RECORDED / "odata_v3" / "tables_2.json").read_bytes())
    assert page.next_link is not None
    found = rebase(page.next_link, "http://127.0.0.1:8000/feed", "83599NED")
    assert found == "http://127.0.0.1:8000/feed/83599NED/UntypedDataSet/?$format=json&$skip=10000"
