"""Two years for a map of change: the pair nearest to what is asked, never across a break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from domain.trend import WINDOW_YEARS, Point, Segment, segments
from domain.view_models import YearCoverage


def parts_of(years: Sequence[YearCoverage], breaks: Sequence[tuple[int, str]]) -> tuple[Segment, ...]:
    """Runs of comparable years of a map. A year with few figures is left out: at least half as many as the fullest year."""
    most = max((each.filled for each in years), default=0)
    usable = [Point(each.year, float(each.filled)) for each in years if each.filled and 2 * each.filled >= most]
    return segments(usable, breaks)


def why_not(one: int, other: int, parts: Sequence[Segment]) -> tuple[int, str] | None:
    """First year after the newest break between two years, and why it breaks (empty: another table); None without a break."""
    early, late = sorted((one, other))
    crossed = [
        (part.points[0].year, part.broken_by)
        for part in parts
        if part.broken_by is not None and early < part.points[0].year <= late
    ]
    return crossed[-1] if crossed else None


def nearest_pair(wanted: int, other: int | None, parts: Sequence[Segment]) -> tuple[int, int] | None:
    """Earlier and later year of the comparable pair nearest to what is asked; None when no two years may be compared.

    A pair that keeps `wanted` comes before one that does not. Without `other` the longest span within the window of trends is taken,
    back in time where there is one.
    """
    pairs = [pair for part in parts for pair in combinations(sorted(_years(part)), 2)]

    def distance(pair: tuple[int, int]) -> tuple[int, ...]:
        early, late = pair
        too_long = int(late - early >= WINDOW_YEARS)
        if wanted in pair:
            partner = early if late == wanted else late
            beside = abs(partner - other) if other is not None else int(late != wanted)
            return 0, beside, too_long, early - late
        asked = sorted((wanted, wanted if other is None else other))
        return 1, abs(early - asked[0]) + abs(late - asked[1]), too_long, early - late

    return min(pairs, key=distance, default=None)


def _years(part: Segment) -> set[int]:
    return {point.year for point in part.points}
