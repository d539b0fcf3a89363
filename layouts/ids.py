"""Ids of every component that a callback, a stylesheet or a script of assets/ refers to."""

from __future__ import annotations

from typing import Final

URL: Final = "adres"
#: Whole page, and the parts that every view rewrites.
PAGE: Final = "pagina"
MAIN: Final = "inhoud"
HEADING: Final = "kop"
BREADCRUMB: Final = "kruimelpad"
MESSAGES: Final = "meldingen"
SPOKEN: Final = "gesproken"

SEARCH_TEXT: Final = "zoek"
SEARCH_RESULTS: Final = "zoek-resultaten"
SEARCH_CODES: Final = "zoek-codes"

INDICATOR: Final = "kies-indicator"
LEVEL: Final = "kies-niveau"
YEAR: Final = "kies-jaar"
SCALE: Final = "kies-schaal"

MAP: Final = "kaart"
MAP_LAYER: Final = "kaart-laag"
#: What assets/*.js draws: figures of all areas as one JSON text, what of it stands there already, what is selected.
FIGURES: Final = "cijfers"
STANDS: Final = "staat-al"
SELECTION: Final = "keuze"
DRAWN: Final = "getekend"

LEGEND: Final = "legenda"
PANEL: Final = "paneel"
TABLE_HEAD: Final = "lijst-kop"
TABLE: Final = "lijst"
