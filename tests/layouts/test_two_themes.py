"""Diamond, panel and JSON of two themes, and what the stacking adds."""

from __future__ import annotations

import json
from dataclasses import replace

from domain.indices import Robustness
from domain.two_themes import Axis, Pair, Scope, pair
from domain.wording.two_themes import corner_words
from layouts.best import good_list
from layouts.diamond import DiamondTexts, diamond_legend, pair_cells
from layouts.panel import Benchmark, Onward
from layouts.stacking import Built, StackMade, stack_json, stack_panel, stack_texts
from layouts.two_themes import PairSide, absent_counts, pair_announcement, pair_json, pair_panel
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH
from tests.domain.test_stack_map import made
from tests.domain.test_two_themes import figures
from tests.layouts.components import of_class, of_type, text

FRAME = {"key": "k", "geometry": "/geo/x", "areas": "/areas/x", "bounds": None}
X = Axis(DISTANCE, 2024, (0.5, 1.0), Scope.NATIONAL)
Y = Axis(HEALTH, 2022, (70.0, 80.0), Scope.NATIONAL)
PAIR: Pair = pair(X, Y, figures([0.4, 2.0, None], [100, 300, 50]), figures([90.0, 60.0, 75.0], [100, 300, 50]))
TEXTS = DiamondTexts(corner_words(), pair_cells(PAIR), ("Een regel.",))


def side(axis: Axis, value: float | None) -> PairSide:
    figure = replace(FIGURE, indicator_id=axis.indicator.indicator_id, value=value, reference_year=axis.year)
    beside = (Benchmark("Nederland", replace(figure, value=0.9 if axis is X else 75.0), ""),)
    return PairSide(axis, figure, beside, Onward(f"Alleen {axis.indicator.title}", "?x"))


def test_json_holds_cells_columns_and_the_reason_of_what_is_missing() -> None:
    sent = json.loads(pair_json(PAIR, FRAME))
    assert sent["classes"] == "62-"
    assert sent["values"] == [6, 2, None]
    assert sent["statusTexts"][sent["statuses"][2]] == "geen cijfer bekend"
    assert [column["values"] for column in sent["pair"]["columns"]] == [[0.4, 2, None], [90, 60, 75]]
    assert sent["pair"]["codes"][2] == "3-1"
    assert len(sent["colours"]) == len(sent["labels"]) == 9


def test_the_diamond_is_nine_buttons_that_say_who_lives_there() -> None:
    legend = diamond_legend(PAIR, TEXTS, "Overal hetzelfde.", "Bron: CBS.", "3-1")
    cells = of_type(legend, "Button")
    assert len(cells) == 9
    names = {getattr(cell, "data-vak"): getattr(cell, "aria-label") for cell in cells}
    assert names["3-1"] == (
        "Afstand tot de supermarkt ver weg, Goede ervaren gezondheid laag: 300 inwoners (67%) in 1 buurt"
    )
    assert [getattr(cell, "data-vak") for cell in cells][:3] == ["1-3", "2-3", "3-3"], "the highest along y first"
    pressed = [getattr(cell, "data-vak") for cell in cells if getattr(cell, "aria-pressed") == "true"]
    assert pressed == ["3-1"]
    said = text(legend)
    for part in ("2024", "2022", "geschat met een rekenmodel", "Overal hetzelfde.", "Bron: CBS.", "Een regel.", "(%)"):
        assert part in said


def test_with_two_classes_there_are_four_cells() -> None:
    small = pair(replace(X, cuts=(1.0,)), replace(Y, cuts=(75.0,)), PAIR.x_figures, PAIR.y_figures)
    cells = of_type(diamond_legend(small, TEXTS, "", "", None), "Button")
    assert {getattr(cell, "data-vak") for cell in cells} == {"1-1", "3-1", "1-3", "3-3"}


def test_the_panel_has_both_figures_with_unit_year_and_source() -> None:
    panel = pair_panel(BUURT, (side(X, 0.4), side(Y, 90.0)), 6, [], [])
    said = text(panel)
    for part in (
        "Afstand tot de supermarkt (km), 2024",
        "0,4 km",
        "0,5 km dichterbij dan gemiddeld in Nederland (0,9 km).",
        "Goede ervaren gezondheid (%), 2022",
        "Afstand tot de supermarkt dichtbij, Goede ervaren gezondheid hoog",
        "CBS, 85984NED, 2024",
        "zeggen niet dat het ene het andere veroorzaakt",
    ):
        assert part in said
    assert len(of_class(panel, "groot-getal")) == 2


def test_a_missing_figure_says_why_and_the_other_one_stays() -> None:
    said = text(pair_panel(BUURT, (side(X, None), side(Y, 90.0)), -1, [], []))
    assert "Geen cijfer" in said
    assert "90,0%" in said
    assert "niet samen te laten zien. Afstand tot de supermarkt, 2024: geen cijfer." in said
    spoken = pair_announcement(BUURT, (side(X, None), side(Y, 90.0)), -1)
    assert spoken == ("Lombok-Oost: Afstand tot de supermarkt geen cijfer, 2024; Goede ervaren gezondheid 90,0%, 2022.")


def test_reasons_are_counted() -> None:
    assert [(str(status), count) for status, count in absent_counts(PAIR)] == [("unknown", 1)]


def stack_made(**more: object) -> StackMade:
    plain = StackMade(made(), None, "", "", ("Dit vergelijkt met toeval.",))
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_stacking_draws_marks_care_and_new_dwellings() -> None:
    built = Built(2018, 2024, is_growth=True, counts=(40, 24, None, -5, 25))
    sent = json.loads(stack_json(stack_made(built=built), FRAME))["pair"]
    assert (sent["marked"], sent["careful"], sent["dots"]) == ([0], [2], [[0, 40], [4, 25]])
    assert sent["columns"][2]["texts"] == ["ja", "nee", "nee", "niet bekend", "niet bekend"]
    assert sent["columns"][2]["values"] == [1, 0, 0, None, None]


def test_the_legend_of_the_stacking_tells_everything_about_its_frame() -> None:
    built = Built(2018, 2024, is_growth=True, counts=(40, 24, None, -5, 25))
    texts = stack_texts(stack_made(built=built, outside="Buiten.", then_now="Toen en nu."), "Utrecht")
    said = " ".join(texts.lines)
    for part in (
        "Zwarte rand",
        "Bij 20% gaat het om 1 buurt",
        "Toen en nu.",
        "Strepen over de kleur: 1 buurt",
        "Buiten.",
    ):
        assert part in said
    assert "84 woningen bij. Daarvan staan er 40 (48%)" in said
    without = stack_texts(stack_made(built=Built(2013, 2013, is_growth=False, counts=None)), "Utrecht")
    assert "Over nieuwe woningen sinds 2013 zijn er geen cijfers" in " ".join(without.lines)


def test_the_panel_of_the_stacking_begins_with_what_is_good() -> None:
    area = replace(BUURT, code="BU03440000")
    sides = (side(replace(X, indicator=HEALTH), 83.0), side(Y, 88.0))
    said = text(stack_panel(area, stack_made(), sides, [], good_list(())))
    assert said.index("Wat hier gunstig is") < said.index("Hier komt veel samen")
    assert "Druk op bestaanszekerheid: 2 van 2 (inkomen en wonen)." in said
    assert str(Robustness.BORDERLINE) in said
    elsewhere = text(stack_panel(BUURT, stack_made(), sides, [], []))
    assert "Kies een buurt op de kaart" in elsewhere
