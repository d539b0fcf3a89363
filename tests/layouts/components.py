"""Reading a component tree: its text as a reader sees it, and parts found by class or type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def walk(node: Any) -> Iterator[Any]:
    """Node and everything under it, in reading order."""
    yield node
    children = getattr(node, "children", None) if isinstance(node, Component) else node
    if isinstance(children, (list, tuple)):
        for child in children:
            yield from walk(child)
    elif isinstance(node, Component) and children is not None:
        yield from walk(children)


def text(node: Any) -> str:
    """All text of a tree, parts separated by a space, no-break spaces as plain ones."""
    parts = [str(each) for each in walk(node) if isinstance(each, (str, int, float))]
    return " ".join(parts).replace("\u00a0", " ")


def of_class(node: Any, name: str) -> list[Any]:
    """Components that carry a class."""
    return [each for each in walk(node) if name in str(getattr(each, "className", "") or "").split()]


def of_type(node: Any, kind: str) -> list[Any]:
    """Components of a type, such as "Link"."""
    return [each for each in walk(node) if isinstance(each, Component) and type(each).__name__ == kind]
