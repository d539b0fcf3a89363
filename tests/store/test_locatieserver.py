"""Address search at PDOK: asked rarely, briefly and never in vain; silent and forgetful when it fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from store.locatieserver import Address, Locatieserver, looks_like_address, postcode6

DAM = {
    "type": "adres",
    "id": "adr-1",
    "weergavenaam": "Dam 1, 1012JS Amsterdam",
    "gemeentecode": "0363",
    "wijkcode": "WK0363AA",
    "wijknaam": "Burgwallen-Oude Zijde",
    "buurtcode": "BU0363AA01",
    "buurtnaam": "Kop Zeedijk",
}


@pytest.fixture(scope="module")
def listening() -> Iterator[HTTPServer]:
    server = HTTPServer(host="127.0.0.1", threaded=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def pdok(listening: HTTPServer) -> HTTPServer:
    listening.clear()
    return listening


def docs(*found: dict[str, Any]) -> dict[str, Any]:
    return {
        "response": {"numFound": len(found), "start": 0, "docs": list(found)},
        "highlighting": {"adr-1": "<b>Dam</b>"},
    }


def answering(pdok: HTTPServer) -> None:
    pdok.expect_request("/suggest").respond_with_json(docs({"id": "adr-1", "type": "adres", "weergavenaam": "x"}))
    pdok.expect_request("/lookup", query_string={"id": "adr-1"}).respond_with_json(docs(DAM))


def test_an_address_with_the_areas_of_today(pdok: HTTPServer) -> None:
    answering(pdok)
    assert Locatieserver(pdok.url_for("/")).find("dam 1 amsterdam") == (
        Address("Dam 1, 1012JS Amsterdam", "BU0363AA01", "Kop Zeedijk", "WK0363AA", "Burgwallen-Oude Zijde", "GM0363"),
    )
    asked = pdok.log[0][0]
    assert dict(asked.args) == {"q": "dam 1 amsterdam", "rows": "5", "fq": "type:adres"}
    assert "cookie" not in {name.lower() for name in asked.headers.keys()}  # noqa: SIM118  (werkzeug's headers are no mapping)


@pytest.mark.parametrize(
    "text", ["1012JS", "1012 js", "1012js 1", "Dam 1", "Dam 1 Amsterdam", "2e Kade 14a", "Straat van 1940 5"]
)
def test_what_looks_like_an_address(text: str) -> None:
    assert looks_like_address(text)


@pytest.mark.parametrize("text", ["", "Utrecht", "1012", "GM0363", "BU0363AA01", "0363", "Wijk 01", "a 1", "0123 AB"])
def test_what_does_not_leaves_the_server(text: str, pdok: HTTPServer) -> None:
    if looks_like_address(text):
        assert text == "Wijk 01"  # a name with a number: asked only when the figures know no such place
        return
    assert Locatieserver(pdok.url_for("/")).find(text) == ()
    assert pdok.log == []


def test_postcodes() -> None:
    assert [postcode6(text) for text in ("1012js", "1012 JS", " 1012 js 12 ", "1012", "0012JS")] == [
        "1012JS", "1012JS", "1012JS", None, None,
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_is_judged_without_trouble(text: str) -> None:
    assert looks_like_address(text) in (True, False)
    assert Locatieserver("").find(text) == ()


class Clock:
    """Time that the test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def _slow(_request: Request) -> Response:
    import time

    time.sleep(0.5)
    return Response("{}")


@pytest.mark.parametrize(
    "body",
    [
        Response("down", status=503),
        Response("<!DOCTYPE html><html>Onderhoud</html>", content_type="text/html"),
        Response('{"response": {"docs": "none"}}', content_type="application/json"),
        Response("[]", content_type="application/json"),
        Response("moved", status=302, headers={"Location": "http://elsewhere.example/"}),
    ],
)
def test_after_a_failure_it_rests_for_five_minutes(pdok: HTTPServer, body: Response) -> None:
    clock = Clock()
    server = Locatieserver(pdok.url_for("/"), clock=clock)
    pdok.expect_oneshot_request("/suggest").respond_with_response(body)
    assert server.find("Dam 1") == ()
    answering(pdok)
    clock.now += 299
    assert server.find("Dam 1") == ()
    assert len(pdok.log) == 1
    assert not server.is_on
    clock.now += 2
    assert len(server.find("Dam 1")) == 1


def test_silence_ends_in_time_and_rests_too(pdok: HTTPServer) -> None:
    pdok.expect_request("/suggest").respond_with_handler(_slow)
    server = Locatieserver(pdok.url_for("/"), patience_s=0.1)
    assert server.find("Dam 1") == ()
    assert not server.is_on


def test_nobody_there_and_nonsense_addresses() -> None:
    for url in ("http://127.0.0.1:9", "nonsense", "http://[::1", "ftp://x"):
        server = Locatieserver(url, patience_s=0.2)
        assert server.find("Dam 1") == ()
        assert not server.is_on


def test_nothing_found_is_an_answer(pdok: HTTPServer) -> None:
    pdok.expect_request("/suggest").respond_with_json(docs())
    server = Locatieserver(pdok.url_for("/"))
    assert server.find("Dam 99999") == ()
    assert server.is_on


def test_nothing_that_is_asked_is_logged(pdok: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    answering(pdok)
    with caplog.at_level(logging.INFO):
        assert Locatieserver(pdok.url_for("/")).find("Geheimstraat 1")
        assert Locatieserver("http://127.0.0.1:9").find("Geheimstraat 1") == ()
    ours = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]  # that is PDOK's side here
    assert not [line for line in ours if "Geheim" in line]
