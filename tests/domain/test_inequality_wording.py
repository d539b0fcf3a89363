"""What the screen says of inequality: each verdict, gap and reason by hand, and rules that hold for all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.claim_models import Norm
from domain.claims import Gain, Judgement, Reason, Verdict, judge
from domain.inequality import IncomeGroups
from domain.leave_one_out import LeaveOneOut
from domain.trend import Course, Trend
from domain.view_models import Indicator
from domain.wording import gaps, inequality
from tests.domain.examples import DISTANCE, HEALTH, INCOME
from tests.domain.test_wording import CAUSAL, DENIAL, FORBIDDEN

#: The machine may be busy: an example that takes long is no failure.
law = settings(deadline=None)

SMOKING = replace(HEALTH, title="Rokers", direction="higher_is_worse", kind="register", decimals=0)
GREEN = replace(SMOKING, title="Groen", weight="area", kind="map")
NOISE = replace(SMOKING, title="Geluid", unit="dB")
NO_SPACE = "\u00a0"


def judgement(*mean: float, verdict: Verdict = Verdict.HERE, minimum: float | None = 0.2, **changed: Any) -> Judgement:
    groups = IncomeGroups(tuple(mean), (2000.0,) * len(mean)) if mean else None
    told = {"reason": None, "worse": 1, "area_count": 34, "coverage_pct": 97.6, "largest_share_pct": 9.0, **changed}
    return Judgement(verdict, minimum_difference=minimum, groups=groups, **told)


def plain(text: str) -> str:
    return text.replace(NO_SPACE, " ")


@pytest.mark.parametrize(
    ("found", "indicator", "told"),
    [
        (
            judgement(1.8, 1.2, 0.9),
            DISTANCE,
            "Dit geldt in Utrecht: 1,8 km tegen 0,9 km, twee keer zo ver bij de laagste inkomens.",
        ),
        (
            judgement(0.56, 0.9, 1.52, verdict=Verdict.REVERSED),
            DISTANCE,
            "In Utrecht is het andersom: 0,6 km tegen 1,5 km, 2,5 keer zo ver bij de hoogste inkomens.",
        ),
        (
            judgement(18, 17, 16, verdict=Verdict.NOT_HERE, minimum=3),
            SMOKING,
            "Dit geldt niet in Utrecht: 18% tegen 16%. Dat scheelt minder dan 3 punten: te weinig om een verschil te noemen.",
        ),
        (judgement(18, 15, 12, minimum=3), SMOKING, "Dit geldt in Utrecht: 18% tegen 12%, anderhalf keer zo vaak bij de laagste inkomens."),
        (judgement(20, 30, 40, minimum=3, worse=-1), GREEN, "Dit geldt in Utrecht: 20% tegen 40%, twee keer "
        "zo veel bij de hoogste inkomens."),
        (judgement(84, 82, 80, minimum=3), SMOKING, "Dit geldt in Utrecht: 84% tegen 80%, 4 punten hoger bij de laagste inkomens."),
        (judgement(60, 55, 50, minimum=1), NOISE, "Dit geldt in Utrecht: 60 dB tegen 50 dB, 10 dB hoger bij de laagste inkomens."),
        (judgement(6, 3, 0, minimum=3), SMOKING, "Dit geldt in Utrecht: 6% tegen 0%, 6 punten hoger bij de laagste inkomens."),
        (judgement(9000, 8000, 3000, minimum=9), INCOME, "Dit geldt in Utrecht: € 9.000 tegen € 3.000, drie "
        "keer zo veel bij de laagste inkomens."),
        (judgement(verdict=Verdict.UNDECIDED), DISTANCE, "Voor Utrecht is dit niet te zeggen."),
        (judgement(24, 10, 20, verdict=Verdict.UNDECIDED, minimum=3), SMOKING, "Voor Utrecht is dit niet te zeggen."),
        (judgement(verdict=Verdict.NO_DATA), DISTANCE, "Hierover zijn er geen open gegevens per buurt in Utrecht."),
    ],
)  # fmt: skip
def test_a_verdict_in_words(found: Judgement, indicator: Indicator, told: str) -> None:
    assert plain(inequality.verdict_sentence(found, indicator, "Utrecht")) == told


def test_the_gap_names_whose_figures_they_are() -> None:
    assert plain(inequality.gap_sentence(judgement(1.8, 1.2, 0.9), DISTANCE)) == (
        "Voor inwoners van buurten met de laagste inkomens is het gemiddeld 1,8 km. Voor inwoners van buurten met de hoogste inkomens is "
        "het gemiddeld 0,9 km. Het verschil is 0,9 km: bij de laagste inkomens is het verder weg."
    )
    assert inequality.gap_sentence(judgement(verdict=Verdict.UNDECIDED), DISTANCE) == ""


def test_a_gap_is_that_of_the_printed_figures_so_that_a_reader_can_check_it() -> None:
    """1,14 and 0,86 are 0,28 apart, printed 1,1 and 0,9."""
    assert "Het verschil is 0,2 km:" in plain(inequality.gap_sentence(judgement(1.14, 1, 0.86), DISTANCE))


def test_a_gap_that_counts_is_never_printed_as_less_than_what_counts() -> None:
    """18,4 and 15,5 are 2,9 apart but 18 and 16 in print, and 2,5 is the least that counts."""
    hidden = judgement(18.4, 17, 15.5, minimum=2.5)
    assert "Het verschil is 2,9 punten:" in plain(inequality.gap_sentence(hidden, SMOKING))


def test_a_gap_that_does_not_count_is_not_printed_as_one_that_does() -> None:
    """17,5 and 14,6 are 2,9 apart but 18 and 15 in print."""
    small = judgement(17.5, 16, 14.6, verdict=Verdict.NOT_HERE, minimum=3)
    assert plain(inequality.gap_sentence(small, SMOKING)).endswith(
        "Dat scheelt minder dan 3 punten: te weinig om een verschil te noemen."
    )


def test_half_a_point_is_not_printed_as_one() -> None:
    found = judgement(18, 17.9, 17.8, verdict=Verdict.NOT_HERE, minimum=0.5)
    assert "minder dan 0,5 punten" in plain(inequality.verdict_sentence(found, SMOKING, "Utrecht"))


def test_bars_in_words() -> None:
    groups = IncomeGroups((1.8, 1.5, 1.2, 1.0, 0.9), (2000.0,) * 5)
    told = [plain(inequality.group_sentence(index, groups, DISTANCE)) for index in range(5)]
    assert told[0] == "Inwoners van buurten met de laagste inkomens: gemiddeld 1,8 km (2.000 inwoners)."
    assert told[1] == "Inwoners van buurten in inkomensgroep 2 van 5: gemiddeld 1,5 km (2.000 inwoners)."
    assert told[4] == "Inwoners van buurten met de hoogste inkomens: gemiddeld 0,9 km (2.000 inwoners)."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    told = inequality.reason_sentence(judgement(verdict=Verdict.UNDECIDED, reason=reason), "Utrecht")
    assert told.endswith(".")
    assert len(told) > 40


def test_reasons_with_a_number_never_round_it_onto_the_bound() -> None:
    few = judgement(verdict=Verdict.UNDECIDED, reason=Reason.FEW_AREAS, area_count=7)
    assert "In Utrecht zijn 7 buurten" in inequality.reason_sentence(few, "Utrecht")
    one = replace(few, area_count=1)
    assert "In Utrecht is 1 buurt " in inequality.reason_sentence(one, "Utrecht")
    thin = replace(few, reason=Reason.COVERAGE, coverage_pct=79.9)
    assert "over 79% van de inwoners" in inequality.reason_sentence(thin, "Utrecht")
    large = replace(few, reason=Reason.LARGE_AREA, largest_share_pct=40.1)
    assert "woont 41% van de inwoners" in inequality.reason_sentence(large, "Utrecht")
    assert inequality.reason_sentence(judgement(1.8, 0.9), "Utrecht") == ""


@pytest.mark.parametrize(
    ("mean", "worse", "told"),
    [
        ((30, 25, 20), 1, "Advies: 10. Alle groepen zitten er gemiddeld boven. Bron: WHO."),
        ((30, 25, 9), 1, "Advies: 10. 2 van de 3 groepen zitten er gemiddeld boven. Bron: WHO."),
        ((30, 10, 9), 1, "Advies: 10. 1 van de 3 groepen zit er gemiddeld boven. Bron: WHO."),
        ((10.4, 10, 9), 1, "Advies: 10. Geen van de groepen zit er gemiddeld boven. Bron: WHO."),
        ((9, 8, 11), -1, "Advies: 10. 2 van de 3 groepen zitten er gemiddeld onder. Bron: WHO."),
    ],
)
def test_a_norm_says_how_many_groups_are_beyond_it(mean: tuple[float, ...], worse: int, told: str) -> None:
    norm = Norm(10, "advies", "Advies: 10.", "WHO")
    assert inequality.norm_sentence(judgement(*mean, worse=worse), norm, SMOKING) == told


def test_little_difference_is_not_good_where_all_are_beyond_the_norm() -> None:
    norm = Norm(10, "advies", "Advies: 10.", "WHO")
    found = judgement(30, 30, 30, verdict=Verdict.NOT_HERE, minimum=3)
    assert "zegt dus niet dat het goed is" in inequality.norm_sentence(found, norm, SMOKING)
    assert inequality.norm_sentence(judgement(verdict=Verdict.NO_DATA), norm, SMOKING) == ""


def test_how_sure() -> None:
    assert inequality.certainty_note("register").startswith("Alle inwoners zijn geteld")
    assert "deels door het model bepaald" in inequality.certainty_note("modelled")
    assert inequality.AGE_NOTE.startswith("Niet gecorrigeerd voor leeftijd")
    assert inequality.certainty_note("anders") == ""


def test_coverage() -> None:
    assert inequality.coverage_sentence(judgement(1.8, 0.9), "Utrecht") == (
        "Berekend over 34 buurten met 98% van de inwoners van Utrecht."
    )


def test_reason_and_coverage_tell_the_same_share() -> None:
    found = replace(judgement(1.8, 0.9), verdict=Verdict.UNDECIDED, reason=Reason.COVERAGE, coverage_pct=79.7)
    assert "79% van de inwoners" in inequality.reason_sentence(found, "Utrecht")
    assert "79% van de inwoners" in inequality.coverage_sentence(found, "Utrecht")


def test_how_to_read_names_order_groups_and_rule() -> None:
    told = inequality.how_to_read(judgement(1.8, 1.2, 0.9), DISTANCE, "Utrecht", "gemiddeld inkomen per inwoner", 2021)
    assert told[0] == "De buurten van Utrecht staan op volgorde van het gemiddeld inkomen per inwoner (2021)."
    assert "1 op de 3" in told[1]
    assert "minstens 0,2 km verder weg" in plain(told[2])
    assert (
        "dichterbij" in inequality.how_to_read(judgement(1.8, 0.9, worse=-1), DISTANCE, "Utrecht", "inkomen", 2021)[2]
    )


SURE = Trend(Course.RISES, None, ())


@pytest.mark.parametrize(
    ("means", "course", "told"),
    [
        (
            [(2016, 1.3, 0.9), (2017, 1.4, 0.9), (2018, 1.5, 0.9), (2019, 1.8, 0.9)],
            Course.RISES,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,9 km (verder "
            "weg bij de laagste inkomens) in 2019: "
            "het verschil werd groter.",
        ),
        (
            [(2016, 0.9, 1.8), (2017, 0.9, 1.7), (2018, 0.9, 1.5), (2019, 0.9, 1.4)],
            Course.RISES,
            "Het verschil ging van 0,9 km (verder weg bij de hoogste inkomens) in 2016 naar 0,5 km (verder "
            "weg bij de hoogste inkomens) in 2019: "
            "het verschil werd kleiner.",
        ),
        (
            [(2016, 1.3, 0.9), (2017, 1.4, 0.9), (2018, 1.5, 0.9), (2019, 1.8, 0.9)],
            Course.UNCLEAR,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,9 km (verder "
            "weg bij de laagste inkomens) in 2019. "
            "De jaren gaan te veel op en neer om te zeggen of het verschil groter of kleiner wordt.",
        ),
        (
            [(2016, 1.3, 0.9), (2017, 1.3, 0.9), (2018, 1.3, 0.9), (2019, 1.4, 0.9)],
            Course.STEADY,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,5 km (verder "
            "weg bij de laagste inkomens) in 2019: "
            "ongeveer gelijk.",
        ),
        (
            [(2016, 1.3, 0.9), (2017, 0.9, 1.3)],
            Course.NONE,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,4 km (verder "
            "weg bij de hoogste inkomens) in 2017: "
            "het verschil draaide om. Een trend noemen we pas bij 4 jaren.",
        ),
        (
            [(2016, 0.8, 0.4), (2017, 2.4, 1.8)],
            Course.NONE,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,6 km (verder "
            "weg bij de laagste inkomens) in 2017: "
            "het verschil werd groter, maar naar verhouding kleiner. Een trend noemen we pas bij 4 jaren.",
        ),
        (
            [(2016, 1.3, 0.9), (2017, 1.3, 0.9), (2018, 1.3, 0.9), (2019, 1.6, 0.9)],
            Course.STEADY,
            "Het verschil ging van 0,4 km (verder weg bij de laagste inkomens) in 2016 naar 0,7 km (verder "
            "weg bij de laagste inkomens) in 2019: "
            "ongeveer gelijk.",
        ),
        ([(2016, 1.3, 0.9)], Course.NONE, ""),
    ],
)
def test_a_gap_over_the_years(means: list[tuple[int, float, float]], course: Course, told: str) -> None:
    assert plain(gaps.gap_trend_sentence(means, replace(SURE, course=course), DISTANCE)) == told


def test_a_gap_of_modelled_figures_has_no_trend() -> None:
    told = gaps.gap_trend_sentence([(2016, 30, 20), (2020, 40, 20)], SURE, HEALTH)
    assert "rekenmodel" in told
    assert "groter" not in told


def test_a_gap_without_a_size_of_its_own_changes_by_a_share_of_its_figures() -> None:
    """Euros: a twentieth of the mean of 10.000 is 500."""
    steady = [(2016, 9000, 11000), (2017, 9000, 11400)]
    moved = [(2016, 9000, 11000), (2017, 9000, 11600)]
    assert "ongeveer gelijk" in gaps.gap_trend_sentence(steady, SURE, INCOME)
    assert "werd groter" in gaps.gap_trend_sentence(moved, SURE, INCOME)


def test_what_if() -> None:
    assert plain(gaps.gain_sentence(Gain(0.5, 12345.0, 0.3, 4), 1, DISTANCE)) == (
        "Wat als elke groep het cijfer van de gunstigste groep had (0,5 km)? Dan was het voor ongeveer 12.300 inwoners dichterbij, "
        "gemiddeld 0,3 km. Dit is een rekensom, geen voorspelling."
    )
    assert "inwoners hoger, gemiddeld 5 punten" in plain(gaps.gain_sentence(Gain(40, 900.0, 5, 2), -1, GREEN))


def test_without_one_buurt() -> None:
    found = LeaveOneOut((-0.12, 0.38), (-1.0, 0.1), 3)
    assert plain(gaps.leave_one_out_sentence(found, DISTANCE, "Lombok-Oost")) == (
        "Laten we steeds één buurt weg, dan ligt het verschil tussen 0,12 km (verder weg bij de hoogste "
        "inkomens) en 0,38 km (verder weg bij de "
        "laagste inkomens). De meeste invloed heeft Lombok-Oost."
    )
    same = LeaveOneOut((0.5, 0.5), (-1.0, -1.0), 0)
    assert "blijft het verschil 0,50 km" in plain(gaps.leave_one_out_sentence(same, DISTANCE))


VALUES = st.lists(st.floats(0, 100), min_size=30, max_size=30)


@law
@given(
    # Sorted figures go with income, so that every verdict occurs.
    VALUES | VALUES.map(sorted) | VALUES.map(lambda value: sorted(value, reverse=True)),
    st.sampled_from([DISTANCE, SMOKING, GREEN, NOISE, INCOME, HEALTH]),
    st.sampled_from([1, -1]),
)
def test_no_sentence_judges_names_a_cause_or_contradicts_its_verdict(
    value: list[float], indicator: Indicator, worse: int
) -> None:
    rank, people = np.arange(30), np.full(30, 100)
    told = {"worse": worse, "minimum_difference": None, "unit": indicator.unit, "residents_total": 3000.0}
    found = judge(value, rank, people, **told)  # type: ignore[arg-type]
    verdict = inequality.verdict_sentence(found, indicator, "Utrecht")
    texts = [verdict, inequality.gap_sentence(found, indicator), inequality.reason_sentence(found, "Utrecht")]
    texts += inequality.how_to_read(found, indicator, "Utrecht", "inkomen", 2021)
    for text in filter(None, texts):
        assert text.endswith(".")
        assert not FORBIDDEN.search(text)
        assert not CAUSAL.search(text) or DENIAL.search(text)
        assert not re.search(r"nan|inf\b|None|  ", text)
    if found.verdict in (Verdict.HERE, Verdict.REVERSED):
        assert found.groups is not None
        assert "minder dan" not in verdict
        assert f"bij de {'laagste' if found.groups.gap > 0 else 'hoogste'} inkomens" in verdict
    assert (found.verdict is Verdict.NOT_HERE) == ("geldt niet" in verdict)
