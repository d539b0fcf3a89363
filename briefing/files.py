"""Files of a run beside each other: names that do not clash."""

from __future__ import annotations


def unused(name: str, names: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from now on."""
    stem, _, ending = name.rpartition(".")
    fresh = next(
        each
        for number in range(len(names) + 1)
        if (each := f"{stem}_{number + 1}.{ending}" if number else name) not in names
    )
    names.add(fresh)
    return fresh
