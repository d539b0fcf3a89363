"""python -m bench [briefing] [build] [map] [ongelijkheid] [raster] [samen] [sensitivity] [volume]: ratios, kept in results/."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import briefing, build_time, map_speed, ongelijkheid, raster, samen, sensitivity, volume
from etl.build import build

HERE = Path(__file__).parent
OPEN_DATA = Path(os.environ.get("BUURTLENS_OPEN_DATA", HERE.parents[1] / "shared" / "open-data"))

ON_A_WAREHOUSE = {
    "map": map_speed.measure,
    "briefing": briefing.measure,
    "ongelijkheid": ongelijkheid.measure,
    "samen": samen.measure,
}


def main() -> None:
    """Run the chosen benchmarks."""
    chosen = sys.argv[1:] or [
        "build",
        "map",
        "raster",
        "sensitivity",
    ]  # `volume` only when asked for: it takes a quarter of an hour.
    if not OPEN_DATA.exists():
        raise SystemExit(f"No raw files at {OPEN_DATA}. Set BUURTLENS_OPEN_DATA to a folder with national open data.")
    rows: list[tuple[str, float, float, str]] = []
    if "build" in chosen:
        rows += build_time.measure(OPEN_DATA)
    if "volume" in chosen:
        rows += volume.measure(OPEN_DATA)
    if "raster" in chosen:
        rows += raster.measure(OPEN_DATA)
    if "sensitivity" in chosen:
        rows += sensitivity.measure()
    if ON_A_WAREHOUSE.keys() & set(chosen):
        with tempfile.TemporaryDirectory() as folder:
            warehouse = Path(folder) / "warehouse.duckdb"
            build([OPEN_DATA], warehouse)
            for name, measure in ON_A_WAREHOUSE.items():
                rows += measure(warehouse) if name in chosen else []
    table = Table("what", "Buurtlens", "plain", "ratio")
    for what, ours, plain, unit in rows:
        table.add_row(what, f"{ours:,.1f} {unit}", f"{plain:,.1f} {unit}", f"{ours / plain:.2f}")
    Console().print(table)
    (HERE / "results").mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    (HERE / "results" / f"{stamp}.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
