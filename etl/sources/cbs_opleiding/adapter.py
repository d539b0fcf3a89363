"""Level of education of residents of 15 to 75 per wijk and buurt, with 95 % margins (CBS)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import NotUsed, Recognised
from etl.sources._layouts.dimensioned_files import Described, DimensionedSeries, recognise_dimensioned
from etl.sources._layouts.margins import MARGINS

SOURCE_ID: Final = "cbs_opleiding"
_WORDS: Final = ("opleidingsniveau", "onderwijsniveau")


def _is_education(table: Described) -> bool:
    told = table.texts + " ".join(table.dimensions).casefold()
    return MARGINS in table.dimensions and any(word in told for word in _WORDS)


EDUCATION: Final = DimensionedSeries(source_id=SOURCE_ID, title="Opleidingsniveau", is_mine=_is_education)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of the level of education with margins, in OData v3 or v4."""
    return recognise_dimensioned(EDUCATION, folder, files)
