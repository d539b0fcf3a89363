"""A briefing as it is asked for: areas, reader, parts, figures and own texts. It stands in an address (the rest: recipe_file). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import parse_qs, quote, urlencode

from domain.areas import normalise_code
from domain.view_state import MAX_QUERY_LENGTH
from domain.wording import recipe as words

T = TypeVar("T", bound=StrEnum)
MOST_AREAS: Final = 200
LONGEST_NAME: Final = 60
#: Address of the buurten of an area of one's own, instead of a code: "BU03630000+BU03630001".
JOINED: Final = "+"
_INDICATOR: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


class Kind(StrEnum):
    """What kind of document."""

    BRIEFING = "briefing"
    ONS_GEBIED = "ons-gebied"
    GEMEENTEKAART = "gemeentekaart"


class Reader(StrEnum):
    """For whom it is written."""

    PROFESSIONALS = "professionals"
    BEWONERS = "bewoners"


class Piece(StrEnum):
    """A part of a briefing that can be chosen, in the order in which they stand."""

    BEGIN = "begin"
    OPVALLEND = "opvallend"
    BESTAANSZEKERHEID = "bestaanszekerheid"
    OMGEVING = "omgeving"
    SAMENLOOP = "samenloop"
    NABIJHEID = "nabijheid"
    BINDING = "binding"
    VERGRIJZING = "vergrijzing"
    VEILIGHEID = "veiligheid"
    NIEUWBOUW = "nieuwbouw"
    VERLOOP = "verloop"
    TAFEL = "tafel"
    DUIDING = "duiding"
    BEWONERS = "bewoners"
    BEGRIPPEN = "begrippen"
    DEKKING = "dekking"


#: What stands in a briefing unless its reader chooses: some six pages.
USUAL: Final = (
    Piece.BEGIN,
    Piece.OPVALLEND,
    Piece.BESTAANSZEKERHEID,
    Piece.OMGEVING,
    Piece.SAMENLOOP,
    Piece.NABIJHEID,
    Piece.VERLOOP,
    Piece.TAFEL,
    Piece.DUIDING,
    Piece.BEWONERS,
    Piece.DEKKING,
)


class TextOf(StrEnum):
    """A block that people fill with their own text."""

    DUIDING = "duiding"
    BEWONERS = "bewoners"


@dataclass(frozen=True)
class Asked:
    """One area of a briefing: one code, or buurten together under a name."""

    codes: tuple[str, ...]
    name: str = ""

    @property
    def key(self) -> str:
        """How texts and figures of an earlier briefing name it."""
        return JOINED.join(self.codes)


@dataclass(frozen=True)
class Seen:
    """A figure as an earlier briefing had it."""

    year: int
    value: float | None


@dataclass(frozen=True)
class Recipe:
    """Everything a briefing is made of but the figures themselves. `indicators` empty is all; `seen` are those of the last time."""

    areas: tuple[Asked, ...] = ()
    kind: Kind = Kind.BRIEFING
    reader: Reader = Reader.PROFESSIONALS
    pieces: tuple[Piece, ...] = USUAL
    indicators: tuple[str, ...] = ()
    combined: bool = False
    texts: Mapping[tuple[str, TextOf], str] = field(default_factory=dict)
    template: str = ""
    seen: Mapping[tuple[str, str], Seen] = field(default_factory=dict)
    made_on: date | None = None

    def text(self, asked: Asked, block: TextOf) -> str:
        """Own text of a block for an area; empty where there is none."""
        return self.texts.get((asked.key, block), "")

    def to_query(self) -> str:
        """Query string with leading "?" of all but texts and figures: what fits an address. Empty when nothing was chosen."""
        said: dict[str, str] = {}
        if self.areas:
            said["gebieden"] = ",".join(each.key for each in self.areas)
        if names := [each.name for each in self.areas if len(each.codes) > 1 and each.name]:
            said["namen"] = "|".join(names)
        if self.kind is not Kind.BRIEFING:
            said["soort"] = str(self.kind)
        if self.reader is not Reader.PROFESSIONALS:
            said["lezer"] = str(self.reader)
        if set(self.pieces) != set(USUAL):
            said["delen"] = ",".join(self.pieces)
        if self.indicators:
            said["cijfers"] = ",".join(self.indicators)
        if self.combined:
            said["samen"] = "ja"
        return f"?{urlencode(said, safe=',+', quote_via=quote)}" if said else ""


def from_query(query: str) -> tuple[Recipe, tuple[str, ...]]:
    """Recipe of an address, and a Dutch line per thing that was not understood. Never raises."""
    lines: list[str] = []
    asked = _pairs(query)
    names = [clean_name(each) for each in asked.get("namen", "").split("|") if each.strip()]
    areas = asked_areas((asked.get("gebieden") or asked.get("gebied") or "").split(","), iter(names), lines)
    pieces = _chosen(Piece, asked.get("delen"), "delen", lines)
    kinds = _chosen(Kind, asked.get("soort"), "soort", lines)
    readers = _chosen(Reader, asked.get("lezer"), "lezer", lines)
    return (
        Recipe(
            areas=areas,
            kind=kinds[0] if kinds else Kind.BRIEFING,
            reader=readers[0] if readers else Reader.PROFESSIONALS,
            pieces=ordered(pieces) or USUAL,
            indicators=known_names(asked.get("cijfers", "").split(",")),
            combined=asked.get("samen") == "ja",
        ),
        tuple(lines),
    )


def clean_name(text: str) -> str:
    """Name that a reader gave: printable, without markup, at most 60 characters."""
    plain = "".join(char if char.isprintable() and char not in '<>"&`\\|' else " " for char in text)
    return " ".join(plain.split())[:LONGEST_NAME].strip()


def asked_areas(keys: Sequence[str], names: Iterator[str], lines: list[str]) -> tuple[Asked, ...]:
    """Areas of keys ("BU1", "BU1+BU2") and the names of joined ones in order; what is none is told in `lines`."""
    found: dict[str, Asked] = {}
    for key in filter(None, (each.strip() for each in keys)):
        codes = [normalise_code(part) for part in key.replace(" ", JOINED).split(JOINED) if part]
        if None in codes or not codes:
            lines.append(words.unknown_area(key))
            continue
        known = tuple(dict.fromkeys(code for code in codes if code is not None))
        asked = Asked(known, next(names, "") if len(known) > 1 else "")
        found.setdefault(asked.key, asked)
    if len(found) > MOST_AREAS:
        lines.append(words.too_many_areas(len(found), MOST_AREAS))
    return tuple(found.values())[:MOST_AREAS]


def _chosen(kind: type[T], text: str | None, key: str, lines: list[str]) -> list[T]:
    known = {str(each): each for each in kind}
    asked = [each for each in (text or "").split(",") if each]
    lines += [words.unknown_choice(key, each) for each in asked if each not in known]
    return [known[each] for each in asked if each in known]


def ordered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Parts in the order in which they stand, each once."""
    return tuple(each for each in Piece if each in set(pieces))


def known_names(names: Sequence[str]) -> tuple[str, ...]:
    """Ids of indicators, each once; what cannot be one is left out."""
    return tuple(dict.fromkeys(name for name in names if name and set(name) <= _INDICATOR))


def _pairs(query: str) -> dict[str, str]:
    """Values of every key with a comma between (a form says a key once per choice); "+" stays what it is, since it joins codes."""
    kept = query[:MAX_QUERY_LENGTH].removeprefix("?").replace("+", "%2B")
    return {key: ",".join(values) for key, values in parse_qs(kept).items()}
