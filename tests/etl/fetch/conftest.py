"""The emulator's fixtures, and a small catalogue."""

from __future__ import annotations

import pytest

from etl.catalogue.schema import Catalogue, Indicator, Locator, Source, Theme, V3Locator
from tests.emulator.plugin import cbs, cbs_address, cbs_stage, settings  # noqa: F401


def source(**tables: str) -> Source:
    """A source with tables given as y2024="99024NED"."""
    return Source(
        title="Bron",
        publisher="CBS",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        attribution="Bron: CBS",
        homepage="https://www.cbs.nl",
        tables={int(year[1:]): table_id for year, table_id in tables.items()},
    )


def indicator(*stems: str) -> Indicator:
    """A distance in km from cbs_kwb, found by these stems."""
    return Indicator(
        title="Afstand tot de huisarts",
        theme="zorg",
        unit="km",
        decimals=1,
        direction="higher_is_worse",
        kind="register",
        describes="Afstand over de weg.",
        legend="Donker is ver.",
        source=(Locator(series="cbs_kwb", v3=tuple(V3Locator(stem=stem) for stem in stems)),),
        breaks=(1, 2),
        valid_range=(0, None),
    )


@pytest.fixture
def catalogue() -> Catalogue:
    """KWB of 2024, health of boundary year 2024, and the boundary map."""
    return Catalogue(
        themes=(Theme(id="zorg", title="Zorg", sentence="Zorg dichtbij."),),
        sources={
            "cbs_kwb": source(y2024="99024NED"),
            "rivm_gezondheid": source(y2024="99150NED"),
            "cbs_wijkbuurtkaart": source(),
        },
        indicators={"gp_km": indicator("AfstandTotHuisartsenpraktijk")},
    )
