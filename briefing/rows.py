"""Rows of a profile as tables and sentences of a document; what is new since an earlier briefing is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.document import Block, Bullets, Heading, Paragraph, Run, Table, Text
from domain.numbers_nl import format_number, format_value
from domain.profile import Beside, Part, Profile, Row
from domain.recipe import Asked, Reader, Recipe
from domain.wording import status_short
from domain.wording.figures import titled
from domain.wording.profile import PART_SENTENCES, PARTS, burden_words, row_sentence, sign_of

#: Behind a figure that an earlier briefing did not have, or had otherwise.
NEW = " (nieuw)"
#: How to read the tables, once per briefing.
READING = (
    "In de tabellen staat achter elk ander cijfer hoe dit gebied daarbij ligt: ▲ hoger of verder, ▼ lager of dichterbij, "
    "= ongeveer gelijk, △ en ▽ een verschil binnen de marge, ? te onzeker. Geschat: met een rekenmodel, met de marge erbij waar de bron "
    "die geeft."
)


def chapter(profile: Profile, part: Part, asked: Asked, recipe: Recipe) -> Iterator[Block]:
    """Heading and blocks of one chapter, for the reader of the recipe."""
    found = [(block, chosen) for block, rows in profile.of_part(part) if (chosen := chosen_rows(rows, recipe))]
    if not found:
        return
    yield Heading(PARTS[part])
    yield Paragraph(PART_SENTENCES[part], "small")
    for block, rows in found:
        if len(found) > 1:
            yield Heading(block.title, 2)
        there = [row for row in rows if row.value is not None]
        if not there:
            yield Paragraph("Over dit onderwerp zijn hier geen cijfers.")
        elif recipe.reader is Reader.BEWONERS:
            yield Bullets(tuple(f"{row_sentence(row)}{mark(row, asked, recipe)}" for row in there))
            yield Paragraph((Run("Om over te praten: ", bold=True), Run(block.ask)))
        else:
            yield _table(profile, f"{block.title}: {profile.area.name}", there, asked, recipe)
        absent = [row for row in rows if row.value is None]
        if absent:
            told = "; ".join(f"{row.indicator.title.lower()} ({status_short(row.status)})" for row in absent)
            yield Paragraph(f"Geen cijfer: {told}.", "note")


def chosen_rows(rows: Sequence[Row], recipe: Recipe) -> list[Row]:
    """Rows that the recipe asks for; all where it names none."""
    return [row for row in rows if not recipe.indicators or row.indicator.indicator_id in recipe.indicators]


def mark(row: Row, asked: Asked, recipe: Recipe) -> str:
    """ " (nieuw)" where the briefing before this one had another figure, or none; empty for a first briefing."""
    if not recipe.seen or row.figure is None or row.value is None:
        return ""
    before = recipe.seen.get((asked.key, row.indicator.indicator_id))
    same = before is not None and before.year == row.figure.reference_year and before.value == row.value
    return "" if same else NEW


def new_rows(profile: Profile, asked: Asked, recipe: Recipe) -> list[Row]:
    """Rows that are new since the briefing before."""
    return [row for row in chosen_rows(profile.rows, recipe) if mark(row, asked, recipe)]


def _table(profile: Profile, caption: str, rows: Sequence[Row], asked: Asked, recipe: Recipe) -> Table:
    """Figures beside gemeente, comparable areas and the country; columns that no row fills are left out."""
    columns = [
        (name, [_beside(each, row) for each, row in zip(found, rows, strict=True)])
        for name, found in (
            (next((row.gemeente.name for row in rows if row.gemeente), ""), [row.gemeente for row in rows]),
            ("Vergelijkbaar", [row.similar for row in rows]),
            ("Nederland", [row.country for row in rows]),
        )
        if any(each is not None and each.value is not None for each in found)
    ]
    body = []
    for number, row in enumerate(rows):
        assert row.figure is not None
        words = burden_words(row)
        first: Text = (Run(titled(row.indicator)), Run(f" – {words}", bold=True)) if words else titled(row.indicator)
        value = f"{format_value(row.value, row.indicator)}{_margin(row)}{mark(row, asked, recipe)}"
        body.append((first, value, *(cells[number] for _, cells in columns), str(row.figure.reference_year)))
    head = ("Onderwerp", profile.area.name, *(name for name, _ in columns), "Jaar")
    widths = (4.2, 2.5, *(1.5 for _ in columns), 0.8)
    return Table(caption, head, tuple(body), numeric=tuple(range(1, len(head))), widths=widths)


def _margin(row: Row) -> str:
    figure = row.figure
    if figure is None or not row.is_modelled:
        return ""
    if figure.lower is None or figure.upper is None:
        return " (geschat)"
    decimals = row.indicator.decimals
    return f" (geschat, {format_number(figure.lower, decimals)} tot {format_number(figure.upper, decimals)})"


def _beside(found: Beside | None, row: Row) -> str:
    if found is None or found.value is None:
        return "–"
    sign, _ = sign_of(found, row)
    return f"{format_value(found.value, row.indicator)} {sign}".strip()
