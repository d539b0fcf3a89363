"""Words of the legend: classes, residents per class, and whose scale it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import COUNTRY_CODE
from domain.numbers_nl import format_number, format_share, with_unit
from domain.wording.phrases import listed

#: More gemeenten than this are counted instead of named.
MOST_NAMED: Final = 3


def class_label(low: str | None, high: str | None, unit: str = "") -> str:
    """Label of a class from its printed bounds: "minder dan 0,5 km", "0,5 tot 1 km"; "alle waarden" without bounds."""
    if low is None and high is None:
        return "alle waarden"
    if low is None:
        return f"minder dan {with_unit(high or '', unit)}"
    if high is None:
        return f"{with_unit(low, unit)} of meer"
    if unit in ("euro", "€"):
        return f"{with_unit(low, unit)} tot {with_unit(high, unit)}"
    return f"{low} tot {with_unit(high, unit)}"


def class_sentence(label: str, residents: int, share: float, areas: int) -> str:
    """Row of the legend for a screen reader: "0,5 tot 1 km: 12.300 inwoners (14%) in 23 gebieden." """
    people = f"{format_number(residents, 0)} {'inwoner' if residents == 1 else 'inwoners'}"
    places = f"{format_number(areas, 0)} {'gebied' if areas == 1 else 'gebieden'}"
    return f"{label}: {people} ({format_share(share)}) in {places}."


def known_where(
    frame_name: str, year: int, filled: int, gemeenten: Sequence[str], total: int, not_comparable: bool = False
) -> str:
    """Where a figure is known, when that is nowhere or in less than half of the `total` gemeenten of the country.

    `filled` areas have a figure; `gemeenten` names those in which they lie. `not_comparable`: there are figures, but they do not
    fit the areas.
    """
    if not filled and not_comparable:
        return (
            f"De cijfers van {year} passen niet bij de gebieden van {frame_name} en worden daarom niet getoond. "
            "Kies een ander jaar of bekijk de hele gemeente."
        )
    if not filled:
        return f"Voor {frame_name} is over {year} geen cijfer bekend. Kies een ander jaar of een ander onderwerp."
    if 2 * len(gemeenten) >= total:
        return ""
    if len(gemeenten) > MOST_NAMED:
        return f"Dit cijfer is over {year} bekend in {len(gemeenten)} van de {total} gemeenten."
    return f"Dit cijfer is over {year} alleen in {listed(gemeenten)} bekend."


def scale_label(scale: str, frame_name: str, frame_code: str | None = None) -> str:
    """Whose scale the colours follow. That of one gemeente is named in so many words: elsewhere colours differ."""
    if scale == "gemeente" and frame_code != COUNTRY_CODE:
        return (
            f"Let op: deze kleuren gelden alleen binnen {frame_name}. "
            "Dezelfde kleur betekent in een andere gemeente iets anders."
        )
    return "Dezelfde kleur betekent overal in Nederland en in elk jaar hetzelfde."
