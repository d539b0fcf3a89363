"""Questions about the claims and rankings that were compiled into the warehouse."""

from __future__ import annotations

from typing import Final

from domain.claim_models import Claim, ClaimGroup, ClaimIndicator, Norm, RankingVariable
from store.warehouse import Store, Warehouse

_RANKING: Final = "ranking_variable"
_GROUPS: Final = "SELECT group_id, title, sentence, per_urbanity FROM claim_group ORDER BY sort_order"
_CLAIMS: Final = "SELECT claim_id, group_id, title, sentence, no_open_data, template FROM claim ORDER BY sort_order"
_FIGURES: Final = """
SELECT claim_id, indicator_id, worse, stand_in, all_ages, norm_value, norm_name, norm_text, norm_source
FROM claim_indicator ORDER BY claim_id, sort_order
"""
_RANKINGS: Final = """
SELECT ranking_id, indicator_id, title, low_is_low_income, numerator, denominator, times, know
FROM ranking_variable ORDER BY sort_order
"""


def claim_groups(store: Store) -> tuple[ClaimGroup, ...]:
    """Chapters with their claims, in the order of the catalogue; none in a warehouse from before there were claims."""
    warehouse = store.open()
    return warehouse.cached(("claims",), lambda: _read_groups(warehouse) if _RANKING in warehouse.tables else ())


def ranking_variables(store: Store) -> tuple[RankingVariable, ...]:
    """Ranking variables in order of preference; none in a warehouse from before there were claims."""
    warehouse = store.open()
    return warehouse.cached(("rankings",), lambda: _read_rankings(warehouse) if _RANKING in warehouse.tables else ())


def _read_groups(warehouse: Warehouse) -> tuple[ClaimGroup, ...]:
    figures: dict[str, list[ClaimIndicator]] = {}
    for claim_id, indicator_id, worse, stand_in, all_ages, *norm in warehouse.rows(_FIGURES):
        against = Norm(*norm) if norm[0] is not None else None
        figures.setdefault(claim_id, []).append(ClaimIndicator(indicator_id, worse, against, stand_in, all_ages))
    claims: dict[str, list[Claim]] = {}
    for claim_id, group_id, title, sentence, no_open_data, template in warehouse.rows(_CLAIMS):
        each = Claim(claim_id, title, sentence, no_open_data, tuple(template), tuple(figures.get(claim_id, ())))
        claims.setdefault(group_id, []).append(each)
    return tuple(
        ClaimGroup(group_id, title, sentence, per_urbanity, tuple(claims.get(group_id, ())))
        for group_id, title, sentence, per_urbanity in warehouse.rows(_GROUPS)
    )


def _read_rankings(warehouse: Warehouse) -> tuple[RankingVariable, ...]:
    return tuple(
        RankingVariable(name, indicator, title, low, tuple(over), tuple(under), times, know)
        for name, indicator, title, low, over, under, times, know in warehouse.rows(_RANKINGS)
    )
