"""Measures of inequality of one card as a table: both conventions by name, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from domain.claim_results import ClaimResult
from domain.numbers_nl import NOTHING, format_number, with_unit
from layouts.nodes import Node, table


def measures_table(found: ClaimResult) -> Node:
    """Table of the slope index, relative index, concentration index and what was left out."""
    assert found.indicator is not None
    return table(f"Maten van ongelijkheid: {found.indicator.title}", ("Maat", "Waarde"), list(measure_rows(found)))


def measure_rows(found: ClaimResult) -> Iterator[tuple[str, str]]:
    """Name and printed value of every measure; also for the download."""
    judgement, index = found.judgement, found.concentration
    assert judgement is not None
    slope = judgement.slope
    assert found.indicator is not None
    unit = "punten" if found.indicator.unit == "%" else found.indicator.unit
    finer = found.indicator.decimals + 2

    def sized(value: float | None) -> str:
        return with_unit(format_number(value, finer), unit)

    if slope is not None:
        model = " (logistisch model)" if slope.is_logit else ""
        yield f"Helling: hoogste min laagste inkomen (SII){model}", sized(slope.sii)
        if slope.standard_error is not None:
            yield "Standaardfout van de SII, alleen uit de marges van het model", sized(slope.standard_error)
        yield "Verhouding laagste : hoogste inkomen (RII)", format_number(slope.rii_low_high, 3)
        yield "Verhouding hoogste : laagste inkomen (RII, zo bij WHO en PHE)", format_number(slope.rii_high_low, 3)
        yield "SII gedeeld door het gemiddelde (geen RII)", format_number(slope.sii_rel_mean, 3)
    if index is not None:
        yield "Concentratie-index", format_number(index.standard, 4)
        yield "Gegeneraliseerde concentratie-index", sized(index.generalised)
        if index.erreygers is not None:
            yield "Concentratie-index volgens Erreygers (grenzen 0 en 100)", format_number(index.erreygers, 4)
            yield "Concentratie-index volgens Wagstaff (grenzen 0 en 100)", format_number(index.wagstaff, 4)
    if judgement.leave_one_out is not None:
        low, high = judgement.leave_one_out.gap_range
        yield "Verschil als één buurt wordt weggelaten: laagste en hoogste uitkomst", f"{sized(low)} en {sized(high)}"
    yield "Aantal buurten", format_number(judgement.area_count, 0)
    yield "Deel van de inwoners", f"{format_number(judgement.coverage_pct, 1)}%"
    yield "Grootste buurt, als deel van de inwoners", f"{format_number(judgement.largest_share_pct, 1)}%"
    yield "Jaar van de indeling in buurten", str(found.pick.boundary_year) if found.pick else NOTHING
