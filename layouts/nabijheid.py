"""Screen Nabijheid: the sentence, one facility when it is opened, and the overview of all. assets/nabijheid.js draws the pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from domain.numbers_nl import format_value
from domain.proximity_view import OverviewRow
from domain.terms import Term
from domain.view_models import Area
from domain.wording import direction_note, place_line, population_line
from domain.wording.proximity import CAVEATS, count_change, overview_sentence, screen_title
from layouts import ids
from layouts.action import action_part
from layouts.aria import aria
from layouts.kaart import breadcrumb
from layouts.messages import messages
from layouts.nabijheid_beyond import BeyondPart, beyond_part
from layouts.nabijheid_overview import overview
from layouts.onward import other_areas
from layouts.panel import Onward
from layouts.terms import explained_all
from layouts.trend import TrendView, trend_panel


@dataclass(frozen=True)
class OpenFacility:
    """The facility that an address opens, with the address that closes it and the one of its map."""

    row: OverviewRow
    trend: TrendView
    beyond: BeyondPart
    map_href: str
    close_href: str


@dataclass(frozen=True)
class NabijheidView:
    """All that one address shows. `link_to` gives the address that opens a facility."""

    area: Area
    rows: tuple[OverviewRow, ...]
    opened: OpenFacility | None
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    lines: tuple[str, ...]
    link_to: Callable[[str], str]
    download: str
    terms: tuple[Term, ...] = ()


def nabijheid(view: NabijheidView, query: str) -> html.Div:
    """The page: its address, and all that the address decides in one place; `query` is the address that it is made for."""
    return html.Div(
        [
            dcc.Location(id=ids.PROXIMITY_URL, refresh=False),
            html.Div(nabijheid_body(view), id=ids.PROXIMITY),
            dcc.Store(id=ids.PROXIMITY_DRAWN),
            dcc.Store(id=ids.PROXIMITY_STANDS, data=query),
        ],
        className="scherm-nabijheid",
    )


def nabijheid_body(view: NabijheidView) -> list[Any]:
    """Everything on the page for one address."""
    area, opened = view.area, view.opened
    facility = opened.row.facility.indicator_id if opened else None
    titled: dict[str, Any] = {"data-title": _tab_title(view)}
    return [
        html.Nav(breadcrumb(view.trail, area.name), className="kruimelpad", **aria(label="U bent hier")),
        html.H1(screen_title(area.name), id="nabijheid-kop", tabIndex=-1, **titled),
        html.P([f"{place_line(area)}. ", population_line(area)], className="klein plaatsregel"),
        html.Div(messages(view.lines)),
        html.P(overview_sentence(area.name, view.rows), className="inleiding"),
        other_areas(view.onward),
        *(_opened(opened, view.terms) if opened else ()),
        overview(view.rows, view.link_to, facility) if view.rows else html.P(_none()),
        html.P(html.A("Download dit overzicht (CSV)", href=view.download, download=""), className="downloads")
        if view.rows
        else None,
        _caveats(view.terms),
        _sources(view.rows),
    ]


def _tab_title(view: NabijheidView) -> str:
    what = view.opened.row.facility.short if view.opened else "Nabijheid"
    return f"{what} – {view.area.name} – Buurtlens"


def _none() -> str:
    return (
        "De lijst van voorzieningen staat niet in deze gegevens: ze zijn met een oudere versie gemaakt. "
        "De beheerder kan ze opnieuw maken met “python -m etl build”."
    )


def _opened(opened: OpenFacility, terms: Sequence[Term]) -> list[Any]:
    row, indicator = opened.row, opened.row.indicator
    latest = row.latest
    note = direction_note(indicator)
    return [
        html.Section(
            [
                html.H2(row.facility.short, id="voorziening-titel"),
                html.P(format_value(latest.value, indicator) if latest else "Geen cijfer", className="groot-getal"),
                html.P(
                    [
                        f"{indicator.title}, {latest.year}. " if latest else f"{indicator.title}. ",
                        indicator.describes,
                        f" {note}" if note else "",
                    ]
                ),
                _counts(row),
                html.Ul(
                    [
                        html.Li(html.A("Bekijk op de kaart", href=opened.map_href)),
                        html.Li(dcc.Link("Alleen het overzicht", href=opened.close_href)),
                    ],
                    className="downloads",
                ),
            ],
            className="nabijheid-voorziening",
            **aria(labelledby="voorziening-titel"),
        ),
        html.Section(trend_panel(opened.trend), className="verloop", **aria(label="Verloop over de jaren")),
        beyond_part(opened.beyond),
        html.Details(
            [
                html.Summary("Wat u moet weten over dit cijfer"),
                html.Ul([html.Li(text) for text in explained_all([item.text for item in indicator.know], terms)]),
            ],
            className="weten",
        ),
        action_part(indicator),
    ]


def _counts(row: OverviewRow) -> html.Div | None:
    """Numbers within each radius, then and now."""
    first, last = row.told.first, row.told.last
    told = [(each, each.ends(first.year if first else None, last.year if last else None)) for each in row.counts]
    lines = [count_change(each.indicator.title, *ends, each.indicator) for each, ends in told if ends is not None]
    if not lines:
        return None
    return html.Div(
        [
            html.H3("Hoeveel zijn er in de buurt?"),
            html.Ul([html.Li(line) for line in lines]),
            html.P("Gemiddeld over alle inwoners, over de weg.", className="klein"),
        ]
    )


def _caveats(terms: Sequence[Term]) -> html.Section:
    return html.Section(
        [
            html.H2("Zo leest u deze afstanden", id="lezen"),
            html.Ul([html.Li(text) for text in explained_all(CAVEATS, terms)], className="opsomming"),
        ],
        **aria(labelledby="lezen"),
    )


def _sources(rows: Sequence[OverviewRow]) -> html.Details | None:
    lines = list(dict.fromkeys(line for row in rows for line in row.sources))
    if not lines:
        return None
    cited = [
        html.Li(f"{line.citation}. Licentie: {line.licence}.")
        for line in sorted(lines, key=lambda each: each.citation, reverse=True)
    ]
    return html.Details([html.Summary("Bronnen van dit overzicht"), html.Ul(cited, className="klein bron")])
