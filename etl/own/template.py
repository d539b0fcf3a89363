"""A form for own figures: one row per area, indicator and year, with a codebook beside it. Filled in, it passes `etl build --own`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from domain.areas import Level, everyday_name, fold, normalise_code
from etl.catalogue.schema import Catalogue, Indicator
from etl.errors import EtlError
from etl.load.query import scalar

COLUMNS: Final = (
    "gebied_code", "gebied_naam", "indicator", "jaar", "waarde", "ondergrens", "bovengrens", "aantal_respondenten", "opmerking",
)  # fmt: skip
_TOLD: Final = (
    ("bron", "naam van de maker en het onderzoek, zoals het bij elk cijfer komt te staan"),
    ("licentie", "onder welke voorwaarden anderen de cijfers mogen gebruiken, zoals CC BY 4.0"),
    ("datum", "dag van publicatie, zoals 2025-03-01"),
    ("indeling", "jaar van de indeling van wijken en buurten waarbij de codes horen"),
)
_MEANING: Final = {
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
    unknown = [name for name in indicators if name not in catalogue.indicators]
    if unknown or not indicators:
        own = ", ".join(name for name, one in catalogue.indicators.items() if one.own_data)
        what = f"No indicator {', '.join(unknown)} in the catalogue." if unknown else "Name at least one indicator."
        raise EtlError(f"{what} docs/indicators.md lists them all; only a gemeente itself can fill: {own}.")
    if not warehouse.is_file():
        raise EtlError(
            f"{warehouse}: no warehouse to take the areas from. Build one first, or name it with --warehouse."
        )
    with duckdb.connect(str(warehouse), read_only=True) as con:
        vintage = int(scalar(con, "SELECT display_vintage FROM build_info"))
        areas = _areas(con, vintage, _gemeente(con, vintage, gemeente), level)
    form = to or Path(f"{'-'.join(indicators[:2])}_{level}.csv")
    codebook = form.with_suffix(".codebook.csv")
    for path in (form, codebook):
        if path.exists():
            raise EtlError(f"{path}: is there already, and would be lost. Give another name with --to.")
    rows = [
        [code, name, indicator, year or vintage, "", "", "", "", ""] for indicator in indicators for code, name in areas
    ]
    above = [[f"# {key}: {vintage if key == 'indeling' else ''}"] for key, _ in _TOLD]
    _write(form, [*above, list(COLUMNS), *rows])
    _write(codebook, _codebook({name: catalogue.indicators[name] for name in indicators}))
    return Template(form, codebook, len(rows))


def _gemeente(con: duckdb.DuckDBPyConnection, vintage: int, asked: str | None) -> str:
    known = con.execute(
        "SELECT area_code, name FROM area WHERE level = 'gemeente' AND boundary_year = ? ORDER BY name", [vintage]
    ).fetchall()
    if asked is None:
        if len(known) == 1:
            return str(known[0][0])
        raise EtlError(f"The warehouse holds {len(known)} gemeenten: say which with --gemeente, as a name or a code.")
    code = normalise_code(f"GM{asked}" if asked.isdigit() else asked)
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
    rows += [["boven de kolommen", key, meaning] for key, meaning in _TOLD]
    rows += [["kolom", name, _MEANING[name]] for name in COLUMNS]
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
