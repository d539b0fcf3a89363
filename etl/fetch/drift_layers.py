"""Layers of map services: every layer that the catalogue asks for is listed, has its columns, and is in RD New."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from etl.errors import ColumnError
from etl.fetch import layers
from etl.fetch.boundaries import read_features
from etl.fetch.checks import Check, Look, SourceCheck, fewer, rows_on_disk
from etl.fetch.jobs import Layer
from etl.fetch.plan_files import table_name
from etl.fetch.wcs import describe
from etl.sources._layouts.columns import resolve_header

_SUBJECTS: Final = {"WFS": "feature services", "WCS": "coverage services"}


def check_features(look: Look, source_id: str) -> Iterator[Check]:
    """Layers of features: listed, with one feature whose properties are those of the catalogue."""
    yield Check(_SUBJECTS["WFS"], partial(_features, look, source_id))


def check_coverages(look: Look, source_id: str) -> Iterator[Check]:
    """Maps: listed, and the first of them described as a grid in RD New."""
    yield Check(_SUBJECTS["WCS"], partial(_coverages, look, source_id))


def _features(look: Look, source_id: str) -> Iterator[SourceCheck]:
    faults, chosen = _listed(look, source_id, look.settings.rivm_wfs_urls, "WFS")
    yield from faults
    for pattern, layer in chosen:
        subject = layer.plain
        options = {"outputFormat": "application/json", "count": "1"}
        url = layers.query(layer.url, "WFS", "GetFeature", typeNames=layer.name, **options)
        page = look.client.get(url, read_features)[1]
        names = list(page["features"][0]["properties"]) if page["features"] else []
        for locator in look.catalogue.indicators[pattern.indicator_id].source:
            if locator.series == source_id and locator.layer == pattern.expression:
                try:
                    resolve_header(locator.column, names)
                except ColumnError as error:
                    remedy = f"Correct `column` in etl/catalogue/indicators/{pattern.indicator_id}.yml."
                    yield SourceCheck(source_id, subject, "drift", f"{pattern.indicator_id}: {error}", remedy)
        matched = page.get("numberMatched")
        known = rows_on_disk(look.folder(source_id, table_name(layer)), layer.plain)
        yield from fewer(source_id, subject, matched if isinstance(matched, int) else None, known)
    if not faults:
        yield SourceCheck(source_id, _SUBJECTS["WFS"], "ok", _names(chosen))


def _coverages(look: Look, source_id: str) -> Iterator[SourceCheck]:
    faults, chosen = _listed(look, source_id, look.settings.rivm_wcs_urls, "WCS")
    yield from faults
    if chosen:
        coverage = describe(look.client, chosen[0][1])
        cell = coverage.cell_m[0]
        detail = f"{_names(chosen)}; cells of {cell:g} m"
        yield SourceCheck(source_id, _SUBJECTS["WCS"], "ok", detail)


def _listed(
    look: Look, source_id: str, urls: Sequence[str], service: str
) -> tuple[list[SourceCheck], list[tuple[layers.Pattern, Layer]]]:
    """Faults for layers that are not listed, and the newest layers of those that are."""
    found = layers.all_listed(look.client, urls, service)
    faults: list[SourceCheck] = []
    chosen: list[tuple[layers.Pattern, Layer]] = []
    for pattern in layers.patterns_of(look.catalogue, source_id):
        matches = layers.choose(found, pattern, None)
        chosen += [(pattern, layer) for _, layer in matches]
        if not matches:
            detail = (
                f"{pattern.indicator_id}: no layer like {pattern.expression}; nearest: {layers.nearest(found, pattern)}"
            )
            remedy = f"Correct `layer` in etl/catalogue/indicators/{pattern.indicator_id}.yml."
            faults.append(SourceCheck(source_id, _SUBJECTS[service], "drift", detail, remedy))
    return faults, chosen


def _names(chosen: Sequence[tuple[layers.Pattern, Layer]]) -> str:
    return f"{len(chosen)} layers, such as {chosen[0][1].plain}" if chosen else "no layers asked for"
