"""A table with one row per area, as any layout gives it, made tidy: areas and values in the contract's columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from domain.areas import GROUP_LEVELS, Level, level_of, normalise_code, normalise_name
from domain.build_report import CorrectionKind
from domain.observations import Status
from etl.contracts import AREA_COLUMNS, VALUE_COLUMNS
from etl.corrections import Correction
from etl.errors import LayoutError
from etl.sources._layouts.columns import Chosen, Resolver
from etl.sources._layouts.numbers import parse_column, scale, without_minus_one

#: Raw columns about the area itself, before anything is normalised. A layout leaves out what it does not have.
RAW_AREA_COLUMNS: Final = (
    "code",
    "name",
    "gemeente_name",
    "kind",
    "change_flag",
    "postcode4",
    "land_area_ha",
    "residents",
)
#: A release holds the whole country when it has the country's row or at least this many gemeenten (there are 342 in
#: 2024).
NATIONAL_GEMEENTEN: Final = 300
_SHOWN_FAULTS: Final = 5


@dataclass(frozen=True)
class Loaded:
    """The rows of a table: raw facts about the areas (RAW_AREA_COLUMNS) and raw cells by column key, on one index."""

    areas: pd.DataFrame
    cells: pd.DataFrame
    #: What the source tells about missing cells (v4 ValueAttribute): statuses by column key, on the same index.
    reasons: Mapping[str, pd.Series] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenTable:
    """One table of which the columns are known; `load` reads the rows, with the cells of the given column keys."""

    path: Path
    layout: str
    files: tuple[Path, ...]
    resolve: Resolver
    load: Callable[[Sequence[str]], Loaded]
    #: Whether a column that the catalogue promises must be there: a table of CBS's own services, not an extract.
    complete: bool
    table_id: str | None = None
    #: Who says which year the table is of: "sheet" -> 2023, "file name" -> 2024.
    years: Mapping[str, int | None] = field(default_factory=dict)
    modified: date | None = None
    recorded: bool | None = None

    @property
    def subject(self) -> str:
        """How errors and notes call the table."""
        return f"{self.path.name} ({self.table_id})" if self.table_id else self.path.name


@dataclass(frozen=True)
class Tidy:
    """The two frames of a ParsedTable, residents by area code, and notes."""

    areas: pd.DataFrame
    values: pd.DataFrame
    residents: pd.Series
    national: bool
    notes: tuple[str, ...]


def tidy(loaded: Loaded, chosen: Sequence[Chosen], year: int, subject: str) -> Tidy:
    """The table in the contract's columns, area codes normalised, numbers in the catalogue's units.

    Raises LayoutError with every unreadable cell, for malformed codes and for one code with two names.
    """
    codes, notes = area_codes(loaded.areas["code"], subject)
    kept = codes.notna()
    codes, raw, cells = codes[kept], loaded.areas[kept], loaded.cells[kept]
    check_names(codes, raw.get("name"), subject)
    reasons = {key: told[kept] for key, told in loaded.reasons.items()}
    values, value_notes = figures(codes, cells, chosen, year, subject, reasons)
    residents = numeric(raw, "residents").set_axis(codes.to_numpy())
    return Tidy(
        areas=area_frame(codes, raw, subject),
        values=merge_parts(values, subject),
        residents=residents[~residents.index.duplicated()],
        national=is_national(codes),
        notes=(*loaded.notes, *notes, *value_notes),
    )


def area_codes(raw: pd.Series, subject: str) -> tuple[pd.Series, tuple[str, ...]]:
    """Normalised code per row, NA for rows of other regions (provinces, COROP), with a note about those.

    Raises LayoutError for a code that looks like a gemeente, wijk or buurt and is none, and when no row has an area.
    """
    text = raw.fillna("").astype(str).str.strip()
    codes = text.map(_code_of).astype(object)
    codes = codes.where(codes.notna(), None)
    other = text[codes.isna() & (text != "")]
    broken = other[other.str.upper().str.startswith(("GM", "WK", "BU", "NL")) | other.str[:1].str.isdigit()]
    if len(broken):
        shown = ", ".join(
            f"'{code}' ({count} rows)" for code, count in broken.value_counts().head(_SHOWN_FAULTS).items()
        )
        raise LayoutError(f"{subject}: {len(broken)} malformed area codes: {shown}. Is the file cut or edited?")
    if codes.notna().sum() == 0:
        raise LayoutError(f"{subject}: no row has the code of a gemeente, wijk or buurt. Is it the right file?")
    if not len(other):
        return codes, ()
    return codes, (f"{len(other)} rows of other regions left out ({', '.join(other.unique()[:_SHOWN_FAULTS])}).",)


def _code_of(text: str) -> str | None:
    """Code of the country or of a gemeente, wijk or buurt; the figures of provinces and regions are not read from tables."""
    code = normalise_code(text)
    return None if code is None or level_of(code) in GROUP_LEVELS else code


def check_names(codes: pd.Series, names: pd.Series | None, subject: str) -> None:
    """One code with one name twice is an area in parts.

    With another name it is two areas. Raises LayoutError for the latter.
    """
    repeated = codes.duplicated(keep=False)
    if names is None or not repeated.any():
        return
    faults: list[str] = []
    for code, group in names[repeated].dropna().astype(str).groupby(codes[repeated]):
        spelled = {normalise_name(name): name.strip() for name in group}
        if len(spelled) > 1:
            first, *_, last = spelled.values()
            faults.append(f"{code} is '{first}' and '{last}'")
    if faults:
        raise LayoutError(
            f"{subject}: one code with two names: {'; '.join(faults[:_SHOWN_FAULTS])}. "
            f"Correct or remove one of the rows."
        )


def area_frame(codes: pd.Series, raw: pd.DataFrame, subject: str) -> pd.DataFrame:
    """AREA_COLUMNS, one row per area; parts of one area fill each other's gaps."""
    levels = codes.map(lambda code: level_of(code).value)
    _check_kind(codes, levels, raw.get("kind"), subject)
    frame = pd.DataFrame(
        {
            "area_code": codes.astype("str"),
            "level": levels.astype("str"),
            "name": _texts(raw, "name"),
            "gemeente_name": _texts(raw, "gemeente_name"),
            "change_flag": numeric(raw, "change_flag").astype("Int64"),
            "postcode4": _postcodes(raw),
            "land_area_ha": numeric(raw, "land_area_ha"),
        },
        index=raw.index,
    )
    return frame.groupby("area_code", sort=False, as_index=False).first()[list(AREA_COLUMNS)]


def figures(
    codes: pd.Series,
    cells: pd.DataFrame,
    chosen: Sequence[Chosen],
    year: int,
    subject: str,
    reasons: Mapping[str, pd.Series] | None = None,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """VALUE_COLUMNS for all chosen columns, one row per row of `cells` and indicator, with notes about what was set to
    missing.
    """
    frames: list[pd.DataFrame] = []
    faults: list[str] = []
    notes: list[str] = []
    for column in chosen:
        numbers = parse_column(cells[column.key])
        faults += [
            f"area {codes.iloc[row]}, column {column.key}: {cells[column.key].iloc[row]!r}"
            for row in np.flatnonzero(numbers.unreadable)[:_SHOWN_FAULTS]
        ]
        low, _ = column.indicator.valid_range
        if low is not None and low >= 0:
            numbers, count = without_minus_one(numbers)
            if count:
                sentence = f"{column.key}: {count} times -1, which cannot be; taken as missing."
                notes.append(Correction(sentence, CorrectionKind.NEGATIVE, column.indicator_id, count))
        status = numbers.status
        if reasons and column.key in reasons:
            told = reasons[column.key].to_numpy(dtype=object)
            status = np.where((status != Status.OK.value) & (told != None), told, status)  # noqa: E711 - elementwise
        frames.append(
            pd.DataFrame(
                {
                    "area_code": codes.to_numpy(dtype=object),
                    "indicator_id": column.indicator_id,
                    "reference_year": year,
                    "value": scale(numbers.values, column.locator.times, column.indicator.decimals),
                    "lower": np.nan,
                    "upper": np.nan,
                    "status": status,
                }
            )
        )
    if faults:
        shown = "\n".join(f"  - {fault}" for fault in faults[:_SHOWN_FAULTS])
        raise LayoutError(
            f"{subject}: cells that are neither a number nor a known mark for a missing figure:\n{shown}\n"
            "Look the mark up in the source's explanation, correct the file, or report it as a new mark."
        )
    return stack(frames), tuple(notes)


def stack(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of VALUE_COLUMNS below each other, with the contract's types also when there are none."""
    types = {
        "area_code": "str",
        "indicator_id": "str",
        "reference_year": "int64",
        "value": "float64",
        "lower": "float64",
        "upper": "float64",
        "status": "str",
    }
    whole = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(VALUE_COLUMNS))
    return whole.astype(types)[list(VALUE_COLUMNS)]


def merge_parts(values: pd.DataFrame, subject: str) -> pd.DataFrame:
    """One row per area, indicator and year.

    Parts that say the same are one. Raises LayoutError when they contradict.
    """
    key = ["area_code", "indicator_id", "reference_year"]
    if not values.duplicated(key).any():
        return values
    said = values.dropna(subset=["value"]).groupby(key)["value"]
    spread = said.nunique()
    contradicted = spread[spread > 1].index
    if len(contradicted):
        shown = "; ".join(f"{code}, {indicator}" for code, indicator, _ in contradicted[:_SHOWN_FAULTS])
        raise LayoutError(
            f"{subject}: one area twice with different figures: {shown}. Correct or remove one of the rows."
        )
    filled_first = values.assign(missing=values["value"].isna()).sort_values("missing", kind="stable")
    return filled_first.drop_duplicates(key).drop(columns="missing").sort_index().reset_index(drop=True)


def is_national(codes: pd.Series) -> bool:
    """Whether a release holds nearly all gemeenten, or the country's row with several; one gemeente with the country is an extract."""
    distinct = pd.Index(codes.unique())
    gemeenten = int(distinct.str.startswith("GM").sum())
    return gemeenten >= NATIONAL_GEMEENTEN or ("NL00" in distinct and gemeenten > 1)


def pick(frame: pd.DataFrame, name: str | None) -> pd.Series | None:
    """A column by name, the first where a name occurs twice; None when it is not there."""
    if name is None or name not in frame.columns:
        return None
    found = frame[name]
    return found if isinstance(found, pd.Series) else found.iloc[:, 0]


def raw_areas(index: pd.Index, columns: Mapping[str, pd.Series | None]) -> pd.DataFrame:
    """The raw facts about areas that a layout has, on the index of its cells."""
    return pd.DataFrame({name: column for name, column in columns.items() if column is not None}, index=index)


def _check_kind(codes: pd.Series, levels: pd.Series, kind: pd.Series | None, subject: str) -> None:
    if kind is None:
        return
    said = kind.fillna("").astype(str).str.strip().str.casefold()
    known = said.isin([level.value for level in Level])
    wrong = codes[known & (said != levels)]
    if len(wrong):
        code = wrong.iloc[0]
        raise LayoutError(
            f"{subject}: {code} is called a {said[wrong.index[0]]} there ({len(wrong)} such rows). Is a column shifted?"
        )


def _texts(raw: pd.DataFrame, name: str) -> pd.Series:
    if name not in raw:
        return pd.Series(None, index=raw.index, dtype="str")
    text = raw[name].astype("str").str.split().str.join(" ")
    return text.where(~text.isin(["", "."]), None).astype("str")


def _postcodes(raw: pd.DataFrame) -> pd.Series:
    if "postcode4" not in raw:
        return pd.Series(None, index=raw.index, dtype="str")
    digits = raw["postcode4"].astype("str").str.strip().str.replace(r"\.0$", "", regex=True)
    return digits.where(digits.str.fullmatch(r"[1-9]\d{3}").fillna(False).astype(bool), None).astype("str")


def numeric(raw: pd.DataFrame, name: str) -> pd.Series:
    """A fact about the areas as numbers, NaN where there is none.

    Facts about areas are taken where they can be read; the figures of the catalogue are read strictly elsewhere.
    """
    if name not in raw:
        return pd.Series(np.nan, index=raw.index)
    return pd.Series(parse_column(raw[name]).values, index=raw.index)
