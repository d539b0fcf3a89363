"""A briefing as plain values: what stands in it and in which order. The writers (word, pdf) decide how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, Protocol

#: Deepest heading that a writer has a style for.
DEEPEST: Final = 3
#: Printed width between the margins of an upright A4, in cm: the widest picture.
FULL_WIDTH_CM: Final = 17.0


@dataclass(frozen=True)
class Run:
    """Piece of a text. A `term` is explained elsewhere in the document; `link` is an address."""

    text: str
    bold: bool = False
    term: bool = False
    link: str = ""


#: Plain text, or pieces of it.
Text = str | tuple[Run, ...]


class Image(Protocol):
    """A picture in both forms: Word takes the PNG, PDF the SVG where there is one."""

    @property
    def png(self) -> bytes:
        """Pixels; may be empty for a document that is never written as Word."""

    @property
    def svg(self) -> str:
        """Vectors; may be empty: PDF then takes the PNG."""


@dataclass(frozen=True)
class StaticImage:
    """A picture that is there already."""

    png: bytes = b""
    svg: str = ""


@dataclass(frozen=True)
class Heading:
    """Heading of a level, 1 to 3. The title of the document stands above level 1."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Paragraph: lead opens a part, small and note are for what goes with a figure."""

    text: Text
    style: Literal["normal", "lead", "small", "note"] = "normal"


@dataclass(frozen=True)
class Bullets:
    """List, with numbers where the order counts."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Table with a caption above it. The first column names its row unless `heads_rows` is off.

    `numeric` are columns that align right; `widths` are shares of the columns (empty: even, the first one twice).
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    heads_rows: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError where a row has another number of cells than the head."""
        wrong = next((row for row in self.rows if len(row) != len(self.head)), None)
        if wrong is not None:
            raise ValueError(f"table '{self.caption}': a row of {len(wrong)} cells under a head of {len(self.head)}")

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of each column of the width."""
        widths = self.widths or (2.0, *(1.0 for _ in self.head[1:]))
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True)
class Picture:
    """Picture with its words: `alt` tells what is seen with its numbers, `caption` stands below it (empty: none)."""

    image: Image
    alt: str
    caption: str = ""
    width_cm: float = FULL_WIDTH_CM

    def __post_init__(self) -> None:
        """Raise ValueError for a picture that says nothing to who cannot see it."""
        if not self.alt.strip():
            raise ValueError(f"picture '{self.caption}' has no alt text")


@dataclass(frozen=True)
class Callout:
    """Paragraphs set apart."""

    title: str
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True)
class WritingBlock:
    """Room for what people write themselves, `lines` high; with a `text` of theirs it shows that instead.

    An empty line in the text begins a new paragraph.
    """

    title: str
    prompt: str
    lines: int = 6
    text: str = ""
    level: int = 2

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Paragraphs of the text; none where nothing was written."""
        return tuple(part for line in self.text.splitlines() if (part := line.strip()))


@dataclass(frozen=True)
class Fact:
    """One number that is read at a glance: "2.345", "inwoners", "2024"."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class KeyFacts:
    """A row of numbers, at most four beside each other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Cell:
    """One cell of a grid."""

    title: str
    blocks: tuple[Heading | Paragraph | Bullets | Table | Picture | Callout | WritingBlock | KeyFacts, ...]
    level: int = 1


@dataclass(frozen=True)
class Grid:
    """Cells beside each other, read row by row: a card on one page."""

    cells: tuple[Cell, ...]
    columns: int = 2

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Cells by row; the last may be shorter."""
        return tuple(self.cells[at : at + self.columns] for at in range(0, len(self.cells), self.columns))


Block = Heading | Paragraph | Bullets | Table | Picture | Callout | WritingBlock | KeyFacts | PageBreak | Grid


@dataclass(frozen=True)
class Source:
    """Where figures of the document come from: `about` names what was used of it."""

    about: str
    citation: str
    licence: str = ""
    year: str = ""


@dataclass(frozen=True)
class Page:
    """Paper, and how full it is. With `most_pages` the PDF is set smaller until it fits, never below 8.5 points."""

    landscape: bool = False
    compact: bool = False
    most_pages: int | None = None

    @property
    def width_cm(self) -> float:
        """Width between the margins."""
        return (29.7 if self.landscape else 21.0) - 2 * self.margin_cm

    @property
    def margin_cm(self) -> float:
        """Margin at every side."""
        return 1.5 if self.compact else 2.0


@dataclass(frozen=True)
class Document:
    """A whole briefing. `link` shows the same figures; `chapters_are_areas`: the head of a page names its chapter."""

    title: str
    subtitle: str
    area_names: tuple[str, ...]
    blocks: tuple[Block, ...]
    made_on: date
    link: str = ""
    sources: tuple[Source, ...] = ()
    is_demo: bool = False
    language: str = "nl-NL"
    author: str = "Buurtlens"
    page: Page = field(default_factory=Page)
    chapters_are_areas: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError where headings skip a level: a reader who hears them would miss a step."""
        before = 0
        for heading in headings(self.blocks):
            if not 1 <= heading.level <= min(before + 1, DEEPEST):
                raise ValueError(f"heading '{heading.text}' has level {heading.level} after level {before}")
            before = heading.level


def headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    """All headings in order, those of writing blocks and cells too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, WritingBlock):
            yield Heading(block.title, block.level)
        elif isinstance(block, Grid):
            for cell in block.cells:
                yield Heading(cell.title, cell.level)
                yield from headings(cell.blocks)


def runs(text: Text) -> tuple[Run, ...]:
    """Text as pieces; empty pieces are left out."""
    return tuple(run for run in ((Run(text),) if isinstance(text, str) else text) if run.text)


def plain(text: Text) -> str:
    """Text without its marks."""
    return "".join(run.text for run in runs(text))


def combined(documents: Sequence[Document], title: str, subtitle: str, link: str = "") -> Document:
    """One document of several: every one a chapter on a new page, its headings a level lower, sources told once.

    `link` is an address that shows them all; each chapter ends with its own. A heading of the lowest level stays there.
    Raises ValueError without documents.
    """
    if not documents:
        raise ValueError("no documents to combine")
    blocks: list[Block] = []
    for index, each in enumerate(documents):
        blocks += [PageBreak()] if index else []
        blocks += [Heading(each.title, 1), *([Paragraph(each.subtitle, "lead")] if each.subtitle else [])]
        blocks += [_lowered(block) for block in each.blocks]
        if each.link:
            blocks.append(Paragraph((Run(f"{each.title}: "), Run(each.link, link=each.link)), "small"))
    first = documents[0]
    return replace(
        first,
        title=title,
        subtitle=subtitle,
        link=link,
        area_names=tuple(dict.fromkeys(name for each in documents for name in each.area_names)),
        blocks=tuple(blocks),
        sources=tuple(dict.fromkeys(source for each in documents for source in each.sources)),
        is_demo=any(each.is_demo for each in documents),
        chapters_are_areas=True,
    )


def _lowered(block: Block) -> Block:
    if isinstance(block, Heading | WritingBlock):
        return replace(block, level=min(block.level + 1, DEEPEST))
    if isinstance(block, Grid):
        return replace(block, cells=tuple(_lowered_cell(cell) for cell in block.cells))
    return block


def _lowered_cell(cell: Cell) -> Cell:
    inner = tuple(_lowered(block) for block in cell.blocks)
    return replace(cell, level=min(cell.level + 1, DEEPEST), blocks=inner)  # type: ignore[arg-type]
