"""The emulator itself: pages, filters and faults as the real services show them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.emulator.cbs import Cbs
from tests.emulator.tables import health_table, kwb_table

FEED = "/ODataFeed/odata/99024NED/TypedDataSet"


@pytest.fixture(autouse=True)
def _tables(cbs: Cbs) -> None:
    cbs.add(kwb_table(), health_table())


def ask(address: str, path: str, **options: str) -> Any:
    return httpx.get(f"{address}{path}", params={f"${key}": value for key, value in options.items()}).json()


def test_links_name_the_public_host(cbs_address: str) -> None:
    first = ask(cbs_address, FEED, format="json")
    assert (
        first["odata.nextLink"] == "https://opendata.cbs.nl/ODataFeed/OData/99024NED/TypedDataSet/?$format=json&$skip=3"
    )
    assert "odata.nextLink" not in ask(cbs_address, FEED, skip="6")


def test_eq_compares_with_the_padding_and_startswith_does_not(cbs_address: str) -> None:
    assert ask(cbs_address, FEED, filter="WijkenEnBuurten eq 'NL00'")["value"] == []
    assert len(ask(cbs_address, FEED, filter="WijkenEnBuurten eq 'NL00      '")["value"]) == 1
    assert len(ask(cbs_address, FEED, filter="startswith(WijkenEnBuurten,'WK')")["value"]) == 1


def test_clauses_add_up_and_select_picks(cbs_address: str) -> None:
    answer = ask(
        cbs_address,
        "/ODataFeed/odata/99150NED/UntypedDataSet",
        filter="Leeftijd eq '20300' and Marges eq 'MW00000' and startswith(WijkenEnBuurten,'GM')",
        select="Perioden,Leeftijd",
    )
    assert answer["value"] == [{"Perioden": year, "Leeftijd": "20300"} for year in ("2016JJ00", "2020JJ00")]


def test_odata_api_refuses_what_the_feed_pages(cbs_address: str) -> None:
    answer = httpx.get(f"{cbs_address}/ODataApi/odata/99024NED/TypedDataSet")
    assert (answer.status_code, "more than 10000 records" in answer.text) == (500, True)


def test_a_fault_counts_down(cbs: Cbs, cbs_address: str) -> None:
    cbs.fail("/TypedDataSet", "status", times=2, status=503)
    assert [httpx.get(cbs_address + FEED).status_code for _ in range(3)] == [503, 503, 200]


@pytest.mark.parametrize("kind", ["truncated", "reset"])
def test_a_broken_line_is_broken(cbs: Cbs, cbs_address: str, kind: Any) -> None:
    cbs.fail("/TypedDataSet", kind)
    with pytest.raises(httpx.TransportError):
        httpx.get(cbs_address + FEED)
