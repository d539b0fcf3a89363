"""Parts of a page as plain data, which assets/nodes.js writes: a screen of thousands of elements appears at once.

A node is a text, or a list of a tag, its attributes and its children. Texts are only ever text; tags are those of `TAGS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

Node = str | list[Any]

#: Tags that the script knows; assets/nodes.js has the same list.
TAGS: Final = frozenset(
    {
        "a",
        "article",
        "button",
        "caption",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h2",
        "h3",
        "h4",
        "input",
        "label",
        "legend",
        "li",
        "ol",
        "option",
        "p",
        "section",
        "select",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "th",
        "thead",
        "tr",
        "ul",
    }
)


def node(tag: str, *children: Node | None, **attributes: str | None) -> Node:
    """An element: `node("p", "tekst", class_="klein")`. Children and attributes that are None are left out.

    A trailing underscore and underscores between words of an attribute become what HTML has: class_ is class, data_svg data-svg.
    Raises ValueError for a tag that the script does not know.
    """
    if tag not in TAGS:
        raise ValueError(f"<{tag}> is not written by the script")
    named = {name.rstrip("_").replace("_", "-"): text for name, text in attributes.items() if text is not None}
    return [tag, named, *(child for child in children if child is not None)]


def items(tag: str, texts: Iterable[Node], **attributes: str | None) -> Node | None:
    """A list (`ul` or `ol`) with an item per text; None without texts."""
    found = [node("li", text) for text in texts]
    return node(tag, *found, **attributes) if found else None


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Node:
    """A table whose first column names its rows; numbers stand to the right from the second column on."""
    heads = [node("th", text, scope="col", class_="getal" if index else None) for index, text in enumerate(head)]
    body = []
    for row in rows:
        first, *others = row
        body.append(node("tr", node("th", first, scope="row"), *(node("td", text, class_="getal") for text in others)))
    made = node("table", node("caption", caption), node("thead", node("tr", *heads)), node("tbody", *body))
    return node("div", made, class_="groepen-tabel", tabindex="0", role="region", aria_label=caption)


def text_of(given: Node) -> str:
    """All text of a node, in order, parts of different elements apart."""
    if isinstance(given, str):
        return given
    return " ".join(filter(None, (text_of(child) for child in given[2:])))
