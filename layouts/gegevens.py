"""Screen Gegevens: what is in the warehouse, in sentences and tables. assets/gegevens.js writes the tables.

A table is one component with its rows as data: 2,600 cells as components took ten seconds to appear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from domain.areas import Level
from domain.report_page import Cell, Linked, Section, Table
from domain.view_models import Theme
from domain.wording import level_name
from domain.wording.report import REPORT_TITLE
from layouts import ids
from layouts.aria import aria

#: Value of the theme picker for no choice.
ALL_THEMES: Final = "alle"
_COVERAGE_TITLE: Final = "Dekking per onderwerp en jaar"
_DOWNLOADS: Final = {
    "Download de dekking als tabel (CSV)": "/download/dekking.csv",
    "Download het hele verslag als tekst": "/download/verslag.txt",
}
_SHADES: Final = ("0%", "1 tot 25%", "25 tot 50%", "50 tot 90%", "90 tot 100%", "100%")


def gegevens(
    opening: Sequence[str],
    sections: Sequence[Section],
    themes: Sequence[Theme],
    levels: Sequence[Level],
    shown: tuple[Level, str],
    payload: Mapping[str, Any],
    message: Any = None,
) -> html.Div:
    """The page: opening sentences, contents, chapters; the coverage (`payload`, see gegevens_coverage) after the first chapter.

    `shown` is the level and the theme (or ALL_THEMES) of the coverage.
    """
    first, *others = sections
    names = [(first.section_id, first.title), ("dekking", _COVERAGE_TITLE), *((s.section_id, s.title) for s in others)]
    tables = {table.table_id: table_data(table) for section in sections for table in section.tables}
    return html.Div(
        [
            dcc.Location(id=ids.REPORT_URL, refresh=False),
            html.H1(REPORT_TITLE),
            html.Div([html.P(sentence) for sentence in opening], className="inleiding"),
            message,
            html.Nav(
                html.Ul([html.Li(html.A(title, href=f"#{name}")) for name, title in names]),
                className="inhoudsopgave",
                **aria(label="Op deze pagina"),
            ),
            _downloads(),
            _section(first),
            _coverage(themes, levels, shown),
            *(_section(section) for section in others),
            dcc.Store(
                id=ids.REPORT_DATA, data={"tables": tables, "coverage": payload, "themes": [t.theme_id for t in themes]}
            ),
            dcc.Store(id=ids.REPORT_DRAWN),
        ],
        className="scherm-gegevens",
    )


def _downloads() -> html.Ul:
    return html.Ul(
        [html.Li(html.A(text, href=href, download="")) for text, href in _DOWNLOADS.items()], className="downloads"
    )


def _section(section: Section) -> html.Section:
    return html.Section(
        [
            html.H2(section.title, id=f"{section.section_id}-kop"),
            *(html.P(sentence) for sentence in section.sentences),
            *(_holder(table) for table in section.tables),
        ],
        id=section.section_id,
        **aria(labelledby=f"{section.section_id}-kop"),
    )


def _holder(table: Table) -> Any:
    """Place for a table; it can be reached by keyboard, for it scrolls sideways on a narrow screen."""
    place = html.Div(id=table.table_id, className="tabel-vak", tabIndex=0, role="region", **aria(label=table.caption))
    return html.Details([html.Summary(table.caption), place]) if table.folded else place


def _coverage(themes: Sequence[Theme], levels: Sequence[Level], shown: tuple[Level, str]) -> html.Section:
    level, theme = shown
    return html.Section(
        [
            html.H2(_COVERAGE_TITLE, id="dekking-kop"),
            html.P(
                "Elk vak zegt bij welk deel van de gebieden er een cijfer is. Hoe voller de kleur, hoe meer gebieden. "
                "Een streepje betekent: voor dit jaar en dit niveau is er niets ingelezen. Klik op een onderwerp voor de kaart."
            ),
            html.Div(
                [
                    html.Div(
                        [
                            html.Span("Per", id="dekking-niveau-label", className="keuze-label"),
                            dmc.SegmentedControl(
                                id=ids.REPORT_LEVEL,
                                data=[{"value": each.value, "label": level_name(each)} for each in levels],
                                value=level.value,
                            ),
                        ],
                        role="group",
                        **aria(labelledby="dekking-niveau-label"),
                    ),
                    dmc.Select(
                        id=ids.REPORT_THEME,
                        label="Thema",
                        data=[
                            {"value": ALL_THEMES, "label": "Alle thema's"},
                            *({"value": each.theme_id, "label": each.title} for each in themes),
                        ],
                        value=theme,
                        allowDeselect=False,
                        comboboxProps={"transitionProps": {"duration": 0}, "withinPortal": False},
                        withScrollArea=False,
                        className="kies-breed",
                    ),
                ],
                className="keuzes",
            ),
            html.Ul(
                [html.Li([html.Span(className=f"staal vol-{shade}"), text]) for shade, text in enumerate(_SHADES)],
                className="dekking-legenda",
                **aria(label="Betekenis van de kleuren"),
            ),
            html.Div(
                id=ids.REPORT_COVERAGE,
                className="tabel-vak dekking",
                tabIndex=0,
                role="region",
                **aria(label="Tabel van de dekking"),
            ),
            html.P(id=ids.REPORT_SPOKEN, role="status", className="alleen-gesproken"),
        ],
        id="dekking",
        **aria(labelledby="dekking-kop"),
    )


def table_data(table: Table) -> dict[str, Any]:
    """A table as the script takes it: a cell is a text, or [text, address]."""
    return {
        "caption": table.caption,
        "folded": table.folded,
        "columns": [[column.title, column.numeric] for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> str | list[str]:
    return [cell.text, cell.href] if isinstance(cell, Linked) else cell
