"""Lists of areas.

Codes and names of one year, and links from old codes to new ones after a gemeente renumbered its buurten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import Level, normalise_code
from etl.catalogue.schema import Catalogue
from etl.contracts import AREA_COLUMNS, Content, LinkTable, NotUsed, ParsedTable, Recognised, Release
from etl.errors import LayoutError
from etl.sources._layouts.identity import note_beside
from etl.sources._layouts.wide import check_names, is_national, stack

SOURCE_ID: Final = "cbs_areas"
_LIST_CODE = re.compile(r"buurtcode(\d{4})", re.IGNORECASE)
_LINK_CODE = re.compile(r"buurtcode_cbs_(\d{4})", re.IGNORECASE)
#: A list of codes and names has a few columns; with more it is a table of figures.
_MOST_COLUMNS: Final = 12
#: Prefix, and digits of the code behind it: a spreadsheet takes off both the prefix and the leading zeros.
_WIDTHS: Final = {"BU": 8, "WK": 6, "GM": 4}


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """CSV lists of buurt codes of a year, and CSV links between two years of codes."""
    del folder
    found: list[Recognised | NotUsed] = []
    for path in files:
        if path.suffix.lower() != ".csv":
            continue
        columns = _header(path)
        if len(columns) > _MOST_COLUMNS:
            continue
        listed = [match for column in columns if (match := _LIST_CODE.fullmatch(column))]
        linked = sorted(int(match[1]) for column in columns if (match := _LINK_CODE.fullmatch(column)))
        if len(linked) == 2:
            what = f"links from the codes of {linked[0]} to those of {linked[1]}"
            found.append(
                Recognised(path, SOURCE_ID, "csv", what, partial(_read_links, path, (linked[0], linked[1])), (path,))
            )
        elif len(listed) == 1:
            year = int(listed[0][1])
            what = f"codes and names of areas in {year}"
            found.append(Recognised(path, SOURCE_ID, "csv", what, partial(_read_list, path, year), (path,)))
    return found


def _read_links(path: Path, years: tuple[int, int], catalogue: Catalogue) -> list[Content]:
    """A division that a gemeente makes during a year is CBS's from the first of January after.

    The link is between those two years.
    """
    del catalogue
    rows = _read_csv(path)
    columns = {column.casefold(): column for column in rows.columns}
    pair = {
        name: _codes(rows[columns[f"buurtcode_cbs_{year}"]], "BU", path)
        for name, year in zip(("from_code", "to_code"), years, strict=True)
    }
    frame = pd.DataFrame(pair).drop_duplicates(ignore_index=True)
    for column in frame.columns:
        repeated = frame[column][frame[column].duplicated()]
        if len(repeated):
            raise LayoutError(
                f"{path}: {repeated.iloc[0]} is linked more than once ({column}); a link is one to one. "
                "Leave out areas that were split or merged."
            )
    return [LinkTable(path, years[1], years[1] + 1, frame)]


def _read_list(path: Path, year: int, catalogue: Catalogue) -> list[Content]:
    del catalogue
    rows = _read_csv(path)
    columns = {re.sub(r"[^a-z0-9]", "", column.casefold()): column for column in rows.columns}
    gemeente_name = _column(rows, columns, f"gmnaam{year}", "gmnaam", f"gemeentenaam{year}", "gemeentenaam")
    levels = [
        (Level.GEMEENTE, "GM", (f"gm{year}", f"gemeentecode{year}"), gemeente_name),
        (
            Level.WIJK,
            "WK",
            (f"wk{year}", f"wijkcode{year}"),
            _column(rows, columns, "wknaam", f"wijknaam{year}", "wijknaam"),
        ),
        (Level.BUURT, "BU", (f"buurtcode{year}",), _column(rows, columns, f"buurtnaam{year}", "buurtnaam", "bunaam")),
    ]
    frames = []
    for level, prefix, code_names, names in levels:
        raw = _column(rows, columns, *code_names)
        if raw is None:
            continue
        codes = _codes(raw, prefix, path)
        check_names(codes, names, str(path))
        frame = pd.DataFrame({"area_code": codes, "level": level.value, "name": names, "gemeente_name": gemeente_name})
        frames.append(frame.drop_duplicates("area_code"))
    areas = pd.concat(frames, ignore_index=True).reindex(columns=list(AREA_COLUMNS))
    types = {
        "area_code": "str",
        "level": "str",
        "name": "str",
        "gemeente_name": "str",
        "change_flag": "Int64",
        "postcode4": "str",
    }
    release = Release(
        source_id=SOURCE_ID,
        table_id=path.stem,
        path=path,
        layout="csv",
        reference_year=year,
        boundary_year=year,
        recorded=note_beside((path,)).recorded,
        national=is_national(areas["area_code"]),
    )
    return [ParsedTable(release, areas.astype(types), stack([]))]


def _codes(raw: pd.Series, prefix: str, path: Path) -> pd.Series:
    """Codes with prefix and leading zeros put back. Raises LayoutError for one that is no code of this level then."""
    bare = raw.str.strip().str.upper().str.removeprefix(prefix)
    codes = (prefix + bare.str.zfill(_WIDTHS[prefix])).map(normalise_code).astype("str")
    if codes.isna().any():
        row = int(codes.isna().to_numpy().argmax())
        raise LayoutError(f"{path}: '{raw.iloc[row]}' in line {row + 2} is no code of a {prefix}-area.")
    return codes


def _column(rows: pd.DataFrame, columns: Mapping[str, str], *names: str) -> pd.Series | None:
    name = next((columns[name] for name in names if name in columns), None)
    return None if name is None else rows[name].str.strip()


def _header(path: Path) -> list[str]:
    with path.open("rb") as stream:
        line = stream.readline().decode("utf-8-sig", errors="replace").strip()
    return [cell.strip().strip('"') for cell in re.split("[;,]", line)]


def _read_csv(path: Path) -> pd.DataFrame:
    content = path.read_bytes()
    separator = ";" if content.split(b"\n", 1)[0].count(b";") else ","
    try:
        rows = pd.read_csv(path, sep=separator, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}: not readable as CSV ({error}). Download it again.") from error
    if rows.empty:
        raise LayoutError(f"{path}: has no rows below its header.")
    return rows.rename(columns=str.strip)
