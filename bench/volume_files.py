"""Writes the raw files of a whole national build: twelve years of two series, real tables repeated in the years' own layouts."""

from __future__ import annotations

import csv
import dataclasses
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.catalogue.loader import load_catalogue
from etl.demo.facility_list import nabijheid_topics
from etl.demo.figures import Figures
from etl.demo.kwb_topics import kwb_topics
from etl.demo.tables import Table
from etl.demo.topics import Topic
from etl.demo.world import Area
from etl.demo.write_v3 import write_v3
from etl.demo.write_v4 import write_v4
from etl.sources._layouts.columns import stem_of

Array = npt.NDArray[np.float64]

YEARS: Final = range(2013, 2025)
#: The demo knows the topics of the tables from this year on; the tables before it are written with those of this one.
_FIRST_TOPICS: Final = 2016
#: From this year on the areas are those of the table of 2024, before it those of 2020.
_NEW_DIVISION: Final = 2023
_OLD_TABLE: Final = "cbs_kwb/2020_84799NED_odata_v3/TypedDataSet.parquet"
_OLD_NAMES: Final = "cbs_kwb/2020_84799NED_odata_v3/WijkenEnBuurten.parquet"
_NEW_TABLE: Final = "cbs_kwb/kwb-2024-national_18_topics.xlsx"
_BOUNDARIES: Final = "boundaries/wijkenbuurten_2024_approximate.gpkg"
#: Tables of one gemeente with all columns; what the national tables lack is drawn from their areas.
_WIDE_TABLES: Final = ("cbs_kwb/kwb-2023-utrecht.xlsx", "cbs_kwb/kwb-2024-utrecht.xlsx")
_NEAR_TABLE: Final = "cbs_nabijheid/2019-utrecht.statline.csv"
#: Columns that had another short name in other years.
_SAME_COLUMN: Final = {"g_woz": "g_wozbag"}
#: Residents below which the invented tables give no shares, means or distances, as CBS does (it differs per topic there).
_SMALLEST_AREA: Final = 50
#: CBS's service gives so many rows at a time.
_ROWS_PER_PAGE: Final = 10_000


@dataclass(frozen=True)
class Division:
    """The areas of some years in the order of their table, with the columns that are known of all of them."""

    areas: tuple[Area, ...]
    gemeente: npt.NDArray[np.int64]
    residents: Array
    #: By v3 stem, and by short name of the sheet.
    columns: Mapping[str, Array]


def write_volume(open_data: Path, folder: Path, years: Sequence[int] = YEARS) -> int:
    """Fill `folder` with the tables of `years` from the real ones in `open_data`, and the boundaries; returns the number of figures."""
    catalogue = load_catalogue()
    old, new = _old_division(open_data), _new_division(open_data)
    wide, near = _wide_columns(open_data), _near_columns(open_data)
    filled = 0
    for year in years:
        division = new if year >= _NEW_DIVISION else old
        known_year = max(year, _FIRST_TOPICS)
        figures = _figures(division, kwb_topics(known_year), division.columns, wide, year)
        title = f"Kerncijfers wijken en buurten {year}"
        table_id = catalogue.sources["cbs_kwb"].tables[year]
        kwb = Table(table_id, title, year, date(year + 2, 11, 15), _with_codes(kwb_topics(known_year)), figures)
        write_v4(folder / "cbs_kwb" / f"{table_id}.csv.zip", kwb)
        filled += _filled(kwb)
        figures = _figures(division, nabijheid_topics(known_year), {}, near, year)
        title = f"Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers {year}"
        # The table of 2016 came out as a spreadsheet: it gets an id of its own here.
        table_id = catalogue.sources["cbs_nabijheid"].tables.get(year, f"8{year}NED")
        table = Table(table_id, title, year, date(year + 1, 6, 20), nabijheid_topics(known_year), figures)
        write_v3(folder / "cbs_nabijheid" / table_id, table, _ROWS_PER_PAGE)
        filled += _filled(table)
    (folder / "boundaries").mkdir()
    shutil.copy(open_data / _BOUNDARIES, folder / "boundaries")
    return filled


def _with_codes(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Topics of which no measure code is known get one, for a zip must not have two measures of one name."""
    return tuple(
        topic if topic.v4 else dataclasses.replace(topic, v4=f"M9{number:05d}") for number, topic in enumerate(topics)
    )


def _filled(table: Table) -> int:
    return sum(int(np.isfinite(table.values(topic)).sum()) for topic in table.topics)


def _old_division(open_data: Path) -> Division:
    frame = pd.read_parquet(open_data / _OLD_TABLE)
    names = pd.read_parquet(open_data / _OLD_NAMES)
    titles = dict(zip(names["Key"].str.strip(), names["Title"].str.strip(), strict=True))
    columns = {
        stem_of(name): pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=np.float64)
        for name in frame.columns[6:]
        if frame[name].notna().any()
    }
    codes = [str(code).strip() for code in frame["Codering_3"]]
    flags = [str(flag).strip() for flag in frame["IndelingswijzigingWijkenEnBuurten_4"]]
    return _division(
        codes, [titles[code] for code in codes], [str(level).strip() for level in frame["SoortRegio_2"]], flags, columns
    )


def _new_division(open_data: Path) -> Division:
    frame = pd.read_excel(open_data / _NEW_TABLE, engine="calamine", dtype=object)
    columns = {
        str(name): pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=np.float64) for name in frame.columns[4:]
    }
    texts = {name: [str(cell).strip() for cell in frame[name]] for name in ("gwb_code_10", "regio", "recs")}
    return _division(texts["gwb_code_10"], texts["regio"], texts["recs"], ["1"] * len(frame), columns)


def _division(
    codes: list[str], names: list[str], levels: list[str], flags: list[str], columns: dict[str, Array]
) -> Division:
    areas = tuple(
        Area(code, level, name, code if level == "Land" else f"GM{code[2:6]}", "", (), flag)
        for code, name, level, flag in zip(codes, names, levels, flags, strict=True)
    )
    gemeente = np.unique([area.gemeente_code for area in areas], return_inverse=True)[1].astype(np.int64)
    residents = columns.get("AantalInwoners", columns.get("a_inw", np.zeros(len(areas))))
    return Division(areas, gemeente, np.nan_to_num(residents), columns)


def _wide_columns(open_data: Path) -> dict[str, Array]:
    """Columns of the sheets of one gemeente by short name; the first sheet that has any figure in a column."""
    found: dict[str, Array] = {}
    for path in _WIDE_TABLES:
        frame = pd.read_excel(open_data / path, engine="calamine", dtype=object)
        for name in frame.columns[5:]:
            values = pd.to_numeric(frame[name].astype("str").str.replace(",", "."), errors="coerce").to_numpy(float)
            if np.isfinite(values).any():
                found.setdefault(str(name), values)
    return found


def _near_columns(open_data: Path) -> dict[str, Array]:
    """Columns of the export of one gemeente by the stem of the title, with its groups."""
    with (open_data / _NEAR_TABLE).open(encoding="utf-8-sig") as stream:
        titles, *rows = list(csv.reader(stream, delimiter=";"))
    cells = [row for row in rows if len(row) == len(titles)]
    found = {}
    for position, title in enumerate(titles):
        values = pd.to_numeric(pd.Series([row[position].strip().replace(",", ".") for row in cells]), errors="coerce")
        if values.notna().any():
            found[" ".join(title.split()).rsplit(" (", 1)[0]] = values.to_numpy(dtype=np.float64)
    return found


def _figures(
    division: Division, topics: tuple[Topic, ...], known: Mapping[str, Array], drawn: Mapping[str, Array], year: int
) -> Figures:
    """Figures of a year: known ones as they are, counts as a rate per gemeente, the rest drawn from areas of one gemeente."""
    rng = np.random.default_rng(year)
    pace = 1 + 0.01 * (year - YEARS[0]) * rng.normal(0, 0.3, len(division.areas))
    donors = rng.random(len(division.areas))
    columns = {}
    for topic in topics:
        told = known.get(topic.stem, known.get(topic.xlsx))
        if told is None:
            values = _drawn(division, topic, drawn, donors, rng) * pace
            values = np.minimum(values, 100) if topic.unit == "%" else values
        else:
            values = told
        columns[topic.measure] = values
    return Figures(year, division.areas, columns)


def _drawn(
    division: Division, topic: Topic, drawn: Mapping[str, Array], donors: Array, rng: np.random.Generator
) -> Array:
    title = "/".join([*topic.path, topic.title])
    sample = drawn.get(_SAME_COLUMN.get(topic.xlsx, topic.xlsx), drawn.get(title))
    if topic.unit == "aantal" and not topic.decimals:
        # Per gemeente one rate, so that its buurten add up to it.
        rate = rng.uniform(0.01, 0.4, int(division.gemeente.max()) + 1)[division.gemeente]
        counts: Array = np.round(division.residents * rate / 5) * 5
        return np.where(division.residents < 10, np.nan, counts)
    if sample is None:
        sample = rng.gamma(2, 2, 200)
    values = sample[(donors * len(sample)).astype(int)]
    small: Array = np.where(division.residents < _SMALLEST_AREA, np.nan, values)
    return small
