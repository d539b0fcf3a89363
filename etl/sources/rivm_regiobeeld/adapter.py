"""Regiobeeld (RIVM): care costs per insured person per area and year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import NotUsed, Recognised
from etl.sources._layouts.dimensioned import TIME
from etl.sources._layouts.dimensioned_files import Described, DimensionedSeries, recognise_dimensioned

SOURCE_ID: Final = "rivm_regiobeeld"
_COSTS: Final = "zorgkosten"


def _is_care_costs(table: Described) -> bool:
    return TIME in table.dimensions and _COSTS in table.texts


CARE_COSTS: Final = DimensionedSeries(source_id=SOURCE_ID, title="Regiobeeld, zorgkosten", is_mine=_is_care_costs)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of care costs per area in OData. Raises LayoutError for a file that cannot be opened."""
    return recognise_dimensioned(CARE_COSTS, folder, files)
