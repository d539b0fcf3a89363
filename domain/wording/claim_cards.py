"""The screen Ongelijkheid in words: what is seen, whose groups they are, and why a card has no figures (methods §1.6, §7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.areas import COUNTRY_CODE, Level
from domain.claim_models import Claim, Pick
from domain.claim_results import Beside, ClaimResult, Groups
from domain.claims import Verdict
from domain.numbers_nl import format_number, format_share, format_value
from domain.view_models import Area, Indicator
from domain.wording.phrases import listed
from domain.wording.places import group_name
from domain.wording.trend import URBANITY

SCREEN_TITLE: Final = "Ongelijkheid"
HOW_TO_READ: Final = "Hoe lees ik dit?"
FOR_EXPERTS: Final = "Alle cijfers en maten, voor onderzoekers"
#: Icon and word of a verdict: never colour alone.
MARKS: Final = {
    Verdict.HERE: "✓",
    Verdict.NOT_HERE: "≈",
    Verdict.REVERSED: "⇄",
    Verdict.UNDECIDED: "?",
    Verdict.NO_DATA: "–",
}
_GROUP_NAMES: Final = {
    5: ("laagste inkomens", "2e groep", "3e groep", "4e groep", "hoogste inkomens"),
    3: ("laagste inkomens", "midden", "hoogste inkomens"),
}
_NUMBERS: Final = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
NO_CLAIMS: Final = (
    "De uitspraken staan niet in deze gegevens: ze zijn met een oudere versie gemaakt. "
    "De beheerder kan ze opnieuw maken met “python -m etl build”."
)


def screen_title(name: str) -> str:
    """Heading of the page."""
    return f"Wat verschilt tussen buurten met lage en hoge inkomens in {name}?"


def frame_name(frame: Area) -> str:
    """Frame as it stands in a sentence: "Utrecht", "provincie Utrecht", "Nederland"."""
    if frame.code == COUNTRY_CODE:
        return "Nederland"
    return frame.name if frame.level is Level.GEMEENTE else group_name(frame)


def group_names(number: int) -> tuple[str, ...]:
    """Names of so many income groups, lowest first."""
    return _GROUP_NAMES.get(number) or tuple(f"groep {index + 1}" for index in range(number))


def opening(name: str, verdicts: Sequence[Verdict]) -> str:
    """First sentence: how many of the claims hold here, and what is known of the others."""
    counts = Counter(verdicts)
    total = _NUMBERS[len(verdicts)] if len(verdicts) < len(_NUMBERS) else str(len(verdicts))
    here = counts[Verdict.HERE]
    first = f"In {name} {'geldt' if here < 2 else 'gelden'} {_count(here)} van de {total} uitspraken over buurten met de laagste inkomens"
    rest = []
    if counts[Verdict.NOT_HERE]:
        rest.append(
            f"{_count(counts[Verdict.NOT_HERE])} {'geldt' if counts[Verdict.NOT_HERE] == 1 else 'gelden'} hier niet"
        )
    if counts[Verdict.REVERSED]:
        rest.append(f"bij {_count(counts[Verdict.REVERSED])} is het andersom")
    if counts[Verdict.UNDECIDED]:
        rest.append(f"van {_count(counts[Verdict.UNDECIDED])} is het niet te zeggen")
    if counts[Verdict.NO_DATA]:
        rest.append(f"over {_count(counts[Verdict.NO_DATA])} zijn er geen cijfers")
    if not rest:
        return f"{first}."
    told = listed(rest)
    told = f"Eén{told[3:]}" if told.startswith("één") else f"{told[0].upper()}{told[1:]}"
    return f"{first}. {told}."


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else format_number(number, 0)


def ordering_line(picks: Sequence[Pick]) -> str:
    """By what buurten are put in order, when it is one order for most of the cards; the cards tell their own."""
    if not picks:
        return ""
    orders = Counter((each.ranking.title, each.ranking_year) for each in picks)
    (title, year), used = orders.most_common(1)[0]
    most = "" if used == len(picks) else " Bij sommige onderwerpen is dat anders; het staat er dan bij."
    return f"De buurten staan op volgorde van het {title} ({year}).{most}"


def scale_line(name: str, *, by_country: bool) -> str:
    """Whose income groups are drawn."""
    if by_country:
        return (
            f"U ziet de inwoners van {name}, ingedeeld naar de inkomens in heel Nederland. Een groep is hier dus groter of kleiner "
            f"dan een vijfde. Of een uitspraak geldt, bepalen we altijd met de groepen binnen {name}."
        )
    return (
        f"We verdelen de inwoners van {name} in even grote groepen, van buurten met de laagste tot de hoogste inkomens."
    )


def group_label(number: int, index: int) -> str:
    """Name of a group beside its bar."""
    return group_names(number)[index]


def share_text(people: float, total: float) -> str:
    """Size of a group of the country within a frame."""
    return format_share(people / total) if total > 0 else "0%"


def beside_line(beside: Beside, chosen: Pick) -> str:
    """What the thin bars are: the country's own groups, and in what they differ from those of the frame."""
    text = "De dunne balk is Nederland: de groepen van alle inwoners van Nederland"
    if beside.year != chosen.year:
        text += f", cijfer van {beside.year}"
    if (beside.ranking_title, beside.ranking_year) != (chosen.ranking.title, chosen.ranking_year):
        text += f", op volgorde van het {beside.ranking_title} ({beside.ranking_year})"
    return f"{text}."


def by_country_line(groups: Groups, name: str) -> str:
    """How many residents live in buurten that are among the lowest and the highest incomes of the country."""
    total = sum(groups.residents)
    low, high = (share_text(each, total) for each in (groups.residents[0], groups.residents[-1]))
    return (
        f"Van de inwoners van {name} woont {low} in buurten die bij de laagste inkomens van Nederland horen, "
        f"en {high} in buurten die bij de hoogste horen. In heel Nederland is dat allebei 20%. "
        f"De uitkomst hierboven gaat over de groepen binnen {name}."
    )


def sources_line(found: ClaimResult) -> str:
    """Figure with its year, what the buurten were ordered by with its year, and where both come from."""
    assert found.pick is not None
    assert found.indicator is not None
    chosen = found.pick
    cited = "; ".join(line.citation for line in found.sources)
    licences = ", ".join(dict.fromkeys(line.licence for line in found.sources if line.licence))
    division = f" Indeling in buurten van {chosen.boundary_year}."
    return (
        f"{found.indicator.title}, {chosen.year}. Op volgorde van het {chosen.ranking.title}, {chosen.ranking_year}.{division} "
        f"{cited}.{f' Licentie: {licences}.' if licences else ''}"
    )


def verdict_label(verdict: Verdict, claim: Claim) -> str:
    """Verdict as printed. Where open data exist but were not read, it does not say that there are none."""
    return "geen cijfers" if verdict is Verdict.NO_DATA and not claim.no_open_data else verdict.value


def no_figures(claim: Claim, name: str) -> str:
    """Why a card has no figures, and who could bring them."""
    if claim.no_open_data:
        return claim.no_open_data
    return f"In deze gegevens staan hierover geen cijfers van buurten in {name}, of er is geen inkomenscijfer om ze naast te zetten."


def template_command(claim: Claim, frame: Area) -> str:
    """Command that writes the form for figures of one's own; a gemeente is named where the frame is one."""
    place = f" --gemeente {frame.code}" if frame.level is Level.GEMEENTE else ""
    return f"python -m etl template {' '.join(claim.template)}{place}"


def too_few_line(area_count: int, name: str) -> str:
    """Too few buurten for any verdict."""
    return f"{name} heeft te weinig buurten met cijfers om inkomensgroepen te maken: {area_count}, en er zijn er minstens 9 nodig."


def part_of_frame(area: Area, name: str) -> str:
    """A wijk or buurt was chosen: inequality is told of what it lies in."""
    return f"{area.name} ligt in {name}. Verschillen tussen buurten laten we zien voor {name} als geheel."


def urbanity_caption(indicator: Indicator, year: int) -> str:
    """Caption of the groups per class of urbanity."""
    return f"{indicator.title}, {year}: inkomensgroepen binnen buurten die even stedelijk zijn"


def urbanity_label(urbanity_class: int) -> str:
    """Class of urbanity: "zeer sterk stedelijk"."""
    return URBANITY[urbanity_class].capitalize()


def value_text(value: float | None, indicator: Indicator) -> str:
    """Mean of a group, or why there is none."""
    return "te weinig inwoners" if value is None else format_value(value, indicator)
