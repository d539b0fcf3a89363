"""Writes CSV as the StatLine site exports it: titles of all groups in the header, every cell quoted and padded."""

from __future__ import annotations

from pathlib import Path

from etl.demo.tables import Table, change_title, gemeente_name, number_text

_WIDTH = 8


def write_statline(path: Path, table: Table, separator: str) -> None:
    """One export of a whole table. `separator` is the decimal mark, which follows the settings of who exported it."""
    header = [
        "Wijken en buurten",
        "Regioaanduiding/Gemeentenaam (naam)",
        "Regioaanduiding/Soort regio (omschrijving)",
        "Regioaanduiding/Codering (code)",
        f"Regioaanduiding/{change_title(table.year)} (code)",
        *("/".join([*topic.path, f"{topic.title} ({topic.unit})"]) for topic in table.topics),
    ]
    columns = [table.values(topic).tolist() for topic in table.topics]
    lines = [_line(header)]
    for number, area in enumerate(table.areas):
        told = [area.name, f"{gemeente_name(area):<40}", f"{area.level:<10}", f"{area.code:<10}", area.change]
        cells = [
            f"{number_text(column[number], topic.decimals, separator):>{_WIDTH}}"
            for topic, column in zip(table.topics, columns, strict=True)
        ]
        lines.append(_line([*told, *cells]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))


def _line(cells: list[str]) -> str:
    return ";".join(f'"{cell}"' for cell in cells)
