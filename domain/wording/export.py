"""Words that travel with a download: what it is, what its columns mean, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.areas import Level
from domain.numbers_nl import format_date
from domain.observations import Status
from domain.view_models import Indicator, SourceLine
from domain.wording.figures import kind_label, status_short
from domain.wording.places import level_name

#: Columns of data.csv and what they hold, in order.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("gebied_code", "code van het gebied (CBS)"),
    ("gebied_naam", "naam van het gebied"),
    ("niveau", "gemeente, wijk of buurt"),
    ("gemeente", "gemeente waarin het gebied ligt"),
    ("indeling", "jaar van de indeling in gemeenten, wijken en buurten"),
    ("indicator", "naam van het onderwerp, zie codebook.csv"),
    ("jaar", "jaar van het cijfer"),
    ("waarde", "het cijfer; leeg als er geen cijfer is"),
    ("ondergrens", "ondergrens van de marge, alleen bij geschatte cijfers"),
    ("bovengrens", "bovengrens van de marge, alleen bij geschatte cijfers"),
    ("eenheid", "eenheid van het cijfer"),
    ("status", "waarom er wel of geen cijfer is, zie hieronder"),
    ("kwaliteit", "A: zelfde gebied; B: overgenomen van een oudere indeling; C: alleen voor wijk of gemeente"),
    ("herkomst", "hoe het cijfer bij dit gebied kwam: published is zoals gepubliceerd"),
    ("inwoners", "aantal inwoners van het gebied in het jaar van de indeling"),
    ("bron", "bron van het cijfer"),
    ("licentie", "voorwaarden waaronder u het cijfer mag gebruiken"),
)
#: The same for a map of change between two years.
CHANGE_COLUMNS: tuple[tuple[str, str], ...] = (
    *COLUMNS[:6],
    ("jaar_eerst", "het eerste jaar"),
    ("waarde_eerst", "het cijfer van het eerste jaar; leeg als er geen cijfer is"),
    ("jaar_laatst", "het laatste jaar"),
    ("waarde_laatst", "het cijfer van het laatste jaar; leeg als er geen cijfer is"),
    ("eenheid", "eenheid van beide cijfers"),
    ("verandering", "laatste min eerste cijfer; leeg als er geen verandering te geven is"),
    (
        "eenheid_verandering",
        "eenheid van de verandering: bij aantallen procent van het eerste cijfer, bij procenten punten",
    ),
    ("status", "waarom er wel of geen verandering is, zie hieronder"),
    ("kwaliteit", "A: zelfde gebied; B: overgenomen van een oudere indeling; C: grens te veel veranderd"),
    ("nieuwe_bewoners", "ja: het aantal inwoners veranderde met meer dan een kwart"),
    ("inwoners", "aantal inwoners van het gebied in het jaar van de indeling"),
    ("bron", "bron van de cijfers"),
    ("licentie", "voorwaarden waaronder u de cijfers mag gebruiken"),
)


def _of(number: int, which: str) -> tuple[tuple[str, str], ...]:
    """Columns of one of both figures."""
    return (
        (f"indicator{number}", f"naam van het {which} onderwerp, zie codebook.csv"),
        (f"jaar{number}", f"jaar van het {which} cijfer"),
        (f"waarde{number}", f"het {which} cijfer; leeg als er geen cijfer is"),
        (f"ondergrens{number}", f"ondergrens van de marge van het {which} cijfer"),
        (f"bovengrens{number}", f"bovengrens van de marge van het {which} cijfer"),
        (f"eenheid{number}", f"eenheid van het {which} cijfer"),
        (f"status{number}", f"waarom er wel of geen {which} cijfer is, zie hieronder"),
    )


#: The same for a map of two themes.
PAIR_COLUMNS: tuple[tuple[str, str], ...] = (
    *COLUMNS[:5],
    *_of(1, "eerste"),
    *_of(2, "tweede"),
    ("vak", "vak op de kaart: klasse van het eerste en van het tweede onderwerp, 1 is laag en 3 is hoog"),
    ("vak_in_woorden", "het vak in woorden"),
    ("inwoners", "aantal inwoners van het gebied in het jaar van de indeling"),
    ("bron", "bron van de cijfers"),
    ("licentie", "voorwaarden waaronder u de cijfers mag gebruiken"),
)
#: The same for the stacking of burdens. `punten` are parts that are high.
STACK_COLUMNS: tuple[tuple[str, str], ...] = (
    *PAIR_COLUMNS[:-3],
    ("punten1", "hoeveel punten van de eerste as horen bij de inwoners waar dat het meest speelt"),
    ("van1", "van hoeveel punten van de eerste as er een cijfer is"),
    ("welke1", "welke punten dat zijn"),
    ("punten2", "hetzelfde voor de tweede as"),
    ("van2", "van hoeveel punten van de tweede as er een cijfer is"),
    ("welke2", "welke punten dat zijn"),
    ("grens_procent", "welk deel van de inwoners als het meest telt"),
    ("komt_veel_samen", "ja, nee, of niet bekend als er te veel cijfers ontbreken"),
    ("zekerheid", "stevig, grensgeval of niet: of andere rekenkeuzes hetzelfde geven"),
    ("nieuwe_woningen", "nieuwe woningen sinds het gekozen jaar; leeg als er geen jaar is gekozen"),
    *PAIR_COLUMNS[-3:],
)
CODEBOOK_COLUMNS: tuple[str, ...] = (
    "indicator",
    "titel",
    "eenheid",
    "decimalen",
    "richting",
    "soort",
    "beschrijving",
    "let_op",
    "bron",
    "licentie",
)
_DIRECTIONS = {
    "higher_is_worse": "lager is gunstiger",
    "higher_is_better": "hoger is gunstiger",
    "none": "geen oordeel",
}


DEMO_WARNING: Final = "LET OP: dit zijn fictieve gegevens van een verzonnen gebied."
NOT_ABOUT_ONE: Final = "Een cijfer over een gebied zegt niets over elke inwoner apart."


def source_lines(sources: Sequence[SourceLine]) -> list[str]:
    """Sources with their licence, for a LEESMIJ.txt."""
    lines = [f"- {source.citation.removeprefix('Bron: ')}. Licentie: {source.licence}." for source in sources]
    return ["Bronnen", *lines, ""]


def status_lines() -> list[str]:
    """What every status means, for a LEESMIJ.txt."""
    return ["Status", *(f"- {status}: {status_short(status)}" for status in Status), ""]


def direction_label(direction: str) -> str:
    """Direction of an indicator for the codebook."""
    return _DIRECTIONS.get(direction, direction)


def readme(
    indicator: Indicator,
    level: Level,
    frame_name: str,
    period: str,
    columns: Sequence[tuple[str, str]],
    sources: Sequence[SourceLine],
    built_at: datetime,
    link: str,
    *,
    is_demo: bool,
    second: Indicator | None = None,
) -> str:
    """LEESMIJ.txt of a download: subject (or two), area, period, sources with licence, meaning of every column and status."""
    warning = [DEMO_WARNING, ""] if is_demo else []
    subjects = [indicator] if second is None else [indicator, second]
    titles = " en ".join(each.title for each in subjects)
    lines = [
        *warning,
        f"{titles} per {level_name(level)} in {frame_name}, {period}",
        "",
        *(line for each in subjects for line in _explained(each, alone=second is None)),
        *source_lines(sources),
        f"Gegevens ingelezen op {format_date(built_at)}.",
        *([f"Deze weergave: {link}"] if link else []),
        "",
        "Kolommen van data.csv (puntkomma tussen de kolommen, komma in de getallen)",
        *(f"- {name}: {meaning}" for name, meaning in columns),
        "",
        *status_lines(),
        NOT_ABOUT_ONE,
    ]
    return "\r\n".join(lines) + "\r\n"


def _explained(indicator: Indicator, *, alone: bool) -> list[str]:
    """What one indicator is, for LEESMIJ.txt."""
    return [
        *([] if alone else [indicator.title]),
        f"Eenheid: {indicator.unit}. Dit cijfer is {kind_label(indicator.kind)}.",
        indicator.describes,
        *(f"Let op: {note.text}" for note in indicator.know),
        "",
    ]
