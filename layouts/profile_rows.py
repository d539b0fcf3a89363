"""Rows of a profile as nodes: sentences for residents; for professionals every figure with what it is beside, its spread and its years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.numbers_nl import format_number, format_value
from domain.profile import Beside, Block, Row
from domain.terms import Term
from domain.wording import direction_note, kind_label, route_text, status_short
from domain.wording.action import ACTION_TITLE, action_source
from domain.wording.figures import titled
from domain.wording.profile import burden_words, row_sentence, sign_of, spread_sentence, value_text
from domain.wording.trend import trend_sentence, verdict_label
from layouts.nodes import Node, items, node
from layouts.spine import marks, sparkline, strip
from layouts.terms import explained_nodes


def block_for_residents(block: Block, rows: Sequence[Row], terms: Sequence[Term] = (), *, alone: bool = False) -> Node:
    """A folded block in sentences, in which `terms` are explained; figures that are absent stand together at the end.

    `alone`: its chapter has no other.
    """
    there = [row for row in rows if row.value is not None]
    sentences = explained_nodes([row_sentence(row) for row in there], terms)
    told = node("ul", *[node("li", *parts) for parts in sentences], class_="zinnen") if sentences else None
    ask = node("p", node("strong", "Om over te praten: "), block.ask, class_="vraag") if there else None
    return _folded(block, rows, [told, _missing(rows), ask], alone=alone)


def block_for_professionals(
    block: Block, rows: Sequence[Row], map_href: Callable[[Row], str] | None = None, *, alone: bool = False
) -> Node:
    """A folded block with a row per indicator; `map_href` gives the address of the map that shows a row."""
    there = [row for row in rows if row.value is not None]
    shown = [_row(row, map_href(row) if map_href is not None else None) for row in there]
    table = node("div", *shown, class_="ruggengraat") if there else None
    return _folded(block, rows, [table, _missing(rows)], alone=alone)


def _folded(block: Block, rows: Sequence[Row], parts: Sequence[Node | None], *, alone: bool) -> Node:
    empty = (
        None if any(row.value is not None for row in rows) else node("p", "Over dit onderwerp zijn hier geen cijfers.")
    )
    title = node("h3", "Bekijk de cijfers", class_="blok-titel") if alone else node("h3", block.title)
    return node(
        "details",
        node("summary", title, node("span", _count(rows), class_="klein")),
        empty,
        *parts,
        class_="blok",
        id=f"blok-{block.block_id}",
    )


def legend() -> Node:
    """What the marks of the strips are."""
    shown = [node("li", node("span", data_svg=svg, class_="teken"), name) for name, svg in marks().items()]
    return node("ul", *shown, class_="tekens klein")


def _count(rows: Sequence[Row]) -> str:
    there = sum(row.value is not None for row in rows)
    attention = sum(burden_words(row) == "vraagt aandacht" for row in rows)
    good = sum(burden_words(row) == "gunstiger" for row in rows)
    parts = [f"{there} van {len(rows)} cijfers"]
    if good:
        parts.append(f"{good} gunstiger dan Nederland")
    if attention:
        parts.append(f"{attention} {'vraagt' if attention == 1 else 'vragen'} aandacht")
    return ", ".join(parts)


def _missing(rows: Sequence[Row]) -> Node | None:
    """What is not known here, each with its reason."""
    absent = [row for row in rows if row.value is None]
    told = "; ".join(f"{row.indicator.title.lower()} ({status_short(row.status)})" for row in absent)
    return node("p", node("strong", "Geen cijfer: "), f"{told}.", class_="klein ontbreekt") if absent else None


def _row(row: Row, map_href: str | None) -> Node:
    figure, indicator = row.figure, row.indicator
    assert figure is not None
    margin = ""
    if figure.lower is not None and figure.upper is not None:
        margin = f"{format_number(figure.lower, indicator.decimals)} tot {format_value(figure.upper, indicator)}"
    elif row.is_modelled:
        margin = "marge onbekend"
    return node(
        "div",
        node("div", node("h4", titled(indicator)), *_marks(row), class_="rij-naam"),
        node(
            "p",
            node("strong", format_value(row.value, indicator), class_="rij-waarde"),
            node("span", f"{figure.reference_year}{f', {margin}' if margin else ''}", class_="klein"),
            class_="rij-cijfer",
        ),
        node("ul", *[node("li", *_beside(each, row)) for each in row.beside], class_="rij-naast klein"),
        node("div", data_svg=strip(row), class_="rij-strook") if strip(row) else node("div", class_="rij-strook"),
        _years(row),
        _more(row, map_href),
        class_="rij",
        id=f"cijfer-{indicator.indicator_id}",
    )


def _marks(row: Row) -> Iterator[Node]:
    if row.is_modelled:
        yield node("span", "geschat", class_="soort")
    word = burden_words(row)
    if word:
        yield node("span", word, class_=f"oordeelwoord {'goed' if word == 'gunstiger' else 'aandacht'}")


def _beside(each: Beside, row: Row) -> tuple[Node, ...]:
    sign, words = sign_of(each, row)
    mean = f" (gemiddelde van {each.areas})" if each.areas else ""
    told = [node("span", sign, aria_hidden="true", class_="teken-woord"), f" {words}"] if sign else []
    return (node("span", f"{each.name}{mean}: {format_value(each.value, row.indicator)}"), *told)


def _years(row: Row) -> Node:
    drawn = sparkline(row)
    if not drawn:
        return node("div", class_="rij-jaren")
    years = [point.year for point in row.points if point.counts]
    return node(
        "div",
        node("span", data_svg=drawn),
        node("span", f"{years[0]}–{years[-1]}", class_="klein"),
        class_="rij-jaren",
    )


def _more(row: Row, map_href: str | None) -> Node:
    """On demand: what it is, its spread, trend, how it reached this area, and its source."""
    figure, indicator = row.figure, row.indicator
    assert figure is not None
    lines: list[Node | None] = [
        indicator.describes,
        f"Dit cijfer is {kind_label(indicator.kind)}. {direction_note(indicator)}".strip(),
        f"In woorden: {value_text(row)}." if indicator.unit == "%" else None,
        spread_sentence(row.spread, row) if row.spread else None,
        f"{verdict_label(row.trend)}. {trend_sentence(row.trend, indicator, row.points)}"
        if len(row.points) > 1
        else None,
        route_text(figure) or None,
        *(note.text for note in indicator.know),
        f"{ACTION_TITLE}: {indicator.action} {action_source(indicator) or ''}".strip() if indicator.action else None,
        f"{figure.source.citation}. Licentie: {figure.source.licence}.",
    ]
    return node(
        "details",
        node("summary", "Uitleg, verloop en bron"),
        items("ul", [line for line in lines if line]),
        node("p", node("a", "Bekijk dit cijfer op de kaart", href=map_href)) if map_href else None,
        class_="rij-meer klein",
    )
