"""A light look at every live source: is it there, and is it still what the adapters and the catalogue expect?"""

from __future__ import annotations

import time
from typing import Final

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch.checks import NEW_ADDRESS, Check, Look, SourceCheck
from etl.fetch.client import ChangedError, Client, NotFoundError
from etl.fetch.drift_files import check_addresses, check_boundaries, check_editions, check_squares
from etl.fetch.drift_layers import check_coverages, check_features
from etl.fetch.drift_tables import check_tables
from etl.fetch.series import SERIES
from etl.settings import EtlSettings

__all__ = ["SourceCheck", "check_sources"]

#: A look that takes longer is told as slow: a fetch of many pages would take very long.
SLOW_S: Final = 20.0
#: One retry tells a hiccup from a fault; more would make a look at all sources long when many are ill.
_ATTEMPTS: Final = 2
_PATIENCE_S: Final = 60.0


def check_sources(settings: EtlSettings, catalogue: Catalogue | None = None) -> list[SourceCheck]:
    """Look at every source with a few light requests. A source that fails is a line of its own, no error."""
    catalogue = catalogue or load_catalogue()
    patience = {
        "attempts": min(settings.attempts, _ATTEMPTS),
        "read_timeout_s": min(settings.read_timeout_s, _PATIENCE_S),
    }
    checks: list[SourceCheck] = []
    with Client(settings.model_copy(update=patience)) as client:
        look = Look(client, settings, catalogue)
        for source_id, series in SERIES.items():
            if source_id in catalogue.sources:
                for check in _KINDS[series.kind](look, source_id):
                    checks += _told(source_id, check)
    return checks


def _told(source_id: str, check: Check) -> list[SourceCheck]:
    """What a check found; a source that does not answer becomes a line, and so does one that is slow."""
    begun = time.monotonic()
    try:
        found = list(check.run())
    except NotFoundError as error:
        remedy = f"{NEW_ADDRESS} Snapshots on disk stay usable."
        return [SourceCheck(source_id, check.subject, "gone", str(error), remedy)]
    except ChangedError as error:
        remedy = "Do not fetch it now; report it to the makers of this software."
        return [SourceCheck(source_id, check.subject, "drift", str(error), remedy)]
    except FetchError as error:
        remedy = "Snapshots on disk stay usable; look again later."
        return [SourceCheck(source_id, check.subject, "unreachable", str(error), remedy)]
    seconds = time.monotonic() - begun
    if seconds > SLOW_S:
        detail = f"answered, but only after {seconds:.0f} seconds"
        found.append(SourceCheck(source_id, check.subject, "slow", detail, "Fetch at a quiet hour."))
    return found


_KINDS: Final = {
    "tables": check_tables,
    "boundaries": check_boundaries,
    "editions": check_editions,
    "squares": check_squares,
    "addresses": check_addresses,
    "features": check_features,
    "coverages": check_coverages,
}
