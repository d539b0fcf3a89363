"""Laws of the URL: it restores every view, and nothing that can stand in it does harm."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from domain.view_state import MAX_QUERY_LENGTH, Mode, Scale, ViewState
from tests.domain.test_areas import CODES

_YEARS = st.none() | st.integers(1995, 2100)
_IDS = st.none() | st.from_regex(r"[a-z][a-z0-9_]{0,40}_(pct|km|count)", fullmatch=True)
VIEWS = st.builds(
    ViewState,
    area_code=st.none() | CODES,
    level=st.sampled_from([None, *(level for level in Level if level is not Level.LAND)]),
    indicator_id=_IDS,
    year=_YEARS,
    mode=st.sampled_from(Mode),
    indicator2_id=_IDS,
    year2=_YEARS,
    scale=st.sampled_from(Scale),
    vintage=_YEARS,
    frame_code=st.sampled_from([None, "GG0363", "PV26", "EG0363-STADSDEEL-NOORD"]),
)
_KEYS = [
    "gebied",
    "kader",
    "niveau",
    "indicator",
    "jaar",
    "modus",
    "indicator2",
    "jaar2",
    "schaal",
    "indeling",
    "utm_source",
    "",
]
_RAW = st.text(max_size=40)
_QUERIES = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(st.sampled_from(_KEYS), _RAW), max_size=12).map(
        lambda kv: "?" + "&".join(f"{k}={v}" for k, v in kv)
    ),
    st.lists(st.tuples(st.sampled_from(_KEYS), st.binary(max_size=12)), max_size=12).map(
        lambda kv: "&".join(f"{k}={quote(v)}" for k, v in kv)
    ),
)


@given(VIEWS)
def test_a_url_restores_its_view(view: ViewState) -> None:
    assert ViewState.from_query(view.to_query()) == (view, ())


@given(VIEWS)
def test_a_url_is_plain_ascii_and_says_only_what_is_set(view: ViewState) -> None:
    query = view.to_query()
    assert query.isascii()
    assert (query == "") == (view == ViewState())
    assert "=&" not in query
    assert "None" not in query


@given(_QUERIES)
def test_any_query_gives_a_valid_view_and_parsing_again_changes_nothing(query: str) -> None:
    view, lines = ViewState.from_query(query)
    assert ViewState.from_query(view.to_query()) == (view, ())
    assert all(line.isprintable() and len(line) < 200 for line in lines)


@given(st.sampled_from(_KEYS[:9]), _RAW)
def test_of_a_repeated_key_the_first_counts(key: str, text: str) -> None:
    first = f"{key}={quote(text, errors='replace')}"
    alone = ViewState.from_query(first)
    assert ViewState.from_query(f"{first}&{first}") == alone
    assert ViewState.from_query(f"{first}&{key}=GM0363&{key}=2020") == alone


@pytest.mark.parametrize(
    "query",
    [
        None,
        "",
        "?",
        "&" * MAX_QUERY_LENGTH,
        "gebied=" * 2000,
        "?gebied=" + "A" * 20_000,
        "?gebied=%ff%fe%00",
        "?gebied=\ud800",
        "?%67ebied=GM0363",
        "?jaar=²⁰²⁰",
        "?niveau=land",
    ],
)
def test_hostile_queries_never_raise(query: str | None) -> None:
    view, lines = ViewState.from_query(query)
    assert view.level is None
    assert len(lines) <= 1


def test_each_nonsense_key_gets_its_own_line() -> None:
    view, lines = ViewState.from_query(
        "?gebied=Utrecht&niveau=straat&indicator=A%20B&jaar=tweeduizend&modus=x&indicator2=!&jaar2=1&schaal=y&indeling=0"
    )
    assert view == ViewState()
    assert len(lines) == 9
    assert lines[0] == "Het gebied “Utrecht” in het webadres kennen we niet. U ziet de standaardkeuze."


def test_what_was_understood_is_kept_beside_nonsense() -> None:
    view, lines = ViewState.from_query("?gebied=bu03630000&jaar=oud&schaal=gemeente&onbekend=1")
    assert view == ViewState(area_code="BU03630000", scale=Scale.GEMEENTE)
    assert len(lines) == 1


def test_order_of_the_keys_is_fixed() -> None:
    view = ViewState("GM0363", Level.BUURT, "gp_km", 2024, Mode.TWEE, "good_health_pct", 2022, Scale.GEMEENTE, 2024)
    assert view.to_query() == (
        "?gebied=GM0363&niveau=buurt&indicator=gp_km&jaar=2024&modus=twee&indicator2=good_health_pct&jaar2=2022"
        "&schaal=gemeente&indeling=2024"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"area_code": "gm0363"},
        {"level": "land"},
        {"indicator_id": "Gp"},
        {"year": 1066},
        {"year": "2020"},
        {"mode": None},
        {"scale": "wereld"},
    ],
)
def test_a_view_that_no_url_can_hold_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no valid view state"):
        ViewState(**wrong)  # type: ignore[arg-type]
