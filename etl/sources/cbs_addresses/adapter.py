"""All addresses with the buurt they lie in (CBS, postcode and house number, 1 August): CSV, as it is or in its zip. See README.md."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from domain.areas import Level, level_of, normalise_code
from etl.catalogue.schema import Catalogue
from etl.contracts import AddressFile, Content, NotUsed, Recognised
from etl.errors import LayoutError

SOURCE_ID: Final = "cbs_addresses"
_POSTCODE: Final = ("pc6", "pc", "postcode", "postcode6")
_NUMBER: Final = ("huisnummer", "huisnr", "hnr")
#: The code of the buurt: with its year in newer files, as `gwb_code` in those of 2021 and 2022.
_BUURT: Final = re.compile(r"(?:bu|buurt|buurtcode|bu_code|gwb_code|gwb)_?(?P<year>20\d\d)?")
#: pc6hnr20190801_gwb.csv, 2019-cbs-pc6huisnr20190801_buurt.zip: addresses of 1 August.
_FILE_YEAR: Final = re.compile(r"(?:hnr|huisnr)_?(20\d\d)\d{4}", re.IGNORECASE)
_SUFFIXES: Final = (".csv", ".txt")
_SAMPLE: Final = 1000

_ROWS: Final = """
FROM (SELECT upper(replace(trim("{postcode}"), ' ', '')) AS postcode6, try_cast(trim("{number}") AS INTEGER) AS house_number,
             length(ltrim(upper(trim("{buurt}")), 'BU')) AS width,
             'BU' || lpad(ltrim(upper(trim("{buurt}")), 'BU'), 8, '0') AS buurt_code, "{postcode}" AS told_postcode,
             "{number}" AS told_number, "{buurt}" AS told_buurt
      FROM read_csv($path, delim = $delimiter, header = true, quote = '"', auto_detect = false, columns = $columns))
"""
#: Braces are doubled: the statements are formatted.
_SOUND: Final = (
    "coalesce(regexp_full_match(postcode6, '[1-9][0-9]{{3}}[A-Z]{{2}}') AND house_number BETWEEN 1 AND 999999 "
    "AND width BETWEEN 5 AND 8 AND regexp_full_match(buurt_code, 'BU[0-9]{{4}}[0-9A-Z]{{4}}'), FALSE)"
)
_LOAD: Final = (
    "INSERT INTO {table} (postcode6, house_number, buurt_code) "
    f"SELECT postcode6, house_number, CASE WHEN {_SOUND} THEN buurt_code ELSE error('no address') END " + _ROWS
)
_FAULT: Final = (
    "SELECT told_postcode, told_number, told_buurt, count(*) OVER () " + _ROWS + f" WHERE NOT {_SOUND} LIMIT 1"
)


class _Table(NamedTuple):
    """The CSV with addresses in a file: its own name, columns in order, and which of them is what."""

    member: str
    delimiter: str
    columns: tuple[str, ...]
    postcode: str
    number: str
    buurt: str
    year: int | None


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """CSV files, and zips with one, that have columns for postcode, house number and the code of a buurt."""
    del folder
    found: list[Recognised | NotUsed] = []
    for path in files:
        if path.suffix.lower() not in (*_SUFFIXES, ".zip"):
            continue
        table = _table_of(path)
        if table is not None:
            zipped = path.suffix.lower() == ".zip"
            found.append(
                Recognised(
                    path,
                    SOURCE_ID,
                    "csv in a zip" if zipped else "csv",
                    "addresses with their buurt",
                    partial(_read, path),
                    (path,),
                )
            )
    return found


def _table_of(path: Path) -> _Table | None:
    """The table of addresses in a file; None when it has none, or when it is a zip that cannot be opened."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            return _table(path.name, stream.readline(10_000))
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.lower().endswith(_SUFFIXES):
                    with archive.open(name) as stream:
                        table = _table(name, stream.readline(10_000))
                    if table is not None:
                        return table
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return None


def _table(member: str, first_line: bytes) -> _Table | None:
    text = first_line.decode("utf-8-sig", errors="replace").strip()
    delimiter = max(";,\t", key=text.count)
    columns = tuple(cell.strip().strip('"') for cell in text.split(delimiter))
    plain = [column.casefold() for column in columns]
    postcode = next((i for i, name in enumerate(plain) if name in _POSTCODE), None)
    number = next((i for i, name in enumerate(plain) if name in _NUMBER), None)
    buurten = [(i, match) for i, name in enumerate(plain) if (match := _BUURT.fullmatch(name))]
    if postcode is None or number is None or len(buurten) != 1 or len(set(columns)) < len(columns):
        return None
    index, match = buurten[0]
    told = match["year"] or ((named := _FILE_YEAR.search(member)) and named[1])
    return _Table(
        member, delimiter, columns, columns[postcode], columns[number], columns[index], int(told) if told else None
    )


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    del catalogue
    table = _table_of(path)
    if table is None:
        raise LayoutError(
            f"{path}: no columns with postcode, house number and buurt are found any more. Was the file replaced?"
        )
    named = _FILE_YEAR.search(path.name)
    year = table.year or (int(named[1]) if named else None)
    if year is None:
        raise LayoutError(
            f"{path}: nothing tells of which year these addresses are. Give the file the name that CBS gives it, such as "
            "pc6hnr20240801_gwb.csv."
        )
    _check_sample(path, table)
    what = f"Addresses of 1 August {year} with their buurt, used to recalculate figures over changed borders."
    return [AddressFile(path, year, partial(_load, path, table), (what,))]


def _check_sample(path: Path, table: _Table) -> None:
    """Raises LayoutError when the first rows have no codes of buurten where the column is called after them."""
    place = {table.columns.index(name) for name in (table.postcode, table.number)}
    column = table.columns.index(table.buurt)
    with _opened(path, table) as stream:
        next(stream, None)
        rows = [
            [cell.strip().strip('"').upper() for cell in line.rstrip("\r\n").split(table.delimiter)]
            for line, _ in zip(stream, range(_SAMPLE), strict=False)
        ]
    if not rows:
        raise LayoutError(f"{path}: {table.member} has no rows below its header. Download it again.")
    for row in (row for row in rows if column < len(row)):
        others = [cell for i, cell in enumerate(row) if i != column and i not in place]
        # A wijk's code is the buurt's without its last two positions: no other column may hold a code as long.
        if not _is_buurt(row[column]) or any(len(cell) >= len(row[column]) and cell.isalnum() for cell in others):
            raise LayoutError(
                f"{path}: column {table.buurt} of {table.member} does not hold the codes of buurten, such as '{row[column]}' beside "
                f"{', '.join(others) or 'nothing'}; the columns are {', '.join(table.columns)}. Expected eight positions, perhaps "
                "without leading zeros. Is this the right file?"
            )


def _is_buurt(text: str) -> bool:
    if not text:
        return True  # told with the number of such rows when it is loaded
    code = normalise_code("BU" + text.removeprefix("BU").zfill(8))
    return code is not None and level_of(code) is Level.BUURT


@contextmanager
def _opened(path: Path, table: _Table) -> Iterator[io.TextIOWrapper]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive, archive.open(table.member) as inside:
        yield io.TextIOWrapper(inside, encoding="utf-8-sig", errors="replace")


def _load(path: Path, table: _Table, con: duckdb.DuckDBPyConnection, into: str) -> None:
    """Append the addresses to table `into`. Raises LayoutError for a row that is not an address, or a file that cannot be read."""
    with _unpacked(path, table) as csv:
        given: dict[str, object] = {
            "path": str(csv),
            "delimiter": table.delimiter,
            "columns": dict.fromkeys(table.columns, "VARCHAR"),
        }
        names = {"postcode": table.postcode, "number": table.number, "buurt": table.buurt}
        try:
            con.execute(_LOAD.format(table=into, **names), given)
        except duckdb.InvalidInputException as error:
            raise LayoutError(f"{path}: {_fault(con, table, names, given) or error}") from error


def _fault(con: duckdb.DuckDBPyConnection, table: _Table, names: dict[str, str], given: dict[str, object]) -> str:
    """What is wrong with a file that could not be loaded."""
    try:
        faults = con.execute(_FAULT.format(**names), given).fetchall()
    except duckdb.InvalidInputException as error:
        return f"{table.member} is not readable as CSV ({str(error).splitlines()[0]}). Download it again."
    if not faults:
        return ""
    postcode, number, buurt, count = faults[0]
    return (
        f"{count} rows of {table.member} are no address with a buurt, such as {table.postcode} '{postcode}', "
        f"{table.number} '{number}', {table.buurt} '{buurt}'. Is the file cut or edited? Download it again."
    )


@contextmanager
def _unpacked(path: Path, table: _Table) -> Iterator[Path]:
    """The CSV itself, taken out of a zip for as long as it is read: DuckDB reads plain files."""
    if path.suffix.lower() != ".zip":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="buurtlens-addresses-") as folder:
        target = Path(folder) / "addresses.csv"
        try:
            with zipfile.ZipFile(path) as archive, archive.open(table.member) as inside, target.open("wb") as out:
                shutil.copyfileobj(inside, out, 1 << 20)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise LayoutError(f"{path}: this zip is damaged, or there is no room to unpack it ({error}).") from error
        yield target
