"""Terms of both domains and of figures: what they mean and how the other domain says it. Read, checked, compiled."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

import duckdb
from pydantic import Field, TypeAdapter

from etl.catalogue.loader import HERE
from etl.catalogue.reading import read_checked, refuse
from etl.catalogue.schema import Model

TermId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Part of addresses (#id): never renamed.")]
#: A spelling as it stands in a text: it begins and ends with a letter or digit, so that it can be found as a whole word.
Spelling = Annotated[str, Field(pattern=r"^\w(?:[\w ,'-]*\w)?$", max_length=60)]


class Term(Model):
    """One entry of the list of terms."""

    id: TermId
    term: str = Field(max_length=40, description="As it stands in the list: no capital unless it is a name.")
    domain: Literal["fysiek", "sociaal", "cijfers"] = Field(description="Who uses the word; cijfers: to read figures.")
    means: str = Field(max_length=180, description="One or two plain sentences; the explanation beside a text.")
    other_says: str = Field(description="The word of the other domain for nearly the same, or how it is heard there.")
    counterpart: TermId | None = Field(default=None, description="Another term of the list that this one goes with.")
    example: str = Field(description="One concrete sentence.")
    words: tuple[Spelling, ...] = Field(min_length=1, description="Spellings that a text may hold.")
    everyday: bool = Field(
        default=False,
        description="A word that everyone uses: in the list and the annex, but without a button in texts.",
    )
    source: str | None = Field(default=None, description="Where a definition or a fact in it comes from.")


_FILE: Final = TypeAdapter(tuple[Term, ...])


@cache
def load_terms(folder: Path = HERE) -> tuple[Term, ...]:
    """Terms of `folder`/terms.yml, in order. Raises CatalogueError naming every fault."""
    path = folder / "terms.yml"
    found = read_checked(path, _FILE)
    refuse(path, problems(found))
    return found


def problems(terms: tuple[Term, ...]) -> list[str]:
    """What does not fit together: ids or spellings given twice, and counterparts that are not in the list."""
    ids = {each.id for each in terms}
    found = [f"'{name}' is given twice" for name, times in Counter(each.id for each in terms).items() if times > 1]
    spelled = Counter(word.casefold() for each in terms for word in each.words)
    found += [f"the spelling '{word}' is given twice" for word, times in spelled.items() if times > 1]
    for each in terms:
        if each.counterpart is not None and each.counterpart not in ids:
            found.append(f"{each.id}: counterpart '{each.counterpart}' is not in the list")
        if each.counterpart == each.id:
            found.append(f"{each.id}: is its own counterpart")
    return found


def write_terms(con: duckdb.DuckDBPyConnection, terms: tuple[Term, ...]) -> None:
    """Compile the terms into the table term."""
    con.executemany(
        "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.id, each.term, each.domain, each.means, each.other_says, each.counterpart, each.example,
                list(each.words), each.everyday, each.source, order,
            )
            for order, each in enumerate(terms)
        ],
    )  # fmt: skip
