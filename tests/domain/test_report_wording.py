"""A build in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.build_report import CorrectionKind, UnusedReason, Way
from domain.observations import Method, Status
from domain.report_page import Table, as_text, plain
from domain.report_view import theme_of
from domain.wording.report import (
    absent_short,
    absent_why,
    areas_sentence,
    change_sentence,
    correction_why,
    method_word,
    remedy,
    report_sentence,
    share_text,
    some,
    unused_why,
    year_ranges,
)
from domain.wording.report_sections import sections
from tests.domain.reports import REPORT, report

FORBIDDEN = re.compile(r"donker|nood|zwaarste|slechtste|achterstand", re.IGNORECASE)
#: Words of the maker's report that a reader of the page never needs.
ENGLISH = re.compile(r"\b(the|not|and|figures|areas|file)\b")


def table(name: str, of: object = REPORT) -> Table:
    return next(each for part in sections(of) for each in part.tables if each.table_id == name)  # type: ignore[arg-type]


def texts(found: Table) -> list[tuple[str, ...]]:
    return [tuple(plain(cell) for cell in row) for row in found.rows]


def test_the_page_opens_with_what_is_in_it() -> None:
    assert report_sentence(REPORT) == (
        "Hier zitten 12.345 cijfers in over 1.203 gebieden, uit 1 bron. De nieuwste cijfers gaan over 2025. "
        "Ze zijn ingelezen op 24 november 2026."
    )
    assert areas_sentence(REPORT) == "De gebieden zijn 1 gemeente, 2 wijken en 1.200 buurten, met de grenzen van 2024."


def test_an_empty_build_says_no_more_than_it_knows() -> None:
    empty = report(figures=0, newest_year=None, areas=(), sources=(), absent=(), matches=(), unused=(), unfilled=())
    assert "nieuwste" not in report_sentence(empty)
    assert areas_sentence(empty) == ""
    assert all(part.sentences for part in sections(empty))


@given(st.sets(st.integers(1995, 2100), max_size=30))
def test_year_ranges_name_every_year_and_no_other(years: set[int]) -> None:
    named: set[int] = set()
    for part in filter(None, year_ranges(years).split(", ")):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == years


@given(st.integers(0, 20_000), st.integers(1, 20_000))
def test_some_is_never_none_and_part_is_never_all(filled: int, total: int) -> None:
    text = share_text(min(filled, total), total)
    assert (text == "0%") == (filled == 0)
    assert (text == "100%") == (filled >= total)
    assert len(text) <= 4


def test_every_word_of_the_build_has_its_sentence() -> None:
    said = [
        *(absent_why(status) for status in (*Status, None) if status not in (Status.OK, Status.CAUTION)),
        *(absent_short(status) for status in (*Status, None)),
        *(unused_why(reason) for reason in UnusedReason),
        *(correction_why(kind) for kind in CorrectionKind),
        *(method_word(method) for method in Method),
        *(remedy(way, "x", ["a"], "X") for way in Way),
    ]
    assert all(said)
    assert not [sentence for sentence in said if FORBIDDEN.search(sentence) or ENGLISH.search(sentence)]


def test_how_to_get_a_figure() -> None:
    assert remedy(Way.FETCH, "rivm_kaarten", ["no2_ugm3"], "Kaarten").endswith(
        "python -m etl fetch --source rivm_kaarten"
    )
    assert "map met ruwe bestanden" in remedy(Way.FILE, "x", ["y_pct"], "X")
    assert remedy(Way.OWN, None, ["a_pct", "b_pct"], "").endswith("python -m etl template a_pct")


def test_topics_without_figures_stand_with_their_remedy() -> None:
    rows = texts(table("leeg-tabel"))
    assert [(row[1], row[2]) for row in rows] == [("1", "Stikstofdioxide"), ("1", "Scholen met goede lucht")]
    assert "Kaarten van lucht" in rows[0][0]
    assert "etl template ventilation_pct" in rows[1][0]


def test_reasons_are_counted_per_level_the_largest_first() -> None:
    found = table("redenen-tabel")
    assert [column.title for column in found.columns][2:] == [
        "Wijken, nieuwste jaar", "Buurten, nieuwste jaar", "Alle niveaus en jaren",
    ]  # fmt: skip
    assert [(row[0], *row[2:]) for row in texts(found)] == [
        ("niet in de bestanden", "0", "1.000", "9.000"),
        ("afgeschermd door de bron", "1", "7", "79"),
    ]


def test_only_a_source_that_could_give_figures_is_missed() -> None:
    first = sections(REPORT)[0]
    assert any("Van nog 1 bron die" in sentence for sentence in first.sentences)
    assert [row[0] for row in texts(table("bronnen-tabel"))] == ["Kerncijfers"]
    assert texts(table("bronnen-tabel"))[0][3:] == ("2016–2017, 2019", "12.345")


def test_older_areas_by_year_with_their_grades() -> None:
    assert texts(table("grenzen-tabel")) == [("2020", "115 van de 120 (A 108, B 7)", "overgenomen: 108; omgerekend: 7")]


def test_corrections_of_a_topic_stand_together() -> None:
    ((title, years, _, where, figures),) = texts(table("correctie-tabel"))
    assert (title, years, figures) == ("Leegstand", "2019–2020, 2022", "30")
    assert where == "kwb-2019.xlsx; kwb-2020.xlsx; kwb-2022.xlsx"


def test_changes_are_told_per_source_and_topic() -> None:
    assert texts(table("bron-veranderd-tabel")) == [("Kerncijfers", "1.201", "2", "3")]
    assert texts(table("veranderd-tabel"))[0] == ("Inwoners", "Kerncijfers", "1.200", "0", "3")
    assert texts(table("grootste-tabel")) == [
        ("Afstand tot de huisarts", "Binnenstad", "2024", "0,5\u00a0km", "1,5\u00a0km")
    ]


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((0, 0, 0, 9), "is er geen enkel cijfer veranderd"),
        ((1_000, 2, 3, 9), "zijn er 1.000 cijfers nieuw, 2 weg en 3 veranderd. 9 cijfers zijn gelijk"),
    ],
)
def test_what_changed(totals: tuple[int, int, int, int], said: str) -> None:
    assert said in change_sentence(REPORT.previous, totals, 2024)
    assert "1 oktober 2026" in change_sentence(REPORT.previous, totals, 2024)


def test_other_boundaries_and_no_build_before() -> None:
    assert "van 2024 naar 2025" in change_sentence(REPORT.previous, (1, 0, 0, 0), 2025)
    assert change_sentence(None, (0, 0, 0, 0), 2024) == "Er zijn geen eerdere gegevens om mee te vergelijken."


def test_the_text_says_what_the_page_says() -> None:
    text = as_text(sections(REPORT))
    assert not FORBIDDEN.search(text)
    for part in sections(REPORT):
        assert part.title in text
        for each in part.tables:
            assert each.caption in text
            assert all(plain(row[0]) in text for row in each.rows)


def test_a_long_list_of_names_is_cut_with_its_number() -> None:
    assert some(["a", "b"], 2) == "a; b"
    assert some(["a", "b", "c", "d"], 2) == "a; b; en nog 2"


@pytest.mark.parametrize(
    ("query", "theme"),
    [
        ("?thema=wie_wonen&thema=x", "wie_wonen"), ("", None), (None, None), ("?thema=", None),
        ("?thema=%3Cscript%3E", None), ("?" + "thema=a" * 5_000, None),
    ],
)  # fmt: skip
def test_the_theme_of_an_address(query: str | None, theme: str | None) -> None:
    assert theme_of(query) == theme
