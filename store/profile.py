"""The profile of an area from the warehouse: its blocks, and each figure with what it is told beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.best import best
from domain.profile import Block, Comparable, Part, Profile, Row, Spread, beside, country_values
from domain.profile_choice import standouts
from domain.series import Line, Role
from domain.view_models import Area, Figure, Indicator
from domain.wording import benchmark_absent, benchmark_name
from domain.wording.phrases import lowered
from domain.wording.profile import spread_name
from store.catalogue import shown_indicators
from store.combined import combined_figures
from store.figures import figures_of_areas
from store.gazetteer import gazetteer
from store.local_notes import NO_NOTES, LocalNotes
from store.own_area import own_area
from store.profile_context import buurten_in, capitals_of, comparable_means, comparable_of, corrections_of, stack_told
from store.series import lines_of
from store.warehouse import Store, StoreUnavailable, Warehouse

_BLOCKS: Final = "SELECT block_id, part, title, ask, indicator_ids, lead FROM profile_block ORDER BY sort_order"
_SPREADS: Final = """
SELECT s.frame_code, s.indicator_id, s.reference_year, s.buurt_count, s.p10, s.p50, s.p90
FROM buurt_spread s JOIN (SELECT unnest($indicators) AS indicator_id, unnest($years)::INTEGER AS reference_year)
     USING (indicator_id, reference_year)
WHERE list_contains($frames, s.frame_code)
"""
#: The spread of the country is that of its buurten where at least this share of them has a figure; else that of the gemeente's own is told.
_LEAST_OF_COUNTRY: Final = 0.5
_RESIDENTS: Final = "residents_count"


def blocks(store: Store) -> tuple[Block, ...]:
    """Blocks of a profile in order, with the indicators that this warehouse knows. Raises StoreUnavailable where it was made without."""
    warehouse = store.open()
    return warehouse.cached(("profile blocks",), lambda: _blocks(warehouse))


def profile_of(store: Store, area: Area, notes: LocalNotes = NO_NOTES) -> Profile:
    """Everything that a profile tells of an area of the display vintage. Raises StoreUnavailable for a warehouse made before profiles."""
    wanted = _indicators(store)
    codes = [area.code, *_around(area)]
    return assemble(store, area, figures_of_areas(store.open(), codes, [*wanted, _RESIDENTS]), notes)


def combined_profile(store: Store, codes: Sequence[str], name: str, notes: LocalNotes = NO_NOTES) -> Profile:
    """Profile of buurten together under a name. Raises KeyError for a code that is no buurt of today, and StoreUnavailable."""
    area = own_area(store, codes, name)
    places = gazetteer(store.open()).by_code
    around = figures_of_areas(store.open(), _around(area), [*_indicators(store), _RESIDENTS])
    members = [places[code] for code in dict.fromkeys(codes)]
    return assemble(store, area, [*combined_figures(store, codes), *around], notes, members)


def assemble(
    store: Store, area: Area, found: Sequence[Figure], notes: LocalNotes = NO_NOTES, members: Sequence[Area] = ()
) -> Profile:
    """Profile of an area from its figures and those of the areas around it; a combined area names its `members`."""
    warehouse = store.open()
    wanted = _indicators(store)
    by_area = _by_area(found)
    own = by_area.get(area.code, {})
    figures = [each for years in own.values() for each in years.values()]
    lines = lines_of(warehouse, area, list(wanted), figures, list(own.get(_RESIDENTS, {}).values()))
    newest = {name: _newest(own.get(name, {})) for name in wanted}
    comparable = comparable_of(store, area)
    means = comparable_means(store, comparable, [each for each in newest.values() if each is not None])
    spreads = _spreads(warehouse, area, [each for each in newest.values() if each is not None])
    rows = {
        name: _row(
            store,
            area,
            indicator,
            newest[name],
            by_area,
            _mean(comparable, means.get(name)),
            spreads.get(name),
            lines[name],
        )
        for name, indicator in wanted.items()
    }
    chapters = tuple((block, tuple(rows[name] for name in block.indicator_ids)) for block in blocks(store))
    every = [row for _, block_rows in chapters for row in block_rows]
    shown = [row.figure for row in every if row.figure is not None]
    country = country_values(every)
    stack, marked = stack_told(store, area, members)
    return Profile(
        area=area,
        vintage=warehouse.build.display_vintage,
        chapters=chapters,
        good=best(shown, country, wanted),
        talk=best(shown, country, wanted, "more"),
        standouts=standouts(chapters),
        comparable=comparable,
        stack=stack,
        marked=marked,
        capitals=capitals_of(store, area),
        corrections=corrections_of(store, area),
        reactions=notes.said_in({area.code, *(each.code for each in members), *buurten_in(warehouse, area)}),
        contact=notes.contact_of(area.code),
        is_demo=warehouse.build.is_demo,
        members=tuple(members),
    )


def _blocks(warehouse: Warehouse) -> tuple[Block, ...]:
    rows = warehouse.rows(_BLOCKS) if "profile_block" in warehouse.tables else []
    if not rows:
        raise StoreUnavailable(_made_before(), "the warehouse has no blocks of a profile")
    known = shown_indicators(warehouse)
    return tuple(
        Block(
            block_id,
            Part(part),
            title,
            ask,
            tuple(name for name in names if name in known),
            tuple((each["id"], each["sentence"]) for each in lead),
        )
        for block_id, part, title, ask, names, lead in rows
    )


def _made_before() -> str:
    return (
        "Deze gegevens zijn met een oudere versie gemaakt, zonder profielen. De beheerder kan ze opnieuw maken met "
        "“python -m etl build”."
    )


def _indicators(store: Store) -> dict[str, Indicator]:
    known = shown_indicators(store.open())
    return {name: known[name] for block in blocks(store) for name in block.indicator_ids}


def _around(area: Area) -> list[str]:
    """Gemeente and country as far as they contain the area."""
    if area.level in (Level.LAND, Level.GGD, Level.PROVINCIE):
        return [code for code in (COUNTRY_CODE,) if code != area.code]
    gemeente = area.gemeente_code if area.level in GROUP_LEVELS else gemeente_of(area.code)
    return [code for code in (gemeente, COUNTRY_CODE) if code is not None and code != area.code]


def _by_area(found: Sequence[Figure]) -> dict[str, dict[str, dict[int, Figure]]]:
    by_area: dict[str, dict[str, dict[int, Figure]]] = {}
    for each in found:
        by_area.setdefault(each.area_code, {}).setdefault(each.indicator_id, {})[each.reference_year] = each
    return by_area


def _newest(years: Mapping[int, Figure]) -> Figure | None:
    """Newest figure; where no year has one, the newest reason."""
    return max(years.values(), key=lambda each: (each.value is not None, each.reference_year), default=None)


def _row(
    store: Store,
    area: Area,
    indicator: Indicator,
    figure: Figure | None,
    by_area: Mapping[str, Mapping[str, Mapping[int, Figure]]],
    mean: tuple[str, float, int] | None,
    spread: Spread | None,
    line: Line,
) -> Row:
    places = gazetteer(store.open()).by_code
    around = {}
    for code in _around(area):
        name = benchmark_name(places[code]) if code in places else code
        other = by_area.get(code, {}).get(indicator.indicator_id, {}).get(figure.reference_year) if figure else None
        value = other.value if other is not None and not indicator.additive else None
        role = Role.COUNTRY if code == COUNTRY_CODE else Role.GEMEENTE
        around[role] = beside(name, value, figure, indicator, "" if value is not None else benchmark_absent(name))
    similar = beside(mean[0], mean[1], figure, indicator, areas=mean[2]) if mean is not None else None
    return Row(indicator, figure, around.get(Role.GEMEENTE), around.get(Role.COUNTRY), similar, spread, line.points)


def _mean(comparable: Comparable, found: tuple[float, int] | None) -> tuple[str, float, int] | None:
    """Mean of comparable areas with their name within a sentence: "vergelijkbare buurten"."""
    return None if found is None else (lowered(comparable.name), *found)


def _spreads(warehouse: Warehouse, area: Area, figures: Sequence[Figure]) -> dict[str, Spread]:
    """Spread of all buurten by indicator, in the year of the area's own figure; none for the counts, which say how large a buurt is."""
    if "buurt_spread" not in warehouse.tables or not figures:
        return {}
    known, places = shown_indicators(warehouse), gazetteer(warehouse)
    asked = [each for each in figures if each.value is not None and not known[each.indicator_id].additive]
    frames = [COUNTRY_CODE, *(code for code in _around(area) if code != COUNTRY_CODE)]
    if area.level is Level.GEMEENTE:
        frames.append(area.code)
    parameters: dict[str, Any] = {
        "indicators": [each.indicator_id for each in asked],
        "years": [each.reference_year for each in asked],
        "frames": frames,
    }
    least = _LEAST_OF_COUNTRY * len(places.by_frame.get((Level.BUURT, COUNTRY_CODE), ()))
    found: dict[str, Spread] = {}
    for frame, name, _, count, low, middle, high in warehouse.rows(_SPREADS, parameters):
        is_country = frame == COUNTRY_CODE
        if (is_country and count < least) or (not is_country and name in found):
            continue
        found[name] = Spread(spread_name(places.by_code[frame], count), count, low, middle, high)
    return found
