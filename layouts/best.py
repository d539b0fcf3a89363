"""What is good in a buurt: a short list in its panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from domain.best import Good
from domain.numbers_nl import format_value
from domain.wording import compare


def good_list(found: Sequence[Good]) -> list[Any]:
    """Heading and at most three figures that are clearly more favourable than in the country, or that there are none."""
    if not found:
        text = "Geen van de cijfers van deze buurt is duidelijk gunstiger dan het cijfer van Nederland."
        return [html.Div([html.H3("Wat hier gunstig is"), html.P(text, className="klein")], className="gunstig")]
    rows = [html.Li([html.Strong(_figure(good)), " ", html.Span(_beside(good), className="klein")]) for good in found]
    return [html.Div([html.H3("Wat hier gunstig is"), html.Ul(rows)], className="gunstig")]


def _figure(good: Good) -> str:
    return f"{good.indicator.title}, {good.figure.reference_year}: {format_value(good.figure.value, good.indicator)}."


def _beside(good: Good) -> str:
    figure = good.figure
    sentence = compare(figure.value, good.country, good.indicator, "Nederland", figure.lower, figure.upper)
    modelled = " Geschat met een rekenmodel." if good.indicator.kind == "modelled" else ""
    return f"{sentence}{modelled} {figure.source.citation}."
