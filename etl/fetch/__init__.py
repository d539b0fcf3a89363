"""Live sources into snapshots on disk. See README.md in this folder."""

from etl.fetch.drift import SourceCheck, check_sources
from etl.fetch.run import FetchFailedError, FetchReport, fetch

__all__ = ["FetchFailedError", "FetchReport", "SourceCheck", "check_sources", "fetch"]
