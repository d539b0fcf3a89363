"""What a page of an OData v3 feed must be like, and where the next one is. Pure: bytes in, a Page or an error out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from etl.errors import FetchError
from etl.fetch.client import DamagedError, glimpse

NEXT: Final = "odata.nextLink"
_AGAIN: Final = "Try again later; finished pages are kept."


@dataclass(frozen=True)
class Page:
    """One page: its rows and the link to the next page, None on the last."""

    rows: list[dict[str, Any]]
    next_link: str | None


@dataclass
class Chain:
    """What the pages of one entity set must add up to; `accept` is called page by page."""

    #: Rows there must be at least, where the service told; a filter may also find none at all.
    promised: int | None = None
    #: Columns that every row must have.
    columns: frozenset[str] = frozenset()
    #: Without a filter the IDs run 0, 1, 2 ...; with one they only rise.
    filtered: bool = False
    rows: int = 0
    _last_id: int = field(default=-1, repr=False)

    def accept(self, page: Page) -> None:
        """Check a page against what came before it and count it. Raises DamagedError, ColumnsChangedError."""
        self._check_columns(page.rows)
        last_id = self._check_ids(page.rows)
        total = self.rows + len(page.rows)
        if page.next_link is None:
            if self.promised is not None and total < self.promised and not (self.filtered and total == 0):
                raise DamagedError(f"the last page ends at row {total:,} of {self.promised:,}", _AGAIN)
        elif not page.rows:
            raise DamagedError("an empty page that says there are more", _AGAIN)
        elif (skip := _skip(page.next_link)) is not None and skip != total:
            raise DamagedError(f"a page that ends at row {total:,} while its next page starts at {skip:,}", _AGAIN)
        self.rows, self._last_id = total, last_id

    def _check_columns(self, rows: list[dict[str, Any]]) -> None:
        if rows and (missing := self.columns - rows[0].keys()):
            raise ColumnsChangedError(
                f"columns that DataProperties lists are not in the rows: {', '.join(sorted(missing))}. "
                f"Columns it does not list: {', '.join(sorted(rows[0].keys() - self.columns - {'ID'})) or 'none'}. "
                "The table is probably being replaced: fetch again in an hour; if it stays, run `etl check-sources`."
            )

    def _check_ids(self, rows: list[dict[str, Any]]) -> int:
        last = self._last_id
        for row in rows:
            number = row.get("ID")
            if number is None:
                continue
            if number <= last or (not self.filtered and number != last + 1):
                raise DamagedError(
                    f"row ID {number} follows {last if last >= 0 else 'the beginning'}: rows are missing or doubled",
                    _AGAIN,
                )
            last = number
        return last


class ColumnsChangedError(FetchError):
    """The rows do not have the columns that the table's own metadata lists."""


def read_page(body: bytes) -> Page:
    """Envelope of an OData v3 answer. Raises DamagedError when it is cut off or something else (a web page)."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise DamagedError(
            f"an answer of {len(body):,} bytes that is no whole JSON, beginning with {glimpse(body)}", _AGAIN
        ) from error
    if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
        raise DamagedError(f"JSON without a list 'value', beginning with {glimpse(body)}", _AGAIN)
    return Page(rows=answer["value"], next_link=answer.get(NEXT))


def rebase(next_link: str, base: str, table_id: str) -> str:
    """The same page on the configured address: feeds name their own public host in `odata.nextLink`.

    Raises FetchError when the link leads out of the table.
    """
    parts = urlsplit(next_link)
    found = re.search(rf"/{re.escape(table_id)}/(?P<rest>[^/].*)$", parts.path, re.IGNORECASE)
    if not found:
        raise FetchError(
            f"{next_link}: the next page lies outside table {table_id}. Nothing was followed; run `etl check-sources`."
        )
    query = f"?{parts.query}" if parts.query else ""
    return f"{base.rstrip('/')}/{table_id}/{found['rest']}{query}"


def topic_keys(properties: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Keys of the topics, the columns of figures, in rows of DataProperties."""
    return frozenset(row["Key"] for row in properties if str(row.get("Type", "")).endswith("Topic"))


def dimension_keys(properties: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Keys of the dimensions, each also the name of an entity set, in rows of DataProperties."""
    kinds = ("Dimension", "GeoDetail")
    return tuple(row["Key"] for row in properties if str(row.get("Type", "")).endswith(kinds))


def _skip(link: str) -> int | None:
    values = parse_qs(urlsplit(link).query).get("$skip", [])
    return int(values[0]) if values and values[0].isdigit() else None
