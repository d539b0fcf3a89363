"""Figures that somebody filled in: small buurten that carry the figure of their wijk where CBS publishes none."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from domain.build_report import CorrectionKind
from domain.observations import Status
from etl.corrections import Correction
from etl.sources._layouts.columns import Chosen
from etl.sources._layouts.wide import Tidy

#: Below this CBS hides many figures, and above it an own figure equals that of the wijk by chance only.
SMALL_RESIDENTS: Final = 200
#: Fewer equal figures than this can be chance, since the figures are rounded.
FEWEST_EQUAL: Final = 5


def undo_filled_in(table: Tidy, chosen: Sequence[Chosen]) -> Tidy:
    """Small buurten of a filled-in column become `unknown`, with a note; other columns stay as they are.

    Looked at are columns with a published minimum. One is filled in when, among the buurten under 200 residents with a
    figure,
    at least half (and at least five) have exactly the figure of their wijk. A buurt that is all of its wijk does not
    count.
    """
    small = _small_buurten(table.residents)
    values = table.values
    notes: list[str] = []
    for column in chosen:
        if column.indicator.minimum is None:
            continue
        rows = values[(values["indicator_id"] == column.indicator_id) & values["value"].notna()]
        figures = rows.set_index("area_code")["value"]
        own = figures[figures.index.isin(small)]
        judged = own[~_is_whole_wijk(list(own.index), table.residents)]
        equal = int((judged.to_numpy() == figures.reindex(_wijk_of(list(judged.index))).to_numpy()).sum())
        if equal < FEWEST_EQUAL or equal * 2 < len(judged):
            continue
        hit = (values["indicator_id"] == column.indicator_id) & values["area_code"].isin(own.index)
        values = values.assign(value=values["value"].mask(hit), status=values["status"].mask(hit, Status.UNKNOWN.value))
        sentence = (
            f"{column.indicator_id}: {equal} of {len(judged)} buurten under {SMALL_RESIDENTS} residents carry exactly "
            f"the figure of their wijk, so it was filled in; the figures of {len(own)} such buurten become unknown."
        )
        notes.append(Correction(sentence, CorrectionKind.FILLED_IN, column.indicator_id, len(own)))
    return dataclasses.replace(table, values=values, notes=(*table.notes, *notes))


def _small_buurten(residents: pd.Series) -> list[str]:
    small = residents[residents < SMALL_RESIDENTS]
    return [code for code in small.index if code.startswith("BU")]


def _wijk_of(buurten: list[str]) -> list[str]:
    return [f"WK{code[2:8]}" for code in buurten]


def _is_whole_wijk(buurten: list[str], residents: pd.Series) -> NDArray[np.bool_]:
    whole: NDArray[np.bool_] = residents.reindex(buurten).to_numpy() >= residents.reindex(_wijk_of(buurten)).to_numpy()
    return whole
