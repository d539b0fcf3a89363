"""A briefing as a composer would make it: four pages about one area, from the warehouse, with every kind of block."""

from __future__ import annotations

from datetime import date

import numpy as np

from briefing.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Fact,
    Heading,
    KeyFacts,
    PageBreak,
    Paragraph,
    Run,
    Source,
    Table,
    WritingBlock,
)
from briefing.pictures import (
    Bar,
    Choropleth,
    SpineRow,
    Spread,
    Words,
    area_map,
    bars,
    picture,
    spine_chart,
    trend_chart,
)
from domain.areas import COUNTRY_CODE, Level, gemeente_of
from domain.numbers_nl import format_number, format_value
from domain.view_models import Area, Figure, Indicator
from domain.wording.figures import status_short, titled
from store.areas import area
from store.catalogue import indicators
from store.figures import distribution, figure, figures_for, map_figures
from store.geometry import polygons
from store.series import area_series
from store.warehouse import Store

MADE_ON = date(2026, 11, 28)
#: Subjects of the sample, whatever the catalogue holds of them.
SUBJECTS = (
    "low_income_households_pct",
    "good_health_pct",
    "gp_km",
    "supermarket_km",
    "rental_homes_pct",
    "age_65plus_pct",
    "green_pct",
    "residents_count",
)


def compose(store: Store, code: str) -> Document:
    """Briefing of one area."""
    place = area(store, code)
    assert place is not None
    gemeente = area(store, gemeente_of(code))
    assert gemeente is not None
    known = indicators(store)
    newest = {each.indicator_id: each for each in figures_for(store, code)}
    asked = [known[name] for name in (*[s for s in SUBJECTS if s in newest], *newest) if name in newest]
    chosen = list(dict.fromkeys(asked))[:14]
    main = chosen[0] if chosen else next(iter(known.values()))
    rows = [_spine_row(store, each, newest[each.indicator_id], gemeente) for each in chosen if not each.additive][:6]
    blocks: list[Block] = [
        KeyFacts(tuple(_facts(place, chosen, newest))),
        Paragraph(f"{place.name} ligt in {gemeente.name}.", "lead"),
        Heading("Wat valt op?"),
        Paragraph(
            (
                Run("Hieronder staat elk onderwerp op een eigen schaal. "),
                Run("Stapeling", term=True),
                Run(" betekent dat veel tegelijk speelt. "),
                Run("Een verschil zegt niets over de oorzaak.", bold=True),
            )
        ),
        picture(
            spine_chart(
                rows, place.name, gemeente.name, _words(store, "Dit gebied tussen alle buurten", "", newest, chosen)
            )
        ),
        Callout("Zo leest u deze cijfers", ("Een streepje betekent: geen cijfer. Waarom, staat in de tabel.",)),
        PageBreak(),
        Heading("Waar ligt het?"),
        picture(_place_map(store, place, gemeente), f"{place.name} in {gemeente.name}"),
        Heading("Cijfers"),
        _table(place, gemeente, store, chosen, newest),
        PageBreak(),
        Heading("Kaart en verloop"),
    ]
    shown = newest.get(main.indicator_id)
    if shown is not None:
        blocks += [
            picture(_class_map(store, place, gemeente, main, shown), f"{main.title} per buurt"),
            picture(
                trend_chart(area_series(store, main.indicator_id, code), main, _about(main, shown)),
                f"{main.title} over de jaren",
            ),
            Heading("Vergelijking", 2),
            picture(_bars(store, place, gemeente, main, shown), f"{main.title}: vergelijking"),
        ]
    blocks += [
        Heading("Samen verder"),
        Bullets(
            ("Bespreek dit met bewoners.", "Kijk wat de gemeente al doet.", "Spreek af wie wat doet."), numbered=True
        ),
        WritingBlock("Duiding GGD", "Wat is er bekend dat niet in de cijfers staat?", 5),
        WritingBlock("Wat zeggen bewoners", "Schrijf hier wat bewoners herkennen, en wat niet.", 5),
    ]
    return Document(
        title=f"Gebiedsbriefing {place.name}",
        subtitle=f"{str(place.level).capitalize()} in {gemeente.name}",
        area_names=(place.name,),
        blocks=tuple(blocks),
        made_on=MADE_ON,
        link=f"https://buurtlens.example/buurt/{code}?jaar=2024&modus=thema",
        sources=_sources(chosen, newest),
        is_demo=store.build().is_demo,
    )


def _facts(place: Area, chosen: list[Indicator], newest: dict[str, Figure]) -> list[Fact]:
    facts = [Fact(format_number(place.residents_count, 0), "inwoners", str(place.boundary_year))]
    for each in chosen[:3]:
        found = newest[each.indicator_id]
        facts.append(Fact(format_value(found.value, each), each.title, str(found.reference_year)))
    return facts


def _spine_row(store: Store, indicator: Indicator, found: Figure, gemeente: Area) -> SpineRow:
    year = found.reference_year
    values, people = distribution(store.open(), indicator.indicator_id, year, Level.BUURT)
    spread = None
    if values:
        low, high = np.quantile(values, [0.1, 0.9])
        spread = Spread(min(values), float(low), float(high), max(values))
    del people
    beside = [figure(store, indicator.indicator_id, code, year) for code in (gemeente.code, COUNTRY_CODE)]
    around, country = (each.value if each else None for each in beside)
    return SpineRow(indicator, year, found.value, around, country, spread, status_short(found.status))


def _words(store: Store, title: str, about: str, newest: dict[str, Figure], chosen: list[Indicator]) -> Words:
    del store
    cited = dict.fromkeys(newest[each.indicator_id].source.citation for each in chosen)
    return Words(title, about or "Elk onderwerp in zijn eigen eenheid en jaar", "; ".join(list(cited)[:2]))


def _about(indicator: Indicator, found: Figure) -> Words:
    return Words(indicator.title, f"{indicator.unit}, {found.reference_year}", found.source.citation)


def _place_map(store: Store, place: Area, gemeente: Area) -> object:
    shapes = polygons(store, Level.BUURT, gemeente.code)
    words = Words(
        f"Waar {place.name} ligt",
        f"Buurten van {gemeente.name}, {place.boundary_year}",
        f"Grenzen: CBS en Kadaster {place.boundary_year}",
    )
    return area_map(shapes, {place.code: place.name}, words, height_cm=5.5)


def _class_map(store: Store, place: Area, gemeente: Area, indicator: Indicator, found: Figure) -> object:
    cells = map_figures(store, indicator.indicator_id, found.reference_year, Level.BUURT, gemeente.code)
    values = dict(zip(cells.area_codes, cells.values, strict=True))
    breaks = indicator.breaks or (1.0,)
    shapes = polygons(store, Level.BUURT, gemeente.code)
    return area_map(shapes, {place.code: place.name}, _about(indicator, found), Choropleth(indicator, values, breaks))


def _bars(store: Store, place: Area, gemeente: Area, indicator: Indicator, found: Figure) -> object:
    country = figure(store, indicator.indicator_id, COUNTRY_CODE, found.reference_year)
    around = figure(store, indicator.indicator_id, gemeente.code, found.reference_year)
    drawn = [Bar(place.name, found.value, marked=True, why=status_short(found.status))]
    drawn.append(Bar(gemeente.name, around.value if around else None))
    lines = [("Nederland", country.value)] if country and country.value is not None else []
    return bars(drawn, indicator, _about(indicator, found), lines)


def _table(place: Area, gemeente: Area, store: Store, chosen: list[Indicator], newest: dict[str, Figure]) -> Table:
    rows = []
    for each in chosen:
        found = newest[each.indicator_id]
        beside = [
            figure(store, each.indicator_id, code, found.reference_year) for code in (gemeente.code, COUNTRY_CODE)
        ]
        own = format_value(found.value, each) if found.value is not None else status_short(found.status)
        others = [format_value(other.value if other else None, each) for other in beside]
        rows.append((titled(each), str(found.reference_year), own, *others))
    head = ("Onderwerp", "Jaar", place.name, gemeente.name, "Nederland")
    note = "Een streepje: de bron geeft hiervoor geen cijfer."
    return Table(
        "Cijfers naast gemeente en land",
        head,
        tuple(rows),
        numeric=(2, 3, 4),
        widths=(4, 0.8, 1.5, 1.5, 1.3),
        note=note,
    )


def _sources(chosen: list[Indicator], newest: dict[str, Figure]) -> tuple[Source, ...]:
    per_source: dict[tuple[str, str], list[str]] = {}
    for each in chosen:
        line = newest[each.indicator_id].source
        per_source.setdefault((line.citation, line.licence), []).append(each.title)
    return tuple(
        Source(", ".join(titles[:3]) + (" en meer" if titles[3:] else ""), *cited)
        for cited, titles in per_source.items()
    )
