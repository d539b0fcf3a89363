"""Dutch words that every briefing has, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.document import Document, Source, Table
from domain.numbers_nl import format_date
from domain.wording.phrases import counted, listed

FIGURE: Final = "Figuur"
TABLE: Final = "Tabel"
PAGE: Final = "Pagina"
OF: Final = "van"
SOURCES: Final = "Bronnen"
SOURCES_CAPTION: Final = "Waar de cijfers vandaan komen"
DEMO_TITLE: Final = "Fictieve gegevens"
DEMO_TEXT: Final = "Dit document gaat over een verzonnen gebied. De cijfers zijn verzonnen om Buurtlens te laten zien."
#: Behind the name of an area at the head of a page.
DEMO_MARK: Final = "fictieve gegevens"
WRITE_HERE: Final = "Klik hier om te schrijven."
#: Names that fit at the head of a page.
_NAMES: Final = 3


def areas_line(document: Document) -> str:
    """Areas as the head of a page names them; of many, how many there are."""
    names = document.area_names
    told = listed(names) if len(names) <= _NAMES else counted(len(names), "gebied", "gebieden")
    return f"{told or document.title} ({DEMO_MARK})" if document.is_demo else told or document.title


def made_line(document: Document) -> str:
    """When it was made and with what."""
    return f"Gemaakt met Buurtlens op {format_date(document.made_on)}."


def link_line() -> str:
    """Words before the address."""
    return "Dezelfde cijfers op het scherm: "


def sources_table(sources: Sequence[Source]) -> Table:
    """Sources as a table; columns that no source fills are left out."""
    with_year, with_licence = (any(each.year for each in sources), any(each.licence for each in sources))
    head = ["Onderwerp", "Bron", *(["Jaar"] if with_year else []), *(["Licentie"] if with_licence else [])]
    rows = [
        (each.about, each.citation, *([each.year] if with_year else []), *([each.licence] if with_licence else []))
        for each in sources
    ]
    widths = [3.0, 5.0, *([1.0] if with_year else []), *([1.6] if with_licence else [])]
    return Table(SOURCES_CAPTION, tuple(head), tuple(rows), widths=tuple(widths))
