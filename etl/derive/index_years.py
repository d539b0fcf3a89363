"""Which year of every input makes an index: wide enough to score the country by, comparable with the reference year, and not too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import duckdb

from domain.areas import COUNTRY_CODE
from etl.catalogue.indices_schema import Index, Part, inputs_needed
from etl.catalogue.schema import Catalogue
from etl.checks import is_demo_build

#: A year of an input counts when its figures are about this share of the residents at least (methods §1.1).
WIDE_FROM: Final = 0.80
#: Residents of the country where no file tells them: fewer than in any year since 2010, so that one gemeente is never taken for it.
_FEWEST_RESIDENTS_OF_COUNTRY: Final = 16_500_000

#: Figures of buurten that may be shown, with what they weigh.
USABLE: Final = """
    SELECT o.*, a.residents_count FROM observation o JOIN area a USING (area_code, boundary_year)
    WHERE o.boundary_year = $vintage AND a.level = 'buurt' AND a.residents_count > 0 AND o.value IS NOT NULL
      AND o.status IN ('ok', 'caution') AND o.grade <> 'C'
"""
_COVERED = f"""
WITH usable AS ({USABLE})
SELECT u.indicator_id, u.reference_year, sum(u.residents_count) AS residents,
       arg_max(r.table_id, (u.residents_count, r.table_id)) AS table_id, arg_max(u.source_id, u.residents_count) AS source_id
FROM usable u JOIN release r USING (release_id) WHERE u.indicator_id IN (SELECT unnest($inputs))
GROUP BY u.indicator_id, u.reference_year ORDER BY ALL
"""


@dataclass(frozen=True)
class InputYear:
    """One year of an input: the share (0-1) of the residents that it is about, and the table that it comes from."""

    year: int
    share: float
    source_id: str
    table_id: str


@dataclass(frozen=True)
class Missing:
    """Why an input could not be used; `share` (0-1) and `year` of the best that there is."""

    reason: str
    share: float | None = None
    year: int | None = None


@dataclass(frozen=True)
class InputYears:
    """Reference year of an input and the years comparable with it, or why there are none."""

    base: int | None
    years: tuple[int, ...] = ()
    missing: Missing | None = None

    def at(self, year: int, oldest: int) -> int | None:
        """Newest year that an index of `year` can use: at most `oldest` years older."""
        return max((each for each in self.years if year - oldest <= each <= year), default=None)


@dataclass(frozen=True)
class Plan:
    """What an index is made of, per year of the index, newest first: input -> year of its figures (None: not used)."""

    index: Index
    years: dict[int, dict[str, int | None]] = field(default_factory=dict)
    bases: dict[str, int] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)

    @property
    def newest(self) -> int | None:
        """The year that is shown first; None where no part can be made."""
        return max(self.years, default=None)

    def parts_at(self, year: int) -> tuple[Part, ...]:
        """Parts of which enough inputs are there in a year of the index."""
        return tuple(part for part in self.index.parts if _enough(part, self.years[year]))

    def has_total(self, year: int) -> bool:
        """Whether the index itself, not only parts of it, can be made in a year."""
        return self.index.total and len(self.parts_at(year)) >= self.index.parts_needed


def covered_years(
    con: duckdb.DuckDBPyConnection, indices: Iterable[Index], vintage: int
) -> dict[str, tuple[InputYear, ...]]:
    """Years of every input with the share of residents of all buurten that have a usable figure."""
    inputs = sorted({each.id for index in indices for each in index.inputs})
    ((total,),) = con.execute(
        "SELECT coalesce(sum(residents_count), 0) FROM area WHERE level = 'buurt' AND boundary_year = ?", [vintage]
    ).fetchall()
    found: dict[str, list[InputYear]] = {name: [] for name in inputs}
    for name, year, residents, table, source in con.execute(
        _COVERED, {"vintage": vintage, "inputs": inputs}
    ).fetchall():
        found[name].append(InputYear(year, float(residents) / float(total), source, table))
    return {name: tuple(years) for name, years in found.items()}


def share_of_country(con: duckdb.DuckDBPyConnection, vintage: int) -> float:
    """Share (0-1) of the country's residents that the buurten of the warehouse hold; the demo region is a country of its own."""
    if is_demo_build(con):
        return 1.0
    ((here, country),) = con.execute(
        "SELECT coalesce(sum(residents_count) FILTER (level = 'buurt'), 0), max(residents_count) FILTER (area_code = ?) "
        "FROM area WHERE boundary_year = ?",
        [COUNTRY_CODE, vintage],
    ).fetchall()
    return float(here) / float(country or _FEWEST_RESIDENTS_OF_COUNTRY)


def input_years(given: tuple[InputYear, ...], base_year: int, breaks: tuple[int, ...], by_table: bool) -> InputYears:
    """Reference year of an input (the newest wide one up to `base_year`, else the first after it), and the years comparable with it.

    Years on the other side of one of the `breaks` are not; nor those of another table where each table is a model of its own.
    """
    if not given:
        return InputYears(None, missing=Missing("no_figures"))
    wide = [each for each in given if each.share >= WIDE_FROM]
    if not wide:
        best = max(given, key=lambda each: (each.share, each.year))
        return InputYears(None, missing=Missing("narrow", best.share, best.year))
    before = [each for each in wide if each.year <= base_year]
    base = max(before, key=lambda each: each.year) if before else min(wide, key=lambda each: each.year)

    def run(year: int) -> int:
        return sum(cut <= year for cut in breaks)

    years = tuple(
        each.year
        for each in wide
        if run(each.year) == run(base.year)
        and (not by_table or (each.source_id, each.table_id) == (base.source_id, base.table_id))
    )
    return InputYears(base.year, years)


def plan_index(
    index: Index, catalogue: Catalogue, covered: Mapping[str, tuple[InputYear, ...]], country_share: float
) -> Plan:
    """Years of an index. An earlier year counts when no figure of it is used again in a later one: every part was measured anew."""
    if country_share < WIDE_FROM:
        reason = Missing("not_national", country_share)
        return Plan(index, missing={each.id: reason for each in index.inputs})
    known = {each.id: _years_of(each.id, catalogue, covered[each.id], index.base_years[-1]) for each in index.inputs}
    every = sorted({year for one in known.values() for year in one.years}, reverse=True)
    years: dict[int, dict[str, int | None]] = {}
    for year in every:
        used = {name: one.at(year, index.oldest_input_years) for name, one in known.items()}
        if not years:
            if any(_enough(part, used) for part in index.parts):
                years[year] = used
        elif _complete(index, used) and _all_older(used, years[min(years)]):
            years[year] = used
    missing = dict(_missing(index, known, years))
    return Plan(index, years, {name: one.base for name, one in known.items() if one.base is not None}, missing)


def _years_of(name: str, catalogue: Catalogue, given: tuple[InputYear, ...], base_year: int) -> InputYears:
    indicator = catalogue.indicators[name]
    by_table = any(catalogue.sources[each.source_id].series_per_table for each in given)
    return input_years(given, base_year, tuple(each.year for each in indicator.series_breaks), by_table)


def _enough(part: Part, used: Mapping[str, int | None]) -> bool:
    return sum(used[each.id] is not None for each in part.inputs) >= inputs_needed(part)


def _complete(index: Index, used: Mapping[str, int | None]) -> bool:
    """Whether an earlier year is worth having: the index can be made, or, where parts are only counted, one of them."""
    return sum(_enough(part, used) for part in index.parts) >= (index.parts_needed if index.total else 1)


def _all_older(used: Mapping[str, int | None], later: Mapping[str, int | None]) -> bool:
    """Whether no figure that the later year uses is used here too."""
    pairs = ((year, later[name]) for name, year in used.items())
    return all(year is None or after is None or year < after for year, after in pairs)


def _missing(
    index: Index, known: Mapping[str, InputYears], years: Mapping[int, dict[str, int | None]]
) -> Iterator[tuple[str, Missing]]:
    """Inputs that are not there in the newest year, of the parts that could not be made."""
    newest = max(years, default=max((year for one in known.values() for year in one.years), default=0))
    used = years.get(newest) or {name: one.at(newest, index.oldest_input_years) for name, one in known.items()}
    for part in index.parts:
        if _enough(part, used):
            continue
        for each in part.inputs:
            if used[each.id] is None:
                one = known[each.id]
                yield each.id, one.missing or Missing("too_old", None, max(one.years))
