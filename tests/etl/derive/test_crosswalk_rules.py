"""Figures put together by weights: the oracle of methods §4.2 by hand, the laws for any areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.derive.crosswalk_rules import Carried, Parts, Rule, combine, grades

NAN = float("nan")


def parts(*rows: dict[str, float], rule: Rule = Rule.MEAN, whole_only: bool = False) -> Parts:
    """Parts of figures; what a row does not say: group 0, whole, amount 1, nothing known of margins."""
    base = {"group": 0, "share": 1.0, "amount": 1.0, "denominator": NAN, "value": NAN, "lower": NAN, "upper": NAN}
    full = [base | row for row in rows]
    group = np.array([row["group"] for row in full], dtype=np.int64)
    columns = [np.array([row[name] for row in full], dtype=float) for name in list(base)[1:]]
    return Parts(group, *columns, np.full(len(full), int(rule)), np.full(len(full), whole_only))


def carried(given: Parts) -> Carried:
    return combine(given, int(given.group.max()) + 1)


def test_oracle_10_a_mean_is_weighted_by_people() -> None:
    """A: 1000 people, 10; B: 200 people, 30, cut in half."""
    halved = parts({"denominator": 1000, "value": 10}, {"share": 0.5, "denominator": 200, "value": 30})
    assert carried(halved).value[0] == pytest.approx(11.818, abs=5e-4)
    by_addresses = parts({"denominator": 1000, "value": 10}, {"share": 0.9, "denominator": 200, "value": 30})
    assert carried(by_addresses).value[0] == pytest.approx(13.051, abs=5e-4)


def test_oracle_10_a_mean_is_never_weighted_by_land() -> None:
    """Land alone would say 16.667: without the people nothing is said."""
    by_land = parts({"amount": 2.0, "value": 10}, {"share": 0.5, "amount": 1.0, "value": 30})
    assert np.isnan(carried(by_land).value[0])
    assert pytest.approx(16.667, abs=5e-4) == (2 * 10 + 1 * 30) / 3


def test_counts_are_what_lies_in_the_target() -> None:
    found = carried(parts({"value": 100}, {"share": 0.25, "value": 80}, rule=Rule.SUM))
    assert found.value.tolist() == [120]


def test_a_target_lacks_its_figure_when_five_per_cent_of_its_people_lack_theirs() -> None:
    small = parts({"denominator": 960, "value": 10}, {"denominator": 40})
    assert carried(small).value[0] == 10
    large = parts({"denominator": 950, "value": 10}, {"denominator": 50})
    assert np.isnan(carried(large).value[0])


def test_where_people_are_not_known_the_addresses_tell_what_is_missing() -> None:
    assert carried(parts({"amount": 97, "value": 5}, {"amount": 3}, rule=Rule.SUM)).value[0] == 5
    assert np.isnan(carried(parts({"amount": 90, "value": 5}, {"amount": 10}, rule=Rule.SUM)).value[0])


def test_an_area_without_people_lacks_nothing() -> None:
    assert carried(parts({"denominator": 500, "value": 7}, {"denominator": 0})).value[0] == 7


def test_figures_of_a_model_come_from_whole_areas_with_the_widest_margins() -> None:
    whole = parts(
        {"denominator": 300, "value": 70, "lower": 66, "upper": 74},
        {"denominator": 100, "value": 50, "lower": 40, "upper": 58},
        whole_only=True,
    )
    found = carried(whole)
    assert (found.value[0], found.lower[0], found.upper[0]) == (65, 55, 73)
    cut = parts({"denominator": 300, "value": 70}, {"share": 0.6, "denominator": 100, "value": 50}, whole_only=True)
    assert np.isnan(carried(cut).value[0])


def test_a_median_is_never_mixed_but_stays_where_the_area_is_the_same_but_for_a_trifle() -> None:
    two = parts({"denominator": 300, "value": 70}, {"denominator": 100, "value": 50}, rule=Rule.ONE_WHOLE)
    assert np.isnan(carried(two).value[0])
    one = parts(
        {"share": 0.98, "denominator": 300, "value": 70},
        {"share": 0.03, "denominator": 100, "value": 50},
        rule=Rule.ONE_WHOLE,
    )
    assert carried(one).value[0] == 70


def test_grades_by_the_part_that_comes_from_whole_areas() -> None:
    group = np.array([0, 1, 1, 2, 2, 3, 3])
    share = np.array([1.0, 1.0, 0.2, 1.0, 0.5, 1.0, 1.0])
    size = np.array([10.0, 85.0, 15.0, 50.0, 50.0, 90.0, 10.0])
    usable = np.array([True, True, True, True, True, True, False])
    assert grades(group, share, size, usable, 4).tolist() == ["A", "B", "C", ""]


amounts = st.floats(1, 1e5)
crosswalks = st.integers(1, 5).flatmap(
    lambda targets: st.lists(
        st.tuples(st.lists(amounts, min_size=targets, max_size=targets), amounts, st.floats(0, 1e4)),
        min_size=1,
        max_size=6,
    )
)


def complete(rows: list[tuple[list[float], float, float]], rule: Rule, values: list[float] | None = None) -> Parts:
    """Sources shared out over all targets: (addresses per target, denominator, value) each."""
    found = []
    for number, (addresses, denominator, value) in enumerate(rows):
        for target, amount in enumerate(addresses):
            told = value if values is None else values[number]
            share = amount / sum(addresses)
            found.append({"group": target, "share": share, "amount": amount, "denominator": denominator, "value": told})
    return parts(*found, rule=rule)


@given(crosswalks)
def test_counts_are_kept_in_total(rows: list[tuple[list[float], float, float]]) -> None:
    total = sum(value for _, _, value in rows)
    assert carried(complete(rows, Rule.SUM)).value.sum() == pytest.approx(total)


@given(crosswalks, st.floats(-100, 100))
def test_a_constant_mean_stays_constant(rows: list[tuple[list[float], float, float]], constant: float) -> None:
    assert carried(complete(rows, Rule.MEAN, [constant] * len(rows))).value == pytest.approx(constant)


@given(st.lists(st.tuples(amounts, st.floats(0, 1e4)), min_size=1, max_size=8), st.sampled_from(list(Rule)))
def test_areas_that_did_not_change_keep_their_figures(rows: list[tuple[float, float]], rule: Rule) -> None:
    same = [{"group": i, "denominator": people, "value": value} for i, (people, value) in enumerate(rows)]
    assert carried(parts(*same, rule=rule)).value == pytest.approx([value for _, value in rows])


@given(crosswalks, st.randoms(), st.sampled_from([Rule.SUM, Rule.MEAN]))
def test_the_order_of_rows_does_not_matter(
    rows: list[tuple[list[float], float, float]], random: object, rule: Rule
) -> None:
    whole = complete(rows, rule)
    order = np.arange(len(whole.group))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = Parts(*(getattr(whole, name)[order] for name in Parts.__dataclass_fields__))
    assert carried(shuffled).value == pytest.approx(carried(whole).value)
