"""Figures that a gemeente or GGD brings itself: one row per area, indicator and year, with margins and respondents where there are any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import Level, fold, level_of
from domain.observations import Status
from etl.catalogue.schema import Catalogue
from etl.contracts import AREA_COLUMNS, LINE, RESPONDENTS, Content, NotUsed, ParsedTable, Recognised, Release
from etl.own.codes import COLUMNS as CODE
from etl.own.codes import read_code
from etl.own.numbers import read_number, read_year
from etl.own.reading import OwnFile, Row, headers_of, read_file
from etl.own.rules import Numbers, fractions, impossible, twice, unknown_indicator
from etl.own.sheets import SUFFIXES
from etl.own.told import notes_on, vintage_of

SOURCE_ID: Final = "own"
#: Columns of the template, with other titles that are understood.
INDICATOR: Final = ("indicator", "onderwerp")
YEAR: Final = ("jaar", "year")
VALUE: Final = ("waarde", "value", "cijfer")
LOWER: Final = ("ondergrens", "lower")
UPPER: Final = ("bovengrens", "upper")
COUNT: Final = ("aantal_respondenten", "respondenten", "n")
#: What a table cannot do without.
REQUIRED: Final = (tuple(CODE), INDICATOR, YEAR, VALUE)
#: A share of fewer respondents says nothing, and may point at persons (methods §5).
FEWEST_RESPONDENTS: Final = 30
_LEVELS: Final = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


@dataclass(frozen=True)
class OwnFigure:
    """One figure with the row it stands in. `value` is None where too few people answered."""

    line: int
    area_code: str
    indicator_id: str
    year: int
    value: float | None
    lower: float | None
    upper: float | None
    respondents: int | None
    status: Status
    #: Whether the code was not written so.
    repaired: bool = False


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables with columns for the code of an area, the indicator, the year and the figure: those of `etl template`."""
    del folder
    return [
        Recognised(path, SOURCE_ID, "own", "figures of a gemeente's own", partial(_read, path), (path,))
        for path in files
        if path.suffix.lower() in SUFFIXES and any(map(is_figures, headers_of(path)))
    ]


def is_figures(titles: Sequence[str]) -> bool:
    """Whether a header is that of own figures."""
    return all(any(name in titles for name in names) for names in REQUIRED)


def source_id_of(path: Path) -> str:
    """Id of the source that a file of own figures becomes: "own_jeugdmonitor_2024"."""
    return f"own_{re.sub(r'[^a-z0-9]+', '_', fold(path.stem)).strip('_') or 'figures'}"


def own_id(indicator_id: str, catalogue: Catalogue) -> str:
    """Id under which own figures of an indicator go: its own where only a gemeente has them, else apart from the open source."""
    return indicator_id if catalogue.indicators[indicator_id].own_data else f"own_{indicator_id}"


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    file = read_file(path, is_figures)
    figures, notes = read_figures(file, catalogue)
    return [_table(file, figures, notes, catalogue)] if figures else []


def read_figures(file: OwnFile, catalogue: Catalogue) -> tuple[list[OwnFigure], tuple[str, ...]]:
    """Figures of a file, and what was repaired or left out. Raises BuildError with every faulty row."""
    figures: list[OwnFigure] = []
    faults = list(file.faults)
    filled = [row for row in file.rows if any(_cell(file, row, names) for names in (VALUE, LOWER, UPPER, COUNT))]
    for row in filled:
        found = _figure(file, row, catalogue)
        if isinstance(found, OwnFigure):
            figures.append(found)
        else:
            faults += [f"row {row.line}: {fault}." for fault in found]
    file.stop_on(faults + twice(figures) + fractions(figures, catalogue) + vintage_of(file)[1])
    counted = {
        "Rows without a figure, left out": len(file.rows) - len(filled),
        "Codes that had lost letters or zeros, put back": sum(figure.repaired for figure in figures),
        f"Figures of fewer than {FEWEST_RESPONDENTS} respondents, not shown": sum(
            figure.status is Status.TOO_SMALL for figure in figures
        ),
    }
    notes = [f"{what}: {count}." for what, count in counted.items() if count]
    if figures and not file.told.get("bron"):
        notes.append(f"No '# bron:' above the header: the figures go by the name of the file, {file.path.name}.")
    return figures, (*notes, *notes_on(file))


def _figure(file: OwnFile, row: Row, catalogue: Catalogue) -> OwnFigure | list[str]:
    """One row read, or everything that is wrong with it."""
    faults: list[str] = []
    column = file.column(*CODE) or ""
    code, repaired, fault = read_code(row.cells.get(column, ""), CODE.get(column))
    if code is None:
        faults.append(fault)
    elif level_of(code) not in _LEVELS:
        faults.append(f"{code} is no gemeente, wijk or buurt; figures of groups are put together of their parts")
    indicator_id = _cell(file, row, INDICATOR)
    indicator = catalogue.indicators.get(indicator_id)
    if indicator is None:
        faults.append(unknown_indicator(indicator_id, catalogue))
    year = 0
    try:
        year = read_year(_cell(file, row, YEAR))
    except ValueError as error:
        faults.append(str(error))
    numbers, unread = _numbers(file, row)
    faults += unread
    if indicator is not None and not unread:
        faults += impossible(numbers, indicator)
    if faults or code is None:
        return faults
    few = numbers.respondents is not None and numbers.respondents < FEWEST_RESPONDENTS
    status = Status.TOO_SMALL if few else (Status.UNKNOWN if numbers.value is None else Status.OK)
    value, lower, upper = (None, None, None) if few else numbers[:3]
    respondents = None if numbers.respondents is None else int(numbers.respondents)
    return OwnFigure(row.line, code, indicator_id, year, value, lower, upper, respondents, status, repaired)


def _numbers(file: OwnFile, row: Row) -> tuple[Numbers, list[str]]:
    """The numbers of a row, and a sentence per cell that holds something else."""
    read: list[float | None] = []
    faults: list[str] = []
    for titles in (VALUE, LOWER, UPPER, COUNT):
        try:
            read.append(read_number(_cell(file, row, titles)))
        except ValueError as error:
            read.append(None)
            faults.append(f"{titles[0]}: {error}")
    return Numbers(*read), faults


def _cell(file: OwnFile, row: Row, names: Sequence[str]) -> str:
    column = file.column(*names)
    return row.cells[column] if column else ""


def _table(file: OwnFile, figures: Sequence[OwnFigure], notes: tuple[str, ...], catalogue: Catalogue) -> ParsedTable:
    vintage, _ = vintage_of(file)
    rows = [replace(each, indicator_id=own_id(each.indicator_id, catalogue)) for each in figures]
    values = pd.DataFrame(
        {
            "area_code": [each.area_code for each in rows],
            "indicator_id": [each.indicator_id for each in rows],
            "reference_year": [each.year for each in rows],
            **{
                name: pd.Series([getattr(each, name) for each in rows], dtype="float64")
                for name in ("value", "lower", "upper")
            },
            "status": [each.status.value for each in rows],
            RESPONDENTS: pd.array([each.respondents for each in rows], dtype="Int64"),
            LINE: [each.line for each in rows],
        }
    )
    codes = sorted({each.area_code for each in rows})
    areas = pd.DataFrame({"area_code": codes, "level": [level_of(code).value for code in codes], "name": ""})
    release = Release(
        source_id=source_id_of(file.path),
        table_id=file.path.stem,
        path=file.path,
        layout="own",
        reference_year=max(each.year for each in rows),
        boundary_year=vintage.division,
        modified=vintage.published or date.fromtimestamp(file.path.stat().st_mtime),
        recorded=True,
    )
    return ParsedTable(release, areas.reindex(columns=list(AREA_COLUMNS)), values, notes)
