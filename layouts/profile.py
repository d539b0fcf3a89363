"""Screen of one area: where it is and who lives there, what is good and what to talk about; then every figure, folded per theme."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from domain.areas import Level
from domain.best import Good
from domain.profile import Part, Profile, Row, Standout
from domain.profile_state import Reading
from domain.terms import Term
from domain.wording import place_line, population_line
from domain.wording.profile import (
    NO_LINKING,
    PART_SENTENCES,
    PARTS,
    capital_sentence,
    good_sentence,
    map_caption,
    no_standouts,
    nothing_good,
    nothing_to_talk,
    profile_title,
    standout_sentence,
    who_lives_here,
)
from layouts import ids
from layouts.aria import aria
from layouts.kaart import breadcrumb
from layouts.messages import messages
from layouts.nodes import Node, node
from layouts.onward import other_areas
from layouts.own_area import how_made, members_told, sources_on_paper
from layouts.panel import Onward
from layouts.profile_notes import comparable_part, corrections_part, coverage_card, recognise_part, sources_part
from layouts.profile_rows import block_for_professionals, block_for_residents, legend
from layouts.terms import explained_node, explained_nodes

#: Chapters below the two that stand side by side, in order.
_BELOW = (Part.NABIJHEID, Part.BINDING, Part.VERGRIJZING, Part.VEILIGHEID, Part.NIEUWBOUW)


@dataclass(frozen=True)
class ProfileView:
    """All that one address shows. `readings` are the ways to read the page: name, address, and whether it is this one."""

    profile: Profile
    reading: Reading
    small_map: html.Img | None
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    readings: tuple[tuple[str, str, bool], ...]
    #: Other screens about the same area: text and address.
    ways: tuple[Onward, ...]
    lines: tuple[str, ...]
    five: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    comparable: tuple[Onward, ...] = ()
    #: Card of Samen aan tafel; None where there is nothing of it.
    table: html.Section | None = None
    #: Address of the map that shows a row; None for an area that is on no map.
    map_href: Callable[[Row], str] | None = None
    terms: tuple[Term, ...] = ()


def profile_page(view: ProfileView) -> html.Div:
    """The page. Its chapters are written by assets/profile.js, from nodes."""
    if view.reading is Reading.BEAMER:
        return _beamer(view)
    profile = view.profile
    titled: dict[str, Any] = {"data-title": f"{profile_title(profile.area)} – Buurtlens"}
    return html.Div(
        [
            html.Nav(breadcrumb(view.trail, profile.area.name), className="kruimelpad", **aria(label="U bent hier")),
            html.Div(messages(view.lines)),
            html.Header(
                [
                    html.H1(profile.area.name, id="profiel-kop", tabIndex=-1, **titled),
                    html.P(f"{place_line(profile.area)}. {population_line(profile.area)}", className="klein"),
                    _readings(view),
                ],
                className="profiel-kop",
            ),
            _first_screen(view),
            other_areas(view.onward),
            _ways(view.ways),
            how_made(profile) if profile.members else None,
            *_gemeente_start(view),
            html.Section(
                [
                    html.H2("Wat hier opvalt"),
                    html.P(_against(profile), className="klein"),
                    _standouts(profile.standouts),
                ],
                className="opvallend",
            ),
            html.Div(id=ids.PROFILE_CHAPTERS, **_chapters(view)),
            dcc.Store(id=ids.PROFILE_DRAWN),
            view.table,
            coverage_card(profile),
            comparable_part(profile, view.comparable),
            corrections_part(profile),
            recognise_part(profile),
            sources_part(profile),
            sources_on_paper(profile) if profile.members else None,
        ],
        id=ids.PROFILE,
        className=f"scherm-profiel lezing-{view.reading}{' eigen-gebied' if profile.members else ''}",
    )


def _readings(view: ProfileView) -> html.Nav:
    links = [
        html.Li(html.A(name, href=href, **(aria(current="true") if here else {}))) for name, href, here in view.readings
    ]
    return html.Nav(html.Ul(links), className="lezingen", **aria(label="Hoe u deze pagina leest"))


def _ways(ways: Sequence[Onward]) -> html.Nav:
    return html.Nav(
        html.Ul([html.Li(html.A(way.text, href=way.href)) for way in ways]),
        className="profiel-wegen",
        **aria(label="Verder met dit gebied"),
    )


def _first_screen(view: ProfileView) -> html.Div:
    profile = view.profile
    who = html.Section(
        [
            html.H2("Wie wonen hier"),
            html.P(" ".join(who_lives_here(profile))),
            members_told(profile.members),
        ]
    )
    good = html.Section([html.H2("Wat hier goed is"), _good(profile.good, nothing_good())])
    talk = html.Section([html.H2("Om over te praten"), _good(profile.talk, nothing_to_talk())])
    ask = html.P(html.A("Herkent u dit? Zeg wat u ervan vindt", href="#herkent"), className="herkent-link")
    picture = _picture(view)
    return html.Div(
        [html.Div([picture, who], className="profiel-waar"), good, html.Div([talk, ask])], className="profiel-begin"
    )


def _picture(view: ProfileView) -> html.Figure | None:
    """The small map, under which stands what is filled in it."""
    if view.small_map is None:
        return None
    is_gemeente = view.profile.area.level is Level.GEMEENTE
    told = map_caption(view.profile.area, len(view.profile.marked)) if is_gemeente else ""
    return html.Figure([view.small_map, html.Figcaption(told, className="klein") if told else None])


def _good(found: Sequence[Good], nothing: str) -> Any:
    if not found:
        return html.P(nothing)
    return html.Ul([html.Li(good_sentence(each)) for each in found])


def _against(profile: Profile) -> str:
    beside = "vergelijkbare gebieden" if profile.comparable.codes else "Nederland"
    return (
        f"De grootste verschillen met {beside} die groter zijn dan ruis en afronding. Geschatte cijfers vergelijken we alleen met "
        "de gemeente en Nederland. Eén per onderwerp."
    )


def _standouts(found: Sequence[Standout]) -> Any:
    if not found:
        return html.P(no_standouts())
    return html.Ol(
        [
            html.Li(
                [
                    html.P(html.Strong(standout_sentence(each))),
                    html.P(f"Vraag: {each.block.ask}"),
                    html.P(f"Wat een gemeente kan doen: {each.row.indicator.action}", className="klein")
                    if each.row.indicator.action and each.beside.told.burden == "more"
                    else None,
                ]
            )
            for each in found
        ],
        className="opvallend-lijst",
    )


def _chapters(view: ProfileView) -> dict[str, Any]:
    """Nodes of all chapters, for the script that writes them."""
    profile = view.profile
    pressure = node(
        "div",
        _chapter(view, Part.BESTAANSZEKERHEID),
        _chapter(view, Part.OMGEVING),
        class_="twee-kanten",
    )
    parts = [
        *([legend()] if view.reading is Reading.PROFESSIONALS else []),
        _chapter(view, Part.WIE),
        pressure,
        *_together(profile, view.terms),
        *(_chapter(view, part) for part in _BELOW),
    ]
    return {"data-kaarten": json.dumps(parts, ensure_ascii=False, separators=(",", ":"))}


def _chapter(view: ProfileView, part: Part) -> Node:
    found = view.profile.of_part(part)
    alone = len(found) == 1
    if view.reading is Reading.PROFESSIONALS:
        blocks = [block_for_professionals(block, rows, view.map_href, alone=alone) for block, rows in found]
    else:
        blocks = [block_for_residents(block, rows, view.terms, alone=alone) for block, rows in found]
    return node(
        "section",
        node("h2", PARTS[part], id=f"deel-{part}"),
        node("p", *explained_node(PART_SENTENCES[part], view.terms), class_="klein"),
        *blocks,
        node("p", *explained_node(NO_LINKING, view.terms), class_="klein") if part is Part.BINDING else None,
        class_=f"hoofdstuk-profiel deel-{part}",
        aria_labelledby=f"deel-{part}",
    )


def _together(profile: Profile, terms: Sequence[Term]) -> list[Node]:
    """The stack in words, and the three capitals."""
    parts: list[Node] = []
    if profile.stack:
        told = [node("p", *parts) for parts in explained_nodes(profile.stack, terms)]
        parts.append(node("section", node("h2", "Wat hier samenkomt"), *told, class_="samen-in-woorden"))
    if profile.capitals and profile.area.level is Level.BUURT:
        sentences = [capital_sentence(each) for each in profile.capitals]
        told = [node("li", *parts) for parts in explained_nodes(sentences, terms)]
        intro = "Welke cijfers bij een kapitaal horen, is onze invulling. We tellen ze en nemen geen gemiddelde."
        parts.append(
            node(
                "section",
                node("h2", "Drie kapitalen"),
                node("p", intro, class_="klein"),
                node("ul", *told, class_="zinnen"),
                class_="kapitalen",
            )
        )
    return parts


def _gemeente_start(view: ProfileView) -> list[Any]:
    """Of a gemeente: five sentences, and what changed."""
    if not view.five:
        return []
    changed = (
        html.Ul([html.Li(sentence) for sentence in view.changes])
        if view.changes
        else html.P("Geen van de cijfers met minstens vier vergelijkbare jaren veranderde duidelijk.")
    )
    return [
        html.Section(
            [html.H2("In vijf zinnen"), html.Ol([html.Li(each) for each in view.five], className="vijf-zinnen")]
        ),
        html.Section([html.H2("Wat veranderde er?"), changed], className="veranderd"),
    ]


def _beamer(view: ProfileView) -> html.Div:
    """Large type for a meeting: the sentences, the map, what changed, comparable gemeenten."""
    profile = view.profile
    titled: dict[str, Any] = {"data-title": f"{profile_title(profile.area)} – Buurtlens"}
    sentences = view.five or tuple(who_lives_here(profile))
    return html.Div(
        [
            html.Header(
                [html.H1(profile.area.name, id="profiel-kop", tabIndex=-1, **titled), _readings(view)],
                className="profiel-kop",
            ),
            html.Div(
                [
                    html.Ol([html.Li(each) for each in sentences], className="vijf-zinnen"),
                    _picture(view),
                ],
                className="beamer-boven",
            ),
            html.Section([html.H2("Wat veranderde er?"), html.Ul([html.Li(each) for each in view.changes])])
            if view.changes
            else None,
            comparable_part(profile, view.comparable),
            sources_part(profile),
        ],
        id=ids.PROFILE,
        className="scherm-profiel lezing-beamer",
    )
