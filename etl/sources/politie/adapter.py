"""Registered crimes per kind, year and area, counted where they happened (police, through CBS)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import NotUsed, Recognised
from etl.sources._layouts.dimensioned import TIME
from etl.sources._layouts.dimensioned_files import Described, DimensionedSeries, recognise_dimensioned

SOURCE_ID: Final = "politie"
_DIMENSIONS: Final = frozenset({"SoortMisdrijf", TIME})


def _is_police(table: Described) -> bool:
    return table.dimensions >= _DIMENSIONS and "GeregistreerdeMisdrijven" in table.stems


POLICE: Final = DimensionedSeries(source_id=SOURCE_ID, title="Geregistreerde misdrijven", is_mine=_is_police)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Yearly tables of registered crimes in OData; monthly ones are named as not used."""
    return recognise_dimensioned(POLICE, folder, files)
