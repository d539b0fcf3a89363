"""Files named on the command line: `--own` and `--areas`. What is named must be understood, else the build stops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.contracts import Recognised
from etl.errors import BuildError, LayoutError
from etl.own import areas, figures
from etl.own.reading import Fits, read_file
from etl.own.sheets import SUFFIXES

_FORM: Final = "`python -m etl template INDICATOR` writes a form that fits; see docs/own-data.md"
_DIVISION: Final = (
    f"""a column of codes and one of {", ".join(areas.KINDS)}; see docs/own-data.md for a word of your own"""
)


def given(own: Sequence[Path], divisions: Sequence[Path]) -> list[Recognised]:
    """The named files, recognised. Raises BuildError with a sentence per file that is missing or has other columns."""
    found: list[Recognised] = []
    problems: list[str] = []
    for paths, adapter, fits in (
        (own, figures.recognise, figures.is_figures),
        (divisions, areas.recognise, areas.is_division),
    ):
        for path in dict.fromkeys(paths):
            fault = _unusable(path)
            items = [] if fault else adapter(path.parent, [path])
            found += [item for item in items if isinstance(item, Recognised)]
            if fault or not items:
                problems.append(f"{path}: {fault or _misfit(path, fits)}")
    if problems:
        raise BuildError(problems)
    return found


def _unusable(path: Path) -> str:
    if not path.is_file():
        return "there is no such file."
    if path.suffix.lower() not in SUFFIXES:
        return f"is no CSV or workbook ({', '.join(SUFFIXES)}). Save it as one."
    try:
        path.open("rb").close()
    except OSError as error:
        return f"cannot be read ({error.strerror or error}). Close it in other programs, and check its permissions."
    return ""


def _misfit(path: Path, fits: Fits) -> str:
    """Why a file that can be used is not what it was given for."""
    try:
        titles = read_file(path, fits).titles
    except LayoutError as error:
        return str(error).removeprefix(f"{path}: ")
    if fits is areas.is_division:
        if figures.is_figures(titles):
            return "holds figures, not a division: give it with --own."
        return f"has the columns {_listed(titles)}; a division has {_DIVISION}."
    if areas.is_division(titles):
        return "holds a division, not figures: give it with --areas."
    missing = [names[0] for names in figures.REQUIRED if not any(name in titles for name in names)]
    return f"lacks {_listed(missing)}; its columns are {_listed(titles)}. {_FORM}."


def _listed(titles: Sequence[str]) -> str:
    return ", ".join(filter(None, titles))
