"""Questions of the Samenwerkingsscan, as they were compiled into the warehouse."""

from __future__ import annotations

from typing import Final

from domain.cooperation import Example, Group, Option, Part, PartKind
from store.warehouse import Store, Warehouse

_TABLE: Final = "cooperation_part"
_PARTS: Final = """
SELECT part_id, kind, title, question, help, source, agenda_title, minutes, too_many, lines FROM cooperation_part ORDER BY sort_order
"""
_GROUPS: Final = 'SELECT part_id, group_id, title, "text" FROM cooperation_group ORDER BY sort_order'
_OPTIONS: Final = """
SELECT part_id, group_id, option_id, title, "text", risk, agenda, minutes, who, examples FROM cooperation_option ORDER BY sort_order
"""


def cooperation_parts(store: Store) -> tuple[Part, ...]:
    """Parts of the scan in order; none in a warehouse from before there was one."""
    warehouse = store.open()
    return warehouse.cached(("cooperation",), lambda: _read(warehouse) if _TABLE in warehouse.tables else ())


def _read(warehouse: Warehouse) -> tuple[Part, ...]:
    options: dict[tuple[str, str], list[Option]] = {}
    for part_id, group_id, name, title, text, risk, agenda, minutes, who, examples in warehouse.rows(_OPTIONS):
        found = tuple(Example(each["gemeente"], each["text"], each["source"], each["url"]) for each in examples)
        option = Option(name, title, text, risk, agenda, minutes, tuple(who), found)
        options.setdefault((part_id, group_id), []).append(option)
    groups: dict[str, list[Group]] = {}
    for part_id, group_id, title, text in warehouse.rows(_GROUPS):
        groups.setdefault(part_id, []).append(Group(group_id, title, text, tuple(options.get((part_id, group_id), ()))))
    return tuple(
        Part(
            name,
            PartKind(kind),
            title,
            question,
            helped,
            source,
            agenda,
            minutes,
            many,
            tuple(lines),
            tuple(groups.get(name, ())),
        )
        for name, kind, title, question, helped, source, agenda, minutes, many, lines in warehouse.rows(_PARTS)
    )
