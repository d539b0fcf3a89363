"""Which gemeente is meant: a name or code against CBS's own list of gemeenten, asked live or taken from the last time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from domain.areas import everyday_name, fold
from etl.errors import EtlError, FetchError
from etl.fetch.client import Client, DamagedError, NoConnectionError, NotFoundError, with_query, writing
from etl.fetch.pages import read_page
from etl.settings import EtlSettings

_CODE: Final = re.compile(r"(?:GM)?\s*0*(\d{1,4})", re.IGNORECASE)
#: CBS's lists put "(gemeente)" behind names that a province bears too; "(NH.)" tells two gemeenten of one name apart.
_KIND: Final = re.compile(r"\s*\(gemeente\)$", re.IGNORECASE)
_WHERE: Final = re.compile(r"\s*\([^)]*\)$")
_SHOWN: Final = 8


class UnknownGemeenteError(EtlError):
    """No gemeente, or more than one, is called so."""


@dataclass(frozen=True)
class Gemeente:
    """A gemeente of today: code with prefix, and its name."""

    code: str
    name: str

    @property
    def slug(self) -> str:
        """Its name as part of the name of a file."""
        return fold(self.name).replace(" ", "-")


@dataclass(frozen=True)
class GemeenteList:
    """Names by code, and since when when the list is not of today."""

    names: Mapping[str, str]
    note: str = ""


def resolve(text: str, names: Mapping[str, str]) -> Gemeente:
    """The gemeente that a name or code means, in whatever spelling. Raises UnknownGemeenteError with candidates."""
    wanted = text.strip()
    if code := _CODE.fullmatch(wanted):
        found = f"GM{int(code[1]):04d}"
        if found in names:
            return Gemeente(found, names[found])
        raise UnknownGemeenteError(f"There is no gemeente with code {found}. {_advice(wanted, names)}")
    sought = everyday_name(fold(_KIND.sub("", wanted)))
    whole = [code for code, name in names.items() if everyday_name(fold(name)) == sought]
    bare = [code for code, name in names.items() if everyday_name(fold(_WHERE.sub("", name))) == sought]
    matches = whole or bare
    if len(matches) == 1:
        return Gemeente(matches[0], names[matches[0]])
    if matches:
        said = ", ".join(f"{names[code]} ({code})" for code in sorted(matches))
        raise UnknownGemeenteError(f"'{wanted}' can be {said}. Give the whole name or the code.")
    raise UnknownGemeenteError(f"There is no gemeente '{wanted}'. {_advice(wanted, names)}")


def gemeenten(client: Client, settings: EtlSettings, table_ids: Sequence[str]) -> GemeenteList:
    """Today's gemeenten, from the dimension of the first of these tables of Kerncijfers that is there; kept on disk for
    when CBS does not answer.

    Raises NoConnectionError without a connection, FetchError when CBS answers nothing usable and nothing was kept.
    """
    kept = settings.raw_dir / ".gemeenten.json"
    try:
        names = _listed(client, settings, table_ids)
    except NoConnectionError:
        raise
    except FetchError as error:
        if kept.is_file():
            return GemeenteList(
                _read(kept), f"CBS's list of gemeenten could not be asked; the last one was taken. {error}"
            )
        raise
    with writing(kept):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(names, ensure_ascii=False, indent=1), encoding="utf-8")
    return GemeenteList(names)


def _listed(client: Client, settings: EtlSettings, table_ids: Sequence[str]) -> dict[str, str]:
    options = {"format": "json", "filter": "startswith(Key,'GM')", "select": "Key,Title"}
    for number, table_id in enumerate(table_ids, 1):
        url = with_query(f"{settings.cbs_feed_url.rstrip('/')}/{table_id}/WijkenEnBuurten", **options)
        try:
            return client.get(url, _names)[1]
        except NotFoundError:
            if number == len(table_ids):
                raise
    return {}


def _names(body: bytes) -> dict[str, str]:
    rows: list[dict[str, Any]] = read_page(body).rows
    names = {str(row["Key"]).strip(): _KIND.sub("", str(row["Title"]).strip()) for row in rows if "Title" in row}
    if not names:
        raise DamagedError("a list without a single gemeente")
    return names


def _read(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FetchError(f"{path}: not readable ({error}). Remove it and try again.") from error
    return {str(code): str(name) for code, name in content.items()}


def _advice(wanted: str, names: Mapping[str, str]) -> str:
    by_name = {everyday_name(fold(name)): f"{name} ({code})" for code, name in names.items()}
    sought = everyday_name(fold(wanted))
    part = [told for name, told in by_name.items() if len(sought) > 2 and sought in name]
    close = [by_name[name] for name in get_close_matches(sought, by_name, n=_SHOWN, cutoff=0.6)]
    meant = list(dict.fromkeys([*close, *part]))[:_SHOWN]
    if meant:
        return f"Did you mean {', '.join(meant)}?"
    return "Give the name of a gemeente as it is today (not of a place in it), or its code, such as GM0344."
