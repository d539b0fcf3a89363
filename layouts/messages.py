"""What goes other than asked: friendly lines that can be closed, and the page when there are no figures at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import dash_mantine_components as dmc
from dash import html

_ADDRESS: Final = "Niet alles uit het webadres kon worden getoond"


def messages(lines: Sequence[str], title: str = _ADDRESS) -> html.Div | None:
    """One closable note with a line for everything, in the address or chosen, that could not be shown as asked."""
    if not lines:
        return None
    note = dmc.Alert(
        html.Ul([html.Li(line) for line in dict.fromkeys(lines)]),
        title=title,
        color="blue",
        variant="light",
        withCloseButton=True,
        closeButtonLabel="Melding sluiten",
        className="melding",
    )
    return html.Div(note, role="status")


def failure(sentence: str) -> html.Div:
    """Why there is nothing to see, and what to do."""
    return html.Div(
        [html.H1("De cijfers zijn er nog niet"), html.P(sentence), html.P(html.A("Probeer het opnieuw", href=""))],
        className="mislukt",
        role="alert",
    )


def not_found(screens: Sequence[tuple[str, str]]) -> html.Div:
    """An address that is no screen: where to go instead, as names with their addresses."""
    return html.Div(
        [
            html.H1("Deze pagina bestaat niet"),
            html.P("Misschien is het webadres niet goed overgenomen. U kunt wel hierheen:"),
            html.Ul([html.Li(html.A(title, href=href)) for title, href in screens], className="wegwijzer"),
            html.P("Of zoek hierboven een gemeente, wijk of buurt."),
        ],
        className="niet-gevonden",
    )


def failure_note(sentence: str) -> html.Div:
    """The same as a note above a page that stands."""
    note = dmc.Alert(sentence, title="Dit lukte niet", color="orange", variant="light", className="melding")
    return html.Div(note, role="alert")


def fault_note() -> html.Div:
    """A fault of ours: the page that stands stays."""
    return failure_note("Er ging iets mis bij ons. Laad de pagina opnieuw of kies iets anders.")
