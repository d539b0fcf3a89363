"""Classes of noise exposure: which of them lie above a bound, read from their titles ("55 tot 60 dB", "70 dB of meer")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.errors import LayoutError
from etl.sources._layouts.columns import plain
from etl.sources._layouts.members import Member, listed

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_OPEN_ABOVE: Final = re.compile(r"meer|hoger|boven|vanaf|[>≥+]")
_AT_MOST: Final = re.compile(r"niet meer|hoogstens|ten hoogste|maximaal")
_OPEN_BELOW: Final = re.compile(r"minder|lager|onder|beneden|tot|t/m|[<≤]")


@dataclass(frozen=True)
class NoiseClass:
    """A class in dB; None where it is open."""

    key: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Classes:
    """What is added up for the share above a bound, and what all residents are when figures are numbers of people."""

    above: tuple[str, ...]
    #: The member "Totaal", else all classes when they leave no gap from below; empty when neither is there.
    everybody: tuple[str, ...]


def classes_above(members: Sequence[Member], bound_db: float) -> Classes:
    """Keys of the classes that together are everything above `bound_db`.

    Raises LayoutError, which lists the members, when a title tells no class, none begins at the bound, or classes leave gaps
    or overlap.
    """
    told = [(member, _class_of(member)) for member in members]
    total = tuple(member.key for member, found in told if found is None)
    found = sorted((each for _, each in told if each is not None), key=_order)
    start = _start(bound_db, found)
    higher = [each for each in found if each.low is not None and start is not None and each.low >= start]
    if _tile(higher):
        return Classes(tuple(each.key for each in higher), total or _all_of(found))
    cumulative = [each for each in higher if each.low == start and each.high is None]
    if len(cumulative) == 1:
        return Classes((cumulative[0].key,), total)
    raise LayoutError(
        f"the classes of noise do not tell what lies above {bound_db:g} dB: {listed(members)}. "
        "A class must begin there, and the classes above it must follow one another."
    )


def _class_of(member: Member) -> NoiseClass | None:
    """Bounds in a title; None for a total. Raises LayoutError for a title that tells neither."""
    title = plain(member.title).replace("–", "-")
    numbers = [float(text.replace(",", ".")) for text in _NUMBER.findall(title)]
    if not numbers and title.startswith("totaal"):
        return None
    if len(numbers) == 2 and numbers[0] < numbers[1]:
        return NoiseClass(member.key, numbers[0], numbers[1])
    if len(numbers) == 1 and _OPEN_ABOVE.search(title) and not _AT_MOST.search(title):
        return NoiseClass(member.key, numbers[0], None)
    if len(numbers) == 1 and (_AT_MOST.search(title) or _OPEN_BELOW.search(title)):
        return NoiseClass(member.key, None, numbers[0])
    raise LayoutError(
        f"'{member}' of dimension Geluidblootstelling is no class of noise such as '55 tot 60 dB'. "
        "Download the table again with the list of that dimension."
    )


def _order(each: NoiseClass) -> tuple[float, float]:
    return (float("-inf") if each.low is None else each.low, float("inf") if each.high is None else each.high)


def _start(bound_db: float, found: Sequence[NoiseClass]) -> float | None:
    """Where the lowest class above the bound begins: at the bound, or at 56 where the one below ends with 55; None for neither."""
    lows = {each.low for each in found}
    if bound_db in lows:
        return bound_db
    next_one = bound_db + 1
    return next_one if next_one in lows and any(each.high == bound_db for each in found) else None


def _tile(found: Sequence[NoiseClass]) -> bool:
    """Whether classes follow one another up to an open one: 55-60, 60-65, 65 and more; or 55-59, 60-64, 65 and more."""
    if not found or found[-1].high is not None:
        return False
    pairs = itertools.pairwise(found)
    return all(
        one.high is not None and other.low is not None and other.low - one.high in (0.0, 1.0) for one, other in pairs
    )


def _all_of(found: Sequence[NoiseClass]) -> tuple[str, ...]:
    whole = bool(found) and found[0].low is None and _tile(found)
    return tuple(each.key for each in found) if whole else ()
