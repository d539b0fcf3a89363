"""A table as it is about to be written, and the texts and columns that all layouts share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from etl.demo import places
from etl.demo.figures import Figures
from etl.demo.topics import Topic
from etl.demo.world import Area

#: Said wherever a source has room for a remark.
FICTIONAL = "Fictieve cijfers van een verzonnen gebied, gemaakt om Buurtlens te laten zien. Niet van CBS of RIVM."


@dataclass(frozen=True)
class Table:
    """One release: its id, its day, its topics and figures, and the measures that it does not hold yet."""

    table_id: str
    title: str
    year: int
    modified: date
    topics: tuple[Topic, ...]
    figures: Figures
    empty: frozenset[str] = frozenset()

    @property
    def areas(self) -> tuple[Area, ...]:
        """Areas in the order of the rows."""
        return self.figures.areas

    def values(self, topic: Topic) -> npt.NDArray[np.float64]:
        """Figures of a topic, NaN where there is none."""
        if topic.measure in self.empty:
            return np.full(len(self.areas), np.nan)
        return self.figures.column(topic)


def gemeente_name(area: Area) -> str:
    """Name of the gemeente an area lies in; the country is called by its own name."""
    return places.GEMEENTEN.get(area.gemeente_code, area.name)


def number_text(value: float, decimals: int, separator: str = ".") -> str:
    """A number as the sources print it, `.` where there is none.

    >>> number_text(1234.0, 0), number_text(0.7, 1, ","), number_text(float("nan"), 1)
    ('1234', '0,7', '.')
    """
    if math.isnan(value):
        return "."
    return f"{value:.{decimals}f}".replace(".", separator)


def change_title(year: int) -> str:
    """Title of the column with CBS's change flag, which was renamed for 2023."""
    return "Indelingswijziging wijken en buurten" if year < 2023 else "Indelingswijziging gemeente, wijk, buurt"


def change_stem(year: int) -> str:
    """Its key in OData v3."""
    return "IndelingswijzigingWijkenEnBuurten" if year < 2023 else "IndelingswijzigingGemeenteWijkBuurt"
