"""Overview of all facilities of an area: a table per group, which becomes cards on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from dash import dcc, html

from domain.numbers_nl import NOTHING, format_value
from domain.proximity import Verdict, verdict
from domain.proximity_view import OverviewRow
from domain.trend import Trend
from domain.view_models import Indicator
from domain.wording.change import signed_change
from domain.wording.proximity import (
    GROUP_TITLES,
    REMEASURED,
    VERDICTS,
    absent_reason,
    count_ends,
    is_remeasured,
    new_residents_note,
    verdict_reason,
)
from layouts.aria import aria

_COLUMNS: Final = ("Voorziening", "Nu", "Vergelijkbare jaren", "Verschil", "De afstand", "Aantal in de buurt")
#: A shape beside each verdict, so that it is found without reading or colour.
_MARKS: Final = {Verdict.FARTHER: "↗", Verdict.NEARER: "↘", Verdict.SAME: "→", Verdict.UNKNOWN: "·"}


def overview(rows: Sequence[OverviewRow], link_to: Callable[[str], str], opened: str | None) -> html.Section:
    """Section of all facilities; `link_to` gives the address that opens one, `opened` is the one that stands open."""
    return html.Section(
        [
            html.H2("Alle voorzieningen", id="voorzieningen"),
            html.P(
                "Nu is het nieuwste jaar. Vergelijkbare jaren zijn het eerste en het laatste jaar die goed te vergelijken zijn. "
                "Kies een voorziening om te zien wie er ver weg woont.",
                className="klein",
            ),
            html.P(REMEASURED, className="klein") if any(map(is_remeasured, rows)) else None,
            *_groups(rows, link_to, opened),
        ],
        className="nabijheid-overzicht",
        **aria(labelledby="voorzieningen"),
    )


def _groups(rows: Sequence[OverviewRow], link_to: Callable[[str], str], opened: str | None) -> Iterator[Any]:
    for group, title in GROUP_TITLES.items():
        members = [row for row in rows if row.indicator.facility_group == group]
        filled = [row for row in members if row.latest is not None]
        empty = [row for row in members if row.latest is None]
        if not members:
            continue
        yield html.H3(title, id=f"groep-{group}")
        if filled:
            yield _table(title, filled, link_to, opened)
        if empty:
            names = ", ".join(f"{row.facility.short} ({absent_reason(row.points)})" for row in empty)
            yield html.P(f"Zonder cijfer voor dit gebied: {names}.", className="klein")


def _table(title: str, rows: Sequence[OverviewRow], link_to: Callable[[str], str], opened: str | None) -> html.Table:
    head = html.Tr([html.Th(name, scope="col") for name in _COLUMNS])
    return html.Table(
        [
            html.Caption(f"{title}: afstand in kilometers over de weg", className="alleen-gesproken"),
            html.Thead(head),
            html.Tbody([_row(row, link_to, is_open=row.facility.indicator_id == opened) for row in rows]),
        ],
        className="kaartjes overzicht",
    )


def _row(row: OverviewRow, link_to: Callable[[str], str], *, is_open: bool) -> html.Tr:
    latest = row.latest
    assert latest is not None
    here = aria(current="true") if is_open else {}
    name = dcc.Link(row.facility.short, href=link_to(row.facility.indicator_id))
    cells = [
        [format_value(latest.value, row.indicator), " ", _small(f"({latest.year})")],
        list(_ends(row.told, row.indicator)),
        _change(row.told, row.indicator),
        list(_verdict(row)),
        _count(row),
    ]
    return html.Tr(
        [
            html.Th(name, scope="row", **here),
            *[told_cell(head, cell) for head, cell in zip(_COLUMNS[1:], cells, strict=True)],
        ],
        className="gekozen" if is_open else None,
    )


def told_cell(head: str, content: Any) -> html.Td:
    """Cell that carries the head of its column, which a phone shows beside it."""
    told: dict[str, Any] = {"data-kop": head}
    return html.Td(html.Span(content), **told)


def _small(text: str) -> html.Span:
    return html.Span(text, className="klein heel")


def _ends(found: Trend, indicator: Indicator) -> Iterator[Any]:
    first, last = found.first, found.last
    if first is None or last is None or first.year == last.year:
        yield NOTHING
        return
    yield f"{format_value(first.value, indicator)} → {format_value(last.value, indicator)} "
    yield _small(f"({first.year}–{last.year})")


def _change(found: Trend, indicator: Indicator) -> str:
    if found.change is None or found.first is None or found.last is None or found.first.year == found.last.year:
        return NOTHING
    return signed_change(found.change, indicator)


def _verdict(row: OverviewRow) -> Iterator[Any]:
    found = verdict(row.told)
    yield html.Span(f"{_MARKS[found]} ", className="teken", **aria(hidden="true"))
    yield html.Strong(VERDICTS[found]) if found is not Verdict.UNKNOWN else VERDICTS[found]
    notes = (verdict_reason(row.told, row.points), new_residents_note(row.told))
    if told := ", ".join(filter(None, notes)):
        yield " "
        yield html.Span(f"({told})", className="klein")


def _count(row: OverviewRow) -> list[Any] | str:
    if row.middle is None:
        return NOTHING
    series, (then, now) = row.middle
    # The space stands outside, where a line may end.
    return [html.Span(f"binnen {series.within_km} km:", className="heel"), " ", count_ends(then, now, series.indicator)]
