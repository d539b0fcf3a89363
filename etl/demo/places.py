"""The invented places: gemeenten, wijken and buurten by name, where they lie, and the kind of people who live there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What buurten of one kind share, about 2020. Shares are 0-1; `hardship`, 0 (wealthy) to 1, drives the rest."""

    dwellings: int
    ages: tuple[float, float, float, float, float]  # 0-15, 15-25, 25-45, 45-65, 65+
    single: float
    with_children: float
    hardship: float
    woz_keur: float
    owned: float
    corporation: float
    single_family: float
    before_2000: float
    growth: float  # share of dwellings per year
    ageing: float  # change of the 65+ share per year
    students: float = 0.0


KINDS = {
    "centrum": Kind(560, (0.08, 0.17, 0.40, 0.21, 0.14), 0.62, 0.12, 0.42, 335, 0.36, 0.24, 0.12, 0.84, 0.006, 0.001),
    "oud": Kind(690, (0.14, 0.12, 0.36, 0.24, 0.14), 0.48, 0.24, 0.38, 310, 0.46, 0.32, 0.46, 0.93, 0.003, 0.001),
    "flats": Kind(830, (0.19, 0.14, 0.29, 0.23, 0.15), 0.46, 0.32, 0.82, 195, 0.20, 0.68, 0.24, 0.90, 0.001, 0.001),
    "student": Kind(
        640, (0.05, 0.46, 0.32, 0.10, 0.07), 0.78, 0.07, 0.34, 245, 0.19, 0.36, 0.10, 0.66, 0.010, 0.0, students=0.7
    ),
    "jaren70": Kind(720, (0.15, 0.11, 0.23, 0.28, 0.23), 0.33, 0.32, 0.34, 290, 0.64, 0.27, 0.80, 0.97, 0.001, 0.006),
    "tuindorp": Kind(610, (0.16, 0.11, 0.26, 0.27, 0.20), 0.40, 0.29, 0.58, 235, 0.34, 0.57, 0.78, 0.98, 0.000, 0.002),
    "villa": Kind(360, (0.16, 0.11, 0.15, 0.34, 0.24), 0.20, 0.38, 0.05, 640, 0.91, 0.03, 0.96, 0.78, 0.003, 0.005),
    "bedrijven": Kind(70, (0.08, 0.16, 0.40, 0.26, 0.10), 0.58, 0.14, 0.50, 260, 0.38, 0.22, 0.40, 0.70, 0.000, 0.001),
    "nieuwbouw": Kind(610, (0.27, 0.09, 0.40, 0.17, 0.07), 0.20, 0.53, 0.13, 410, 0.72, 0.20, 0.86, 0.05, 0.035, 0.001),
    "dorp": Kind(420, (0.13, 0.10, 0.19, 0.31, 0.27), 0.31, 0.30, 0.28, 300, 0.66, 0.25, 0.88, 0.86, 0.001, 0.007),
    "buiten": Kind(130, (0.14, 0.12, 0.17, 0.36, 0.21), 0.22, 0.35, 0.14, 455, 0.84, 0.05, 0.97, 0.85, 0.001, 0.005),
}


@dataclass(frozen=True)
class Wijk:
    """A wijk as it is in 2024. `centre` in metres from the middle of the city, east and north; `reach` in metres."""

    gemeente: str
    part: str  # last two positions of the wijk code
    name: str
    kind: str
    centre: tuple[int, int]
    reach: int
    buurten: tuple[str, ...]
    postcode4: str
    #: (last year, part) of the code it had before.
    formerly: tuple[int, str] | None = None


GEMEENTEN = {
    "GM9901": "Lindermeer",
    "GM9902": "Oud-Vlieterdam",
    "GM9903": "Kranenhoek aan de Linder",
}

# fmt: off
WIJKEN = (
    Wijk("GM9901", "00", "Binnenstad", "centrum", (0, 0), 620, (
        "Vismarkt en Waaghuis", "Sint-Aldewijnkwartier", "'t Eiland", "Kloosterhoek", "Havenkom", "Nieuwe Uitleg",
        "Oude Schans", "Stationsbuurt"), "9901"),
    Wijk("GM9901", "01", "Westersingel", "oud", (-1350, 300), 780, (
        "Westersingel-Noord", "Westersingel-Zuid", "Zaagmolenbuurt", "Lijnbaankwartier", "Spaarzaamheid",
        "Oranjeplantage", "Gasfabriek", "Pakhuisbuurt"), "9902"),
    Wijk("GM9901", "02", "Spoorkwartier", "flats", (1250, -750), 760, (
        "Rangeerterrein-West", "Rangeerterrein-Oost", "Seinhuisbuurt", "Dwarsspoor", "Viaductbuurt", "Locomotiefbuurt",
        "Perronplein e.o.", "Remisebuurt"), "9903"),
    Wijk("GM9901", "03", "Hogeschoolkwartier", "student", (-300, 1300), 620, (
        "Sterrenwacht", "Collegetuin", "Laboratoriumhof", "Aulabuurt", "Studentenflats De Wimpel",
        "Bibliotheekplein"), "9904"),
    Wijk("GM9901", "04", "Oosterpolder", "jaren70", (2050, 900), 920, (
        "Vogelbuurt", "Schelpenbuurt", "Molenwerf", "Watergang", "Kleine Polder", "Grote Polder", "Zilverschoon",
        "Lisdodde"), "9905"),
    Wijk("GM9901", "05", "Noorderham", "jaren70", (900, 2250), 930, (
        "Ham-West", "Ham-Oost", "Beemdgras", "Componistenhof", "Kruidentuin", "Het Laantje", "Hamsterpark"), "9906"),
    Wijk("GM9901", "06", "Tuindorp Eendracht", "tuindorp", (-1100, -1150), 780, (
        "Eendracht-Noord", "Eendracht-Zuid", "Bloemhof", "De Volharding", "Coöperatiebuurt", "Zonnehof",
        "Wilgenplein"), "9907"),
    Wijk("GM9901", "07", "Lindezoom", "villa", (-2750, 1750), 1050, (
        "Lindezoom-Hoog", "Lindezoom-Laag", "Parkvilla's", "Beukenlaan e.o.", "Landgoed Hazelhorst", "Duinrand"),
        "9908"),
    Wijk("GM9901", "08", "Havens en bedrijven", "bedrijven", (2500, -2000), 900, (
        "Bedrijventerrein De Nieuwe Uitleg-Noord en omgeving van het Overslagstation", "Zeekade", "Petroleumhaven",
        "Ambachtsweg", "Slibdepot"), "9909"),
    Wijk("GM9901", "09", "Waterrijk", "nieuwbouw", (-2600, -400), 900, (
        "Waterrijk-Centrum", "De Steigers", "Rietlanden", "Zegge en Bies", "Sluiseiland", "Vlonderbuurt", "Bakenbuurt",
        "Waterrijk in ontwikkeling"), "9910"),
    Wijk("GM9901", "11", "Zuiderplas", "jaren70", (300, -2200), 900, (
        "Plasoever", "Surfbocht", "Zuiderhof", "Kastanjehof", "Wantij", "Zeilmakersbuurt", "Plaspark"), "9911",
        (2018, "14")),
    Wijk("GM9901", "AB", "Ambachtskwartier", "tuindorp", (2550, 2350), 900, (
        "Smederij", "Touwslagerij", "Kuiperij", "Drukkershof", "Weversbuurt", "Leerlooiershof", "Glasblazerij"),
        "9912", (2022, "12")),
    Wijk("GM9902", "00", "Wijk 00 Oud-Vlieterdam", "dorp", (-5600, 1000), 700, (
        "Dorpskern", "Kerkpad", "Vlieterhof", "De Kreek", "Sportlaan en omgeving", "Achter de Dijk"), "9921"),
    Wijk("GM9902", "01", "Wijk 01 Vlieterkade", "dorp", (-4400, -1700), 620, (
        "Vlieterkade", "Visserswijk", "Havenstraatbuurt", "Stationsbuurt"), "9922"),
    Wijk("GM9902", "02", "Wijk 02 Buitengebied Oud-Vlieterdam", "buiten", (-5500, -500), 2600, (
        "Buitengebied", "Noordermieden", "Zuidermieden", "Vlietlanden", "Oudelandse Polder", "Hooge Weide",
        "Verspreide huizen Vlieterkade"), "9923"),
    Wijk("GM9903", "00", "Wijk 00 Kranenhoek", "dorp", (5300, 700), 720, (
        "Dorpskern", "De Brink", "Molenzicht", "Kranenhof", "Tolhek", "Oosteinde", "Haverkamp"), "9931"),
    Wijk("GM9903", "01", "Wijk 01 Sint-Odulfuskerke", "dorp", (5500, -2200), 640, (
        "Sint-Odulfuskerke", "Kapelweg", "Pastorietuin", "Lange Akker", "'s-Graveland-Oord"), "9932"),
    Wijk("GM9903", "02", "Wijk 02 Buitengebied Kranenhoek", "buiten", (5600, -700), 2700, (
        "Buitengebied Noord", "Buitengebied Zuid", "Linderuiterwaarden", "Hoge Venen", "Kraaijenbosch",
        "Natuurgebied De Rietkraag"), "9933"),
)
# fmt: on

#: Residents that a buurt keeps whatever its kind: empty, tiny and small places, where figures are held back.
FIXED_RESIDENTS = {
    "Slibdepot": 0,
    "Natuurgebied De Rietkraag": 0,
    "Petroleumhaven": 5,
    "Plaspark": 8,
    "Zeekade": 45,
    "Verspreide huizen Vlieterkade": 70,
    "Hoge Venen": 90,
    "Linderuiterwaarden": 130,
    "Ambachtsweg": 160,
    "Landgoed Hazelhorst": 185,
}
#: A buurt that had far fewer dwellings before it was built: (name, first year with people, dwellings by 2024).
UNDER_CONSTRUCTION = ("Waterrijk in ontwikkeling", 2019)

#: Split in 2020: the second was part of the first.
SPLIT = (2020, "Rietlanden", "Zegge en Bies")
#: Merged in 2021: the buurt of today was two; the second name is of the part that disappeared.
MERGED = (2021, "Grote Polder", "Oostermaat")
#: Border moved in 2022: a strip went from the first to the second.
SHIFTED = (2022, "Beemdgras", "Kruidentuin", "strook langs de Hamweg")
