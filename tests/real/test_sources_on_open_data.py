"""The adapters on real open data: what is recognised, how many rows, and figures that were published."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from etl.catalogue.loader import load_catalogue
from etl.contracts import LinkTable, ParsedTable, Recognised
from etl.recognise import LAYOUT_NOT_KNOWN, scan

OPEN_DATA = Path(os.environ.get("BUURTLENS_OPEN_DATA", Path(__file__).parents[3] / "shared" / "open-data"))

#: file -> (table, year of the figures, year of the areas, rows of areas, of which country, gemeente, wijk, buurt)
TABLES = {
    "cbs_kwb/2020_84799NED_odata_v3": ("84799NED", 2020, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "cbs_kwb/kwb-2020-amsterdam.xlsx": ("84799NED", 2020, 2020, 579, (0, 1, 99, 479)),
    "cbs_kwb/kwb-2023-amsterdam_income.xlsx": ("85618NED", 2023, 2023, 628, (0, 1, 110, 517)),
    "cbs_kwb/kwb-2023-utrecht.xlsx": ("85618NED", 2023, 2023, 122, (0, 1, 10, 111)),
    "cbs_kwb/kwb-2024-amsterdam.xlsx": ("85984NED", 2024, 2024, 628, (0, 1, 110, 517)),
    "cbs_kwb/kwb-2024-national_18_topics.xlsx": ("85984NED", 2024, 2024, 18_310, (1, 342, 3_393, 14_574)),
    "cbs_kwb/kwb-2024-utrecht.xlsx": ("85984NED", 2024, 2024, 122, (0, 1, 10, 111)),
    "cbs_nabijheid/2019-utrecht.statline.csv": ("84718NED", 2019, 2019, 123, (1, 1, 10, 111)),
    "cbs_nabijheid/2020-amsterdam.statline.csv": ("84953NED", 2020, 2020, 579, (0, 1, 99, 479)),
    "cbs_nabijheid/2023-utrecht.statline.csv": ("85830NED", 2023, 2023, 123, (1, 1, 10, 111)),
    "cbs_nabijheid/2024-amsterdam.statline.csv": ("86134NED", 2024, 2024, 628, (0, 1, 110, 517)),
    "rivm_gezondheid/50090NED_2012_18plus.untyped.xlsx": ("50090NED", 2012, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "rivm_gezondheid/50090NED_2016_18plus.untyped.xlsx": ("50090NED", 2016, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "rivm_gezondheid/50090NED_2016_65plus.untyped.xlsx": ("50090NED", 2016, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "rivm_gezondheid/50090NED_2020_18plus.untyped.xlsx": ("50090NED", 2020, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "rivm_gezondheid/50090NED_2020_65plus.untyped.xlsx": ("50090NED", 2020, 2020, 17_341, (1, 355, 3_177, 13_808)),
    "cbs_ses_woa/2019_85163NED-amsterdam.statline.csv": ("85163NED", 2019, 2021, 579, (0, 1, 99, 479)),
    "boundaries/nl_buurt_codes_2021.csv": ("nl_buurt_codes_2021", 2021, 2021, 17_859, None),
}
#: A workbook of three years at once: no file of one year.
LEEFBAAROMETER = "leefbaarometer/2.0_wijk_stand_2012_2014_2016.xlsx"
#: (file, area, indicator, published figure)
FIGURES = [
    ("cbs_kwb/2020_84799NED_odata_v3", "NL00", "residents_count", 17_407_585),
    ("cbs_kwb/2020_84799NED_odata_v3", "GM0363", "residents_count", 872_757),
    ("cbs_kwb/2020_84799NED_odata_v3", "BU03630000", "residents_count", 1_100),
    ("cbs_kwb/kwb-2020-amsterdam.xlsx", "GM0363", "woz_value_eur", 416_000),
    ("cbs_kwb/kwb-2024-amsterdam.xlsx", "GM0363", "residents_count", 931_298),
    ("cbs_kwb/kwb-2024-national_18_topics.xlsx", "NL00", "residents_count", 17_942_942),
    ("cbs_kwb/kwb-2024-national_18_topics.xlsx", "NL00", "gp_km", 1.1),
    ("cbs_kwb/kwb-2024-national_18_topics.xlsx", "NL00", "supermarket_km", 1.0),
    ("cbs_kwb/kwb-2024-utrecht.xlsx", "GM0344", "residents_count", 374_238),
    ("cbs_nabijheid/2019-utrecht.statline.csv", "NL00", "gp_km", 1.0),
    ("cbs_nabijheid/2019-utrecht.statline.csv", "GM0344", "gp_km", 0.6),
    ("cbs_nabijheid/2023-utrecht.statline.csv", "WK034401", "supermarket_km", 0.6),
    ("cbs_ses_woa/2019_85163NED-amsterdam.statline.csv", "GM0363", "ses_woa_score", -0.1),
    ("cbs_ses_woa/2019_85163NED-amsterdam.statline.csv", "GM0363", "ses_woa_spread_score", 1.01),
    ("cbs_ses_woa/2019_85163NED-amsterdam.statline.csv", "BU03630003", "ses_woa_score", 0.192),
    ("rivm_gezondheid/50090NED_2020_18plus.untyped.xlsx", "NL00", "good_health_pct", 78.4),
    ("rivm_gezondheid/50090NED_2016_18plus.untyped.xlsx", "NL00", "good_health_pct", 75.2),
    ("rivm_gezondheid/50090NED_2012_18plus.untyped.xlsx", "NL00", "good_health_pct", 76.1),
    ("rivm_gezondheid/50090NED_2020_65plus.untyped.xlsx", "NL00", "good_health_65plus_pct", 66.7),
]  # fmt: skip


@cache
def recognised() -> dict[str, Recognised]:
    return {item.path.relative_to(OPEN_DATA).as_posix(): item for item in scan([OPEN_DATA])[0]}


@cache
def read(name: str) -> ParsedTable:
    (table,) = recognised()[name].read(load_catalogue())
    assert isinstance(table, ParsedTable)
    return table


def test_a_scan_finds_every_table() -> None:
    found, not_used, faults = scan([OPEN_DATA])
    tables = {item.path.relative_to(OPEN_DATA).as_posix() for item in found if item.source_id != "cbs_wijkbuurtkaart"}
    assert faults == []
    assert tables == {*TABLES, "boundaries/amsterdam_buurt_link_2015_2022.csv", LEEFBAAROMETER}
    why = {item.path.relative_to(OPEN_DATA).as_posix(): item.why for item in not_used}
    assert LAYOUT_NOT_KNOWN not in why.values()
    assert why["cbs_kwb/2024_85984NED_odata_v3_DataProperties.json"].startswith("metadata only")
    assert why["cbs_kwb/2017_83765NED_odata_v4_metadata"].startswith("metadata only")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_whole(name: str) -> None:
    table_id, reference_year, boundary_year, areas, per_level = TABLES[name]
    table = read(name)
    release = table.release
    assert (release.table_id, release.reference_year, release.boundary_year) == (
        table_id,
        reference_year,
        boundary_year,
    )
    assert len(table.areas) == areas
    if per_level is not None:
        counts = table.areas["level"].value_counts()
        assert tuple(counts.get(level, 0) for level in ("land", "gemeente", "wijk", "buurt")) == per_level
    assert len(table.values) == areas * table.values["indicator_id"].nunique()
    assert (table.values["value"].notna() == (table.values["status"] == "ok")).all()


@pytest.mark.parametrize(("name", "code", "indicator_id", "expected"), FIGURES)
def test_published_figures(name: str, code: str, indicator_id: str, expected: float) -> None:
    values = read(name).values
    (found,) = values.query(f"area_code == '{code}' and indicator_id == '{indicator_id}'")["value"]
    assert found == expected


def test_the_national_table_of_2020_is_as_published() -> None:
    release = read("cbs_kwb/2020_84799NED_odata_v3").release
    assert (release.recorded, release.national, str(release.modified)) == (True, True, "2021-03-26")
    areas = read("cbs_kwb/2020_84799NED_odata_v3").areas
    assert areas["name"].notna().all()
    assert areas["change_flag"].value_counts().to_dict() == {1: 16_060, 3: 789, 2: 136}


def test_only_the_relaid_income_of_amsterdam_2020_was_filled_in() -> None:
    notes = {name: [note for note in read(name).notes if "filled in" in note] for name in TABLES}
    filled = {name for name, said in notes.items() if said}
    assert filled == {"cbs_kwb/kwb-2020-amsterdam.xlsx"}
    named = {note.split(":")[0] for note in notes["cbs_kwb/kwb-2020-amsterdam.xlsx"]}
    assert {"income_per_resident_eur", "standardised_income_eur"} <= named
    assert "woz_value_eur" not in named


def test_the_links_of_amsterdam_are_read() -> None:
    (links,) = recognised()["boundaries/amsterdam_buurt_link_2015_2022.csv"].read(load_catalogue())
    assert isinstance(links, LinkTable)
    assert (links.from_year, links.to_year, len(links.frame)) == (2022, 2023, 439)
    assert dict(links.frame.to_numpy())["BU03630000"] == "BU0363AE01"


def test_the_leefbaarometer_has_three_years_on_the_wijken_of_2016() -> None:
    table = read(LEEFBAAROMETER)
    assert (table.release.table_id, table.release.reference_year, table.release.boundary_year) == ("2.0", 2016, 2016)
    assert (len(table.areas), set(table.areas["level"])) == (2_962, {"wijk"})
    cells = table.values.set_index(["area_code", "indicator_id", "reference_year"])["value"]
    assert cells["WK000300", "liveability_score", 2012] == pytest.approx(-0.06272, abs=1e-5)
    assert cells["WK000300", "nuisance_safety_score", 2016] == pytest.approx(0.02978, abs=1e-5)
    assert cells["WK198703", "facilities_score", 2016] == pytest.approx(-0.14103, abs=1e-5)
    # 116 wijken have no score in 2016; the breaks of the catalogue use all five classes of the rest.
    of_2016 = cells.xs("liveability_score", level="indicator_id").xs(2016, level="reference_year")
    assert of_2016.isna().sum() == 116
    bounds = load_catalogue().indicators["liveability_score"].breaks
    assert set(pd.cut(of_2016.dropna(), [-9, *bounds, 9], right=False, labels=False)) == {0, 1, 2, 3, 4}


def test_ses_woa_tells_why_buurten_have_no_score() -> None:
    """Of 579 areas 489 have a score; the other 90 have at most some hundred households, as the table itself says."""
    values = read("cbs_ses_woa/2019_85163NED-amsterdam.statline.csv").values
    counted = values.groupby("indicator_id")["status"].value_counts().to_dict()
    assert counted == {
        (name, status): count
        for name in ("ses_woa_score", "ses_woa_spread_score")
        for status, count in (("ok", 489), ("suppressed", 90))
    }
