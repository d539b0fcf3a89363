"""A logistic curve through shares by rank: for percentages near 0 or 100, where a straight line would leave the scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import expit, logit

from domain.weighted import Floats

_MOST_STEPS: Final = 100
_ENOUGH: Final = 1e-12
#: A curve steeper than this (in log odds from lowest to highest rank) is a step.
_STEEPEST: Final = 1e3


class NoCurve(ValueError):  # noqa: N818  (a state of the world, not a fault of the caller)
    """No curve fits: all values lie on one bound, or a step splits them perfectly."""


@dataclass(frozen=True)
class FractionalLogit:
    """Fitted values at rank 0 and 1, and by how much their difference moves per unit of every value (to carry errors)."""

    fitted_low: float
    fitted_high: float
    by_value: Floats


def fit_fractional_logit(value: Floats, rank: Floats, share: Floats, bounds: tuple[float, float]) -> FractionalLogit:
    """Fractional binomial model with a logit link and `share` (sum 1) as variance weights, by Newton steps (methods §1.2).

    Raises ValueError for values outside `bounds`, NoCurve where no curve fits.
    """
    low, high = bounds
    part = (value - low) / (high - low)
    if part.min() < 0 or part.max() > 1:
        raise ValueError(f"values lie outside their bounds {low} and {high}")
    mean = float(share @ part)
    if not 0 < mean < 1:
        raise NoCurve("all values lie on one bound")
    design = np.column_stack([np.ones_like(rank), rank - 0.5])
    try:
        beta = _newton(np.array([logit(mean), 0.0]), design, part, share)
        if not np.isfinite(beta).all() or abs(beta[1]) > _STEEPEST:
            raise NoCurve("a step splits the values perfectly")
        return _found(beta, design, share, low, high)
    except np.linalg.LinAlgError as error:
        raise NoCurve("a step splits the values perfectly") from error


def _newton(beta: Floats, design: Floats, part: Floats, share: Floats) -> Floats:
    """Coefficients of highest likelihood; a step is halved until it is better, so that it never runs away."""
    likelihood = _likelihood(beta, design, part, share)
    for _ in range(_MOST_STEPS):
        fitted = expit(design @ beta)
        step = np.linalg.solve(_information(design, fitted, share), design.T @ (share * (part - fitted)))
        while (better := _likelihood(beta + step, design, part, share)) < likelihood and np.abs(step).max() > _ENOUGH:
            step = step / 2
        beta, likelihood = beta + step, better
        if np.abs(step).max() < _ENOUGH * max(1.0, float(np.abs(beta).max())):
            break
    return beta


def _likelihood(beta: Floats, design: Floats, part: Floats, share: Floats) -> float:
    line = design @ beta
    return float(share @ (part * line - np.logaddexp(0, line)))


def _information(design: Floats, fitted: Floats, share: Floats) -> Floats:
    found: Floats = design.T @ (design * (share * fitted * (1 - fitted))[:, None])
    return found


def _found(beta: Floats, design: Floats, share: Floats, low: float, high: float) -> FractionalLogit:
    first, last = np.array([1.0, -0.5]), np.array([1.0, 0.5])
    at_low, at_high = float(expit(first @ beta)), float(expit(last @ beta))
    fitted = expit(design @ beta)
    gradient = at_high * (1 - at_high) * last - at_low * (1 - at_low) * first
    by_value = (design * share[:, None]) @ np.linalg.solve(_information(design, fitted, share), gradient)
    return FractionalLogit(low + (high - low) * at_low, low + (high - low) * at_high, by_value)
