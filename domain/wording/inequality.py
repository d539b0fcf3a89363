"""Inequality in words: verdict on a claim, gap and ratio, norm, and how sure it is (methods §1.1, §1.6, §7).

The subject is always residents of neighbourhoods ("inwoners van buurten met …"), and no figure is named as the cause of another.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from domain.change import HAIR
from domain.claim_models import Norm
from domain.claims import LEAST_COVERED_PCT, MOST_IN_ONE_AREA_PCT, Judgement, Reason, Verdict
from domain.inequality import FEWEST_AREAS, IncomeGroups
from domain.numbers_nl import format_difference, format_number, format_share, format_value, rounded
from domain.view_models import Indicator
from domain.wording.comparing import place_word

LOWEST: Final = "inwoners van buurten met de laagste inkomens"
HIGHEST: Final = "inwoners van buurten met de hoogste inkomens"
AGE_NOTE: Final = (
    "Niet gecorrigeerd voor leeftijd: dit cijfer gaat over alle inwoners van 18 jaar en ouder. "
    "In buurten met veel ouderen ligt het vaak anders."
)
#: Errors of one model go the same way in many buurten; then a published margin says too little.
MARGIN_NOTE: Final = "De echte onzekerheid is groter: fouten van één rekenmodel gaan in veel buurten dezelfde kant op."
#: Units of which "twice as much" means nothing: no true zero, a logarithm, or no quantity at all.
NO_RATIO: Final = ("dB", "°C", "score", "punten", "klasse")
_TIMES: Final = {
    10: "één",
    15: "anderhalf",
    20: "twee",
    30: "drie",
    40: "vier",
    50: "vijf",
    60: "zes",
    70: "zeven",
    80: "acht",
}
_KINDS: Final = {
    "register": "Alle inwoners zijn geteld: er is geen marge door een steekproef.",
    "map": "Afgelezen van een kaart: het cijfer gaat over de buurt, niet over de plek van elke inwoner.",
    "modelled": (
        "Geschat met een rekenmodel; dit is niet aan elke inwoner gevraagd. Het model kijkt ook naar wie er wonen. "
        "Het verschil tussen de groepen is dus deels door het model bepaald."
    ),
}
_REASONS: Final = {
    Reason.MODELLED_BY_MODELLED: (
        "Het cijfer en de volgorde van de buurten zijn allebei geschat met een rekenmodel. Een verschil kan dan uit het model komen. "
        "Kies een volgorde die geteld is, zoals het inkomen."
    ),
    Reason.STUDENTS: (
        "De volgorde gaat uit van de 40% laagste inkomens van Nederland. Buurten met veel studenten lijken dan arm. "
        "Kies het inkomen per huishouden of het deel met een laag inkomen."
    ),
    Reason.NO_ORDER: "Alle buurten hebben hetzelfde inkomenscijfer. Daarom is er geen volgorde van laag naar hoog.",
    Reason.GRADIENT: (
        "De laagste en de hoogste groep verschillen, maar over alle buurten samen loopt het niet dezelfde kant op."
    ),
    Reason.ONE_AREA: "Het verschil hangt aan één buurt: laten we die weg, dan loopt het niet meer dezelfde kant op.",
}


def verdict_sentence(found: Judgement, indicator: Indicator, name: str) -> str:
    """The verdict first, then the figures of the lowest and the highest incomes."""
    if found.verdict is Verdict.NO_DATA:
        return f"Hierover zijn er geen open gegevens per buurt in {name}."
    if found.groups is None or found.verdict is Verdict.UNDECIDED:
        return f"Voor {name} is dit niet te zeggen."
    if found.verdict is Verdict.NOT_HERE:
        return f"Dit geldt niet in {name}: {_ends(found.groups, indicator)}. {_small_gap(found, indicator)}"
    first = f"Dit geldt in {name}" if found.verdict is Verdict.HERE else f"In {name} is het andersom"
    return f"{first}: {ratio_sentence(found, indicator)}."


def gap_sentence(found: Judgement, indicator: Indicator) -> str:
    """Both figures with who they are about, and the gap in the unit of the figure; empty without groups."""
    if found.groups is None:
        return ""
    low, high = (format_value(mean, indicator) for mean in (found.groups.mean[0], found.groups.mean[-1]))
    told = f"Voor {LOWEST} is het gemiddeld {low}. Voor {HIGHEST} is het gemiddeld {high}."
    gap = found.groups.gap
    if not _counts(found):
        return f"{told} {_small_gap(found, indicator)}"
    word = place_word(gap, indicator)
    return f"{told} Het verschil is {_printed_gap(found, indicator)}: bij de laagste inkomens is het {word}."


def ratio_sentence(found: Judgement, indicator: Indicator) -> str:
    """Lowest against highest with their ratio: "1,8 km tegen 0,9 km, twee keer zo ver bij de laagste inkomens".

    Without the ratio where it says nothing: a gap that does not count, a figure of 0, or a unit without a true zero.
    """
    if found.groups is None:
        return ""
    ends = _ends(found.groups, indicator)
    low, high = (rounded(mean, indicator.decimals) for mean in (found.groups.mean[0], found.groups.mean[-1]))
    if not _counts(found):
        return ends
    times = round(10 * max(low, high) / min(low, high)) if indicator.unit not in NO_RATIO and min(low, high) > 0 else 10
    who = "laagste" if found.groups.gap > 0 else "hoogste"
    if times <= 10:
        return f"{ends}, {_printed_gap(found, indicator)} {place_word(1, indicator)} bij de {who} inkomens"
    number = _TIMES.get(times) or format_number(times / 10, 0 if times % 10 == 0 else 1)
    return f"{ends}, {number} keer zo {_much(indicator)} bij de {who} inkomens"


def group_sentence(index: int, groups: IncomeGroups, indicator: Indicator) -> str:
    """One bar for who cannot see it: "Inwoners van buurten met de laagste inkomens: gemiddeld 1,8 km (2.000 inwoners)."."""
    last = len(groups.mean) - 1
    who = {0: LOWEST, last: HIGHEST}.get(index, f"inwoners van buurten in inkomensgroep {index + 1} van {last + 1}")
    value, people = format_value(groups.mean[index], indicator), format_number(groups.weight[index], 0)
    return f"{who[0].upper()}{who[1:]}: gemiddeld {value} ({people} inwoners)."


def reason_sentence(found: Judgement, name: str) -> str:
    """Why a claim is undecided, and what helps; empty for another verdict."""
    if found.reason is None:
        return ""
    # Rounded away from the bound that it does not meet, as the coverage is.
    largest = f"{format_number(math.ceil(found.largest_share_pct), 0)}%"
    told = {
        Reason.FEW_AREAS: (
            f"In {name} {'is 1 buurt' if found.area_count == 1 else f'zijn {found.area_count} buurten'} met inwoners, een cijfer en een "
            f"inkomen. Voor een vergelijking zijn er minstens {min(FEWEST_AREAS.values())} nodig. Bekijk een groter gebied."
        ),
        Reason.COVERAGE: (
            f"De cijfers gaan over {_covered(found)} van de inwoners van {name}. "
            f"Pas vanaf {format_number(LEAST_COVERED_PCT, 0)}% zeggen we iets."
        ),
        Reason.LARGE_AREA: (
            f"In één buurt woont {largest} van de inwoners. Bij meer dan {format_number(MOST_IN_ONE_AREA_PCT, 0)}% bepaalt die ene buurt "
            "de uitkomst. Bekijk een groter gebied."
        ),
    }
    return told.get(found.reason) or _REASONS[found.reason]


def norm_sentence(found: Judgement, norm: Norm, indicator: Indicator) -> str:
    """How many groups lie on the wrong side of a norm, so that "geldt hier niet" is never read as "goed"; empty without groups."""
    if found.groups is None:
        return ""
    means = found.groups.mean
    beyond = sum(found.worse * (rounded(mean, indicator.decimals) - norm.value) > HAIR for mean in means)
    where = "boven" if found.worse > 0 else "onder"
    told = f"{beyond} van de {len(means)} groepen {'zit' if beyond == 1 else 'zitten'} er gemiddeld {where}."
    if beyond in (0, len(means)):
        told = f"{'Alle groepen zitten' if beyond else 'Geen van de groepen zit'} er gemiddeld {where}."
    also = (
        " Dat er weinig verschil is, zegt dus niet dat het goed is."
        if beyond and found.verdict is Verdict.NOT_HERE
        else ""
    )
    return f"{norm.text} {told}{also} Bron: {norm.source}."


def coverage_sentence(found: Judgement, name: str) -> str:
    """On how many buurten and residents a card rests."""
    areas = format_number(found.area_count, 0)
    return (
        f"Berekend over {areas} {'buurt' if found.area_count == 1 else 'buurten'} "
        f"met {_covered(found)} van de inwoners van {name}."
    )


def _covered(found: Judgement) -> str:
    """Share of the residents, rounded away from the bound that it does not meet, so that 79,7% is not told as 80%."""
    enough = found.coverage_pct >= LEAST_COVERED_PCT - HAIR
    return format_share((found.coverage_pct if enough else math.floor(found.coverage_pct)) / 100)


def certainty_note(kind: str) -> str:
    """How sure figures of a kind (register, map, modelled) are; empty for a kind of which nothing is known."""
    return _KINDS.get(kind, "")


def how_to_read(
    found: Judgement, indicator: Indicator, name: str, ranking_title: str, ranking_year: int
) -> tuple[str, ...]:
    """How bars and verdict are to be read, a sentence or two per line."""
    number = len(found.groups.mean) if found.groups is not None else max(FEWEST_AREAS)
    side = place_word(found.worse, indicator)
    least = "" if found.minimum_difference is None else f" minstens {_exact(found.minimum_difference, indicator)}"
    return (
        f"De buurten van {name} staan op volgorde van het {ranking_title} ({ranking_year}).",
        f"Elke groep heeft even veel inwoners: 1 op de {number}. Een buurt op een grens telt naar verhouding mee in beide groepen.",
        f"“Geldt hier” betekent: bij de laagste inkomens{least} {side} dan bij de hoogste, in dezelfde richting over alle buurten samen, "
        "en ook als we één buurt weglaten. Bij een kleiner verschil zeggen we “geldt hier niet”.",
        "Het gaat om buurten, niet om personen: in elke buurt wonen mensen met hoge en met lage inkomens.",
        "Dat twee cijfers samengaan, zegt niet waar het van komt.",
    )


def _counts(found: Judgement) -> bool:
    gap, least = found.burden_gap, found.minimum_difference
    return gap is not None and least is not None and abs(gap) >= least - HAIR and gap != 0


def _ends(groups: IncomeGroups, indicator: Indicator) -> str:
    return f"{format_value(groups.mean[0], indicator)} tegen {format_value(groups.mean[-1], indicator)}"


def _small_gap(found: Judgement, indicator: Indicator) -> str:
    if found.minimum_difference is None:
        return ""
    return f"Dat scheelt minder dan {_exact(found.minimum_difference, indicator)}: te weinig om een verschil te noemen."


def _printed_gap(found: Judgement, indicator: Indicator) -> str:
    """Gap between the figures as they are printed, so that a reader can check it; the exact one where that would be too small."""
    if found.groups is None or found.minimum_difference is None:
        return ""
    low, high = (rounded(mean, indicator.decimals) for mean in (found.groups.mean[0], found.groups.mean[-1]))
    same_side = (low - high) * found.groups.gap > 0
    if same_side and abs(low - high) >= found.minimum_difference - HAIR:
        return format_difference(low - high, indicator)
    return _exact(found.groups.gap, indicator)


def _exact(difference: float, indicator: Indicator) -> str:
    """Difference with one decimal more where the indicator's own would change it: half a point is not printed as one."""
    same = abs(rounded(difference, indicator.decimals) - difference) < HAIR
    return format_difference(difference, indicator if same else replace(indicator, decimals=indicator.decimals + 1))


def _much(indicator: Indicator) -> str:
    """Far for distances, often for shares of people or homes, much for all else, such as a share of the ground."""
    if indicator.is_distance:
        return "ver"
    return "vaak" if indicator.unit == "%" and indicator.weight != "area" else "veel"
