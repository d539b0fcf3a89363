"""Values that several domain tests use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.areas import Level
from domain.observations import Grade, Method, Status
from domain.view_models import Area, Figure, Indicator, Note, SourceLine

DISTANCE = Indicator(
    indicator_id="supermarket_km",
    title="Afstand tot de supermarkt",
    theme_id="nabijheid",
    unit="km",
    decimals=1,
    direction="higher_is_worse",
    kind="register",
    describes="Gemiddelde afstand over de weg.",
    know=(Note("Voorzieningen over de grens tellen niet mee.", "info"),),
    legend="Een donkere kleur betekent: verder weg.",
    weight="residents",
    breaks=(0.5, 1, 2, 3),
    scheme="sequential",
    additive=False,
    facility_group="daily",
    series_breaks=(),
    period_offset=0,
    minimum_difference=None,
    action=None,
)
HEALTH = replace(
    DISTANCE,
    indicator_id="good_health_pct",
    title="Goede ervaren gezondheid",
    unit="%",
    direction="higher_is_better",
    kind="modelled",
    breaks=(70, 75, 80),
    facility_group=None,
)
RENT = replace(
    DISTANCE,
    indicator_id="rent_pct",
    title="Huurwoningen",
    unit="%",
    decimals=0,
    breaks=(20, 40, 60),
    facility_group=None,
)
INCOME = replace(DISTANCE, indicator_id="income_eur", title="Inkomen", unit="euro", decimals=0, direction="none")
RESIDENTS = replace(
    DISTANCE, indicator_id="residents_count", title="Inwoners", unit="inwoners", decimals=0, breaks=(), additive=True
)
BUURT = Area(
    code="BU03440101",
    name="Lombok-Oost",
    level=Level.BUURT,
    boundary_year=2024,
    gemeente_code="GM0344",
    gemeente_name="Utrecht",
    wijk_code="WK034401",
    wijk_name="West",
    residents_count=1240,
    households_count=615,
    urbanity_class=1,
    land_area_ha=20.0,
    postcode4="3531",
    has_geometry=True,
    bounds=None,
)
SOURCE = SourceLine("kwb", "CBS, 85984NED, 2024", "CC BY 4.0", "85984NED", date(2024, 3, 12))
FIGURE = Figure(
    area_code="BU03440101",
    indicator_id="supermarket_km",
    reference_year=2022,
    boundary_year=2024,
    value=0.6,
    lower=None,
    upper=None,
    status=Status.OK,
    grade=Grade.A,
    method=Method.PUBLISHED,
    source=SOURCE,
)
