"""Ids of every component that a callback, a stylesheet or a script of assets/ refers to."""

from __future__ import annotations

from typing import Final

URL: Final = "adres"
#: Address on every screen: what the header and the choice of screen look at. A screen has one of its own beside it, since a
#: callback may only name what stands on the page: `URL` is that of the Kaart, `REPORT_URL` that of Gegevens.
ADDRESS: Final = "webadres"
#: The path for which the page was made; the address of a visit of which the server was not told the path.
BUILT_FOR: Final = "gemaakt-voor"
LATE_ADDRESS: Final = "laat-webadres"
LATE_PAGE: Final = "laat-pagina"
#: Whole page, and the parts that every view rewrites.
PAGE: Final = "pagina"
MAIN: Final = "inhoud"
HEADING: Final = "kop"
BREADCRUMB: Final = "kruimelpad"
MESSAGES: Final = "meldingen"
SPOKEN: Final = "gesproken"

SEARCH_TEXT: Final = "zoek"
SEARCH_HOLDER: Final = "zoek-houder"
SEARCH_ASKED: Final = "zoek-vraag"
SEARCH_RESULTS: Final = "zoek-resultaten"
SEARCH_CODES: Final = "zoek-codes"

INDICATOR: Final = "kies-indicator"
LEVEL: Final = "kies-niveau"
YEAR: Final = "kies-jaar"
SCALE: Final = "kies-schaal"
MODE: Final = "kies-modus"
YEAR2: Final = "kies-jaar2"
#: Of two themes the second; of the stacking what stands along x, what counts as the highest, and since when dwellings are new.
INDICATOR2: Final = "kies-indicator2"
STACK: Final = "kies-stapel"
THRESHOLD: Final = "kies-drempel"
SINCE: Final = "kies-nieuwbouw"
#: The screen; its class says the mode, so that the stylesheet shows the pickers of that mode.
SCREEN: Final = "scherm"

MAP: Final = "kaart"
MAP_LAYER: Final = "kaart-laag"
#: What assets/*.js draws: figures of all areas as one JSON text, what of it stands there already, what is selected.
FIGURES: Final = "cijfers"
STANDS: Final = "staat-al"
SELECTION: Final = "keuze"
DRAWN: Final = "getekend"

LEGEND: Final = "legenda"
PANEL: Final = "paneel"
#: Trend of the selected area; what the page asks for (area, indicator, build), and when it is drawn.
TREND: Final = "verloop"
TREND_ASKED: Final = "verloop-vraag"
TREND_DRAWN: Final = "verloop-getekend"
TABLE_HEAD: Final = "lijst-kop"
TABLE: Final = "lijst"
#: Button that makes a picture of map and legend (assets/picture.js).
PICTURE: Final = "maak-plaatje"

#: Screen Gegevens: its address, the data of its tables, the pickers of the coverage and its place.
REPORT_URL: Final = "gegevens-adres"
REPORT_DATA: Final = "gegevens-data"
REPORT_DRAWN: Final = "gegevens-getekend"
REPORT_LEVEL: Final = "dekking-niveau"
REPORT_THEME: Final = "dekking-thema"
REPORT_COVERAGE: Final = "dekking-tabel"
REPORT_SPOKEN: Final = "dekking-gesproken"

#: Screen Nabijheid: its address, all that an address decides, the field of the guide value, when its
#: pictures are drawn, and the address that stands on the page.
PROXIMITY_URL: Final = "nabijheid-adres"
PROXIMITY: Final = "nabijheid"
PROXIMITY_GUIDE: Final = "nabijheid-richtwaarde"
PROXIMITY_GUIDE_HOLDER: Final = "nabijheid-richtwaarde-houder"
PROXIMITY_DRAWN: Final = "nabijheid-getekend"
PROXIMITY_STANDS: Final = "nabijheid-staat"

#: Screen Ongelijkheid: its address, all that an address decides, and when its cards are written.
INEQUALITY_URL: Final = "ongelijkheid-adres"
INEQUALITY: Final = "ongelijkheid"
INEQUALITY_DRAWN: Final = "ongelijkheid-getekend"

#: Screen of one area: the whole page, its chapters, and when these are written.
PROFILE: Final = "profiel"
PROFILE_CHAPTERS: Final = "profiel-delen"
PROFILE_DRAWN: Final = "profiel-getekend"

#: Screen Briefing: all that the script writes, and when it is written.
BRIEFING: Final = "briefing"
BRIEFING_DRAWN: Final = "briefing-getekend"
#: Screen Samen aan tafel: the place of its parts, and when they are written.
SAMEN: Final = "samen"
SAMEN_DRAWN: Final = "samen-getekend"
#: Screen Samenwerkingsscan: where assets/scan.js writes the questions, and when it has.
SCAN: Final = "scan"
SCAN_DRAWN: Final = "scan-getekend"
#: Screens Uitleg (its address, all that an address decides, when it is written) and Begrippen.
EXPLAIN_URL: Final = "uitleg-adres"
EXPLAIN: Final = "uitleg"
EXPLAIN_DRAWN: Final = "uitleg-getekend"
GLOSSARY: Final = "begrippen"
GLOSSARY_DRAWN: Final = "begrippen-getekend"
#: Screen Vergelijken: the whole page, what its script writes, and when that is done.
COMPARE: Final = "vergelijken"
COMPARE_ROWS: Final = "vergelijken-delen"
COMPARE_DRAWN: Final = "vergelijken-getekend"
#: Screen of an own area: the choice of its buurten, and when that is written.
OWN_CHOICE: Final = "eigen-keuze"
OWN_CHOICE_DRAWN: Final = "eigen-keuze-getekend"
