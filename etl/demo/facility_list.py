"""The sorts of facilities of the series Nabijheid voorzieningen: names as CBS has them, numbers and places invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.demo.topics import Topic, stem_of


@dataclass(frozen=True)
class Facility:
    """A sort of facility: how CBS names it, how many there are, what draws them to a place and whether they stay."""

    id: str
    path: tuple[str, ...]
    title: str
    number: int
    #: Counted within these distances (km), under this group.
    radii: tuple[int, ...] = ()
    counted: str = ""
    #: Pull of the city centre (0 = where people live), and of low income.
    central: float = 0.0
    hardship: float = 0.0
    #: Share that closed between 2016 and 2024.
    closing: float = 0.0
    #: Number outside the region, between 14 and 40 km from the city.
    outside: int = 0
    #: Radius in km of an area of green or water: 0 is a building.
    extent_km: float = 0.0
    #: Space between number and km as the source has it.
    gap: str = " "


_CARE, _SHOP, _FOOD, _CHILD, _SCHOOL = "Gezondheid en welzijn", "Detailhandel", "Horeca", "Kinderopvang", "Onderwijs"
_GREEN, _FREE = "Groenvoorzieningen", "Vrije tijd en cultuur"
_GP = (_CARE, "Huisartsenpraktijk")
_IN, _EX = (_CARE, "Ziekenhuis (incl. buitenpolikliniek)"), (_CARE, "Ziekenhuis (excl. buitenpolikliniek)")
_DAILY = (_SHOP, "Winkels dagelijkse boodschappen")
_VO = (_SCHOOL, "Voortgezet onderwijs")
_OPEN, _SEMI = (_GREEN, "Openbaar groen"), (_GREEN, "Semi-openbaar groen")
_NATURE = (*_OPEN, "Afstand tot open natuurlijk terrein")
_STAGE = (_FREE, "Podiumkunsten (excl. festivals)")
_NEAR, _MIDDLE, _FAR = (1, 3, 5), (3, 5, 10), (5, 10, 20)

FACILITIES: Final = (
    Facility(
        "gp",
        _GP,
        "Afstand tot huisartsenpraktijk",
        46,
        _NEAR,
        "Aantal huisartsenpraktijken",
        0.1,
        closing=0.2,
        outside=12,
    ),
    Facility("gp_out_of_hours", _GP, "Afstand tot huisartsenpost", 1, central=1.0, outside=3),
    Facility("pharmacy", (_CARE,), "Afstand tot apotheek", 20, central=0.6, closing=0.12, outside=8),
    Facility("hospital", _IN, "Afstand tot ziekenhuis", 2, _FAR, "Aantal ziekenhuizen", 0.5, outside=6),
    Facility("hospital_main", _EX, "Afstand tot ziekenhuis", 1, _FAR, "Aantal ziekenhuizen", 0.3, outside=4),
    Facility("youth_clinic", (_CARE,), "Afstand tot consultatiebureau", 9, central=0.2, closing=0.2, outside=6),
    Facility(
        "physiotherapist",
        (_CARE, "Fysiotherapeut"),
        "Afstand tot fysiotherapeut",
        58,
        _NEAR,
        "Aantal fysiotherapeuten",
        0.4,
        outside=14,
    ),
    Facility(
        "supermarket",
        _DAILY,
        "Afstand tot grote supermarkt",
        56,
        _NEAR,
        "Aantal grote supermarkten",
        0.0,
        closing=0.16,
        outside=14,
    ),
    Facility(
        "daily_food",
        _DAILY,
        "Afstand tot ov. dagel. levensmiddelen",
        150,
        _NEAR,
        "Aantal overige dagelijkse levensmiddelen",
        0.9,
        0.4,
        0.24,
        20,
    ),
    Facility(
        "department_store",
        (_SHOP, "Warenhuis"),
        "Afstand tot warenhuis",
        7,
        _FAR,
        "Aantal warenhuizen",
        1.8,
        closing=0.3,
        outside=6,
    ),
    Facility(
        "cafe",
        (_FOOD, "Cafés en dergelijke"),
        "Afstand tot café e.d.",
        95,
        _NEAR,
        "Aantal cafés",
        2.0,
        closing=0.2,
        outside=12,
    ),
    Facility(
        "cafetaria",
        (_FOOD, "Cafetaria's en dergelijke"),
        "Afstand tot cafetaria e.d.",
        95,
        _NEAR,
        "Aantal cafetaria's e.d.",
        1.1,
        1.6,
        outside=12,
    ),
    Facility(
        "restaurant",
        (_FOOD, "Restaurants"),
        "Afstand tot restaurant",
        120,
        _NEAR,
        "Aantal restaurants",
        2.0,
        outside=14,
    ),
    Facility(
        "hotel",
        (_FOOD, "Hotels en dergelijke"),
        "Afstand tot hotel e.d.",
        22,
        _FAR,
        "Aantal hotels e.d.",
        1.8,
        outside=12,
    ),
    Facility(
        "day_care",
        (_CHILD, "Kinderdagverblijf"),
        "Afstand tot kinderdagverblijf",
        75,
        _NEAR,
        "Aantal kinderdagverblijven",
        0.2,
        outside=14,
    ),
    Facility(
        "after_school_care",
        (_CHILD, "Buitenschoolse opvang"),
        "Afstand tot buitenschoolse opvang",
        68,
        _NEAR,
        "Aantal buitenschoolse opvang",
        outside=14,
    ),
    Facility(
        "primary_school",
        (_SCHOOL, "Basisonderwijs"),
        "Afstand tot school",
        58,
        _NEAR,
        "Aantal scholen",
        closing=0.14,
        outside=14,
    ),
    Facility(
        "secondary_school",
        (*_VO, "Voortgezet onderwijs totaal"),
        "Afstand tot school",
        11,
        _MIDDLE,
        "Aantal scholen",
        0.3,
        outside=6,
    ),
    Facility("vmbo", (*_VO, "Vmbo"), "Afstand tot school", 7, _MIDDLE, "Aantal scholen", 0.2, outside=6, gap="  "),
    Facility("havo_vwo", (*_VO, "Havo/vwo"), "Afstand tot school", 6, _MIDDLE, "Aantal scholen", 0.4, outside=6),
    Facility("public_green", _OPEN, "Afstand tot openbaar groen totaal", 90, extent_km=0.16, outside=10),
    Facility("park", _OPEN, "Afstand tot park of plantsoen", 75, extent_km=0.13, outside=10),
    Facility("day_recreation", _OPEN, "Afstand tot dagrecreatief terrein", 9, extent_km=0.4, outside=6),
    Facility("forest", _OPEN, "Afstand tot bos", 14, central=-1.2, extent_km=0.5, outside=8),
    Facility("open_nature", _NATURE, "Afstand tot open nat. terrein totaal", 9, central=-1.5, extent_km=0.5, outside=8),
    Facility("dry_nature", _NATURE, "Afstand tot open droog nat. terrein", 2, central=-1.5, extent_km=0.5, outside=8),
    Facility(
        "wet_nature", _NATURE, "Afstand tot open nat natuurlijk terrein", 8, central=-1.5, extent_km=0.5, outside=8
    ),
    Facility("semi_public_green", _SEMI, "Afstand tot semi-openbaar groen totaal", 60, extent_km=0.12, outside=10),
    Facility("sports_ground", _SEMI, "Afstand tot sportterrein", 32, extent_km=0.12, outside=10),
    Facility("allotment", _SEMI, "Afstand tot volkstuin", 14, extent_km=0.1, outside=8),
    Facility(
        "holiday_park", _SEMI, "Afstand tot verblijfsrecreatief terrein", 6, central=-1.5, extent_km=0.3, outside=8
    ),
    Facility("cemetery", _SEMI, "Afstand tot begraafplaats", 11, extent_km=0.1, outside=8),
    Facility(
        "recreational_water", (_GREEN,), "Afstand tot recreatief binnenwater", 7, central=-0.5, extent_km=0.6, outside=8
    ),
    Facility("main_road", ("Verkeer en vervoer",), "Afstand tot oprit hoofdverkeersweg", 10, central=-0.4, outside=10),
    Facility(
        "train_station",
        ("Verkeer en vervoer", "Treinstations"),
        "Afstand tot treinstations totaal",
        3,
        central=0.6,
        outside=6,
    ),
    Facility(
        "transfer_station",
        ("Verkeer en vervoer", "Treinstations"),
        "Afstand tot belangrijk overstapstation",
        1,
        central=1.6,
        outside=3,
    ),
    Facility("library", (_FREE,), "Afstand tot bibliotheek", 9, central=0.4, closing=0.45, outside=6),
    Facility("swimming_pool", (_FREE, "Sport"), "Afstand tot zwembad", 5, closing=0.2, outside=6),
    Facility("ice_rink", (_FREE, "Sport"), "Afstand tot kunstijsbaan", 0, outside=3),
    Facility("museum", (_FREE, "Museum"), "Afstand tot museum", 8, _FAR, "Aantal musea", 1.8, outside=12),
    Facility(
        "performing_arts",
        _STAGE,
        "Afstand tot podiumkunsten totaal",
        5,
        _FAR,
        "Aantal podiumkunsten totaal",
        1.8,
        outside=8,
    ),
    Facility("pop_venue", _STAGE, "Afstand tot poppodium", 1, central=1.8, outside=4),
    Facility("cinema", (_FREE, "Bioscoop"), "Afstand tot bioscoop", 3, _FAR, "Aantal bioscopen", 1.6, outside=6),
    Facility("sauna", (_FREE, "Recreatie"), "Afstand tot sauna", 2, outside=6),
    Facility("sunbed", (_FREE, "Recreatie"), "Afstand tot zonnebank", 9, central=0.8, outside=8),
    Facility(
        "attraction", (_FREE, "Recreatie"), "Afstand tot attractie", 2, (10, 20, 50), "Aantal attracties", outside=16
    ),
    Facility("fire_station", (), "Afstand tot brandweerkazerne", 6, outside=8),
)


def measure_within(facility: Facility, radius_km: int) -> str:
    """Name of the figure "number within so many km"."""
    return f"{facility.id}_{radius_km}"


def nabijheid_topics(year: int) -> tuple[Topic, ...]:
    """The 110 topics of the series Nabijheid voorzieningen in a year, in the order of the table."""
    topics = []
    for facility in FACILITIES:
        # One topic was renamed: only indoor pools are counted.
        title = "Afstand tot binnenzwembad" if facility.id == "swimming_pool" and year >= 2020 else facility.title
        topics.append(Topic(facility.id, stem_of(title), title, facility.path, "km", 1))
        for radius in facility.radii:
            title, path = f"Binnen {radius}{facility.gap}km", (*facility.path, facility.counted)
            topics.append(Topic(measure_within(facility, radius), f"Binnen{radius}Km", title, path, "aantal", 1))
    return tuple(topics)
