"""Classes of a choropleth: fixed national bounds from the catalogue, or bounds of one gemeente, named as such."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from domain.numbers_nl import format_bound, rounded
from domain.wording.legend import class_label

#: Class of an area without a value.
MISSING: Final = -1
#: As in numbers_nl: the half that binary cannot hold.
_HALF: Final = 0.5 + 1e-9


@dataclass(frozen=True)
class ClassResidents:
    """Residents and areas per class, low class first, and those of areas without a value."""

    residents: tuple[int, ...]
    areas: tuple[int, ...]
    residents_without_value: int
    areas_without_value: int

    def share(self, index: int) -> float:
        """Share (0…1) of all residents, those without a value included, that live in class `index`."""
        total = sum(self.residents) + self.residents_without_value
        return self.residents[index] / total if total else 0.0


def class_of(value: float | None, breaks: Sequence[float], decimals: int | None = None) -> int:
    """Class of a value, counted from 0; a value on a bound belongs to the class above; -1 without a value.

    With `decimals` the printed number decides, so that a "5,0" is never coloured as less than 5.
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return bisect_right(breaks, value if decimals is None else rounded(value, decimals))


def classes_of(
    values: Sequence[float | None] | npt.NDArray[np.float64], breaks: Sequence[float], decimals: int | None = None
) -> npt.NDArray[np.int8]:
    """`class_of` for many values at once (None and NaN are missing)."""
    numbers = np.asarray(values, dtype=np.float64)
    missing = ~np.isfinite(numbers)
    shown = np.where(missing, 0.0, numbers)
    if decimals is not None:
        scale = 10.0**decimals
        shown = np.copysign(np.floor(np.abs(shown) * scale + _HALF) / scale, shown)
    classes = np.searchsorted(np.asarray(breaks, dtype=np.float64), shown, side="right").astype(np.int8)
    classes[missing] = MISSING
    return classes


def class_labels(breaks: Sequence[float], decimals: int, unit: str = "") -> tuple[str, ...]:
    """Labels of all classes, low first ("minder dan 0,5 km", "0,5 tot 1 km", "3 km of meer"); none without breaks."""
    if not breaks:
        return ()
    bounds = [format_bound(bound, decimals) for bound in breaks]
    return tuple(class_label(low, high, unit) for low, high in zip([None, *bounds], [*bounds, None], strict=True))


def residents_per_class(
    classes: Sequence[int] | npt.NDArray[np.int8], residents: Sequence[int | None], class_count: int
) -> ClassResidents:
    """Residents and areas per class. Areas whose residents are unknown count as areas, not as residents."""
    index = np.asarray(classes, dtype=np.int64) + 1
    people = np.array([count or 0 for count in residents], dtype=np.float64)
    summed = np.bincount(index, weights=people, minlength=class_count + 1)
    counted = np.bincount(index, minlength=class_count + 1)
    return ClassResidents(
        residents=tuple(int(n) for n in summed[1 : class_count + 1]),
        areas=tuple(int(n) for n in counted[1 : class_count + 1]),
        residents_without_value=int(summed[0]),
        areas_without_value=int(counted[0]),
    )


def local_breaks(
    values: Sequence[float | None], weights: Sequence[float | None], n: int = 5, decimals: int = 1
) -> tuple[float, ...]:
    """Bounds of `n` classes with about equal weight (residents), for the scale of one gemeente.

    Rounded to a readable step (1, 2 or 5 times a power of ten, never finer than `decimals`); bounds that fall together
    or leave the lowest class empty are dropped, so there may be fewer classes, or none when all values are equal.
    Weighted quantiles: methods §3 (population-weighted quintiles).
    """
    pairs = sorted(
        (rounded(value, decimals), weight)
        for value, weight in zip(values, weights, strict=True)
        if value is not None and math.isfinite(value) and weight is not None and weight > 0
    )
    if not pairs:
        return ()
    ordered = np.array(pairs, dtype=np.float64)
    cumulative = np.cumsum(ordered[:, 1])
    cuts = cumulative[-1] * np.arange(1, n) / n
    quantiles = ordered[np.minimum(np.searchsorted(cumulative, cuts, side="right"), len(ordered) - 1), 0]
    step = _readable_step(float(quantiles[-1] - quantiles[0]) / (2 * n), decimals)
    low, high = float(ordered[0, 0]), float(ordered[-1, 0])
    bounds = {rounded(round(float(q) / step) * step, max(decimals, 0)) for q in quantiles}
    return tuple(sorted(bound for bound in bounds if low < bound <= high))


def _readable_step(wanted: float, decimals: int) -> float:
    """Largest of 1, 2 or 5 times a power of ten that is at most `wanted`, but no finer than `decimals`."""
    finest = 10.0**-decimals
    if wanted <= finest:
        return finest
    power = 10.0 ** math.floor(math.log10(wanted))
    return float(max(finest, power * max(m for m in (1, 2, 5) if m * power <= wanted * (1 + 1e-9))))
