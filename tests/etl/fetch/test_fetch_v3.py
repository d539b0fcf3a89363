"""A table over OData v3: whole, untouched, continued, refreshed, and left alone when nothing changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import fetch
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import health_table, kwb_table

TABLE = "99024NED"
DATA = r"/TypedDataSet"


@pytest.fixture(autouse=True)
def _tables(cbs: Cbs) -> None:
    cbs.add(kwb_table(buurten=5))  # 8 areas: pages of 3, 3 and 2


def fetch_kwb(settings: EtlSettings, catalogue: Catalogue) -> str:
    (outcome,) = fetch(settings, ["cbs_kwb"], via="v3", catalogue=catalogue).outcomes
    return outcome.state


def rows_on_disk(folder: Path) -> list[dict[str, object]]:
    pages = sorted(folder.glob("TypedDataSet.*.json"))
    return [row for page in pages for row in json.loads(page.read_text(encoding="utf-8"))["value"]]


def folder_of(settings: EtlSettings) -> Path:
    return settings.raw_dir / "cbs_kwb" / TABLE


def leftovers(raw: Path) -> list[Path]:
    return [path for path in raw.rglob("*") if path.name.endswith(".part") or path.name.endswith((".fetching", ".old"))]


def test_a_table_is_kept_whole_and_in_order(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    assert fetch_kwb(settings, catalogue) == "fetched"
    folder = folder_of(settings)
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith(".meta.yml")) == [
        "DataProperties.json",
        "TableInfos.json",
        *(f"TypedDataSet.{page:03d}.json" for page in range(3)),
        *(f"WijkenEnBuurten.{page:03d}.json" for page in range(3)),
    ]
    assert rows_on_disk(folder) == cbs.tables[TABLE].rows
    assert leftovers(settings.raw_dir) == []


def test_padding_stays_in_the_snapshot(settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    first, *_ = rows_on_disk(folder_of(settings))
    assert first["WijkenEnBuurten"] == "NL00      "
    assert first["Gemeentenaam_1"] == "Voorbeeldstad" + 27 * " "


def test_every_file_has_a_record_of_where_it_came_from(settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    page = folder_of(settings) / "TypedDataSet.001.json"
    record = yaml.safe_load(page.with_name(page.name + ".meta.yml").read_text(encoding="utf-8"))
    assert record["url"] == f"{settings.cbs_feed_url}/{TABLE}/TypedDataSet/?$format=json&$skip=3"
    assert record["sha256"] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert record["retrieved"].endswith("+00:00")
    assert (record["licence"], record["recorded"], record["rows"]) == ("CC BY 4.0", True, 3)
    assert record["modified"] == "2021-03-26T02:00:00"
    for file in folder_of(settings).glob("*.json"):
        assert file.with_name(file.name + ".meta.yml").exists()


def test_an_unchanged_table_is_not_fetched_again(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    cbs.requests.clear()
    assert fetch_kwb(settings, catalogue) == "unchanged"
    assert cbs.asked(TABLE) == [f"/ODataFeed/odata/{TABLE}/TableInfos?%24format=json"]


def test_a_new_release_replaces_the_old_one(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    newer = kwb_table(buurten=1)
    newer.modified = "2025-01-01T02:00:00"
    cbs.add(newer)
    assert fetch_kwb(settings, catalogue) == "fetched"
    assert rows_on_disk(folder_of(settings)) == newer.rows
    assert len(list(folder_of(settings).glob("TypedDataSet.*.json"))) == 2


def test_a_failed_refresh_leaves_the_old_release_in_use(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    before = rows_on_disk(folder_of(settings))
    cbs.tables[TABLE].modified = "2025-01-01T02:00:00"
    cbs.fail(DATA, "status")
    with pytest.raises(FetchError, match="HTTP 500"):
        fetch_kwb(settings, catalogue)
    assert rows_on_disk(folder_of(settings)) == before


def test_an_interrupted_fetch_continues_at_the_first_missing_page(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.fail(DATA + r".*skip=6", "reset")
    with pytest.raises(FetchError, match=r"skip=6.*connection failed or broke off"):
        fetch_kwb(settings, catalogue)
    assert not folder_of(settings).exists()
    assert list(settings.raw_dir.rglob("*.part")) == []

    cbs.faults.clear()
    cbs.requests.clear()
    assert fetch_kwb(settings, catalogue) == "fetched"
    assert [request.split("?")[1] for request in cbs.asked(DATA)] == ["%24format=json&%24skip=6"]
    assert cbs.asked("WijkenEnBuurten") == []
    assert rows_on_disk(folder_of(settings)) == cbs.tables[TABLE].rows
    assert leftovers(settings.raw_dir) == []


def test_an_interrupted_fetch_starts_afresh_when_the_table_changed_meanwhile(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.fail(DATA + r".*skip=3", "reset", times=3)
    with pytest.raises(FetchError):
        fetch_kwb(settings, catalogue)
    cbs.tables[TABLE].modified = "2025-01-01T02:00:00"
    cbs.tables[TABLE].rows[0]["AantalInwoners_5"] = 4711
    fetch_kwb(settings, catalogue)
    assert rows_on_disk(folder_of(settings))[0]["AantalInwoners_5"] == 4711


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_page_that_was_lost_or_damaged_on_disk_is_fetched_alone(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, harm: str
) -> None:
    fetch_kwb(settings, catalogue)
    page = folder_of(settings) / "TypedDataSet.001.json"
    if harm == "gone":
        page.unlink()
    else:  # still a page, with another figure in it
        page.write_bytes(page.read_bytes().replace(b'"AantalInwoners_5": 400', b'"AantalInwoners_5": 999'))
    cbs.requests.clear()
    assert fetch_kwb(settings, catalogue) == "fetched"
    assert len(cbs.asked(DATA)) == 1
    assert rows_on_disk(folder_of(settings)) == cbs.tables[TABLE].rows


def test_files_of_the_user_in_the_folder_survive_a_new_release(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    fetch_kwb(settings, catalogue)
    note = folder_of(settings) / "notitie.txt"
    note.write_text("van ons", encoding="utf-8")
    cbs.tables[TABLE].modified = "2025-01-01T02:00:00"
    fetch_kwb(settings, catalogue)
    assert note.read_text(encoding="utf-8") == "van ons"


def test_a_stop_between_the_two_renames_is_put_right(settings: EtlSettings, catalogue: Catalogue) -> None:
    fetch_kwb(settings, catalogue)
    folder = folder_of(settings)
    folder.rename(folder.with_name(f".{TABLE}.old"))
    assert fetch_kwb(settings, catalogue) == "unchanged"
    assert (folder / "TableInfos.json").exists()


def test_a_table_without_a_record_count_rests_on_its_ids(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables[TABLE].tells_count = False
    del cbs.tables[TABLE].rows[4]
    with pytest.raises(FetchError, match=r"row ID 5 follows 3: rows are missing or doubled"):
        fetch_kwb(settings, catalogue)


def test_a_renumbered_table_is_fetched_as_it_is(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.tables[TABLE].rename_topic("AfstandTotHuisartsenpraktijk_110", "AfstandTotHuisartsenpraktijk_112")
    fetch_kwb(settings, catalogue)
    assert rows_on_disk(folder_of(settings)) == cbs.tables[TABLE].rows


def test_health_is_asked_per_period_and_age(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(health_table())
    (outcome,) = fetch(settings, ["rivm_gezondheid"], catalogue=catalogue).outcomes
    table = cbs.tables["99150NED"]
    folder = settings.raw_dir / "rivm_gezondheid" / "99150NED"
    pages = sorted(folder.glob("*.UntypedDataSet.*.json"))
    assert {page.name.split(".")[0] for page in pages} == {"2016JJ00-20300", "2020JJ00-20300", "2020JJ00-80200"}
    rows = [row for page in pages for row in json.loads(page.read_text(encoding="utf-8"))["value"]]
    assert sorted(rows, key=lambda row: row["ID"]) == table.rows
    assert outcome.rows == len(table.rows)


def test_health_of_one_year_is_completed_later_without_asking_twice(
    cbs: Cbs, settings: EtlSettings, catalogue: Catalogue
) -> None:
    cbs.add(health_table())
    fetch(settings, ["rivm_gezondheid"], [2020], catalogue=catalogue)
    assert not cbs.asked("2016JJ00")
    cbs.requests.clear()
    assert fetch(settings, ["rivm_gezondheid"], [2020], catalogue=catalogue).outcomes[0].state == "unchanged"
    assert fetch(settings, ["rivm_gezondheid"], catalogue=catalogue).outcomes[0].state == "fetched"
    assert cbs.asked("2016JJ00")
    assert not cbs.asked("2020JJ00")
    assert fetch(settings, ["rivm_gezondheid"], catalogue=catalogue).outcomes[0].state == "unchanged"


def test_a_year_that_a_table_does_not_have_is_told(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    cbs.add(health_table())
    (outcome,) = fetch(settings, ["rivm_gezondheid"], [2019], catalogue=catalogue).outcomes
    assert outcome.state == "empty"
    assert not (settings.raw_dir / "rivm_gezondheid" / "99150NED").exists()
