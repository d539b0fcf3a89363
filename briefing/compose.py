"""From a profile and a recipe to a document: which parts, in which order, and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from briefing.annex import terms_annex
from briefing.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Fact,
    Heading,
    KeyFacts,
    Page,
    Paragraph,
    Run,
    Source,
    WritingBlock,
)
from briefing.drawing import changed_picture, map_picture, standing_picture
from briefing.request import Setting
from briefing.rows import READING, chapter, chosen_rows, new_rows
from briefing.table_talk import table_talk
from domain.numbers_nl import format_date, format_number
from domain.profile import Part, Profile, Row
from domain.profile_choice import changes
from domain.recipe import Asked, Piece, Reader, Recipe, TextOf
from domain.wording import place_line
from domain.wording.phrases import counted
from domain.wording.profile import (
    NO_LINKING,
    absent_sentence,
    capital_sentence,
    change_sentence,
    correction_sentence,
    coverage_sentence,
    good_sentence,
    members_line,
    no_standouts,
    nothing_good,
    nothing_to_talk,
    standout_sentence,
    who_lives_here,
)
from domain.wording.recipe import kind_title
from store.warehouse import Store

_PARTS: Final = {
    Piece.BESTAANSZEKERHEID: Part.BESTAANSZEKERHEID,
    Piece.OMGEVING: Part.OMGEVING,
    Piece.NABIJHEID: Part.NABIJHEID,
    Piece.BINDING: Part.BINDING,
    Piece.VERGRIJZING: Part.VERGRIJZING,
    Piece.VEILIGHEID: Part.VEILIGHEID,
    Piece.NIEUWBOUW: Part.NIEUWBOUW,
}
_CAREFUL: Final = (
    "Een cijfer over een gebied zegt niets over één persoon. Cijfers zijn een signaal: hoe het echt is, weten de mensen die er wonen en "
    "werken. Dat twee dingen samengaan, zegt niet dat het een door het ander komt."
)


def compose(store: Store, profile: Profile, asked: Asked, recipe: Recipe, setting: Setting) -> Document:
    """Briefing of one area."""
    blocks = [*_news(profile, asked, recipe), *_pieces(store, profile, asked, recipe)]
    if Piece.BEGRIPPEN in recipe.pieces:
        blocks += terms_annex(store, blocks)
    return document(profile, asked, recipe, setting, blocks)


def document(
    profile: Profile,
    asked: Asked,
    recipe: Recipe,
    setting: Setting,
    blocks: list[Block],
    page: Page | None = None,
    sources: tuple[Source, ...] | None = None,
) -> Document:
    """A document about one area with its title, the address that shows the same, and its sources: those of all figures unless given."""
    one = Recipe(
        areas=(asked,), kind=recipe.kind, reader=recipe.reader, pieces=recipe.pieces, indicators=recipe.indicators
    )
    return Document(
        title=f"{kind_title(recipe.kind)}: {profile.area.name}",
        subtitle=f"{place_line(profile.area)[:1].upper()}{place_line(profile.area)[1:]}",
        area_names=(profile.area.name,),
        blocks=tuple(blocks),
        made_on=setting.made_on,
        link=f"{setting.base}/briefing{one.to_query()}" if setting.base else "",
        sources=sources_of(profile, recipe) if sources is None else sources,
        is_demo=profile.is_demo,
        page=page or Page(),
    )


def sources_of(profile: Profile, recipe: Recipe) -> tuple[Source, ...]:
    """Sources of the figures that are shown, with what was used of each."""
    used: dict[tuple[str, str], list[str]] = {}
    for row in chosen_rows(profile.rows, recipe):
        if row.figure is not None and row.value is not None:
            citation = row.figure.source.citation.removeprefix("Bron: ")
            used.setdefault((citation, row.figure.source.licence), []).append(row.indicator.title)
    return tuple(
        Source(titles[0] if len(titles) == 1 else f"{titles[0]} en {len(titles) - 1} andere", citation, licence)
        for (citation, licence), titles in used.items()
    )


def cited(rows: Iterable[Row | None]) -> Paragraph:
    """Sources of a few rows in one line, for a document of one page."""
    found = dict.fromkeys(row.figure.source.citation for row in rows if row is not None and row.figure is not None)
    return Paragraph(f"Bronnen: {'; '.join(each.removeprefix('Bron: ') for each in found)}.", "small")


def _news(profile: Profile, asked: Asked, recipe: Recipe) -> Iterator[Block]:
    """What changed since the briefing that the recipe was kept of."""
    if not recipe.seen:
        return
    found = new_rows(profile, asked, recipe)
    since = f" van {format_date(recipe.made_on)}" if recipe.made_on else ""
    told = (
        f"{counted(len(found), 'cijfer is', 'cijfers zijn')} nieuw of anders: "
        + "; ".join(row.indicator.title.lower() for row in found)
        + ". In de tabellen staat daar “nieuw” bij."
        if found
        else "Er zijn geen nieuwe cijfers."
    )
    yield Callout(f"Nieuw sinds uw vorige briefing{since}", (told,))


def _pieces(store: Store, profile: Profile, asked: Asked, recipe: Recipe) -> Iterator[Block]:
    first = next((piece for piece in recipe.pieces if piece in _PARTS), None)
    for piece in recipe.pieces:
        if piece in _PARTS:
            if piece is first and recipe.reader is Reader.PROFESSIONALS:
                yield Paragraph(READING, "note")
            yield from chapter(profile, _PARTS[piece], asked, recipe)
            if piece is Piece.BINDING:
                yield Paragraph(NO_LINKING, "note")
        elif piece is Piece.BEGIN:
            yield from _begin(store, profile)
        elif piece is Piece.OPVALLEND:
            yield from _standing_out(profile, recipe)
        elif piece is Piece.SAMENLOOP:
            yield from _together(profile)
        elif piece is Piece.VERLOOP:
            yield from _changed(profile, recipe)
        elif piece is Piece.TAFEL:
            yield from table_talk(store, profile)
        elif piece is Piece.DUIDING:
            yield duiding(asked, recipe)
        elif piece is Piece.BEWONERS:
            yield from said(profile, asked, recipe)
        elif piece is Piece.DEKKING:
            yield from _known(profile)


def duiding(asked: Asked, recipe: Recipe, level: int = 1, lines: int = 8) -> WritingBlock:
    """Room for the GGD's own reading of the figures."""
    prompt = "Wat betekenen deze cijfers volgens de GGD? Wat weten we uit gesprekken en ander onderzoek?"
    return WritingBlock("Duiding GGD", prompt, lines, recipe.text(asked, TextOf.DUIDING), level)


def said(profile: Profile, asked: Asked, recipe: Recipe, level: int = 1, lines: int = 8) -> Iterator[Block]:
    """What residents say: their reactions so far, and room for more."""
    own = recipe.text(asked, TextOf.BEWONERS)
    told = "\n\n".join(f"{when}: {text}" for when, text in profile.reactions)
    prompt = "Herkent u dit? Wat klopt, wat mist u, en wat moet de gemeente weten?"
    if profile.contact:
        prompt += f" Reacties kunnen naar {profile.contact}."
    yield WritingBlock("Wat zeggen bewoners", prompt, lines, own or told, level)


def _begin(store: Store, profile: Profile) -> Iterator[Block]:
    area, found = profile.area, profile.coverage
    yield Heading("Wie wonen hier")
    facts = [
        Fact(format_number(count, 0), name, str(area.boundary_year))
        for count, name in ((area.residents_count, "inwoners"), (area.households_count, "huishoudens"))
        if count is not None
    ]
    yield KeyFacts((*facts, Fact(f"{found.filled} van {found.total}", "cijfers bekend", f"{found.modelled} geschat")))
    yield Paragraph(" ".join(who_lives_here(profile)), "lead")
    if profile.members:
        yield Paragraph(members_line([each.name for each in profile.members]), "small")
    yield map_picture(store, profile)
    yield Heading("Wat hier goed is")
    yield Bullets(tuple(good_sentence(each) for each in profile.good)) if profile.good else Paragraph(nothing_good())
    yield Heading("Om over te praten")
    yield Bullets(tuple(good_sentence(each) for each in profile.talk)) if profile.talk else Paragraph(nothing_to_talk())


def _standing_out(profile: Profile, recipe: Recipe) -> Iterator[Block]:
    yield Heading("Wat hier opvalt")
    if not profile.standouts:
        yield Paragraph(no_standouts())
        return
    yield Paragraph(
        "De grootste verschillen die groter zijn dan ruis en afronding, hoogstens één per onderwerp. Geschatte cijfers staan alleen naast "
        "de gemeente en Nederland.",
        "small",
    )
    items = []
    for each in profile.standouts:
        action = each.row.indicator.action if each.beside.told.burden == "more" else None
        runs = [Run(standout_sentence(each), bold=True), Run(f" Vraag: {each.block.ask}")]
        items.append((*runs, *([Run(f" Wat een gemeente kan doen: {action}")] if action else [])))
    yield Bullets(tuple(items), numbered=True)
    if recipe.reader is Reader.PROFESSIONALS and (picture := standing_picture(profile)) is not None:
        yield picture


def _together(profile: Profile) -> Iterator[Block]:
    if not profile.stack and not profile.capitals:
        return
    yield Heading("Wat hier samenkomt")
    if profile.stack:
        yield Paragraph(" ".join(profile.stack))
    else:
        yield Paragraph("Of hier veel tegelijk samenkomt, is niet te zeggen: er ontbreken cijfers voor beide indexen.")
    if any(each.score is not None for each in profile.capitals):
        yield Heading("Drie kapitalen", 2)
        yield Bullets(tuple(capital_sentence(each) for each in profile.capitals))
        yield Paragraph("Welke cijfers bij een kapitaal horen, is onze invulling.", "note")


def _changed(profile: Profile, recipe: Recipe) -> Iterator[Block]:
    found = changes(chosen_rows(profile.rows, recipe))
    yield Heading("Wat veranderde er")
    if not found:
        yield Paragraph("Geen van de cijfers met minstens vier vergelijkbare jaren veranderde duidelijk.")
        return
    yield Bullets(tuple(change_sentence(row) for row in found))
    yield changed_picture(profile, found[0])


def _known(profile: Profile) -> Iterator[Block]:
    yield Heading("Hoeveel we weten")
    yield Paragraph(coverage_sentence(profile.coverage))
    if profile.coverage.absent:
        yield Bullets(tuple(absent_sentence(status, titles) for status, titles in profile.coverage.absent))
    if profile.comparable.sentence:
        yield Paragraph(f"{profile.comparable.sentence} {profile.comparable.note}".strip(), "small")
    if profile.corrections:
        yield Heading("Correcties", 2)
        yield Bullets(tuple(correction_sentence(each) for each in profile.corrections))
    yield Paragraph(_CAREFUL, "note")
