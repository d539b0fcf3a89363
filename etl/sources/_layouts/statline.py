"""CSV as the StatLine site exports it: `;`, quoted and padded texts, full titles as headers, decimal comma or point."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.errors import LayoutError

#: Header of the column with the area code: "Regioaanduiding/Codering (code)" or "Regiocode (gemeente, wijk, buurt)
#: (code)".
_CODE_HEADER = re.compile(r"(?:.*/)?(?:Codering|Regiocode\b.*?)(?:_\d+)? \(code\)", re.IGNORECASE)
_HEADER_BYTES = 1_000_000


@dataclass(frozen=True)
class AreaHeaders:
    """Which columns hold what is known about the area itself; None where the export was made without it."""

    code: str
    name: str | None
    gemeente_name: str | None
    kind: str | None
    change_flag: str | None


def header(path: Path) -> tuple[str, ...]:
    """Column titles of a `;` CSV, spaces collapsed; empty when the file is no such CSV."""
    with path.open("rb") as stream:
        first = _decode(stream.readline(_HEADER_BYTES)).rstrip("\r\n")
    if ";" not in first:
        return ()
    try:
        return tuple(_collapse(cell) for cell in next(csv.reader([first], delimiter=";")))
    except csv.Error:
        return ()


def area_headers(titles: tuple[str, ...]) -> AreaHeaders | None:
    """The columns about the area; None when no column holds area codes: then it is no StatLine export per area."""
    code = next((title for title in titles if _CODE_HEADER.fullmatch(title)), None)
    if code is None:
        return None

    def ending(*endings: str) -> str | None:
        return next((title for title in titles if title.casefold().endswith(endings)), None)

    return AreaHeaders(
        code=code,
        name=next((title for title in titles if title.casefold() in ("wijken en buurten", "regio's")), None),
        gemeente_name=ending("gemeentenaam (naam)"),
        kind=ending("soort regio (omschrijving)"),
        change_flag=next((title for title in titles if "indelingswijziging" in title.casefold()), None),
    )


def read(path: Path) -> pd.DataFrame:
    """All rows as texts, the source line at the foot left out. Raises LayoutError for a row that is cut."""
    rows = list(csv.reader(io.StringIO(_decode(path.read_bytes())), delimiter=";"))
    titles = [_collapse(cell) for cell in rows[0]]
    body = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    while (
        body and len(body[-1][1]) == 1 and body[-1][1][0].lstrip("© ").casefold().startswith(("bron", "cbs", "source"))
    ):
        body.pop()
    wrong = next(((number, row) for number, row in body if len(row) != len(titles)), None)
    if wrong:
        raise LayoutError(
            f"{path}: line {wrong[0]} has {len(wrong[1])} cells where the header has {len(titles)}. "
            "The download may be cut: export the table again."
        )
    return pd.DataFrame([row for _, row in body], columns=pd.Index(titles), dtype=object)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _collapse(text: str) -> str:
    return " ".join(text.split())
