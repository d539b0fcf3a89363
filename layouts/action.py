"""What a gemeente can do about an indicator, as components and as nodes: a line, and small below it what backs it."""

from __future__ import annotations

from dash import html

from domain.view_models import Indicator
from domain.wording.action import ACTION_TITLE, action_source
from layouts.nodes import Node, node


def action_part(indicator: Indicator) -> html.Details | None:
    """Fold-out with the action; None where the catalogue names none."""
    if indicator.action is None:
        return None
    source = action_source(indicator)
    lines = [html.P(indicator.action), html.P(source, className="klein bron") if source else None]
    return html.Details([html.Summary(ACTION_TITLE), *lines], className="weten")


def action_node(indicator: Indicator) -> Node | None:
    """The same as a node of a card."""
    if indicator.action is None:
        return None
    source = action_source(indicator)
    lines = [node("p", indicator.action), node("p", source, class_="klein") if source else None]
    return node("details", node("summary", ACTION_TITLE), *lines, class_="uitleg")
