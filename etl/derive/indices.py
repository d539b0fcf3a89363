"""Composite indices on the display vintage: scores of buurten as figures like any other, with how sure they are (methods §2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from domain.indices import HIGH, MOST_MODELLED, Scales, Scores, make_scales, modelled_share, scores, size_status
from domain.percentiles import Array
from etl.catalogue.indices import write_indices
from etl.catalogue.indices_schema import Index
from etl.catalogue.schema import Catalogue
from etl.derive.index_audit import Finding, audit, coherence
from etl.derive.index_figures import Buurten, Columns, read_buurten, read_columns, recipe_of, signs
from etl.derive.index_publish import SIZED_OUT, Made, keep_missing, keep_scales, publish, tell
from etl.derive.index_years import Plan, covered_years, plan_index, share_of_country
from etl.derive.sensitivity import RUNS, Figures, Laboratory, Sensitivity, simulate

#: Shares of the weight that differ by less are the same.
_HAIR: Final = 1e-9


def build_indices(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, indices: tuple[Index, ...], vintage: int, runs: int = RUNS
) -> None:
    """Add the scores of every index and part to `observation`, and fill the tables `index_*`.

    An index that cannot be built is told in `index_missing` and in the report; nothing fails. Run after `publish_observations`.
    """
    write_indices(con, indices, catalogue)
    covered = covered_years(con, indices, vintage)
    country = share_of_country(con, vintage)
    buurten = read_buurten(con, vintage)
    size = size_status(buurten.residents_count, buurten.households_count)
    ranked = ~np.isin(size, list(SIZED_OUT))
    newest: dict[str, Made] = {}
    for index in indices:
        plan = plan_index(index, catalogue, covered, country)
        keep_missing(con, plan)
        base = read_columns(con, index, catalogue, plan.bases, vintage, buurten)
        if not plan.years:
            continue
        scales = make_scales(base.burden, buurten.residents, recipe_of(index), ranked)
        for year, used in plan.years.items():
            columns = read_columns(con, index, catalogue, used, vintage, buurten)
            made = _score(plan, year, scales, size, columns, catalogue)
            newest.setdefault(index.id, made)
            sensitivity = _sensitivity(made, buurten, catalogue, runs) if year == plan.newest else None
            publish(con, made, buurten, vintage, sensitivity)
        keep_scales(con, newest[index.id])
    for index in indices:
        if index.id in newest:
            _examine(con, newest[index.id], buurten, catalogue, _variant(index, indices, newest))
    tell(con)


def _score(
    plan: Plan, year: int, scales: Scales, size: NDArray[np.object_], columns: Columns, catalogue: Catalogue
) -> Made:
    recipe = recipe_of(plan.index)
    found = scores(columns.burden, recipe, scales)
    modelled = [catalogue.indicators[each.id].kind == "modelled" for each in plan.index.inputs]
    share = modelled_share(np.isfinite(columns.burden), modelled, recipe)
    total = np.where(plan.has_total(year) & (share <= MOST_MODELLED + _HAIR), found.total, np.nan)
    return Made(plan, year, columns, scales, Scores(found.inputs, found.parts, found.raw, total), size)


def _sensitivity(made: Made, buurten: Buurten, catalogue: Catalogue, runs: int) -> Sensitivity | None:
    if not made.plan.has_total(made.year):
        return None
    return simulate(_figures(made, buurten, catalogue), runs)


def _figures(made: Made, buurten: Buurten, catalogue: Catalogue) -> Figures:
    """What the runs start from: only areas that have an index, so that a run ranks the same areas as the index does."""
    index = made.plan.index
    burden = np.where(np.isfinite(made.total)[:, None], made.columns.burden, np.nan)
    return Figures(
        burden, made.columns.error, signs(index, catalogue), buurten.residents, recipe_of(index), made.scales
    )


def _variant(index: Index, indices: tuple[Index, ...], newest: Mapping[str, Made]) -> Array | None:
    found = next((each.id for each in indices if each.variant_of == index.id), None)
    return newest[found].total if found is not None and found in newest else None


def _examine(
    con: duckdb.DuckDBPyConnection, made: Made, buurten: Buurten, catalogue: Catalogue, variant: Array | None
) -> None:
    findings = list(_findings(made, buurten, catalogue, variant))
    con.executemany(
        "INSERT INTO index_audit VALUES (?, ?, ?, ?, ?)",
        [(made.plan.index.id, one.measure, one.subject, one.value, one.detail) for one in findings],
    )


def _findings(made: Made, buurten: Buurten, catalogue: Catalogue, variant: Array | None) -> Iterator[Finding]:
    index = made.plan.index
    yield from coherence(index, catalogue, made.columns.burden, buurten.residents)
    if not made.plan.has_total(made.year):
        return
    figures = _figures(made, buurten, catalogue)
    yield from audit(Laboratory(figures), [each.id for each in index.inputs], variant)
    modelled = [catalogue.indicators[each.id].kind == "modelled" for each in index.inputs]
    share = modelled_share(np.isfinite(figures.burden), modelled, figures.recipe)
    known = np.isfinite(made.total)
    yield Finding("modelled_pct", "mean", 100 * float(np.nanmean(share[known])), "share of the weight, over areas")
    high = buurten.residents[known & (made.total >= HIGH)].sum() / buurten.residents[known].sum()
    yield Finding(
        "residents_high_pct", "score of 80 or more", 100 * float(high), "of the residents of areas with an index"
    )
