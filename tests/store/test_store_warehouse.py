"""Opening, replacing and losing the file, and more than one visitor at once."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from store.figures import figure, map_figures
from store.geometry import geometry
from store.warehouse import Store, StoreUnavailable
from tests.store.conftest import make_warehouse


def hofkwartier(store: Store) -> float | None:
    found = figure(store, "supermarket_km", "BU99010102", 2024)
    return found.value if found else None


def test_build_info(store: Store) -> None:
    build = store.build()
    assert (build.build_id, build.display_vintage, build.is_demo, build.built_at.year) == ("build-1", 2024, True, 2024)


def test_a_missing_file_says_what_to_do_and_may_appear_later(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    store = Store(path)
    with pytest.raises(StoreUnavailable, match="nog geen gegevens") as caught:
        store.build()
    assert str(path) in caught.value.reason
    make_warehouse(path)
    assert hofkwartier(store) == 1.2


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_an_invalid_file_is_no_crash(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="kunnen nu niet worden gelezen"):
        Store(path).build()


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE build_info (build_id TEXT)")
    with pytest.raises(StoreUnavailable) as caught:
        Store(path).build()
    assert "no table" in caught.value.reason
    assert "observation" in caught.value.reason


def test_a_replaced_file_is_served_without_restart(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    store = Store(path)
    assert map_figures(store, "supermarket_km", 2024, Level.BUURT, "GM9901").values[0] == 1.2
    assert geometry(store, "build-1", Level.BUURT, "GM9901")
    before = store.open()

    make_warehouse(tmp_path / "next.duckdb", "build-2", 2.5).replace(path)

    assert store.build().build_id == "build-2"
    assert map_figures(store, "supermarket_km", 2024, Level.BUURT, "GM9901").values[0] == 2.5
    assert geometry(store, "build-1", Level.BUURT, "GM9901") is None
    # A request that began before the replacement still reads its own build.
    assert before.rows("SELECT build_id FROM build_info") == [("build-1",)]


def test_a_file_that_disappears_is_missed_and_found_again(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    store = Store(path)
    assert hofkwartier(store) == 1.2
    path.unlink()
    with pytest.raises(StoreUnavailable):
        hofkwartier(store)
    make_warehouse(path, "build-3", 0.3)
    assert hofkwartier(store) == 0.3


def test_many_threads_read_while_the_file_is_replaced(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "warehouse.duckdb")
    following = make_warehouse(tmp_path / "next.duckdb", "build-2", 2.5)
    store = Store(path)
    seen: list[float | None] = []
    failures: list[Exception] = []
    replaced = threading.Event()

    def visitor() -> None:
        try:
            last_round = False
            while not last_round:
                last_round = replaced.is_set()
                seen.append(hofkwartier(store))
        except Exception as error:
            failures.append(error)

    visitors = [threading.Thread(target=visitor) for _ in range(4)]
    for thread in visitors:
        thread.start()
    while len(seen) < 20 and not failures:
        pass
    following.replace(path)
    replaced.set()
    for thread in visitors:
        thread.join(timeout=20)
    assert failures == []
    assert set(seen) == {1.2, 2.5}
    assert seen[-1] == 2.5


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM observation",
        "CREATE TABLE extra (a INTEGER)",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY area TO '/tmp/buurtlens-must-not-exist.csv'",
        "SET enable_external_access = true",
    ],
)
def test_the_connection_can_do_nothing_but_read_the_warehouse(store: Store, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        store.open().execute(sql)
    assert not Path("/tmp/buurtlens-must-not-exist.csv").exists()


def test_a_quote_in_the_path_is_only_a_quote(tmp_path: Path) -> None:
    folder = tmp_path / "it's"
    folder.mkdir()
    assert Store(make_warehouse(folder / "warehouse.duckdb")).build().build_id == "build-1"


def test_the_cache_keeps_to_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.warehouse._CACHE_SIZE", 2)
    warehouse = Store(make_warehouse(tmp_path / "warehouse.duckdb")).open()
    made: list[str] = []

    def answer(key: str) -> str:
        return warehouse.cached((key,), lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    assert [answer(key) for key in ("a", "a", "b", "c", "a")] == ["a", "a", "b", "c", "a"]
    assert made == ["a", "b", "c", "a"]
