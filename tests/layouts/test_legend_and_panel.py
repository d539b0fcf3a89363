from __future__ import annotations

from dataclasses import replace

from domain.areas import Level
from domain.observations import Method, Status
from domain.view_state import Scale
from layouts.choropleth import build_choropleth
from layouts.legend import Known, Mark, legend
from layouts.panel import Benchmark, Onward, announcement, panel
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH, RESIDENTS
from tests.layouts.components import of_class, of_type, text
from tests.layouts.test_choropleth import FIGURES

CITY = replace(FIGURE, area_code="GM0344", value=0.9)


def drawn(scale: Scale = Scale.NEDERLAND, indicator=DISTANCE):  # type: ignore[no-untyped-def]
    choropleth = build_choropleth(FIGURES, indicator, scale)
    marks = [Mark("Utrecht", 0.9), Mark("Nederland", None, "Voor Nederland geeft de bron geen cijfer.")]
    return legend(choropleth, marks, Mark("Lombok-Oost", 0.6), "Utrecht", "Bron: CBS, 2024.")


def test_the_legend_stands_by_itself() -> None:
    shown = text(drawn())
    for needed in ("Afstand tot de supermarkt (km), 2024", "Een donkere kleur betekent", "Bron: CBS, 2024."):
        assert needed in shown


def test_the_legend_names_its_classes_with_their_residents() -> None:
    shown = text(drawn())
    assert "minder dan 0,5" in shown
    assert "100 inwoners" in shown
    assert "3 of meer" in shown


def test_the_legend_counts_areas_without_a_figure_and_says_why() -> None:
    assert "Geen cijfer: 2 buurten, 700 inwoners (geen inwoners 1, afgeschermd door de bron 1)." in text(drawn())


def test_a_benchmark_without_a_row_is_left_out_with_its_reason() -> None:
    shown = drawn()
    assert len(of_class(shown, "merk")) == 2
    assert "Voor Nederland geeft de bron geen cijfer." in text(shown)


def test_the_scale_of_one_gemeente_is_named_as_such() -> None:
    assert "gelden alleen binnen Utrecht" in text(drawn(Scale.GEMEENTE))
    assert "overal in Nederland" in text(drawn())


def test_a_count_explains_its_single_colour() -> None:
    assert "Aantallen krijgen één kleur" in text(drawn(indicator=RESIDENTS))


def test_a_modelled_figure_is_marked_in_the_legend() -> None:
    assert "geschat met een rekenmodel" in text(drawn(indicator=HEALTH))


def whole_panel(figure, indicator=DISTANCE, area=BUURT):  # type: ignore[no-untyped-def]
    benchmarks = [
        Benchmark("Utrecht", CITY, ""),
        Benchmark("Nederland", None, "Voor Nederland geeft de bron geen cijfer."),
    ]
    return panel(area, indicator, 2022, figure, benchmarks, [Onward("Bekijk de wijk West", "?gebied=WK034401")])


def test_the_panel_says_what_where_when_and_from_whom() -> None:
    shown = text(whole_panel(FIGURE))
    for needed in ("Lombok-Oost", "gemeente Utrecht", "1.240 inwoners", "Afstand tot de supermarkt, 2022", "0,6 km"):
        assert needed in shown
    assert "0,3 km dichterbij dan gemiddeld in Utrecht" in shown
    assert "Voor Nederland geeft de bron geen cijfer." in shown
    assert "CBS, 85984NED, 2024. Licentie: CC BY 4.0." in shown
    assert [link.href for link in of_type(whole_panel(FIGURE), "Link")] == ["?gebied=WK034401"]


def test_a_true_zero_is_shown_as_a_value() -> None:
    shown = whole_panel(replace(FIGURE, value=0.0))
    assert text(of_class(shown, "groot-getal")) == "0,0 km"
    assert "Geen cijfer" not in text(shown)


def test_absence_is_told_in_words_with_what_to_do() -> None:
    shown = text(whole_panel(replace(FIGURE, value=None, status=Status.TOO_SMALL)))
    assert "Geen cijfer" in shown
    assert "te weinig inwoners" in shown
    assert "Bekijk de wijk" in shown
    assert "km dichterbij" not in shown


def test_an_area_that_the_source_does_not_list_is_said_to_be_so() -> None:
    assert "De bron noemt dit gebied niet" in text(whole_panel(None))


def test_a_modelled_figure_has_its_range_or_says_that_it_is_unknown() -> None:
    known = replace(FIGURE, value=18.0, lower=15.2, upper=21.4)
    assert "tussen 15 en 21 van de 100" in text(whole_panel(known, HEALTH))
    assert "marge onbekend" in text(whole_panel(replace(FIGURE, value=18.0), HEALTH))


def test_how_a_figure_reached_this_area_is_told_unless_it_was_published_for_it() -> None:
    assert "Berekend uit andere cijfers" in text(whole_panel(replace(FIGURE, method=Method.DERIVED)))
    assert "Berekend" not in text(whole_panel(FIGURE))


def test_counts_are_printed_but_not_compared() -> None:
    figure = replace(FIGURE, value=1240.0)
    assert "Utrecht: 1 inwoners" in text(whole_panel(figure, RESIDENTS))


def test_a_country_has_no_place_to_lie_in() -> None:
    country = replace(BUURT, code="NL00", name="Nederland", level=Level.LAND)
    assert text(whole_panel(FIGURE, area=country)).startswith("Nederland 1.240 inwoners")


def test_a_screen_reader_hears_the_choice() -> None:
    assert announcement(BUURT, DISTANCE, 2022, FIGURE).startswith("Lombok-Oost: 0,6")
    assert "geen cijfer" in announcement(BUURT, DISTANCE, 2022, None)


def test_the_legend_says_where_a_figure_is_known_at_all() -> None:
    choropleth = build_choropleth(FIGURES, DISTANCE, Scale.NEDERLAND)
    known = Known("Alleen in Utrecht bekend.", (Onward("Bekijk Utrecht", "?gebied=GM0344"),))
    shown = legend(choropleth, [], None, "Nederland", "Bron: CBS.", known)
    assert "Alleen in Utrecht bekend." in text(of_class(shown, "bekend"))
    assert [link.href for link in of_type(shown, "Link")] == ["?gebied=GM0344"]
    assert not of_class(drawn(), "bekend")
