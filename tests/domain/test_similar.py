"""Comparable areas: a town of places by hand, laws, and the sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from domain.similar import (
    Absent,
    Criterion,
    Inputs,
    Places,
    Refused,
    Similar,
    age_profile,
    income_fifth,
    similar_gemeenten,
    similar_places,
    size_class,
)
from domain.wording.similar import network_line, refused_sentence, rule_details, rule_sentence, short_name

NAN = float("nan")
INPUTS = Inputs("deel van de huishoudens met een laag inkomen", 2023, 2024)


def town(count: int = 60, alike: int = 7) -> Places:
    """`count` buurten; the first `alike` are as urban, as rich and as old, each next of them one point farther in age."""
    ages = np.tile([20.0, 10.0, 30.0, 25.0, 15.0], (count, 1))
    ages[:, 0] += np.arange(count)
    ages[:, 4] -= np.arange(count)
    urbanity, income = np.full(count, 5), np.full(count, 4)
    urbanity[:alike], income[:alike] = 2, 1
    return Places(tuple(f"BU0000{number:04}" for number in range(count)), np.full(count, 500.0), urbanity, income, ages)


def of(places: Places, index: int = 0) -> Similar:
    return similar_places(Level.BUURT, places, index, INPUTS)


def test_the_nearest_in_age_come_first_and_itself_is_left_out() -> None:
    found = of(town())
    assert found.codes == tuple(f"BU0000{number:04}" for number in range(1, 7))
    assert (found.found, found.compared, found.urbanity_class, found.income_group) == (6, 60, 2, 1)
    assert found.is_few
    assert not found.is_cut


def test_eleven_points_in_one_band_is_another_age() -> None:
    found = of(town(alike=20))
    assert found.codes[-1] == "BU00000010"
    assert found.found == 10
    assert not found.is_few


def test_at_most_a_fifth_of_all_areas() -> None:
    places = town(count=30, alike=30)
    found = of(replace(places, ages=np.tile(places.ages[0], (30, 1))))
    assert (len(found.codes), found.found) == (6, 29)
    assert found.is_cut


def test_fewer_than_five_is_none_and_the_narrow_demand_is_named() -> None:
    places = town(alike=4)
    urbanity = places.urbanity.copy()
    urbanity[4:9] = 2
    found = of(replace(places, urbanity=urbanity))
    assert (found.codes, found.absent, found.found) == ((), Absent.TOO_FEW, 3)
    assert (found.narrow, found.without_it) == (Criterion.INCOME, 8)
    assert "3" in rule_sentence(found)
    assert "in dezelfde inkomensgroep hoefden te vallen, waren het er 8." in rule_sentence(found)


def test_where_no_one_demand_is_the_narrow_one_none_is_named() -> None:
    found = of(town(count=4, alike=4))
    assert (found.absent, found.narrow) == (Absent.TOO_FEW, None)


def test_what_is_not_known_is_told_and_never_alike() -> None:
    places = town()
    income, ages = places.income.copy(), places.ages.copy()
    income[0], ages[3] = 0, NAN
    found = of(replace(places, income=income, ages=ages))
    assert (found.absent, found.unknown) == (Absent.UNKNOWN, (Criterion.INCOME,))
    assert "inkomensgroep" in rule_sentence(found)
    assert "BU00000003" not in of(replace(places, ages=ages)).codes


@given(st.integers(0, 59), st.permutations(range(60)))
def test_likeness_is_mutual_and_order_does_not_matter(index: int, order: list[int]) -> None:
    places = town(alike=30)
    shuffled = Places(
        tuple(places.codes[each] for each in order),
        *(getattr(places, name)[order] for name in ("residents", "urbanity", "income", "ages")),
    )
    found = of(places, index)
    assert found == of(shuffled, order.index(index))
    for code in found.codes:
        other = of(places, int(code[-4:]))
        assert other.is_cut or places.codes[index] in other.codes


def test_fifths_are_of_residents_not_of_areas() -> None:
    """One area with four in five of the people lies in the middle of them."""
    income = np.array([10.0, 20.0, 30.0, NAN, 40.0])
    assert income_fifth(income, np.array([100.0, 800.0, 50.0, 100.0, 50.0])).tolist() == [1, 3, 5, 0, 5]


def test_an_age_profile_needs_every_band_and_fifty_people() -> None:
    bands = np.array([[10.0, 10.0, 30.0, 30.0, 20.0], [5.0, 5.0, 5.0, 5.0, 5.0], [NAN, 10.0, 30.0, 30.0, 20.0]])
    profile = age_profile(bands)
    assert profile[0].tolist() == [10, 10, 30, 30, 20]
    assert np.isnan(profile[1:]).all()


def test_classes_of_size() -> None:
    sizes = np.array([972.0, 19_999.0, 20_000.0, 99_999.0, 100_000.0, 250_000.0, 0.0, NAN])
    assert size_class(sizes).tolist() == [1, 1, 2, 3, 4, 5, 0, 0]


def test_gemeenten_as_large_and_as_urban_the_nearest_in_size_first() -> None:
    people = np.array([120_000.0, 130_000.0, 240_000.0, 115_000.0, 150_000.0, 60_000.0])
    codes = tuple(f"GM000{number}" for number in range(6))
    places = Places(codes, people, np.array([2, 2, 2, 2, 1, 2]), np.zeros(6, dtype=np.int64), np.full((6, 5), NAN))
    # Of six areas a fifth is one, but three are needed.
    found = similar_gemeenten(places, 0, {"GM0000": ("G40",), "GM0003": ("G40",), "GM0004": ("G40",)})
    assert found.codes == ("GM0003", "GM0001", "GM0002")
    assert (found.size_class, found.urbanity_class) == (4, 2)
    assert dict(found.networks) == {"GM0000": ("G40",), "GM0003": ("G40",)}
    assert network_line(found, "GM0003") == "lid van de G40"
    assert network_line(found, "GM0001") == ""
    assert rule_sentence(found) == (
        "Vergelijkbare gemeenten: 3 gemeenten die ook sterk stedelijk zijn en ook 100.000 tot 250.000 inwoners hebben."
    )


def test_the_rule_stands_in_the_sentence_with_its_numbers() -> None:
    found = replace(of(town(alike=20)), codes=tuple(f"BU0000{number:04}" for number in range(48)), found=48)
    assert rule_sentence(found) == (
        "Vergelijkbare buurten: 48 buurten in Nederland die ook sterk stedelijk zijn, in dezelfde inkomensgroep vallen "
        "(groep 1 van 5, van laag naar hoog) en waar mensen ongeveer even oud zijn."
    )
    income, age = rule_details(found)
    assert "laag inkomen in 2023" in income
    assert "(2024)" in age
    assert "10 procentpunt" in age
    assert short_name(Level.WIJK) == "Vergelijkbare wijken"


def test_few_and_cut_are_said() -> None:
    assert "weinig buurten" in rule_details(of(town()))[-1]
    places = town(count=100, alike=100)
    cut = of(replace(places, ages=np.tile(places.ages[0], (100, 1))))
    assert "99 buurten" in rule_details(cut)[-1]
    assert "20 %" in rule_details(cut)[-1]


@pytest.mark.parametrize("absent", [Absent.LEVEL, Absent.NO_FIGURES, Absent.UNKNOWN, Absent.TOO_FEW])
def test_every_absence_has_a_sentence(absent: Absent) -> None:
    found = Similar("BU00000000", Level.BUURT, absent=absent)
    assert rule_sentence(found).endswith(".")
    assert rule_details(found) == ()


@pytest.mark.parametrize("refused", list(Refused))
def test_every_refusal_has_a_sentence(refused: Refused) -> None:
    assert refused_sentence(refused).endswith(".")
