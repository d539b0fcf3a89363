"""A form for own figures: one row per area, indicator and year, with a codebook beside it. Filled in, it passes `etl build --own`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from domain.areas import Level, everyday_name, fold
from etl.catalogue.schema import Catalogue, Indicator
from etl.errors import EtlError
from etl.load.query import scalar
from etl.own.codes import read_code
from etl.own.numbers import read_year
from etl.own.told import MEANING

COLUMNS: Final = (
    "gebied_code", "gebied_naam", "indicator", "jaar", "waarde", "ondergrens", "bovengrens", "aantal_respondenten", "opmerking",
)  # fmt: skip
_COLUMN_MEANING: Final = {
    "gebied_code": "Code van het CBS; niet veranderen",
    "gebied_naam": "Alleen om te lezen; wordt niet gebruikt",
    "indicator": "Naam van het onderwerp; niet veranderen",
    "jaar": "Jaar waarover het cijfer gaat",
    "waarde": "Het cijfer, met een komma voor decimalen. Leeg laten waar er geen is",
    "ondergrens": "Bij een onderzoek onder een deel van de mensen: ondergrens van het 95%-interval",
    "bovengrens": "Idem: bovengrens",
    "aantal_respondenten": "Hoeveel mensen antwoord gaven. Bij minder dan 30 laat Buurtlens het cijfer niet zien",
    "opmerking": "Voor uzelf; wordt niet gebruikt",
}


@dataclass(frozen=True)
class Template:
    """What was written: the form, its codebook, and how many rows it has."""

    form: Path
    codebook: Path
    rows: int


def write_template(
    warehouse: Path,
    catalogue: Catalogue,
    indicators: Sequence[str],
    *,
    gemeente: str | None = None,
    level: Level = Level.BUURT,
    year: int | None = None,
    to: Path | None = None,
) -> Template:
    """Write the form and its codebook. Raises EtlError for unknown indicators or gemeente, and for a file that is there already."""
    named = list(dict.fromkeys(indicators))
    _refuse_unknown(named, catalogue)
    form = to or Path(f"{'-'.join(named[:2])}_{level}.csv")
    codebook = form.with_suffix(".codebook.csv")
    _refuse_place(form, codebook)
    vintage, areas = _areas_in(warehouse, gemeente, level)
    if year is not None:
        try:
            read_year(str(year))
        except ValueError as error:
            raise EtlError(f"--year: {error}.") from error
    rows = [[code, name, indicator, year or vintage, "", "", "", "", ""] for indicator in named for code, name in areas]
    above = [[f"# {key}: {vintage if key == 'indeling' else ''}"] for key in MEANING]
    _write(form, [*above, list(COLUMNS), *rows])
    _write(codebook, _codebook({name: catalogue.indicators[name] for name in named}))
    return Template(form, codebook, len(rows))


def _refuse_unknown(indicators: Sequence[str], catalogue: Catalogue) -> None:
    unknown = [name for name in indicators if name not in catalogue.indicators]
    if unknown or not indicators:
        own = ", ".join(name for name, one in catalogue.indicators.items() if one.own_data)
        what = f"No indicator {', '.join(unknown)} in the catalogue." if unknown else "Name at least one indicator."
        raise EtlError(f"{what} docs/indicators.md lists them all; only a gemeente itself can fill: {own}.")


def _refuse_place(form: Path, codebook: Path) -> None:
    if form.suffix.lower() != ".csv":
        raise EtlError(f"{form}: the form is a CSV. Give a name that ends in .csv with --to; a spreadsheet opens it.")
    for path in (form, codebook):
        if path.exists():
            raise EtlError(f"{path}: is there already, and would be lost. Give another name with --to.")


def _areas_in(warehouse: Path, gemeente: str | None, level: Level) -> tuple[int, list[tuple[str, str]]]:
    """Year of the division that a warehouse shows, and code and name of the areas of a gemeente in it."""
    if not warehouse.is_file():
        raise EtlError(
            f"{warehouse}: no warehouse to take the areas from. Build one first, or name it with --warehouse."
        )
    try:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            vintage = int(scalar(con, "SELECT display_vintage FROM build_info"))
            return vintage, _areas(con, vintage, _gemeente(con, vintage, gemeente), level)
    except duckdb.Error as error:
        raise EtlError(
            f"{warehouse}: cannot be used as a warehouse ({str(error).splitlines()[0]}). Name the right file with --warehouse, or build "
            "it again."
        ) from error


def _gemeente(con: duckdb.DuckDBPyConnection, vintage: int, asked: str | None) -> str:
    known = con.execute(
        "SELECT area_code, name FROM area WHERE level = 'gemeente' AND boundary_year = ? ORDER BY name", [vintage]
    ).fetchall()
    if asked is None:
        if len(known) == 1:
            return str(known[0][0])
        raise EtlError(f"The warehouse holds {len(known)} gemeenten: say which with --gemeente, as a name or a code.")
    code = read_code(asked, Level.GEMEENTE).code
    wanted = everyday_name(fold(asked))
    found = [one for one, name in known if one == code or fold(name) == wanted]
    if len(found) == 1:
        return str(found[0])
    near = [name for _, name in known if wanted and wanted in fold(name)]
    hint = f" Did you mean {', '.join(near[:5])}?" if near else ""
    raise EtlError(f"'{asked}' is no gemeente in this warehouse.{hint}")


def _areas(con: duckdb.DuckDBPyConnection, vintage: int, gemeente: str, level: Level) -> list[tuple[str, str]]:
    found = con.execute(
        "SELECT area_code, name FROM area WHERE boundary_year = ? AND level = ? AND coalesce(gemeente_code, area_code) = ? "
        "ORDER BY area_code",
        [vintage, level.value, gemeente],
    ).fetchall()
    if not found:
        raise EtlError(f"{gemeente} has no areas of level {level} in this warehouse.")
    return found


def _codebook(indicators: dict[str, Indicator]) -> list[list[str]]:
    rows = [["onderdeel", "naam", "betekenis"]]
    rows += [["boven de kolommen", key, meaning] for key, meaning in MEANING.items()]
    rows += [["kolom", name, _COLUMN_MEANING[name]] for name in COLUMNS]
    for name, one in indicators.items():
        low, high = ("" if bound is None else f"{bound:g}" for bound in one.valid_range)
        span = f" Van {low} tot {high}." if low and high else ""
        rows.append(["indicator", name, f"{one.title}. {one.describes} Eenheid: {one.unit}.{span}"])
    return rows


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """CSV that Excel opens well: semicolons, UTF-8 with its mark."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(rows)
    except OSError as error:
        raise EtlError(
            f"{path}: cannot be written ({error.strerror or error}). Give another place with --to."
        ) from error
