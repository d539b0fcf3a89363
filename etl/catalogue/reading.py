"""Read one YAML file of the catalogue into its model; every fault is a line that begins with the name of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from etl.errors import CatalogueError

T = TypeVar("T")


def read_checked(path: Path, model: TypeAdapter[T]) -> T:
    """What the file holds. Raises CatalogueError with a line per fault."""
    try:
        return model.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogueError([f"{path.name}: {error}"]) from error
    except yaml.YAMLError as error:
        raise CatalogueError([f"{path.name}: no valid YAML ({str(error).splitlines()[0]})"]) from error
    except ValidationError as error:
        raise CatalogueError(fault_lines(path.name, error)) from error


def refuse(path: Path, faults: Sequence[str]) -> None:
    """Raise CatalogueError with every fault as a line that begins with the name of the file; nothing without faults."""
    if faults:
        raise CatalogueError([f"{path.name}: {fault}" for fault in faults])


def fault_lines(name: str, error: ValidationError) -> list[str]:
    """A line per fault: file, key, and what is wrong."""
    return [f"{name}: {'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}" for fault in error.errors()]
