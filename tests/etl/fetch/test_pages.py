"""Pages of a feed: what adds up is accepted, what lacks or doubles a row is not, wherever the pages are cut."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import FetchError
from etl.fetch.client import DamagedError
from etl.fetch.pages import Chain, Page, read_page, rebase


def pages_of(ids: list[int], size: int, promised: list[int] | None = None) -> list[Page]:
    """Pages as the service means them: links by `promised` rows, contents by `ids`."""
    whole = promised if promised is not None else ids
    starts = range(0, max(len(whole), 1), size)
    return [
        Page(
            [{"ID": number} for number in whole[start : start + size] if number in ids],
            f"https://x/T/S?$skip={start + size}" if start + size < len(whole) else None,
        )
        for start in starts
    ]


def accept_all(pages: list[Page], **chain: Any) -> int:
    check = Chain(**chain)
    for page in pages:
        check.accept(page)
    return check.rows


@given(count=st.integers(1, 60), size=st.integers(1, 20))
def test_a_whole_table_is_accepted_however_it_is_cut(count: int, size: int) -> None:
    assert accept_all(pages_of(list(range(count)), size), promised=count) == count


@given(count=st.integers(2, 60), size=st.integers(1, 20), data=st.data())
def test_any_lost_row_is_noticed(count: int, size: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, count - 1))
    kept = [number for number in range(count) if number != lost]
    with pytest.raises(DamagedError):
        accept_all(pages_of(kept, size, promised=list(range(count))), promised=count)


def test_a_page_that_is_shorter_than_its_link_says() -> None:
    with pytest.raises(DamagedError, match="ends at row 2 while its next page starts at 3"):
        Chain(filtered=True).accept(Page([{"ID": 4}, {"ID": 9}], "https://x/T/S?$skip=3"))


def test_with_a_filter_ids_only_rise_and_nothing_at_all_is_an_answer() -> None:
    assert accept_all([Page([{"ID": 4}, {"ID": 9}], None)], filtered=True, promised=2) == 2
    assert accept_all([Page([], None)], filtered=True, promised=2) == 0
    with pytest.raises(DamagedError, match="row ID 4 follows 9"):
        accept_all([Page([{"ID": 9}, {"ID": 4}], None)], filtered=True)
    with pytest.raises(DamagedError, match="ends at row 1 of 2"):
        accept_all([Page([{"ID": 9}], None)], filtered=True, promised=2)


def test_a_refused_page_leaves_the_chain_as_it_was() -> None:
    chain = Chain()
    with pytest.raises(DamagedError):
        chain.accept(Page([{"ID": 0}, {"ID": 2}], None))
    chain.accept(Page([{"ID": 0}, {"ID": 1}], None))
    assert chain.rows == 2


@given(cut=st.integers(0, 90))
def test_a_cut_answer_is_never_taken_for_whole(cut: int) -> None:
    body = json.dumps(
        {"odata.metadata": "https://x/$metadata#T", "value": [{"ID": 0, "Titel": "Aa en Hunze"}]}
    ).encode()
    if cut < len(body):
        with pytest.raises(DamagedError):
            read_page(body[:cut])


@pytest.mark.parametrize("body", ["[]", "null", '{"odata.error": {"code": ""}}', '{"value": {}}'])
def test_other_json_is_no_page(body: str) -> None:
    with pytest.raises(DamagedError, match="JSON without a list 'value'"):
        read_page(body.encode())


def test_links_are_followed_at_the_configured_address_within_the_table_only() -> None:
    base = "http://mirror/feed/"
    assert rebase("https://opendata.cbs.nl/ODataFeed/OData/1NED/S/?$skip=2", base, "1ned") == (
        "http://mirror/feed/1ned/S/?$skip=2"
    )
    with pytest.raises(FetchError, match="lies outside table 1ned"):
        rebase("https://opendata.cbs.nl/ODataFeed/OData/2NED/S?$skip=2", base, "1ned")
