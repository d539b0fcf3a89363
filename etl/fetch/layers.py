"""Layers of map services (OGC): what a service lists, and which of it the catalogue asks for by regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch.client import Client, DamagedError, glimpse
from etl.fetch.jobs import Layer

#: Element of a list of capabilities that holds the name of a layer, by service.
_NAMES: Final = {"WFS": ("FeatureType", "Name"), "WCS": ("CoverageSummary", "CoverageId")}
_VERSIONS: Final = {"WFS": "2.0.0", "WCS": "2.0.1"}
#: Day of an edition in the name of a layer.
_DAY: Final = re.compile(r"\d{6,}")
_SHOWN: Final = 6


class Pattern(NamedTuple):
    """A layer as the catalogue asks for it; the first group of the expression is the year."""

    indicator_id: str
    expression: str


def query(url: str, service: str, request: str, **options: str) -> str:
    """Address of a request to a WFS or WCS."""
    asked = {"service": service, "version": _VERSIONS[service], "request": request, **options}
    return f"{url}?{urlencode(asked, quote_via=quote, safe='(),/:')}"


def patterns_of(catalogue: Catalogue, source_id: str) -> list[Pattern]:
    """The expressions of all locators of a source, each once."""
    found = {
        locator.layer: indicator_id
        for indicator_id, indicator in catalogue.indicators.items()
        for locator in indicator.source
        if locator.series == source_id and locator.layer
    }
    return [Pattern(indicator_id, expression) for expression, indicator_id in found.items()]


def listed(client: Client, url: str, service: str) -> list[Layer]:
    """All layers that a service lists. Raises FetchError."""

    def check(body: bytes) -> list[Layer]:
        kind, name = _NAMES[service]
        root = read_xml(body)
        names = (
            child.text
            for element in root.iter()
            if local_name(element.tag) == kind
            for child in element
            if local_name(child.tag) == name
        )
        return [Layer(url, text.strip()) for text in names if text]

    return client.get(query(url, service, "GetCapabilities"), check)[1]


def all_listed(client: Client, urls: Sequence[str], service: str) -> list[Layer]:
    """Layers of all services together; one that fails is left out as long as another answers. Raises FetchError."""
    found: list[Layer] = []
    errors: list[FetchError] = []
    for url in urls:
        try:
            found += listed(client, url, service)
        except FetchError as error:
            errors.append(error)
    if errors and len(errors) == len(urls):
        raise errors[0]
    return found


def choose(layers: Iterable[Layer], pattern: Pattern, years: Sequence[int] | None) -> list[tuple[int, Layer]]:
    """(year, layer) that a pattern means: of the wanted years, else of the newest; of one year's editions the newest.

    A layer whose name does not tell a year (an alias of the current one) is passed over.
    """
    editions: dict[tuple[int, str], Layer] = {}
    for layer in layers:
        match = re.search(pattern.expression, layer.plain, re.IGNORECASE)
        if not match or not match.groups() or not match[1]:
            continue
        key = (int(match[1]), _DAY.sub("", layer.plain))
        if key not in editions or editions[key].plain < layer.plain:
            editions[key] = layer
    found = sorted(((year, layer) for (year, _), layer in editions.items()), key=lambda item: (-item[0], item[1].plain))
    wanted = set(years) if years is not None else {year for year, _ in found[:1]}
    return [(year, layer) for year, layer in found if year in wanted]


def nearest(layers: Iterable[Layer], pattern: Pattern) -> str:
    """The names that look most like what a pattern asks for, for a message."""
    names = {layer.plain for layer in layers}
    sought = re.sub(r"\\d\{?\d*\}?|[\\()?:|]", "", pattern.expression)
    return ", ".join(get_close_matches(sought, sorted(names), n=_SHOWN, cutoff=0.3)) or "nothing like it"


def read_xml(body: bytes) -> ElementTree.Element:
    """Root of an answer in XML. Raises DamagedError when it is something else, or the service's own error."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise DamagedError(f"an answer that is no XML, beginning with {glimpse(body)}") from error
    if local_name(root.tag) in ("ExceptionReport", "ServiceExceptionReport"):
        told = " ".join(" ".join(root.itertext()).split())
        raise DamagedError(f"an error of the service: '{told[:200]}'")
    if local_name(root.tag).casefold() == "html":
        raise DamagedError(f"a web page, beginning with {glimpse(body)}")
    return root


def local_name(tag: str) -> str:
    """Name of an element without its namespace."""
    return tag.rsplit("}", 1)[-1]
