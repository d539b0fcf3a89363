"""A gemeente by name or code, in whatever spelling; candidates for what is unknown or can be two."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import FetchError
from etl.fetch.client import Client, NoConnectionError
from etl.fetch.gemeente import Gemeente, UnknownGemeenteError, gemeenten, resolve
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import kwb_table

NAMES = {
    "GM0344": "Utrecht",
    "GM0518": "'s-Gravenhage",
    "GM0796": "'s-Hertogenbosch",
    "GM0373": "Bergen (NH.)",
    "GM0893": "Bergen (L.)",
    "GM0164": "Hengelo",
    "GM1930": "Nissewaard",
    "GM0060": "Ameland",
    "GM1900": "Súdwest-Fryslân",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Utrecht", "GM0344"),
        (" utrecht ", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
        ("GM0344", "GM0344"),
        ("gm344", "GM0344"),
        ("0344", "GM0344"),
        ("344", "GM0344"),
        ("60", "GM0060"),
        ("'s-Gravenhage", "GM0518"),
        ("s gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
        ("Bergen (NH.)", "GM0373"),
        ("bergen nh", "GM0373"),
        ("sudwest fryslan", "GM1900"),
    ],
)
def test_names_and_codes(text: str, code: str) -> None:
    assert resolve(text, NAMES) == Gemeente(code, NAMES[code])


def test_a_name_of_two_gemeenten_names_both() -> None:
    with pytest.raises(
        UnknownGemeenteError, match=r"'Bergen' can be Bergen \(NH\.\) \(GM0373\), Bergen \(L\.\) \(GM0893\)"
    ):
        resolve("Bergen", NAMES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Utrect", r"There is no gemeente 'Utrect'\. Did you mean Utrecht \(GM0344\)"),
        ("Hengeloo", r"Did you mean Hengelo \(GM0164\)"),
        ("Spijkenisse", r"Give the name of a gemeente as it is today \(not of a place in it\)"),
        ("GM0001", r"There is no gemeente with code GM0001"),
        ("", r"There is no gemeente ''"),
    ],
)
def test_what_is_unknown_comes_with_candidates(text: str, message: str) -> None:
    with pytest.raises(UnknownGemeenteError, match=message):
        resolve(text, NAMES)


@given(st.text(max_size=30))
def test_any_text_is_a_gemeente_of_the_list_or_a_clear_no(text: str) -> None:
    with suppress(UnknownGemeenteError):
        assert resolve(text, NAMES).code in NAMES


def test_slugs_are_safe_names_of_files() -> None:
    assert [Gemeente(code, name).slug for code, name in NAMES.items()][1:4] == [
        "s-gravenhage",
        "s-hertogenbosch",
        "bergen-nh",
    ]


def test_the_list_comes_from_cbs_and_is_kept(cbs: Cbs, settings: EtlSettings) -> None:
    table = kwb_table()
    table.dimensions["WijkenEnBuurten"][1]["Title"] = "Voorbeeldstad (gemeente)"
    cbs.add(table)
    with Client(settings) as client:
        assert gemeenten(client, settings, ["99025NED", "99024NED"]).names == {"GM9901": "Voorbeeldstad"}
        cbs.fail("/ODataFeed/", "status", status=503)
        kept = gemeenten(client, settings, ["99024NED"])
    assert kept.names == {"GM9901": "Voorbeeldstad"}
    assert "the last one was taken" in kept.note


def test_without_a_list_and_without_a_line_there_is_an_error(cbs: Cbs, settings: EtlSettings) -> None:
    cbs.fail("/ODataFeed/", "html")
    with Client(settings) as client, pytest.raises(FetchError, match="no whole JSON"):
        gemeenten(client, settings, ["99024NED"])
    away = settings.model_copy(update={"cbs_feed_url": "http://127.0.0.1:9/odata"})
    with Client(away.hasty()) as client, pytest.raises(NoConnectionError):
        gemeenten(client, away, ["99024NED"])
