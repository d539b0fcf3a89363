"""Writes the whole fictional region: which table of which year comes in which layout, and what it lacks."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pyogrio.errors import DataSourceError
from xlsxwriter.exceptions import XlsxWriterException

from etl.demo.facilities import distances
from etl.demo.facility_list import FACILITIES, measure_within, nabijheid_topics
from etl.demo.figures import Figures, figures
from etl.demo.kwb_topics import kwb_topics
from etl.demo.people import people
from etl.demo.tables import Table
from etl.demo.world import YEARS, World, build_world
from etl.demo.write_addresses import write_addresses
from etl.demo.write_boundaries import write_geojson, write_geopackage, write_links
from etl.demo.write_education import write_education
from etl.demo.write_gebieden import write_gebieden
from etl.demo.write_geluid import write_geluid
from etl.demo.write_health import HealthTable, write_health_sheet, write_slices, write_whole
from etl.demo.write_leefbaarometer import write_leefbaarometer
from etl.demo.write_maps import write_maps
from etl.demo.write_own import write_own
from etl.demo.write_police import write_police
from etl.demo.write_regiobeeld import write_regiobeeld
from etl.demo.write_ses_woa import write_ses_woa
from etl.demo.write_statline import write_statline
from etl.demo.write_surroundings import write_surroundings
from etl.demo.write_v3 import write_v3
from etl.demo.write_v4 import write_v4
from etl.demo.write_xlsx import write_kwb_xlsx
from etl.errors import EtlError

SEED: Final = 20240101

_KWB_TABLES: Final = {
    2016: "83487NED", 2017: "83765NED", 2018: "84286NED", 2019: "84583NED", 2020: "84799NED", 2021: "85039NED",
    2022: "85318NED", 2023: "85618NED", 2024: "85984NED",
}  # fmt: skip
_NABIJHEID_TABLES: Final = {
    2016: "", 2017: "84334NED", 2018: "84463NED", 2019: "84718NED", 2020: "84953NED", 2021: "85231NED",
    2022: "85560NED", 2023: "85830NED", 2024: "86134NED",
}  # fmt: skip
#: Exports of a person rather than answers of the service, with the decimal mark of whoever made them.
_STATLINE_YEARS: Final = {2016: ",", 2019: ".", 2021: ",", 2023: "."}

#: Not published yet for the newest year: income is about two years late, care and energy one.
_LATE: Final = frozenset(
    {
        *("income_recipient", "income_resident", "income_standardised", "persons_lowest_40", "persons_highest_20"),
        *("households_lowest_40", "households_highest_20", "wealth", "recipients"),
        *("wmo", "wmo_per_1000", "youth_care", "youth_care_share"),
        *("electricity", "electricity_returned", "gas", "district_heat"),
    }
)
_GREEN: Final = frozenset(facility.id for facility in FACILITIES if facility.path[:1] == ("Groenvoorzieningen",))
_LEISURE: Final = frozenset(
    name
    for facility in FACILITIES
    if facility.path[:1] == ("Vrije tijd en cultuur",)
    for name in (facility.id, *(measure_within(facility, radius) for radius in facility.radii))
)
_PHYSIOTHERAPY: Final = frozenset(
    {"physiotherapist", "physiotherapist_1", "physiotherapist_3", "physiotherapist_5", "youth_clinic"}
)
#: Topics that a year's table of nabijheid names but does not fill. 2017, 2020 and 2024 are full.
_NABIJHEID_EMPTY: Final = {
    2016: _GREEN | {"gp_out_of_hours"},
    2018: _GREEN,
    2019: _GREEN | _PHYSIOTHERAPY,
    2021: _GREEN | {"gp_out_of_hours"},
    2022: _GREEN,
    2023: _GREEN | _LEISURE | _PHYSIOTHERAPY,
}

#: Sheets of the first health table: wave, age group, words in the file name.
_HEALTH_SHEETS: Final = (
    (2016, "20300", "18plus"), (2020, "20300", "18plus"), (2020, "53115", "18tot65"), (2020, "80200", "65plus"),
)  # fmt: skip

README: Final = """# Fictieve gegevens

Alles in deze map is verzonnen: de gemeenten Lindermeer, Oud-Vlieterdam en Kranenhoek aan de Linder bestaan niet.
De cijfers, ook die van "Nederland", zijn gemaakt door een programma en zeggen niets over echte plaatsen of mensen.
De bestanden hebben wel de vorm die het CBS, het RIVM en PDOK gebruiken.
Zo laat Buurtlens zonder netwerk zien wat het kan.
Codes van verzonnen gebieden beginnen met GM99, WK99 of BU99. Zet deze bestanden niet bij echte cijfers.

Everything in this folder is made up by `python -m etl demo`. Do not mix it with real figures: the build refuses that.
"""


class DemoError(EtlError):
    """The demo cannot be written where it was asked for."""


@dataclass(frozen=True)
class DemoReport:
    """What was written: the folder, its files relative to it, and how many buurten each year has."""

    folder: Path
    files: tuple[Path, ...]
    buurten: dict[int, int]


def write_demo(folder: Path, seed: int = SEED) -> DemoReport:
    """Write the raw files of the fictional region; an earlier demo there is replaced. One seed always gives one result.

    Raises DemoError when the folder holds anything else, or when it cannot be written; an earlier demo is then untouched.
    """
    _check_free(folder)
    world = build_world(seed)
    by_year = _figures(world, seed)
    staging = folder.with_name(f".{folder.name}.writing")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        _write_all(staging, world, by_year, seed)
        if folder.exists():
            shutil.rmtree(folder)
        staging.rename(folder)
    except (OSError, DataSourceError, XlsxWriterException) as error:
        raise DemoError(
            f"{folder}: the demo could not be written ({error}). "
            "Make room, correct the rights of the folder, or give another one with --to."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    files = tuple(sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()))
    buurten = {year: sum(area.level == "Buurt" for area in made.areas) for year, made in by_year.items()}
    return DemoReport(folder, files, buurten)


def _write_all(folder: Path, world: World, by_year: dict[int, Figures], seed: int) -> None:
    _write_kwb(folder / "cbs_kwb", by_year)
    _write_nabijheid(folder / "cbs_nabijheid", by_year)
    _write_health(folder / "rivm_gezondheid", by_year, seed)
    _write_boundaries(folder / "cbs_wijkbuurtkaart", world, by_year)
    write_surroundings(folder, by_year[2024], seed)
    write_maps(folder, world, by_year[2024], seed)
    write_addresses(folder, world, seed)
    write_gebieden(folder, by_year[2024])
    write_own(folder, by_year[2024], seed)
    write_ses_woa(folder, by_year[2024], seed)
    write_police(folder, by_year[2024], seed)
    write_education(folder, by_year[2023])
    write_leefbaarometer(folder, by_year[2024], by_year[2016], seed)
    write_geluid(folder, by_year[2024], seed)
    write_regiobeeld(folder, by_year[2024], seed)
    (folder / "README.md").write_text(README, encoding="utf-8")


def _check_free(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DemoError(f"{folder} is a file; the demo needs a folder. Give another one with --to.")
    readme = folder / "README.md"
    ours = readme.is_file() and readme.read_text(encoding="utf-8", errors="replace").startswith(README.splitlines()[0])
    if not ours and any(folder.iterdir()):
        raise DemoError(f"{folder} holds other files, which the demo would replace. Give an empty folder with --to.")


def _figures(world: World, seed: int) -> dict[int, Figures]:
    """All figures of all years. Facilities lie where people lived in the middle year."""
    pieces = {year: people(world, year, seed) for year in YEARS}
    roads = distances(world, pieces[2020], YEARS, seed)
    return {year: figures(world, year, pieces[year], roads[year], seed) for year in YEARS}


def _write_kwb(folder: Path, by_year: dict[int, Figures]) -> None:
    for year, made in by_year.items():
        # A table is filled in two years; the newest one has its first release only.
        modified = date(min(year + 2, 2025), 11, 15)
        empty = _LATE if year == 2024 else frozenset()
        title = f"Kerncijfers wijken en buurten {year} (fictief)"
        table = Table(_KWB_TABLES[year], title, year, modified, kwb_topics(year), made, empty)
        if year <= 2018:
            write_v4(folder / f"{table.table_id}.csv.zip", table)
        elif year <= 2022:
            write_v3(folder / table.table_id, table)
        else:
            write_kwb_xlsx(folder / f"kwb-{year}.xlsx", table)


def _write_nabijheid(folder: Path, by_year: dict[int, Figures]) -> None:
    for year, made in by_year.items():
        title = f"Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers {year} (fictief)"
        empty = _NABIJHEID_EMPTY.get(year, frozenset())
        table = Table(_NABIJHEID_TABLES[year], title, year, date(year + 1, 6, 20), nabijheid_topics(year), made, empty)
        if year in _STATLINE_YEARS:
            write_statline(folder / f"{year}-lindermeer.statline.csv", table, _STATLINE_YEARS[year])
        else:
            write_v3(folder / table.table_id, table)


def _write_health(folder: Path, by_year: dict[int, Figures], seed: int) -> None:
    whole = HealthTable("50120NED", by_year[2022], (2012, 2016, 2020, 2022), "2023-10-12", seed)
    write_whole(folder / whole.table_id, whole)
    newest = HealthTable("50150NED", by_year[2024], (2012, 2016, 2020, 2022, 2024), "2025-10-09", seed)
    write_slices(folder / newest.table_id, newest, 2024)
    first = HealthTable("50090NED", by_year[2020], (2012, 2016, 2020), "2021-12-02", seed)
    for wave, age, words in _HEALTH_SHEETS:
        write_health_sheet(folder / f"{first.table_id}_{wave}_{words}.untyped.xlsx", first, wave, age)


def _write_boundaries(folder: Path, world: World, by_year: dict[int, Figures]) -> None:
    write_geopackage(folder / "wijkenbuurten_2024.gpkg", world, by_year[2024])
    write_geojson(folder / "2020", world, by_year[2020])
    write_links(folder / "lindermeer_buurt_link_2019_2022.csv", by_year[2022], by_year[2023], (2019, 2022))
