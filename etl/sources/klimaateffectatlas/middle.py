"""The middle values that the makers publish beside their table: a national table far from them was read wrongly."""

from __future__ import annotations

from typing import Final

import pandas as pd

#: Title -> national middle value of the whole buurt, % of surface unless said otherwise (Buurtdashboard, January 2026).
PUBLISHED: Final = {
    "Groen": 22.4,
    "Groen openbaar": 51.4,
    "Groen niet-openbaar": 13.3,
    "Verharding": 31.4,
    "Verharding niet-openbaar": 34.8,
    "Boomkroonoppervlakte": 11.1,
    "Schaduw wandel- en fietspaden": 40.8,
    "Groen per inwoner": 124.0,
    "Hitte en broze 65-plussers": 24.3,
}
#: So many buurten make the country; an extract has another middle.
_NATIONAL_BUURTEN: Final = 10_000
_FAR: Final = 0.25


def compare_with_published(shares: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each title (column) whose middle differs more than a quarter from the published one."""
    if len(shares) < _NATIONAL_BUURTEN:
        return ()
    middles = shares.median()
    return tuple(
        f"'{title}': the middle buurt has {middles[title]:.1f}, the makers publish {published}. Is it the same measure?"
        for title, published in PUBLISHED.items()
        if title in middles.index and abs(middles[title] - published) > _FAR * published
    )
