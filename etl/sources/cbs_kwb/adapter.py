"""CBS Kerncijfers wijken en buurten.

Population, households, dwellings, income, benefits and nearest facilities, one table a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import NotUsed, Recognised
from etl.sources._layouts.series import Series, recognise_series
from etl.sources.cbs_kwb.filled_in import undo_filled_in

KWB: Final = Series(
    source_id="cbs_kwb",
    title="Kerncijfers wijken en buurten",
    is_v3=lambda stems: {"AantalInwoners", "HuishoudensTotaal", "OppervlakteLand"} <= stems,
    is_v4=lambda codes: {"T001036", "1050010"} <= codes,
    is_statline=lambda titles: any(title.casefold().startswith("bevolking/") for title in titles),
    has_sheets=True,
    after=undo_filled_in,
)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of Kerncijfers wijken en buurten in any layout. Raises LayoutError for a file that cannot be opened."""
    return recognise_series(KWB, folder, files)
