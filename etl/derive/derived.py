"""Figures computed from other figures of the same area and year: shares of counts, sums of bands (catalogue: `derive`)."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Literal

import duckdb

from etl.catalogue.schema import Catalogue, Derivation, Indicator
from etl.errors import CatalogueError

#: A part without a value decides the status; of several the first in this order, most telling first.
_STATUS_ORDER = "['no_residents', 'suppressed', 'too_small', 'not_yet', 'not_published', 'unknown']"

_DERIVE = f"""
INSERT INTO {{relation}}
WITH part AS (
    SELECT m.*, p.role
    FROM {{relation}} m JOIN (SELECT unnest($parts) AS indicator_id, unnest($roles) AS role) p USING (indicator_id)
    WHERE ($first IS NULL OR reference_year >= $first) AND ($last IS NULL OR reference_year <= $last)
), cell AS (
    SELECT area_code, boundary_year, reference_year,
           sum(value) FILTER (role = 'numerator') AS numerator,
           sum(value) FILTER (role = 'denominator') AS denominator,
           count(*) = $n_parts AND count(value) = $n_parts AS complete,
           min(list_position({_STATUS_ORDER}, status)) FILTER (value IS NULL) AS reason,
           min(source_id) FILTER (role = 'numerator') AS source_id,
           min(release_id) FILTER (role = 'numerator') AS release_id,
           bool_or(role = 'numerator') AS has_numerator
    FROM part GROUP BY area_code, boundary_year, reference_year
), result AS (
    SELECT *, CASE WHEN complete AND $divides AND denominator > 0 THEN numerator / denominator * $times
                   WHEN complete AND NOT $divides THEN numerator * $times END AS raw
    FROM cell WHERE has_numerator
)
SELECT $indicator, r.area_code, r.boundary_year, r.reference_year,
       CASE WHEN raw IS NOT NULL THEN round(least(greatest(raw, $low), $high), $digits) END, NULL, NULL,
       CASE WHEN raw IS NULL AND complete AND coalesce(same.value, vintage.value) = 0 THEN 'no_residents'
            WHEN raw IS NULL AND complete THEN 'not_published'
            WHEN raw IS NULL THEN coalesce({_STATUS_ORDER}[reason], 'unknown')
            WHEN raw < $low OR raw > $high THEN 'caution' ELSE 'ok' END,
       source_id, release_id, 'derived'
FROM result r
LEFT JOIN area_size same ON same.indicator_id = 'residents_count' AND same.area_code = r.area_code
     AND same.boundary_year = r.boundary_year AND same.reference_year = r.reference_year
LEFT JOIN area_size vintage ON vintage.indicator_id = 'residents_count' AND vintage.area_code = r.area_code
     AND vintage.boundary_year = r.boundary_year AND vintage.reference_year = r.boundary_year
WHERE NOT EXISTS (
    FROM {{relation}} m WHERE m.indicator_id = $indicator AND m.area_code = r.area_code AND m.boundary_year = r.boundary_year
      AND m.reference_year = r.reference_year AND m.value IS NOT NULL)
"""

_DROP_EMPTY_TWIN = """
DELETE FROM {relation} AS m WHERE indicator_id = ? AND value IS NULL AND method = 'published' AND EXISTS (
    FROM {relation} d WHERE d.indicator_id = m.indicator_id AND d.area_code = m.area_code AND d.method = 'derived'
      AND d.boundary_year = m.boundary_year AND d.reference_year = m.reference_year)
"""


def derive_figures(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, relation: Literal["merged", "crossed"] = "merged"
) -> None:
    """Add every derived indicator to `relation`, building blocks first.

    The relation is `merged`, or figures put together of older areas.

    A share outside its valid range can only come from CBS's rounding of counts to 5: it is put on the bound with status `caution`.
    A denominator of 0 gives `no_residents` where nobody lives, else `not_published`: where there are no households, or no shops
    within reach, there is nothing to take a share of. Run after `explain_absence`, which gathers the sizes of the areas.
    Raises CatalogueError on a circle of derivations.
    """
    for name, indicator in _in_order(catalogue):
        low, high = indicator.valid_range
        for step in indicator.derive:
            con.execute(
                _DERIVE.format(relation=relation),
                step_parameters(step)
                | {
                    "n_parts": len(step.numerator) + len(step.denominator),
                    "divides": bool(step.denominator),
                    "low": float("-inf") if low is None else low,
                    "high": float("inf") if high is None else high,
                    "digits": _digits(indicator, step),
                    "indicator": name,
                },
            )
        con.execute(_DROP_EMPTY_TWIN.format(relation=relation), [name])


def step_parameters(step: Derivation) -> dict[str, object]:
    """What a query needs to know of one way in which the catalogue makes a figure of others."""
    return {
        "parts": [*step.numerator, *step.denominator],
        "roles": ["numerator"] * len(step.numerator) + ["denominator"] * len(step.denominator),
        "first": step.years[0],
        "last": step.years[1],
        "times": step.times,
    }


def _digits(indicator: Indicator, step: Derivation) -> int:
    return indicator.decimals if step.denominator else indicator.decimals + 2


def _in_order(catalogue: Catalogue) -> Iterator[tuple[str, Indicator]]:
    graph = {
        name: {part for step in indicator.derive for part in (*step.numerator, *step.denominator)}
        for name, indicator in catalogue.indicators.items()
        if indicator.derive
    }
    try:
        ordered = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise CatalogueError([f"derivations go round in a circle: {' -> '.join(error.args[1])}"]) from error
    for name in ordered:
        if name in graph:
            yield name, catalogue.indicators[name]
