"""Noise exposure per buurt (RIVM): the share of residents with more than 55 dB Lden of road or rail traffic, from classes of noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from etl.catalogue.schema import Catalogue
from etl.contracts import Content, NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts.columns import Topic
from etl.sources._layouts.dimensioned import DimensionedTable, Part, parsed_table
from etl.sources._layouts.dimensioned_files import Described, DimensionedSeries, Open, recognise_dimensioned
from etl.sources._layouts.numbers import parse_column
from etl.sources.rivm_geluid.classes import Classes, classes_above

SOURCE_ID: Final = "rivm_geluid"
CLASSES: Final = "Geluidblootstelling"
#: Above this level of Lden traffic noise counts as a burden in European law; the figures of the catalogue are shares above it.
BOUND_DB: Final = 55.0
_POPULATION: Final = "Bevolking"
_NOISE: Final = "Geluid"


def _is_noise(table: Described) -> bool:
    return CLASSES in table.dimensions and any(stem.startswith(_NOISE) for stem in table.stems)


NOISE: Final = DimensionedSeries(source_id=SOURCE_ID, title="Blootstelling aan geluid", is_mine=_is_noise)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of residents per class of noise in OData. Raises LayoutError for a file that cannot be opened."""
    return recognise_dimensioned(NOISE, folder, files, _read)


def _read(opened: Open, catalogue: Catalogue) -> list[Content]:
    table = opened(catalogue)
    try:
        classes = classes_above(table.dimensions[CLASSES], BOUND_DB)
    except LayoutError as error:
        raise LayoutError(f"{table.path} ({table.table_id}): {error}") from error
    noise = [topic for topic in table.topics if topic.stem.startswith(_NOISE)]
    population = next((topic for topic in table.topics if topic.stem == _POPULATION), None)
    shares = replace(
        table,
        dimensions={name: members for name, members in table.dimensions.items() if name != CLASSES},
        parts=lambda: _shares(table, classes, noise, population),
    )
    return [parsed_table(shares, SOURCE_ID, catalogue)]


def _shares(
    table: DimensionedTable, classes: Classes, noise: Sequence[Topic], population: Topic | None
) -> Iterable[Part]:
    """All rows as one part, one row per area (and period): percentages of residents above the bound."""
    parts = list(table.parts())
    rows = pd.concat([part.rows for part in parts], ignore_index=True)
    if CLASSES not in rows:
        raise LayoutError(f"{table.path}: the rows lack {CLASSES}. Download the table again with all its dimensions.")
    keys = [table.region, *(name for name in table.dimensions if name != CLASSES)]
    texts = {name: rows[name].astype("str").str.strip() for name in (*keys, CLASSES)}
    index = pd.MultiIndex.from_frame(pd.DataFrame(texts)[[*keys, CLASSES]])
    if index.has_duplicates:
        double = index[index.duplicated()][0]
        raise LayoutError(f"{table.path}: two rows of {', '.join(map(str, double))}. Download the table again.")
    everybody = None if population is None else _wide(rows, population, index, table)
    found = {topic.key: _share(_wide(rows, topic, index, table), topic, classes, everybody, table) for topic in noise}
    titles = {member.key: str(member) for member in table.dimensions[CLASSES]}
    said = f"Above {BOUND_DB:g} dB are the classes {', '.join(titles[key] for key in classes.above)}."
    notes = dict.fromkeys([*(line for part in parts for line in part.notes), said])
    return [Part(pd.DataFrame(found).reset_index(), notes=tuple(notes))]


def _wide(rows: pd.DataFrame, topic: Topic, index: pd.MultiIndex, table: DimensionedTable) -> pd.DataFrame:
    """Numbers of a topic: a row per area (and period), a column per class. Raises LayoutError for a cell that is no number."""
    numbers = parse_column(rows[topic.key])
    if numbers.unreadable.any():
        row = int(np.flatnonzero(numbers.unreadable)[0])
        raise LayoutError(
            f"{table.subject}: area {index[row][0]}, column {topic.key}: {rows[topic.key].iloc[row]!r} is no number."
        )
    return pd.Series(numbers.values, index=index).unstack(CLASSES)


def _share(
    wide: pd.DataFrame, topic: Topic, classes: Classes, population: pd.DataFrame | None, table: DimensionedTable
) -> pd.Series:
    """Percentage above the bound; missing where a class is, or where nobody lives."""
    above = _sum(wide, classes.above)
    if (topic.unit or "").strip().startswith("%"):
        return above
    if classes.everybody:
        people = _sum(wide, classes.everybody)
    elif population is not None and _the_same_in_all(population):
        people = population.max(axis=1)
    else:
        raise LayoutError(
            f"{table.subject}: {topic} are numbers [{topic.unit or 'no unit'}], and nothing tells of how many residents in all: "
            f"no class '{CLASSES}: Totaal', no classes from the lowest up, and no {_POPULATION} that is the same in every class."
        )
    return (100 * above / people.where(people > 0)).where(above.notna())


def _sum(wide: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    return wide.reindex(columns=list(keys)).sum(axis=1, min_count=len(keys))


def _the_same_in_all(population: pd.DataFrame) -> bool:
    told = population.dropna(how="all")
    return bool((told.max(axis=1) == told.min(axis=1)).all())
