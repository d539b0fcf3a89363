"""The demo, written once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.demo import DemoReport, write_demo


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return write_demo(tmp_path_factory.mktemp("demo") / "raw")


@pytest.fixture(scope="session")
def demo(report: DemoReport) -> Path:
    return report.folder
