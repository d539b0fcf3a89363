"""Under the figures of a profile: how much is known, comparable areas, corrections, "Herkent u dit?", sources."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from domain.profile import Profile
from domain.wording.profile import RECOGNISE, absent_sentence, correction_sentence, coverage_sentence
from layouts.panel import Onward

#: Empty lines of the printed note.
_LINES = 7


def coverage_card(profile: Profile) -> html.Section:
    """How many figures are known, and why the others are not."""
    found = profile.coverage
    reasons = [html.Li(absent_sentence(status, titles)) for status, titles in found.absent]
    return html.Section(
        [
            html.H2("Hoeveel we weten"),
            html.P(coverage_sentence(found)),
            html.Details([html.Summary("Welke cijfers ontbreken, en waarom"), html.Ul(reasons, className="klein")])
            if reasons
            else None,
        ],
        className="dekking",
    )


def comparable_part(profile: Profile, links: Sequence[Onward]) -> html.Section | None:
    """Which areas are comparable, by which rule."""
    found = profile.comparable
    if not found.sentence:
        return None
    return html.Section(
        [
            html.H2("Vergelijkbare gebieden"),
            html.P(found.sentence),
            html.P(found.note, className="klein") if found.note else None,
            html.Details(
                [
                    html.Summary(f"Bekijk deze {len(links)} gebieden"),
                    html.Ul([html.Li(html.A(link.text, href=link.href)) for link in links], className="gebieden"),
                ]
            )
            if links
            else None,
        ],
        className="vergelijkbaar",
    )


def corrections_part(profile: Profile) -> html.Section | None:
    """What was corrected in this area since the build before, or left out."""
    if not profile.corrections:
        return None
    told = [html.Li(correction_sentence(each)) for each in profile.corrections]
    return html.Section([html.H2("Correcties in dit gebied"), html.Ul(told)], className="correcties")


def recognise_part(profile: Profile) -> html.Section:
    """ "Herkent u dit?": a note to fill in for the meeting, what residents said before, and where to go with it."""
    said = [html.Li([html.Strong(f"{when}: "), text]) for when, text in profile.reactions]
    contact = (
        html.P(["Stuur uw reactie naar ", html.Strong(profile.contact), "."])
        if profile.contact
        else html.P("Geef uw reactie aan de gemeente of aan uw wijkraad.", className="klein")
    )
    return html.Section(
        [
            html.H2("Herkent u dit?"),
            html.P(RECOGNISE),
            html.Div([html.H3("Wat bewoners zeiden"), html.Ul(said)], className="reacties") if said else None,
            html.Div(
                [
                    html.P(html.Strong(f"Briefje voor de bijeenkomst: {profile.area.name}")),
                    html.P("Wat klopt er? Wat klopt er niet? Wat moet de gemeente weten?"),
                    *[html.Div(className="schrijfregel") for _ in range(_LINES)],
                ],
                className="briefje",
            ),
            contact,
        ],
        id="herkent",
        className="herkent",
    )


def sources_part(profile: Profile) -> html.Details | None:
    """Every source of the figures, once."""
    if not profile.sources:
        return None
    cited = [html.Li(f"{each.citation}. Licentie: {each.licence}.") for each in profile.sources]
    return html.Details(
        [html.Summary(f"Bronnen ({len(cited)})"), html.Ul(cited, className="klein bron")], className="bronnen"
    )
