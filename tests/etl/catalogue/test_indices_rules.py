"""indices.yml: the rules against circular reasoning are enforced when the catalogue is read, not only written down (methods §2.2a)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.catalogue.indices import FILE, inputs_of, load_indices
from etl.catalogue.indices_schema import may_correlate, modelled_share_most
from etl.catalogue.loader import HERE, load_catalogue
from etl.errors import CatalogueError

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
INDICES = {index.id: index for index in load_indices(HERE, CATALOGUE)}
Change = Callable[[dict[str, Any]], None]


def faults(folder: Path, change: Change) -> str:
    """What the loader says of the real file after one change."""
    raw = yaml.safe_load((HERE / FILE).read_text(encoding="utf-8"))
    change({index["id"]: index for index in raw["indices"]} | {"all": raw["indices"]})
    (folder / FILE).write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_indices(folder, CATALOGUE)
    return str(caught.value)


def set_inputs(index: str, part: int, *names: str) -> Change:
    def change(by_id: dict[str, Any]) -> None:
        by_id[index]["parts"][part]["inputs"] = [{"id": name} for name in names]

    return change


MAIN, REGISTER, OUTSIDE = (
    "existence_insecurity_score",
    "existence_insecurity_register_score",
    "environment_pressure_score",
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_inputs(MAIN, 0, "making_ends_meet_difficult_18_64_pct"), "at most 50% is allowed"),
        (lambda ids: ids["all"].remove(ids[REGISTER]), "no register-only variant"),
        (set_inputs(REGISTER, 2, "good_health_18_64_pct"), "has modelled inputs"),
        (lambda ids: ids[REGISTER]["parts"][2].update(title="Zorg"), "has other parts than"),
        (lambda ids: ids[REGISTER].update(variant_of="nothing_score"), "which is no index"),
        (set_inputs(MAIN, 1, "rent_pct"), "direction none"),
        (set_inputs(OUTSIDE, 0, "supermarket_km"), "distances stay apart"),
        (set_inputs(MAIN, 2, "good_health_pct"), "take 'good_health_18_64_pct', which exists"),
        (set_inputs(OUTSIDE, 4, "rain_depth_10cm_pct"), "say in `stands_in`"),
        (set_inputs(OUTSIDE, 0, "existence_insecurity_score"), "is an index itself"),
        (set_inputs(OUTSIDE, 0, "air_pct"), "'air_pct' is not in the catalogue"),
        (set_inputs(OUTSIDE, 0, "no2_ugm3", "no2_ugm3"), "is an input twice"),
        (set_inputs(OUTSIDE, 0, "neighbour_noise_severe_pct"), "by its inputs it must be modelled"),
        (lambda ids: ids[MAIN].update(base_years=[2022, 2024]), "4 years or more"),
        (lambda ids: ids[OUTSIDE].update(parts_needed=6), "there are 5 parts"),
        (lambda ids: ids["all"].remove(ids["vulnerability_capitals"]), "no index or part in indices.yml has that id"),
        (lambda ids: ids[OUTSIDE]["parts"][0].update(id="gp_km"), "needs an indicator 'gp_km'"),
    ],
)
def test_a_catalogue_that_breaks_a_rule_is_refused_by_name(tmp_path: Path, change: Change, said: str) -> None:
    assert said in faults(tmp_path, change)


def test_the_whole_catalogue_is_refused_with_it(tmp_path: Path) -> None:
    folder = shutil.copytree(HERE, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace("id: social_assistance_pct", "id: owner_occupied_pct"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="owner_occupied_pct"):
        load_catalogue(folder)


def test_no_yaml_is_said_and_no_file_is_no_index(tmp_path: Path) -> None:
    assert load_indices(tmp_path, CATALOGUE) == ()
    (tmp_path / FILE).write_text("indices: [", encoding="utf-8")
    with pytest.raises(CatalogueError, match="no valid YAML"):
        load_indices(tmp_path, CATALOGUE)


def test_modelled_figures_hold_four_ninths_of_the_index_and_nothing_of_its_variant() -> None:
    assert modelled_share_most(INDICES[MAIN], INDICATORS) == pytest.approx(4 / 9)
    assert modelled_share_most(INDICES[REGISTER], INDICATORS) == 0
    assert modelled_share_most(INDICES[OUTSIDE], INDICATORS) == 0


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        ("low_income_households_pct", "social_assistance_pct", True),
        ("no2_ugm3", "pm25_ugm3", True),
        ("good_health_18_64_pct", "anxiety_depression_high_18_64_pct", False),
        ("good_health_18_64_pct", "low_income_households_pct", False),
        ("rent_pct", "good_health_18_64_pct", False),
        ("good_health_18_64_pct", "no2_ugm3", True),
    ],
)
def test_a_model_is_never_held_against_what_it_is_made_of(one: str, other: str, allowed: bool) -> None:
    assert may_correlate(INDICATORS[one], INDICATORS[other]) is allowed
    assert may_correlate(INDICATORS[other], INDICATORS[one]) is allowed


def test_every_score_knows_its_inputs() -> None:
    found = inputs_of(tuple(INDICES.values()))
    assert set(found) == {name for name, indicator in INDICATORS.items() if indicator.index}
    assert found["insecurity_health_score"] == ("good_health_18_64_pct", "anxiety_depression_high_18_64_pct")
    assert set(found["pressure_air_score"]) < set(found[OUTSIDE])


@pytest.mark.parametrize("name", [name for name, indicator in INDICATORS.items() if indicator.index])
def test_scores_have_the_classes_of_an_index_and_say_how_small_a_buurt_may_be(name: str) -> None:
    indicator = INDICATORS[name]
    assert indicator.breaks == (20, 40, 60, 80)
    assert indicator.valid_range == (0, 100)
    assert any("100 inwoners" in know.text for know in indicator.know)
    assert "van elke 100 inwoners van Nederland" in indicator.describes
