"""Styles of a Word briefing: our own, or those of a house style, with ours for what it lacks."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Pt, RGBColor

from briefing.word_xml import element, set_border

#: In every Word and in LibreOffice (as Carlito), and easy to read.
_LETTER: Final = "Calibri"
INK: Final = "16212B"
SOFT: Final = "4B5964"
ACCENT: Final = "1A5A96"
LINE: Final = "A9B4BD"
PANEL: Final = "F3F5F7"
WARNING: Final = "FFF4D6"

#: Styles that Word itself has, and that a house style is expected to give a look: a warning where it does not.
_OF_WORD: Final = (
    *("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"),
    *("List Bullet", "List Number", "Caption", "Table Grid"),
)
LEAD: Final = "Briefing inleiding"
SMALL: Final = "Briefing klein"
NOTE: Final = "Briefing noot"
CALLOUT: Final = "Briefing kader"
CALLOUT_HEAD: Final = "Briefing kaderkop"
FILL_IN: Final = "Briefing invullen"
PROMPT: Final = "Briefing vraag"
FACT: Final = "Briefing kerncijfer"
CELL: Final = "Briefing tabeltekst"
BANNER: Final = "Briefing waarschuwing"
TERM: Final = "Briefing begrip"

#: Size in points, colour, space before and after, bold; of our own look only.
_SIZES: Final = {
    "Title": (24.0, INK, 0, 2, True),
    "Subtitle": (12.0, SOFT, 0, 14, False),
    "Heading 1": (17.0, ACCENT, 20, 6, True),
    "Heading 2": (13.0, INK, 14, 4, True),
    "Heading 3": (11.0, INK, 10, 2, True),
    "Caption": (9.5, SOFT, 4, 10, False),
}


#: Sizes of a page that is full.
COMPACT: Final = {
    **{"Normal": 9.5, "Title": 17.0, "Heading 1": 12.0, "Heading 2": 11.0, "Heading 3": 10.0, "Caption": 8.5},
    **{LEAD: 11.0, SMALL: 8.5, NOTE: 8.5, CELL: 9.0, FACT: 15.0, PROMPT: 9.0},
}


class TemplateProblem(Exception):  # noqa: N818  (it is about the file of a user)
    """A house style that cannot be used. `str()` names the file and says what to do."""


class TemplateWarning(UserWarning):
    """Something of a house style that is not as expected; the document is made all the same."""


def open_template(template: Path | None) -> tuple[WordDocument, list[str]]:
    """Empty document in our own look or that of a house style, with what is to be told about the latter.

    Raises TemplateProblem for a file that is missing or no Word document.
    """
    if template is None:
        return docx.Document(io.BytesIO(_own_document())), []
    document = _read(template)
    told = _clear(document, template)
    for name in _OF_WORD:
        if not _has(document, name):
            _borrow(document, name)
            told.append(f"{template.name}: style '{name}' is missing; the default look of Word is used for it.")
    _add_own_styles(document)
    return document, told


@cache
def _own_document() -> bytes:
    """Empty document in our own look: made once, as it takes longer than most briefings."""
    document = docx.Document()
    _own_look(document)
    _add_own_styles(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def ids(document: WordDocument) -> dict[str, str]:
    """Ids of all styles by name, as Word's own names go."""
    return {style.name: style.style_id for style in document.styles if style.name}


def _read(template: Path) -> WordDocument:
    if not template.is_file():
        raise TemplateProblem(f"{template}: there is no such file. Give the path of a Word document (.docx).")
    try:
        return docx.Document(str(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError) as error:
        raise TemplateProblem(
            f"{template}: this is not a Word document. Open it in Word, choose 'Save as' and 'Word document (.docx)', "
            "without a password."
        ) from error
    except ValueError as error:
        raise TemplateProblem(
            f"{template}: this is another kind of Office file, such as a Word template (.dotx) or one with macros. "
            "Open it in Word, choose 'Save as' and 'Word document (.docx)'."
        ) from error


def _clear(document: WordDocument, template: Path) -> list[str]:
    """Take out what the template says itself; the last section with its margins, header and footer stays."""
    body = document.element.body
    has_text = any(node.text and node.text.strip() for node in body.iter(qn("w:t")))
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    told = f"{template.name}: the text in the body of the template is left out; styles, header, footer and margins are used."
    return [told] if has_text else []


def _has(document: WordDocument, name: str) -> bool:
    return any(style.name == name for style in document.styles)


@cache
def _plain() -> WordDocument:
    """The look of python-docx, to borrow from."""
    return docx.Document()


def _borrow(document: WordDocument, name: str) -> None:
    """Copy a style that a template lacks, with the numbers of its list where it is one."""
    wanted = next(style for style in _plain().styles if style.name == name)
    copied = deepcopy(wanted.element)
    taken = {style.style_id for style in document.styles}
    for reference in ("w:basedOn", "w:next", "w:link"):
        found = copied.find(qn(reference))
        if found is not None and found.get(qn("w:val")) not in taken:
            copied.remove(found)
    if copied.get(qn("w:styleId")) in taken:
        copied.set(qn("w:styleId"), f"{copied.get(qn('w:styleId'))}Briefing")
    document.styles.element.append(copied)
    numbers = copied.find(f".//{qn('w:numPr')}/{qn('w:numId')}")
    if numbers is not None:
        numbers.set(qn("w:val"), str(_add_list(document, bullet=name == "List Bullet")))


def _numbering(document: WordDocument) -> Any:
    """List definitions of a document, which a bare one lacks."""
    part: Any = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        empty = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        made = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element


def _add_list(document: WordDocument, *, bullet: bool) -> int:
    """Define a list of one level; returns its number."""
    numbering = _numbering(document)
    kinds = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    kind = max(kinds, default=0) + 1
    abstract = element("w:abstractNum", abstractNumId=kind)
    abstract.append(element("w:multiLevelType", val="singleLevel"))
    level = element("w:lvl", ilvl=0)
    level.append(element("w:start", val=1))
    level.append(element("w:numFmt", val="bullet" if bullet else "decimal"))
    level.append(element("w:lvlText", val="•" if bullet else "%1."))
    level.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=360, hanging=360))
    level.append(properties)
    abstract.append(level)
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    return restart(numbering, kind)


def restart(numbering: Any, kind: int) -> int:
    """New list of a kind that begins at 1; returns its number."""
    numbers = [int(each.get(qn("w:numId"))) for each in numbering.findall(qn("w:num"))]
    number = max(numbers, default=0) + 1
    made = element("w:num", numId=number)
    made.append(element("w:abstractNumId", val=kind))
    override = element("w:lvlOverride", ilvl=0)
    override.append(element("w:startOverride", val=1))
    made.append(override)
    numbering.append(made)
    return number


def new_numbered_list(document: WordDocument) -> int | None:
    """List that begins at 1 again in the look of List Number; None where that style has no numbers."""
    found = document.styles["List Number"].element.find(f".//{qn('w:numPr')}/{qn('w:numId')}")
    if found is None:
        return None
    numbering = _numbering(document)
    for each in numbering.findall(qn("w:num")):
        if each.get(qn("w:numId")) == found.get(qn("w:val")):
            return restart(numbering, int(each.find(qn("w:abstractNumId")).get(qn("w:val"))))
    return None


def _own_look(document: WordDocument) -> None:
    styles = document.styles
    _set_letter(styles["Normal"], 11.0, INK)
    spacing = styles["Normal"].paragraph_format
    spacing.space_after, spacing.line_spacing = Pt(6), 1.15
    for name, (size, colour, before, after, bold) in _SIZES.items():
        style = styles[name]
        _set_letter(style, size, colour)
        style.font.bold, style.font.italic = bold, False
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
        for found in style.element.iter(qn("w:pBdr"), qn("w:spacing")):
            if found.tag == qn("w:pBdr") or found.getparent().tag == qn("w:rPr"):
                found.getparent().remove(found)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(3)


def _set_letter(style: Any, size: float, colour: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _LETTER, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("w:cs", "w:eastAsia"):
        fonts.set(qn(kind), _LETTER)


def _add_own_styles(document: WordDocument) -> None:
    """Styles of ours that the document lacks; they stand on its Normal and so follow a house style."""
    made = {name: _add(document, name) for name in (LEAD, SMALL, NOTE, CELL, CALLOUT, CALLOUT_HEAD, FILL_IN, PROMPT)}
    made |= {name: _add(document, name) for name in (FACT, BANNER)}
    _look(made[LEAD], size=13.0, after=8)
    _look(made[SMALL], size=9.5, colour=SOFT, after=4)
    _look(made[NOTE], size=9.5, colour=SOFT, after=10)
    _look(made[CELL], size=9.5, after=0)
    _look(made[CALLOUT], after=4, indent=0.4)
    _look(made[CALLOUT_HEAD], after=2, before=8, bold=True, indent=0.4, keep=True)
    _look(made[FILL_IN], after=6)
    _look(made[PROMPT], size=10.0, colour=SOFT, after=8, keep=True)
    _look(made[FACT], size=20.0, colour=ACCENT, after=0, bold=True, keep=True)
    _look(made[BANNER], size=10.5, after=10, indent=0.25)
    for name in (CALLOUT, CALLOUT_HEAD):
        if made[name] is not None:
            set_border(made[name], ACCENT, sides=("left",), points=3, space=8, fill=PANEL)
    if made[BANNER] is not None:
        sides = ("top", "left", "bottom", "right")
        set_border(made[BANNER], WARNING, sides=sides, points=0.5, space=5, fill=WARNING)
    if not _has(document, TERM):
        term = document.styles.add_style(TERM, WD_STYLE_TYPE.CHARACTER)
        term.element.get_or_add_rPr().append(element("w:u", val="dotted"))


def _add(document: WordDocument, name: str) -> Any:
    """New paragraph style; None where a house style has it."""
    if _has(document, name):
        return None
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"] if _has(document, "Normal") else None
    style.quick_style = True
    return style


def _look(
    style: Any,
    *,
    after: float,
    size: float | None = None,
    colour: str = "",
    before: float = 0,
    bold: bool = False,
    indent: float = 0,
    keep: bool = False,
) -> None:
    if style is None:
        return
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    if indent:
        spacing.left_indent, spacing.right_indent = Cm(indent), Cm(indent)
    if keep:
        spacing.keep_with_next = True
    if size is not None:
        style.font.size = Pt(size)
    if bold:
        style.font.bold = True
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
