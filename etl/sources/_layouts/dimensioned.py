"""Tables with more dimensions than the area (periods, kinds of crime, margins …), made tidy by what the locators say they mean.

A locator's `where` narrows a dimension down to one member. A dimension that it does not name must have one member, or one total.
Perioden are the years of the figures; the three rows of Marges become a value with its bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import ParsedTable, Release
from etl.errors import LayoutError
from etl.sources._layouts.columns import AmbiguousColumnError, Choice, Chosen, Topic, UnknownColumnError, choose
from etl.sources._layouts.margins import LOWER, MARGINS, UPPER, VALUE, check_margins, join_margins
from etl.sources._layouts.members import Member, find_member, only_member
from etl.sources._layouts.series import lacking
from etl.sources._layouts.title_words import listed
from etl.sources._layouts.wide import area_codes, area_frame, check_names, figures, is_national, raw_areas

TIME: Final = "Perioden"
#: 2024JJ00 in a table, 2024 in an export, with stars while provisional. Months and quarters are no years.
_YEAR: Final = re.compile(r"(\d{4})(?:JJ00)?\s*\*{0,2}")


@dataclass(frozen=True)
class Part:
    """Rows of a table, one per area and combination of members: a column per dimension and per topic, by key."""

    rows: pd.DataFrame
    #: What the source tells about missing cells: statuses by topic, on the index of `rows`.
    reasons: Mapping[str, pd.Series] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DimensionedTable:
    """One table of which topics and members are known; `parts` reads the rows, bounded in memory."""

    path: Path
    layout: str
    table_id: str
    topics: tuple[Topic, ...]
    #: Column of the area codes.
    region: str
    #: Members of every other dimension, also of Perioden and Marges.
    dimensions: Mapping[str, tuple[Member, ...]]
    #: Finds the key of a topic; None when the locator says nothing about this layout.
    resolve: Callable[[Locator], str | None]
    parts: Callable[[], Iterable[Part]]
    #: UNKNOWN_DIVISION where the table does not tell.
    boundary_year: int
    #: Name by normalised area code; empty where it was not given.
    names: pd.Series
    #: Year of the figures in a table without Perioden.
    year: int | None = None
    complete: bool = True
    modified: date | None = None
    recorded: bool | None = None

    @property
    def subject(self) -> str:
        """How errors and notes call the table."""
        return f"{self.path.name} ({self.table_id})"

    @property
    def narrowed(self) -> tuple[str, ...]:
        """Dimensions of which one member is to be chosen."""
        return tuple(name for name in self.dimensions if name not in (TIME, MARGINS))


def parsed_table(table: DimensionedTable, source_id: str, catalogue: Catalogue) -> ParsedTable:
    """The table in the contract's columns: all years that it holds, on one division.

    Raises ColumnError with every topic and member that cannot be found, with the candidates; LayoutError for the rest.
    """
    gathered = _Gathered(table, source_id, catalogue)
    for part in table.parts():
        gathered.take(part)
    return gathered.result()


def year_of(period: object) -> int | None:
    """Year of a period: `2024JJ00` or `2024` -> 2024; None for a month or quarter."""
    match = _YEAR.fullmatch(str(period).strip())
    return int(match[1]) if match else None


class _Gathered:
    """What the parts of a table gave so far."""

    def __init__(self, table: DimensionedTable, source_id: str, catalogue: Catalogue) -> None:
        self.table, self.source_id, self.catalogue = table, source_id, catalogue
        self.choices: dict[int, Choice] = {}
        self.by_margin: dict[str, list[pd.DataFrame]] = {VALUE: [], LOWER: [], UPPER: []}
        self.codes: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self.periods_left_out: dict[str, None] = {}

    def take(self, part: Part) -> None:
        """Read the rows of a part."""
        table = self.table
        absent = [name for name in (table.region, *table.dimensions) if name not in part.rows]
        if absent:
            raise LayoutError(
                f"{table.path}: the rows lack {', '.join(absent)}. Download the table again with all its dimensions."
            )
        codes, notes = area_codes(part.rows[table.region], table.subject)
        years = self._years(part.rows)
        kept = codes.notna() & years.notna()
        rows, codes, years = part.rows[kept], codes[kept], years[kept].astype("int64")
        self.codes |= dict.fromkeys(codes)
        self.notes |= dict.fromkeys((*part.notes, *notes))
        margins = rows[MARGINS].astype("str").str.strip() if MARGINS in table.dimensions else None
        if margins is not None:
            check_margins(margins, table.subject)
        texts = {name: rows[name].astype("str").str.strip() for name in table.narrowed}
        for year in sorted(set(years.tolist())):
            for wanted, chosen in _by_members(self._chosen(year), table):
                mine = years == year
                for name, key in wanted.items():
                    mine &= texts[name] == key
                self._keep(
                    rows[mine], codes[mine], None if margins is None else margins[mine], chosen, year, part.reasons
                )

    def result(self) -> ParsedTable:
        """Everything together. Raises LayoutError when no row has a year or an area."""
        table = self.table
        if not self.choices:
            left = ", ".join(list(self.periods_left_out)[:5])
            raise LayoutError(f"{table.path}: no figures of whole years ({left}). Download the table per year.")
        values = join_margins(self.by_margin, table.subject)
        codes = pd.Series(list(self.codes), dtype=object)
        names = codes.map(table.names) if len(table.names) else None
        check_names(codes, names, table.subject)
        missing = {name: why for choice in self.choices.values() for name, why in choice.missing.items()}
        notes = (*self.notes, *lacking(missing)) if table.complete else tuple(self.notes)
        if self.periods_left_out:
            notes = (*notes, f"Figures of {', '.join(list(self.periods_left_out)[:5])} are left out: no whole year.")
        release = Release(
            source_id=self.source_id,
            table_id=table.table_id,
            path=table.path,
            layout=table.layout,
            reference_year=max(self.choices),
            boundary_year=table.boundary_year,
            modified=table.modified,
            recorded=table.recorded,
            national=is_national(codes),
        )
        return ParsedTable(
            release, area_frame(codes, raw_areas(codes.index, {"name": names}), table.subject), values, notes
        )

    def _years(self, rows: pd.DataFrame) -> pd.Series:
        if TIME not in self.table.dimensions:
            if self.table.year is None:
                raise LayoutError(
                    f"{self.table.path}: the year of the figures is not to be found. Put it in the name of the file or folder."
                )
            return pd.Series(float(self.table.year), index=rows.index)
        periods = rows[TIME].astype("str").str.strip()
        found = {period: year_of(period) for period in periods.unique()}
        self.periods_left_out |= dict.fromkeys(period for period, year in found.items() if year is None)
        return periods.map(found).astype("float64")

    def _chosen(self, year: int) -> Sequence[Chosen]:
        if year not in self.choices:
            self.choices[year] = choose(
                self.catalogue,
                self.source_id,
                year,
                lambda locator: _resolve(locator, self.table),
                complete=self.table.complete,
                subject=f"{self.table.subject}, {year}",
            )
        return self.choices[year].chosen

    def _keep(
        self,
        rows: pd.DataFrame,
        codes: pd.Series,
        margins: pd.Series | None,
        chosen: Sequence[Chosen],
        year: int,
        reasons: Mapping[str, pd.Series],
    ) -> None:
        told = {key: column.reindex(rows.index) for key, column in reasons.items()}
        of_margin = {VALUE: rows.index} if margins is None else rows.groupby(margins).groups
        for margin, index in of_margin.items():
            if not len(index):
                continue
            place = f"{self.table.subject}, {year}"
            own = {key: column.loc[index] for key, column in told.items()}
            values, notes = figures(codes.loc[index], rows.loc[index], chosen, year, place, own)
            self.by_margin[str(margin)].append(values)
            self.notes |= dict.fromkeys(notes)


def _resolve(locator: Locator, table: DimensionedTable) -> str | None:
    """Key of the topic, once the members that the locator means are known to be there."""
    key = table.resolve(locator)
    if key is None:
        return None
    _members(locator, table)
    return key


def _members(locator: Locator, table: DimensionedTable) -> dict[str, str]:
    """Dimension -> key of the member meant. Raises UnknownColumnError and AmbiguousColumnError with the candidates."""
    strange = sorted(set(locator.where) - set(table.narrowed))
    if strange:
        there = ", ".join(table.narrowed) or "none besides the area and the year"
        raise UnknownColumnError(f"the table has no dimension {', '.join(strange)}; it has: {there}")
    return {
        name: find_member(name, locator.where[name], members).key
        if name in locator.where
        else only_member(name, members).key
        for name in table.narrowed
        for members in (table.dimensions[name],)
    }


def _by_members(chosen: Sequence[Chosen], table: DimensionedTable) -> Iterator[tuple[dict[str, str], list[Chosen]]]:
    """Columns that want the same rows together."""
    groups: dict[tuple[tuple[str, str], ...], list[Chosen]] = {}
    for one in chosen:
        groups.setdefault(tuple(_members(one.locator, table).items()), []).append(one)
    for key, columns in groups.items():
        yield dict(key), columns


def with_candidates(
    resolve: Callable[[Locator], str | None], topics: Sequence[Topic]
) -> Callable[[Locator], str | None]:
    """A resolver of which the errors list all topics of the table: for tables of which nobody has recorded the columns."""

    def found(locator: Locator) -> str | None:
        try:
            return resolve(locator)
        except UnknownColumnError as error:
            raise UnknownColumnError(f"{error}. All topics: {listed(topics)}") from error
        except AmbiguousColumnError as error:
            raise AmbiguousColumnError(f"{error} All topics: {listed(topics)}") from error

    return found
