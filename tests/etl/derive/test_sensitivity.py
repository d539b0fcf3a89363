"""The runs of the sensitivity analysis: the index itself is one of them, each choice does what it says, and a seed gives one result."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from domain.indices import Recipe, make_scales, scores
from domain.percentiles import percentile_scores
from etl.derive.index_audit import audit, rank_shift, spearman
from etl.derive.sensitivity import Choice, Figures, Laboratory, Normalisation, draw_choice, ranked, simulate

RECIPE = Recipe(((0, 1), (2, 3), (4,)), parts_needed=2)


def figures(areas: int = 300, gaps: float = 0.1) -> Figures:
    rng = np.random.default_rng(3)
    level = rng.normal(size=areas)
    burden = 100 / (1 + np.exp(-(level[:, None] * 0.7 + rng.normal(size=(areas, 5)) * 0.6)))
    burden[:, 3] *= -1
    burden[rng.random(burden.shape) < gaps] = np.nan
    error = np.full(burden.shape, np.nan)
    error[:, 3] = 0.15
    residents = rng.integers(150, 4000, areas).astype(float)
    sign = np.array([1.0, 1, 1, -1, 1])
    return Figures(burden, error, sign, residents, RECIPE, make_scales(burden, residents, RECIPE))


def test_with_the_choices_of_the_index_a_run_is_the_index() -> None:
    given = figures()
    laboratory = Laboratory(given)
    expected = scores(given.burden, RECIPE, given.scales).total
    assert laboratory.run(Choice(laboratory.equal_weights())) == pytest.approx(expected, abs=0.5, nan_ok=True)
    no_noise = np.zeros((1, 300), dtype=np.float32)
    assert laboratory.run(Choice(laboratory.equal_weights(), noise=no_noise)) == pytest.approx(
        expected, abs=0.5, nan_ok=True
    )


def test_all_weight_on_one_part_is_that_part() -> None:
    given = figures(gaps=0)
    found = Laboratory(given).run(Choice(np.array([0.0, 0.0, 1.0])))
    assert found == pytest.approx(percentile_scores(given.burden[:, 4], given.residents), abs=0.01)


def test_a_dropped_figure_no_longer_counts() -> None:
    given = figures(gaps=0)
    laboratory = Laboratory(given)
    other = given.burden.copy()
    other[:, 0] = np.random.default_rng(1).permutation(other[:, 0])
    changed = Laboratory(replace(given, burden=other))
    choice = Choice(laboratory.equal_weights(), dropped=0)
    assert changed.run(choice) == pytest.approx(laboratory.run(choice), abs=0.01)
    assert changed.run(replace(choice, dropped=None)) != pytest.approx(
        laboratory.run(replace(choice, dropped=None)), abs=1
    )
    assert laboratory.droppable() == [0, 1, 2, 3], "the only figure of a part is never dropped"


def test_an_area_left_without_figures_keeps_the_one_that_is_dropped() -> None:
    given = figures(gaps=0)
    burden = given.burden.copy()
    burden[0, 1] = np.nan
    found = Laboratory(replace(given, burden=burden)).run(Choice(np.full(3, 1 / 3), dropped=0))
    assert np.isfinite(found).all()


def test_a_geometric_mean_forgives_less_one_good_part_weighs_heavier() -> None:
    """Two areas with the same mean: the uneven one scores lower."""
    burden = np.column_stack([np.arange(100.0), np.arange(100.0)])
    burden = np.vstack([burden, [[50, 50], [95, 5]]])
    residents = np.full(102, 10.0)
    recipe = Recipe(((0,), (1,)), 2)
    given = Figures(
        burden, np.full(burden.shape, np.nan), np.ones(2), residents, recipe, make_scales(burden, residents, recipe)
    )
    plain, geometric = (Laboratory(given).run(Choice(np.full(2, 0.5), geometric=each)) for each in (False, True))
    assert plain[100] == pytest.approx(plain[101], abs=2)
    assert geometric[101] < geometric[100] - 20


@pytest.mark.parametrize("kind", list(Normalisation))
def test_no_normalisation_turns_the_order_around(kind: Normalisation) -> None:
    given = figures(gaps=0)
    laboratory = Laboratory(given)
    plain = laboratory.run(Choice(laboratory.equal_weights()))
    other = laboratory.run(Choice(laboratory.equal_weights(), normalisation=kind))
    assert (spearman(plain.astype(float), other.astype(float), given.residents) or 0) > 0.9


def test_a_seed_gives_one_result_and_the_range_holds_the_runs() -> None:
    given = figures()
    one, again, other = simulate(given, 200, seed=1), simulate(given, 200, seed=1), simulate(given, 200, seed=2)
    assert np.array_equal(one.lower, again.lower, equal_nan=True)
    assert not np.array_equal(one.lower, other.lower, equal_nan=True)
    known = np.isfinite(one.lower)
    assert (one.lower[known] <= one.upper[known]).all()
    assert np.array_equal(known, np.isfinite(scores(given.burden, RECIPE, given.scales).total))
    laboratory, rng = Laboratory(given), np.random.default_rng(1)
    runs = np.array([laboratory.run(draw_choice(laboratory, rng)) for _ in range(200)])
    assert one.share_high_pct[known] == pytest.approx(100 * (runs >= 80).mean(axis=0)[known])
    assert ((runs >= one.lower - 0.1) & (runs <= one.upper + 0.1))[:, known].mean() == pytest.approx(0.9, abs=0.02)


def test_ranks_in_single_precision_are_those_of_the_domain() -> None:
    values, residents = np.array([3.0, np.nan, 5, 5, 8]), np.array([100.0, 50, 200, 100, 600])
    assert ranked(values, residents) == pytest.approx(percentile_scores(values, residents), nan_ok=True)
    assert np.isnan(ranked(np.array([np.nan]), np.array([1.0]))).all()


def test_rank_shift_and_agreement_by_hand() -> None:
    one, other = np.array([10.0, 20, 30, np.nan]), np.array([20.0, 10, 30, 5])
    assert rank_shift(one, other) == pytest.approx(2 / 3)
    assert spearman(one, one, np.ones(4)) == pytest.approx(1)
    assert spearman(one, -one, np.ones(4)) == pytest.approx(-1)
    assert spearman(one, np.ones(4), np.ones(4)) is None


def test_the_audit_tells_of_every_choice() -> None:
    given = figures()
    found = list(audit(Laboratory(given), ["a", "b", "c", "d", "e"], variant=np.arange(300.0)))
    subjects = {one.subject for one in found if one.measure == "rank_shift"}
    assert subjects == {
        *(
            "normalisation: z-score",
            "normalisation: min-max",
            "mean: geometric",
            "weights",
            "margins of modelled figures",
        ),
        *("without a", "without b", "without c", "without d", "register-only variant"),
    }
    assert all(one.value is not None and one.value > 0 for one in found if one.measure == "rank_shift")
