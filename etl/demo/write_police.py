"""Writes registered crimes of the fictional region: per kind and year, all on the areas of the newest year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures
from etl.demo.placewise import dense, hardship
from etl.demo.write_dimensioned import TIME, Block, DimensionedTable, write_dimensioned, years

Array = npt.NDArray[np.float64]
_FIRST: Final = 2016
#: Kind -> (title, per 1,000 residents where there is no hardship, what full hardship adds, growth per year).
_KINDS: Final = {
    "1.1.1 ": ("Diefstal/inbraak woning", 0.9, 1.6, -0.07),
    "1.4.4 ": ("Bedreiging", 0.5, 2.2, -0.01),
    "1.4.5 ": ("Mishandeling", 0.9, 4.5, -0.02),
    "1.4.6 ": ("Straatroof", 0.05, 0.5, -0.04),
    "2.2.1 ": ("Vernieling cq. zaakbeschadiging", 2.5, 6.0, -0.03),
}
_TOTAL: Final = "0.0.0 "
#: All other crimes, for each one of the kinds above; and how many more where it is busiest.
_OTHERS, _BUSY = 2.1, 2.5
_MOST_ADDRESSES: Final = 5_000.0


def write_police(folder: Path, figures: Figures, seed: int) -> None:
    """`politie/47018NED` under `folder`. A count of nobody's is 0; where nobody lives there are crimes all the same."""
    crimes = {_TOTAL: "Totaal misdrijven", **{key: title for key, (title, *_) in _KINDS.items()}}
    table = DimensionedTable(
        table_id="47018NED",
        title="Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers (fictief)",
        modified="2025-03-20",
        figures=figures,
        entries=(((), "GeregistreerdeMisdrijven", "Geregistreerde misdrijven", "aantal", 0, "Long"),),
        dimensions={"SoortMisdrijf": ("Soort misdrijf", crimes), TIME: ("Perioden", years(_FIRST, figures.year))},
    )
    write_dimensioned(folder / "politie" / table.table_id, table, _blocks(figures, seed))


def _blocks(figures: Figures, seed: int) -> Iterator[Block]:
    rng = np.random.default_rng(seed + 47)
    for year in range(_FIRST, figures.year + 1):
        by_kind = {key: _counts(figures, key, year, rng) for key in _KINDS}
        total = _summed(figures, np.round(sum(by_kind.values(), np.zeros(len(figures.areas))) * (1 + _OTHERS)))
        yield {"SoortMisdrijf": _TOTAL, TIME: f"{year}JJ00"}, [total.tolist()]
        for key, counts in by_kind.items():
            yield {"SoortMisdrijf": key, TIME: f"{year}JJ00"}, [_summed(figures, counts).tolist()]


def _counts(figures: Figures, kind: str, year: int, rng: np.random.Generator) -> Array:
    """Crimes of a kind, by chance around what the place and its residents make likely."""
    _, least, hardship_adds, growth = _KINDS[kind]
    columns = figures.columns
    rate = (least + hardship_adds * hardship(figures)) * (1 + _BUSY * dense(figures, _MOST_ADDRESSES) ** 3)
    expected = np.nan_to_num(columns["residents"]) / 1_000 * rate * (1 + growth) ** (year - figures.year)
    return np.asarray(rng.poisson(expected), dtype=np.float64)


def _summed(figures: Figures, counts: Array) -> Array:
    """Wijken and gemeenten as the sum of their buurten, the country by its residents."""
    result = counts.copy()
    buurten = [row for row, area in enumerate(figures.areas) if area.level == "Buurt"]
    for row, area in enumerate(figures.areas):
        if area.level in ("Wijk", "Gemeente"):
            start = f"BU{area.code[2:]}"
            result[row] = sum(counts[one] for one in buurten if figures.areas[one].code.startswith(start))
    gemeenten = [row for row, area in enumerate(figures.areas) if area.level == "Gemeente"]
    residents = figures.columns["residents"]
    result[0] = round(result[gemeenten].sum() / residents[gemeenten].sum() * residents[0], -2)
    return result
