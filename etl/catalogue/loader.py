"""Read and check the catalogue's YAML files; all faults come together in one message."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from etl.catalogue.indices import load_indices
from etl.catalogue.reading import fault_lines, read_checked
from etl.catalogue.schema import Catalogue, Indicator, Source, Theme
from etl.errors import CatalogueError

HERE = Path(__file__).parent
T = TypeVar("T", Source, Indicator)


@cache
def load_catalogue(folder: Path = HERE) -> Catalogue:
    """Catalogue in `folder`: themes.yml, sources/*.yml, indicators/*.yml. Its indices.yml is checked too (etl/catalogue/indices.py).

    Raises CatalogueError naming every file and key at fault.
    """
    problems: list[str] = []
    themes = _read_list(folder / "themes.yml", problems)
    sources = _read_all(folder / "sources", Source, problems)
    indicators = _read_all(folder / "indicators", Indicator, problems)
    if problems:
        raise CatalogueError(problems)
    try:
        catalogue = Catalogue(themes=themes, sources=sources, indicators=indicators)
    except ValidationError as error:
        raise CatalogueError(fault_lines("catalogue", error)) from error
    load_indices(folder, catalogue)
    return catalogue


def _read_all(folder: Path, model: type[T], problems: list[str]) -> dict[str, T]:
    adapter = TypeAdapter(model)
    found: dict[str, T] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            found[path.stem] = read_checked(path, adapter)
        except CatalogueError as error:
            problems += error.problems
    return found


def _read_list(path: Path, problems: list[str]) -> tuple[Theme, ...]:
    try:
        return tuple(Theme.model_validate(item) for item in yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        problems.append(f"{path.name}: {error}")
    except ValidationError as error:
        problems += fault_lines(path.name, error)
    return ()
