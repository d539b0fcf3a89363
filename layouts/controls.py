"""Pickers of indicator, level, year and scale. The URL holds their values: Back and links change them too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from domain.areas import GROUP_LEVELS, Level
from domain.view_models import Indicator, Theme, YearCoverage
from domain.view_state import THRESHOLDS, Mode, Scale
from domain.wording import kind_name
from layouts import ids
from layouts.aria import aria

Option = dict[str, Any]
_COARSE_TO_FINE: Final = (Level.GGD, Level.PROVINCIE, Level.GEMEENTE, Level.EIGEN, Level.WIJK, Level.BUURT)
_MODES: Final = [
    {"value": Mode.THEMA.value, "label": "één jaar"},
    {"value": Mode.VERANDERING.value, "label": "verandering"},
    {"value": Mode.TWEE.value, "label": "twee thema's"},
    {"value": Mode.STAPELING.value, "label": "stapeling"},
]
_THRESHOLDS: Final = [{"value": str(pct), "label": f"{pct}%"} for pct in THRESHOLDS]
_EMPTY_GROUP: Final = "Nog geen cijfers in deze gegevens"
#: Of both lists: at once, for fading away would delay the map by as much; within the page, so that it has a landmark;
#: scrolled by the list itself, which keyboard users reach through the field.
_LIST: Final[Option] = {
    "comboboxProps": {"transitionProps": {"duration": 0}, "withinPortal": False},
    "withScrollArea": False,
    "allowDeselect": False,
}


def controls(themes: Sequence[Theme], indicators: Mapping[str, Indicator], filled: Collection[str]) -> html.Div:
    """The row of pickers above the map, still without values: the first view fills them."""
    options = indicator_options(themes, indicators, filled)
    return html.Div(
        [
            _indicator_picker(ids.INDICATOR, "Onderwerp", options, "kies-breed kies-eerste"),
            _indicator_picker(ids.INDICATOR2, "Tweede onderwerp", options, "kies-breed kies-tweede"),
            _labelled(
                "Per",
                dmc.SegmentedControl(
                    id=ids.LEVEL, data=level_options([Level.GEMEENTE, Level.WIJK, Level.BUURT]), value="buurt"
                ),
                ids.LEVEL,
            ),
            _labelled("Weergave", dmc.SegmentedControl(id=ids.MODE, data=_MODES, value=Mode.THEMA.value), ids.MODE),
            dmc.Select(id=ids.YEAR, label="Jaar", data=[], className="kies-jaar", **_LIST),
            dmc.Select(id=ids.YEAR2, label=year2_label(Mode.THEMA), data=[], className="kies-jaar kies-jaar2", **_LIST),
            *_stack_controls(),
        ],
        className="keuzes",
    )


def _indicator_picker(name: str, label: str, options: list[Option], css: str) -> dmc.Select:
    return dmc.Select(
        id=name,
        label=label,
        data=options,
        searchable=True,
        clearSearchOnFocus=True,
        placeholder="Kies, of typ om te zoeken",
        selectFirstOptionOnChange=True,
        nothingFoundMessage="Niets gevonden. Probeer een ander woord.",
        className=css,
        **_LIST,
    )


def _stack_controls() -> list[Any]:
    """Choices of the stacking; the stylesheet shows them in that mode only."""
    controls = [
        _labelled("Kwetsbaarheid volgens", dmc.SegmentedControl(id=ids.STACK, data=[], value=""), ids.STACK),
        _labelled(
            "Veel is: de hoogste",
            dmc.SegmentedControl(id=ids.THRESHOLD, data=_THRESHOLDS, value=str(THRESHOLDS[0])),
            ids.THRESHOLD,
        ),
    ]
    since = dmc.Select(
        id=ids.SINCE, label="Nieuwe woningen sinds", data=[], className="kies-jaar kies-nieuwbouw", **_LIST
    )
    return [*[html.Div(control, className="kies-stapel") for control in controls], since]


def year2_label(mode: Mode) -> str:
    """Label of the second picker of a year."""
    return "Jaar van het tweede onderwerp" if mode is Mode.TWEE else "Vergelijk met"


def since_options(years: Sequence[int], never: str) -> list[Option]:
    """Years since which new dwellings can be shown, and none."""
    return [{"value": never, "label": "niet tonen"}, *[{"value": str(year), "label": str(year)} for year in years]]


def scale_control() -> html.Div:
    """Whose distribution the colours follow: belongs to the legend."""
    return _labelled(
        "Kleuren volgens", dmc.SegmentedControl(id=ids.SCALE, data=scale_options(None), value="nederland"), ids.SCALE
    )


def _labelled(label: str, control: dmc.SegmentedControl, name: str) -> html.Div:
    return html.Div(
        [html.Span(label, id=f"{name}-label", className="keuze-label"), control],
        role="group",
        **aria(labelledby=f"{name}-label"),
    )


def indicator_options(
    themes: Sequence[Theme], indicators: Mapping[str, Indicator], filled: Collection[str]
) -> list[Option]:
    """Options grouped by theme, in the order of the catalogue; themes without indicators are left out.

    Indicators that no area has a figure of come last and cannot be chosen: a search says that they are known.
    """
    groups = []
    for theme in themes:
        items = [
            {"value": name, "label": indicator.title}
            for name, indicator in indicators.items()
            if indicator.theme_id == theme.theme_id and name in filled
        ]
        if items:
            groups.append({"group": theme.title, "items": items})
    empty = [
        {"value": name, "label": indicator.title, "disabled": True}
        for name, indicator in indicators.items()
        if name not in filled
    ]
    return [*groups, {"group": _EMPTY_GROUP, "items": empty}] if empty else groups


def level_options(available: Iterable[Level], own_kind: str | None = None) -> list[Option]:
    """The three levels, disabled where this frame cannot be divided into them, and groups where there are any.

    `own_kind` is the gemeente's own word for its division.
    """
    there = set(available)
    return [
        {"value": level.value, "label": kind_name(level, own_kind), "disabled": level not in there}
        for level in _COARSE_TO_FINE
        if level in there or level not in GROUP_LEVELS
    ]


def year_options(years: Sequence[YearCoverage], shown: int) -> list[Option]:
    """Years newest first. A year that is partly filled, or not, says so; the year shown is always there."""
    options = [
        {"value": str(year.year), "label": f"{year.year}{_how_full(year)}"}
        for year in sorted(years, key=lambda year: -year.year)
    ]
    return (
        options
        if any(o["value"] == str(shown) for o in options)
        else [{"value": str(shown), "label": str(shown)}, *options]
    )


def _how_full(year: YearCoverage) -> str:
    if not year.filled:
        return " (leeg)"
    return "" if 2 * year.filled >= year.total else " (deels)"


def scale_options(gemeente_name: str | None) -> list[Option]:
    """Whose distribution the colours follow. The gemeente's own scale needs a gemeente."""
    return [
        {"value": Scale.NEDERLAND.value, "label": "heel Nederland"},
        {
            "value": Scale.GEMEENTE.value,
            "label": f"alleen {gemeente_name}" if gemeente_name else "alleen deze gemeente",
            "disabled": gemeente_name is None,
        },
    ]
