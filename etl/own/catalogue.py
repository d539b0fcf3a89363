"""The catalogue with what own files add: a source per file, and an indicator of its own where an open source has the same topic."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from etl.catalogue.schema import Catalogue, Indicator, Know, Source
from etl.errors import EtlError
from etl.own.figures import INDICATOR, SOURCE_ID, is_figures, own_id, source_id_of
from etl.own.reading import OwnFile, read_file

_APART: Final = (
    "Dit zijn cijfers die de gemeente of de GGD zelf heeft aangeleverd. Ze zijn op een andere manier gemaakt dan de landelijke "
    "cijfers over dit onderwerp en staan daarom apart."
)


def with_own(catalogue: Catalogue, paths: Iterable[Path]) -> Catalogue:
    """Catalogue with the sources and indicators of own files. A file that cannot be read is left to the intake, which names its faults."""
    sources = dict(catalogue.sources)
    indicators = dict(catalogue.indicators)
    for path in paths:
        try:
            file = read_file(path, is_figures)
        except EtlError:
            continue
        sources[source_id_of(path)] = _source(file)
        column = file.column(*INDICATOR)
        named = dict.fromkeys(row.cells[column] for row in file.rows) if column else {}
        for name in named:
            if name in catalogue.indicators and not catalogue.indicators[name].own_data:
                indicators[own_id(name, catalogue)] = _apart(catalogue.indicators[name])
    return catalogue.model_copy(update={"sources": sources, "indicators": indicators})


def one_source_twice(paths: Iterable[Path]) -> list[str]:
    """A sentence per name that several own files have: what one says of itself would stand beside the figures of the other."""
    files: dict[str, list[Path]] = {}
    for path in paths:
        files.setdefault(source_id_of(path), []).append(path)
    return [
        f"{' and '.join(map(str, alike))} would be one source. Take away what is there twice, or give each file a name of its own."
        for alike in files.values()
        if len(alike) > 1
    ]


def is_own(source_id: str) -> bool:
    """Whether a source is a file that a gemeente brought."""
    return source_id.startswith(f"{SOURCE_ID}_")


def _source(file: OwnFile) -> Source:
    told = file.told
    maker = told.get("bron") or f"eigen cijfers ({file.path.name})"
    return Source(
        title=told.get("titel") or file.path.stem.replace("_", " "),
        publisher=maker,
        licence=told.get("licentie") or "niet opgegeven",
        licence_url=told.get("licentie adres", ""),
        attribution=f"Bron: {maker}, {{year}}",
        homepage=told.get("website", ""),
        precedence=0,
    )


def _apart(indicator: Indicator) -> Indicator:
    """The same topic as an indicator of its own, so that it never mixes with the series of the open source."""
    title = f"{indicator.title[:73].rstrip()} (eigen cijfers)"
    return indicator.model_copy(
        update={
            "title": title,
            "source": (),
            "derive": (),
            "own_data": True,
            "kind": "register",
            "know": (Know(text=_APART, weight="warning"), *indicator.know),
            "series_breaks": (),
            "period_offset": 0,
            "minimum": None,
            "additive": False,
            "combine": indicator.combination,
            "shown": True,
        }
    )
