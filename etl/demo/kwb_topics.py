"""The topics of Kerncijfers wijken en buurten per year, with CBS's titles, v4 codes and sheet names."""

from __future__ import annotations

from dataclasses import dataclass

from etl.demo.topics import Topic, stem_of


@dataclass(frozen=True)
class _Line:
    topic: Topic
    first: int
    last: int


def _lines(path: str, *rows: tuple[object, ...]) -> list[_Line]:
    """Rows of (measure, title, unit, decimals, v4, xlsx[, first, last[, stem]]) under one path of groups."""
    made = []
    for row in rows:
        measure, title, unit, decimals, v4, xlsx, *rest = row
        first, last = (int(str(rest[0])), int(str(rest[1]))) if len(rest) > 1 else (2016, 2024)
        stem = str(rest[2]) if len(rest) > 2 else stem_of(str(title))
        groups = tuple(part for part in path.split(" > ") if part)
        topic = Topic(str(measure), stem, str(title), groups, str(unit), int(str(decimals)), str(v4), str(xlsx))
        made.append(_Line(topic, first, last))
    return made


_N, _P, _EURO, _PER_1000 = "aantal", "%", "x 1 000 euro", "per 1 000 inwoners"


def _energy(group: str, measure: str, unit: str, short: str, number: int) -> list[_Line]:
    """Use per type of dwelling and per owner: the stems that occur twice in one table (dropped in 2024)."""
    types = _lines(
        f"Energie > {group} > Naar woningtype",
        (f"{measure}_flat", "Appartement", unit, 0, f"ZW25810_{number}", f"{short}_ap", 2016, 2023),
        (f"{measure}_terraced", "Tussenwoning", unit, 0, f"ZW25805_{number}", f"{short}_tw", 2016, 2023),
        (f"{measure}_corner", "Hoekwoning", unit, 0, f"ZW25806_{number}", f"{short}_hw", 2016, 2023),
        (f"{measure}_semi", "Twee-onder-één-kap-woning", unit, 0, f"ZW10300_{number}", f"{short}_2w", 2016, 2023),
        (f"{measure}_detached", "Vrijstaande woning", unit, 0, f"ZW10320_{number}", f"{short}_vw", 2016, 2023),
    )
    return types + _lines(
        f"Energie > {group} > Naar eigendom",
        (f"{measure}_rented", "Huurwoning", unit, 0, f"1014850_{number + 2}", f"{short}_hu", 2016, 2023),
        (f"{measure}_owned", "Eigen woning", unit, 0, f"1014800_{number + 1}", f"{short}_ko", 2016, 2023),
    )


def _kwb_lines() -> list[_Line]:
    power_old, power, gas = (
        "Gemiddeld elektriciteitsverbruik",
        "Gemiddelde elektriciteitslevering",
        "Gemiddeld aardgasverbruik",
    )
    return [
        *_lines("Bevolking", ("residents", "Aantal inwoners", _N, 0, "T001036", "a_inw")),
        *_lines(
            "Bevolking > Geslacht",
            ("men", "Mannen", _N, 0, "3000", "a_man"),
            ("women", "Vrouwen", _N, 0, "4000", "a_vrouw"),
        ),
        *_lines(
            "Bevolking > Leeftijdsgroepen",
            ("age_0_15", "0 tot 15 jaar", _N, 0, "10680", "a_00_14"),
            ("age_15_25", "15 tot 25 jaar", _N, 0, "53050", "a_15_24"),
            ("age_25_45", "25 tot 45 jaar", _N, 0, "53310", "a_25_44"),
            ("age_45_65", "45 tot 65 jaar", _N, 0, "53715", "a_45_64"),
            ("age_65", "65 jaar of ouder", _N, 0, "80200", "a_65_oo"),
        ),
        *_lines(
            "Bevolking > Burgerlijke staat",
            ("unmarried", "Ongehuwd", _N, 0, "1010", "a_ongeh"),
            ("married", "Gehuwd", _N, 0, "1020", "a_gehuwd"),
            ("divorced", "Gescheiden", _N, 0, "1080", "a_gesch"),
            ("widowed", "Verweduwd", _N, 0, "1050", "a_verwed"),
        ),
        *_lines(
            "Bevolking > Geboorte en sterfte",
            ("births", "Geboorte totaal", _N, 0, "M000173_1", "a_geb"),
            ("births_per_1000", "Geboorte relatief", _PER_1000, 0, "M000173_2", "p_geb"),
            ("deaths", "Sterfte totaal", _N, 0, "M000179_1", "a_ste"),
            ("deaths_per_1000", "Sterfte relatief", _PER_1000, 0, "M000179_2", "p_ste"),
        ),
        *_lines(
            "Bevolking > Particuliere huishoudens",
            ("households", "Huishoudens totaal", _N, 0, "1050010_2", "a_hh"),
            ("single_households", "Eenpersoonshuishoudens", _N, 0, "1050015", "a_1p_hh"),
            ("childless_households", "Huishoudens zonder kinderen", _N, 0, "1016040", "a_hh_z_k"),
            ("family_households", "Huishoudens met kinderen", _N, 0, "1016030", "a_hh_m_k"),
            ("household_size", "Gemiddelde huishoudensgrootte", _N, 1, "M000114", "g_hhgro"),
        ),
        *_lines("Bevolking", ("density", "Bevolkingsdichtheid", "aantal inwoners per km²", 0, "M000100", "bev_dich")),
        *_lines(
            "Wonen",
            ("dwellings", "Woningvoorraad", _N, 0, "M000297", "a_woning"),
            ("new_dwellings", "Nieuwbouw woningen", _N, 0, "M003003", "a_nb_won ", 2024, 2024),
            ("other_buildings", "Niet-woningvoorraad", _N, 0, "M008258", "a_vastg", 2024, 2024),
            ("new_other_buildings", "Nieuwbouw niet-woningen", _N, 0, "M008211", "a_nb_vastg ", 2024, 2024),
            ("woz", "Gemiddelde woningwaarde", _EURO, 0, "M003039", "g_woz", 2016, 2020),
            ("woz", "Gemiddelde WOZ-waarde van woningen", _EURO, 0, "M001642", "g_wozbag", 2021, 2024),
        ),
        *_lines(
            "Wonen > Woningen naar type",
            ("single_family", "Percentage eengezinswoning", _P, 0, "ZW10290", "p_1gezw"),
            ("terraced", "Percentage tussenwoning (eengezins)", _P, 0, "ZW25805", "p_1gezw_tw", 2024, 2024),
            ("corner", "Percentage hoekwoning (eengezins)", _P, 0, "ZW25806", "p_1gezw_hw", 2024, 2024),
            ("semi", "Percentage twee-onder-één-kap-woning (ee", _P, 0, "ZW10300", "p_1gezw_2w", 2024, 2024),
            ("detached", "Percentage vrijstaande woning (eengezins", _P, 0, "ZW10320", "p_1gezw_hvw", 2024, 2024),
            ("flats", "Percentage meergezinswoning", _P, 0, "ZW10340", "p_mgezw"),
        ),
        *_lines(
            "Wonen > Woningen naar bewoning",
            ("occupied", "Percentage bewoond", _P, 0, "A047045", "p_bewndw", 2016, 2023),
            ("vacant", "Percentage onbewoond", _P, 0, "A047046", "p_leegsw", 2016, 2023),
        ),
        *_lines("Wonen", ("vacant", "Onbewoonde woningen", _P, 0, "M008208", "p_leegsw", 2024, 2024)),
        *_lines("Wonen > Woningen naar eigendom", ("owned", "Koopwoningen", _P, 0, "1014800_1", "p_koopw")),
        *_lines(
            "Wonen > Woningen naar eigendom > Huurwoningen",
            ("rented", "Huurwoningen totaal", _P, 0, "1014850_2", "p_huurw"),
            ("corporation", "In bezit woningcorporatie", _P, 0, "A047047", "p_wcorpw"),
            ("private_rent", "In bezit overige verhuurders", _P, 0, "A047048", "p_ov_hw"),
        ),
        *_lines(
            "Wonen > Woningen naar eigendom",
            ("owner_unknown", "Eigendom onbekend", _P, 0, "A047051", "p_e_o_w", 2016, 2023),
        ),
        *_lines(
            "Wonen > Woningen naar bouwjaar",
            ("before_2000", "Bouwjaar voor 2000", _P, 0, "ZW25808", "p_bjj2k", 2016, 2023),
            ("since_2000", "Bouwjaar vanaf 2000", _P, 0, "ZW25807", "p_bjo2k", 2016, 2023),
            ("older_10", "Bouwjaar meer dan tien jaar geleden", _P, 0, "M008209", "p_bj_me10", 2024, 2024),
            ("newer_10", "Bouwjaar afgelopen tien jaar", _P, 0, "M008210", "p_bj_mi10", 2024, 2024),
        ),
        *_lines(
            f"Energie > {power_old}",
            ("electricity", f"{power_old} totaal", "kWh", 0, "M000221_2", "g_ele", 2016, 2020),
        ),
        *_lines(
            f"Energie > {power}",
            ("electricity", f"{power} totaal", "kWh", 0, "M000221_2", "g_ele", 2021, 2023),
            ("electricity", power, "kWh", 0, "M000221_2", "g_ele", 2024, 2024),
            (
                "electricity_returned",
                "Gemiddelde elektriciteitsteruglevering",
                "kWh",
                0,
                "M008294",
                "g_ele_tr",
                2024,
                2024,
            ),
        ),
        *_energy(power_old, "electricity", "kWh", "g_ele", 1),
        *_lines(
            f"Energie > {gas}",
            ("gas", f"{gas} totaal", "m³", 0, "M000219_2", "g_gas", 2016, 2023),
            ("gas", gas, "m³", 0, "M000219_2", "g_gas", 2024, 2024),
        ),
        *_energy(gas, "gas", "m³", "g_gas", 2),
        *_lines(
            f"Energie > {gas}",
            ("district_heat", "Percentage woningen met stadsverwarming", _P, 1, "M000369", "p_stadsv"),
        ),
        *_lines(
            "Energie",
            ("gas_free", "Aardgasvrije woningen", _P, 1, "M008295", "p_won_z", 2024, 2024),
            ("on_gas", "Aardgaswoningen", _P, 1, "M008296", "p_won_m ", 2024, 2024),
            ("solar", "Woningen met zonnestroom", _P, 1, "M008297", "p_won_zs", 2024, 2024),
            ("electric_heat", "Woningen hoofdz. elektrisch verwarmd", _P, 1, "M008298", "p_won_ev ", 2024, 2024),
            ("chargers", "Aantal publieke laadpalen", _N, 0, "M008299", "a_lp_pub", 2024, 2024),
        ),
        *_lines(
            "Onderwijs > Onderwijssoort",
            ("pupils_primary", "Leerlingen po", _N, 0, "A025301", "a_ons_po", 2023, 2024),
            ("pupils_secondary", "Leerlingen vo (incl. vavo)", _N, 0, "T001345", "a_ons_vovavo", 2023, 2024),
            ("students_mbo", "Studenten mbo (excl. extranei)", _N, 0, "A041867", "a_ons_mbo", 2023, 2024),
            ("students_hbo", "Studenten hbo", _N, 0, "A025294", "a_ons_hbo", 2023, 2024),
            ("students_wo", "Studenten wo", _N, 0, "A025297", "a_ons_wo", 2023, 2024),
        ),
        *_lines(
            "Opleidingsniveau",
            ("education_low", "Opleidingsniveau laag", _N, 0, "2018700", "a_opl_lg", 2019, 2022),
            ("education_middle", "Opleidingsniveau middelbaar", _N, 0, "2018740", "a_opl_md", 2019, 2022),
            ("education_high", "Opleidingsniveau hoog", _N, 0, "2018790", "a_opl_hg", 2019, 2022),
        ),
        *_lines(
            "Onderwijs > Hoogst behaald onderwijsniveau",
            ("education_low", "Basisonderwijs, vmbo, mbo1", _N, 0, "2018700", "a_opl_bvm", 2023, 2024),
            ("education_middle", "Havo, vwo, mbo2-4", _N, 0, "2018740", "a_opl_hvm", 2023, 2024),
            ("education_high", "Hbo, wo", _N, 0, "2018790", "a_opl_hw", 2023, 2024),
        ),
        *_lines(
            "Arbeid",
            ("workers", "Werkzame beroepsbevolking", _N, 0, "M008300", "a_arb_wz", 2023, 2024),
            ("participation", "Netto arbeidsparticipatie", _P, 0, "M001796_2", "p_arb_pp", 2019, 2020),
            ("participation", "Nettoarbeidsparticipatie", _P, 0, "M001796_2", "p_arb_pp", 2021, 2024),
        ),
        *_lines(
            "Arbeid > Onderverdeling arbeidsparticipatie",
            ("employees", "Percentage werknemers", _P, 0, "2021320", "p_arb_wn", 2019, 2024),
            ("permanent", "Werknemers met vaste arbeidsrelatie", _P, 0, "2021330", "p_arb_wv", 2023, 2024),
            ("flexible", "Werknemers met flexibele arbeidsrelatie", _P, 0, "2021340", "p_arb_wf", 2023, 2024),
            ("self_employed", "Percentage zelfstandigen", _P, 0, "2021380", "p_arb_zs", 2019, 2024),
        ),
        *_lines(
            "Inkomen > Inkomen van personen",
            ("recipients", "Aantal inkomensontvangers", _N, 0, "M000232", "a_inkont"),
            ("income_recipient", "Gemiddeld inkomen per inkomensontvanger", _EURO, 1, "M000223", "g_ink_po"),
            ("income_resident", "Gemiddeld inkomen per inwoner", _EURO, 1, "M000224", "g_ink_pi"),
            ("persons_lowest_40", "40% personen met laagste inkomen", _P, 1, "D000187", "p_ink_li"),
            ("persons_highest_20", "20% personen met hoogste inkomen", _P, 1, "D000185", "p_ink_hi"),
            ("active", "Actieven 15-75 jaar", _P, 1, "M000302", "p_n_act", 2016, 2019),
            ("poverty", "Personen in armoede", _P, 1, "M008349", "p_ink_ar", 2024, 2024),
            ("near_poverty", "Personen tot 25% boven armoedegrens", _P, 1, "M008348", "p_ink_ba", 2024, 2024),
        ),
        *_lines(
            "Inkomen > Inkomen van huishoudens",
            (
                "income_standardised",
                "Gem. gestandaardiseerd inkomen van huish",
                _EURO,
                1,
                "M000222",
                "g_hh_sti",
                2019,
                2023,
            ),
            ("income_standardised", "Gem. gestandaardiseerd inkomen", _EURO, 1, "M000222", "g_hh_sti", 2024, 2024),
            ("households_lowest_40", "40% huishoudens met laagste inkomen", _P, 1, "D000186", "p_hh_li"),
            ("households_highest_20", "20% huishoudens met hoogste inkomen", _P, 1, "D000184", "p_hh_hi"),
            ("low_income", "Huishoudens met een laag inkomen", _P, 1, "D000227", "p_hh_lkk", 2016, 2023),
            ("around_minimum", "Huish. onder of rond sociaal minimum", _P, 1, "M000226", "p_hh_osm", 2016, 2023),
            ("below_110", "Huishoudens tot 110% van sociaal minimum", _P, 1, "", "p_hh_110", 2019, 2023),
            ("below_120", "Huishoudens tot 120% van sociaal minimum", _P, 1, "", "p_hh_120", 2019, 2023),
            (
                "wealth",
                "Mediaan vermogen van particuliere huish.",
                _EURO,
                1,
                "M000939",
                "m_hh_ver",
                2019,
                2024,
                "MediaanVermogenVanParticuliereHuish",
            ),
        ),
        *_lines(
            "Sociale zekerheid",
            ("social_assistance", "Personen per soort uitkering; Bijstand", _N, 0, "D006842", "a_soz_wb"),
            ("disability_benefit", "Personen per soort uitkering; AO", _N, 0, "D006837", "a_soz_ao"),
            ("unemployment_benefit", "Personen per soort uitkering; WW", _N, 0, "D001827", "a_soz_ww"),
            ("state_pension", "Personen per soort uitkering; AOW", _N, 0, "D000193", "a_soz_ow"),
        ),
        *_lines(
            "Zorg",
            ("youth_care", "Jongeren met jeugdzorg in natura", _N, 0, "T001203", "a_jz_tn", 2019, 2024),
            ("youth_care_share", "Percentage jongeren met jeugdzorg", _P, 1, "A045561", "p_jz_tn", 2019, 2024),
            ("wmo", "Wmo-cliënten", _N, 0, "M001342_1", "a_wmo_t", 2019, 2024),
            ("wmo_per_1000", "Wmo-cliënten relatief", _PER_1000, 0, "M001342_2", "p_wmo_t", 2019, 2024),
        ),
        *_lines("Bedrijfsvestigingen, SBI 2008", ("firms", "Bedrijfsvestigingen totaal", _N, 0, "M000200_2", "a_bedv")),
        *_lines(
            "Bedrijfsvestigingen, SBI 2008 > Bedrijfsvestigingen naar activiteit",
            ("firms_farm", "A Landbouw, bosbouw en visserij", _N, 0, "301000", "a_bed_a"),
            (
                "firms_industry",
                "B-F Nijverheid en energie",
                _N,
                0,
                "300003",
                "a_bed_bf",
                2016,
                2024,
                "BFNijverheidEnEnergie",
            ),
            ("firms_trade", "G+I Handel en horeca", _N, 0, "300005", "a_bed_gi"),
            ("firms_transport", "H+J Vervoer, informatie en communicatie", _N, 0, "383105", "a_bed_hj"),
            ("firms_finance", "K-L Financiële diensten, onroerend goed", _N, 0, "300009", "a_bed_kl"),
            ("firms_services", "M-N Zakelijke dienstverlening", _N, 0, "300010", "a_bed_mn"),
            ("firms_public", "O-Q Overheid, onderwijs en zorg", _N, 0, "300012", "a_bed_oq", 2021, 2024),
            ("firms_culture", "R-U Cultuur, recreatie, overige diensten", _N, 0, "300014", "a_bed_ru"),
        ),
        *_lines("Motorvoertuigen > Personenauto's", ("cars", "Personenauto's totaal", _N, 0, "A018943_2", "a_pau")),
        *_lines(
            "Motorvoertuigen > Personenauto's > Personenauto's; brandstoftype",
            ("petrol_cars", "Personenauto's; brandstof benzine", _N, 0, "A019276", "a_bst_b"),
            ("other_cars", "Personenauto's; overige brandstof", _N, 0, "M002179", "a_bst_nb"),
        ),
        *_lines(
            "Motorvoertuigen > Personenauto's",
            ("cars_per_household", "Personenauto's per huishouden", "per huishouden", 1, "M000368", "g_pau_hh"),
            ("cars_per_km2", "Personenauto's naar oppervlakte", "per km²", 0, "A018943_5", "g_pau_km"),
        ),
        *_lines("Motorvoertuigen", ("motorcycles", "Motorfietsen", _N, 0, "A018944", "a_m2w")),
        *_lines(
            "Nabijheid voorzieningen",
            ("gp", "Afstand tot huisartsenpraktijk", "km", 1, "D000028", "g_afs_hp"),
            ("supermarket", "Afstand tot grote supermarkt", "km", 1, "D000025", "g_afs_gs"),
            ("day_care", "Afstand tot kinderdagverblijf", "km", 1, "D000029", "g_afs_kv"),
        ),
        *_lines(
            "Nabijheid voorzieningen > Basisonderwijs",
            ("primary_school", "Afstand tot school", "km", 1, "D000045", "g_afs_sc"),
            ("primary_school_3", "Scholen binnen 3 km", _N, 1, "D000263", "g_3km_sc"),
        ),
        *_lines(
            "Oppervlakte",
            ("total_ha", "Oppervlakte totaal", "ha", 0, "T001455_2", "a_opp_ha"),
            ("land_ha", "Oppervlakte land", "ha", 0, "A047044", "a_lan_ha"),
            ("water_ha", "Oppervlakte water", "ha", 0, "A047040", "a_wat_ha"),
        ),
        *_lines(
            "Postcode",
            ("postcode4", "Meest voorkomende postcode", "code", 0, "PC000C", "pst_mvp"),
            ("postcode_cover", "Dekkingspercentage", "code", 0, "M000217", "pst_dekp"),
        ),
        *_lines(
            "Stedelijkheid",
            ("urbanity", "Mate van stedelijkheid", "code", 0, "ST0001", "ste_mvs"),
            ("urbanity_density", "Omgevingsadressendichtheid", "per km²", 0, "ST0003", "ste_oad"),
        ),
        *_lines(
            "Criminaliteit",
            ("theft", "Totaal diefstal uit woning/schuur/e.d.", _PER_1000, 0, "CRI1100", "g_wodief", 2017, 2019),
            ("vandalism", "Vernieling, misdrijf tegen openbare orde", _PER_1000, 0, "CRI2000", "g_vernoo", 2017, 2019),
            ("violence", "Gewelds- en seksuele misdrijven", _PER_1000, 0, "CRI3000", "g_gewsek", 2017, 2019),
        ),
    ]


def kwb_topics(year: int) -> tuple[Topic, ...]:
    """Topics of Kerncijfers wijken en buurten in a year, in the order of the table."""
    return tuple(line.topic for line in _kwb_lines() if line.first <= year <= line.last)
