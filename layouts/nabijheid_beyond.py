"""Who lives beyond a guide value: number and share, by income group and age, the gap over the years, from city to countryside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dash import dcc, html

from domain.areas import Level
from domain.numbers_nl import NOTHING, format_number, format_value
from domain.proximity import Beyond, Facility, GapTrend, Guide, IncomeSplit, NoSplit
from domain.proximity_view import BeyondView, Nearby, UrbanityRow
from domain.series import AreaSeries, Line, Role
from domain.terms import Term
from domain.trend import Point
from domain.view_models import Area, Indicator
from domain.wording.proximity import (
    ESTIMATE_65,
    anchor_sentence,
    beyond_sentence,
    covered_note,
    far_guide_note,
    gap_note,
    gap_sentence,
    group_label,
    groups_line,
    guide_km,
    guide_label,
    method_sentence,
    no_split,
    not_pooled,
    older_sentence,
    percentage,
    points,
    question,
    rough,
    single_buurt,
    split_covered,
    split_sentence,
    urbanity_groups_line,
)
from domain.wording.trend import URBANITY
from layouts import ids
from layouts.aria import aria
from layouts.group_bars import Bar, group_bars
from layouts.nabijheid_overview import told_cell
from layouts.terms import explained
from layouts.trend_chart import trend_chart

_LOWEST: Final = "Laagste inkomens"
_HIGHEST: Final = "Hoogste inkomens"


@dataclass(frozen=True)
class BeyondPart:
    """What this part of the screen needs: figures, the guide values to choose from with their addresses, and downloads by their name."""

    area: Area
    facility: Facility
    indicator: Indicator
    guide: Guide
    nearby: Nearby
    view: BeyondView | None
    guides: tuple[tuple[Guide, str], ...]
    downloads: Mapping[str, str]
    #: Explained where a text names them.
    terms: tuple[Term, ...] = ()


def beyond_part(part: BeyondPart) -> html.Section:
    """Section of one facility and guide value; without figures only the reason and the choice stand there."""
    return html.Section(
        [
            html.H2(question(part.facility, part.guide), id="verder-titel"),
            *(_answer(part, part.view) if part.view is not None else _nothing(part)),
        ],
        className="nabijheid-verder",
        **aria(labelledby="verder-titel"),
    )


def _nothing(part: BeyondPart) -> Iterator[Any]:
    yield html.P(
        f"Voor de buurten van {part.area.name} staan er geen afstanden tot {part.facility.place} in deze gegevens."
    )


def _answer(part: BeyondPart, view: BeyondView) -> Iterator[Any]:
    if part.area.level is Level.BUURT and not view.by_squares:
        yield html.P(single_buurt(part.area.name))
        return
    yield html.P(
        html.Strong(beyond_sentence(view.everyone, view.year, estimated=True)),
        className="nabijheid-antwoord",
        role="status",
    )
    yield _choice(part)
    yield html.P(method_sentence(view.by_squares, part.nearby.square_m), className="klein")
    for note in (far_guide_note(view.guide, view.by_squares), covered_note(view.everyone)):
        if note:
            yield html.P(note, className="klein")
    if view.older is not None and view.older.residents > 0 and part.nearby.older_year is not None:
        yield html.P(
            [older_sentence(view.older, part.nearby.older_year), " ", html.Span(ESTIMATE_65, className="klein")]
        )
    yield from _income(part, view)
    if view.per_urbanity:
        yield from _per_urbanity(part, view)
    yield _downloads(part.downloads)
    cited = "; ".join(line.citation for line in part.nearby.sources)
    licences = ", ".join(dict.fromkeys(line.licence for line in part.nearby.sources))
    yield html.P(f"{cited}. Licentie: {licences}. Bewerkt door Buurtlens.", className="klein bron")


def _choice(part: BeyondPart) -> html.Div:
    """Guide values as links, and a field for another one.

    assets/nabijheid.js puts the field itself in its holder: a component of Dash writes an older value back over a newer address.
    """
    standing = format_number(part.guide.km, 2).rstrip("0").rstrip(",")
    field: dict[str, Any] = {"data-field": ids.PROXIMITY_GUIDE, "data-value": standing}
    links = [
        html.Li(dcc.Link(guide_label(guide), href=href), **(aria(current="true") if guide.km == part.guide.km else {}))
        for guide, href in part.guides
    ]
    return html.Div(
        [
            html.P(explained(anchor_sentence(part.facility, part.guide), part.terms), className="klein"),
            html.Div(
                [
                    html.Span("Richtwaarde", id="richtwaarden", className="keuze-label"),
                    html.Ul(links, className="richtwaarden", **aria(labelledby="richtwaarden")),
                    html.Label("Andere richtwaarde in km", htmlFor=ids.PROXIMITY_GUIDE, className="keuze-label"),
                    html.Div(id=ids.PROXIMITY_GUIDE_HOLDER, **field),
                ],
                className="richtwaarde-keuze",
            ),
        ]
    )


def _income(part: BeyondPart, view: BeyondView) -> Iterator[Any]:
    yield html.H3("Naar inkomen van de buurt")
    if view.split is None:
        yield html.P(not_pooled(part.area.level))
        return
    if isinstance(view.split, NoSplit):
        yield html.P(no_split(view.split, part.area.name))
        return
    ranking, year = part.nearby.ranking, part.nearby.ranking_year
    assert ranking is not None
    assert year is not None
    picture: dict[str, Any] = {"data-svg": group_bars(bars(view))}
    words = [
        html.P(split_sentence(view.split, part.facility, part.guide)),
        html.P(groups_line(len(view.split.pct), ranking.title, year, part.area.name), className="klein"),
        html.P(split_covered(view.split), className="klein"),
        html.P(ranking.know, className="klein") if ranking.know else None,
    ]
    figure = [
        html.Figcaption(bars_title(part.facility, part.guide, part.area.name, view.year), className="klein"),
        html.Div(className="staven", **picture),
    ]
    yield _beside(words, figure)
    yield _folded("Deze cijfers in een tabel", _split_table(part, view, view.split))
    if view.gap is not None and len(view.gap.years) > 1:
        yield from _gap(part, view.gap, year)


def bars_title(facility: Facility, guide: Guide, name: str, year: int) -> str:
    """Title of the picture of income groups: what, where, when and in which unit."""
    return (
        f"Inwoners die verder dan {guide_km(guide.km)} van {facility.place} wonen, {name}, {year} (% van de inwoners)"
    )


def bars(view: BeyondView) -> list[Bar]:
    """Bars of everyone, of 65 and over, and of the income groups."""
    found = [_bar("Alle inwoners", view.everyone)]
    if view.older is not None and view.older.pct is not None:
        found.append(_bar("65 jaar en ouder", view.older))
    if isinstance(view.split, IncomeSplit):
        groups = len(view.split.pct)
        for index, (pct, people) in enumerate(zip(view.split.pct, view.split.residents, strict=True)):
            found.append(Bar(group_label(index, groups), pct, _told(pct, pct * people / 100)))
    return found


def _bar(label: str, found: Beyond) -> Bar:
    pct = found.pct or 0.0
    return Bar(label, pct, _told(pct, found.count), whole=True)


def _told(pct: float, count: float) -> str:
    return f"{percentage(pct)} ({rough(count)})"


def _split_table(part: BeyondPart, view: BeyondView, split: IncomeSplit) -> html.Table:
    groups = len(split.pct)
    rows: list[tuple[str, str, str, str, str]] = [
        (
            "Alle inwoners",
            rough(view.everyone.residents),
            rough(view.everyone.count),
            percentage(view.everyone.pct),
            NOTHING,
        )
    ]
    if view.older is not None:
        older = view.older
        rows.append(("65 jaar en ouder", rough(older.residents), rough(older.count), percentage(older.pct), NOTHING))
    for index, (pct, people, km) in enumerate(zip(split.pct, split.residents, split.km, strict=True)):
        told = rough(people), rough(pct * people / 100), percentage(pct), format_value(km, part.indicator)
        rows.append((group_label(index, groups), *told))
    caption = bars_title(part.facility, part.guide, part.area.name, view.year)
    heads = ("Groep", "Inwoners", f"Verder dan {guide_km(part.guide.km)}", "Deel", "Gemiddelde afstand")
    return table(caption, heads, rows)


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> html.Table:
    """Table that becomes cards on a narrow screen: the first cell of a row is its head."""
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(row[0], scope="row"),
                            *[told_cell(head, text) for head, text in zip(heads[1:], row[1:], strict=True)],
                        ]
                    )
                    for row in rows
                ]
            ),
        ],
        className="kaartjes",
    )


def _gap(part: BeyondPart, gap: GapTrend, ranking_year: int) -> Iterator[Any]:
    yield html.H3("Hoe veranderde dat verschil?")
    words = [html.P(gap_sentence(gap)), html.P(gap_note(gap, ranking_year), className="klein")]
    series, unit = gap_series(part, gap)
    picture: dict[str, Any] = {"data-svg": trend_chart(series, unit)}
    yield _beside(
        words,
        [html.Figcaption(gap_title(part), className="klein"), html.Div(className="verloop-grafiek", **picture)],
    )
    rows = [
        (
            str(each.year),
            percentage(each.split.pct[0]),
            percentage(each.split.pct[-1]),
            f"{'+' if each.split.gap_points > 0.5 else '−' if each.split.gap_points < -0.5 else ''}{points(each.split.gap_points)}",
        )
        for each in reversed(gap.years)
    ]
    heads = ("Jaar", _LOWEST, _HIGHEST, "Laagste min hoogste")
    yield _folded("Alle jaren in een tabel", table(gap_title(part), heads, rows))


def gap_title(part: BeyondPart) -> str:
    """Title of the picture of the gap over the years."""
    return f"Inwoners die verder dan {guide_km(part.guide.km)} van {part.facility.place} wonen, {part.area.name} (%)"


def gap_series(part: BeyondPart, gap: GapTrend) -> tuple[AreaSeries, Indicator]:
    """Lowest and highest incomes as two lines, and the percentage they are drawn in."""
    unit = replace(part.indicator, unit="%", decimals=0, minimum_difference=None, additive=False)
    lines = (
        Line(Role.AREA, _LOWEST, tuple(Point(each.year, each.split.pct[0]) for each in gap.years)),
        Line(Role.GEMEENTE, _HIGHEST, tuple(Point(each.year, each.split.pct[-1]) for each in gap.years)),
    )
    return AreaSeries(part.indicator.indicator_id, part.area, lines), unit


def _per_urbanity(part: BeyondPart, view: BeyondView) -> Iterator[Any]:
    heads = (
        "Soort gebied",
        "Inwoners",
        f"Verder dan {guide_km(part.guide.km)}",
        "Gemiddelde afstand",
        "Laagste inkomens",
        "Hoogste inkomens",
    )
    yield html.H3("Van stad tot platteland")
    yield html.P(
        "Elke buurt hoort bij één soort gebied. Laagste en hoogste inkomens zijn hier groepen binnen die soort, zodat stad en platteland "
        "niet door elkaar lopen.",
        className="klein",
    )
    caption = f"{part.facility.short}: afstand en inwoners per soort gebied, {part.area.name}, {view.year}"
    yield table(caption, heads, [_urbanity_row(each, part.indicator) for each in view.per_urbanity])
    if part.nearby.ranking is not None and part.nearby.ranking_year is not None:
        yield html.P(urbanity_groups_line(part.nearby.ranking.title, part.nearby.ranking_year), className="klein")


def _urbanity_row(row: UrbanityRow, indicator: Indicator) -> tuple[str, ...]:
    found = row.beyond
    first, last = row.km
    far = format_value(last, indicator)
    if row.years is not None and first is not None:
        far = f"{format_value(first, indicator)} ({row.years[0]}) → {far} ({row.years[1]})"
    told = f"{rough(found.count)} ({percentage(found.pct)})" if found.residents > 0 else "geen cijfer bekend"
    low, high = (
        ("te weinig buurten", "te weinig buurten") if row.split is NoSplit.FEW_BUURTEN else ("onbekend", "onbekend")
    )
    if isinstance(row.split, IncomeSplit):
        low, high = percentage(row.split.pct[0]), percentage(row.split.pct[-1])
    return URBANITY[row.urbanity_class].capitalize(), rough(found.total), told, far, low, high


def _beside(words: Sequence[Any], figure: Sequence[Any]) -> html.Div:
    """Words with their picture beside them, or under them on a narrow screen."""
    parts = [html.Div(words, className="nabijheid-woorden"), html.Figure(figure, className="nabijheid-figuur")]
    return html.Div(parts, className="nabijheid-naast")


def _folded(summary: str, content: Any) -> html.Details:
    return html.Details([html.Summary(summary), content])


def _downloads(downloads: Mapping[str, str]) -> html.Ul:
    links = []
    for text, href in downloads.items():
        links.append(html.Li(html.A(text, href=href, download="")))
        if ".svg" in href:
            png: dict[str, Any] = {"data-png": href}
            links.append(html.Li(html.A(text.replace("SVG", "PNG"), href=href, **png)))
    return html.Ul(links, className="downloads")
