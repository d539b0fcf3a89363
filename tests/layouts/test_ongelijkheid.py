"""Cards, bars and words of the screen Ongelijkheid, made of results that are given."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from domain.areas import Level
from domain.claim_models import Claim, ClaimIndicator, Norm, Pick, RankingVariable
from domain.claim_results import Beside, ClaimResult, Figures, Groups, card, per_urbanity
from domain.claims import Verdict
from domain.view_models import Area
from domain.wording import claim_cards as words
from domain.wording.claim_verdicts import urbanity_sentence
from layouts import nodes
from layouts.ongelijkheid_cards import CardLinks, bars_of, picture_of, verdict_of
from layouts.ongelijkheid_cards import card as card_node
from layouts.ongelijkheid_chart import GroupBar, NormLine, chart_height, group_chart
from layouts.ongelijkheid_measures import measure_rows
from tests.domain.examples import BUURT, DISTANCE, SOURCE

FRAME = replace(BUURT, code="GM9901", name="Échtburg", level=Level.GEMEENTE, gemeente_code=None, wijk_code=None)
NORM = Norm(1.5, "richtwaarde", "Richtwaarde: 1,5 km.", "CROW")
FIGURE = ClaimIndicator("supermarket_km", 1, NORM, "Let op de rand.", True)
RANKING = RankingVariable(
    "laag", "low_income_pct", "deel met een laag inkomen", False, (), (), 1, "Dit is een stand-in."
)
CLAIM = Claim(
    "supermarkt", "Supermarkt", "Inwoners van buurten met de laagste inkomens wonen verder.", None, (), (FIGURE,)
)
PICK = Pick(FIGURE, 2024, RANKING, 2023, 2024)
LINKS = CardLinks(
    map_href=lambda _: "/?gebied=GM9901",
    other_href=lambda found, name: f"?indicator={name}#{found.claim.claim_id}",
    downloads=lambda _: (("Download het beeld (PNG)", "/download/x.svg", True),),
)


def result(values: list[float], count: int = 30, name: str = "") -> ClaimResult:
    """Buurten of a hundred residents, in order of income; the values are those of equally large groups."""
    value = np.repeat(values, count // len(values)).astype(np.float64)
    nothing = np.full(len(value), np.nan)
    classes = np.where(np.arange(len(value)) % 2, 5, 1)
    figures = Figures(value, nothing, nothing, np.arange(len(value), dtype=float), np.full(len(value), 100.0), classes)
    indicator = replace(DISTANCE, series_breaks=(), title=name or DISTANCE.title)
    made = card(CLAIM, PICK, indicator, figures, float(figures.residents.sum()))
    return replace(made, sources=(SOURCE,), urbanity=per_urbanity(figures))


HERE = result([2.0, 1.8, 1.5, 1.2, 1.0])
BESIDE = Beside(Groups((0.5, 0.6, 0.7, 0.8, 0.9), (1.0,) * 5), 2023, "gemiddeld inkomen", 2022)


def text(found: ClaimResult, frame: Area = FRAME, *, is_open: bool = True) -> str:
    return nodes.text_of(card_node(found, frame, LINKS, is_open=is_open))


def test_a_card_says_verdict_norm_gain_coverage_and_source() -> None:
    told = re.sub(r"\s+", " ", text(HERE))
    assert "✓ geldt hier" in told
    assert "Dit geldt in Échtburg: 2,0 km tegen 1,0 km, twee keer zo ver bij de laagste inkomens." in told
    assert "Richtwaarde: 1,5 km. 2 van de 5 groepen zitten er gemiddeld boven." in told
    assert "Wat als elke groep" in told
    assert "Berekend over 30 buurten met 100% van de inwoners van Échtburg." in told
    assert "Op volgorde van het deel met een laag inkomen, 2023." in told
    assert "CBS, 85984NED, 2024" in told
    assert "Let op de rand." in told
    assert "Niet gecorrigeerd voor leeftijd" in told
    assert "Verhouding laagste : hoogste inkomen (RII)" in told


@pytest.mark.parametrize(
    ("values", "verdict", "sentence"),
    [
        ([1.0, 1.2, 1.5, 1.8, 2.0], Verdict.REVERSED, "In Échtburg is het andersom"),
        ([1.0, 1.0, 1.0, 1.0, 1.1], Verdict.NOT_HERE, "Dit geldt niet in Échtburg"),
        ([2.0, 1.0, 1.0, 1.0, 1.9], Verdict.NOT_HERE, "Dit geldt niet in Échtburg"),
    ],
)
def test_verdicts_in_words(values: list[float], verdict: Verdict, sentence: str) -> None:
    found = result(values)
    assert verdict_of(found) is verdict
    assert sentence in text(found)


def test_without_open_data_the_form_for_own_figures_is_offered() -> None:
    claim = replace(CLAIM, no_open_data="Er zijn geen open cijfers.", template=("garden_access_pct", "x_pct"))
    told = text(ClaimResult(claim))
    assert "geen open gegevens" in told
    assert "python -m etl template garden_access_pct x_pct --gemeente GM9901" in told
    assert "python -m etl template garden_access_pct x_pct --gem" not in text(
        ClaimResult(claim), replace(FRAME, code="NL00", level=Level.LAND)
    )


def test_open_data_that_were_not_read_are_not_called_absent() -> None:
    told = text(ClaimResult(CLAIM))
    assert "geen cijfers" in told
    assert "geen open gegevens" not in told


def test_a_folded_card_tells_its_ends_in_its_summary() -> None:
    made = card_node(HERE, FRAME, LINKS, is_open=False)
    assert made[0] == "details"
    assert "laagste 2,0 km, hoogste 1,0 km" in nodes.text_of(made[2]).replace("\u00a0", " ")


def test_the_country_stands_beside_with_its_own_year_and_order() -> None:
    found = replace(HERE, beside=BESIDE)
    bars = bars_of(found, found.groups or Groups((), ()))
    assert [bar.beside for bar in bars] == list(BESIDE.groups.mean)
    assert "cijfer van 2023, op volgorde van het gemiddeld inkomen (2022)" in text(found)
    assert "Nederland" in text(found)


def test_a_frame_of_three_groups_stands_beside_thirds_of_the_country() -> None:
    small = result([2.0, 1.5, 1.0], count=12)
    assert small.judgement is not None
    found = replace(small, beside=replace(BESIDE, thirds=Groups((0.5, 0.7, 0.9), (1.0,) * 3)))
    assert [bar.beside for bar in bars_of(found, found.groups or Groups((), ()))] == [0.5, 0.7, 0.9]
    without = replace(small, beside=BESIDE)
    assert [bar.beside for bar in bars_of(without, without.groups or Groups((), ()))] == [None] * 3


def test_groups_of_the_country_tell_their_size_and_where_nobody_lives() -> None:
    found = replace(HERE, by_country=Groups((2.0, None, 1.0, 1.0, 1.0), (600.0, 50.0, 350.0, 500.0, 1500.0)))
    told = text(found).replace("\u00a0", " ")
    assert "woont 20% in buurten die bij de laagste inkomens van Nederland horen, en 50%" in told
    bars = bars_of(found, found.groups or Groups((), ()))
    assert [bar.text.replace("\u00a0", " ") for bar in bars][:2] == ["2,0 km (20%)", "te weinig inwoners"]


def test_per_urbanity_says_how_many_go_which_way() -> None:
    told = urbanity_sentence(HERE)
    assert "in 2 van de 2 soorten gebied verder" in told
    assert "Zeer sterk stedelijk" in text(HERE)


def test_bars_begin_at_zero_and_a_negative_goes_the_other_way() -> None:
    drawn = ET.fromstring(
        group_chart([GroupBar("laag", 2.0, "2"), GroupBar("hoog", -1.0, "-1")], NormLine(1.0, "norm"))
    )
    space = "{http://www.w3.org/2000/svg}"
    first, second = (each for each in drawn.iter(f"{space}rect"))
    zero = float(first.get("x", "0"))
    assert float(second.get("x", "0")) + float(second.get("width", "0")) == pytest.approx(zero, abs=0.11)
    assert float(first.get("width", "0")) == pytest.approx(2 * float(second.get("width", "0")), abs=0.2)


def test_a_chart_of_nothing_is_nothing_and_names_are_escaped() -> None:
    assert group_chart([GroupBar("laag", None, "geen")]) == ""
    assert "&lt;b&gt;" in group_chart([GroupBar("<b>", 1.0, "1")])


def test_the_picture_carries_name_unit_year_and_source() -> None:
    drawn = picture_of(replace(HERE, beside=BESIDE), FRAME)
    assert drawn is not None
    told = " ".join(ET.fromstring(drawn).itertext()).replace("\u00a0", " ")
    for part in ("(km)", "Échtburg", "2024", "naar inkomen van de buurt", "CBS, 85984NED", "CC BY 4.0", "30 buurten"):
        assert part in told
    assert picture_of(ClaimResult(CLAIM), FRAME) is None


def test_the_picture_is_as_high_as_its_bars() -> None:
    bars = [GroupBar("a", 1.0, "1")] * 5
    assert chart_height(bars, NormLine(1.0, "n")) > chart_height(bars, None)


def test_measures_name_both_conventions() -> None:
    rows = dict(measure_rows(HERE))
    low_high = rows["Verhouding laagste : hoogste inkomen (RII)"]
    high_low = rows["Verhouding hoogste : laagste inkomen (RII, zo bij WHO en PHE)"]
    assert float(low_high.replace(",", ".")) * float(high_low.replace(",", ".")) == pytest.approx(1, abs=0.001)
    assert rows["Aantal buurten"] == "30"


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ([Verdict.HERE] * 8, "In Ede gelden acht van de acht uitspraken over buurten met de laagste inkomens."),
        ([Verdict.NO_DATA] * 8, "geldt geen van de acht uitspraken"),
        (
            [Verdict.HERE, Verdict.REVERSED, Verdict.UNDECIDED, Verdict.NOT_HERE],
            "Eén geldt hier niet, bij één is het andersom en van één",
        ),
    ],
)
def test_the_opening_counts(verdicts: list[Verdict], told: str) -> None:
    assert told in words.opening("Ede", verdicts)


def test_the_order_is_told_once_when_it_is_one() -> None:
    assert words.ordering_line([PICK, PICK]).endswith("inkomen (2023).")
    assert "Bij sommige onderwerpen is dat anders" in words.ordering_line(
        [PICK, PICK, replace(PICK, ranking_year=2020)]
    )
    assert words.ordering_line([]) == ""


def test_a_node_takes_known_tags_only_and_the_script_knows_the_same() -> None:
    with pytest.raises(ValueError, match="script"):
        nodes.node("script", "x")
    script = (Path(__file__).parents[2] / "assets" / "nodes.js").read_text(encoding="utf-8")
    listed = re.search(r"new Set\(\((.*?)\)\.split", script, re.DOTALL)
    assert listed is not None
    assert set(" ".join(re.findall(r'"([^"]*)"', listed[1])).split()) == nodes.TAGS


def test_attributes_are_written_as_html_has_them() -> None:
    assert nodes.node("div", None, "x", class_="a", data_svg="b", aria_label=None) == [
        "div",
        {"class": "a", "data-svg": "b"},
        "x",
    ]
    assert nodes.items("ul", []) is None
