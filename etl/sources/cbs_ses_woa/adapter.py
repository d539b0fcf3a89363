"""SES-WOA: scores of welfare, education and work of households per wijk and buurt, with their spread (CBS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from domain.observations import Status
from etl.catalogue.schema import Catalogue
from etl.contracts import Content, NotUsed, Recognised
from etl.sources._layouts.columns import Topic, UnknownColumnError
from etl.sources._layouts.dimensioned import TIME, Part, parsed_table
from etl.sources._layouts.dimensioned_files import Described, DimensionedSeries, Open, recognise_dimensioned
from etl.sources._layouts.numbers import parse_column
from etl.sources._layouts.title_words import resolve_words

SOURCE_ID: Final = "cbs_ses_woa"
#: Up to so many households, rounded to hundreds, CBS gives no score.
_TOO_FEW_HOUSEHOLDS: Final = 100


def _is_ses_woa(table: Described) -> bool:
    return TIME in table.dimensions and "ses-woa" in table.texts


SES_WOA: Final = DimensionedSeries(
    source_id=SOURCE_ID, title="SES-WOA", is_mine=_is_ses_woa, division_in_catalogue=True, has_statline=True
)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables of SES-WOA in OData v3, v4 or a StatLine export. Raises LayoutError for a file that cannot be opened."""
    return recognise_dimensioned(SES_WOA, folder, files, _read)


def _read(opened: Open, catalogue: Catalogue) -> list[Content]:
    table = opened(catalogue)
    households = _households(table.topics)
    explained = replace(table, parts=lambda: (_explain(part, table.topics, households) for part in table.parts()))
    return [parsed_table(explained, SOURCE_ID, catalogue)]


def _households(topics: Sequence[Topic]) -> str | None:
    """Key of the number of private households on which the scores rest."""
    try:
        return resolve_words(("Particuliere huishoudens",), topics)
    except UnknownColumnError:
        return None


def _explain(part: Part, topics: Sequence[Topic], households: str | None) -> Part:
    """The part with the reason for a missing score, which the table itself tells: too few households."""
    if households is None or households not in part.rows:
        return part
    few = parse_column(part.rows[households]).values <= _TOO_FEW_HOUSEHOLDS
    told = pd.Series(Status.SUPPRESSED.value, index=part.rows.index).astype(object).where(few, None)
    reasons = {
        topic.key: own.where(own.notna(), told) if (own := part.reasons.get(topic.key)) is not None else told
        for topic in topics
    }
    return replace(part, reasons=reasons)
