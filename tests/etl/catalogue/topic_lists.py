"""Topics of a yearly table, written down as "group | unit | stems", and as CBS lists them in DataProperties."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.sources._layouts import odata_v3
from etl.sources._layouts.columns import Topic

#: Group of topics (titles from the top), unit, stem of the key.
Entry = tuple[tuple[str, ...], str, str]


def entries(text: str) -> list[Entry]:
    """Entries of lines such as "Wonen > Woningen naar type | % | PercentageEengezinswoning PercentageMeergezinswoning"."""
    found: list[Entry] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        group, unit, stems = (part.strip() for part in line.split("|"))
        titles = tuple(title.strip() for title in group.split(">") if title.strip())
        found += [(titles, unit, stem) for stem in stems.split()]
    return found


def data_properties(listed: Sequence[Entry], first: int, dimension: str = "WijkenEnBuurten") -> list[dict[str, Any]]:
    """Rows of DataProperties: one region dimension, groups under groups, keys numbered from `first` in the order given.

    A topic's title is its stem, so that no test passes because a title happens to fit.
    """
    rows: list[dict[str, Any]] = []
    groups: dict[tuple[str, ...], int] = {}

    def add(kind: str, key: str, title: str, unit: str | None, parent: int | None) -> int:
        identity = len(rows)
        told = {"ID": identity, "Position": identity, "ParentID": parent, "Type": kind}
        rows.append({**told, "Key": key, "Title": title, "Unit": unit, "MapYear": None})
        return identity

    def group(titles: tuple[str, ...]) -> int | None:
        if titles and titles not in groups:
            groups[titles] = add("TopicGroup", "", titles[-1], None, group(titles[:-1]))
        return groups.get(titles)

    add("GeoDetail", dimension, "Wijken en buurten", None, None)
    for number, (titles, unit, stem) in enumerate(listed, start=first):
        add("Topic", f"{stem}_{number}", stem, unit, group(titles))
    return rows


def topics(folder: Path, listed: Sequence[Entry], first: int, dimension: str = "WijkenEnBuurten") -> tuple[Topic, ...]:
    """The same through a file, as the reader of OData v3 gives them."""
    path = folder / "DataProperties.json"
    path.write_text(json.dumps({"value": data_properties(listed, first, dimension)}), encoding="utf-8")
    properties = odata_v3.read_properties([path])
    assert properties.dimensions == (dimension,)
    return properties.topics
