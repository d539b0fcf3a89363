"""Download of the screen Ongelijkheid: a row per claim and income group, with unit, year, order of incomes, source and licence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from domain.claim_results import ClaimResult
from domain.numbers_nl import rounded
from domain.wording.claim_cards import frame_name, group_label
from store.export import csv_text, demo_mark
from store.inequality_results import FrameClaims
from store.warehouse import Store

#: Columns in order.
COLUMNS: Final = (
    "gebied_code", "gebied", "uitspraak", "oordeel", "onderwerp", "eenheid", "jaar", "groepen_van", "groep", "waarde",
    "inwoners", "waarde_nederland", "jaar_nederland", "verschil_laagste_min_hoogste", "kleinste_verschil_dat_telt", "sii",
    "sii_standaardfout", "rii_laagste_hoogste", "rii_hoogste_laagste", "concentratie_index", "buurten", "dekking_pct",
    "volgorde_naar", "volgorde_jaar", "indeling", "bron", "licentie",
)  # fmt: skip
#: More decimals than are printed, so that the measures can be computed again.
_DECIMALS: Final = 4


def claims_csv(found: FrameClaims, claim_id: str | None = None) -> bytes:
    """CSV as Dutch spreadsheets read it, of one claim or all; a claim without groups has one row that says its verdict."""
    cards = [card for _, chapter in found.chapters for card in chapter]
    wanted = [card for card in cards if claim_id in (None, card.claim.claim_id)]
    return csv_text(list(COLUMNS), (row for card in wanted for row in _rows(card, found))).encode()


def claims_name(store: Store, frame_code: str, claim_id: str | None, ending: str) -> str:
    """File name, from codes only: "buurtlens_ongelijkheid_GM0344_lucht.csv"."""
    part = f"_{claim_id}" if claim_id else ""
    return f"buurtlens_ongelijkheid_{frame_code}{part}{demo_mark(store)}.{ending}"


def _rows(card: ClaimResult, found: FrameClaims) -> Iterator[list[Any]]:
    start = [found.frame.code, frame_name(found.frame), card.claim.sentence]
    judgement, indicator, chosen = card.judgement, card.indicator, card.pick
    if judgement is None or indicator is None or chosen is None:
        yield [*start, "geen open gegevens", *[None] * (len(COLUMNS) - len(start) - 1)]
        return
    slope = judgement.slope
    measures = [
        None if judgement.groups is None else _number(judgement.groups.gap),
        _number(judgement.minimum_difference),
        *(
            (None,) * 4
            if slope is None
            else map(_number, (slope.sii, slope.standard_error, slope.rii_low_high, slope.rii_high_low))
        ),
        None if card.concentration is None else _number(card.concentration.standard),
        judgement.area_count,
        rounded(judgement.coverage_pct, 1),
    ]
    cited = " / ".join(line.citation for line in card.sources)
    licences = " / ".join(dict.fromkeys(line.licence for line in card.sources if line.licence))
    origin = [chosen.ranking.title, chosen.ranking_year, chosen.boundary_year, cited, licences]
    about = [*start, judgement.verdict.value, indicator.title, indicator.unit, chosen.year]
    for whose, label, value, people, beside in _groups(card, found):
        year = card.beside.year if card.beside is not None and beside is not None else None
        yield [*about, whose, label, _number(value), people, _number(beside), year, *measures, *origin]


def _groups(
    card: ClaimResult, found: FrameClaims
) -> Iterator[tuple[str | None, str | None, float | None, int | None, float | None]]:
    """Whose groups, name, mean, residents and the country's mean of every group; one row of nothing without groups."""
    groups = card.groups
    if groups is None:
        yield None, None, None, None, None
        return
    number = len(groups.mean)
    paired = card.beside.means(number) if card.beside is not None else (None,) * number
    whose = "Nederland" if card.by_country is not None else frame_name(found.frame)
    for index, (value, people, other) in enumerate(zip(groups.mean, groups.residents, paired, strict=True)):
        yield whose, group_label(len(groups.mean), index), value, round(people), other


def _number(value: float | None) -> float | None:
    return None if value is None else rounded(value, _DECIMALS)
