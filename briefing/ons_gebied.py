""" "Ons gebied": one page in plain words, for a residents' council or an evening in the buurt."""

from __future__ import annotations

from briefing.compose import cited, document, said
from briefing.document import Block, Bullets, Cell, Document, Grid, Page, Paragraph
from briefing.drawing import map_picture
from briefing.request import Setting
from domain.profile import Profile
from domain.recipe import Asked, Recipe
from domain.wording.profile import good_sentence, nothing_good, nothing_to_talk, who_lives_here
from store.warehouse import Store


def ons_gebied(store: Store, profile: Profile, asked: Asked, recipe: Recipe, setting: Setting) -> Document:
    """The page: where it is, who lives here, what is good, what to talk about, and room for what residents say."""
    names = [each.name for each in profile.members]
    members = (
        (Paragraph(f"Dit gebied bestaat uit {len(names)} buurten: {', '.join(names)}.", "small"),) if names else ()
    )
    cells = (
        Cell("Wie wonen hier", (Paragraph(" ".join(who_lives_here(profile))), *members)),
        Cell("Waar het is", (map_picture(store, profile, 5.6, 8.2),)),
        Cell("Wat hier goed is", (_listed([good_sentence(each) for each in profile.good], nothing_good()),)),
        Cell("Om over te praten", (_listed([good_sentence(each) for each in profile.talk], nothing_to_talk()),)),
    )
    questions = tuple(dict.fromkeys(each.block.ask for each in profile.standouts))[:3]
    ask: list[Block] = [Paragraph("Vragen om samen te bespreken:"), Bullets(questions)] if questions else []
    shown = [profile.row(each.indicator.indicator_id) for each in (*profile.good, *profile.talk)]
    blocks: list[Block] = [Grid(cells), *ask, *said(profile, asked, recipe, lines=5), cited([*profile.lead, *shown])]
    return document(profile, asked, recipe, setting, blocks, Page(compact=True, most_pages=1), ())


def _listed(sentences: list[str], nothing: str) -> Bullets | Paragraph:
    return Bullets(tuple(sentences)) if sentences else Paragraph(nothing)
