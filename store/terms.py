"""The terms that were compiled into the warehouse."""

from __future__ import annotations

from typing import Final

from domain.terms import Domain, Term
from store.warehouse import Store, Warehouse

_TERMS: Final = """
SELECT term_id, term, domain, means, other_says, counterpart, example, words, everyday, source FROM term ORDER BY sort_order
"""


def terms(store: Store) -> tuple[Term, ...]:
    """All terms in the order of the catalogue; none in a warehouse from before there were any."""
    warehouse = store.open()
    return warehouse.cached(("terms",), lambda: _read(warehouse) if "term" in warehouse.tables else ())


def _read(warehouse: Warehouse) -> tuple[Term, ...]:
    return tuple(
        Term(name, term, Domain(domain), means, other, counterpart, example, tuple(words), everyday, source)
        for name, term, domain, means, other, counterpart, example, words, everyday, source in warehouse.rows(_TERMS)
    )
