"""An address that the figures do not know is looked up, and lands in a buurt of this map; everything else stays here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from callbacks.search import find_places
from callbacks.settings import Settings
from store.locatieserver import Address, Locatieserver
from store.warehouse import Store
from tests.callbacks.test_search_callback import find
from tests.store.conftest import make_warehouse


class Pdok(Locatieserver):
    """A Locatieserver that knows one answer and counts the questions."""

    def __init__(self, *addresses: Address) -> None:
        super().__init__("http://pdok.example")
        self.addresses, self.asked = addresses, []  # type: ignore[var-annotated]

    def find(self, text: str) -> tuple[Address, ...]:
        self.asked.append(text)
        return self.addresses


BINNENSTAD = Address("Dam 1, 3599ZZ Échtburg", "BU99010101", "Binnenstad", "WK990101", "Centrum", "GM9901")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(make_warehouse(tmp_path_factory.mktemp("addresses") / "warehouse.duckdb", is_demo=False))
    yield opened
    opened.close()


def shown(store: Store, pdok: Pdok, text: str) -> list[tuple[str, str | None]]:
    return [(hit.area.code, hit.why) for hit in find_places(store, pdok, text)]


@pytest.mark.parametrize("text", ["Binnenstad", "3511", "3511ab", "3511 AB", "GM9901", "niets"])
def test_what_the_figures_know_is_never_asked(store: Store, text: str) -> None:
    pdok = Pdok(BINNENSTAD)
    shown(store, pdok, text)
    assert pdok.asked == []


def test_a_whole_postcode_before_the_buurten_of_its_digits(store: Store) -> None:
    assert shown(store, Pdok(BINNENSTAD), "3511 ZZ") == [
        ("BU99010101", "Dam 1, 3599ZZ Échtburg (adres gevonden met PDOK Locatieserver)")
    ]
    rough = shown(store, Pdok(), "3511 ZZ")
    assert [code for code, _ in rough] == ["BU99010101", "BU99010102"]
    assert all("meest voorkomende postcode 3511" in (why or "") for _, why in rough)


def test_a_street_with_a_number(store: Store) -> None:
    pdok = Pdok(BINNENSTAD, BINNENSTAD)
    assert [code for code, _ in shown(store, pdok, "dam 1 echtburg")] == ["BU99010101"]
    assert pdok.asked == ["dam 1 echtburg"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (Address("Laan 2", "BU99010101", "Iets anders", "WK990101", "Centrum", "GM9901"), "WK990101"),
        (Address("Laan 2", "BU9901ZZ09", "Nieuw", "WK9901ZZ", "Nieuw", "GM9901"), "GM9901"),
        (Address("Laan 2", None, None, None, None, "GM9902"), "GM9902"),
    ],
)
def test_a_buurt_of_another_division_becomes_what_lies_around_it(store: Store, address: Address, code: str) -> None:
    ((found, why),) = shown(store, Pdok(address), "Laan 2")
    assert found == code
    assert why == "Laan 2 (adres gevonden met PDOK Locatieserver); de buurt van nu staat niet op de kaart van 2024"


def test_an_address_elsewhere_is_no_answer(store: Store) -> None:
    assert shown(store, Pdok(Address("Laan 2", "BU03440101", "X", None, None, "GM0344")), "Laan 2") == []


def test_the_demo_asks_nobody(tmp_path: Path) -> None:
    demo = Store(make_warehouse(tmp_path / "demo.duckdb", is_demo=True))
    try:
        pdok = Pdok(BINNENSTAD)
        assert shown(demo, pdok, "Dam 1") == []
        assert pdok.asked == []
    finally:
        demo.close()


def test_on_the_page_it_says_where_it_comes_from_and_shows_no_markup(
    store: Store, small_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Address("<b>Dam</b> 1", "BU99010101", "Binnenstad", None, None, "GM9901")
    monkeypatch.setattr(Locatieserver, "find", lambda _self, _text: (odd,))
    client = create_app(
        Settings(warehouse=small_warehouse, locatieserver="http://pdok.example"), store
    ).server.test_client()
    answer = find(client, "dam 1")
    text = json.dumps(answer)
    assert "adres gevonden met PDOK Locatieserver" in text
    assert "dangerously" not in text
    assert answer["zoek-codes"]["data"] == ["BU99010101"]


def test_it_is_off_unless_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUURTLENS_LOCATIESERVER", raising=False)
    assert Settings().locatieserver == ""
    assert not Locatieserver("").is_on
    monkeypatch.setenv("BUURTLENS_LOCATIESERVER", "http://pdok.example/v3_1")
    assert Locatieserver(Settings().locatieserver).is_on
