"""How Buurtlens reckons, in plain words: a chapter per method. The worked example of each comes from the area of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Screens of the app and what each is for; the address is completed with the area of the reader.
SCREENS: Final = (
    ("/", "Kaart", "één onderwerp, twee onderwerpen tegelijk, wat er samenkomt, of wat er veranderde."),
    (
        "/ongelijkheid",
        "Ongelijkheid",
        "wat verschilt tussen buurten met lage en hoge inkomens, per onderwerp met een oordeel.",
    ),
    ("/nabijheid", "Nabijheid", "hoe ver inwoners wonen van voorzieningen, en of dat verandert."),
    ("/profiel", "Profiel", "één gebied in het kort, met al zijn cijfers; ook buurten die u zelf samenvoegt."),
    ("/vergelijken", "Vergelijken", "gebieden naast elkaar, of één gebied in twee jaren."),
    ("/briefing", "Briefing", "een document over uw gebied, als Word, PDF of cijfers."),
    ("/samen", "Samen aan tafel", "waar opgaven van het fysieke en het sociale domein elkaar raken."),
    ("/scan", "Samenwerkingsscan", "hoe de twee domeinen samenwerken aan één opgave of project."),
    ("/gegevens", "Gegevens", "welke cijfers erin zitten, wat ontbreekt en waarom."),
    ("/begrippen", "Begrippen", "woorden van twee vakgebieden naast elkaar, met een voorbeeld."),
)


@dataclass(frozen=True)
class Method:
    """A way of reckoning: its name in addresses (#id), title, and sentences."""

    method_id: str
    title: str
    sentences: tuple[str, ...]


METHODS: Final = (
    Method(
        "inkomensgroepen",
        "Verschil tussen lage en hoge inkomens",
        (
            "We zetten de buurten op volgorde van inkomen. Daarna maken we groepen met even veel inwoners: vijf groepen, of drie als er "
            "weinig buurten zijn. Een buurt op een grens telt naar verhouding in beide groepen mee.",
            "Per groep nemen we het gemiddelde, gewogen naar inwoners. Het verschil is dat van de laagste inkomens min dat van de hoogste.",
            "“Geldt hier” zeggen we pas als vier dingen kloppen. Het verschil is groot genoeg. Het gaat over alle buurten "
            "dezelfde kant op. "
            "Het hangt niet aan één buurt. En de cijfers gaan over minstens 80 van de 100 inwoners.",
            "Bij minder dan 9 buurten zeggen we niets. Een geschat cijfer zetten we nooit op volgorde van een ander geschat cijfer.",
        ),
    ),
    Method(
        "score",
        "Een score van 0 tot 100",
        (
            "Een score van 0 tot 100 is een plaats tussen alle inwoners van Nederland, geen hoeveelheid. Bij score 83 wonen van elke 100 "
            "inwoners er 83 in een buurt met een lagere score.",
            "Eerst krijgt elk cijfer zo'n plaats. Een onderdeel, zoals lucht, is het gemiddelde van zijn cijfers en krijgt "
            "weer een plaats. "
            "De eindscore is het gemiddelde van de onderdelen, en krijgt ook weer een plaats. Elk onderdeel weegt even zwaar.",
            "Hoogstens de helft van het gewicht komt uit geschatte cijfers. Buurten met minder dan 100 inwoners krijgen geen score.",
            "We rekenen 1.000 keer met andere keuzes. Blijft een hoge score dan bijna altijd hoog, dan noemen we dat stevig.",
        ),
    ),
    Method(
        "samenkomen",
        "Wat samenkomt: de stapeling",
        (
            "We zetten twee dingen naast elkaar: druk op bestaanszekerheid en omgevingsdruk. We tellen op hoeveel punten "
            "een buurt hoort bij "
            "de 20 van elke 100 inwoners waar dat het meest speelt.",
            "Een buurt is gemarkeerd als de druk op bestaanszekerheid 80 of hoger is, en ook minstens twee onderwerpen van de omgeving. "
            "We vermenigvuldigen niets. Kan een cijfer dat ontbreekt de uitkomst omdraaien? Dan zeggen we “niet te zeggen”.",
            "Dat twee dingen samengaan, zegt niet dat het een van het ander komt.",
        ),
    ),
    Method(
        "jaren",
        "Verandering over de jaren",
        (
            "Een trend noemen we pas bij vier jaren die te vergelijken zijn. We kijken naar hoogstens tien jaar.",
            "Is er anders gemeten, dan stopt de lijn. Over zo'n breuk trekken we geen lijn.",
            "“Neemt toe” of “neemt af” zeggen we alleen als de jaren duidelijk één kant op gaan en het verschil groot genoeg is. "
            "Bij afstanden is dat 0,2 km.",
            "Veranderde de grens van een buurt, dan rekenen we oude cijfers om naar de grens van nu. Past dat niet goed, "
            "dan laten we ze weg.",
            "Bij geschatte cijfers trekken we geen lijn, want het rekenmodel verandert mee.",
        ),
    ),
    Method(
        "afstand",
        "Afstand tot voorzieningen",
        (
            "Het CBS meet voor elk bewoond adres de afstand over wegen voor auto's tot de dichtstbijzijnde voorziening. Het cijfer van een "
            "gebied is het gemiddelde van alle inwoners.",
            "Fiets- en voetpaden tellen niet mee, en voorzieningen over de landsgrens ook niet. De dichtstbijzijnde is "
            "niet altijd die u gebruikt.",
            "Een richtwaarde, zoals 1 km, kiest u zelf. Met kaartvierkanten van het CBS schatten we hoeveel inwoners verder weg wonen.",
        ),
    ),
    Method(
        "geschat",
        "Geschatte cijfers en hoe zeker ze zijn",
        (
            "Veel cijfers over gezondheid zijn geschat met een rekenmodel. Dit is niet aan u gevraagd. Het model kijkt naar leeftijd, "
            "inkomen, herkomst, soort huishouden en woning, en naar antwoorden van een deel van de mensen.",
            "Daarom staat er een marge bij. Een verschil noemen we alleen als het buiten de marge valt én groot genoeg is.",
            "Twee buurten met dezelfde soort inwoners krijgen bijna hetzelfde cijfer. Wat u in uw buurt doet, ziet u er niet in terug.",
            "Buurtlens gebruikt zelf geen herkomst. Het model van het RIVM achter de cijfers over gezondheid doet dat wel.",
        ),
    ),
)

NOT_TOLD: Final = (
    "Buurtlens zegt niets over één persoon of één huishouden. In elke buurt wonen heel verschillende mensen.",
    "Buurtlens zegt niet waar een verschil van komt. Twee cijfers die samengaan, hoeven niets met elkaar te maken te hebben.",
    "Buurtlens zegt niet of een project heeft gewerkt. Geschatte cijfers laten dat niet zien.",
    "Buurtlens weet niet hoe bewoners hun buurt zelf ervaren. Leg de cijfers naast wat zij vertellen.",
    "Buurtlens weet niet of een huisarts nog plek heeft, hoe laat een winkel open is of wat de bus kost.",
    "Een nieuw cijfer loopt vaak een of meer jaren achter op vandaag. Het jaar staat er altijd bij.",
    "Gebruik de cijfers niet om te beslissen over één persoon, en ook niet om mensen te controleren of uit te kiezen.",
    "Er is geen ranglijst van buurten. Kleine verschillen zeggen te weinig om buurten op een rij te zetten.",
)
