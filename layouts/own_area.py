"""Of an area that a reader put together: of which buurten, how its figures were made, and the sources of what goes on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from domain.own_area import CombinedFigure
from domain.profile import Profile, Row
from domain.view_models import Area, SourceLine
from domain.wording.own_area import (
    HOW,
    buurten_named,
    known_for_too_few,
    never_combined,
    not_added_up_together,
    not_together,
    weighed_together,
    without_some,
)
from domain.wording.phrases import counted

#: More buurten than this are folded: a printed page keeps one page.
_MOST_NAMED: Final = 12


def members_told(members: Sequence[Area]) -> Component | None:
    """Of which buurten the area is made; None for an area that exists."""
    if not members:
        return None
    names = [each.name for each in members]
    if len(names) <= _MOST_NAMED:
        return html.P(buurten_named(names), className="klein")
    told = html.Summary(f"Bekijk de namen van de {counted(len(names), 'buurt', 'buurten')}")
    return html.Details([told, html.P(buurten_named(names))], className="klein buurten-genoemd")


def how_made(profile: Profile) -> html.Details:
    """The rules by which figures of buurten became one, folded, and which figures could not or without which buurten."""
    parts = [
        html.Summary("Zo is dit samengesteld"),
        _list(HOW),
        *_titled("Waarnaar we wegen", _weights(profile.rows)),
        *_titled("Niet samengevoegd", _never(profile.rows)),
        *_titled("Te weinig bekend", _too_little(profile)),
        *_titled("Zonder enkele buurten", _without(profile)),
    ]
    return html.Details(parts, className="samengesteld")


def sources_on_paper(profile: Profile) -> html.P:
    """Sources of the figures that are printed, in one line; shown on paper only."""
    return html.P(f"{'; '.join(each.citation for each in printed_sources(profile))}.", className="bron op-papier")


def printed_sources(profile: Profile) -> tuple[SourceLine, ...]:
    """Each source once of what a printed page tells: who lives here, what is good, what to talk about."""
    opening = {name for block, _ in profile.chapters for name, _ in block.lead}
    leading = [row.figure for row in profile.rows if row.indicator.indicator_id in opening and row.value is not None]
    told = [*leading, *(each.figure for each in (*profile.good, *profile.talk))]
    return tuple(dict.fromkeys(each.source for each in told if each is not None))


def _weights(rows: Sequence[Row]) -> list[str]:
    by_weight: dict[str, list[str]] = {}
    for row in rows:
        if row.value is not None and row.indicator.combination == "mean":
            by_weight.setdefault(row.indicator.weight, []).append(row.indicator.title)
    return [weighed_together(weight, titles) for weight, titles in by_weight.items()]


def _never(rows: Sequence[Row]) -> list[str]:
    titles = [row.indicator.title for row, figure in _combined(rows) if figure.why == never_combined()]
    return [not_together(titles)] if titles else []


def _too_little(profile: Profile) -> list[str]:
    """Figures without a value since parts lack one, those that lack the same ones together."""
    alike: dict[tuple[bool, tuple[str, ...], int], list[str]] = {}
    for row, figure in _combined(profile.rows):
        if figure.value is None and figure.lacking:
            key = row.indicator.combination == "sum", figure.lacking, round(figure.filled_pct)
            alike.setdefault(key, []).append(row.indicator.title)
    return [
        not_added_up_together(_names(profile, codes), titles)
        if is_sum
        else known_for_too_few(_names(profile, codes), filled_pct, titles)
        for (is_sum, codes, filled_pct), titles in alike.items()
    ]


def _without(profile: Profile) -> list[str]:
    by_buurten: dict[tuple[str, ...], list[str]] = {}
    for row, figure in _combined(profile.rows):
        if figure.value is not None and figure.lacking:
            by_buurten.setdefault(figure.lacking, []).append(row.indicator.title)
    return [without_some(_names(profile, codes), titles) for codes, titles in by_buurten.items()]


def _names(profile: Profile, codes: Sequence[str]) -> list[str]:
    names = {each.code: each.name for each in profile.members}
    return [names[code] for code in codes]


def _combined(rows: Sequence[Row]) -> Iterator[tuple[Row, CombinedFigure]]:
    for row in rows:
        if isinstance(row.figure, CombinedFigure):
            yield row, row.figure


def _titled(title: str, told: Sequence[str]) -> list[Component]:
    return [html.H3(title), _list(told)] if told else []


def _list(told: Sequence[str]) -> html.Ul:
    return html.Ul([html.Li(sentence) for sentence in told])
