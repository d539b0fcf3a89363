"""Downloads of the screen Nabijheid: files that carry area, unit, year, method and source in themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from domain.numbers_nl import rounded
from domain.proximity import Beyond, IncomeSplit, verdict
from domain.proximity_view import BeyondView, CountSeries, Nearby, OverviewRow
from domain.trend import Point
from domain.view_models import Area, Indicator
from domain.wording.proximity import VERDICTS, group_label, method_sentence, verdict_reason
from domain.wording.trend import URBANITY
from store.export import csv_text, demo_mark
from store.warehouse import Store

_OVERVIEW: Final = (
    "gebied_code", "gebied_naam", "onderwerp", "groep", "maat", "eenheid", "jaar_eerst", "waarde_eerst", "jaar_laatst",
    "waarde_laatst", "verandering", "oordeel", "reden", "jaar_nieuwste", "waarde_nieuwste", "bron", "licentie",
)  # fmt: skip
_BEYOND: Final = (
    "gebied_code", "gebied_naam", "onderwerp", "richtwaarde_km", "jaar", "groep", "inwoners", "inwoners_verder", "deel_pct",
    "gemiddelde_km", "dekking_pct", "volgorde", "jaar_volgorde", "methode", "bron", "licentie",
)  # fmt: skip


def overview_csv(area: Area, rows: tuple[OverviewRow, ...]) -> bytes:
    """CSV of the overview: a row per distance and per number within reach, also without figures."""
    return csv_text(_OVERVIEW, (line for row in rows for line in _lines(area, row))).encode()


def overview_name(store: Store, area: Area) -> str:
    """File name, from codes only: "buurtlens_nabijheid_GM0344.csv"."""
    return f"buurtlens_nabijheid_{area.code}{demo_mark(store)}.csv"


def beyond_csv(area: Area, nearby: Nearby, view: BeyondView | None, indicator: Indicator) -> bytes:
    """CSV of residents beyond a guide value: everyone, 65 and over, income groups of every year, and classes of urbanity."""
    rows = _beyond_rows(nearby, view) if view is not None else iter(())
    cited = " / ".join(line.citation for line in nearby.sources)
    licences = " / ".join(dict.fromkeys(line.licence for line in nearby.sources))
    ranking = nearby.ranking.title if nearby.ranking else None
    lines = (
        [
            area.code,
            area.name,
            indicator.title,
            view.guide.km if view else None,
            *row,
            ranking,
            nearby.ranking_year,
            method,
            cited,
            licences,
        ]
        for *row, method in rows
    )
    return csv_text(_BEYOND, lines).encode()


def beyond_name(store: Store, area: Area, indicator_id: str, extension: str) -> str:
    """File name, from codes only: "buurtlens_gp_km_inwoners_GM0344.csv"."""
    return f"buurtlens_{indicator_id}_inwoners_{area.code}{demo_mark(store)}.{extension}"


def _lines(area: Area, row: OverviewRow) -> Iterator[list[Any]]:
    cited = " / ".join(line.citation for line in row.sources)
    licences = " / ".join(dict.fromkeys(line.licence for line in row.sources))
    told = row.told
    ends = (told.first, told.last) if told.first is not None and told.last is not None else None
    words = (VERDICTS[verdict(told)], verdict_reason(told, row.points))
    yield [
        *_head(area, row, row.indicator),
        *_ends(ends, row.indicator),
        *words,
        *_point(row.latest, row.indicator),
        cited,
        licences,
    ]
    for each in row.counts:
        yield [*_head(area, row, each.indicator), *_count(each, told.first, told.last), cited, licences]


def _head(area: Area, row: OverviewRow, shown: Indicator) -> list[Any]:
    return [area.code, area.name, row.facility.short, row.indicator.facility_group, shown.title, shown.unit]


def _count(each: CountSeries, first: Point | None, last: Point | None) -> list[Any]:
    ends = each.ends(first.year if first else None, last.year if last else None)
    newest = next((point for point in reversed(each.points) if point.counts), None)
    return [*_ends(ends, each.indicator), None, None, *_point(newest, each.indicator)]


def _ends(ends: tuple[Point, Point] | None, shown: Indicator) -> list[Any]:
    if ends is None or ends[0].value is None or ends[1].value is None:
        return [None] * 5
    first, last = (rounded(point.value or 0.0, shown.decimals) for point in ends)
    return [ends[0].year, first, ends[1].year, last, rounded(last - first, shown.decimals)]


def _point(point: Point | None, shown: Indicator) -> list[Any]:
    return [None, None] if point is None or point.value is None else [point.year, rounded(point.value, shown.decimals)]


def _beyond_rows(nearby: Nearby, view: BeyondView) -> Iterator[list[Any]]:
    """Year, group, residents, residents beyond, share, mean km, coverage, method."""
    method, by_mean = method_sentence(view.by_squares, nearby.square_m), method_sentence(0.0, None)
    yield [view.year, "alle inwoners", *_numbers(view.everyone), method]
    if view.older is not None:
        yield [nearby.older_year, "65 jaar en ouder", *_numbers(view.older), method]
    if isinstance(view.split, IncomeSplit):
        yield from _groups(view.year, view.split, method)
    for each in view.gap.years if view.gap is not None else ():
        yield from _groups(each.year, each.split, by_mean)
    for row in view.per_urbanity:
        name = URBANITY[row.urbanity_class]
        yield [view.year, name, *_numbers(row.beyond), method]
        if isinstance(row.split, IncomeSplit):
            yield from _groups(view.year, row.split, method, f"{name}, ")


def _numbers(found: Beyond) -> list[Any]:
    pct = None if found.pct is None else rounded(found.pct, 1)
    return [rounded(found.residents, 0), rounded(found.count, 0), pct, None, rounded(100 * found.covered, 0)]


def _groups(year: int, split: IncomeSplit, method: str, before: str = "") -> Iterator[list[Any]]:
    count = len(split.pct)
    for index, (pct, km, people) in enumerate(zip(split.pct, split.km, split.residents, strict=True)):
        name = f"{before}inkomensgroep {index + 1} van {count} ({group_label(index, count).lower()})"
        far = rounded(pct * people / 100, 0)
        yield [
            year,
            name,
            rounded(people, 0),
            far,
            rounded(pct, 1),
            rounded(km, 2),
            rounded(100 * split.covered, 0),
            method,
        ]
