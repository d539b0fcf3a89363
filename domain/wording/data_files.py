"""Words that travel with the figures behind a briefing: columns, sheets, layers, and what to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.numbers_nl import format_date
from domain.view_models import SourceLine
from domain.wording.export import COLUMNS as MAP_COLUMNS
from domain.wording.export import DEMO_WARNING, NOT_ABOUT_ONE, source_lines, status_lines
from domain.wording.phrases import counted

_MEANS: Final = dict(MAP_COLUMNS)


@dataclass(frozen=True)
class Column:
    """Name, title for a reader, what it holds, and datatype (string, integer, number) of a column."""

    name: str
    title: str
    meaning: str
    datatype: str = "string"


def _as_on_map(name: str, title: str, datatype: str = "string") -> Column:
    return Column(name, title, _MEANS[name], datatype)


#: Columns of data.csv, of the sheet "data" and of the table "alle_jaren": a row per area, indicator and year.
DATA_COLUMNS: Final = (
    Column("gebied_code", "Code", "code van het gebied; bij buurten samen een code van Buurtlens"),
    _as_on_map("gebied_naam", "Gebied"),
    Column(
        "niveau", "Niveau", "gemeente, wijk, buurt, of gebied dat uit andere is samengesteld (eigen, ggd, provincie)"
    ),
    _as_on_map("gemeente", "Gemeente"),
    _as_on_map("indeling", "Indeling", "integer"),
    Column("inwoners", "Inwoners", _MEANS["inwoners"], "integer"),
    Column("indicator", "Indicator", "naam van het onderwerp, zie het codeboek"),
    Column("titel", "Onderwerp", "het onderwerp in woorden"),
    Column("jaar", "Jaar", "jaar van het cijfer; leeg als geen bron iets over dit gebied zegt", "integer"),
    Column("nieuwste", "Nieuwste", "ja bij het jaar dat in de briefing staat, anders nee"),
    _as_on_map("waarde", "Waarde", "number"),
    _as_on_map("ondergrens", "Ondergrens", "number"),
    _as_on_map("bovengrens", "Bovengrens", "number"),
    _as_on_map("eenheid", "Eenheid"),
    _as_on_map("status", "Status"),
    Column("reden", "Reden", "waarom er geen cijfer is, in woorden; leeg als er een cijfer is"),
    Column("kwaliteit", "Kwaliteit", _MEANS["kwaliteit"]),
    Column("herkomst", "Herkomst", f"{_MEANS['herkomst']}, combined is opgeteld of gemiddeld over delen"),
    Column("soort", "Soort", "geteld, berekend, geschat met een rekenmodel of van een kaart, zie het codeboek"),
    Column("gemeente_waarde", "Gemeente (waarde)", "hetzelfde cijfer van de hele gemeente in dat jaar", "number"),
    Column("nederland_waarde", "Nederland (waarde)", "hetzelfde cijfer van Nederland in dat jaar", "number"),
    _as_on_map("bron", "Bron"),
    _as_on_map("licentie", "Licentie"),
)
CODEBOOK_TITLES: Final = {
    "indicator": "Indicator",
    "titel": "Onderwerp",
    "eenheid": "Eenheid",
    "decimalen": "Decimalen",
    "richting": "Richting",
    "soort": "Soort",
    "beschrijving": "Beschrijving",
    "let_op": "Let op",
    "bron": "Bron",
    "licentie": "Licentie",
}
SOURCE_TITLES: Final = ("Bron", "Licentie", "Tabel", "Bijgewerkt", "Aantal cijfers")
#: Columns of the layer "cijfers" behind the names of the figures.
YEAR_ENDING: Final = "_jaar"
STATUS_ENDING: Final = "_status"
PUBLISHER: Final = "Buurtlens"
DATA_TITLE: Final = "Cijfers achter de gebiedsbriefing"
CODEBOOK_TITLE: Final = "Codeboek: wat elk cijfer betekent"
WIDE_TITLE: Final = "Gebieden met van elk onderwerp het nieuwste cijfer, het jaar en de status"
LONG_TITLE: Final = "Alle jaren: een rij per gebied, onderwerp en jaar"
NEVER_MISSING: Final = "Een 0 is een cijfer. Een leeg vak is geen 0: de status zegt waarom er niets staat."
_WHERE: Final = {
    "xlsx": (
        "Bladen van dit bestand",
        "- data: een rij per gebied, onderwerp en jaar",
        "- codebook: wat elk onderwerp betekent, met eenheid, richting en wat u erbij moet weten",
        "- bronnen: waar de cijfers vandaan komen",
    ),
    "csv": (
        "Bestanden in deze map",
        "- data.csv: een rij per gebied, onderwerp en jaar (puntkomma tussen de kolommen, komma in de getallen)",
        "- codebook.csv: wat elk onderwerp betekent, met eenheid, richting en wat u erbij moet weten",
        "- data.csv-metadata.json: dezelfde uitleg voor programma's (W3C CSV on the Web)",
    ),
    "gpkg": (
        "Lagen van dit bestand",
        "- cijfers: een vlak per gebied (RD New) met van elk onderwerp het nieuwste cijfer, zijn jaar en status",
        "- alle_jaren: een rij per gebied, onderwerp en jaar, zonder vlak; verbind ze met gebied_code",
        "- codebook: wat elk onderwerp betekent, met eenheid, richting en wat u erbij moet weten",
    ),
}


def data_title(names: Sequence[str]) -> str:
    """What a file of figures is about."""
    told = ", ".join(names[:3]) + (
        f" en {counted(len(names) - 3, 'ander gebied', 'andere gebieden')}" if len(names) > 3 else ""
    )
    return f"{DATA_TITLE}: {told}"


def data_notes(
    names: Sequence[str], sources: Sequence[SourceLine], built_at: datetime, form: str, *, is_demo: bool
) -> list[str]:
    """Lines that explain a file of figures (`form` is xlsx, csv or gpkg): areas, parts, sources with licence, columns, statuses."""
    return [
        *([DEMO_WARNING, ""] if is_demo else []),
        data_title(names),
        "",
        *_WHERE[form],
        "",
        *(f"Gebied: {name}" for name in names),
        "",
        *source_lines(sources),
        f"Gegevens ingelezen op {format_date(built_at)}.",
        "",
        "Kolommen",
        *(f"- {each.name}: {each.meaning}" for each in DATA_COLUMNS),
        "",
        *status_lines(),
        NEVER_MISSING,
        NOT_ABOUT_ONE,
    ]
