"""What python-docx has no call for: fields, languages, alt texts, table marks, links and blocks to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

#: Children of a paragraph's properties that stand behind a border, in the order of the standard.
_AFTER_BORDER: Final = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


def element(name: str, **attributes: str | int) -> Any:
    """Element of the main namespace with attributes of it."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Field that Word works out ("PAGE", "SEQ Figuur"); `shown` stands there until it does."""
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("text", shown), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            code = element("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)
        elif kind == "text":
            run.text = text or ""
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """Text that opens an address; it looks like one, also in print."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = text
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def set_alt(run: Run, alt: str, title: str) -> None:
    """Alt text of the picture in a run, and no room around it: left out, some programs put their own."""
    for inline in run._r.iter(qn("wp:inline")):
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alt)
        properties.set("name", title)


def set_language(styles_element: Any, language: str) -> None:
    """Language of all text of which no style says otherwise."""
    defaults = styles_element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles_element.insert(0, defaults)
    run_defaults = _child(defaults, "w:rPrDefault", 0)
    properties = _child(run_defaults, "w:rPr", 0)
    found = properties.find(qn("w:lang"))
    if found is None:
        found = element("w:lang")
        properties.append(found)
    for key in ("val", "eastAsia"):
        found.set(qn(f"w:{key}"), language)


def _child(parent: Any, name: str, position: int) -> Any:
    found = parent.find(qn(name))
    if found is None:
        found = element(name)
        parent.insert(position, found)
    return found


def mark_table(table: Table, title: str, widths_cm: Sequence[float], *, heads_rows: bool) -> None:
    """Repeat and mark the head row, say whether the first column names rows, keep rows whole, fix the widths, name the table."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        element(
            "w:tblLook",
            **{"val": "04A0" if heads_rows else "0420", "firstRow": 1, "lastRow": 0},
            **{"firstColumn": int(heads_rows), "lastColumn": 0, "noHBand": 0, "noVBand": 1},
        )
    )
    properties.append(element("w:tblCaption", val=title))
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths_cm, strict=True):
        column.set(qn("w:w"), str(round(width * 567)))
    for index, row in enumerate(table._tbl.tr_lst):
        row_properties = row.get_or_add_trPr()
        row_properties.append(element("w:cantSplit"))
        if index == 0:
            row_properties.append(element("w:tblHeader"))
        for cell, width in zip(row.tc_lst, widths_cm, strict=True):
            cell.width = Pt(width * 28.35)


def set_cell_margins(table: Table, top: int, side: int) -> None:
    """Room within cells, in twentieths of a point."""
    margins = element("w:tblCellMar")
    for name, width in (("top", top), ("left", side), ("bottom", top), ("right", side)):
        margins.append(element(f"w:{name}", w=width, type="dxa"))
    # It stands before the look of the table.
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def set_table_borders(table: Table, **sides: str) -> None:
    """Lines of a table by side (top, bottom, insideH …): a colour, or "" for none."""
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        colour = sides.get(side, "")
        kind = {"val": "single", "sz": 4, "color": colour} if colour else {"val": "nil"}
        borders.append(element(f"w:{side}", **kind))
    properties = table._tbl.tblPr
    before = next(
        (each for each in properties if each.tag in (qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))), None
    )
    if before is None:
        properties.append(borders)
    else:
        before.addprevious(borders)


def set_border(
    style: ParagraphStyle, colour: str, *, sides: Sequence[str], points: float, space: int, fill: str = ""
) -> None:
    """Lines beside paragraphs of a style, and a colour behind them."""
    properties = style.element.get_or_add_pPr()
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(element(f"w:{side}", val="single", sz=round(points * 8), space=space, color=colour))
    _insert(properties, borders)
    if fill:
        _insert(properties, element("w:shd", val="clear", color="auto", fill=fill))


def _insert(properties: Any, made: Any) -> None:
    """Put a border or shade at its place: Word refuses another order."""
    rest = _AFTER_BORDER[1:] if made.tag == qn("w:shd") else _AFTER_BORDER
    following = {qn(name) for name in rest}
    before = next((each for each in properties if each.tag in following), None)
    if before is None:
        properties.append(made)
    else:
        before.addprevious(made)


def wrap_to_fill_in(paragraphs: Sequence[Paragraph], title: str, number: int, *, empty: bool) -> None:
    """Make paragraphs a block that a reader fills in: it has a name, and empty its text goes at the first key."""
    first = paragraphs[0]._p
    block, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    properties.append(element("w:alias", val=title[:64]))
    properties.append(element("w:tag", val=f"invullen-{number}"))
    properties.append(element("w:id", val=1000 + number))
    if empty:
        properties.append(element("w:showingPlcHdr"))
    block.append(properties)
    block.append(content)
    first.addprevious(block)
    for paragraph in paragraphs:
        content.append(paragraph._p)
