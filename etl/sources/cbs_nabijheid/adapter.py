"""CBS Nabijheid voorzieningen.

Mean road distance to facilities and how many there are within reach, one table a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import NotUsed, Recognised
from etl.sources._layouts.series import Series, recognise_series

#: Titles of the groups that only this series has.
_GROUPS: Final = (
    "gezondheid en welzijn/",
    "detailhandel/",
    "horeca/",
    "kinderopvang/",
    "onderwijs/",
    "groen/",
    "verkeer en vervoer/",
    "vrije tijd en cultuur/",
)
_MEASURES: Final = ("afstand tot ", "binnen ")


def _is_statline(titles: Sequence[str]) -> bool:
    """Whether a title lies in one of the series' groups and is a distance or a count within reach."""
    split = [(title.casefold(), title.casefold().rsplit("/", 1)[-1]) for title in titles]
    return any(title.startswith(_GROUPS) and last.startswith(_MEASURES) for title, last in split)


NABIJHEID: Final = Series(
    source_id="cbs_nabijheid",
    title="Nabijheid voorzieningen",
    is_v3=lambda stems: {"AfstandTotHuisartsenpraktijk", "AfstandTotRestaurant"} <= stems,
    is_v4=lambda codes: {"D000028", "D000043"} <= codes,
    is_statline=_is_statline,
)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of Nabijheid voorzieningen in any layout. Raises LayoutError for a file that cannot be opened."""
    return recognise_series(NABIJHEID, folder, files)
