"""A page of sections with sentences and tables, before it is drawn: the screen and the text download are made from the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Linked:
    """Text of a cell that leads somewhere."""

    text: str
    href: str


Cell = str | Linked


@dataclass(frozen=True)
class Column:
    """Heading of a column; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption that says what it holds. `folded`: behind a line that opens it."""

    table_id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False


@dataclass(frozen=True)
class Section:
    """A chapter of the page: sentences first, then its tables."""

    section_id: str
    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = field(default=())


def plain(cell: Cell) -> str:
    """Text of a cell."""
    return cell.text if isinstance(cell, Linked) else cell


def as_text(sections: Sequence[Section]) -> str:
    """The sections as plain text: titles underlined, tables as lines with their headings."""
    return "\n".join(line for section in sections for line in _section_lines(section))


def _section_lines(section: Section) -> Iterator[str]:
    yield from ("", section.title, "=" * len(section.title), *section.sentences)
    for table in section.tables:
        yield from ("", table.caption, "-" * len(table.caption))
        for row in table.rows:
            first, *others = (plain(cell) for cell in row)
            told = "; ".join(
                f"{column.title}: {text}" for column, text in zip(table.columns[1:], others, strict=True) if text
            )
            yield f"* {first}: {told}" if told else f"* {first}"
