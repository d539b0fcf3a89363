"""Terms in texts: where they stand, so that they can be explained there, and which of them a number of texts use. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

#: A word of a text; a hyphen belongs to it, so that "GGD" is not found in "GGD-regio".
_WORD: Final = re.compile(r"[\w-]+")
#: What comes before the first word of a sentence.
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.?!:…“”(])\s*$")


class Domain(StrEnum):
    """Who uses a term; CIJFERS are words that help to read a figure."""

    FYSIEK = "fysiek"
    SOCIAAL = "sociaal"
    CIJFERS = "cijfers"


@dataclass(frozen=True)
class Term:
    """A term with its meaning, how the other domain says it, and the spellings by which it is found."""

    term_id: str
    term: str
    domain: Domain
    means: str
    other_says: str
    counterpart: str | None
    example: str
    words: tuple[str, ...]
    everyday: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Part:
    """A piece of a text: plain, or the spelling of a term."""

    text: str
    term: Term | None = None


_Index = dict[str, list[tuple[re.Pattern[str], Term]]]


def split(text: str, terms: Sequence[Term]) -> tuple[Part, ...]:
    """The text in parts, each term at its first place only; the parts joined give the text back."""
    return split_all([text], terms)[0]


def split_all(texts: Sequence[str], terms: Sequence[Term]) -> list[tuple[Part, ...]]:
    """Texts that stand together, in parts: a term is explained once, in the first text that has it. Everyday words are passed over."""
    told: set[str] = set()
    found = []
    for text in texts:
        parts, end = [], 0
        for start, stop, term in _places(text, terms):
            if term.everyday or term.term_id in told:
                continue
            told.add(term.term_id)
            if start > end:
                parts.append(Part(text[end:start]))
            parts.append(Part(text[start:stop], term))
            end = stop
        if end < len(text) or not parts:
            parts.append(Part(text[end:]))
        found.append(tuple(parts))
    return found


def used_terms(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """Terms that occur in any of the texts, everyday words too, in the order of the list."""
    used = {term.term_id for text in texts for _, _, term in _places(text, terms)}
    return tuple(term for term in terms if term.term_id in used)


def _places(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int, Term]]:
    """Where terms stand, from left to right without overlap: whole words, capitals or not, the longest spelling first.

    A capital within a sentence makes a name of a word: the "Leefomgeving" of a planning office is none of ours.
    """
    index = _index(tuple(terms))
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        for pattern, term in index.get(word.group().casefold(), ()):
            if (found := pattern.match(text, start)) and not _is_name(text, start, pattern):
                end = found.end()
                yield start, end, term
                break


def _is_name(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether a word that has no capital in the list has one here, and not because a sentence begins."""
    has_capital = text[start].isupper() and not pattern.pattern[0].isupper()
    return has_capital and _SENTENCE_BEGINS.search(text[:start]) is None


@lru_cache(maxsize=8)
def _index(terms: tuple[Term, ...]) -> _Index:
    """Spellings by their first word, the longest first: a text is walked once, however many terms there are."""
    index: _Index = {}
    spelled = [(spelling, term) for term in terms for spelling in term.words]
    for spelling, term in sorted(spelled, key=lambda each: -len(each[0])):
        first = _WORD.match(spelling)
        if first is None:
            continue  # no letter or digit to find it by
        pattern = r"\s+".join(re.escape(part) for part in spelling.split())
        index.setdefault(first.group().casefold(), []).append((re.compile(rf"{pattern}(?![\w-])", re.IGNORECASE), term))
    return index
