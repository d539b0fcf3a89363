"""Figures that a gemeente or GGD brings itself: one row per area, indicator and year, with margins and respondents where there are any."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import COUNTRY_CODE, Level, fold, level_of
from domain.observations import Status
from etl.catalogue.schema import Catalogue, Indicator
from etl.contracts import (
    AREA_COLUMNS,
    LINE,
    RESPONDENTS,
    UNKNOWN_DIVISION,
    Content,
    NotUsed,
    ParsedTable,
    Recognised,
    Release,
)
from etl.errors import BuildError
from etl.own.codes import read_code
from etl.own.numbers import read_number
from etl.own.reading import SUFFIXES, OwnFile, Row, read_file, titles_of
from etl.sources._layouts.identity import date_in

SOURCE_ID: Final = "own"
#: Columns of the template, with other titles that are understood.
CODE: Final = ("gebied_code", "gebiedscode", "gebiedcode", "code", "buurtcode", "wijkcode", "gemeentecode")
INDICATOR: Final = ("indicator", "onderwerp")
YEAR: Final = ("jaar", "year")
VALUE: Final = ("waarde", "value", "cijfer")
LOWER: Final = ("ondergrens", "lower")
UPPER: Final = ("bovengrens", "upper")
COUNT: Final = ("aantal_respondenten", "respondenten", "n")
#: A share of fewer respondents says nothing, and may point at persons (methods §5).
FEWEST_RESPONDENTS: Final = 30
_YEARS: Final = range(1995, 2101)
_LEVELS: Final = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
_MOST_SHOWN: Final = 100
_ROUNDING: Final = 1e-9


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


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables with columns for the code of an area, the indicator, the year and the figure: those of `etl template`."""
    del folder
    return [
        Recognised(path, SOURCE_ID, "own", "figures of a gemeente's own", partial(_read, path), (path,))
        for path in files
        if path.suffix.lower() in SUFFIXES and is_figures(titles_of(path))
    ]


def is_figures(titles: Sequence[str]) -> bool:
    """Whether a header is that of own figures."""
    return all(any(name in titles for name in names) for names in (CODE, INDICATOR, YEAR, VALUE))


def source_id_of(path: Path) -> str:
    """Id of the source that a file of own figures becomes: "own_jeugdmonitor_2024"."""
    return f"own_{re.sub(r'[^a-z0-9]+', '_', fold(path.stem)).strip('_') or 'figures'}"


def own_id(indicator_id: str, catalogue: Catalogue) -> str:
    """Id under which own figures of an indicator go: its own where only a gemeente has them, else apart from the open source."""
    return indicator_id if catalogue.indicators[indicator_id].own_data else f"own_{indicator_id}"


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    file = read_file(path)
    figures, notes = read_figures(file, catalogue)
    return [_table(file, figures, notes, catalogue)] if figures else []


def read_figures(file: OwnFile, catalogue: Catalogue) -> tuple[list[OwnFigure], tuple[str, ...]]:
    """Figures of a file, and what was repaired or left out. Raises BuildError with every faulty row."""
    figures: list[OwnFigure] = []
    faults: list[str] = []
    empty = repaired = 0
    for row in file.rows:
        if not _cell(file, row, VALUE) and not _cell(file, row, COUNT):
            empty += 1
            continue
        found, was_repaired = _figure(file, row, catalogue)
        if isinstance(found, OwnFigure):
            figures.append(found)
            repaired += was_repaired
        else:
            faults += [f"row {row.line}: {fault}." for fault in found]
    faults += _twice(figures) + _fractions(figures, catalogue)
    if not file.rows:
        faults.append("there is no row below the header.")
    if faults:
        more = [f"{file.path}: … and {len(faults) - _MOST_SHOWN} more."] if len(faults) > _MOST_SHOWN else []
        raise BuildError([f"{file.path}: {fault}" for fault in faults[:_MOST_SHOWN]] + more)
    few = sum(figure.status is Status.TOO_SMALL for figure in figures)
    notes = (
        f"{empty} rows without a figure were left out." if empty else "",
        f"{repaired} codes had lost letters or zeros, which were put back." if repaired else "",
        f"{few} figures of fewer than {FEWEST_RESPONDENTS} respondents are not shown." if few else "",
    )
    return figures, tuple(filter(None, notes))


def _figure(file: OwnFile, row: Row, catalogue: Catalogue) -> tuple[OwnFigure | list[str], bool]:
    """One row read, and whether its code was repaired; or everything that is wrong with it."""
    faults: list[str] = []
    code = read_code(_cell(file, row, CODE))
    if code.code is None:
        faults.append(code.fault)
    elif code.code == COUNTRY_CODE or level_of(code.code) not in _LEVELS:
        faults.append(f"{code.code} is no gemeente, wijk or buurt; figures of groups are put together of their parts")
    indicator_id = _cell(file, row, INDICATOR).strip()
    indicator = catalogue.indicators.get(indicator_id)
    if indicator is None:
        faults.append(_unknown_indicator(indicator_id, catalogue))
    year_text = _cell(file, row, YEAR)
    if not (year_text.isdigit() and int(year_text) in _YEARS):
        faults.append(f"'{year_text}' is no year" if year_text else "the year is empty")
    numbers: dict[str, float | None] = {}
    for name, titles in (("value", VALUE), ("lower", LOWER), ("upper", UPPER), ("n", COUNT)):
        try:
            numbers[name] = read_number(_cell(file, row, titles))
        except ValueError as error:
            numbers[name] = None
            faults.append(f"{titles[0]}: {error}")
    if indicator is not None:
        faults += _impossible(numbers, indicator)
    if faults or code.code is None:
        return faults, False
    count = numbers["n"]
    few = count is not None and count < FEWEST_RESPONDENTS
    status = Status.TOO_SMALL if few else (Status.OK if numbers["value"] is not None else Status.UNKNOWN)
    shown = {name: None if few else numbers[name] for name in ("value", "lower", "upper")}
    figure = OwnFigure(
        line=row.line,
        area_code=code.code,
        indicator_id=indicator_id,
        year=int(year_text),
        respondents=None if count is None else int(count),
        status=status,
        **shown,
    )
    return figure, code.repaired


def _impossible(numbers: Mapping[str, float | None], indicator: Indicator) -> list[str]:
    faults = []
    value, lower, upper, count = (numbers[name] for name in ("value", "lower", "upper", "n"))
    low, high = indicator.valid_range
    for name, number in (("waarde", value), ("ondergrens", lower), ("bovengrens", upper)):
        if number is None:
            continue
        if indicator.unit == "%" and number > 100:
            faults.append(f"{name}: {number:g} is more than 100 percent")
        elif (low is not None and number < low) or (high is not None and number > high):
            faults.append(f"{name}: {number:g} cannot be; it lies outside {low} to {high} ({indicator.unit})")
    if (lower is None) != (upper is None):
        faults.append("ondergrens and bovengrens go together: give both or none")
    if value is not None and lower is not None and upper is not None:
        if lower > upper:
            faults.append(f"the ondergrens ({lower:g}) is more than the bovengrens ({upper:g}); they may be exchanged")
        elif not lower - _ROUNDING <= value <= upper + _ROUNDING:
            faults.append(f"the figure ({value:g}) lies outside its own margins ({lower:g} to {upper:g})")
    if count is not None and (count < 0 or count != int(count)):
        faults.append(f"aantal_respondenten: {count:g} is no whole number of people")
    return faults


def _unknown_indicator(text: str, catalogue: Catalogue) -> str:
    if not text:
        return "the indicator is empty"
    known = [name for name in catalogue.indicators if not name.startswith(f"{SOURCE_ID}_")]
    near = difflib.get_close_matches(text, known, n=3, cutoff=0.6)
    hint = f"{' or '.join(near)} may be meant" if near else "docs/indicators.md lists them"
    return f"'{text}' is no indicator of the catalogue; {hint}"


def _twice(figures: Sequence[OwnFigure]) -> list[str]:
    lines: dict[tuple[str, str, int], list[int]] = {}
    for each in figures:
        lines.setdefault((each.area_code, each.indicator_id, each.year), []).append(each.line)
    return [
        f"{code}, {indicator} {year} stands in rows {' and '.join(map(str, rows))}; keep one."
        for (code, indicator, year), rows in lines.items()
        if len(rows) > 1
    ]


def _fractions(figures: Sequence[OwnFigure], catalogue: Catalogue) -> list[str]:
    """Percentages that were meant as fractions: five or more, and none above 1."""
    shares: dict[str, list[float]] = {}
    for each in figures:
        if each.value is not None and catalogue.indicators[each.indicator_id].unit == "%":
            shares.setdefault(each.indicator_id, []).append(each.value)
    return [
        f"all {len(values)} figures of {name} lie between 0 and 1: are they fractions? Percentages run from 0 to 100."
        for name, values in shares.items()
        if len(values) >= 5 and max(values) <= 1 and any(0 < value < 1 for value in values)
    ]


def _cell(file: OwnFile, row: Row, names: Sequence[str]) -> str:
    column = file.column(*names)
    return row.cells[column] if column else ""


def _table(file: OwnFile, figures: Sequence[OwnFigure], notes: tuple[str, ...], catalogue: Catalogue) -> ParsedTable:
    told = file.told
    division = told.get("indeling", "")
    if division and not division.isdigit():
        raise BuildError([f"{file.path}: '# indeling: {division}' above the header is no year."])
    rows = [replace(each, indicator_id=own_id(each.indicator_id, catalogue)) for each in figures]
    values = pd.DataFrame(
        {
            "area_code": [each.area_code for each in rows],
            "indicator_id": [each.indicator_id for each in rows],
            "reference_year": [each.year for each in rows],
            "value": pd.array([each.value for each in rows], dtype="Float64").to_numpy(
                "float64", na_value=float("nan")
            ),
            "lower": pd.array([each.lower for each in rows], dtype="Float64").to_numpy(
                "float64", na_value=float("nan")
            ),
            "upper": pd.array([each.upper for each in rows], dtype="Float64").to_numpy(
                "float64", na_value=float("nan")
            ),
            "status": [each.status.value for each in rows],
            RESPONDENTS: pd.array([each.respondents for each in rows], dtype="Int64"),
            LINE: [each.line for each in rows],
        }
    )
    codes = sorted({each.area_code for each in rows})
    areas = pd.DataFrame({"area_code": codes, "level": [level_of(code).value for code in codes], "name": ""}).reindex(
        columns=list(AREA_COLUMNS)
    )
    release = Release(
        source_id=source_id_of(file.path),
        table_id=file.path.stem,
        path=file.path,
        layout="own",
        reference_year=max(each.year for each in rows),
        boundary_year=int(division) if division else UNKNOWN_DIVISION,
        modified=date_in(told.get("datum")) or date.fromtimestamp(file.path.stat().st_mtime),
        recorded=True,
    )
    return ParsedTable(release, areas, values, notes)
