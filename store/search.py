"""Finding an area by what people know of it: a name, a code (today's or an older one) or a postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain import wording
from domain.areas import COUNTRY_CODE, Level, everyday_name, fold, normalise_code
from domain.view_models import Area, SearchHit
from store.gazetteer import Gazetteer, gazetteer
from store.warehouse import Store, Warehouse

_LONGEST_TEXT = 80
_MOST_HITS = 100
#: A name this close (Jaro-Winkler, 0…1), few letters changed, is offered when nothing else matches: "Amsterdan".
_CLOSE = 0.88
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})?")
_BARE_CODE = re.compile(r"0[0-9]{3}")
_RANK = {
    Level.LAND: 0,
    Level.GEMEENTE: 1,
    Level.PROVINCIE: 2,
    Level.GGD: 3,
    Level.EIGEN: 4,
    Level.WIJK: 5,
    Level.BUURT: 6,
}

_OLD_CODES = """
SELECT area_code, max(from_year) FROM area_match
WHERE from_code = ? AND boundary_year = ? AND from_code <> area_code GROUP BY area_code ORDER BY area_code
"""

_OF_POSTCODE = (
    "SELECT area_code, address_count FROM postcode WHERE postcode6 = ? ORDER BY address_count DESC, area_code"
)

_CLOSE_NAMES = """
SELECT area_code FROM (
    SELECT area_code, residents_count, damerau_levenshtein(lower(strip_accents(name)), $text) AS edits,
           jaro_winkler_similarity(lower(strip_accents(name)), $text) AS closeness
    FROM place WHERE boundary_year = $vintage
) WHERE closeness >= $closeness AND edits <= $edits
ORDER BY edits, residents_count DESC NULLS LAST, area_code LIMIT $limit
"""


def search(store: Store, text: str, limit: int = 20) -> list[SearchHit]:
    """Areas for what someone typed, best first. A postcode gives all its buurten, a name at most `limit` areas.

    A name matches without regard to case, accents and punctuation: whole, from its start, or anywhere in it; words may
    name the gemeente too ("centrum utrecht"). Names that are spelled almost the same come only when nothing matches.
    """
    wanted = text[:_LONGEST_TEXT].strip()
    warehouse = store.open()
    places = gazetteer(warehouse)
    found = _by_code(warehouse, places, wanted) or _by_postcode(warehouse, places, wanted)
    if found:
        return found[:_MOST_HITS]
    limit = max(1, min(limit, _MOST_HITS))
    folded = everyday_name(fold(wanted))
    if len(folded) < 2:
        return []
    named = [SearchHit(place, None) for place in _by_name(places, folded)]
    return named[:limit] or _by_close_name(warehouse, places, folded, limit)


def successors(warehouse: Warehouse, code: str) -> list[tuple[Area, int]]:
    """Areas of today that an older code stands for, with the last year in which it did (for the store's own use)."""
    places = gazetteer(warehouse)
    rows = warehouse.rows(_OLD_CODES, [code, warehouse.build.display_vintage])
    return [(places.by_code[now], year) for now, year in rows if now in places.by_code]


def _by_code(warehouse: Warehouse, places: Gazetteer, text: str) -> list[SearchHit]:
    code = normalise_code(f"GM{text}" if _BARE_CODE.fullmatch(text) else text)
    if code is None:
        return []
    if code in places.by_code:
        return [SearchHit(places.by_code[code], wording.code_match(code))]
    return [SearchHit(place, wording.old_code_match(code, year)) for place, year in successors(warehouse, code)]


def _by_postcode(warehouse: Warehouse, places: Gazetteer, text: str) -> list[SearchHit]:
    """Buurten of a postcode: of six characters those in which its addresses lie, else those where its four digits are most common."""
    match = _POSTCODE.fullmatch(text)
    if match is None:
        return []
    postcode6 = f"{match[1]}{match[2].upper()}" if match[2] else None
    if postcode6 is not None:
        rows = warehouse.rows(_OF_POSTCODE, [postcode6])
        found = [(places.by_code[code], count) for code, count in rows if code in places.by_code]
        if found:
            return [SearchHit(buurt, wording.whole_postcode_match(postcode6, count)) for buurt, count in found]
    why = wording.postcode_match(match[1], whole=postcode6)
    buurten = places.by_frame.get((Level.BUURT, COUNTRY_CODE), ())
    return [SearchHit(buurt, why) for buurt in buurten if buurt.postcode4 == match[1]]


def _by_name(places: Gazetteer, folded: str) -> list[Area]:
    words = [word for word in folded.split() if len(word) > 1]
    matches = ((_quality(name, gemeente, folded, words), place) for name, gemeente, place in places.names)
    ranked = ((quality, place) for quality, place in matches if quality is not None)
    return [
        place
        for _, place in sorted(
            ranked,
            key=lambda pair: (pair[0], _RANK[pair[1].level], -(pair[1].residents_count or 0), pair[1].code),
        )
    ]


def _quality(name: str, gemeente: str, folded: str, words: list[str]) -> int | None:
    """0 whole name, 1 its start, 2 start of a word, 3 anywhere, 4 all words in name and gemeente; None: no match."""
    if name == folded:
        return 0
    if name.startswith(folded):
        return 1
    if f" {folded}" in name:
        return 2
    if folded in name:
        return 3
    if (
        len(words) > 1
        and all(word in name or word in gemeente for word in words)
        and any(word in name for word in words)
    ):
        return 4
    return None


def _by_close_name(warehouse: Warehouse, places: Gazetteer, folded: str, limit: int) -> list[SearchHit]:
    asked = {"text": folded, "vintage": warehouse.build.display_vintage, "limit": limit}
    allowed = {"closeness": _CLOSE, "edits": 1 + len(folded) // 6}
    rows = warehouse.rows(_CLOSE_NAMES, asked | allowed)
    known: Iterator[Area] = (places.by_code[code] for (code,) in rows if code in places.by_code)
    return [SearchHit(place, wording.similar_name()) for place in known]
