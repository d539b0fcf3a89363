"""The whole national volume: twelve years of two series. Wall and processor time, peak memory, and a build in which nothing changed.

Beside it stands a plain loop that opens the same files with pandas, one at a time, and does nothing with them.
"""

from __future__ import annotations

import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from bench.build_time import QUIET_BUILD, Run, run
from bench.volume_files import YEARS, write_volume

PLAIN: Final = """
import json, sys, zipfile
from pathlib import Path
import geopandas, pandas
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                pandas.read_csv(archive.open(name), sep=";", dtype=str)
    elif path.suffix == ".json":
        pandas.DataFrame(json.loads(path.read_text())["value"])
    elif path.suffix == ".gpkg":
        for layer in geopandas.list_layers(path).name:
            geopandas.read_file(path, layer=layer)
"""


def measure(open_data: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit). The files are written first, which takes some minutes."""
    with tempfile.TemporaryDirectory() as folder:
        raw, target = Path(folder) / "raw", Path(folder) / "warehouse.duckdb"
        # In a process of its own: what this one has used counts in the peak memory of its children.
        with get_context("spawn").Pool(1) as pool:
            filled = pool.apply(write_volume, (open_data, raw))
        whole = run("-c", QUIET_BUILD, str(raw), str(target))
        size_mb = target.stat().st_size / 1e6
        again = run("-c", QUIET_BUILD, str(raw), str(target))
        plain = run("-c", PLAIN, str(raw))
        raw_mb = sum(path.stat().st_size for path in raw.rglob("*") if path.is_file()) / 1e6
    told = f"{len(YEARS)} years, {filled / 1e6:.1f} million figures"
    return [
        *_compared(told, whole, plain),
        (f"{told}, nothing changed, wall time", again.seconds, plain.seconds, "s"),
        (f"{told}, warehouse on disk, beside its raw files", size_mb, raw_mb, "MB"),
    ]


def _compared(told: str, ours: Run, plain: Run) -> list[tuple[str, float, float, str]]:
    return [
        (f"{told}, wall time", ours.seconds, plain.seconds, "s"),
        (f"{told}, processor time", ours.processor_seconds, plain.processor_seconds, "s"),
        (f"{told}, peak memory", ours.peak_mb, plain.peak_mb, "MB"),
    ]


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1])):
        print(row)
