from __future__ import annotations

import json
from dataclasses import replace

from domain.areas import Level
from domain.observations import Grade, Status
from domain.view_models import MapFigures
from domain.view_state import Scale
from layouts.choropleth import areas_json, build_choropleth, figures_json
from tests.domain.examples import DISTANCE, RESIDENTS

FIGURES = MapFigures(
    level=Level.BUURT,
    frame_code="GM9901",
    indicator_id="supermarket_km",
    reference_year=2024,
    feature_count=4,
    area_codes=("BU99010101", "BU99010102", "BU99010103", "BU99010104", "BU99010105"),
    names=("Een", "Twee", "Drie", "Vier", "Vijf"),
    residents_count=(100, 200, None, 0, 700),
    values=(0.0, 0.5, 3.0, None, None),
    statuses=(Status.OK, Status.OK, Status.CAUTION, Status.NO_RESIDENTS, Status.SUPPRESSED),
    grades=(Grade.A,) * 5,
    approximate_geometry=False,
)


def test_a_true_zero_is_a_value_and_a_value_on_a_bound_lies_above_it() -> None:
    found = build_choropleth(FIGURES, DISTANCE, Scale.NEDERLAND)
    assert found.classes == (0, 1, 4, -1, -1)
    assert found.residents.residents == (100, 200, 0, 0, 0)
    assert found.residents.residents_without_value == 700
    assert dict(found.absent) == {Status.NO_RESIDENTS: 1, Status.SUPPRESSED: 1}
    assert found.filled == 3
    assert len(found.colours) == len(found.labels) == 5


def test_national_breaks_do_not_depend_on_what_is_shown() -> None:
    fewer = replace(FIGURES, values=(None, None, 3.0, None, None))
    assert build_choropleth(fewer, DISTANCE, Scale.NEDERLAND).breaks == DISTANCE.breaks
    assert build_choropleth(fewer, DISTANCE, Scale.NEDERLAND).classes[2] == 4


def test_the_local_scale_is_another_scale_and_says_so() -> None:
    found = build_choropleth(FIGURES, DISTANCE, Scale.GEMEENTE)
    assert found.is_local
    assert found.breaks != DISTANCE.breaks


def test_a_count_gets_one_colour() -> None:
    found = build_choropleth(FIGURES, RESIDENTS, Scale.GEMEENTE)
    assert not found.is_local
    assert found.classes == (0, 0, 0, -1, -1)
    assert len(found.colours) == 1


def test_what_travels_to_the_browser_is_parallel_and_keeps_zero_and_absence_apart() -> None:
    found = build_choropleth(FIGURES, DISTANCE, Scale.NEDERLAND)
    sent = json.loads(figures_json(found, "key", "/geo/x", "/areas/x", (5.0, 52.0, 5.1, 52.1)))
    assert sent["classes"] == "014--"
    assert sent["values"] == [0, 0.5, 3, None, None]
    assert len(sent["statuses"]) == 5
    assert [sent["statusTexts"][letter] for letter in sent["statuses"][3:]] == [
        "geen inwoners",
        "afgeschermd door de bron",
    ]
    assert (sent["before"], sent["after"].replace("\u00a0", " ")) == ("", " km")
    assert sent["featureCount"] == 4


def test_values_are_rounded_as_they_are_printed() -> None:
    odd = replace(FIGURES, values=(0.15, 0.25, 1.349, -0.05, None))
    sent = json.loads(figures_json(build_choropleth(odd, DISTANCE, Scale.NEDERLAND), "k", "g", "a", None))
    assert sent["values"] == [0.2, 0.3, 1.3, -0.1, None]


def test_names_travel_once_with_their_gemeente_where_there_are_more() -> None:
    sent = json.loads(areas_json(FIGURES, {"BU99010101": "Linder"}))
    assert sent["codes"] == list(FIGURES.area_codes)
    assert sent["residents"] == [100, 200, None, 0, 700]
    assert sent["places"] == ["Linder", "", "", "", ""]
    assert json.loads(areas_json(FIGURES, {}))["places"] == []
