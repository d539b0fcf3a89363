"""Cards of the screen Ongelijkheid: verdict, bars, words, and folds with how to read it and every measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.claim_models import ClaimGroup
from domain.claim_results import ClaimResult, Groups
from domain.claims import Verdict
from domain.numbers_nl import format_number, format_value
from domain.terms import Term
from domain.view_models import Area
from domain.wording import claim_cards as words
from domain.wording import claim_verdicts as told
from domain.wording.figures import titled
from domain.wording.inequality import coverage_sentence, gap_sentence, how_to_read, reason_sentence
from layouts.action import action_node
from layouts.nodes import Node, items, node, table
from layouts.ongelijkheid_chart import WIDTH, GroupBar, NormLine, chart_height, group_chart
from layouts.ongelijkheid_measures import measures_table
from layouts.picture import picture
from layouts.terms import explained_node, explained_nodes

#: Class of a chip per verdict: its shape and tint, in no case red or green.
_CHIPS: Final = {
    Verdict.HERE: "hier",
    Verdict.NOT_HERE: "niet",
    Verdict.REVERSED: "andersom",
    Verdict.UNDECIDED: "onbekend",
    Verdict.NO_DATA: "leeg",
}


@dataclass(frozen=True)
class CardLinks:
    """Where a card leads: its map, another figure of the claim, its downloads (title and address, PNG last)."""

    map_href: Callable[[ClaimResult], str]
    other_href: Callable[[ClaimResult, str], str]
    downloads: Callable[[ClaimResult], Sequence[tuple[str, str, bool]]]


def verdict_of(found: ClaimResult) -> Verdict:
    """Verdict of a card, also of one without figures."""
    return Verdict(found.judgement.verdict) if found.judgement is not None else Verdict.NO_DATA


def chip(found: ClaimResult) -> Node:
    """Verdict as a mark and its word."""
    verdict = verdict_of(found)
    mark = node("span", words.MARKS[verdict], aria_hidden="true")
    return node(
        "span", mark, f" {words.verdict_label(verdict, found.claim)}", class_=f"oordeel oordeel-{_CHIPS[verdict]}"
    )


def overview(results: Sequence[ClaimResult]) -> Node:
    """All claims of a chapter with their verdict, each leading to its card."""
    return node(
        "ul",
        *(node("li", chip(found), node("a", found.claim.title, href=f"#{found.claim.claim_id}")) for found in results),
        class_="uitspraken-overzicht",
    )


def chapter(
    group: ClaimGroup,
    results: Sequence[ClaimResult],
    frame: Area,
    links: CardLinks,
    terms: Sequence[Term] = (),
    *,
    is_open: bool,
) -> Node:
    """A chapter: its sentence, and a card per claim; all but the first chapter fold their cards. `terms` are explained in it."""
    return node(
        "section",
        node("h2", group.title, id=f"hoofdstuk-{group.group_id}"),
        node("p", *explained_node(group.sentence, terms)),
        node("div", *(card(found, frame, links, terms, is_open=is_open) for found in results), class_="uitspraken"),
        aria_labelledby=f"hoofdstuk-{group.group_id}",
        class_="hoofdstuk",
    )


def card(found: ClaimResult, frame: Area, links: CardLinks, terms: Sequence[Term] = (), *, is_open: bool) -> Node:
    """Card of one claim."""
    claim = found.claim
    body = list(_body(found, frame, links, terms))
    if is_open:
        head = node("div", node("h3", claim.title), chip(found), class_="uitspraak-kop")
        return node("article", head, *body, id=claim.claim_id, class_="uitspraak")
    brief = told.brief(found)
    head = node("summary", node("h3", claim.title), chip(found), node("span", brief, class_="kort"))
    return node("details", head, *body, id=claim.claim_id, class_="uitspraak")


def _body(found: ClaimResult, frame: Area, links: CardLinks, terms: Sequence[Term]) -> Iterator[Node | None]:
    name = words.frame_name(frame)
    yield node("p", f"De uitspraak: “{found.claim.sentence}”", class_="bewering")
    if found.pick is None or found.indicator is None or found.judgement is None:
        yield from _without_figures(found, frame, name)
        return
    yield node("p", node("strong", told.outcome(found, name)), class_="uitkomst")
    why = reason_sentence(found.judgement, name)
    if why:
        yield node("p", why)
    groups = found.groups
    if groups is not None:
        yield _figure(found, groups, name)
    for sentence in told.sentences(found, name):
        yield node("p", sentence)
    yield from _warnings(found, terms)
    if found.urbanity:
        yield _urbanity(found)
    yield _how_to_read(found, name, terms)
    if groups is not None:
        yield _measures(found, groups, name)
    yield action_node(found.indicator)
    yield _onward(found, links)
    yield node("p", words.sources_line(found), class_="klein")


def _without_figures(found: ClaimResult, frame: Area, name: str) -> Iterator[Node]:
    yield node("p", words.no_figures(found.claim, name))
    if found.claim.template:
        yield node("p", "Zo maakt de beheerder een formulier voor eigen cijfers:")
        yield node("p", node("code", words.template_command(found.claim, frame)), class_="opdracht")


def _warnings(found: ClaimResult, terms: Sequence[Term]) -> Iterator[Node]:
    assert found.pick is not None
    notes = [found.pick.figure.stand_in, found.pick.ranking.know, *told.caveats(found)]
    for parts in explained_nodes([each for each in notes if each], terms):
        yield node("p", *parts, class_="klein")


def bars_of(found: ClaimResult, groups: Groups) -> list[GroupBar]:
    """A bar per group, with the country's beside it where both have as many groups."""
    assert found.indicator is not None
    number = len(groups.mean)
    paired = found.beside.means(number) if found.beside is not None else (None,) * number
    total = sum(groups.residents)
    bars = []
    for index, (value, other) in enumerate(zip(groups.mean, paired, strict=True)):
        text = words.value_text(value, found.indicator)
        if found.by_country is not None and value is not None:
            text += f" ({words.share_text(groups.residents[index], total)})"
        bars.append(GroupBar(words.group_label(len(groups.mean), index), value, text, other))
    return bars


def norm_of(found: ClaimResult) -> NormLine | None:
    """Line of the norm of the figure that is shown."""
    norm = found.pick.figure.norm if found.pick is not None else None
    return NormLine(norm.value, norm.name) if norm is not None else None


def _figure(found: ClaimResult, groups: Groups, name: str) -> Node:
    assert found.indicator is not None
    assert found.pick is not None
    bars = bars_of(found, groups)
    notes = (
        [words.beside_line(found.beside, found.pick)]
        if any(bar.beside is not None for bar in bars) and found.beside
        else []
    )
    if found.by_country is not None:
        notes.append(words.by_country_line(groups, name))
    return node(
        "figure",
        node("figcaption", node("strong", f"{titled(found.indicator)}, {name}, {found.pick.year}")),
        node("div", data_svg=group_chart(bars, norm_of(found)), class_="staven"),
        *(node("p", note, class_="klein") for note in notes),
        class_="uitspraak-figuur",
    )


def picture_of(found: ClaimResult, frame: Area) -> str | None:
    """The bars as a file of their own, with name, unit, year and source in it; None for a card without bars."""
    groups = found.groups
    if groups is None or found.indicator is None or found.pick is None or found.judgement is None:
        return None
    name, bars, norm = words.frame_name(frame), bars_of(found, groups), norm_of(found)
    lines = [told.outcome(found, name)]
    if any(bar.beside is not None for bar in bars) and found.beside:
        lines.append(words.beside_line(found.beside, found.pick))
    lines += [coverage_sentence(found.judgement, name), words.sources_line(found)]
    title = f"{titled(found.indicator)} in {name}, {found.pick.year}, naar inkomen van de buurt"
    return picture(group_chart(bars, norm), (WIDTH, chart_height(bars, norm)), title, lines)


def _urbanity(found: ClaimResult) -> Node:
    assert found.indicator is not None
    assert found.pick is not None
    indicator = found.indicator
    rows = []
    for each in found.urbanity:
        if each.groups is None:
            continue
        mean = each.groups.mean
        middle = format_value(mean[len(mean) // 2], indicator)
        rows.append(
            (
                words.urbanity_label(each.urbanity_class),
                format_value(mean[0], indicator),
                middle,
                format_value(mean[-1], indicator),
                format_number(each.residents, 0),
            )
        )
    if not rows:
        return node("p", "Per soort gebied, van stad tot platteland, zijn er te weinig buurten om groepen te maken.")
    head = ("Soort gebied", "laagste inkomens", "midden", "hoogste inkomens", "inwoners")
    return node(
        "div",
        node("p", told.urbanity_sentence(found)),
        table(words.urbanity_caption(indicator, found.pick.year), head, rows),
    )


def _how_to_read(found: ClaimResult, name: str, terms: Sequence[Term]) -> Node:
    assert found.judgement is not None
    assert found.indicator is not None
    assert found.pick is not None
    ranking = found.pick.ranking
    gap = gap_sentence(found.judgement, found.indicator)
    lines = how_to_read(found.judgement, found.indicator, name, ranking.title, found.pick.ranking_year)
    return node(
        "details",
        node("summary", words.HOW_TO_READ),
        node("ul", *(node("li", *parts) for parts in explained_nodes([*([gap] if gap else []), *lines], terms))),
        class_="uitleg",
    )


def _measures(found: ClaimResult, groups: Groups, name: str) -> Node:
    return node(
        "details",
        node("summary", words.FOR_EXPERTS),
        _groups_table(found, groups, name),
        measures_table(found),
        node("p", told.MEASURES_NOTE, class_="klein"),
        class_="uitleg",
    )


def _groups_table(found: ClaimResult, groups: Groups, name: str) -> Node:
    assert found.indicator is not None
    indicator, bars = found.indicator, bars_of(found, groups)
    paired = any(bar.beside is not None for bar in bars)
    rows = []
    for bar, people in zip(bars, groups.residents, strict=True):
        row = [bar.label, words.value_text(bar.value, indicator), format_number(people, 0)]
        rows.append([*row, words.value_text(bar.beside, indicator)] if paired else row)
    head = ["Groep", name, "Inwoners", *(["Nederland"] if paired else [])]
    return table(f"{titled(indicator)} per inkomensgroep", head, rows)


def _onward(found: ClaimResult, links: CardLinks) -> Node | None:
    assert found.indicator is not None
    entries: list[Node] = [node("a", "Bekijk op de kaart", href=links.map_href(found))]
    for text, href, is_png in links.downloads(found):
        entries.append(node("a", text, href=href, download="", data_png="ja" if is_png else None))
    entries += [
        node("a", f"Ook hierover: {other.title}", href=links.other_href(found, other.indicator_id))
        for other in found.offered
    ]
    return items("ul", entries, class_="downloads")
