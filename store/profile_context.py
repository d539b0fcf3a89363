"""What a profile tells beside its rows: what comes together here, the three capitals, comparable areas, and what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from domain.areas import COUNTRY_CODE, Level, gemeente_of
from domain.profile import Capital, Comparable, Correction
from domain.resolve import resolve
from domain.stack_map import StackMap
from domain.view_models import Area, Figure
from domain.view_state import Mode, ViewState
from domain.wording.profile import left_out
from domain.wording.similar import networks_sentence, rule_details, rule_sentence, short_name
from domain.wording.stacking import marked_here, marked_sentence, robust_sentence, side_sentence, verdict
from store.catalogue import every_indicator, shown_indicators
from store.facts import facts
from store.figures import figures_of_area
from store.gazetteer import gazetteer
from store.index_catalogue import IndexMade, index_catalogue
from store.similar import similar, similar_values
from store.stacking import stack_of
from store.warehouse import Store, Warehouse

#: Figures that the last build changed, of one area; the largest relative changes first.
_CHANGED: Final = """
SELECT c.indicator_id, c.reference_year, c.old_value, c.new_value FROM changed_figure c
WHERE c.area_code = ? AND c.indicator_id IN (SELECT unnest(indicator_ids) FROM profile_block)
ORDER BY abs(c.new_value - c.old_value) / nullif(abs(c.old_value), 0) DESC NULLS LAST, c.indicator_id LIMIT ?
"""
#: Figures of a gemeente that were left out, since its buurten fall short of it.
_LEFT_OUT: Final = """
SELECT c.indicator_id, c.reference_year FROM correction c
WHERE c.kind = 'sum_differs' AND c.subject = ? AND c.indicator_id IN (SELECT unnest(indicator_ids) FROM profile_block)
ORDER BY ALL
"""
_MOST_CHANGES: Final = 5


def stack_told(store: Store, area: Area, members: Sequence[Area] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What comes together in an area in sentences, and in which of its buurten it is much; nothing where both indices are not there."""
    if area.level in (Level.LAND, Level.GGD, Level.PROVINCIE):
        return (), ()
    # Buurten of several gemeenten stand together on no map but that of the country.
    several = len({gemeente_of(each.code) for each in members}) > 1
    asked = (
        ViewState(area_code=COUNTRY_CODE, level=Level.BUURT) if several else ViewState(area_code=gemeente_of(area.code))
    )
    view, _ = resolve(replace(asked, mode=Mode.STAPELING), facts(store))
    if view.mode is not Mode.STAPELING:
        return (), ()
    warehouse = store.open()
    stack = warehouse.cached(("profile stack", view.frame_code), lambda: stack_of(store, view))
    inside = [each.code for each in members] or buurten_in(warehouse, area)
    marked = tuple(code for code in stack.marked if code in set(inside))
    if area.level is Level.BUURT:
        return _of_buurt(stack, area), marked
    if area.level is Level.GEMEENTE:
        return (marked_sentence(stack, area.name),), marked
    return (marked_here(stack, inside, area.name),), marked


def capitals_of(store: Store, area: Area) -> tuple[Capital, ...]:
    """The three capitals of an area, of the newest year each; none where the warehouse has no such index."""
    warehouse = store.open()
    made: IndexMade | None = next((each for each in index_catalogue(warehouse).indices if not each.total), None)
    if made is None:
        return ()
    known = every_indicator(warehouse)
    figures = figures_of_area(warehouse, area.code, [part.part_id for part in made.parts])
    newest: dict[str, Figure] = {}
    for each in sorted(figures, key=lambda one: one.reference_year):
        if each.value is not None:
            newest[each.indicator_id] = each
    return tuple(
        Capital(
            part.title,
            newest[part.part_id].value if part.part_id in newest else None,
            tuple(known[name].title for name in part.inputs if name in known),
            any(known[name].kind == "modelled" for name in part.inputs if name in known),
        )
        for part in made.parts
    )


def corrections_of(store: Store, area: Area) -> tuple[Correction, ...]:
    """Figures of an area that the last build changed, and those of its gemeente that were left out since they cannot be right."""
    warehouse = store.open()
    if not warehouse.tables >= {"changed_figure", "correction", "profile_block"}:
        return ()
    known = shown_indicators(warehouse)
    changed = [
        Correction(known[name].title, year, before, now, known[name])
        for name, year, before, now in warehouse.rows(_CHANGED, [area.code, _MOST_CHANGES])
        if name in known
    ]
    gone = [
        Correction(known[name].title, year, None, None, known[name], left_out(_gemeente_name(warehouse, area)))
        for name, year in warehouse.rows(_LEFT_OUT, [gemeente_of(area.code)])
        if name in known
    ]
    return (*changed, *gone)


def comparable_of(store: Store, area: Area) -> Comparable:
    """Areas that are comparable with this one, by which rule and how many; the sentence says why where there are none."""
    if area.level not in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
        return Comparable((), "")
    found = similar(store, area)
    details = [*rule_details(found), networks_sentence(found)]
    return Comparable(found.codes, rule_sentence(found), " ".join(filter(None, details)), short_name(area.level))


def comparable_means(store: Store, comparable: Comparable, figures: Sequence[Figure]) -> dict[str, tuple[float, int]]:
    """Mean over the comparable areas and of how many, by indicator; counted and mapped figures only (methods §1.6)."""
    if not comparable.codes:
        return {}
    wanted = [(each.indicator_id, each.reference_year) for each in figures if each.value is not None]
    found = similar_values(store, comparable.codes, wanted)
    return {name: (each.value, each.area_count) for (name, _), each in found.items() if each.value is not None}


def _of_buurt(stack: StackMap, area: Area) -> tuple[str, ...]:
    place = stack.at(area.code)
    if place is None:
        return ()
    here, label = stack.areas[place], stack.robust[place]
    sides = zip(stack.sides, (here.x, here.y), (here.x_names, here.y_names), strict=True)
    told = [f"{verdict(here)}.", *(side_sentence(side, count, names) for side, count, names in sides)]
    return (*told, *([robust_sentence(label)] if label and here.stacked else []))


def buurten_in(warehouse: Warehouse, area: Area) -> list[str]:
    """Codes of the buurten in an area, itself for a buurt (for the store's own use)."""
    if area.level is Level.BUURT:
        return [area.code]
    frame = gemeente_of(area.code) if area.level is Level.WIJK else area.code
    buurten = gazetteer(warehouse).by_frame.get((Level.BUURT, frame), ())
    return [each.code for each in buurten if area.level is not Level.WIJK or each.wijk_code == area.code]


def _gemeente_name(warehouse: Warehouse, area: Area) -> str:
    found = gazetteer(warehouse).by_code.get(gemeente_of(area.code))
    return found.name if found else area.name
