"""Writes what an index gave: scores as figures like any other, kept distributions, gaps, and lines of the build report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from domain.indices import Scales, Scores, robustness
from domain.observations import Status
from domain.percentiles import Array
from etl.derive.index_figures import Buurten, Columns, recipe_of
from etl.derive.index_years import Plan
from etl.derive.sensitivity import Sensitivity
from etl.report import note

SOURCE_ID: Final = "buurtlens"
#: Areas of such a size have no score.
SIZED_OUT: Final = frozenset({Status.TOO_SMALL, Status.NO_RESIDENTS, Status.UNKNOWN})
#: A float that falls short of a whole number by less than this is that number.
_HAIR: Final = 1e-6

_RELEASE: Final = """
INSERT INTO release
SELECT coalesce(max(release_id), 0) + 1, $source, $table, 'etl/catalogue/indices.yml', 'index', $year, $vintage, NULL, NULL, TRUE, ''
FROM release RETURNING release_id
"""
#: An index of several buurten is not the mean of theirs: larger areas have none, and say so.
_NOT_FOR_LARGER: Final = """
INSERT INTO observation BY NAME
SELECT i.indicator_id, a.area_code, a.boundary_year, $year AS reference_year, 'not_published' AS status, 'A' AS grade,
       'derived' AS method, $source AS source_id, $release AS release_id
FROM area a, (SELECT DISTINCT indicator_id FROM incoming) i
WHERE a.boundary_year = $vintage AND a.level <> 'buurt' ORDER BY ALL
"""
_AUDITED: Final = """
WITH choice AS (SELECT *, subject LIKE 'register%' AS is_variant FROM index_audit)
SELECT index_id, any_value(value) FILTER (measure = 'modelled_pct'),
       arg_max(subject, value) FILTER (measure = 'rank_shift' AND NOT is_variant),
       max(value) FILTER (measure = 'rank_shift' AND NOT is_variant),
       any_value(value) FILTER (measure = 'spearman' AND is_variant)
FROM choice GROUP BY index_id HAVING count(*) FILTER (measure = 'rank_shift') > 0 ORDER BY ALL
"""
_LACKING: Final = """
SELECT m.index_id, p.title, string_agg(
    m.indicator_id || ' (' || m.reason || coalesce(', ' || round(m.coverage_pct, 1) || ' %', '') || ')', ', ' ORDER BY m.indicator_id)
FROM index_missing m JOIN index_part p USING (index_id, part_id)
GROUP BY m.index_id, p.position, p.title ORDER BY m.index_id, p.position
"""


@dataclass(frozen=True)
class Made:
    """An index of one year: its figures, scores, and what its areas are large enough for."""

    plan: Plan
    year: int
    columns: Columns
    scales: Scales
    scores: Scores
    size: np.ndarray[tuple[int], np.dtype[np.object_]]

    @property
    def total(self) -> Array:
        """The index where it may be given: large enough, and not mostly modelled."""
        return np.where(np.isin(self.size, list(SIZED_OUT)), np.nan, self.scores.total)


def publish(
    con: duckdb.DuckDBPyConnection, made: Made, buurten: Buurten, vintage: int, sensitivity: Sensitivity | None
) -> None:
    """Write the scores of one year of an index, of its parts, and the gaps."""
    index, year = made.plan.index, made.year
    parameters = {"source": SOURCE_ID, "table": index.id, "year": year, "vintage": vintage}
    ((release,),) = con.execute(_RELEASE, parameters).fetchall()
    frames = []
    built = {part.id for part in made.plan.parts_at(year)}
    recipe = recipe_of(index)
    for number, part in enumerate(index.parts):
        columns = recipe.parts[number]
        if index.parts_are_indicators and part.id in built:
            frames.append(_rows(part.id, made, made.scores.parts[:, number], columns, buurten, None))
    if made.plan.has_total(year):
        every = tuple(range(len(index.inputs)))
        frames.append(_rows(index.id, made, made.total, every, buurten, sensitivity))
    if not frames:
        return
    frame = pd.concat(frames).assign(
        boundary_year=vintage, reference_year=year, method="derived", source_id=SOURCE_ID, release_id=release
    )
    con.register("incoming", frame)
    con.execute("INSERT INTO observation BY NAME SELECT * EXCLUDE (share_high_pct, label) FROM incoming")
    con.execute(
        "INSERT INTO index_robustness SELECT indicator_id, area_code, boundary_year, reference_year, share_high_pct, label "
        "FROM incoming WHERE label IS NOT NULL AND value IS NOT NULL"
    )
    con.execute(_NOT_FOR_LARGER, {"year": year, "vintage": vintage, "source": SOURCE_ID, "release": release})
    con.unregister("incoming")
    _keep_years(con, made)
    _keep_gaps(con, made, frame, buurten, vintage)


def keep_scales(con: duckdb.DuckDBPyConnection, made: Made) -> None:
    """The distributions, so that a score of any year can be looked up, and checked, by anyone."""
    index, scales, version = made.plan.index, made.scales, made.plan.index.base_years[-1]
    newest_base = max(made.plan.bases.values())
    named = [
        *(
            (each.id, made.plan.bases.get(each.id), scale)
            for each, scale in zip(index.inputs, scales.inputs, strict=True)
        ),
        *((part.id, newest_base, scale) for part, scale in zip(index.parts, scales.parts, strict=True)),
        *(((index.id, newest_base, scales.total),) if index.total else ()),
    ]
    con.executemany(
        "INSERT INTO index_breakpoint VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (index.id, name, version, year, scale.values.tolist(), scale.scores.tolist(), scale.is_yes_no)
            for name, year, scale in named
            if scale is not None
        ],
    )


def keep_missing(con: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    rows = [
        (plan.index.id, part.id, each.id, why.reason, None if why.share is None else 100 * why.share, why.year)
        for part in plan.index.parts
        for each in part.inputs
        if (why := plan.missing.get(each.id)) is not None
    ]
    if rows:
        con.executemany("INSERT INTO index_missing VALUES (?, ?, ?, ?, ?, ?)", rows)


def tell(con: duckdb.DuckDBPyConnection) -> None:
    """The lines of the report: what was built, what each choice does, and what is missing."""
    told = con.execute(
        "SELECT indicator_id, reference_year, count(value), count(*) FROM observation "
        "WHERE source_id = ? AND area_code LIKE 'BU%' GROUP BY ALL ORDER BY ALL",
        [SOURCE_ID],
    ).fetchall()
    for name, year, filled, every in told:
        note(con, "indices", name, f"scores of {year}, of {every} buurten", filled)
    for name, modelled, most, shift, register in con.execute(_AUDITED).fetchall():
        found = f"{modelled:.0f} % modelled; the choice that matters most is '{most}' (an area moves {shift:.1f} places on average)"
        agreed = "" if register is None else f"; rank correlation with the register-only variant {register:.2f}"
        note(con, "indices", f"{name} examined", found + agreed)
    for name, part, lacking in con.execute(_LACKING).fetchall():
        note(con, "indices", f"{name} not built", f"{part} lacks {lacking}")


def _rows(
    name: str, made: Made, score: Array, columns: tuple[int, ...], buurten: Buurten, sensitivity: Sensitivity | None
) -> pd.DataFrame:
    """Figures of one indicator. Scores are cut off to whole numbers, so that a bound of a class never rounds up into the next."""
    known = np.isfinite(score) & ~np.isin(made.size, list(SIZED_OUT))
    there = np.isfinite(made.columns.burden[:, list(columns)])
    status = np.where(known, Status.OK, Status.NOT_PUBLISHED).astype(object)
    status[known & (~there.all(axis=1) | (made.size == Status.CAUTION))] = Status.CAUTION
    for sized in SIZED_OUT:
        status[made.size == sized] = sized
    whole = np.where(known, np.floor(score + _HAIR), np.nan)
    frame = pd.DataFrame(
        {"indicator_id": name, "area_code": buurten.codes, "value": whole, "status": status.astype(str)}
    )
    converted = (made.columns.converted[:, list(columns)] & there).any(axis=1)
    frame = frame.assign(
        grade=np.where(converted, "B", "A"), lower=np.nan, upper=np.nan, share_high_pct=np.nan, label=None
    )
    if sensitivity is not None:
        frame["lower"] = np.where(known, np.fmin(np.floor(sensitivity.lower + _HAIR), whole), np.nan)
        frame["upper"] = np.where(known, np.fmax(np.floor(sensitivity.upper + _HAIR), whole), np.nan)
        frame["share_high_pct"] = sensitivity.share_high_pct
        frame["label"] = [
            str(robustness(share)) if here else None
            for share, here in zip(sensitivity.share_high_pct, known, strict=True)
        ]
    return frame


def _keep_years(con: duckdb.DuckDBPyConnection, made: Made) -> None:
    used = made.plan.years[made.year]
    con.executemany(
        "INSERT INTO index_input VALUES (?, ?, ?, ?, ?)",
        [
            (made.plan.index.id, part.id, each.id, made.year, used[each.id])
            for part in made.plan.index.parts
            for each in part.inputs
        ],
    )


def _keep_gaps(con: duckdb.DuckDBPyConnection, made: Made, frame: pd.DataFrame, buurten: Buurten, vintage: int) -> None:
    """Inputs that an area lacks, of those that others have, where the area has any score of the index."""
    scored = buurten.codes.isin(frame.loc[frame["value"].notna(), "area_code"])
    used = made.plan.years[made.year]
    rows = [
        (made.plan.index.id, code, vintage, made.year, each.id)
        for number, each in enumerate(made.plan.index.inputs)
        if used[each.id] is not None
        for code in buurten.codes[scored & ~np.isfinite(made.columns.burden[:, number])]
    ]
    if rows:
        gaps = pd.DataFrame(rows, columns=["index_id", "area_code", "boundary_year", "reference_year", "indicator_id"])
        con.register("incoming", gaps)
        con.execute("INSERT INTO index_gap BY NAME SELECT * FROM incoming")
        con.unregister("incoming")
