"""A change between two years in words: heading, classes, the selected area, and why two years may not be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.change import Change, is_about_equal, is_relative, minimum_change
from domain.numbers_nl import MINUS, format_bound, format_difference, format_number, format_value, with_unit
from domain.observations import Grade, Status
from domain.view_models import Indicator
from domain.wording.figures import status_short
from domain.wording.places import level_name

_ABOUT_EQUAL: Final = "ongeveer gelijk"


def change_heading(indicator: Indicator, level: Level, frame_name: str, first: int, last: int) -> str:
    """First sentence of a map of change."""
    return f"U ziet: verandering van {first} naar {last} per {level_name(level)} in {frame_name}: {indicator.title}."


def change_title(indicator: Indicator) -> str:
    """Name of a change as a subject of its own."""
    return f"Verandering: {indicator.title}"


def change_legend(indicator: Indicator) -> str:
    """What the colours of a change mean."""
    less, more = _words(indicator)
    least = change_size(minimum_change(indicator), indicator)
    relative = " Het verschil staat in procenten van het eerste cijfer." if is_relative(indicator) else ""
    return f"Paars: {more} in het laatste jaar. Oranje: {less}. Licht: ongeveer gelijk, minder dan {least} verschil.{relative}"


def change_labels(indicator: Indicator) -> tuple[str, ...]:
    """Five classes, from a strong fall to a strong rise."""
    less, more = _words(indicator)
    small, large = (format_bound(minimum_change(indicator) * times, indicator.decimals) for times in (1, 3))
    return (
        f"minstens {large} {less}",
        f"{small} tot {large} {less}",
        _ABOUT_EQUAL,
        f"{small} tot {large} {more}",
        f"minstens {large} {more}",
    )


def change_size(value: float, indicator: Indicator) -> str:
    """Size of a change without its sign: "0,3 km", "4 punten", "12%" where it is relative."""
    if is_relative(indicator):
        return with_unit(format_number(abs(value), 0), "%")
    return format_difference(value, indicator)


def signed_change(value: float, indicator: Indicator) -> str:
    """Change with its sign: "+0,3 km", "−4 punten", "0,0 km"."""
    sign = "+" if value > 0 else (MINUS if value < 0 else "")
    return f"{sign}{change_size(value, indicator)}"


def change_verdict(found: Change, indicator: Indicator) -> str:
    """Change in words: "Ongeveer gelijk", "0,3 km verder"."""
    if found.value is None:
        return ""
    if is_about_equal(found.value, indicator):
        return "Ongeveer gelijk"
    less, more = _words(indicator)
    return f"{change_size(found.value, indicator)} {more if found.value > 0 else less}"


def change_sentence(
    name: str, found: Change, ends: tuple[float | None, float | None], years: tuple[int, int], indicator: Indicator
) -> str:
    """Both figures and the change: "Nederland: van 0,9 km in 2018 naar 1,2 km in 2024, 0,3 km verder."."""
    if found.value is None:
        return f"{name}: geen verandering te geven ({status_short(found.status)})."
    verdict = change_verdict(found, indicator)
    return f"{name}: {between(ends, years, indicator)}, {verdict[0].lower()}{verdict[1:]}."


def between(ends: tuple[float | None, float | None], years: tuple[int, int], indicator: Indicator) -> str:
    """Both figures: "van 0,9 km in 2018 naar 1,2 km in 2024"."""
    first, last = (format_value(value, indicator) for value in ends)
    return f"van {first} in {years[0]} naar {last} in {years[1]}"


def change_absent(
    found: Change, ends: tuple[float | None, float | None], years: tuple[int, int], indicator: Indicator
) -> str:
    """Why an area has no change."""
    for value, year in zip(ends, years, strict=True):
        if value is None:
            return (
                f"Voor {year} is er geen cijfer ({status_short(found.status)}). Daarom is er geen verandering te geven."
            )
    if found.status is Status.TOO_SMALL and indicator.additive:
        return "In beide jaren gaat het om minder dan 100. De bron rondt af, dus een verschil zegt dan weinig."
    if found.status is Status.TOO_SMALL:
        return "Hier woonden in een van beide jaren minder dan 100 mensen. Dan kan een enkel huishouden het cijfer veranderen."
    if found.grade is Grade.C:
        return "De grens van dit gebied is te veel veranderd om deze jaren te vergelijken."
    return f"Het cijfer van {years[0]} is 0. Een verschil in procenten is dan niet te geven."


def change_notes(found: Change) -> list[str]:
    """What must be known of a change that is given."""
    notes = []
    if found.grade is Grade.B:
        notes.append("Het eerste cijfer is van een oudere indeling en overgenomen voor het gebied van nu.")
    if found.new_residents:
        notes.append(
            "Let op: het aantal inwoners veranderde in deze jaren met meer dan een kwart. "
            "Het verschil gaat dus voor een deel over nieuwe bewoners en nieuwe woningen."
        )
    return notes


def converted_areas(count: int, level: Level) -> str:
    """How many areas of the map have a figure of an older division."""
    verb = "is" if count == 1 else "zijn"
    return f"° Bij {format_number(count, 0)} {level_name(level, plural=count != 1)} {verb} een cijfer overgenomen van een oudere indeling."


def renewed_areas(count: int, level: Level) -> str:
    """In how many areas of the map the number of residents changed by more than a quarter."""
    return (
        f"* In {format_number(count, 0)} {level_name(level, plural=count != 1)} veranderde het aantal inwoners met meer dan een kwart: "
        "het verschil gaat daar ook over nieuwe bewoners."
    )


def modelled_no_change() -> str:
    """No map of change of modelled figures (methods §8.5)."""
    return (
        "Van dit onderwerp is er geen kaart van de verandering. De cijfers zijn geschat met een rekenmodel, en een verschil tussen "
        "twee jaren kan ook komen doordat het model is veranderd. U ziet één jaar."
    )


def no_pair(reasons: Sequence[str]) -> str:
    """No two years may be compared; `reasons` tell of the breaks between the years that there are, oldest first."""
    why = f" {reasons[-1]}" if reasons else ""
    return f"Van dit onderwerp zijn er hier geen twee jaren die u kunt vergelijken.{why} U ziet één jaar."


def other_pair(one: int, other: int, shown: tuple[int, int], why: tuple[int, str] | None) -> str:
    """Another pair of years is shown than was asked for."""
    first, last = sorted((one, other))
    if one == other:
        reason = f"Een verandering gaat over twee jaren, en u koos twee keer {one}."
    elif why is None:
        reason = (
            f"{first} en {last} zijn hier niet te vergelijken: een van beide jaren heeft geen of te weinig cijfers."
        )
    else:
        year, text = why
        reason = f"{first} en {last} zijn niet te vergelijken. {text or f'Vanaf {year} komen de cijfers uit een nieuwe tabel van de bron.'}"
    return f"{reason} U ziet {shown[0]} en {shown[1]}."


def year_alone(year: int, shown: tuple[int, int]) -> str:
    """A year that no other year may be compared with."""
    return f"{year} is met geen ander jaar te vergelijken. U ziet {shown[0]} en {shown[1]}."


def nothing_to_compare(period: str) -> str:
    """No area of the map has a change."""
    return f"Voor {period} is er in geen enkel gebied van deze kaart een verandering te geven. Kies andere jaren."


def _words(indicator: Indicator) -> tuple[str, str]:
    """Words for a fall and a rise."""
    return ("dichterbij", "verder weg") if indicator.is_distance else ("minder", "meer")
