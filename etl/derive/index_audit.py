"""What each choice does to an index, and whether the figures of a part belong together (methods §2.4): table `index_audit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from domain.percentiles import Array, percentile_scores
from etl.catalogue.indices_schema import Index, may_correlate
from etl.catalogue.schema import Catalogue
from etl.derive.sensitivity import CONCENTRATION, SEED, Choice, Floats, Laboratory, Normalisation

#: Draws over which the effect of the weights, and of the margins of modelled figures, is averaged.
_DRAWS: Final = 50
#: Figures of one part should go together at least so much; else the part is two things under one name.
COHERENT_FROM: Final = 0.2
_NOT_COMPUTED: Final = (
    "not computed: a modelled figure is made of income, home and kind of household, so agreement is built in"
)


@dataclass(frozen=True)
class Finding:
    """One row of the audit. `measure`: rank_shift (places), spearman, coherence, share_high_pct ...; None: not computed."""

    measure: str
    subject: str
    value: float | None
    detail: str


def spearman(one: Array, other: Array, weight: Array) -> float | None:
    """Rank correlation over residents (`weight` per area) of the areas that have both; None where one of them does not differ."""
    known = np.isfinite(one) & np.isfinite(other) & (weight > 0)
    if known.sum() < 2:
        return None
    weights = weight[known] / weight[known].sum()
    first, second = (percentile_scores(each[known], weights) - 50 for each in (one, other))
    spread = np.sqrt((weights * first**2).sum() * (weights * second**2).sum())
    return float((weights * first * second).sum() / spread) if spread > 0 else None


def rank_shift(reference: Array | Floats, other: Array | Floats) -> float:
    """Mean number of places that an area moves when all areas are put in order of another score; 0 for nobody."""
    known = np.isfinite(reference) & np.isfinite(other)
    if not known.any():
        return 0.0
    equal = np.ones(int(known.sum()))
    places = [percentile_scores(each[known], equal) / 100 * known.sum() for each in (reference, other)]
    return float(np.abs(places[0] - places[1]).mean())


def audit(laboratory: Laboratory, names: Sequence[str], variant: Array | None = None) -> Iterator[Finding]:
    """Rank shift and rank correlation of every choice against the index itself, one choice at a time.

    `names` are the inputs in order of the columns; `variant` the scores of the register-only index, if there is one.
    """
    plain = Choice(laboratory.equal_weights())
    reference = laboratory.run(plain)
    rng = np.random.default_rng(SEED)
    parts, areas = len(plain.weights), len(reference)
    alternatives: list[tuple[str, list[Choice]]] = [
        (f"normalisation: {kind}", [replace(plain, normalisation=kind)]) for kind in list(Normalisation)[1:]
    ]
    alternatives.append(("mean: geometric", [replace(plain, geometric=True)]))
    alternatives += [
        (f"without {names[number]}", [replace(plain, dropped=number)]) for number in laboratory.droppable()
    ]
    drawn = [rng.dirichlet(np.full(parts, CONCENTRATION / parts)) for _ in range(_DRAWS)]
    alternatives.append(("weights", [replace(plain, weights=each) for each in drawn]))
    if count := len(laboratory.modelled()):
        noise = (rng.standard_normal((count, areas), dtype=np.float32) for _ in range(_DRAWS))
        alternatives.append(("margins of modelled figures", [replace(plain, noise=each) for each in noise]))
    for subject, choices in alternatives:
        yield from _agreement(subject, reference, [laboratory.run(each) for each in choices], laboratory)
    if variant is not None:
        yield from _agreement("register-only variant", reference, [variant], laboratory)


def coherence(index: Index, catalogue: Catalogue, burden: Array, residents: Array) -> Iterator[Finding]:
    """Rank correlation over residents of the figures within each part, where that may be computed (methods §2.2a, rule i)."""
    column = {each.id: number for number, each in enumerate(index.inputs)}
    for part in index.parts:
        ids = [each.id for each in part.inputs]
        for number, one in enumerate(ids):
            for other in ids[number + 1 :]:
                subject = f"{part.title}: {one} and {other}"
                if not may_correlate(catalogue.indicators[one], catalogue.indicators[other]):
                    yield Finding("coherence", subject, None, _NOT_COMPUTED)
                    continue
                found = spearman(burden[:, column[one]], burden[:, column[other]], residents)
                yield Finding("coherence", subject, found, _judged(found))


def _judged(found: float | None) -> str:
    if found is None:
        return "not computed: too few areas with both"
    if found > COHERENT_FROM:
        return "the two go together, as figures of one part should"
    return f"not above {COHERENT_FROM}: these two do not tell of one thing; consider parts of their own"


def _agreement(
    subject: str, reference: Floats, others: Sequence[Array | Floats], laboratory: Laboratory
) -> Iterator[Finding]:
    residents = laboratory.figures.residents
    areas = int(np.isfinite(reference).sum())
    shift = float(np.mean([rank_shift(reference, each) for each in others]))
    agreed = [spearman(reference.astype(np.float64), each.astype(np.float64), residents) for each in others]
    known = [each for each in agreed if each is not None]
    yield Finding("rank_shift", subject, shift, f"places, mean over {areas} areas")
    yield Finding("spearman", subject, float(np.mean(known)) if known else None, "rank correlation over residents")
