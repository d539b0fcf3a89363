"""The files of the volume benchmark are what the services give: read by the adapters, whole, within the limits of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.volume_files import write_volume
from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable
from etl.recognise import scan


@pytest.mark.parametrize(("year", "areas"), [(2014, 17_341), (2024, 18_310)])
def test_a_year_of_the_volume_is_read_whole(tmp_path: Path, open_data: Path, year: int, areas: int) -> None:
    filled = write_volume(open_data, tmp_path, [year])
    assert filled > 2_500_000
    catalogue = load_catalogue()
    found = scan([tmp_path])
    assert found.faults == []
    tables = [
        table for item in found.recognised for table in item.read(catalogue) if isinstance(table, ParsedTable)
    ]  # fmt: skip
    assert [(table.release.source_id, table.release.reference_year) for table in tables] == [
        ("cbs_kwb", year), ("cbs_nabijheid", year),
    ]  # fmt: skip
    for table in tables:
        assert table.release.national
        # A zip has no row for a figure that is missing, so not for an area without any figure either.
        assert areas - (table.release.layout == "odata_v4") <= table.areas["area_code"].nunique() <= areas
        values = table.values.dropna(subset=["value"])
        for name, figures in values.groupby("indicator_id")["value"]:
            low, high = catalogue.indicators[str(name)].valid_range
            assert low is None or figures.min() >= low, name
            assert high is None or figures.max() <= high, name
    near = tables[1].values
    assert near["indicator_id"].nunique() == 110
    assert 0.5 < near["value"].notna().mean() < 1
