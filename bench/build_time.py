"""The national build: wall time and peak memory, beside merely opening the same files with pandas and geopandas."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PLAIN = """
import sys
from pathlib import Path
import geopandas, pandas
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix == ".xlsx":
        pandas.read_excel(path, engine="calamine", sheet_name=None)
    elif path.suffix == ".parquet":
        pandas.read_parquet(path)
    elif path.suffix == ".csv":
        pandas.read_csv(path, sep=None, engine="python", dtype=str)
    elif path.suffix == ".gpkg":
        for layer in geopandas.list_layers(path).name:
            geopandas.read_file(path, layer=layer)
    elif path.suffix == ".geojson":
        geopandas.read_file(path)
"""


@dataclass(frozen=True)
class Run:
    """What one process took; processor time tells more than wall time on a machine that others use too."""

    seconds: float
    processor_seconds: float
    peak_mb: float


def run(*arguments: str) -> Run:
    """Run Python with these arguments and measure it. Raises SystemExit when it fails."""
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(arguments)} ended with status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def measure(raw: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit)."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "warehouse.duckdb"
        ours = run("-c", QUIET_BUILD, str(raw), str(target))
        size_mb = target.stat().st_size / 1e6
    plain = run("-c", PLAIN, str(raw))
    return [
        ("national build, wall time", ours.seconds, plain.seconds, "s"),
        ("national build, peak memory", ours.peak_mb, plain.peak_mb, "MB"),
        (
            "warehouse on disk, beside its raw files",
            size_mb,
            sum(p.stat().st_size for p in raw.rglob("*") if p.is_file()) / 1e6,
            "MB",
        ),
    ]


QUIET_BUILD = """
import sys
from pathlib import Path
from etl.build import build
build([Path(sys.argv[1])], Path(sys.argv[2]))
"""
