"""The axis that legend and strip share: every class equally wide, values placed within their class."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def scale_edges(breaks: Sequence[float], lowest: float, highest: float) -> tuple[float, ...]:
    """Ends of the classes along the axis: class bounds, with the lowest and highest value of the map as outer ends."""
    if not breaks:
        return (min(0.0, lowest), highest if highest > min(0.0, lowest) else min(0.0, lowest) + 1)
    return (min(lowest, breaks[0]), *breaks, max(highest, breaks[-1]))


def mark_position(value: float, edges: Sequence[float], decimals: int) -> float:
    """Place of a printed value: the middle of its step (1,0 stands for 1,0 to 1,1), where the strip draws its areas."""
    step = 10.0**-decimals
    return (scale_position(value, edges) + scale_position(value + step, edges)) / 2


def scale_position(value: float, edges: Sequence[float]) -> float:
    """Place of a value along the axis, 0 (left) to 1 (right). Beyond the ends it stays at the end.

    A value on a bound starts the class above it, as in domain.classes. assets/core.js has the same rule.
    """
    classes = len(edges) - 1
    index = min(max(bisect_right(edges, value) - 1, 0), classes - 1)
    low, high = edges[index], edges[index + 1]
    within = (value - low) / (high - low) if high > low else 0.5
    return (index + min(max(within, 0.0), 1.0)) / classes
