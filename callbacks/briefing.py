"""Screen Briefing: the address in, the page out; previews and documents made on request. Own texts travel only with a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, Response, abort, jsonify, request

from briefing.make import TYPES, Format, document_of, kept, make
from briefing.pdf import render_png
from briefing.request import Setting, UnknownArea
from callbacks.briefing_jobs import LARGEST_BODY, in_words, posted
from callbacks.routes import attachment, unavailable_is_503
from domain.areas import Level
from domain.own_area import OwnArea, clean_name
from domain.recipe import Asked, Recipe, from_query
from domain.recipe_file import from_file, from_posted
from domain.view_models import Area, Indicator
from domain.wording import level_name, place_line
from domain.wording.recipe import unknown_format
from layouts import ids
from layouts.briefing import BriefingView, Chosen, briefing
from layouts.panel import Onward
from store.areas import area as find_area
from store.areas import areas_of, children
from store.catalogue import indicators
from store.local_notes import NotesFiles
from store.profile import blocks
from store.search import search
from store.warehouse import Store

PATH: Final = "/briefing"
#: Pages of a preview, in dots per inch, and how many are kept.
_PAGES: Final = 8
_DOTS: Final = 70
_PREVIEWS: Final = 6
_MOST_HITS: Final = 8


def register(app: Dash, store: Store, notes: NotesFiles, template: Path | None) -> None:
    """The script of the page, previews, and the documents."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawBriefing"), Output(ids.BRIEFING_DRAWN, "data"), Input(ids.BRIEFING, "id")
    )
    _routes(app.server, store, notes, template)


def screen(store: Store, query: str, _parts: Mapping[str, str]) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    return briefing(briefing_view(store, query))


def address_of_own(own: OwnArea) -> str:
    """Address of this screen for an area that a reader put together."""
    return PATH + Recipe(areas=(Asked(own.codes, own.name),)).to_query()


def briefing_view(store: Store, query: str) -> BriefingView:
    """Everything that a query asks to see. Raises StoreUnavailable."""
    recipe, lines = from_query(query)
    known = [each for each in recipe.areas if all(find_area(store, code) for code in each.codes)]
    lines = (*lines, *(str(UnknownArea(each.key)) for each in recipe.areas if each not in known))
    recipe = replace(recipe, areas=tuple(known))
    searched = clean_name(_searched(query))
    hits = [hit.area for hit in search(store, searched, _MOST_HITS)] if searched else []
    every = indicators(store)
    return BriefingView(
        recipe=recipe,
        chosen=tuple(_chosen(store, each, recipe) for each in recipe.areas),
        searched=searched,
        hits=tuple((area, _with(recipe, Asked((area.code,)))) for area in hits[:_MOST_HITS]),
        more=_more(store, recipe),
        blocks=tuple((block, _of(block.indicator_ids, every)) for block in blocks(store)),
        lines=lines,
    )


def _of(names: tuple[str, ...], every: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
    return tuple(every[name] for name in names if name in every)


def _searched(query: str) -> str:
    return parse_qs(query[:2_000].removeprefix("?")).get("zoek", [""])[0]


def _chosen(store: Store, asked: Asked, recipe: Recipe) -> Chosen:
    found = find_area(store, asked.codes[0])
    name = asked.name or (found.name if found is not None else asked.key)
    place = f"{len(asked.codes)} buurten samen" if len(asked.codes) > 1 else place_line(found) if found else ""
    others = tuple(each for each in recipe.areas if each != asked)
    return Chosen(asked.key, name, place, PATH + replace(recipe, areas=others).to_query())


def _with(recipe: Recipe, asked: Asked) -> str:
    return PATH + replace(recipe, areas=tuple(dict.fromkeys([*recipe.areas, asked]))).to_query()


def _more(store: Store, recipe: Recipe) -> tuple[Onward, ...]:
    """All wijken and buurten of a chosen gemeente, all buurten of a wijk, all gemeenten of a region, in one step."""
    links = []
    for asked in recipe.areas:
        found = find_area(store, asked.codes[0]) if len(asked.codes) == 1 else None
        for level, inside in _inside(store, found) if found is not None else ():
            lived = [each for each in inside if each.residents_count != 0]
            if lived and found is not None:
                every = replace(recipe, areas=tuple(Asked((each.code,)) for each in lived))
                text = f"Kies alle {len(lived)} {level_name(level, plural=True)} van {found.name}"
                links.append(Onward(text, PATH + every.to_query()))
    return tuple(links[:_MOST_HITS])


def _inside(store: Store, area: Area) -> list[tuple[Level, list[Area]]]:
    if area.level is Level.GEMEENTE:
        return [(level, areas_of(store, level, area.code)) for level in (Level.WIJK, Level.BUURT)]
    if area.level is Level.WIJK:
        return [(Level.BUURT, children(store, area.code))]
    if area.level in (Level.GGD, Level.PROVINCIE):
        return [(Level.GEMEENTE, areas_of(store, Level.GEMEENTE, area.code))]
    return [(Level.BUURT, areas_of(store, Level.BUURT, area.code))] if area.level is Level.EIGEN else []


def _routes(server: Flask, store: Store, notes: NotesFiles, template: Path | None) -> None:
    @lru_cache(maxsize=_PREVIEWS)
    def pages(_build: str, query: str, made_on: date, base: str) -> tuple[bytes, ...]:
        recipe, _ = from_query(query)
        first = document_of(store, recipe.areas[0], recipe, Setting(made_on, base, notes.read()))
        return tuple(render_png(first, _DOTS)[:_PAGES])

    def drawn() -> tuple[bytes, ...]:
        """Pages of the first area of the briefing that this request asks for; 404 where there is none."""
        query = request.query_string.decode("latin-1")
        try:
            return pages(store.build().build_id, query, date.today(), _base()) if from_query(query)[0].areas else ()
        except UnknownArea:
            return ()

    @server.get("/briefing/voorbeeld.json")
    @unavailable_is_503
    def preview_pages() -> Response:
        return jsonify(bladzijden=len(drawn()))

    @server.get("/briefing/voorbeeld/<int:page>.png")
    @unavailable_is_503
    def preview(page: int) -> Response:
        found = drawn()
        if not 1 <= page <= len(found):
            abort(404)
        response = Response(found[page - 1], content_type="image/png")
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.post("/briefing/maak")
    @in_words
    def made() -> Response:
        told = posted()
        recipe, _ = from_posted(told)
        asked = str(told.get("vorm"))
        if asked not in Format.__members__.values():
            raise ValueError(unknown_format(asked))
        form = Format(asked)
        found = make(store, recipe, form, _setting(notes), template)
        kind = "application/zip" if found.name.endswith(".zip") else TYPES[form]
        return attachment(found.body, kind, found.name)

    @server.post("/briefing/bewaar")
    @in_words
    def saved() -> Response:
        recipe, _ = from_posted(posted())
        found = kept(store, recipe, _setting(notes))
        return attachment(found.body, "application/json; charset=utf-8", found.name)

    @server.post("/briefing/open")
    @in_words
    def opened() -> Response:
        request.max_content_length = LARGEST_BODY
        recipe = from_file(request.get_data(cache=False, as_text=True))
        return jsonify(
            vraag=recipe.to_query(),
            teksten=[{"gebied": key, "blok": str(block), "tekst": text} for (key, block), text in recipe.texts.items()],
            gezien=[
                {"gebied": key, "cijfer": name, "jaar": seen.year, "waarde": seen.value}
                for (key, name), seen in recipe.seen.items()
            ],
            gemaakt=recipe.made_on.isoformat() if recipe.made_on else None,
        )


def _setting(notes: NotesFiles) -> Setting:
    return Setting(date.today(), _base(), notes.read())


def _base() -> str:
    return request.host_url.rstrip("/")
