"""Worked examples of the screen Uitleg for an area: asked from the same questions as the screens that show the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from callbacks.scene import area_of, around_codes, benchmarks
from domain.areas import Level, frame_of
from domain.claims import Verdict
from domain.examples import WeighedPlace, two_places
from domain.proximity_view import OverviewRow
from domain.resolve import ResolvedView, resolve
from domain.view_models import Area, Figure, Indicator
from domain.view_state import Mode, ViewState
from domain.wording import compare
from domain.wording.claim_cards import frame_name
from domain.wording.examples import (
    distance_example,
    income_example,
    modelled_example,
    no_example,
    no_score,
    score_example,
    stack_example,
    trend_example,
)
from layouts.panel import Onward
from layouts.uitleg import WorkedExample
from store.catalogue import indicators
from store.facts import facts
from store.figures import figures_for, map_figures
from store.index_score import index_score
from store.inequality_results import frame_claims
from store.proximity import overview
from store.stacking import stack_of
from store.warehouse import Store

_ON_MAP: Final = "Bekijk op de kaart"
_NO_SCORES: Final = "er zijn geen scores in deze gegevens"
#: Verdicts that an example is best about: those with a gap to add up.
_TELLING: Final = (Verdict.HERE, Verdict.REVERSED)


def worked_examples(store: Store, area: Area) -> Mapping[str, WorkedExample]:
    """An example per method (layouts/uitleg_method.py), kept per build; one without figures says so. Raises StoreUnavailable."""
    return store.open().cached(("worked examples", area.code), lambda: _worked(store, area))


def _worked(store: Store, area: Area) -> Mapping[str, WorkedExample]:
    score, stacked = _index_examples(store, area)
    rows = overview(store, area)
    return {
        "inkomensgroepen": _income(store, area),
        "score": score,
        "samenkomen": stacked,
        "jaren": _trend(rows, area),
        "afstand": _distance(store, rows, area),
        "geschat": _modelled(store, area),
    }


def _income(store: Store, area: Area) -> WorkedExample:
    frame = area_of(store, frame_of(area.code, Level.BUURT))
    cards = [each for _, found in frame_claims(store, frame.code).chapters for each in found]
    told = [each for each in cards if each.judgement is not None]
    best = next((each for each in told if each.judgement and each.judgement.verdict in _TELLING), None)
    found = best or next(iter(told), None)
    link = f"/ongelijkheid{ViewState(area_code=frame.code).to_query()}"
    anchor = f"#{found.claim.claim_id}" if found is not None else ""
    return WorkedExample(
        income_example(found, frame_name(frame)),
        (Onward("Bekijk dit bij Ongelijkheid", link + anchor),),
        frame_name(frame),
    )


def _index_examples(store: Store, area: Area) -> tuple[WorkedExample, WorkedExample]:
    """The score of a buurt, and what comes together there: the buurt itself, else the largest of the area with both scores."""
    asked = ViewState(area_code=area.code, mode=Mode.STAPELING, level=Level.BUURT)
    known_facts = facts(store)
    resolved, _ = resolve(asked, known_facts)
    if resolved.mode is not Mode.STAPELING:
        told = no_example(_NO_SCORES, area.name, " ".join(known_facts.pairs.lacking()))
        return WorkedExample(told), WorkedExample(no_example(_NO_SCORES, area.name))
    stack = stack_of(store, resolved)
    figures = stack.pair.x_figures
    within = area.code[2:] if area.level in (Level.WIJK, Level.BUURT) else ""
    known = [
        place
        for place, (code, cell) in enumerate(zip(figures.area_codes, stack.pair.cells, strict=True))
        if cell >= 0 and code[2:].startswith(within)
    ]
    titles = [side.title for side in stack.sides]
    if not known:
        absent = WorkedExample(no_example(no_score(titles), area.name))
        return absent, absent
    place = max(known, key=lambda each: figures.residents_count[each] or 0)
    buurt = area_of(store, figures.area_codes[place])
    assert resolved.indicator2_id is not None
    assert resolved.year2 is not None
    score = index_score(store, resolved.indicator2_id, buurt, resolved.year2)
    first = no_example(no_score(titles[1:]), buurt.name) if score is None else score_example(score)
    on_map = ViewState(buurt.code, Level.BUURT, resolved.indicator2_id, resolved.year2).to_query()
    told = stack_example(stack, place, buurt.name, area_of(store, resolved.frame_code).name)
    both = f"/{_at(resolved, buurt)}"
    return (
        WorkedExample(first, (Onward(_ON_MAP, f"/{on_map}"),), buurt.name),
        WorkedExample(told, (Onward(_ON_MAP, both),), buurt.name),
    )


def _at(resolved: ResolvedView, buurt: Area) -> str:
    return ViewState(area_code=buurt.code, mode=resolved.mode, level=Level.BUURT).to_query()


def _trend(rows: tuple[OverviewRow, ...], area: Area) -> WorkedExample:
    """A facility of which the years are cut by a break, where there is one."""
    filled = [row for row in rows if row.latest is not None]
    if not filled:
        return WorkedExample(no_example("er zijn geen afstanden tot voorzieningen", area.name))
    row = next((each for each in filled if len(each.own.segments) > 1), filled[0])
    query = ViewState(area_code=area.code, indicator_id=row.facility.indicator_id).to_query()
    return WorkedExample(trend_example(row, area.name), (Onward("Bekijk dit bij Nabijheid", f"/nabijheid{query}"),))


def _distance(store: Store, rows: tuple[OverviewRow, ...], area: Area) -> WorkedExample:
    row = next((each for each in rows if each.latest is not None), None)
    if row is None or row.latest is None:
        return WorkedExample(no_example("er zijn geen afstanden tot voorzieningen", area.name))
    name, year = row.facility.indicator_id, row.latest.year
    told = distance_example(row, row.latest, _places(store, name, year, area), area.name)
    query = ViewState(area_code=area.code, indicator_id=name, year=year).to_query()
    return WorkedExample(told, (Onward(_ON_MAP, f"/{query}"),))


def _places(store: Store, indicator_id: str, year: int, area: Area) -> tuple[WeighedPlace, WeighedPlace] | None:
    """Two buurten of the area; of a buurt those of its gemeente."""
    found = map_figures(store, indicator_id, year, Level.BUURT, frame_of(area.code, Level.BUURT))
    inside = [
        each
        for each in zip(found.area_codes, found.names, found.residents_count, found.values, strict=True)
        if area.level is not Level.WIJK or each[0][2:].startswith(area.code[2:])
    ]
    _, names, residents, values = zip(*inside, strict=True) if inside else ((), (), (), ())
    return two_places(names, residents, values)


def _modelled(store: Store, area: Area) -> WorkedExample:
    """A modelled figure of the area, one with a published range first; no score: that is reckoned by ourselves."""
    known = indicators(store)
    options = [
        (known[each.indicator_id], each)
        for each in figures_for(store, area.code)
        if each.value is not None
        and known[each.indicator_id].kind == "modelled"
        and known[each.indicator_id].unit == "%"
    ]
    if not options:
        return WorkedExample(no_example("er zijn geen geschatte cijfers", area.name))
    indicator, figure = next((each for each in options if each[1].lower is not None), options[0])
    view = ViewState(area_code=area.code, indicator_id=indicator.indicator_id, year=figure.reference_year)
    told = modelled_example(indicator, figure, _compared(store, view, indicator, figure), area.name)
    return WorkedExample(told, (Onward(_ON_MAP, f"/{view.to_query()}"),))


def _compared(store: Store, view: ViewState, indicator: Indicator, figure: Figure) -> list[str]:
    resolved, _ = resolve(view, facts(store))
    if not around_codes(resolved):
        return []
    return [
        compare(figure.value, each.figure.value, indicator, each.name, figure.lower, figure.upper)
        for each in benchmarks(store, resolved, indicator.indicator_id, figure.reference_year)
        if each.figure is not None
    ]
