"""Samen aan tafel in words: sentences as a reader gets them, never a cause, and every figure with its year."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import COUNTRY_CODE, Level
from domain.samen_view import has_ageing_lens
from domain.samenloop import matrix
from domain.samenloop_models import SamenView
from domain.view_models import Figure
from domain.wording import samen as words
from tests.domain.examples import BUURT
from tests.domain.samen_examples import AGE, CROSSING, GP, LONELY, NOISE, SCORE, told, view
from tests.domain.test_samenloop import figures

FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|veroorza\w*|leidt tot|doordat|daardoor|komt door)\b",
    re.IGNORECASE,
)
FAR, SAD = told(GP, 1.9), told(LONELY, 55.0, bounds=(51.0, 59.0))


def told_of(seen: SamenView) -> list[str]:
    """Every sentence about a view."""
    lines = [
        words.opening(seen),
        words.screen_title(seen.area),
        words.lens_line(seen),
        *words.summary(seen),
        *words.rule_lines(),
    ]
    for task in (*seen.physical, *seen.social):
        lines += [words.task_line(task), *(words.reading_line(each) for each in task.readings)]
        lines += [
            text(each) for each in task.readings for text in (words.lack_line, words.know_line, words.verdict_word)
        ]
    for cell in seen.cells.values():
        lines += [words.cell_label(cell), words.barred_line(cell)]
    for each in seen.crossings:
        lines += [words.crossing_state(each), *(text for _, text in words.crossing_rows(each))]
    return [*lines, *(words.tie_line(figure) for tie in seen.ties for figure in tie.figures)]


def test_the_opening_counts_and_says_what_is_missing() -> None:
    assert words.opening(view(FAR, SAD)) == (
        "In Lombok-Oost gaan fysieke en sociale opgaven samen in 1 van de 6 vakken van de matrix. "
        "Naar 1 van de 1 knooppunt in beleid wijzen die cijfers. Voor 5 vakken ontbreken cijfers."
    )
    assert "gaat volgens deze cijfers geen fysieke opgave samen" in words.opening(view(told(GP, 0.5), SAD))
    assert words.opening(view()).startswith("Over Lombok-Oost zijn er te weinig cijfers")


def test_the_country_and_an_older_warehouse_say_why() -> None:
    seen = view(FAR, SAD)
    country = replace(BUURT, code=COUNTRY_CODE, name="Nederland", level=Level.LAND)
    national = replace(seen, area=country, cells=matrix(seen.physical, seen.social, is_country=True))
    assert "Nederland als geheel leggen we nergens naast" in words.opening(national)
    assert words.summary(national) == (words.opening(national),)
    assert words.opening(replace(seen, cells={})) == words.NO_TASKS


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (FAR, "Afstand tot de huisarts: 1,9 km (2024), duidelijk verder dan Nederland (1,1 km)."),
        (told(GP, 1.0), "Afstand tot de huisarts: 1,0 km (2024), ongeveer gelijk aan Nederland (1,1 km)."),
        (
            SAD,
            "Eenzaam: 55,0% (2024), duidelijk hoger dan Nederland (47,0%). "
            "Geschat met een rekenmodel, tussen 51 en 59 van de 100. Niet gecorrigeerd voor leeftijd.",
        ),
        (
            told(LONELY, 60.0, bounds=(50.0, 70.0)),
            "Eenzaam: 60,0% (2024), te onzeker om naast Nederland (47,0%) te leggen. "
            "Geschat met een rekenmodel, tussen 50 en 70 van de 100. Niet gecorrigeerd voor leeftijd.",
        ),
        (told(SCORE, 84), "Hitte: 84 punten (2024), op of voorbij de grens van 80 punten."),
        (
            told(AGE, 30.0, 2020),
            "65-plussers: hier 30,0% (2020), maar van Nederland is er geen cijfer uit dezelfde tabel en hetzelfde jaar.",
        ),
    ],
)
def test_a_figure_in_words(figure: Figure, sentence: str) -> None:
    readings = [each for task in (*view(figure).physical, *view(figure).social) for each in task.readings]
    (found,) = [each for each in readings if each.figure is not None]
    assert words.reading_line(found).replace("\u00a0", " ") == sentence


def test_a_cell_that_leans_on_a_model_says_so_and_pairs_left_out_are_told() -> None:
    seen = view(FAR, SAD, told(NOISE, 15.0))
    assert words.cell_label(seen.cells["nabij", "eenzaam"]) == "samenloop, deels geschat"
    assert (
        words.barred_line(seen.cells["geluid", "eenzaam"]) == "1 paar telt niet mee, omdat het op een rekenmodel rust."
    )
    assert words.cell_label(view(FAR, told(AGE, 30.0)).cells["nabij", "vergrijzing"]) == "samenloop"


def test_a_crossing_tells_all_that_a_briefing_needs() -> None:
    (lit,) = view(FAR, SAD).lit
    assert dict(words.crossing_rows(lit)) == {
        "Gedeelde opgave": "Beide willen plekken dichtbij.",
        "Instrument": "GALA en woonzorgvisie.",
        "Moment van besluit": "Bij de begroting.",
        "Aan tafel": "Wethouder wonen, wethouder zorg en GGD.",
        "Eerste stap": "Loop een rondje.",
        "Gegevens die ontbreken": "Wachttijden zijn niet open.",
    }
    assert words.crossing_state(lit) == "cijfers wijzen hierheen, deels geschat"
    assert [each.figure_id for each in words.crossing_figures(lit)] == ["gp_km", "lonely_pct"]
    assert words.crossing_state(view(told(GP, 0.5), SAD).crossings[0]) == "zonder samenloop in de cijfers"
    assert words.crossing_state(view(SAD).crossings[0]) == "hier ontbreken cijfers"
    policy = replace(CROSSING, physical_figures=(), social_figures=())
    assert words.crossing_state(view(FAR, SAD, crossing=policy).crossings[0]) == "beleid, zonder cijfers"


def test_the_summary_names_figures_and_crossings_and_warns() -> None:
    lines = words.summary(view(FAR, SAD))
    assert lines[1] == "Opgave nabij × Opgave eenzaam (samenloop, deels geschat): afstand tot de huisarts en eenzaam."
    assert lines[2] == "Knooppunt “Zorg om de hoek”: Beide willen plekken dichtbij."
    assert lines[-1] == words.CAUTION


def test_a_tie_that_is_more_favourable_can_be_built_on() -> None:
    (tie, _) = view().ties
    assert words.tie_line(tie.figures[0]).replace("\u00a0", " ") == (
        "Afstand tot de huisarts: 0,5 km (2024). 0,6 km dichterbij dan gemiddeld in Nederland (1,1 km). Hier kunt u op bouwen."
    )


@given(figures(), st.booleans())
def test_no_sentence_names_a_cause_or_a_stamp_and_every_value_has_its_year(found: list[Figure], older: bool) -> None:
    seen = view(*found, older=older)
    for line in told_of(seen):
        assert not FORBIDDEN.search(line), line
        assert "None" not in line
        assert "  " not in line
    for task in (*seen.physical, *seen.social):
        for each in task.readings:
            if each.figure is not None and each.figure.value is not None:
                assert "(2024)" in words.reading_line(each)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("?lens=vergrijzing", True),
        ("lens=vergrijzing&lens=x", True),
        ("?lens=VERGRIJZING", False),
        ("?lens=", False),
        (None, False),
    ],
)
def test_the_lens_in_an_address(query: str | None, asked: bool) -> None:
    assert has_ageing_lens(query) is asked
