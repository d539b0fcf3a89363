"""A report by hand for the tests of its words and of its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from domain.areas import Level
from domain.build_report import (
    Absent,
    BuildReport,
    ChangeCount,
    ChangedFigure,
    Conflict,
    Correction,
    CorrectionKind,
    MatchCount,
    PreviousBuild,
    SourceCard,
    TableLine,
    Topic,
    Unfilled,
    UnusedFile,
    UnusedReason,
    Way,
)
from domain.observations import Grade, Method, Status

GP = Topic("gp_km", "Afstand tot de huisarts", "nabijheid", "km", 1, shown=True)
AIR = Topic("no2_ugm3", "Stikstofdioxide", "omgeving", "µg/m³", 1, shown=True)
SCHOOL = Topic("ventilation_pct", "Scholen met goede lucht", "omgeving", "%", 0, shown=True)
HIDDEN = Topic("gp_1km_count", "Huisartsen binnen 1 km", "nabijheid", "aantal", 1, shown=False)


def source(source_id: str, title: str, figures: int, *, has_indicators: bool = True) -> SourceCard:
    tables = (TableLine("85984NED", 2024, 2024, date(2025, 3, 1), "kwb/85984NED.zip"),) if figures else ()
    years = (2016, 2017, 2019) if figures else ()
    return SourceCard(
        source_id, title, "CBS", "CC BY 4.0", "https://l", "https://h", figures, years, tables, has_indicators
    )


REPORT = BuildReport(
    built_at=datetime(2026, 11, 24, 2, 0),
    display_vintage=2024,
    is_demo=False,
    figures=12_345,
    newest_year=2025,
    areas=((Level.GEMEENTE, 1), (Level.WIJK, 2), (Level.BUURT, 1_200)),
    boundaries=None,
    sources=(
        source("cbs_kwb", "Kerncijfers", 12_345),
        source("rivm_kaarten", "Kaarten van lucht", 0),
        source("cbs_areas", "Namen", 0, has_indicators=False),
    ),
    absent=(
        Absent(Status.SUPPRESSED, Level.BUURT, 7, 70),
        Absent(Status.SUPPRESSED, Level.WIJK, 1, 9),
        Absent(None, Level.BUURT, 1_000, 9_000),
    ),
    unfilled=(
        Unfilled(AIR, ((Way.FETCH, "rivm_kaarten"),)),
        Unfilled(SCHOOL, ((Way.OWN, None),)),
    ),
    matches=(
        MatchCount(Level.BUURT, 2020, Method.RECODED, Grade.A, 108),
        MatchCount(Level.BUURT, 2020, Method.CROSSWALK, Grade.B, 7),
        MatchCount(Level.BUURT, 2020, None, None, 5),
    ),
    conflicts=(Conflict("Inwoners", 2020, 190, "kwb/landelijk", ("kwb/amsterdam.xlsx",)),),
    corrections=tuple(
        Correction(CorrectionKind.FILLED_IN, "Leegstand", year, f"kwb-{year}.xlsx", 10) for year in (2019, 2020, 2022)
    ),
    unused=(UnusedFile("README.md", UnusedReason.DOCUMENT),),
    previous=PreviousBuild("before", datetime(2026, 10, 1, 9, 30), 2024),
    changes=(ChangeCount("Inwoners", "Kerncijfers", 1_200, 0, 3, 10), ChangeCount("Huur", "Kerncijfers", 1, 2, 0, 0)),
    unchanged=5_000,
    changed=(ChangedFigure(GP, "Binnenstad", 2024, 0.5, 1.5),),
)


def report(**changes: Any) -> BuildReport:
    """The report with other parts."""
    return replace(REPORT, **changes)
