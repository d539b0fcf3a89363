"""Explanations beside a text: a term becomes a button that opens what it means. assets/terms.js opens and closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from domain.terms import Part, Term, split, split_all
from layouts.aria import aria
from layouts.nodes import Node, node

#: Class of the buttons; assets/terms.js and terms.css look for it.
TERM_CLASS = "begrip"


def explained(text: str, terms: Sequence[Term]) -> list[Any]:
    """Children for a component: the text, with a button at the first place of each term."""
    return [_component(part) for part in split(text, terms)]


def explained_all(texts: Sequence[str], terms: Sequence[Term]) -> list[list[Any]]:
    """The same for texts that stand together: a term is a button only once."""
    return [[_component(part) for part in parts] for parts in split_all(texts, terms)]


def explained_node(text: str, terms: Sequence[Term]) -> list[Node]:
    """The same as nodes (layouts/nodes.py)."""
    return [_node(part) for part in split(text, terms)]


def explained_nodes(texts: Sequence[str], terms: Sequence[Term]) -> list[list[Node]]:
    """The same as nodes for texts that stand together: a term is a button only once."""
    return [[_node(part) for part in parts] for parts in split_all(texts, terms)]


def _component(part: Part) -> Any:
    term = part.term
    if term is None:
        return part.text
    told: dict[str, Any] = {"data-begrip": term.term_id, "data-titel": term.term, "data-uitleg": term.means}
    return html.Button(part.text, type="button", className=TERM_CLASS, **told, **aria(expanded="false"))


def _node(part: Part) -> Node:
    term = part.term
    if term is None:
        return part.text
    return node(
        "button",
        part.text,
        type="button",
        class_=TERM_CLASS,
        data_begrip=term.term_id,
        data_titel=term.term,
        data_uitleg=term.means,
        aria_expanded="false",
    )
