"""Comparable areas in words: by which rule, with which numbers, and why there are none."""

from __future__ import annotations

from typing import Final

from domain.areas import Level
from domain.numbers_nl import format_number
from domain.similar import (
    AGE_POINTS,
    FEWEST_RESIDENTS,
    INCOME_GROUPS,
    LEAST,
    MOST_SHARE,
    SIZES,
    Absent,
    Criterion,
    Refused,
    Similar,
)
from domain.wording.phrases import counted, listed
from domain.wording.places import level_name
from domain.wording.trend import URBANITY

_BANDS: Final = "0 tot 15, 15 tot 25, 25 tot 45, 45 tot 65 en 65 jaar en ouder"
_UNKNOWN: Final = {
    Criterion.URBANITY: "hoe stedelijk het gebied is",
    Criterion.INCOME: "in welke inkomensgroep het gebied valt",
    Criterion.AGE: f"hoe oud de inwoners zijn (of er wonen minder dan {FEWEST_RESIDENTS} mensen)",
    Criterion.SIZE: "hoeveel mensen er wonen",
}
_WITHOUT: Final = {
    Criterion.URBANITY: "even stedelijk hoefden te zijn",
    Criterion.INCOME: "in dezelfde inkomensgroep hoefden te vallen",
    Criterion.AGE: "even oude inwoners hoefden te hebben",
    Criterion.SIZE: "even groot hoefden te zijn",
}
_REFUSED: Final = {
    Refused.MODELLED: (
        "Een geschat cijfer vergelijken we niet met vergelijkbare gebieden. Het rekenmodel gaat zelf uit van wie er woont. "
        "Vergelijk het met de gemeente en met Nederland."
    ),
    Refused.COUNT: "Een aantal hangt af van hoe groot een gebied is. Daarom vergelijken we het niet.",
    Refused.NEVER: "Dit cijfer is een mediaan, een klasse of een score. Daarvan maken we geen gemiddelde.",
    Refused.TOO_FEW: "Te weinig vergelijkbare gebieden hebben dit cijfer.",
    Refused.UNKNOWN: "Dit onderwerp kennen we niet.",
}


def short_name(level: Level) -> str:
    """Name of the comparison in a table or chart: "Vergelijkbare buurten"."""
    return f"Vergelijkbare {level_name(level, plural=True)}"


def rule_sentence(found: Similar) -> str:
    """Which areas are compared: by which rule, and how many they are; else why there are none."""
    if found.absent is not None:
        return absence_sentence(found)
    name = short_name(found.level)
    many = counted(len(found.codes), level_name(found.level), level_name(found.level, plural=True))
    if found.level is Level.GEMEENTE:
        return f"{name}: {many} die ook {_urbanity(found)} zijn en ook {_size(found.size_class)} hebben."
    return (
        f"{name}: {many} in Nederland die ook {_urbanity(found)} zijn, in dezelfde inkomensgroep vallen "
        f"(groep {found.income_group} van {INCOME_GROUPS}, van laag naar hoog) en waar mensen ongeveer even oud zijn."
    )


def rule_details(found: Similar) -> tuple[str, ...]:
    """How the rule is applied: bounds, years, and what was left out; nothing where there is no comparison."""
    if found.absent is not None:
        return ()
    lines = []
    if found.level is not Level.GEMEENTE:
        lines = [
            f"Inkomen: {found.inputs.income_title} in {found.inputs.income_year}. "
            "Elke inkomensgroep telt een vijfde van de inwoners van Nederland.",
            f"Leeftijd ({found.inputs.age_year}): van de groepen {_BANDS} "
            f"scheelt het deel van de inwoners hoogstens {AGE_POINTS} procentpunt.",
        ]
    if found.is_cut:
        near = "het meest in grootte" if found.level is Level.GEMEENTE else "in leeftijd het meest"
        lines.append(
            f"Er passen {format_number(found.found, 0)} {level_name(found.level, plural=True)} bij deze regel. We nemen de "
            f"{format_number(len(found.codes), 0)} die {near} lijken: hoogstens {format_number(100 * MOST_SHARE, 0)} % van alle "
            f"{format_number(found.compared, 0)} {level_name(found.level, plural=True)}."
        )
    if found.is_few:
        lines.append(
            f"Dit zijn weinig {level_name(found.level, plural=True)}. Het gemiddelde kan daardoor toevallig hoog of laag uitvallen."
        )
    return tuple(lines)


def absence_sentence(found: Similar) -> str:
    """Why an area has no comparable areas, and which part of the rule is the narrow one."""
    here = f"deze {level_name(found.level)}" if found.level not in (Level.LAND, Level.EIGEN) else "dit gebied"
    plural = level_name(found.level, plural=True)
    if found.absent is Absent.LEVEL:
        return "Vergelijkbare gebieden zoeken we alleen bij een buurt, een wijk of een gemeente."
    if found.absent is Absent.NO_FIGURES:
        return f"Er zijn geen vergelijkbare {plural}: van te weinig inwoners van Nederland zijn inkomen en leeftijd hier bekend."
    if found.absent is Absent.UNKNOWN:
        what = listed([_UNKNOWN[each] for each in found.unknown]) or _UNKNOWN[Criterion.SIZE]
        return f"Er zijn geen vergelijkbare {plural}: van {here} is niet bekend {what}."
    number = "geen" if not found.found else format_number(found.found, 0)
    sentence = (
        f"Er zijn te weinig vergelijkbare {plural}: {number}, en we hebben er minstens {LEAST[found.level]} nodig."
    )
    if found.narrow is None:
        return sentence
    return f"{sentence} Als ze niet ook {_WITHOUT[found.narrow]}, waren het er {format_number(found.without_it, 0)}."


def refused_sentence(refused: Refused) -> str:
    """Why a figure is not held against comparable areas."""
    return _REFUSED[refused]


def network_line(found: Similar, code: str) -> str:
    """Networks that a gemeente is in: "lid van de G40"; empty for none."""
    named = found.networks.get(code, ())
    return f"lid van de {listed(named)}" if named else ""


def networks_sentence(found: Similar) -> str:
    """Networks of a gemeente, and how many of the comparable ones share one; empty for one that is in none."""
    own = network_line(found, found.code)
    if not own:
        return ""
    shared = sum(bool(set(found.networks.get(code, ())) & set(found.networks[found.code])) for code in found.codes)
    verb = "is er" if shared == 1 else "zijn er"
    return f"Deze gemeente is {own}. Van de vergelijkbare gemeenten {verb} {shared} lid van hetzelfde netwerk."


def _urbanity(found: Similar) -> str:
    return URBANITY[found.urbanity_class or 5]


def _size(size: int | None) -> str:
    """Residents of a class of size."""
    edges = [format_number(each, 0) for each in SIZES]
    if size is None or size == 1:
        return f"minder dan {edges[0]} inwoners"
    if size == len(SIZES) + 1:
        return f"{edges[-1]} of meer inwoners"
    return f"{edges[size - 2]} tot {edges[size - 1]} inwoners"
