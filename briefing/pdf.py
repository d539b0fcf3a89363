"""A briefing as PDF that everybody can read: tagged, in Dutch, to PDF/UA-1. Typst sets it; no text is ever markup."""

from __future__ import annotations

import base64
import json
import struct
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import typst

from briefing import typeface, words
from briefing.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Document,
    Grid,
    Heading,
    KeyFacts,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    WritingBlock,
    runs,
)
from briefing.typeface import in_cell, printable
from domain.numbers_nl import NOTHING

_TEMPLATE: Final = Path(__file__).with_name("template.typ")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_STANDARD: Final = "ua-1"
#: Sizes that are tried, in order, for a document that must fit on so many pages.
_SCALES: Final = (1.0, 0.95, 0.9, 0.85, 0.8)


#: What the template says of a document that does not fit.
_TOO_MANY: Final = "too many pages"


class PdfProblem(Exception):  # noqa: N818  (it is about one document)
    """A document that cannot be set; `str()` says why."""


def write_pdf(document: Document) -> bytes:
    """Tagged PDF/UA-1. Reads no fonts of the system and nothing from the network.

    With `page.most_pages` it is set smaller until it fits; a document that does not fit at the smallest stays at that size.
    Raises PdfProblem where typst refuses.
    """
    files = _files(document)
    most = document.page.most_pages
    for scale in _SCALES[:-1] if most else ():
        try:
            return _compile(document, files, {"scale": str(scale), "most-pages": str(most)})
        except _TooManyPages:
            continue
    return _compile(document, files, {"scale": str(_SCALES[-1] if most else 1.0)})


class _TooManyPages(Exception):  # noqa: N818  (it asks for a smaller size)
    pass


def _compile(document: Document, files: dict[str, bytes], inputs: dict[str, str]) -> bytes:
    compiler = typst.Compiler(cast(Any, files), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    made = document.made_on
    moment = datetime(made.year, made.month, made.day, tzinfo=UTC)
    try:
        return cast(bytes, compiler.compile(format="pdf", pdf_standards=[_STANDARD], timestamp=moment))
    except typst.TypstError as error:
        if _TOO_MANY in error.message:
            raise _TooManyPages from error
        raise PdfProblem(f"'{document.title}': {error.message} {' '.join(error.hints)}".strip()) from error


def render_png(document: Document, dots_per_inch: float = 80) -> list[bytes]:
    """Every page as a picture: a preview."""
    compiler = typst.Compiler(cast(Any, _files(document)), font_paths=_fonts(), ignore_system_fonts=True)
    made = cast(bytes | list[bytes], compiler.compile(format="png", ppi=dots_per_inch))
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    folders = [typeface.FOLDER, typeface.FALLBACK[0].parent]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _files(document: Document) -> dict[str, bytes]:
    """Template, data and pictures, in memory."""
    pictures: dict[str, bytes] = {}
    data = _data(document, pictures)
    return {"main.typ": _TEMPLATE.read_bytes(), "document.json": json.dumps(data).encode(), **pictures}


def _data(document: Document, pictures: dict[str, bytes]) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    made = document.made_on
    return {
        "title": _named(document.title),
        "subtitle": printable(document.subtitle),
        "author": printable(document.author),
        "keywords": [printable(name) for name in document.area_names],
        "areas": printable(words.areas_line(document)),
        "foot": printable(document.link or words.made_line(document)),
        "made_on": [made.year, made.month, made.day],
        "language": [language, region or "NL"],
        "fonts": [typeface.FAMILY, typeface.FALLBACK_FAMILY],
        "is_demo": document.is_demo,
        "chapters_are_areas": document.chapters_are_areas,
        "page": {
            "landscape": document.page.landscape,
            "compact": document.page.compact,
            "margin_cm": document.page.margin_cm,
        },
        "words": {
            "page": words.PAGE,
            "of": words.OF,
            "sources": words.SOURCES,
            "demo_mark": words.DEMO_MARK,
            "demo_title": words.DEMO_TITLE,
            "demo_text": words.DEMO_TEXT,
        },
        "blocks": [_block(block, pictures) for block in (*document.blocks, *_closing(document))],
    }


def _named(text: str) -> str:
    """Text of what must have a name: PDF/UA knows no empty heading, title or alt text."""
    shown = printable(text)
    return shown if shown.strip() else NOTHING


def _closing(document: Document) -> list[Block]:
    """Sources, when it was made, and the address that shows the same."""
    blocks: list[Block] = []
    if document.sources:
        blocks += [Heading(words.SOURCES, 1), words.sources_table(document.sources)]
    blocks.append(Paragraph(words.made_line(document), "small"))
    if document.link:
        blocks.append(Paragraph((Run(words.link_line()), Run(document.link, link=document.link)), "small"))
    return blocks


def _block(block: Block, pictures: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _named(block.text), "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "style": block.style, "runs": _runs(block.text)}
        case Bullets():
            return {"kind": "bullets", "numbered": block.numbered, "items": [_runs(item) for item in block.items]}
        case Table():
            return _table(block)
        case Picture():
            return _picture(block, pictures)
        case Callout():
            paragraphs = [_runs(text) for text in block.paragraphs]
            return {"kind": "callout", "title": printable(block.title), "paragraphs": paragraphs}
        case WritingBlock():
            return _writing_block(block)
        case KeyFacts():
            facts = [
                {name: printable(getattr(fact, name)) for name in ("value", "label", "note")} for fact in block.facts
            ]
            return {"kind": "facts", "facts": facts}
        case PageBreak():
            return {"kind": "break"}
        case Grid():
            return {"kind": "grid", "columns": block.columns, "cells": [_cell(cell, pictures) for cell in block.cells]}


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": printable(block.caption),
        "head": [printable(text) for text in block.head],
        "rows": [[{"runs": _runs(_narrow(text))} for text in row] for row in block.rows],
        "numeric": list(block.numeric),
        "shares": list(block.shares),
        "note": printable(block.note),
    }


def _narrow(text: Text) -> Text:
    return tuple(replace(run, text=in_cell(run.text)) for run in runs(text))


def _picture(block: Picture, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = f"picture-{len(pictures)}.svg"
    pictures[name] = (block.image.svg or _wrapped(block.image.png)).encode()
    return {
        "kind": "picture",
        "file": name,
        "alt": _named(block.alt),
        "caption": printable(block.caption),
        "width_cm": block.width_cm,
    }


def _wrapped(png: bytes) -> str:
    """Pixels within an SVG: typst takes files in memory as text only. Raises PdfProblem for what is no PNG."""
    if png[:8] != _PNG or len(png) < 24:
        raise PdfProblem("a picture has neither vectors nor pixels (PNG)")
    width, height = struct.unpack(">II", png[16:24])
    encoded = base64.b64encode(png).decode()
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
        f'<image {size} href="data:image/png;base64,{encoded}"/></svg>'
    )


def _writing_block(block: WritingBlock) -> dict[str, Any]:
    return {
        "kind": "writing",
        "title": _named(block.title),
        "prompt": printable(block.prompt),
        "lines": block.lines,
        "level": block.level,
        "paragraphs": [printable(text) for text in block.paragraphs],
    }


def _cell(cell: Cell, pictures: dict[str, bytes]) -> dict[str, Any]:
    blocks = [_block(block, pictures) for block in cell.blocks]
    return {"title": _named(cell.title), "level": cell.level, "blocks": blocks}


def _runs(text: Text) -> list[dict[str, Any]]:
    return [_run(run) for run in runs(text)]


def _run(run: Run) -> dict[str, Any]:
    """Piece of a text; a link that nobody can see is no link."""
    shown = printable(run.text)
    return {"text": shown, "bold": run.bold, "term": run.term, "link": printable(run.link) if shown.strip() else ""}
