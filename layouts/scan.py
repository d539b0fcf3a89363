"""Screen Samenwerkingsscan: what it is for, and the questions with the agenda as data, which assets/scan.js writes and keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from dash import dcc, html

from domain.cooperation import Part
from domain.wording.cooperation import ABOUT, OPENING, SCAN_TITLE
from layouts import ids
from layouts.aria import aria
from layouts.scan_questions import questions
from layouts.scan_texts import TEXTS

_PRIVATE: Final = (
    "Wat u invult blijft in deze pagina: er gaat niets naar de server. "
    "Bewaar het zelf als bestand, dan kunt u later verdergaan."
)
_ABSENT: Final = (
    "De vragen van de scan staan niet in deze gegevens: ze zijn met een oudere versie gemaakt. "
    "De beheerder kan ze opnieuw maken met “python -m etl build”."
)


def scan(parts: Sequence[Part]) -> html.Div:
    """The page; without questions it says why."""
    if not parts:
        return html.Div([html.H1(SCAN_TITLE), html.P(_ABSENT)], className="scherm-scan")
    return html.Div(
        [
            html.H1(SCAN_TITLE),
            html.P(OPENING, className="inleiding"),
            html.P(ABOUT),
            html.P(
                [
                    f"{_PRIVATE} Liever op papier? ",
                    html.A("Download het formulier (Word)", href="/download/samenwerkingsscan.docx", download=""),
                    ".",
                ]
            ),
            html.Div(id=ids.SCAN, **_data(parts), **aria(busy="true")),
            dcc.Store(id=ids.SCAN_DRAWN),
        ],
        className="scherm-scan",
    )


def _data(parts: Sequence[Part]) -> dict[str, Any]:
    """The questions as nodes, and the rules of the agenda."""
    return {
        "data-vragen": json.dumps(questions(parts), ensure_ascii=False),
        "data-onderdelen": json.dumps([agenda_rules(part) for part in parts], ensure_ascii=False),
        "data-teksten": json.dumps(TEXTS, ensure_ascii=False),
    }


def agenda_rules(part: Part) -> dict[str, Any]:
    """What a part puts on the agenda, as assets/scan_agenda.js reads it."""
    return {
        "id": part.part_id,
        "kind": part.kind.value,
        "title": part.agenda_title,
        "minutes": part.minutes,
        "tooMany": part.too_many,
        "lines": list(part.lines),
        "options": [
            {
                "id": option.option_id,
                "title": option.title,
                "line": option.agenda,
                "minutes": option.minutes,
                "who": list(option.who),
            }
            for group in part.groups
            for option in group.options
        ],
    }
