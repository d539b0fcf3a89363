"""A figure in words: its range, why it is absent and what to do then, how it reached its area, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.areas import COUNTRY_CODE, Level
from domain.numbers_nl import format_date, format_number, format_value
from domain.observations import Grade, Method, Status
from domain.view_models import Area, Figure, Indicator

_SHORT: Final = {
    Status.OK: "cijfer bekend",
    Status.CAUTION: "gebruik met voorzichtigheid",
    Status.SUPPRESSED: "afgeschermd door de bron",
    Status.TOO_SMALL: "te weinig inwoners",
    Status.NOT_PUBLISHED: "niet gepubliceerd",
    Status.NOT_YET: "nog niet gepubliceerd",
    Status.NOT_COMPARABLE: "niet te vergelijken",
    Status.NO_RESIDENTS: "geen inwoners",
    Status.UNKNOWN: "geen cijfer bekend",
}
_WHY: Final = {
    Status.OK: "",
    Status.CAUTION: "Gebruik dit cijfer met voorzichtigheid: het gaat om weinig inwoners of een onzekere meting.",
    Status.SUPPRESSED: "De bron laat dit cijfer niet zien, omdat het over te weinig inwoners of huishoudens gaat.",
    Status.TOO_SMALL: "Hier wonen te weinig inwoners om dit cijfer te laten zien.",
    Status.NOT_PUBLISHED: "De bron publiceert dit cijfer niet voor dit gebied.",
    Status.NOT_YET: "De bron heeft dit cijfer voor dit jaar nog niet gepubliceerd.",
    Status.NOT_COMPARABLE: (
        "Dit cijfer past niet bij het gebied van nu: de grens is veranderd, "
        "of de buurten tellen samen niet op tot hun gemeente."
    ),
    Status.NO_RESIDENTS: "Hier woont niemand, dus er is geen cijfer.",
    Status.UNKNOWN: "In de gebruikte bronnen staat voor dit gebied en dit jaar geen cijfer. De reden is niet bekend.",
}
_ANOTHER_YEAR: Final = {Status.NOT_YET, Status.NOT_COMPARABLE, Status.UNKNOWN}
_NEXT_LEVEL: Final = {Level.BUURT: "de wijk", Level.WIJK: "de gemeente"}
_KINDS: Final = {
    "register": "geteld of berekend uit registraties",
    "modelled": "geschat met een rekenmodel",
    "map": "afgelezen van een kaart",
}


def status_short(status: Status) -> str:
    """Status in two or three words, for a list or tooltip."""
    return _SHORT[status]


def status_text(status: Status, level: Level) -> str:
    """Why there is no figure and what the reader can do; empty when there is nothing to say."""
    why = _WHY[status]
    if status in (Status.OK, Status.CAUTION, Status.NO_RESIDENTS):
        return why
    options = ["een ander jaar"] if status in _ANOTHER_YEAR else []
    if level in _NEXT_LEVEL:
        options.append(_NEXT_LEVEL[level])
    return f"{why} Bekijk {' of '.join(options)}." if options else why


def range_text(figure: Figure, indicator: Indicator) -> str:
    """How sure a modelled figure is: "tussen 15 en 21 van de 100", "geschat, marge onbekend"; empty for a counted figure."""
    if figure.value is None:
        return ""
    if figure.lower is not None and figure.upper is not None:
        low, high = format_number(figure.lower, 0), format_number(figure.upper, 0)
        if indicator.unit == "%":
            return f"ongeveer {low} van de 100" if low == high else f"tussen {low} en {high} van de 100"
        return f"tussen {format_number(figure.lower, indicator.decimals)} en {format_value(figure.upper, indicator)}"
    return "geschat, marge onbekend" if indicator.kind == "modelled" else ""


def route_text(figure: Figure) -> str:
    """How a figure reached this area when the source did not publish it for exactly this area; else empty."""
    if figure.grade is Grade.C:
        return "De grens is te veel veranderd: dit cijfer laten we voor dit gebied niet zien."
    if figure.method is Method.RECODED:
        if figure.grade is Grade.A:
            return f"Cijfer over {figure.reference_year}, van hetzelfde gebied in een oudere indeling."
        return (
            f"Cijfer over {figure.reference_year}, gemaakt voor een oudere indeling en overgenomen: "
            "het gebied heeft nu een andere code of is iets veranderd."
        )
    return {
        Method.CROSSWALK: "Omgerekend naar de grenzen van nu, op basis van het aantal inwoners of adressen.",
        Method.COMBINED: "Samengesteld uit cijfers van kleinere gebieden.",
        Method.DERIVED: "Berekend uit andere cijfers.",
    }.get(figure.method, "")


def titled(indicator: Indicator) -> str:
    """Title with its unit, where the title does not say it: "Huurwoningen (%)", "Inwoners"."""
    unit = indicator.unit
    return f"{indicator.title} ({unit})" if unit and unit.casefold() != indicator.title.casefold() else indicator.title


def kind_label(kind: str) -> str:
    """How a figure came about: counted, estimated by a model or read from a map."""
    return _KINDS.get(kind, kind)


def direction_note(indicator: Indicator) -> str:
    """Which way is favourable; empty where no judgement is possible."""
    far = indicator.is_distance
    if indicator.direction == "higher_is_worse":
        return "Dichterbij is gunstiger." if far else "Lager is gunstiger."
    if indicator.direction == "higher_is_better":
        return "Verder weg is gunstiger." if far else "Hoger is gunstiger."
    return ""


def benchmark_name(area: Area) -> str:
    """Name of a gemeente or the country as used in comparisons."""
    return "Nederland" if area.code == COUNTRY_CODE else area.name


def boundaries_source(vintage: int, *, is_demo: bool = False) -> str:
    """Where the boundaries on the map come from."""
    return f"Grenzen {vintage}: {'fictief' if is_demo else 'CBS en Kadaster'}."


def boundaries_note(
    vintage: int, approximate: tuple[int, int], untidy: tuple[int, int], older: Mapping[int, tuple[int, int]]
) -> str:
    """What a reader of the map must know of its boundaries; empty when they are exact and of `vintage`.

    Pairs are (gemeenten concerned, gemeenten on the map): with approximate boundaries, with polygons that overlap or
    leave gaps, and per older year with boundaries of that year.
    """
    sentences = []
    if approximate[0]:
        sentences.append(f"De grenzen zijn bij benadering{_of_gemeenten(*approximate)}.")
    if untidy[0]:
        sentences.append(f"De grenzen sluiten niet overal op elkaar aan{_of_gemeenten(*untidy)}.")
    sentences += [
        f"De grenzen van {year} zijn gebruikt voor {vintage}{_of_gemeenten(*count)}."
        for year, count in sorted(older.items())
    ]
    return " ".join(sentences)


def _of_gemeenten(count: int, total: int) -> str:
    return "" if count == total else f" in {count} van de {total} gemeenten"


def benchmark_absent(name: str) -> str:
    """Why a mark of a gemeente or the country is left out."""
    return f"Voor {name} geeft de bron in dit jaar geen eigen cijfer. Daarom staat {name} niet in de vergelijking."


def citation(attribution: str, table: str, year: int, modified: date | None, *, is_demo: bool = False) -> str:
    """Attribution of a source with table and year filled in, and the date of the table behind it where it is known.

    Figures of the demo are made up: they only have the form of the source.
    """
    text = attribution.replace("{table}", table).replace("{year}", str(year))
    if is_demo:
        return f"Fictieve cijfers, in de vorm van: {text.removeprefix('Bron: ')}"
    return f"{text}, bijgewerkt op {format_date(modified)}" if modified else text
