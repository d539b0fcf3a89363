"""Pictures of a profile: where it lies, where its figures stand, and how one moved."""

from __future__ import annotations

from typing import Final

from briefing.document import Picture
from briefing.pictures import SpineRow, Spread, Words, area_map, picture, spine_chart, trend_chart
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.profile import Profile, Row
from domain.series import AreaSeries, Line, Role
from domain.wording import boundaries_source
from domain.wording.figures import titled
from store.areas import areas_of
from store.geometry import polygons
from store.warehouse import Store

#: Rows of the picture of what stands out.
_MOST_ROWS: Final = 10


def map_picture(store: Store, profile: Profile, height_cm: float = 8.0, width_cm: float = 17.0) -> Picture:
    """The area in its gemeente; of a gemeente the buurten where much comes together, of a region its gemeenten."""
    area, vintage = profile.area, profile.vintage
    if area.level in (Level.LAND, Level.GGD, Level.PROVINCIE):
        drawn = polygons(store, Level.GEMEENTE, COUNTRY_CODE)
        inside = {each.code: each.name for each in areas_of(store, Level.GEMEENTE, area.code)}
        about = "De gemeenten van dit gebied"
    else:
        frame = gemeente_of(profile.member_codes[0] if profile.member_codes else area.code)
        drawn = polygons(store, Level.BUURT, frame)
        buurten = areas_of(
            store, Level.BUURT, area.code if area.level in GROUP_LEVELS and not profile.member_codes else frame
        )
        if area.level is Level.GEMEENTE:
            inside = {each.code: each.name for each in buurten if each.code in profile.marked}
            about = "Omlijnd: buurten waar veel samenkomt" if inside else "De buurten van de gemeente"
        else:
            wanted = {area.code, *profile.member_codes}
            inside = {
                each.code: each.name
                for each in buurten
                if {each.code, each.wijk_code} & wanted or (area.level in GROUP_LEVELS and not profile.member_codes)
            }
            about = f"Waar {area.name} ligt"
    words = Words(area.name, about, boundaries_source(vintage, is_demo=profile.is_demo))
    return picture(area_map(drawn, inside, words, height_cm=height_cm, width_cm=width_cm))


def standing_picture(profile: Profile) -> Picture | None:
    """Rows of what stands out, then others with a judgement, among all buurten; None without any spread."""
    first = [each.row for each in profile.standouts]
    others = [
        row for row in profile.rows if row not in first and row.main is not None and row.main.told.burden != "neutral"
    ]
    rows = [row for row in (*first, *others) if row.spread is not None][:_MOST_ROWS]
    if not rows:
        return None
    name = next((row.gemeente.name for row in rows if row.gemeente is not None), "")
    frames = list(dict.fromkeys(row.spread.name for row in rows if row.spread is not None))
    cited = dict.fromkeys(row.figure.source.citation.removeprefix("Bron: ") for row in rows if row.figure is not None)
    sources = f"Bron: {'; '.join(cited)}"
    words = Words(
        f"Cijfers van {profile.area.name} naast alle buurten",
        f"Elk in zijn eigen eenheid en jaar. Balk: {frames[0]}",
        sources,
    )
    return picture(spine_chart([_spine(row) for row in rows], profile.area.name, name, words))


def changed_picture(profile: Profile, row: Row) -> Picture:
    """How one figure moved, with its breaks."""
    figure = row.figure
    own = Line(Role.AREA, profile.area.name, row.points)
    words = Words(row.indicator.title, titled(row.indicator), figure.source.citation if figure is not None else "")
    return picture(trend_chart(AreaSeries(row.indicator.indicator_id, profile.area, (own,)), row.indicator, words))


def _spine(row: Row) -> SpineRow:
    assert row.figure is not None
    assert row.spread is not None
    spread = row.spread
    return SpineRow(
        row.indicator,
        row.figure.reference_year,
        row.value,
        row.gemeente.value if row.gemeente else None,
        row.country.value if row.country else None,
        Spread(spread.low, spread.low, spread.high, spread.high),
    )
