"""A briefing in a small file that a reader keeps, and as a page sends it: all that an address cannot hold. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from domain.recipe import (
    JOINED,
    MOST_AREAS,
    USUAL,
    Kind,
    Piece,
    Reader,
    Recipe,
    Seen,
    TextOf,
    asked_areas,
    clean_name,
    from_query,
    known_names,
    ordered,
)
from domain.wording import recipe as words

#: Version of the file. A reader of it refuses a newer one.
VERSION: Final = 1
LONGEST_TEXT: Final = 8_000
#: Figures of an earlier briefing: of every area some 100 indicators, and room to grow.
MOST_SEEN: Final = 50_000


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


def _of_file(told: Mapping[str, Any]) -> Recipe:
    lines: list[str] = []
    given = [(JOINED.join(each["codes"]), each.get("naam", "")) for each in told["gebieden"]]
    areas = asked_areas(
        [key for key, _ in given], iter(clean_name(name) for key, name in given if JOINED in key), lines
    )
    if lines:
        raise KeyError(lines[0])
    made = told.get("gemaakt")
    return Recipe(
        areas=areas,
        kind=Kind(told["soort"]),
        reader=Reader(told["lezer"]),
        pieces=ordered([Piece(each) for each in told["delen"]]) or USUAL,
        indicators=known_names(told.get("cijfers", ())),
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
