"""Writes the health monitor: untyped OData v3 of a whole table, in slices per wave and age, and as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from etl.demo.figures import Figures
from etl.demo.health import AGES, MARGINS, Array, estimate
from etl.demo.health_topics import health_topics
from etl.demo.tables import number_text
from etl.demo.topics import Topic
from etl.demo.world import Area
from etl.demo.write_v3 import (
    area_rows,
    data_properties,
    region_entries,
    region_texts,
    table_info,
    topic_entries,
    write_pages,
    write_set,
)
from etl.demo.write_xlsx import write_sheet

HOST: Final = "https://dataderden.cbs.nl/ODataFeed/OData"
_PAGE: Final = 1_000
_TITLE: Final = "Gezondheid per wijk en buurt (fictief)"
_DIMENSIONS: Final = (
    ("Dimension", "Leeftijd", "Leeftijd"),
    ("Dimension", "Marges", "Marges"),
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
    ("TimeDimension", "Perioden", "Perioden"),
)


class HealthTable:
    """One of the tables: its id, figures (their year is that of its boundaries) and all waves in its row numbers."""

    def __init__(self, table_id: str, figures: Figures, waves: tuple[int, ...], modified: str, seed: int) -> None:
        self.table_id, self.figures, self.waves, self.modified, self.seed = table_id, figures, waves, modified, seed
        self.topics: tuple[Topic, ...] = health_topics(table_id)
        entries = region_entries(figures.year)[:3] + topic_entries(self.topics)
        self.properties = data_properties(_DIMENSIONS, entries, figures.year)
        self.keys = [row["Key"] for row in self.properties if row["Type"] == "Topic"]

    def rows(self, ages: Iterable[str], margins: Iterable[str], waves: Iterable[int]) -> Iterator[dict[str, Any]]:
        """Rows by age, margin, area and wave, numbered as in the whole table."""
        areas = self.figures.areas
        for age in ages:
            by_wave = {wave: self._texts(age, wave) for wave in waves}
            for margin in margins:
                column = list(MARGINS).index(margin)
                block = (list(AGES).index(age) * len(MARGINS) + column) * len(areas)
                for number, area in enumerate(areas):
                    for wave, texts in by_wave.items():
                        yield {
                            "ID": (block + number) * len(self.waves) + self.waves.index(wave),
                            "Leeftijd": age,
                            "Marges": margin,
                            "WijkenEnBuurten": f"{_code(area):<12}",
                            "Perioden": f"{wave}JJ00",
                            **dict(zip(self.keys, [*_region(area), *texts[column][number]], strict=True)),
                        }

    def _texts(self, age: str, wave: int) -> list[list[tuple[str, ...]]]:
        """Padded cells of a wave and age: per margin, per area, per topic."""
        made = [estimate(self.figures, topic.measure, wave, age, self.seed) for topic in self.topics]
        per_margin = zip(*made, strict=True)
        return [list(zip(*map(_padded, columns), strict=True)) for columns in per_margin]

    def write_metadata(self, folder: Path) -> None:
        """TableInfos, DataProperties and the dimensions."""
        period = f"{self.waves[0]} - {self.waves[-1]}"
        sets: dict[str, list[dict[str, Any]]] = {
            "TableInfos": [table_info(self.table_id, _TITLE, self.modified, period)],
            "DataProperties": self.properties,
            "Leeftijd": [{"Key": key, "Title": title} for key, title in AGES.items()],
            "Marges": [{"Key": key, "Title": title} for key, title in MARGINS.items()],
            "Perioden": [{"Key": f"{wave}JJ00", "Title": str(wave), "Status": "Definitief"} for wave in self.waves],
        }
        for name, rows in sets.items():
            write_set(folder, self.table_id, name, rows, HOST)
        regions = [
            row | {"Key": f"{_code(area):<12}"}
            for row, area in zip(area_rows(self.figures.areas), self.figures.areas, strict=True)
        ]
        write_pages(folder, self.table_id, "WijkenEnBuurten", regions, _PAGE, host=HOST)


def write_whole(folder: Path, table: HealthTable) -> None:
    """All ages, margins and waves of a table in pages."""
    table.write_metadata(folder)
    write_pages(
        folder, table.table_id, "UntypedDataSet", list(table.rows(AGES, MARGINS, table.waves)), _PAGE, host=HOST
    )


def write_slices(folder: Path, table: HealthTable, wave: int) -> None:
    """One wave, with files of their own per age and margin, as a fetch with filters leaves them."""
    table.write_metadata(folder)
    for age in AGES:
        for margin in MARGINS:
            rows = list(table.rows([age], [margin], [wave]))
            write_pages(
                folder, table.table_id, "UntypedDataSet", rows, slice_name=f"{wave}JJ00-{age}-{margin}", host=HOST
            )


def write_health_sheet(path: Path, table: HealthTable, wave: int, age: str) -> None:
    """One wave and age without margins as a sheet of texts, empty where there is no estimate."""
    rows = list(table.rows([age], ["MW00000"], [wave]))
    cells = [[_sheet_cell(name, value) for name, value in row.items()] for row in rows]
    write_sheet(path, f"{table.table_id}_UntypedDataSet", [list(rows[0]), *cells])


def _sheet_cell(name: str, value: Any) -> object:
    if name in ("ID", "Leeftijd"):
        return float(value)
    return "" if str(value).strip() == "." else str(value)


def _padded(values: Array) -> list[str]:
    return [f"{number_text(value, 1):>8}" for value in values.tolist()]


def _region(area: Area) -> list[str]:
    name, level, _, _ = region_texts(area)
    return [name, level, f"{_code(area):<20}"]


def _code(area: Area) -> str:
    """The health tables call the country NL01."""
    return "NL01" if area.level == "Land" else area.code
