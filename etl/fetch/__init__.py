"""Live sources into snapshots on disk. See README.md in this folder."""

from etl.fetch.check_sources import SourceCheck, check_sources
from etl.fetch.run import FetchFailures, FetchReport, fetch

__all__ = ["FetchFailures", "FetchReport", "SourceCheck", "check_sources", "fetch"]
