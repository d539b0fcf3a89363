"""Worked examples in words: the same figures as on the other screens, with the sums that lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean
from typing import Final

from domain.claim_results import ClaimResult
from domain.examples import Example, IndexPartScore, IndexScore, WeighedPlace
from domain.numbers_nl import NOTHING, format_number, format_value, rounded
from domain.proximity_view import OverviewRow
from domain.stack_map import StackMap
from domain.trend import Point
from domain.view_models import Figure, Indicator
from domain.wording import claim_cards
from domain.wording.figures import range_text
from domain.wording.inequality import coverage_sentence, gap_sentence, reason_sentence
from domain.wording.phrases import counted, listed, lowered
from domain.wording.stacking import marked_sentence, side_sentence, verdict
from domain.wording.trend import break_sentence, earlier_sentence, trend_sentence, verdict_label

_NO_YEARS: Final = "Er zijn nog geen jaren om te vergelijken."


def no_example(what: str, name: str, why: str = "") -> Example:
    """There are no figures to work with: which, where, and why."""
    return Example((f"Voor {name} kunnen we dit niet voorrekenen: {what}.{f' {why}' if why else ''}",))


def income_example(found: ClaimResult | None, name: str) -> Example:
    """Income groups of a frame: the order, the groups, the gap, and what follows from it."""
    if found is None or found.judgement is None or found.indicator is None or found.pick is None:
        return no_example("er zijn geen cijfers van buurten met een inkomen ernaast", name)
    groups = found.judgement.groups
    if groups is None:
        return no_example("er zijn geen inkomensgroepen", name, reason_sentence(found.judgement, name))
    indicator, ranking = found.indicator, found.pick.ranking
    number = len(groups.mean)
    people = format_number(sum(groups.weight) / number, 0)
    return Example(
        sentences=(
            f"Het onderwerp is: {lowered(indicator.title)}, {found.pick.year}. In {name} staan "
            f"{counted(found.judgement.area_count, 'buurt', 'buurten')} op volgorde van het {ranking.title} ({found.pick.ranking_year}).",
            f"We maken {number} groepen. In elke groep wonen ongeveer {people} mensen.",
        ),
        caption=f"{indicator.title} per inkomensgroep, {name}, {found.pick.year}",
        head=("Groep", "Gemiddeld"),
        rows=tuple(
            (claim_cards.group_label(number, index).capitalize(), format_value(mean, indicator))
            for index, mean in enumerate(groups.mean)
        ),
        after=(
            gap_sentence(found.judgement, indicator),
            f"Het oordeel is: {found.judgement.verdict.value}. {reason_sentence(found.judgement, name)}".strip(),
            coverage_sentence(found.judgement, name),
        ),
        source=claim_cards.sources_line(found),
    )


def score_example(found: IndexScore) -> Example:
    """A score of one buurt: figures, scores of the parts, their mean, and the place of that mean."""
    indicator, figure, name = found.indicator, found.figure, found.area_name
    known = [rounded(part.score, 0) for part in found.parts if part.score is not None]
    told = listed([format_number(each, 0) for each in known])
    spread = range_text(figure, indicator)
    whole = format_number(figure.value, 0)
    return Example(
        sentences=(
            f"{name} heeft voor {lowered(indicator.title)} de score {whole} ({figure.reference_year}). Die komt zo tot stand.",
        ),
        caption=f"{indicator.title} in {name}, {figure.reference_year}",
        head=("Onderdeel", "Cijfers", "Score"),
        rows=tuple(_part_row(part) for part in found.parts),
        after=(
            f"Het gemiddelde van {told} is ongeveer {format_number(fmean(known), 0)}. "
            f"Dat gemiddelde zetten we nog een keer op volgorde. Zo komt {name} uit op {whole}.",
            f"Score {whole} betekent: van elke 100 inwoners van Nederland wonen er {whole} in een buurt met een lagere score.",
            *([f"Met andere rekenkeuzes komt de score meestal {spread} uit."] if spread.startswith("tussen") else []),
        ),
        source=_cited([figure for part in found.parts for _, figure in part.inputs]),
    )


def _part_row(part: IndexPartScore) -> tuple[str, str, str]:
    figures = [
        f"{indicator.title}: {format_value(figure.value, indicator)} ({figure.reference_year})"
        for indicator, figure in part.inputs
    ]
    return part.title, "; ".join(figures) or "geen cijfers", format_number(part.score, 0)


def _cited(figures: Sequence[Figure]) -> str:
    lines = dict.fromkeys(f"{each.source.citation} ({each.source.licence})" for each in figures)
    return f"{'; '.join(lines)}." if lines else ""


def stack_example(stack: StackMap, place: int, name: str, frame_name: str) -> Example:
    """How often one buurt is among the highest, along both axes, and how many buurten of the frame are marked."""
    area = stack.areas[place]
    x, y = stack.sides
    years = " en ".join(dict.fromkeys((str(stack.pair.x.year), str(stack.pair.y.year))))
    return Example(
        sentences=(
            f"We tellen in {name}.",
            side_sentence(x, area.x, area.x_names),
            side_sentence(y, area.y, area.y_names),
            f"De uitkomst voor {name} is: {lowered(verdict(area))}.",
            marked_sentence(stack, frame_name),
        ),
        source=f"Scores van {years}, berekend door Buurtlens. De bronnen staan bij de score hierboven.",
    )


def trend_example(row: OverviewRow, name: str) -> Example:
    """All years of one figure, in runs that may be compared, and what may be said of them."""
    told, indicator = row.own, row.indicator
    rows = tuple(
        (str(point.year), format_value(point.value, indicator), f"reeks {number}")
        for number, part in enumerate(told.segments, start=1)
        for point in part.points
    )
    if not rows:
        return no_example(f"er is geen cijfer over {lowered(indicator.title)}", name)
    breaks = [
        break_sentence(part.points[0].year, part.broken_by) for part in told.segments if part.broken_by is not None
    ]
    earlier = earlier_sentence(row.earlier, indicator) if row.earlier is not None else ""
    said = f"{verdict_label(told)}. {trend_sentence(told, indicator, row.points)}"
    return Example(
        sentences=(f"Het onderwerp is: {lowered(indicator.title)}, in {name}.",),
        caption=f"{indicator.title} in {name}, alle jaren",
        head=("Jaar", "Cijfer", "Te vergelijken binnen"),
        rows=rows,
        after=tuple(each for each in (*breaks, f"De nieuwste reeks: {lowered(said)}", earlier) if each) or (_NO_YEARS,),
        source="; ".join(f"{each.citation} ({each.licence})" for each in row.sources[:1]) + ".",
    )


def distance_example(
    row: OverviewRow, latest: Point, places: tuple[WeighedPlace, WeighedPlace] | None, name: str
) -> Example:
    """The figure of an area, and of two of its buurten a mean over residents beside a plain mean."""
    indicator = row.indicator
    own = f"{name}: {format_value(latest.value, indicator)} ({indicator.title}, {latest.year}). {indicator.describes}"
    source = "; ".join(f"{each.citation} ({each.licence})" for each in row.sources[:1]) + "."
    if places is None:
        return Example(sentences=(own,), source=source)
    finer = replace(indicator, decimals=indicator.decimals + 1)
    people = sum(each.residents for each in places)
    weighed = sum(each.residents * each.value for each in places) / people
    plain = fmean(each.value for each in places)
    first, second = places
    return Example(
        sentences=(own, f"Hoe zo'n gemiddelde werkt, ziet u aan twee buurten: {first.name} en {second.name}."),
        caption=f"{indicator.title} in twee buurten, {latest.year}",
        head=("Buurt", "Inwoners", "Afstand"),
        rows=tuple(
            (each.name, format_number(each.residents, 0), format_value(each.value, indicator)) for each in places
        ),
        after=(
            f"Samen wonen er {format_number(people, 0)} mensen, gemiddeld op {format_value(weighed, finer)}. "
            f"Het gemiddelde van de twee afstanden zelf is {format_value(plain, finer)}. "
            f"Het eerste getal telt: in {first.name} wonen meer mensen, dus die buurt telt meer mee.",
        ),
        source=source,
    )


def modelled_example(indicator: Indicator, figure: Figure, compared: Sequence[str], name: str) -> Example:
    """An estimated figure with its range, and what that means beside other areas (`compared`, as sentences)."""
    value, spread = format_value(figure.value, indicator), range_text(figure, indicator)
    certain = (
        f"Zo zeker weten we het: {spread}."
        if figure.lower is not None
        else "De bron geeft hier geen marge bij. Dan noemen we een verschil pas vanaf 5 punten."
    )
    return Example(
        sentences=(f"{name}: {value} ({indicator.title}, {figure.reference_year}).", certain, *filter(None, compared)),
        source=_cited([figure]),
    )


def no_score(titles: Sequence[str]) -> str:
    """Which indices have no score in an area."""
    return f"er is geen score voor {listed([lowered(each) for each in titles]) or NOTHING}"
