"""Topics of tables that nobody has recorded yet, found by the words of their titles where stem and full title are not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from etl.sources._layouts.columns import AmbiguousColumnError, Topic, UnknownColumnError, plain

_WORD: Final = re.compile(r"[\w%]+(?:-\w+)*")
_UNIT: Final = re.compile(r" \([^()]*\)$")
_SHOWN: Final = 60


def resolve_words(alternatives: Sequence[str], topics: Sequence[Topic]) -> str | None:
    """Key of the only topic that has all words of the first alternative that any topic has; None without alternatives.

    Words may stand in the title, its parents or its unit, in any order. A topic whose own title is exactly the alternative goes
    before others that only contain it. Raises UnknownColumnError and AmbiguousColumnError.
    """
    if not alternatives:
        return None
    for alternative in alternatives:
        exact = [topic for topic in topics if plain(alternative) in _titles(topic)]
        matches = (
            exact if len(exact) == 1 else [topic for topic in topics if _words(alternative) <= _words(_full(topic))]
        )
        if len(matches) > 1:
            raise AmbiguousColumnError(
                f"'{alternative}' is ambiguous: {listed(matches)}. Give more words of the title."
            )
        if matches:
            return matches[0].key
    sought = " or ".join(f"'{alternative}'" for alternative in alternatives)
    raise UnknownColumnError(f"no topic has the words {sought}")


def listed(topics: Sequence[Topic]) -> str:
    """Topics as a message prints them: key and full title, the first ones where there are many."""
    shown = "; ".join(f"{topic.key} = {topic.full_title}" if topic.title else str(topic) for topic in topics[:_SHOWN])
    return f"{shown} … ({len(topics)} in all)" if len(topics) > _SHOWN else shown


def _titles(topic: Topic) -> set[str]:
    full = plain(_full(topic))
    return {plain(topic.title or ""), full, _UNIT.sub("", full)}


def _full(topic: Topic) -> str:
    return topic.full_title or topic.title or topic.key


def _words(text: str) -> set[str]:
    return set(_WORD.findall(plain(text)))
