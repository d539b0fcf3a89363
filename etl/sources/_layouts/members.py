"""Members of the dimensions of a table, such as kinds of crime or age groups: which of them a locator means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.sources._layouts.columns import AmbiguousColumnError, UnknownColumnError, plain

_SHOWN: Final = 60
#: Titles may begin with the number of their class: "1.4.5 Mishandeling".
_NUMBER: Final = re.compile(r"^\d+(?:\.\d+)*\.?\s+")


@dataclass(frozen=True)
class Member:
    """One member of a dimension: its key without padding, and its title."""

    key: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.key} {self.title}".strip()


def find_member(dimension: str, wanted: str, members: Sequence[Member]) -> Member:
    """The member with this key, else the only one with this title (spaces, capitals and a number in front ignored).

    Raises UnknownColumnError, which lists the members, and AmbiguousColumnError.
    """
    sought = plain(wanted)
    by_key = [member for member in members if plain(member.key) == sought]
    if by_key:
        return by_key[0]
    by_title = [m for m in members if sought in (plain(m.title), plain(_NUMBER.sub("", m.title.strip())))]
    if len(by_title) > 1:
        raise AmbiguousColumnError(
            f"'{wanted}' of dimension {dimension} is ambiguous: {listed(by_title)}. Give the key."
        )
    if not by_title:
        raise UnknownColumnError(f"dimension {dimension} has no member '{wanted}'; it has: {listed(members)}")
    return by_title[0]


def only_member(dimension: str, members: Sequence[Member]) -> Member:
    """The member to take of a dimension that no locator narrows down: the only one, or the only total.

    Raises AmbiguousColumnError, which lists the members.
    """
    if len(members) == 1:
        return members[0]
    totals = [member for member in members if plain(member.title).startswith("totaal")]
    if len(totals) == 1:
        return totals[0]
    raise AmbiguousColumnError(
        f"which member of dimension {dimension} is meant is not told: {listed(members) or 'its members are not there'}. "
        f"Give `where: {{{dimension}: …}}`."
    )


def listed(members: Sequence[Member]) -> str:
    """Members as a message prints them, the first ones where there are many."""
    shown = "; ".join(str(member) for member in members[:_SHOWN])
    return f"{shown} … ({len(members)} in all)" if len(members) > _SHOWN else shown
