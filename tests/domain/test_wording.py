"""Sentences by hand, and a scan of every text for words that hurt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain import wording
from domain.areas import Level
from domain.observations import Grade, Method, Status
from domain.wording.places import printable
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH, INCOME

ROOT = Path(__file__).parents[2]
#: Words that judge people or places (methods §7), as they may stand inside a longer word.
FORBIDDEN = re.compile(
    r"achterstand|slechtst|zwaarst|probleemwijk|probleembuurt|krachtwijk|prachtwijk|vogelaarwijk|ghetto|getto|kansarm|achterbuurt"
    r"|\bnood\b|noodlijdend|\bdonkere? (?:buurt|wijk)|allochto|zielig|asociaal|onderklasse",
    re.IGNORECASE,
)
#: Verbs that make one figure the cause of another (methods §7), and persons where a neighbourhood is meant.
CAUSAL = re.compile(
    r"veroorza|\b(?:leid(?:t|en)|geleid) tot\b|\bzorg(?:t|en|de) (?:er)?voor\b|\b(?:komt|komen|kwam) door\b|\bdankzij\b|\bgevolg\b"
    r"|\bte wijten\b|\bschuld van\b|\bmaa?k(?:t|en) \w+ ?ziek\b|\bbepaa?l(?:t|en) de gezondheid\b"
    r"|\bmensen met (?:een )?(?:laag|lage) inkomens?\b|\b(?:arme|rijke) (?:mensen|inwoners|bewoners|buurt|wijk)",
    re.IGNORECASE,
)
#: A sentence that says that no cause is told may use the word.
DENIAL = re.compile(r"\bzeg(?:t|gen) niet\b", re.IGNORECASE)
#: Files whose sentences put two figures beside each other.
BESIDE = re.compile(
    r"inequality|gaps|claim|two_themes|twee|thema|stack|stapel|indices|proximity|nabijheid|ongelijkheid|diamond|report"
)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """String constants of a Python file, or the lines of another file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(source.splitlines(), 1)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_text_stigmatises() -> None:
    files = [path for package in ("domain", "store", "layouts", "callbacks") for path in (ROOT / package).rglob("*.py")]
    files += (ROOT / "etl" / "catalogue").rglob("*.yml")
    files += (ROOT / "assets").glob("*.js")
    assert len(files) > 20
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in files
        for line, text in texts(path)
        if FORBIDDEN.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ["Achterstandswijk", "de slechtste buurt", "hoge nood", "zwaarste last", "donkere buurt"]
)
def test_the_scan_would_find_them(text: str) -> None:
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize("text", ["noodzakelijk", "een donkere kleur", "minder zekerheid"])
def test_the_scan_leaves_plain_words_alone(text: str) -> None:
    assert not FORBIDDEN.search(text)


def test_no_text_makes_one_figure_the_cause_of_another() -> None:
    files = [path for package in ("domain", "store", "layouts", "callbacks") for path in (ROOT / package).rglob("*.py")]
    files += (ROOT / "etl" / "catalogue").rglob("*.yml")
    beside = [path for path in files if BESIDE.search(path.name)]
    assert {"inequality.py", "gaps.py", "two_themes.py", "claims.yml"} <= {path.name for path in beside}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in beside
        for line, text in texts(path)
        if CAUSAL.search(text) and not DENIAL.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Lucht leidt tot ziekte",
        "armoede veroorzaakt stress",
        "dat komt door het inkomen",
        "Mensen met een laag inkomen",
        "arme wijken",
    ],
)
def test_the_scan_would_find_causes_and_persons(text: str) -> None:
    assert CAUSAL.search(text)


@pytest.mark.parametrize("text", ["gaat samen met", "inwoners van buurten met lage inkomens", "hoe het komt"])
def test_the_scan_leaves_togetherness_alone(text: str) -> None:
    assert not CAUSAL.search(text)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("level", Level)
def test_every_status_has_words_and_a_way_on(status: Status, level: Level) -> None:
    assert wording.status_short(status)
    text = wording.status_text(status, level)
    assert (text == "") == (status is Status.OK)
    if level is Level.BUURT and status not in (Status.OK, Status.CAUTION, Status.NO_RESIDENTS):
        assert text.endswith("de wijk.")


def test_status_sentences() -> None:
    assert wording.status_text(Status.TOO_SMALL, Level.BUURT) == (
        "Hier wonen te weinig inwoners om dit cijfer te laten zien. Bekijk de wijk."
    )
    assert wording.status_text(Status.NOT_YET, Level.GEMEENTE).endswith("Bekijk een ander jaar.")
    assert wording.status_text(Status.UNKNOWN, Level.WIJK).endswith("Bekijk een ander jaar of de gemeente.")
    assert wording.status_text(Status.NO_RESIDENTS, Level.BUURT) == "Hier woont niemand, dus er is geen cijfer."


def test_range() -> None:
    modelled = replace(FIGURE, value=18.2, lower=15.1, upper=21.4)
    assert wording.range_text(modelled, HEALTH) == "tussen 15 en 21 van de 100"
    assert wording.range_text(replace(modelled, lower=18.0, upper=18.3), HEALTH) == "ongeveer 18 van de 100"
    assert wording.range_text(replace(FIGURE, value=18.2), HEALTH) == "geschat, marge onbekend"
    assert wording.range_text(FIGURE, DISTANCE) == ""
    assert wording.range_text(replace(FIGURE, value=None), HEALTH) == ""
    euros = replace(FIGURE, value=30_000, lower=28_000, upper=32_000)
    assert wording.range_text(euros, INCOME) == "tussen 28.000 en €\u00a032.000"


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("grade", Grade)
def test_the_way_to_an_area_is_told_unless_it_was_published_so(method: Method, grade: Grade) -> None:
    text = wording.route_text(replace(FIGURE, method=method, grade=grade))
    assert (text == "") == (method is Method.PUBLISHED and grade is not Grade.C)


def test_route_of_a_recoded_figure_names_its_year() -> None:
    text = wording.route_text(replace(FIGURE, method=Method.RECODED, grade=Grade.B))
    assert text == (
        "Cijfer over 2022, gemaakt voor een oudere indeling en overgenomen: "
        "het gebied heeft nu een andere code of is iets veranderd."
    )


def test_places() -> None:
    assert wording.place_line(BUURT) == "buurt in West, gemeente Utrecht"
    assert wording.place_line(replace(BUURT, level=Level.WIJK)) == "wijk in gemeente Utrecht"
    assert wording.place_line(replace(BUURT, level=Level.GEMEENTE)) == "gemeente"


def test_groups_in_words() -> None:
    region = replace(BUURT, name="Noord", level=Level.GGD, kind="ggd", member_count=1)
    assert wording.place_line(region) == "GGD-regio, samengesteld uit 1 gemeente"
    assert wording.group_name(region) == "GGD-regio Noord"
    assert wording.group_name(replace(region, name="GGD Noord")) == "GGD Noord"
    own = replace(BUURT, level=Level.EIGEN, kind="stadsdeel", member_count=9)
    assert wording.place_line(own) == "stadsdeel in gemeente Utrecht, samengesteld uit 9 buurten"
    assert wording.place_line(replace(own, kind=None, member_count=None)) == "gebied in gemeente Utrecht"
    assert wording.kind_name(Level.EIGEN, "stadsdeel", plural=True) == "stadsdelen"
    # A word of the gemeente's own of which we do not know the plural.
    assert wording.kind_name(Level.EIGEN, "buurtschap", plural=True) == "gebieden"
    assert wording.level_name(Level.BUURT, plural=True) == "buurten"


def test_population() -> None:
    assert wording.population_line(BUURT) == "1.240 inwoners in 615 huishoudens (2024)"
    one = replace(BUURT, residents_count=1, households_count=1)
    assert wording.population_line(one) == "1 inwoner in 1 huishouden (2024)"
    assert wording.population_line(replace(BUURT, residents_count=0)) == "Hier woont niemand (2024)."
    assert wording.population_line(replace(BUURT, residents_count=None)) == "Het aantal inwoners is niet bekend."
    assert wording.population_line(replace(BUURT, households_count=None)) == "1.240 inwoners (2024)"


def test_opening_sentence() -> None:
    text = wording.opening_sentence(DISTANCE, Level.BUURT, "Utrecht", 2024)
    assert text == "U ziet: Afstand tot de supermarkt per buurt in Utrecht, 2024."


def test_legend_sentences() -> None:
    assert (
        wording.class_sentence("0,5 tot 1 km", 12_300, 0.137, 23)
        == "0,5 tot 1 km: 12.300 inwoners (14%) in 23 gebieden."
    )
    assert (
        wording.class_sentence("3 km of meer", 1, 0.0001, 1) == "3 km of meer: 1 inwoner (minder dan 1%) in 1 gebied."
    )
    assert "alleen binnen Utrecht" in wording.scale_label("gemeente", "Utrecht")
    assert "overal in Nederland" in wording.scale_label("nederland", "Utrecht")


def test_direction_and_kind() -> None:
    assert wording.direction_note(DISTANCE) == "Dichterbij is gunstiger."
    assert wording.direction_note(HEALTH) == "Hoger is gunstiger."
    assert wording.direction_note(INCOME) == ""
    assert wording.kind_label("modelled") == "geschat met een rekenmodel"


def test_citation() -> None:
    template = "CBS, Kerncijfers ({table}), {year}"
    assert wording.citation(template, "85984NED", 2024, None) == "CBS, Kerncijfers (85984NED), 2024"
    assert wording.citation(template, "T", 2024, date(2024, 3, 12)).endswith(", bijgewerkt op 12 maart 2024")
    fictional = wording.citation(f"Bron: {template}", "T", 2024, date(2024, 3, 12), is_demo=True)
    assert fictional == "Fictieve cijfers, in de vorm van: CBS, Kerncijfers (T), 2024"


def test_boundaries() -> None:
    assert wording.boundaries_source(2024) == "Grenzen 2024: CBS en Kadaster."
    assert wording.boundaries_source(2024, is_demo=True) == "Grenzen 2024: fictief."
    assert wording.boundaries_note(2024, (0, 3), (0, 3), {}) == ""
    assert wording.boundaries_note(2024, (3, 3), (1, 3), {2023: (1, 3), 2022: (2, 3)}) == (
        "De grenzen zijn bij benadering. "
        "De grenzen sluiten niet overal op elkaar aan in 1 van de 3 gemeenten. "
        "De grenzen van 2022 zijn gebruikt voor 2024 in 2 van de 3 gemeenten. "
        "De grenzen van 2023 zijn gebruikt voor 2024 in 1 van de 3 gemeenten."
    )


@pytest.mark.parametrize(
    ("filled", "gemeenten", "total", "sentence"),
    [
        (0, [], 342, "Voor Nederland is over 2024 geen cijfer bekend. Kies een ander jaar of een ander onderwerp."),
        (1, ["Utrecht"], 342, "Dit cijfer is over 2024 alleen in Utrecht bekend."),
        (
            9,
            ["Amsterdam", "Ede", "Utrecht"],
            342,
            "Dit cijfer is over 2024 alleen in Amsterdam, Ede en Utrecht bekend.",
        ),
        (9, ["A", "B", "C", "D"], 342, "Dit cijfer is over 2024 bekend in 4 van de 342 gemeenten."),
        (9, ["A", "B"], 4, ""),
        (9, ["Utrecht"], 1, ""),
    ],
)
def test_where_a_figure_is_known(filled: int, gemeenten: list[str], total: int, sentence: str) -> None:
    assert wording.known_where("Nederland", 2024, filled, gemeenten, total) == sentence


def test_figures_that_do_not_fit_the_areas_are_not_called_unknown() -> None:
    sentence = wording.known_where("Kranenhoek", 2018, 0, [], 1, not_comparable=True)
    assert sentence.startswith("De cijfers van 2018 passen niet bij de gebieden van Kranenhoek")
    assert "bekijk de hele gemeente" in sentence


def test_benchmarks() -> None:
    country = replace(BUURT, code="NL00", name="NL", level=Level.LAND)
    assert wording.benchmark_name(country) == "Nederland"
    assert wording.benchmark_name(BUURT) == "Lombok-Oost"
    assert wording.benchmark_absent("Utrecht").startswith("Voor Utrecht geeft de bron")


def test_what_a_visitor_typed_is_shortened_and_printable() -> None:
    assert printable("a\u202eb\x00c\ud800") == "abc"
    assert printable("x" * 100) == "x" * 39 + "…"
    assert "“abc”" in wording.no_hits("abc")
