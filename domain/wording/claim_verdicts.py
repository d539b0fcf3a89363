"""What a card of the screen Ongelijkheid says of its figures, in order (methods §1.6, §7): the sentences come from wording.inequality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.change import HAIR
from domain.claim_results import ClaimResult
from domain.numbers_nl import format_value
from domain.wording.comparing import difference_word
from domain.wording.gaps import gain_sentence, gap_trend_sentence
from domain.wording.inequality import (
    AGE_NOTE,
    MARGIN_NOTE,
    certainty_note,
    coverage_sentence,
    norm_sentence,
    verdict_sentence,
)

MEASURES_NOTE: Final = (
    "De groepen zijn precies even groot: een buurt op de grens telt naar verhouding in beide groepen mee. "
    "Buurten met gelijke inkomens vormen samen één blok. De SII komt uit een lijn door alle buurten, gewogen naar inwoners."
)
_FIXED: Final = "Dit gaat over dezelfde buurten in alle jaren, in de volgorde van nu."


def outcome(found: ClaimResult, name: str) -> str:
    """The verdict in one sentence, with the figures of the lowest and the highest incomes."""
    assert found.judgement is not None
    assert found.indicator is not None
    return verdict_sentence(found.judgement, found.indicator, name)


def brief(found: ClaimResult) -> str:
    """Lowest against highest in a few words, beside a folded card."""
    if found.judgement is None or found.judgement.groups is None or found.indicator is None:
        return ""
    mean = found.judgement.groups.mean
    return f"laagste {format_value(mean[0], found.indicator)}, hoogste {format_value(mean[-1], found.indicator)}"


def sentences(found: ClaimResult, name: str) -> Iterator[str]:
    """What follows the bars, in order; nothing that has nothing to say."""
    judgement, indicator, chosen = found.judgement, found.indicator, found.pick
    if judgement is None or indicator is None or chosen is None:
        return
    told = []
    if chosen.figure.norm is not None:
        told.append(norm_sentence(judgement, chosen.figure.norm, indicator))
    if found.gap_trend is not None:
        moved = gap_trend_sentence(found.gap_trend.means, found.gap_trend.trend, indicator)
        told.append(f"{moved} {_FIXED}" if moved else "")
    if found.gain is not None:
        told.append(gain_sentence(found.gain, judgement.worse, indicator))
    told.append(coverage_sentence(judgement, name))
    yield from filter(None, told)


def caveats(found: ClaimResult) -> Iterator[str]:
    """How the figure came about, its margin, and age where it matters."""
    assert found.indicator is not None
    note = certainty_note(found.indicator.kind)
    if note:
        yield note
    slope = found.judgement.slope if found.judgement is not None else None
    if slope is not None and slope.standard_error is not None:
        yield MARGIN_NOTE
    if found.pick is not None and found.pick.figure.all_ages:
        yield AGE_NOTE


def urbanity_sentence(found: ClaimResult) -> str:
    """In how many classes of urbanity it goes which way: town and country apart."""
    assert found.indicator is not None
    assert found.judgement is not None
    groups = [each.groups for each in found.urbanity if each.groups is not None]
    gaps = [each.mean[0] - each.mean[-1] for each in groups if each.mean[0] is not None and each.mean[-1] is not None]
    least = (found.judgement.minimum_difference or 0.0) - HAIR
    higher, lower = sum(gap >= least for gap in gaps), sum(gap <= -least for gap in gaps)
    up, down = (difference_word(side, found.indicator) for side in (1, -1))
    same = len(gaps) - higher - lower
    return (
        "De balken hierboven nemen stad en platteland samen. Vergelijken we alleen buurten die even stedelijk zijn, dan is het bij de "
        f"laagste inkomens in {higher} van de {len(gaps)} soorten gebied {up}, in {lower} {down}, en in {same} ongeveer gelijk."
    )
