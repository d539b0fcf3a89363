"""The map answers a choice ahead of the page (assets/preview.js): whatever comes of it, map and legend agree in the end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from layouts import ids
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
START = "?gebied=GM9901&niveau=buurt&indicator=supermarket_km&jaar=2024"
SUPERMARKET, GP = "Afstand tot een grote supermarkt", "Afstand tot de huisarts"
PAGE_ANSWERS = "**/_dash-update-component*"
DRAWN = "[buurtlens.figures.title, String(buurtlens.figures.year)]"


def expect_drawn(visitor: Visitor, title: str, year: str = "2024") -> None:
    """Heading, legend and the colours on the map are all of this indicator and year."""
    visitor.expect_heading(f"{title} per")
    expect(visitor.page.locator(".legenda figcaption")).to_contain_text(re.compile(rf"{re.escape(title)}.*{year}"))
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate(DRAWN) == [title, year]


def test_after_a_choice_map_and_legend_are_of_the_same_figures(visit: Visit) -> None:
    visitor = visit()
    visitor.open(START)
    visitor.choose(ids.INDICATOR, GP)
    expect_drawn(visitor, GP)
    visitor.choose(ids.YEAR, "2021")
    expect_drawn(visitor, GP, "2021")


def test_the_map_does_not_wait_for_the_page(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    waiting: list[Route] = []
    held = True
    page.route(PAGE_ANSWERS, lambda route: waiting.append(route) if held else route.continue_())
    before = visitor.painted()
    visitor.choose(ids.INDICATOR, GP)
    visitor.wait_painted(before)
    assert page.evaluate(DRAWN)[0] == GP
    visitor.expect_heading(SUPERMARKET)
    held = False
    for route in waiting:
        route.continue_()
    expect_drawn(visitor, GP)


def test_without_figures_ahead_the_page_still_comes_right(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    page.route(lambda url: "/figures?" in url, lambda route: route.fulfill(status=200, body="{}"))
    visitor.choose(ids.INDICATOR, GP)
    expect_drawn(visitor, GP)


def test_of_two_quick_choices_the_last_one_counts(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    late: list[Route] = []
    # The figures of the first choice come after everything else.
    page.route(lambda url: "/figures?" in url and "gp_km" in url, lambda route: late.append(route))
    visitor.choose(ids.INDICATOR, GP)
    visitor.choose(ids.INDICATOR, SUPERMARKET)
    expect(page.locator(f"#{ids.INDICATOR}")).to_have_value(SUPERMARKET)
    for route in late:
        route.continue_()
    expect_drawn(visitor, SUPERMARKET)
    assert "indicator=supermarket_km" in page.url


def test_when_the_page_cannot_answer_the_map_goes_back_to_what_the_page_says(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    refused = '{"multi":true,"response":{"meldingen":{"children":"Dit lukte niet"}}}'
    page.route(
        PAGE_ANSWERS,
        lambda route: route.fulfill(status=200, content_type="application/json", body=refused),
    )
    visitor.choose(ids.INDICATOR, GP)
    expect(page.locator(f"#{ids.MESSAGES}")).to_contain_text("Dit lukte niet")
    expect_drawn(visitor, SUPERMARKET)


def test_back_after_a_choice_restores_the_map(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    visitor.choose(ids.INDICATOR, GP)
    expect_drawn(visitor, GP)
    page.go_back()
    expect_drawn(visitor, SUPERMARKET)
    page.go_forward()
    expect_drawn(visitor, GP)
