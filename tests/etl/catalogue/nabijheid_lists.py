"""The 110 measures of Nabijheid voorzieningen in the order of the table, with the indicator that each is."""

from __future__ import annotations

from typing import Final

from topic_lists import Entry

_CARE, _SHOPS, _SCHOOLS = ("Gezondheid en welzijn",), ("Detailhandel",), ("Onderwijs", "Voortgezet onderwijs")
_DAILY = (*_SHOPS, "Winkels dagelijkse boodschappen")
_CHILDREN, _OUT, _LEISURE = ("Kinderopvang",), ("Horeca",), ("Vrije tijd en cultuur",)
_GREEN = ("Groenvoorzieningen", "Openbaar groen")
_NATURE, _FENCED = (*_GREEN, "Afstand tot open natuurlijk terrein"), ("Groenvoorzieningen", "Semi-openbaar groen")
_ROADS, _RAIL = ("Verkeer en vervoer",), ("Verkeer en vervoer", "Treinstations")
_CLUB = (*_CHILDREN, "Buitenschoolse opvang")
_STAGE, _FUN = (*_LEISURE, "Podiumkunsten (excl. festivals)"), (*_LEISURE, "Recreatie")
_NEAR, _MIDDLE, _FAR = (1, 3, 5), (3, 5, 10), (5, 10, 20)

#: Facility, stem of the distance, groups above it, group of the counts and their radii (empty: distance only), title of the distance.
FACILITIES: Final[list[tuple[str, str, tuple[str, ...], str, tuple[int, ...], str]]] = [
    ("gp", "Huisartsenpraktijk", (*_CARE, "Huisartsenpraktijk"), "Aantal huisartsenpraktijken", _NEAR, "huisartsenpraktijk"),
    ("gp_out_of_hours", "Huisartsenpost", (*_CARE, "Huisartsenpraktijk"), "", (), "huisartsenpost"),
    ("pharmacy", "Apotheek", _CARE, "", (), "apotheek"),
    ("hospital", "Ziekenhuis", (*_CARE, "Ziekenhuis (incl. buitenpolikliniek)"), "Aantal ziekenhuizen", _FAR, "ziekenhuis"),
    ("hospital_main", "Ziekenhuis", (*_CARE, "Ziekenhuis (excl. buitenpolikliniek)"), "Aantal ziekenhuizen", _FAR, "ziekenhuis"),
    ("youth_clinic", "Consultatiebureau", _CARE, "", (), "consultatiebureau"),
    ("physiotherapist", "Fysiotherapeut", (*_CARE, "Fysiotherapeut"), "Aantal fysiotherapeuten", _NEAR, "fysiotherapeut"),
    ("supermarket", "GroteSupermarkt", _DAILY, "Aantal grote supermarkten", _NEAR, "grote supermarkt"),
    ("daily_food", "OvDagelLevensmiddelen", _DAILY, "Aantal overige dagelijkse levensmiddelen", _NEAR, "ov. dagel. levensmiddelen"),
    ("department_store", "Warenhuis", (*_SHOPS, "Warenhuis"), "Aantal warenhuizen", _FAR, "warenhuis"),
    ("cafe", "CafeED", (*_OUT, "Cafés en dergelijke"), "Aantal cafés", _NEAR, "café e.d."),
    ("cafetaria", "CafetariaED", (*_OUT, "Cafetaria's en dergelijke"), "Aantal cafetaria's e.d.", _NEAR, "cafetaria e.d."),
    ("restaurant", "Restaurant", (*_OUT, "Restaurants"), "Aantal restaurants", _NEAR, "restaurant"),
    ("hotel", "HotelED", (*_OUT, "Hotels en dergelijke"), "Aantal hotels e.d.", _FAR, "hotel e.d."),
    ("day_care", "Kinderdagverblijf", (*_CHILDREN, "Kinderdagverblijf"), "Aantal kinderdagverblijven", _NEAR, "kinderdagverblijf"),
    ("after_school_care", "BuitenschoolseOpvang", _CLUB, "Aantal buitenschoolse opvang", _NEAR, "buitenschoolse opvang"),
    ("primary_school", "School", ("Onderwijs", "Basisonderwijs"), "Aantal scholen", _NEAR, "school"),
    ("secondary_school", "School", (*_SCHOOLS, "Voortgezet onderwijs totaal"), "Aantal scholen", _MIDDLE, "school"),
    ("vmbo_school", "School", (*_SCHOOLS, "Vmbo"), "Aantal scholen", _MIDDLE, "school"),
    ("havo_vwo_school", "School", (*_SCHOOLS, "Havo/vwo"), "Aantal scholen", _MIDDLE, "school"),
    ("public_green", "OpenbaarGroenTotaal", _GREEN, "", (), "openbaar groen totaal"),
    ("park", "ParkOfPlantsoen", _GREEN, "", (), "park of plantsoen"),
    ("day_recreation", "DagrecreatiefTerrein", _GREEN, "", (), "dagrecreatief terrein"),
    ("forest", "Bos", _GREEN, "", (), "bos"),
    ("open_nature", "OpenNatTerreinTotaal", _NATURE, "", (), "open nat. terrein totaal"),
    ("dry_nature", "OpenDroogNatTerrein", _NATURE, "", (), "open droog nat. terrein"),
    ("wet_nature", "OpenNatNatuurlijkTerrein", _NATURE, "", (), "open nat natuurlijk terrein"),
    ("semi_public_green", "SemiOpenbaarGroenTotaal", _FENCED, "", (), "semi-openbaar groen totaal"),
    ("sports_ground", "Sportterrein", _FENCED, "", (), "sportterrein"),
    ("allotment", "Volkstuin", _FENCED, "", (), "volkstuin"),
    ("holiday_recreation", "VerblijfsrecreatiefTerrein", _FENCED, "", (), "verblijfsrecreatief terrein"),
    ("cemetery", "Begraafplaats", _FENCED, "", (), "begraafplaats"),
    ("recreational_water", "RecreatiefBinnenwater", ("Groenvoorzieningen",), "", (), "recreatief binnenwater"),
    ("main_road", "OpritHoofdverkeersweg", _ROADS, "", (), "oprit hoofdverkeersweg"),
    ("train_station", "TreinstationsTotaal", _RAIL, "", (), "treinstations totaal"),
    ("interchange_station", "BelangrijkOverstapstation", _RAIL, "", (), "belangrijk overstapstation"),
    ("library", "Bibliotheek", _LEISURE, "", (), "bibliotheek"),
    ("swimming_pool", "Binnenzwembad", (*_LEISURE, "Sport"), "", (), "zwembad"),
    ("ice_rink", "Kunstijsbaan", (*_LEISURE, "Sport"), "", (), "kunstijsbaan"),
    ("museum", "Museum", (*_LEISURE, "Museum"), "Aantal musea", _FAR, "museum"),
    ("theatre", "PodiumkunstenTotaal", _STAGE, "Aantal podiumkunsten totaal", _FAR, "podiumkunsten totaal"),
    ("pop_venue", "Poppodium", _STAGE, "", (), "poppodium"),
    ("cinema", "Bioscoop", (*_LEISURE, "Bioscoop"), "Aantal bioscopen", _FAR, "bioscoop"),
    ("sauna", "Sauna", _FUN, "", (), "sauna"),
    ("solarium", "Zonnebank", _FUN, "", (), "zonnebank"),
    ("attraction", "Attractie", _FUN, "Aantal attracties", (10, 20, 50), "attractie"),
    ("fire_station", "Brandweerkazerne", (), "", (), "brandweerkazerne"),
]  # fmt: skip


def measures() -> list[tuple[str, Entry, str]]:
    """(indicator, its topic, its full title in StatLine) of all measures in the order of the table."""
    found: list[tuple[str, Entry, str]] = []
    for facility, stem, groups, counted, radii, title in FACILITIES:
        near = "/".join([*groups, f"Afstand tot {title} (km)"])
        found.append((f"{facility}_km", (groups, "km", f"AfstandTot{stem}"), near))
        for radius in radii:
            within = "/".join([*groups, counted, f"Binnen {radius} km (aantal)"])
            found.append((f"{facility}_{radius}km_count", ((*groups, counted), "aantal", f"Binnen{radius}Km"), within))
    return found
