from __future__ import annotations

from domain.areas import Level
from domain.view_models import SearchHit, Theme, YearCoverage
from layouts.aria import aria
from layouts.controls import indicator_options, level_options, scale_options, year_options
from layouts.kaart import breadcrumb, kaart, map_layer, table_head
from layouts.messages import failure, messages
from layouts.panel import Onward
from layouts.search import search_results
from layouts.shell import INDEX, shell
from tests.domain.examples import BUURT, DISTANCE, HEALTH
from tests.layouts.components import of_class, of_type, text

BOTH = {"supermarket_km": DISTANCE, "good_health_pct": HEALTH}
THEMES = (Theme("leeg", "Leeg", ""), Theme("nabijheid", "Nabijheid", "Hoe ver."))


def test_indicators_are_grouped_by_theme_and_empty_themes_left_out() -> None:
    options = indicator_options(THEMES, BOTH, BOTH)
    assert [group["group"] for group in options] == ["Nabijheid"]
    assert [item["value"] for item in options[0]["items"]] == ["supermarket_km", "good_health_pct"]


def test_indicators_without_any_figure_come_last_and_cannot_be_chosen() -> None:
    options = indicator_options(THEMES, BOTH, {"good_health_pct"})
    assert [(group["group"], [item["value"] for item in group["items"]]) for group in options] == [
        ("Nabijheid", ["good_health_pct"]),
        ("Nog geen cijfers in deze gegevens", ["supermarket_km"]),
    ]
    assert options[-1]["items"][0]["disabled"]
    assert not options[0]["items"][0].get("disabled")


def test_levels_that_a_frame_does_not_have_are_disabled() -> None:
    own = level_options([Level.EIGEN, Level.BUURT], "stadsdeel")
    assert [(o["label"], o["disabled"]) for o in own] == [
        ("gemeente", True),
        ("stadsdeel", False),
        ("wijk", True),
        ("buurt", False),
    ]
    assert [(o["value"], o["disabled"]) for o in level_options([Level.BUURT, Level.WIJK])] == [
        ("gemeente", True),
        ("wijk", False),
        ("buurt", False),
    ]


def test_years_are_newest_first_and_say_when_they_are_partly_filled() -> None:
    years = [
        YearCoverage(2022, 10, 10),
        YearCoverage(2024, 2, 10),
        YearCoverage(2023, 5, 10),
        YearCoverage(2021, 0, 10),
    ]
    labels = [option["label"] for option in year_options(years, 2022)]
    assert labels == ["2024 (deels)", "2023", "2022", "2021 (leeg)"]


def test_the_year_shown_is_always_in_the_list() -> None:
    assert [option["value"] for option in year_options([], 2021)] == ["2021"]


def test_the_scale_of_a_gemeente_needs_a_gemeente() -> None:
    assert scale_options(None)[1]["disabled"]
    assert scale_options("Utrecht")[1] == {"value": "gemeente", "label": "alleen Utrecht", "disabled": False}


def test_lines_are_said_once_and_nothing_is_said_without_lines() -> None:
    assert messages(()) is None
    assert text(messages(("Eén.", "Eén.", "Twee."))).count("Eén.") == 1


def test_failure_says_why_and_what_to_do() -> None:
    assert "Er zijn nog geen gegevens." in text(failure("Er zijn nog geen gegevens."))
    assert of_type(failure("x"), "A")


def test_results_are_links_with_the_reason_of_the_match() -> None:
    hit = SearchHit(BUURT, "meest voorkomende postcode 3531")
    shown = search_results("3531", [hit], lambda found: f"?gebied={found.area.code}")
    assert [link.href for link in of_type(shown, "Link")] == ["?gebied=BU03440101"]
    assert "1 plaats gevonden" in text(shown)
    assert "meest voorkomende postcode 3531" in text(shown)


def test_a_search_without_results_says_what_works() -> None:
    assert "We vonden niets" in text(search_results("<b>x", [], lambda _: ""))


def test_the_trail_ends_where_the_reader_is() -> None:
    shown = breadcrumb([Onward("Nederland", "?gebied=NL00")], "Utrecht")
    assert text(shown) == "Nederland Utrecht"
    assert shown.children[-1].to_plotly_json()["props"]["aria-current"] == "page"


def test_every_geometry_is_a_component_of_its_own_without_hideout() -> None:
    one, other = map_layer("/geo/a/buurt/GM0363.pbf"), map_layer("/geo/a/wijk/GM0363.pbf")
    assert one.id != other.id
    assert not hasattr(one, "hideout")
    assert one.format == "geobuf"


def test_the_list_is_named_and_downloads_are_links() -> None:
    shown = table_head(Level.BUURT, BUURT, 14574, {"Download": "/download/kaart.zip?x"}, "bij benadering")
    assert "Alle buurten in Lombok-Oost" in text(shown)
    assert "14.574 gebieden" in text(shown)
    assert "bij benadering" in text(shown)
    assert [link.href for link in of_type(shown, "A")] == ["/download/kaart.zip?x"]


def test_fictional_figures_carry_a_banner_and_real_ones_do_not() -> None:
    assert "Fictieve gegevens" in text(of_class(shell("x", is_demo=True), "banier"))
    assert not of_class(shell("x", is_demo=False), "banier")


def test_background_tiles_are_there_only_when_set() -> None:
    assert not of_type(kaart(THEMES, {}, (), ""), "TileLayer")
    tiles = of_type(kaart(THEMES, {}, (), "https://tiles.example/{z}/{x}/{y}.png"), "TileLayer")
    assert "Kadaster" in tiles[0].attribution


def test_the_page_is_dutch_and_stands_before_any_script() -> None:
    assert '<html lang="nl">' in INDEX
    assert INDEX.index("wordt geladen") < INDEX.index("{%scripts%}")
    assert "<script" not in INDEX


def test_attributes_for_assistive_technology() -> None:
    assert aria(label="Kaart", hidden="true") == {"aria-label": "Kaart", "aria-hidden": "true"}
