"""A figure beside its gemeente or the country, in one sentence without ranks."""

from __future__ import annotations

from domain.comparison import Verdict, comparison
from domain.numbers_nl import format_difference, format_value
from domain.view_models import Indicator


def compare(
    value: float | None,
    benchmark: float | None,
    indicator: Indicator,
    benchmark_name: str,
    lower: float | None = None,
    upper: float | None = None,
) -> str:
    """Sentence such as "0,3 km verder dan gemiddeld in Nederland (0,9 km)."; empty when there is nothing to compare."""
    found = comparison(value, benchmark, indicator, lower, upper)
    if found.verdict is Verdict.NONE or found.difference is None:
        return ""
    middle = f"{_reference(indicator)} {benchmark_name} ({format_value(benchmark, indicator)})"
    if found.verdict is Verdict.TOO_UNCERTAIN:
        return f"Te onzeker om te vergelijken met {benchmark_name} ({format_value(benchmark, indicator)})."
    if found.verdict is Verdict.EQUAL:
        return f"Ongeveer gelijk aan {benchmark_name} ({format_value(benchmark, indicator)})."
    word = difference_word(found.difference, indicator)
    if found.verdict in (Verdict.SLIGHTLY_HIGHER, Verdict.SLIGHTLY_LOWER):
        return f"Iets {word} dan {middle}, maar het verschil valt binnen de marge."
    return f"{format_difference(found.difference, indicator)} {word} dan {middle}."


def difference_word(difference: float, indicator: Indicator) -> str:
    """Which way a figure differs: "verder" or "dichterbij" for distances, else "hoger" or "lager"."""
    if indicator.is_distance:
        return "verder" if difference > 0 else "dichterbij"
    return "hoger" if difference > 0 else "lager"


def place_word(difference: float, indicator: Indicator) -> str:
    """As `difference_word` where no "dan" follows: "verder weg" instead of "verder"."""
    return "verder weg" if indicator.is_distance and difference > 0 else difference_word(difference, indicator)


def _reference(indicator: Indicator) -> str:
    """Distances and amounts are means over people; a share of residents or households is simply the share there."""
    return "in" if indicator.unit == "%" else "gemiddeld in"
