"""Which column of a table holds an indicator.

Found by meaning, never by CBS's running numbers, which move between releases.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.catalogue.schema import Catalogue, Indicator, Locator, V3Locator
from etl.errors import ColumnError

_RUNNING_NUMBER = re.compile(r"_\d+$")


class UnknownColumnError(ColumnError):
    """Nothing in the table answers to a locator."""


class AmbiguousColumnError(ColumnError):
    """More than one column answers to a locator."""


@dataclass(frozen=True)
class Topic:
    """One column of an OData table.

    `path` holds the titles of its parents from the top; None where a file does not tell.
    """

    key: str
    path: tuple[str, ...] | None = None
    unit: str | None = None
    title: str | None = None

    @property
    def full_title(self) -> str | None:
        """Title as StatLine writes it above an exported column: "Group/Group/Title (unit)"; None where a file does not tell."""
        if self.path is None or not self.title:
            return None
        return "/".join([*self.path, self.title]) + (f" ({self.unit})" if self.unit else "")

    @property
    def stem(self) -> str:
        """Key without its running number; also the base of a v4 measure code."""
        return stem_of(self.key)

    def __str__(self) -> str:
        parents = " > ".join(self.path) if self.path else ""
        unit = f" [{self.unit}]" if self.unit else ""
        return f"{parents} > {self.key}{unit}" if parents else f"{self.key}{unit}"


@dataclass(frozen=True)
class Chosen:
    """The column that was found for one indicator in one table."""

    indicator_id: str
    indicator: Indicator
    locator: Locator
    key: str


@dataclass(frozen=True)
class Choice:
    """The columns of one table, and the indicators of which it has none: id -> what was sought."""

    chosen: tuple[Chosen, ...]
    missing: Mapping[str, str]


#: Finds the key of a column; None when the locator says nothing about this layout. Raises the two errors above.
Resolver = Callable[[Locator], str | None]


def stem_of(key: str) -> str:
    """Key or measure code without its running number: `AantalInwoners_5` -> `AantalInwoners`."""
    return _RUNNING_NUMBER.sub("", key.strip())


def resolve_v3(locator: Locator, topics: Sequence[Topic]) -> str | None:
    """Key of the topic meant by the first alternative of `locator.v3` that the table has; None without alternatives.

    Where none is there, it is the topic with one of the full titles of `locator.statline`: CBS at times renames a key and
    keeps its title. Raises UnknownColumnError when there is none of that either, AmbiguousColumnError when several topics
    answer to one alternative.
    """
    if not locator.v3:
        return None
    for alternative in locator.v3:
        matches = [topic for topic in topics if _answers(alternative, topic)]
        if len(matches) > 1:
            found = "; ".join(str(topic) for topic in matches)
            raise AmbiguousColumnError(f"{_sought(alternative)} is ambiguous: {found}. Give a longer path or a unit.")
        if matches:
            return matches[0].key
    by_title = _known_title(locator.statline, topics)
    if by_title is not None:
        return by_title
    sought = " or ".join(_sought(alternative) for alternative in locator.v3)
    raise UnknownColumnError(f"{sought} is not there; {_nearest([a.stem for a in locator.v3], topics)}")


def resolve_v4(locator: Locator, measures: Sequence[Topic]) -> str | None:
    """Identifier of the measure with base code `locator.v4`, in the group and with the unit that the locator gives.

    Where no code is given, or the code alone does not decide, it is the measure with one of the full titles of
    `locator.statline`; None without code and titles.
    """
    if not locator.v4:
        return _resolve_title(locator.statline, measures)
    group, unit = locator.v4_group, locator.v4_unit
    same_base = [measure for measure in measures if measure.stem == locator.v4]
    matches = [
        measure
        for measure in same_base
        if (group is None or _is_subsequence((group,), measure.path or ()))
        and (unit is None or measure.unit is None or plain(unit) == plain(measure.unit))
    ]
    if len(matches) == 1:
        return matches[0].key
    by_title = _known_title(locator.statline, measures)
    if by_title is not None:
        return by_title
    sought = f"measure {locator.v4}" + (f" in group '{group}'" if group else "") + (f" [{unit}]" if unit else "")
    if len(matches) > 1:
        found = "; ".join(str(measure) for measure in matches)
        raise AmbiguousColumnError(f"{sought} is ambiguous: {found}. Give v4_group or v4_unit.")
    hint = "there is " + "; ".join(str(m) for m in same_base) if same_base else _nearest([locator.v4], measures)
    raise UnknownColumnError(f"{sought} is not there; {hint}")


def _known_title(titles: Sequence[str], topics: Sequence[Topic]) -> str | None:
    """Key of the topic with the first of these full titles that the table has; None when it has none of them."""
    there = {plain(topic.full_title) for topic in topics if topic.full_title}
    return _resolve_title([title for title in titles if plain(title) in there], topics)


def _resolve_title(alternatives: Sequence[str], measures: Sequence[Topic]) -> str | None:
    by_title = [(measure.full_title, measure.key) for measure in measures if measure.full_title]
    title = resolve_header(alternatives, [title for title, _ in by_title])
    return None if title is None else dict(by_title)[title]


def resolve_header(alternatives: Sequence[str], headers: Sequence[str]) -> str | None:
    """The first of `alternatives` among the column headers (spaces collapsed, capitals ignored).

    None without alternatives.
    """
    if not alternatives:
        return None
    for alternative in alternatives:
        matches = [header for header in headers if plain(header) == plain(alternative)]
        if len(matches) > 1:
            raise AmbiguousColumnError(f"column '{alternative}' is ambiguous: it is there {len(matches)} times")
        if matches:
            return matches[0]
    sought = " or ".join(f"'{alternative}'" for alternative in alternatives)
    raise UnknownColumnError(f"column {sought} is not there; {_nearest(alternatives, [Topic(h) for h in headers])}")


def choose(
    catalogue: Catalogue, source_id: str, year: int, resolve: Resolver, *, complete: bool, subject: str
) -> Choice:
    """Columns of all indicators that `source_id` publishes in `year`, resolved in one table.

    A column that is not there is an error in a `complete` table, unless its locator is optional, and normal in an
    extract; ambiguity is an error in both. Raises ColumnError with every fault of the table, named by `subject`.
    """
    chosen: list[Chosen] = []
    missing: dict[str, str] = {}
    promised: set[str] = set()
    ambiguous: dict[str, str] = {}
    for indicator_id, indicator, locators in _published(catalogue, source_id, year):
        sought: list[str] = []
        for locator in locators:
            try:
                key = resolve(locator)
            except UnknownColumnError as error:
                sought.append(str(error))
                if not locator.optional:
                    promised.add(indicator_id)
            except AmbiguousColumnError as error:
                ambiguous[indicator_id] = str(error)
                break
            else:
                if key is not None:
                    chosen.append(Chosen(indicator_id, indicator, locator, key))
                    break
        else:
            if sought:
                missing[indicator_id] = "; ".join(sought)
    problems = ambiguous | {name: why for name, why in missing.items() if complete and name in promised}
    if problems:
        raise column_error(subject, problems)
    return Choice(tuple(chosen), missing)


def column_error(subject: str, problems: Mapping[str, str]) -> ColumnError:
    """One error for all columns of a table that could not be resolved: indicator -> what is wrong."""
    count = f"{len(problems)} column{'s' if len(problems) != 1 else ''}"
    lines = "\n".join(f"  - {indicator_id}: {problem}" for indicator_id, problem in problems.items())
    return ColumnError(
        f"{subject}: {count} could not be found with certainty.\n{lines}\n"
        "Give the right name, or the years in which it exists, in the indicator's YAML under etl/catalogue/indicators.",
        indicators=tuple(problems),
    )


def plain(text: str) -> str:
    """Text for comparing titles and headers: spaces (also hard ones) collapsed, no capitals."""
    return " ".join(text.split()).casefold()


def applies(locator: Locator, year: int) -> bool:
    """Whether a locator is meant for tables of this year."""
    first, last = locator.years
    return (first is None or year >= first) and (last is None or year <= last)


def paths(parents: Mapping[str, tuple[str | None, str]], start: str | None) -> tuple[str, ...]:
    """Titles from the top down to group `start`, with `parents` as id -> (parent id, title)."""
    titles: list[str] = []
    seen: set[str] = set()
    current = start
    while current is not None and current in parents and current not in seen:
        seen.add(current)
        parent, title = parents[current]
        titles.append(title)
        current = parent
    return tuple(reversed(titles))


def _published(catalogue: Catalogue, source_id: str, year: int) -> Iterator[tuple[str, Indicator, list[Locator]]]:
    for indicator_id, indicator in catalogue.indicators.items():
        locators = [one for one in indicator.source if one.series == source_id and applies(one, year)]
        if locators:
            yield indicator_id, indicator, locators


def _answers(locator: V3Locator, topic: Topic) -> bool:
    if topic.stem != locator.stem:
        return False
    if topic.path is not None and not _is_subsequence(locator.path, topic.path):
        return False
    return locator.unit is None or topic.unit is None or plain(locator.unit) == plain(topic.unit)


def _is_subsequence(wanted: Sequence[str], titles: Sequence[str]) -> bool:
    rest = iter([plain(title) for title in titles])
    return all(plain(want) in rest for want in wanted)


def _sought(locator: V3Locator) -> str:
    under = f" under '{' > '.join(locator.path)}'" if locator.path else ""
    unit = f" [{locator.unit}]" if locator.unit else ""
    return f"topic '{locator.stem}'{under}{unit}"


def _nearest(names: Sequence[str], topics: Sequence[Topic]) -> str:
    by_stem: dict[str, list[str]] = {}
    for topic in topics:
        by_stem.setdefault(topic.stem, []).append(str(topic))
    close = [stem for name in names for stem in difflib.get_close_matches(name, list(by_stem), n=3, cutoff=0.6)]
    found = [text for stem in dict.fromkeys(close) for text in by_stem[stem]]
    return f"nearest: {'; '.join(found[:5])}" if found else "nothing in the table looks like it"
