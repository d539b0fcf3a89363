"""A briefing of the demo region, composed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.document import Document
from store.warehouse import Store
from tests.briefing.composer import compose

#: With figures; with a name of more than 60 signs and figures that are shielded; where nobody lives.
BUURT, LONG_NAME, EMPTY = "BU99010104", "BU99010801", "BU99010805"


@pytest.fixture(scope="session")
def store(demo_warehouse: Path) -> Iterator[Store]:
    """Store on the demo warehouse, read only."""
    opened = Store(demo_warehouse)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def briefing(store: Store) -> Document:
    """Four pages about one buurt."""
    return compose(store, BUURT)
