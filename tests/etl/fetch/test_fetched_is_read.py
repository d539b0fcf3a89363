"""What is fetched is what the adapters read: from the service to tidy figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.catalogue.schema import Catalogue, Indicator, Locator, V3Locator
from etl.contracts import ParsedTable
from etl.fetch import fetch
from etl.recognise import scan
from etl.settings import EtlSettings
from tests.emulator.cbs import Cbs
from tests.emulator.tables import health_table, kwb_table


def distance(series: str, stem: str, v4: str | None = None, age: str | None = None) -> Indicator:
    locator = {"series": series, "v3": (V3Locator(stem=stem),), "v4": v4, "age": age}
    return Indicator(
        title=f"{stem} {age}",
        theme="zorg",
        unit="km",
        decimals=1,
        direction="none",
        kind="register",
        describes="Een proef.",
        legend="Donker is ver.",
        source=(Locator.model_validate(locator),),
        breaks=(1, 2),
        valid_range=(0, None),
    )


@pytest.fixture
def catalogue(catalogue: Catalogue) -> Catalogue:
    health = {
        f"good_health_{name}_pct": distance("rivm_gezondheid", "GoedErvarenGezondheid", age=age)
        for name, age in (("18plus", "20300"), ("65plus", "80200"))
    }
    gp = {"gp_km": distance("cbs_kwb", "AfstandTotHuisartsenpraktijk", v4="D000028")}
    return catalogue.model_copy(update={"indicators": {**gp, **health}})


def read_all(raw: Path, catalogue: Catalogue) -> tuple[pd.DataFrame, list[ParsedTable]]:
    known, unused, _ = scan([raw])
    assert unused == []
    tables = [table for item in known for table in item.read(catalogue) if isinstance(table, ParsedTable)]
    return pd.concat([table.values for table in tables]).set_index("area_code"), tables


@pytest.mark.parametrize("via", ["v3", "v4"])
def test_kerncijfers(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue, via: str) -> None:
    cbs.add(kwb_table())
    fetch(settings, ["cbs_kwb"], via=via, catalogue=catalogue)
    values, (table,) = read_all(settings.raw_dir, catalogue)
    assert values.loc["GM9901", "value"] == 0.1
    assert values.loc["BU99010004", "value"] == 0.7
    assert values["value"].isna()["BU99010000"]
    assert (table.release.table_id, table.release.reference_year) == ("99024NED", 2024)
    assert str(table.release.modified) == "2021-03-26"
    assert table.release.recorded is True


def test_health(cbs: Cbs, settings: EtlSettings, catalogue: Catalogue) -> None:
    table = health_table()
    table.properties[2]["MapYear"] = 2024
    cbs.add(table)
    fetch(settings, ["rivm_gezondheid"], catalogue=catalogue)
    values, _ = read_all(settings.raw_dir, catalogue)
    want = {
        (row["Leeftijd"], row["Perioden"][:4]): float(row["GoedErvarenGezondheid_4"])
        for row in table.rows
        if row["WijkenEnBuurten"].strip() == "GM9901" and row["Marges"] == "MW00000"
    }
    found = values.loc[["GM9901"]].dropna(subset="value")
    ages = {"good_health_18plus_pct": "20300", "good_health_65plus_pct": "80200"}
    got = {(ages[str(row.indicator_id)], str(row.reference_year)): row.value for row in found.itertuples()}
    assert got == want
    assert found["lower"].notna().all()
