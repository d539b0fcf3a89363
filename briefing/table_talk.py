"""Part "Samen aan tafel" of a briefing: what goes together here, and the crossings in policy that it points to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.document import Block, Bullets, Heading, Paragraph, Run
from domain.profile import Profile
from domain.wording.samen import SCREEN_TITLE, crossing_rows, crossing_state, summary
from store.samen import samen_of
from store.warehouse import Store

#: Crossings that are told whole; the screen has them all.
_MOST: Final = 3


def table_talk(store: Store, profile: Profile) -> Iterator[Block]:
    """Heading, what goes together, and the first lit crossings; nothing for combined areas and warehouses without tasks."""
    view = samen_of(store, profile.area)
    if not view.cells or profile.members:
        return
    opening, *lines = summary(view)
    yield Heading(SCREEN_TITLE)
    yield Paragraph(opening)
    if lines:
        yield Bullets(tuple(lines))
    for crossing in view.lit[:_MOST]:
        yield Heading(crossing.knooppunt.title, 2)
        yield Paragraph(crossing_state(crossing), "small")
        yield Bullets(tuple((Run(f"{name}: ", bold=True), Run(text)) for name, text in crossing_rows(crossing) if text))
