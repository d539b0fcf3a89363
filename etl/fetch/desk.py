"""What planning needs: the wish of the user, and a desk with the sources, the catalogue and a place for remarks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.schema import Catalogue
from etl.fetch.client import Client
from etl.fetch.jobs import Job
from etl.fetch.series import BOUNDARIES, KERNCIJFERS, SERIES
from etl.settings import EtlSettings


@dataclass(frozen=True)
class Wish:
    """What the user asked for: years (None: the usual ones), and whether maps may be as large as they are."""

    years: tuple[int, ...] | None = None
    large: bool = False


@dataclass
class Desk:
    """What planning needs: the sources, the catalogue, and a place for remarks."""

    client: Client
    settings: EtlSettings
    catalogue: Catalogue
    notes: list[str]

    def job(self, source_id: str, table_id: str, **more: object) -> Job:
        """A job with the source's licence, ways and folder."""
        folder: Path = self.settings.raw_dir / source_id / table_id
        licence = self.catalogue.sources[source_id].licence
        values = {"folder": folder, "licence": licence, "routes": SERIES[source_id].routes, **more}
        return Job(source_id=source_id, table_id=table_id, **values)  # type: ignore[arg-type]

    def urls(self, source_id: str) -> tuple[str, ...]:
        """Addresses of a source in the settings."""
        found = getattr(self.settings, SERIES[source_id].urls)
        return (found,) if isinstance(found, str) else tuple(found)


def newest_year(catalogue: Catalogue) -> int:
    """Newest year that the catalogue names a map or Kerncijfers of."""
    known = [catalogue.sources[name].tables for name in (BOUNDARIES, KERNCIJFERS) if name in catalogue.sources]
    return max((year for tables in known for year in tables), default=2024)
