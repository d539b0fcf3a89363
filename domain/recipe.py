"""A briefing as it is asked for: areas, reader, parts, figures and own texts. It stands in an address, and in a small file. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs, quote, urlencode

from domain.areas import normalise_code
from domain.view_state import MAX_QUERY_LENGTH
from domain.wording import recipe as words

T = TypeVar("T", bound=StrEnum)
#: Version of the file. A reader of it refuses a newer one.
VERSION: Final = 1
MOST_AREAS: Final = 200
#: Figures of an earlier briefing: of every area some 100 indicators, and room to grow.
MOST_SEEN: Final = 50_000
LONGEST_TEXT: Final = 8_000
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
    areas = _areas((asked.get("gebieden") or asked.get("gebied") or "").split(","), iter(names), lines)
    pieces = _chosen(Piece, asked.get("delen"), "delen", lines)
    kinds = _chosen(Kind, asked.get("soort"), "soort", lines)
    readers = _chosen(Reader, asked.get("lezer"), "lezer", lines)
    return (
        Recipe(
            areas=areas,
            kind=kinds[0] if kinds else Kind.BRIEFING,
            reader=readers[0] if readers else Reader.PROFESSIONALS,
            pieces=_ordered(pieces) or USUAL,
            indicators=_indicators(asked.get("cijfers", "").split(",")),
            combined=asked.get("samen") == "ja",
        ),
        tuple(lines),
    )


def to_file(recipe: Recipe) -> str:
    """The small file: JSON that a person can read."""
    told: dict[str, Any] = {
        "buurtlens_briefing": VERSION,
        "gemaakt": recipe.made_on.isoformat() if recipe.made_on else None,
        "gebieden": [
            {"codes": list(each.codes), **({"naam": each.name} if each.name else {})} for each in recipe.areas
        ],
        "soort": str(recipe.kind),
        "lezer": str(recipe.reader),
        "delen": [str(each) for each in recipe.pieces],
        "cijfers": list(recipe.indicators),
        "samen": recipe.combined,
        "sjabloon": recipe.template,
        "teksten": [
            {"gebied": key, "blok": str(block), "tekst": text} for (key, block), text in sorted(recipe.texts.items())
        ],
        "gezien": [
            {"gebied": key, "cijfer": name, "jaar": seen.year, "waarde": seen.value}
            for (key, name), seen in sorted(recipe.seen.items())
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def from_file(text: str) -> Recipe:
    """Recipe of a file. Raises ValueError with a Dutch sentence that says what is wrong with the file and what to do."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise ValueError(words.no_recipe()) from error
    if not isinstance(told, dict) or not isinstance(told.get("buurtlens_briefing"), int):
        raise ValueError(words.no_recipe())
    if told["buurtlens_briefing"] > VERSION:
        raise ValueError(words.newer_recipe())
    try:
        return _of_file(told)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(words.damaged_recipe(str(error))) from error


def from_posted(told: Mapping[str, Any]) -> tuple[Recipe, tuple[str, ...]]:
    """Recipe that a page sends: `vraag` (query string of an address), `teksten` and `gezien` as in the file, and `gemaakt`.

    With a Dutch line per thing of the address that was not understood. Raises ValueError with a Dutch sentence for the rest: also for
    a text about an area that is not chosen, and for more than a run can hold.
    """
    query, texts, seen = told.get("vraag"), told.get("teksten") or (), told.get("gezien") or ()
    if not isinstance(query, str) or not isinstance(texts, list | tuple) or not isinstance(seen, list | tuple):
        raise ValueError(words.damaged_order())
    recipe, lines = from_query(query)
    if len(texts) > len(TextOf) * MOST_AREAS or len(seen) > MOST_SEEN:
        raise ValueError(words.too_large_order())
    try:
        made = told.get("gemaakt")
        found = replace(
            recipe, texts=_texts(texts), seen=_seen(seen), made_on=date.fromisoformat(made) if made else None
        )
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ValueError(words.damaged_order()) from error
    chosen = {each.key for each in found.areas}
    strange = [key for key, _ in (*found.texts, *found.seen) if key not in chosen]
    if strange:
        raise ValueError(words.not_chosen(strange[0]))
    return found, lines


def clean_name(text: str) -> str:
    """Name that a reader gave: printable, without markup, at most 60 characters."""
    plain = "".join(char if char.isprintable() and char not in '<>"&`\\|' else " " for char in text)
    return " ".join(plain.split())[:LONGEST_NAME].strip()


def _of_file(told: Mapping[str, Any]) -> Recipe:
    lines: list[str] = []
    given = [(JOINED.join(each["codes"]), each.get("naam", "")) for each in told["gebieden"]]
    areas = _areas([key for key, _ in given], iter(clean_name(name) for key, name in given if JOINED in key), lines)
    if lines:
        raise KeyError(lines[0])
    made = told.get("gemaakt")
    return Recipe(
        areas=areas,
        kind=Kind(told["soort"]),
        reader=Reader(told["lezer"]),
        pieces=_ordered([Piece(each) for each in told["delen"]]) or USUAL,
        indicators=_indicators(told.get("cijfers", ())),
        combined=bool(told.get("samen")),
        texts=_texts(told.get("teksten", ())),
        template=clean_name(str(told.get("sjabloon") or "")),
        seen=_seen(told.get("gezien", ())),
        made_on=date.fromisoformat(made) if made else None,
    )


def clean_text(text: str) -> str:
    """Own text: printable characters and line ends, cut at its longest."""
    kept = "".join(char for char in text.replace("\r\n", "\n") if char == "\n" or char.isprintable())
    return kept[:LONGEST_TEXT].strip()


def _texts(given: Sequence[Mapping[str, Any]]) -> dict[tuple[str, TextOf], str]:
    return {(str(each["gebied"]), TextOf(each["blok"])): clean_text(str(each["tekst"])) for each in given}


def _seen(given: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Seen]:
    return {
        (str(each["gebied"]), str(each["cijfer"])): Seen(
            int(each["jaar"]), None if each["waarde"] is None else float(each["waarde"])
        )
        for each in given
    }


def _areas(keys: Sequence[str], names: Iterator[str], lines: list[str]) -> tuple[Asked, ...]:
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


def _ordered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(each for each in Piece if each in set(pieces))


def _indicators(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name and set(name) <= _INDICATOR))


def _pairs(query: str) -> dict[str, str]:
    """Values of every key with a comma between (a form says a key once per choice); "+" stays what it is, since it joins codes."""
    kept = query[:MAX_QUERY_LENGTH].removeprefix("?").replace("+", "%2B")
    return {key: ",".join(values) for key, values in parse_qs(kept).items()}
