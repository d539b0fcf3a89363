"""What a profile chooses to tell: differences that survive noise, how much is known, what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.observations import Grade, Method, Status
from domain.profile import HIDDEN, Block, Part, Row, Spread, beside, coverage
from domain.profile_choice import MOST_MODELLED, MOST_STANDOUTS, changes, standouts
from domain.trend import Point
from domain.view_models import Figure, Indicator, SourceLine
from domain.wording import profile as words
from tests.domain.examples import DISTANCE, HEALTH, RENT

SOURCE = SourceLine("kwb", "CBS, T24, 2024", "CC BY 4.0", "T24", None)


def figure(indicator: Indicator, value: float | None, status: Status = Status.OK, **bounds: float) -> Figure:
    return Figure(
        "BU99010101", indicator.indicator_id, 2024, 2024, value, bounds.get("lower"), bounds.get("upper"),
        status, Grade.A, Method.PUBLISHED, SOURCE,
    )  # fmt: skip


def row(
    indicator: Indicator,
    value: float | None,
    country: float | None = None,
    similar: float | None = None,
    status: Status = Status.OK,
    spread: Spread | None = None,
) -> Row:
    own = figure(indicator, value, status)
    return Row(
        indicator,
        own,
        None,
        beside("Nederland", country, own, indicator),
        beside("vergelijkbare gebieden", similar, own, indicator, areas=12) if similar is not None else None,
        spread,
    )


def block(name: str, part: Part = Part.NABIJHEID) -> Block:
    return Block(name, part, name, "Wie weet hier meer van?", ())


def test_a_counted_figure_is_held_against_comparable_areas_and_a_modelled_one_never() -> None:
    counted = row(DISTANCE, 2.0, country=2.0, similar=1.0)
    modelled = row(HEALTH, 60.0, country=60.0, similar=80.0)
    found = standouts([(block("a"), [counted]), (block("b", Part.BESTAANSZEKERHEID), [modelled])])
    assert [(each.row, each.beside.name) for each in found] == [(counted, "vergelijkbare gebieden")]


def test_without_comparable_areas_the_country_is_named() -> None:
    (only,) = standouts([(block("a"), [row(DISTANCE, 2.0, country=1.0)])])
    assert words.standout_sentence(only).replace("\u00a0", " ") == (
        "Afstand tot de supermarkt: 2,0 km (2024). 1,0 km verder dan gemiddeld in Nederland (1,0 km)."
    )


def test_what_varies_much_everywhere_does_not_come_first() -> None:
    wide = row(RENT, 60.0, country=50.0, spread=Spread("", 100, 5.0, 50.0, 95.0))
    narrow = row(DISTANCE, 1.4, country=0.9, spread=Spread("", 100, 0.8, 0.9, 1.0))
    found = standouts([(block("a"), [wide]), (block("b"), [narrow])])
    assert [each.row for each in found] == [narrow, wide]


rows_of_any = st.lists(
    st.builds(
        row,
        st.sampled_from([DISTANCE, HEALTH, RENT]),
        st.one_of(st.none(), st.floats(0, 100)),
        st.one_of(st.none(), st.floats(0, 100)),
        st.one_of(st.none(), st.floats(0, 100)),
    ),
    max_size=4,
)


@given(st.lists(st.tuples(st.sampled_from(list(Part)), rows_of_any), max_size=9))
def test_standouts_are_few_sure_and_of_different_blocks(given_chapters: list[tuple[Part, list[Row]]]) -> None:
    chapters = [(block(f"b{number}", part), rows) for number, (part, rows) in enumerate(given_chapters)]
    found = standouts(chapters)
    assert len(found) <= MOST_STANDOUTS
    assert sum(each.row.is_modelled for each in found) <= MOST_MODELLED
    assert len({each.block.block_id for each in found}) == len(found)
    assert all(each.block.part is not Part.WIE for each in found)
    assert all(each.row.value is not None and each.beside.told.verdict in ("higher", "lower") for each in found)
    assert [each.size for each in found] == sorted((each.size for each in found), reverse=True)


def test_coverage_counts_a_zero_as_known_and_every_gap_with_its_reason() -> None:
    rows = [
        row(DISTANCE, 0.0),
        row(HEALTH, 70.0),
        row(RENT, None, status=Status.SUPPRESSED),
        row(RENT, None, status=Status.TOO_SMALL),
        Row(RENT, None),
    ]
    found = coverage(rows)
    assert (found.filled, found.total, found.oldest_year, found.modelled, found.hidden) == (2, 5, 2024, 1, 2)
    assert {status for status, _ in found.absent} == {*HIDDEN, Status.UNKNOWN}
    assert words.coverage_sentence(found) == (
        "2 van de 5 cijfers zijn bekend; het oudste is van 2024; 1 is geschat met een rekenmodel; "
        "2 zijn verborgen om de privacy van bewoners."
    )
    assert "geen bekend" in words.coverage_sentence(coverage([Row(RENT, None)]))


@given(rows_of_any)
def test_known_and_missing_together_are_all(rows: list[Row]) -> None:
    found = coverage(rows)
    assert found.filled + sum(len(titles) for _, titles in found.absent) == found.total == len(rows)


def series(values: list[float]) -> tuple[Point, ...]:
    return tuple(Point(2016 + number, value, residents_count=1000) for number, value in enumerate(values))


def test_only_sure_changes_are_told_the_largest_first() -> None:
    steady = DISTANCE
    rising = replace(row(steady, 2.0), points=series([1.0, 1.2, 1.4, 1.6, 1.8, 2.0]))
    faster = replace(
        row(replace(steady, indicator_id="gp_km", series_breaks=()), 3.0), points=series([1.0, 1.5, 2.0, 2.5, 3.0])
    )
    noisy = replace(row(steady, 1.1), points=series([1.0, 1.1, 1.0, 1.1, 1.0, 1.1]))
    plain = replace(steady, series_breaks=())
    rising = replace(rising, indicator=plain)
    assert changes([noisy, rising, faster]) == (faster, rising)
    assert (
        words.change_sentence(faster)
        .replace("\u00a0", " ")
        .endswith("verder weg, van 1,0 km in 2016 naar 3,0 km in 2020.")
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0 van de 100"), (0.3, "minder dan 1 van de 100"), (18.4, "18 van de 100"), (100.0, "100 van de 100")],
)
def test_a_percentage_is_told_out_of_a_hundred(value: float, said: str) -> None:
    assert words.value_text(row(RENT, value)) == said


def test_an_estimate_is_told_as_a_range_and_said_to_be_one() -> None:
    own = figure(HEALTH, 78.2, lower=74.0, upper=82.0)
    told = words.row_sentence(Row(HEALTH, own, None, beside("Nederland", 70.0, own, HEALTH)))
    assert "tussen 74 en 82 van de 100 (een schatting met een rekenmodel), 2024" in told


def test_a_figure_that_is_absent_says_why() -> None:
    assert words.row_sentence(row(RENT, None, status=Status.TOO_SMALL)).endswith("geen cijfer (te weinig inwoners).")
