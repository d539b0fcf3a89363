"""What an address of a comparison asks that cannot be shown, and what is shown instead."""

from __future__ import annotations

from collections.abc import Sequence

from domain.wording.phrases import listed
from domain.wording.places import printable


def unreadable_area(text: str) -> str:
    """A part of the address that is no code."""
    return f"“{printable(text)}” is geen code van een gebied. Zoek het gebied hieronder op naam."


def same_area(code: str) -> str:
    """An area that was named twice."""
    return f"{code} staat twee keer in het webadres. We laten het gebied één keer zien."


def too_many(codes: Sequence[str]) -> str:
    """More areas than fit."""
    verb = "staat" if len(codes) == 1 else "staan"
    return f"Er passen vier gebieden naast elkaar. {listed(codes)} {verb} er niet bij."


def years_need_one_area() -> str:
    """Two years and several areas were asked for."""
    return "Twee jaren vergelijken kan met één gebied tegelijk. U ziet de gebieden naast elkaar."


def same_year(year: int) -> str:
    """Twice the same year was asked for."""
    return f"U koos twee keer {year}. Voor een vergelijking zijn twee jaren nodig."


def year_without_figures(year: int, name: str) -> str:
    """A year in which an area has no figure at all."""
    return f"Voor {year} zijn er geen cijfers over {name}."


def years_chosen(pair: tuple[int, int]) -> str:
    """Which years are shown instead."""
    return f"U ziet {pair[0]} en {pair[1]}. Daarvan zijn er cijfers die te vergelijken zijn."


def no_two_years(name: str) -> str:
    """An area of which no two years may be compared."""
    return f"Van {name} zijn er geen twee jaren met cijfers die te vergelijken zijn. U ziet het gebied naast een ander gebied."


def put_beside(name: str) -> str:
    """We chose what stands beside one area."""
    return f"We zetten er {name} naast. U kunt zelf andere gebieden kiezen."
