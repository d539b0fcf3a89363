"""Which topics Kerncijfers wijken en buurten holds per year, in their order, from CBS's own metadata and published lists.

Of 2014, 2015, 2016 and 2019 no list is known. Of 2023 and 2026 parts are known; the rest follows the year beside it, and the
running numbers that are known hold (see `test_kwb_years`).
"""

from __future__ import annotations

from typing import Final

from topic_lists import Entry, entries

_AREA: Final = """
Regioaanduiding | | Gemeentenaam SoortRegio Codering
"""
_CHANGE: Final = "Regioaanduiding | code | IndelingswijzigingWijkenEnBuurten"
_RESIDENTS: Final = """
Bevolking | aantal | AantalInwoners
Bevolking > Geslacht | aantal | Mannen Vrouwen
Bevolking > Leeftijdsgroepen | aantal | k_0Tot15Jaar k_15Tot25Jaar k_25Tot45Jaar k_45Tot65Jaar {oldest}
Bevolking > Burgerlijke staat | aantal | Ongehuwd Gehuwd Gescheiden Verweduwd
"""
_UNTIL_2022: Final = """
Bevolking > Personen met een migratieachtergrond | aantal | WestersTotaal
Bevolking > Personen met een migratieachtergrond > Niet-westers | aantal | NietWestersTotaal Marokko NederlandseAntillenEnAruba
Bevolking > Personen met een migratieachtergrond > Niet-westers | aantal | Suriname Turkije OverigNietWesters
"""
_FROM_2023: Final = """
Bevolking > Bevolking naar herkomst > Herkomstland | aantal | Nederland EuropaExclusiefNederland BuitenEuropa
Bevolking > Bevolking naar herkomst > Geboren in Nederland | aantal | Nederland EuropaExclusiefNederland BuitenEuropa
Bevolking > Bevolking naar herkomst > Geboren buiten Nederland | aantal | EuropaExclusiefNederland BuitenEuropa
"""
_HOUSEHOLDS: Final = """
Bevolking > Geboorte en sterfte | aantal | GeboorteTotaal
Bevolking > Geboorte en sterfte | per 1 000 inwoners | GeboorteRelatief
Bevolking > Geboorte en sterfte | aantal | SterfteTotaal
Bevolking > Geboorte en sterfte | per 1 000 inwoners | SterfteRelatief
Bevolking > Particuliere huishoudens | aantal | HuishoudensTotaal Eenpersoonshuishoudens HuishoudensZonderKinderen
Bevolking > Particuliere huishoudens | aantal | HuishoudensMetKinderen GemiddeldeHuishoudensgrootte
Bevolking | aantal inwoners per km² | Bevolkingsdichtheid
"""
_DWELLINGS: Final = """
Wonen | aantal | Woningvoorraad
Wonen | x 1 000 euro | {value}
Wonen > Woningen naar type | % | PercentageEengezinswoning PercentageMeergezinswoning
Wonen > Woningen naar bewoning | % | PercentageBewoond {empty}
Wonen > Woningen naar eigendom | % | Koopwoningen
Wonen > Woningen naar eigendom > Huurwoningen | % | HuurwoningenTotaal InBezitWoningcorporatie InBezitOverigeVerhuurders
Wonen > Woningen naar eigendom | % | EigendomOnbekend
Wonen > Woningen naar bouwjaar | % | BouwjaarVoor2000 BouwjaarVanaf2000
"""
_TYPES: Final = "Appartement Tussenwoning Hoekwoning TweeOnderEenKapWoning VrijstaandeWoning"
_ENERGY: Final = f"""
Energie > Elektriciteit | kWh | {{electricity}}
Energie > Elektriciteit > Naar woningtype | kWh | {_TYPES}
Energie > Elektriciteit > Naar eigendom | kWh | Huurwoning EigenWoning
Energie > Gemiddeld aardgasverbruik | m³ | GemiddeldAardgasverbruikTotaal
Energie > Gemiddeld aardgasverbruik > Naar woningtype | m³ | {_TYPES}
Energie > Gemiddeld aardgasverbruik > Naar eigendom | m³ | Huurwoning EigenWoning
Energie > Gemiddeld aardgasverbruik | % | PercentageWoningenMetStadsverwarming
"""
_PUPILS: Final = """
Onderwijs > Onderwijssoort | aantal | LeerlingenPo LeerlingenVoInclVavo StudentenMboExclExtranei StudentenHbo StudentenWo
"""
_LEVELS_2020: Final = "Opleidingsniveau | aantal | OpleidingsniveauLaag OpleidingsniveauMiddelbaar OpleidingsniveauHoog"
_LEVELS_2023: Final = "Onderwijs > Hoogst behaald onderwijsniveau | aantal | BasisonderwijsVmboMbo1 HavoVwoMbo24 HboWo"
_WORK_2023: Final = """
Arbeid | aantal | WerkzameBeroepsbevolking
Arbeid | % | Nettoarbeidsparticipatie
Arbeid > Onderverdeling werkenden | % | PercentageWerknemers WerknemersMetVasteArbeidsr WerknemersMetFlexibeleArbe PercentageZelfstandigen
"""
_INCOME_2013: Final = """
Inkomen > Inkomen van personen | aantal | AantalInkomensontvangers
Inkomen > Inkomen van personen | x 1 000 euro | GemiddeldInkomenPerInkomensontvanger GemiddeldInkomenPerInwoner
Inkomen > Inkomen van personen | % | PersonenMetLaagInkomen PersonenMetHoogInkomen NietActieven
Inkomen > Inkomen van huishoudens | % | HuishoudensMetLaagInkomen HuishoudensMetHoogInkomen HuishoudensMetLageKoopkracht
Inkomen > Inkomen van huishoudens | % | HuishOnderOfRondSociaalMinimum
Sociale zekerheid | aantal | PersonenMetEenWWBUitkeringTotaal PersonenMetEenAOUitkeringTotaal
Sociale zekerheid | aantal | PersonenMetEenWWUitkeringTotaal PersonenMetEenAOWUitkeringTotaal
"""
_PERSONS: Final = """
Inkomen > Inkomen van personen | aantal | AantalInkomensontvangers
Inkomen > Inkomen van personen | x 1 000 euro | GemiddeldInkomenPerInkomensontvanger GemiddeldInkomenPerInwoner
Inkomen > Inkomen van personen | % | k_40PersonenMetLaagsteInkomen k_20PersonenMetHoogsteInkomen
"""
_SHARES: Final = """
Inkomen > Inkomen van huishoudens | % | k_40HuishoudensMetLaagsteInkomen k_20HuishoudensMetHoogsteInkomen
"""
_LOW_INCOME: Final = """
Inkomen > Inkomen van huishoudens | % | HuishoudensMetEenLaagInkomen HuishOnderOfRondSociaalMinimum
"""
_INCOME_2017: Final = f"""{_PERSONS}
Inkomen > Inkomen van personen | % | Actieven1575Jaar
{_SHARES}{_LOW_INCOME}"""
_INCOME_2020: Final = f"""{_PERSONS}
Inkomen > Inkomen van huishoudens | x 1 000 euro | GemGestandaardiseerdInkomenVanHuish
{_SHARES}{_LOW_INCOME}
Inkomen > Inkomen van huishoudens | % | HuishoudensTot110VanSociaalMinimum HuishoudensTot120VanSociaalMinimum
Inkomen > Inkomen van huishoudens | x 1 000 euro | MediaanVermogenVanParticuliereHuish
"""
_INCOME_2024: Final = f"""{_PERSONS}
Inkomen > Inkomen van personen | % | PersonenInArmoede PersonenTot25BovenArmoedegrens
Inkomen > Inkomen van huishoudens | x 1 000 euro | GemGestandaardiseerdInkomen
{_SHARES}
Inkomen > Inkomen van huishoudens | x 1 000 euro | MediaanVermogenVanParticuliereHuish
"""
_BENEFITS: Final = """
Sociale zekerheid | aantal | PersonenPerSoortUitkeringBijstand PersonenPerSoortUitkeringAO
Sociale zekerheid | aantal | PersonenPerSoortUitkeringWW PersonenPerSoortUitkeringAOW
"""
_CARE: Final = """
Zorg | aantal | JongerenMetJeugdzorgInNatura
Zorg | % | PercentageJongerenMetJeugdzorg
Zorg | aantal | WmoClienten
Zorg | per 1 000 inwoners | WmoClientenRelatief
"""
_CRIME: Final = """
Criminaliteit | per 1 000 inwoners | TotaalDiefstalUitWoningSchuurED VernielingMisdrijfTegenOpenbareOrde GeweldsEnSeksueleMisdrijven
"""
_FIRMS: Final = """
Bedrijfsvestigingen | aantal | BedrijfsvestigingenTotaal ALandbouwBosbouwEnVisserij BFNijverheidEnEnergie GIHandelEnHoreca
Bedrijfsvestigingen | aantal | HJVervoerInformatieEnCommunicatie KLFinancieleDienstenOnroerendGoed MNZakelijkeDienstverlening
Bedrijfsvestigingen | aantal | {public} RUCultuurRecreatieOverigeDiensten
"""
_CARS: Final = """
Motorvoertuigen > Personenauto's | aantal | PersonenautoSTotaal {age} PersonenautoSBrandstofBenzine PersonenautoSOverigeBrandstof
Motorvoertuigen > Personenauto's | per huishouden | PersonenautoSPerHuishouden
Motorvoertuigen > Personenauto's | per km² | PersonenautoSNaarOppervlakte
Motorvoertuigen | aantal | {others}
"""
_CAR_AGE: Final = "PersonenautoSJongerDan6Jaar PersonenautoS6JaarEnOuder"
_NEARBY: Final = """
Nabijheid voorzieningen | km | AfstandTotHuisartsenpraktijk AfstandTotGroteSupermarkt AfstandTotKinderdagverblijf
Nabijheid voorzieningen > Basisonderwijs | km | AfstandTotSchool
Nabijheid voorzieningen > Basisonderwijs | aantal | ScholenBinnen3Km
Oppervlakte | ha | OppervlakteTotaal OppervlakteLand OppervlakteWater
"""
#: Sixteen kinds of land use; no indicator reads them.
_LAND_USE_2013: Final = "Bodemgebruik | ha | " + " ".join(f"Bodemgebruik{letter}" for letter in "ABCDEFGHIJKLMNOP")
_POSTCODE: Final = """
Postcode | code | MeestVoorkomendePostcode Dekkingspercentage
Stedelijkheid | code | MateVanStedelijkheid
Stedelijkheid | per km² | Omgevingsadressendichtheid
"""
_HOUSING_2024: Final = """
Wonen en vastgoed | aantal | Woningvoorraad NieuwbouwWoningen NietWoningvoorraad NieuwbouwNietWoningen
Wonen en vastgoed | x 1 000 euro | GemiddeldeWOZWaardeVanWoningen
Wonen en vastgoed > Woningen naar type | % | PercentageEengezinswoning PercentageTussenwoningEengezins
Wonen en vastgoed > Woningen naar type | % | PercentageHoekwoningEengezins PercentageTweeOnderEenKapWoningEe
Wonen en vastgoed > Woningen naar type | % | PercentageVrijstaandeWoningEengezins PercentageMeergezinswoning
Wonen en vastgoed | % | OnbewoondeWoningen
Wonen en vastgoed > Woningen naar eigendom | % | Koopwoningen
Wonen en vastgoed > Woningen naar eigendom > Huurwoningen | % | HuurwoningenTotaal InBezitWoningcorporatie InBezitOverigeVerhuurders
Wonen en vastgoed > Woningen naar bouwjaar | % | BouwjaarMeerDanTienJaarGeleden BouwjaarAfgelopenTienJaar
Energie | kWh | {electricity} GemiddeldeElektriciteitsteruglevering
Energie | m³ | {gas}
Energie | % | PercentageWoningenMetStadsverwarming AardgasvrijeWoningen Aardgaswoningen
Energie | % | WoningenMetZonnestroom WoningenHoofdzElektrischVerwarmd
Energie | aantal | AantalPubliekeLaadpalen
"""
_OLD_AGE: Final = "k_65JaarOfOuder"


def _old(*, value: str, empty: str, electricity: str, income: str, early: str = _UNTIL_2022) -> str:
    housing = _DWELLINGS.format(value=value, empty=empty) + _ENERGY.format(electricity=electricity)
    return _RESIDENTS.format(oldest=_OLD_AGE) + early + _HOUSEHOLDS + housing + income


def _end(*, public: str = "", age: str = "", others: str = "Motorfietsen", land_use: str = "") -> str:
    return _FIRMS.format(public=public) + _CARS.format(age=age, others=others) + _NEARBY + land_use + _POSTCODE


_VALUE, _EMPTY, _POWER = "GemiddeldeWoningwaarde", "PercentageOnbewoond", "GemiddeldElektriciteitsverbruikTotaal"
_WOZ, _DELIVERY = "GemiddeldeWOZWaardeVanWoningen", "GemiddeldeElektriciteitsleveringTotaal"
_HEAD = _AREA + _CHANGE
_PUBLIC = "OQOverheidOnderwijsEnZorg"


def _of_2020(*, value: str, electricity: str, work: str) -> str:
    education = f"{_LEVELS_2020}\nArbeid | % | {work} PercentageWerknemers PercentageZelfstandigen\n"
    return _old(value=value, empty=_EMPTY, electricity=electricity, income=education + _INCOME_2020 + _BENEFITS + _CARE)


def _of_2023() -> str:
    income = _PUPILS + _LEVELS_2023 + _WORK_2023 + _INCOME_2020 + _BENEFITS + _CARE
    return _old(value=_WOZ, empty=_EMPTY, electricity=_DELIVERY, income=income, early=_FROM_2023)


def _of_2024(
    *,
    oldest: str = _OLD_AGE,
    electricity: str = "GemiddeldeElektriciteitslevering",
    gas: str = "GemiddeldAardgasverbruik",
) -> str:
    housing = _HOUSING_2024.format(electricity=electricity, gas=gas)
    middle = _PUPILS + _LEVELS_2023 + _WORK_2023 + _INCOME_2024 + _BENEFITS + _CARE
    return _HEAD + _RESIDENTS.format(oldest=oldest) + _FROM_2023 + _HOUSEHOLDS + housing + middle + _end(public=_PUBLIC)


_INCOME_OF = {"2017": _INCOME_2017 + _BENEFITS, "2018": _INCOME_2017 + _BENEFITS + _CRIME}

#: Name of the table -> its topics. The change column of 2013 is its last, and its dimension RegioS.
TABLES: Final[dict[str, list[Entry]]] = {
    "2013": entries(
        _AREA
        + _old(value=_VALUE, empty="PercentageLeegstaand", electricity=_POWER, income=_INCOME_2013)
        + _end(age=_CAR_AGE, others="Bedrijfsmotorvoertuigen Motortweewielers", land_use=_LAND_USE_2013)
        + _CHANGE
    ),
    "2017": entries(
        _HEAD
        + _old(value=_VALUE, empty=_EMPTY, electricity=_POWER, income=_INCOME_OF["2017"])
        + _end(age=_CAR_AGE)
        + _CRIME
    ),
    "2018": entries(_HEAD + _old(value=_VALUE, empty=_EMPTY, electricity=_POWER, income=_INCOME_OF["2018"]) + _end()),
    "2020": entries(_HEAD + _of_2020(value=_VALUE, electricity=_POWER, work="NettoArbeidsparticipatie") + _end()),
    "2021": entries(
        _HEAD + _of_2020(value=_WOZ, electricity=_DELIVERY, work="Nettoarbeidsparticipatie") + _end(public=_PUBLIC)
    ),
    "2023": entries(_HEAD + _of_2023() + _end(public=_PUBLIC)),
    "2024": entries(_of_2024()),
    "2024 of another date": entries(_of_2024(electricity=_DELIVERY, gas="GemiddeldAardgasverbruikTotaal")),
    "2026": entries(_of_2024(oldest="k_65JaarTot80Jaar k_80JaarOfOuder")),
}
TABLES["2022"] = TABLES["2021"]
TABLES["2025"] = TABLES["2024"]
#: An earlier release of 2023 had four topics less before the pupils and eight less before the land area. Which ones is not
#: known; here some that no indicator reads.
TABLES["2023 of an earlier date"] = [
    entry
    for entry in TABLES["2023"]
    if entry[2]
    not in {
        *("GeboorteTotaal", "GeboorteRelatief", "SterfteTotaal", "SterfteRelatief"),
        *("WerkzameBeroepsbevolking", "WerknemersMetVasteArbeidsr", "WerknemersMetFlexibeleArbe", "HuishOnderOfRondSociaalMinimum"),
    }
]  # fmt: skip
