"""The sources that can be fetched, and how each is had. Which tables there are stands in catalogue/sources/<id>.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from etl.fetch.jobs import Route

#: tables: of StatLine · boundaries: Wijk- en Buurtkaart · editions, squares, addresses: files of which the settings hold the
#: address · features, coverages: layers of a map service, found in what it lists.
Kind = Literal["tables", "boundaries", "editions", "squares", "addresses", "features", "coverages"]


@dataclass(frozen=True)
class Series:
    """How the tables or files of a source are had."""

    kind: Kind
    routes: tuple[Route, ...]
    #: How the titles of its yearly tables begin in CBS's catalogue; empty: tables only from the YAML.
    title: str = ""
    #: Setting with the address of its v3 feed.
    feed: str = "cbs_feed_url"
    dataset: str = "TypedDataSet"
    #: One table holds several years; it is asked in parts by these dimensions.
    split: tuple[str, ...] = ()
    #: Whether every part of a split table has a row for each of its areas.
    dense: bool = True
    #: A newer table replaces the older ones: only the newest is fetched, unless a year is asked for.
    newest_only: bool = False
    #: Setting with the addresses of the files or map services.
    urls: str = ""


BOUNDARIES: Final = "cbs_wijkbuurtkaart"
KERNCIJFERS: Final = "cbs_kwb"
#: Years of addresses that are fetched when no year is asked for: each file has some eight million rows.
ADDRESS_YEARS: Final = 2

SERIES: Final[dict[str, Series]] = {
    KERNCIJFERS: Series("tables", ("v4", "v3"), title="Kerncijfers wijken en buurten"),
    # Only v3 carries the titles and units that tell all its counts within reach apart.
    "cbs_nabijheid": Series("tables", ("v3", "v4"), title="Nabijheid voorzieningen; afstand locatie"),
    "rivm_gezondheid": Series(
        "tables", ("v3",), feed="dataderden_feed_url", dataset="UntypedDataSet", split=("Perioden", "Leeftijd")
    ),
    BOUNDARIES: Series("boundaries", ("zip", "ogc")),
    "cbs_gebieden": Series("tables", ("v3", "v4")),
    "cbs_ses_woa": Series("tables", ("v3", "v4"), split=("Perioden",), dense=False, newest_only=True),
    "politie": Series("tables", ("v3",), feed="dataderden_feed_url", split=("SoortMisdrijf", "Perioden"), dense=False),
    "cbs_opleiding": Series("tables", ("v3", "v4"), split=("Perioden",), dense=False, newest_only=True),
    "rivm_geluid": Series("tables", ("v3",), feed="dataderden_feed_url", newest_only=True),
    "rivm_regiobeeld": Series(
        "tables", ("v3",), feed="dataderden_feed_url", split=("Perioden",), dense=False, newest_only=True
    ),
    "leefbaarometer": Series("editions", ("file",), urls="leefbaarometer_urls"),
    "klimaateffectatlas": Series("editions", ("file",), urls="klimaateffectatlas_urls"),
    "rivm_groen": Series("features", ("wfs",), urls="rivm_wfs_urls"),
    "cbs_vierkanten": Series("squares", ("file",), urls="squares_url"),
    "cbs_addresses": Series("addresses", ("file",), urls="address_urls"),
    "rivm_kaarten": Series("coverages", ("wcs",), urls="rivm_wcs_urls"),
}
