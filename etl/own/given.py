"""Files named on the command line: `--own` and `--areas`. What is named must be understood, else the build stops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.contracts import Recognised
from etl.errors import BuildError
from etl.own import areas, figures
from etl.own.figures import CODE, INDICATOR, VALUE, YEAR
from etl.own.reading import SUFFIXES, titles_of


def given(own: Sequence[Path], divisions: Sequence[Path]) -> list[Recognised]:
    """The named files, recognised. Raises BuildError with a sentence per file that is missing or has other columns."""
    found: list[Recognised] = []
    problems: list[str] = []
    for path in own:
        problems += _unusable(path)
        found += (
            [item for item in figures.recognise(path.parent, [path]) if isinstance(item, Recognised)]
            if path.is_file()
            else []
        )
    for path in divisions:
        problems += _unusable(path)
        found += (
            [item for item in areas.recognise(path.parent, [path]) if isinstance(item, Recognised)]
            if path.is_file()
            else []
        )
    known = {item.path for item in found}
    wanted = {
        **dict.fromkeys(own, f"the columns {', '.join(names[0] for names in (CODE, INDICATOR, YEAR, VALUE))}"),
        **dict.fromkeys(divisions, f"a column buurtcode and one of {', '.join(areas.KINDS)}"),
    }
    problems += [
        f"{path}: has the columns {', '.join(filter(None, titles_of(path))) or 'none'}; expected {needed}. "
        "`python -m etl template INDICATOR` writes a form that fits; docs/own-data.md explains both."
        for path, needed in wanted.items()
        if path.is_file() and path.suffix.lower() in SUFFIXES and path not in known
    ]
    if problems:
        raise BuildError(problems)
    return found


def _unusable(path: Path) -> list[str]:
    if not path.is_file():
        return [f"{path}: there is no such file."]
    if path.suffix.lower() not in SUFFIXES:
        return [f"{path}: is no CSV or workbook ({', '.join(SUFFIXES)}). Save it as one."]
    return []
