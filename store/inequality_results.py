"""Cards of the screen Ongelijkheid for a frame: figures picked, read in a few queries, and judged. Kept per build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from domain.areas import COUNTRY_CODE, Level
from domain.claim_models import Claim, ClaimGroup, Covered, Pick, pick
from domain.claim_results import (
    Beside,
    ClaimResult,
    Figures,
    Floats,
    by_country_groups,
    card,
    comparable_years,
    gap_trend,
    group_shares,
    groups_of,
    per_urbanity,
)
from domain.inequality import LEAST_COVERED
from domain.view_models import Area, Indicator, SourceLine
from domain.view_state import Scale
from store.catalogue import shown_indicators
from store.claims import claim_groups, ranking_variables
from store.gazetteer import gazetteer
from store.inequality import Column, buurten, columns, covered, divisions, keys_of, ranking_column
from store.sources import source_line
from store.warehouse import Store

#: Frames in which town and country lie together.
_MIXED: Final = (Level.LAND, Level.GGD, Level.PROVINCIE)
_Keys = dict[int, list[tuple[str, int]]]
_Columns = Mapping[int, Mapping[tuple[str, int], Column]]


@dataclass(frozen=True)
class FrameClaims:
    """All cards of a frame, by chapter."""

    frame: Area
    scale: Scale
    chapters: tuple[tuple[ClaimGroup, tuple[ClaimResult, ...]], ...]

    def result(self, claim_id: str) -> ClaimResult | None:
        """Card of a claim; None when there is no such claim."""
        return next((each for _, found in self.chapters for each in found if each.claim.claim_id == claim_id), None)


def frame_claims(
    store: Store,
    frame_code: str,
    scale: Scale = Scale.GEMEENTE,
    indicator_id: str | None = None,
    year: int | None = None,
) -> FrameClaims:
    """Cards of the country, a gemeente or a group. Raises KeyError for an area that the warehouse does not know.

    `scale` says whose income groups are drawn: those of the frame, or of the country. `indicator_id` replaces the figure of the claim
    it belongs to; `year` is taken where a figure has it.
    """
    warehouse = store.open()
    known = {each.indicator_id for group in claim_groups(store) for claim in group.claims for each in claim.indicators}
    wanted = indicator_id if indicator_id in known else None
    key = ("claims of a frame", frame_code, str(scale), wanted, year)
    return warehouse.cached(key, lambda: _frame(store, frame_code, scale, wanted, year))


def _frame(store: Store, frame_code: str, scale: Scale, wanted: str | None, year: int | None) -> FrameClaims:
    warehouse = store.open()
    frame = gazetteer(warehouse).by_code[frame_code]
    known = _usable(covered(store, frame_code), store, by_country=scale is Scale.NEDERLAND)
    indicators = shown_indicators(warehouse)
    picks: dict[str, Pick] = {}
    offered: dict[str, tuple[Indicator, ...]] = {}
    for claim in _claims(store):
        options = _options(store, claim, known, frame_code, year)
        if not options:
            continue
        chosen = next((each for each in options if each.figure.indicator_id == wanted), options[0])
        picks[claim.claim_id] = chosen
        others = [each.figure.indicator_id for each in options if each is not chosen]
        offered[claim.claim_id] = tuple(indicators[name] for name in others)
    years = _trend_years(store, picks.values(), known)
    found = _read(store, frame_code, picks.values(), years)
    beside = {} if frame_code == COUNTRY_CODE else _beside(store)
    shares = _shares(store, frame_code, picks.values()) if scale is Scale.NEDERLAND else {}

    def made_of(group: ClaimGroup, claim: Claim) -> ClaimResult:
        chosen = picks.get(claim.claim_id)
        if chosen is None:
            return ClaimResult(claim)
        name = chosen.figure.indicator_id
        made = _card(store, frame_code, claim, chosen, indicators[name], found, years.get(name, []))
        if made.judgement is None or made.judgement.area_count == 0:
            return ClaimResult(claim)  # no buurt has both figures
        mixed = group.per_urbanity and frame.level in _MIXED
        figures = _figures(store, frame_code, chosen, found)
        share = shares.get(_order(chosen))
        return replace(
            made,
            beside=beside.get(name),
            by_country=by_country_groups(figures, share) if share is not None else None,
            urbanity=per_urbanity(figures) if mixed else (),
            offered=offered[claim.claim_id],
            sources=_cited(store, chosen, found),
        )

    chapters = tuple((group, tuple(made_of(group, claim) for claim in group.claims)) for group in claim_groups(store))
    return FrameClaims(frame, scale, chapters)


def _claims(store: Store) -> list[Claim]:
    return [claim for group in claim_groups(store) for claim in group.claims]


def _options(store: Store, claim: Claim, known: Covered, frame_code: str, year: int | None) -> list[Pick]:
    """A pick per figure of a claim that has any, those of enough residents first, else in the order of the catalogue."""
    people, vintage = divisions(store, frame_code), store.build().display_vintage
    shown = shown_indicators(store.open())
    found = [
        made
        for figure in claim.indicators
        if figure.indicator_id in shown
        and (made := pick(figure, ranking_variables(store), known, people, vintage, year)) is not None
    ]

    return sorted(found, key=lambda each: _is_thin(each, known, people))


def _is_thin(each: Pick, known: Covered, people: Mapping[int, float]) -> bool:
    """Whether the figures of a pick cover too few residents for a verdict."""
    least = LEAST_COVERED * people[each.boundary_year]
    return any(known[(name, each.boundary_year, at)] < least for name, at in keys_of(each))


def _usable(known: Covered, store: Store, *, by_country: bool) -> Covered:
    """What may be picked. By the country's order only rankings that cover the country: parts of others are left out."""
    if not by_country:
        return known
    parts = {part for ranking in ranking_variables(store) for part in ranking.parts}
    national, people = covered(store, COUNTRY_CODE), divisions(store, COUNTRY_CODE)
    return {
        key: amount
        for key, amount in known.items()
        if key[0] not in parts or national.get(key, 0.0) >= LEAST_COVERED * people.get(key[1], np.inf)
    }


def _trend_years(store: Store, picks: Iterable[Pick], known: Covered) -> dict[str, list[int]]:
    """Years per indicator of which the gap is told: on the display vintage, where its order of income is known there too."""
    vintage, indicators = store.build().display_vintage, shown_indicators(store.open())
    found = {}
    for each in picks:
        indicator = indicators[each.figure.indicator_id]
        ranked = all((part, vintage, each.ranking_year) in known for part in each.ranking.parts)
        if indicator.kind == "modelled" or not ranked:
            continue
        years = [year for name, at, year in known if name == indicator.indicator_id and at == vintage]
        comparable = comparable_years(years, indicator)
        if len(comparable) > 1:
            found[indicator.indicator_id] = comparable
    return found


def _read(store: Store, frame_code: str, picks: Iterable[Pick], years: Mapping[str, Sequence[int]]) -> _Columns:
    vintage = store.build().display_vintage
    keys: _Keys = {}
    for each in picks:
        keys.setdefault(each.boundary_year, []).extend(keys_of(each))
        name = each.figure.indicator_id
        if name in years:
            ranked = [(part, each.ranking_year) for part in each.ranking.parts]
            keys.setdefault(vintage, []).extend([*((name, year) for year in years[name]), *ranked])
    return {at: columns(store, frame_code, at, wanted) for at, wanted in keys.items()}


def _figures(store: Store, frame_code: str, chosen: Pick, found: _Columns) -> Figures:
    at = chosen.boundary_year
    places, values = buurten(store, frame_code, at), found[at]
    column = values[(chosen.figure.indicator_id, chosen.year)]
    order = ranking_column(values, chosen.ranking, chosen.ranking_year)
    return Figures(column.value, column.lower, column.upper, order, places.residents, places.urbanity)


def _card(
    store: Store,
    frame_code: str,
    claim: Claim,
    chosen: Pick,
    indicator: Indicator,
    found: _Columns,
    years: Sequence[int],
) -> ClaimResult:
    figures = _figures(store, frame_code, chosen, found)
    made = card(claim, chosen, indicator, figures, divisions(store, frame_code)[chosen.boundary_year])
    if made.judgement is None or made.judgement.groups is None or len(years) < 2:
        return made
    vintage = store.build().display_vintage
    today = _figures(store, frame_code, replace(chosen, boundary_year=vintage, year=years[-1]), found)
    by_year = {year: found[vintage][(indicator.indicator_id, year)].value for year in years}
    return replace(made, gap_trend=gap_trend(by_year, today, indicator))


def _beside(store: Store) -> dict[str, Beside]:
    """The country's groups of every indicator of the claims, where enough residents of the country are covered.

    All at once and once per build, so that only the first visitor of any gemeente waits for them.
    """
    warehouse = store.open()

    def ask() -> dict[str, Beside]:
        known, people = covered(store, COUNTRY_CODE), divisions(store, COUNTRY_CODE)
        vintage, rankings = warehouse.build.display_vintage, ranking_variables(store)
        figures = {each.indicator_id: each for claim in _claims(store) for each in claim.indicators}
        picks = [
            made
            for figure in figures.values()
            if (made := pick(figure, rankings, known, people, vintage)) is not None
            and not _is_thin(made, known, people)
        ]
        found = _read(store, COUNTRY_CODE, picks, {})
        groups = {each.figure.indicator_id: _country_groups(store, each, found) for each in picks}
        return {name: made for name, made in groups.items() if made is not None}

    return warehouse.cached(("country groups",), ask)


def _country_groups(store: Store, chosen: Pick, found: _Columns) -> Beside | None:
    figures = _figures(store, COUNTRY_CODE, chosen, found)
    people = divisions(store, COUNTRY_CODE)[chosen.boundary_year]
    if figures.residents[figures.known].sum() < LEAST_COVERED * people:
        return None
    return Beside(groups_of(figures, 5), chosen.year, chosen.ranking.title, chosen.ranking_year, groups_of(figures, 3))


def _order(chosen: Pick) -> tuple[str, int, int]:
    return chosen.ranking.ranking_id, chosen.ranking_year, chosen.boundary_year


def _shares(store: Store, frame_code: str, picks: Iterable[Pick]) -> dict[tuple[str, int, int], Floats]:
    """Per order of income: share of the frame's buurten in every group of the country."""
    found: dict[tuple[str, int, int], Floats] = {}
    for each in picks:
        order = _order(each)
        if order not in found:
            place = {code: index for index, code in enumerate(buurten(store, COUNTRY_CODE, each.boundary_year).codes)}
            inside = buurten(store, frame_code, each.boundary_year)
            found[order] = _country_shares(store, each)[[place[code] for code in inside.codes]]
    return found


def _country_shares(store: Store, chosen: Pick) -> Floats:
    """Share of every buurt of the country in every group, once per order and build: it is the same for all frames."""
    at, year = chosen.boundary_year, chosen.ranking_year

    def ask() -> Floats:
        values = columns(store, COUNTRY_CODE, at, [(part, year) for part in chosen.ranking.parts])
        return group_shares(ranking_column(values, chosen.ranking, year), buurten(store, COUNTRY_CODE, at).residents)

    return store.open().cached(("country shares", *_order(chosen)), ask)


def _cited(store: Store, chosen: Pick, found: _Columns) -> tuple[SourceLine, ...]:
    """Sources of the figure and of its order of income, each named once."""
    warehouse, values = store.open(), found[chosen.boundary_year]
    numbers = dict.fromkeys(number for key in keys_of(chosen) for number in values[key].releases)
    return tuple(dict.fromkeys(source_line(warehouse, "", number) for number in numbers))


def claim_years(store: Store, frame_code: str) -> tuple[int, ...]:
    """Years, newest first, in which some claim has figures of enough residents of the frame."""
    people = divisions(store, frame_code)
    known = {each.indicator_id for claim in _claims(store) for each in claim.indicators}
    return tuple(
        sorted(
            {
                year
                for (name, at, year), amount in covered(store, frame_code).items()
                if name in known and at in people and amount >= LEAST_COVERED * people[at]
            },
            reverse=True,
        )
    )
