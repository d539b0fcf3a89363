"""What one document is made from: the asked areas with their profiles, read from the warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas import Level
from domain.profile import Profile
from domain.recipe import Asked, Recipe, Seen
from store.areas import area as find_area
from store.areas import areas_of, children
from store.local_notes import NO_NOTES, LocalNotes
from store.profile import combined_profile, profile_of
from store.warehouse import Store


class UnknownArea(LookupError):  # noqa: N818  (it is about what a reader asked)
    """An area that the warehouse does not know. `str()` is a Dutch sentence."""

    def __str__(self) -> str:
        return f"Het gebied {self.args[0]} staat niet in deze gegevens. Misschien is de code veranderd: zoek op naam."


@dataclass(frozen=True)
class Setting:
    """Where documents are made: the day, where the app can be reached (empty: no links), and what the gemeente keeps."""

    made_on: date
    base: str = ""
    notes: LocalNotes = NO_NOTES


def profile(store: Store, asked: Asked, setting: Setting) -> Profile:
    """Profile of an asked area. Raises UnknownArea, and StoreUnavailable."""
    if len(asked.codes) > 1:
        return combined_profile(store, asked.codes, asked.name, setting.notes)
    found = find_area(store, asked.codes[0])
    if found is None:
        raise UnknownArea(asked.codes[0])
    return profile_of(store, found, setting.notes)


def every_area(store: Store, code: str, level: Level) -> tuple[Asked, ...]:
    """All buurten, wijken or gemeenten in an area where somebody lives, alphabetically. Raises UnknownArea."""
    around = find_area(store, code)
    if around is None:
        raise UnknownArea(code)
    inside = areas_of(store, level, code) or [each for each in children(store, code) if each.level is level]
    return tuple(Asked((each.code,)) for each in inside if each.residents_count != 0)


def seen_now(profiles: Sequence[tuple[Asked, Profile]], recipe: Recipe) -> Mapping[tuple[str, str], Seen]:
    """Figures as this briefing has them, to tell next time what is new."""
    return {
        (asked.key, row.indicator.indicator_id): Seen(row.figure.reference_year, row.value)
        for asked, found in profiles
        for row in found.rows
        if row.figure is not None and (not recipe.indicators or row.indicator.indicator_id in recipe.indicators)
    }
