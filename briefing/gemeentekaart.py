"""Gemeentekaart: one A4 for an alderman. Where much comes together, what changed, comparable gemeenten, and points for decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.compose import cited, document
from briefing.document import Block, Bullets, Cell, Document, Grid, Page, Paragraph, Run
from briefing.drawing import map_picture
from briefing.request import Setting
from domain.profile import Profile, Standout
from domain.profile_choice import changes
from domain.recipe import Asked, Recipe
from domain.wording.phrases import listed
from domain.wording.profile import change_sentence, good_sentence, no_standouts, standout_sentence, who_lives_here
from store.areas import area as find_area
from store.warehouse import Store

#: Comparable gemeenten that are named on one page.
_NAMED: Final = 8
_POINTS: Final = 3
_CHANGED: Final = 4


def gemeentekaart(store: Store, profile: Profile, asked: Asked, recipe: Recipe, setting: Setting) -> Document:
    """The card of one area; made for a gemeente, and of use for a wijk or region too."""
    cells = (
        Cell("Wie wonen hier", (Paragraph(" ".join(who_lives_here(profile)[1:])), *_good(profile))),
        Cell("Waar komt veel samen?", (_stack(profile), map_picture(store, profile, 5.6, 8.2))),
        Cell("Wat veranderde er?", (_changed(profile),)),
        Cell("Vergelijkbare gemeenten", tuple(_comparable(store, profile))),
        Cell("Punten voor besluit", (_points(profile),)),
        Cell("Wat nog niet bekend is", (Paragraph(_unknown(profile)),)),
    )
    shown = [profile.row(each.indicator.indicator_id) for each in (*profile.good[:2], *profile.talk[:_POINTS])]
    rows = [*profile.lead, *shown, *changes(profile.rows, _CHANGED), *(each.row for each in _heavy(profile))]
    blocks: list[Block] = [Grid(cells), cited(rows)]
    return document(profile, asked, recipe, setting, blocks, Page(compact=True, most_pages=1), ())


def _good(profile: Profile) -> tuple[Bullets, ...]:
    return (Bullets(tuple(f"Goed: {good_sentence(each)}" for each in profile.good[:2])),) if profile.good else ()


def _stack(profile: Profile) -> Paragraph:
    told = " ".join(profile.stack) or "Dat is niet te zeggen: er ontbreken cijfers voor beide indexen."
    return Paragraph(told)


def _changed(profile: Profile) -> Bullets | Paragraph:
    found = changes(profile.rows, _CHANGED)
    if not found:
        return Paragraph("Geen van de cijfers met minstens vier vergelijkbare jaren veranderde duidelijk.")
    return Bullets(tuple(change_sentence(row) for row in found))


def _comparable(store: Store, profile: Profile) -> Sequence[Paragraph]:
    found = profile.comparable
    names = [each.name for code in found.codes[:_NAMED] if (each := find_area(store, code)) is not None]
    more = len(found.codes) - len(names)
    told = f"{listed(names)}{f' en {more} andere' if more > 0 else ''}." if names else ""
    return [Paragraph(text) for text in (found.sentence or "Er zijn geen vergelijkbare gebieden.", told) if text]


def _points(profile: Profile) -> Bullets | Paragraph:
    """The two or three clearest differences that ask for attention, each with what can be done and what to ask first."""
    items: list[tuple[Run, ...]] = [
        (
            Run(standout_sentence(each), bold=True),
            Run(f" {each.row.indicator.action}" if each.row.indicator.action else ""),
            Run(f" Vraag eerst: {each.block.ask}"),
        )
        for each in _heavy(profile)
    ]
    if not items:
        items = [
            (Run(f"{good_sentence(each)} Vraag wat dit betekent voor wie er woont."),)
            for each in profile.talk[:_POINTS]
        ]
    return Bullets(tuple(items), numbered=True) if items else Paragraph(no_standouts())


def _heavy(profile: Profile) -> list[Standout]:
    return [each for each in profile.standouts if each.beside.told.burden == "more"][:_POINTS]


def _unknown(profile: Profile) -> str:
    found = profile.coverage
    modelled = (
        f" {found.modelled} zijn geschat met een rekenmodel en laten geen gevolg van eigen beleid zien."
        if found.modelled
        else ""
    )
    return f"{found.filled} van de {found.total} cijfers zijn bekend; het oudste is van {found.oldest_year or 'onbekend'}.{modelled}"
