"""Rows of a comparison as nodes: per block a table with a column per area (or year), what may be said, and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.profile import Block
from domain.side_table import Cell, CompareRow, SideBySide, sources_of
from domain.trend import Point
from domain.wording import direction_note, kind_label, status_short
from domain.wording.figures import titled
from domain.wording.phrases import lowered
from domain.wording.side_by_side import block_count, cell_text, margin_text, row_notes, verdict
from layouts.dot_plot import LETTERS, dot_plot, letter_mark
from layouts.nodes import Node, items, node
from layouts.spine import sparkline_of


def blocks(found: SideBySide, names: Sequence[str]) -> list[Node]:
    """A folded part per block, the first of them open. `names` of the areas, one per column."""
    filled = [(block, rows) for block, rows in found.chapters if rows]
    first = next((block for block, rows in filled if any(row.is_filled for row in rows)), None)
    return [_block(found, names, block, rows, is_open=block is first) for block, rows in filled]


def column_heads(found: SideBySide, names: Sequence[str]) -> tuple[str, ...]:
    """What stands above the columns: the areas, or the years of the one."""
    return tuple(map(str, found.years)) if found.years is not None else tuple(names)


def _block(found: SideBySide, names: Sequence[str], block: Block, rows: Sequence[CompareRow], *, is_open: bool) -> Node:
    shown = [row for row in rows if row.is_filled]
    table = _table(found, names, block, shown) if shown else node("p", "Over dit onderwerp zijn hier geen cijfers.")
    return node(
        "details",
        node("summary", node("h3", block.title), node("span", block_count(shown), class_="klein")),
        table,
        _missing(rows) if shown else None,
        class_="blok",
        id=f"blok-{block.block_id}",
        open="" if is_open else None,
    )


def _table(found: SideBySide, names: Sequence[str], block: Block, rows: Sequence[CompareRow]) -> Node:
    heads = column_heads(found, names)
    over_years = found.years is not None
    more = len(heads) > 2
    top = [
        node("th", "Onderwerp", scope="col", class_="kol-onderwerp"),
        *(node("th", *_head(heads, place, over_years=over_years), scope="col") for place in range(len(heads))),
        node("th", f"Vergeleken met {heads[0]}" if more else "Verschil", scope="col", class_="kol-oordeel"),
        node("th", "Alle jaren" if over_years else "In beeld", scope="col", class_="kol-beeld"),
    ]
    return node(
        "table",
        node("caption", f"{block.title}: {' en '.join(heads)}", class_="alleen-gesproken"),
        node("thead", node("tr", *top)),
        node("tbody", *(_row(found, names, heads, row) for row in rows)),
        class_=f"vergelijk vergelijk-{len(heads)}",
    )


def _head(heads: Sequence[str], place: int, *, over_years: bool) -> tuple[Node, ...]:
    if over_years:
        return (heads[place],)
    return node("span", data_svg=letter_mark(place), class_="letter"), node("span", heads[place])


def _row(found: SideBySide, names: Sequence[str], heads: Sequence[str], row: CompareRow) -> Node:
    over_years = found.years is not None
    picture = sparkline_of(_points(found, row), row.indicator) if over_years else dot_plot(row)
    told = [
        node(
            "p",
            node("span", sign, aria_hidden="true", class_="teken-woord"),
            node("strong", words) if sign in "▲▼" else words,
            node("span", f" ({why})", class_="klein") if why else None,
        )
        for sign, words, why in verdict(row, names, found.years)
    ]
    notes = [node("p", text, class_="klein") for text in row_notes(row, found.years)]
    mark = node("span", "geschat", class_="soort") if row.is_modelled else None
    heads_said = heads if over_years else [f"{LETTERS[place]} {name}" for place, name in enumerate(heads)]
    return node(
        "tr",
        node("th", node("span", titled(row.indicator)), mark, _more(row), scope="row"),
        *(_cell(cell, row, head, over_years=over_years) for cell, head in zip(row.cells, heads_said, strict=True)),
        node("td", *told, *notes, class_="kol-oordeel"),
        node("td", node("span", data_svg=picture), class_="kol-beeld")
        if picture
        else node("td", class_="kol-beeld leeg"),
        id=f"cijfer-{row.indicator.indicator_id}",
    )


def _points(found: SideBySide, row: CompareRow) -> Sequence[Point]:
    line = found.columns[0].lines.get(row.indicator.indicator_id)
    return line.points if line is not None else ()


def _cell(cell: Cell, row: CompareRow, head: str, *, over_years: bool) -> Node:
    if cell.value is None or cell.point is None:
        return node("td", node("span", cell_text(cell, row.indicator), class_="klein zonder"), data_kop=head)
    margin = margin_text(cell, row.indicator)
    small = ", ".join(filter(None, ("" if over_years else str(cell.point.year), margin)))
    return node(
        "td",
        node("strong", cell_text(cell, row.indicator)),
        node("span", small, class_="klein") if small else None,
        data_kop=head,
    )


def _more(row: CompareRow) -> Node:
    """On demand: what it is, what to know, and where the figures come from."""
    indicator = row.indicator
    lines = [
        indicator.describes,
        f"Dit cijfer is {kind_label(indicator.kind)}. {direction_note(indicator)}".strip(),
        *(note.text for note in indicator.know),
        *(f"{source.citation}. Licentie: {source.licence}." for source in sources_of([row])),
    ]
    return node("details", node("summary", "Uitleg en bron"), items("ul", filter(None, lines)), class_="rij-meer klein")


def _missing(rows: Sequence[CompareRow]) -> Node | None:
    """What is known of no column, each with its reason."""
    told = list(_absent(rows))
    return node("p", node("strong", "Geen cijfer: "), f"{'; '.join(told)}.", class_="klein ontbreekt") if told else None


def _absent(rows: Sequence[CompareRow]) -> Iterator[str]:
    for row in rows:
        if not row.is_filled:
            reasons = dict.fromkeys(status_short(cell.status) for cell in row.cells)
            yield f"{lowered(row.indicator.title)} ({', '.join(reasons)})"
