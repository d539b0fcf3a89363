"""Colours of data: ColorBrewer's YlGnBu and PuOr (Cynthia Brewer, Penn State) and BlOrange, told apart by every colour vision.

Colours follow the size of a number, never its judgement: dark is much, whatever the direction of the indicator.
"""

from __future__ import annotations

from typing import Final

NO_DATA_FILL: Final = "#ffffff"
NO_DATA_HATCH: Final = "#8a8f94"

_YLGNBU: Final = {
    1: "7fcdbb",
    2: "c7e9b4 2c7fb8",
    3: "edf8b1 7fcdbb 2c7fb8",
    4: "ffffcc a1dab4 41b6c4 225ea8",
    5: "ffffcc a1dab4 41b6c4 2c7fb8 253494",
    6: "ffffcc c7e9b4 7fcdbb 41b6c4 2c7fb8 253494",
    7: "ffffcc c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 0c2c84",
}
_PUOR: Final = {
    1: "f7f7f7",
    2: "f1a340 998ec3",
    3: "f1a340 f7f7f7 998ec3",
    4: "e66101 fdb863 b2abd2 5e3c99",
    5: "e66101 fdb863 f7f7f7 b2abd2 5e3c99",
    6: "b35806 f1a340 fee0b6 d8daeb 998ec3 542788",
    7: "b35806 f1a340 fee0b6 f7f7f7 d8daeb 998ec3 542788",
}
#: Two themes at once, BlOrange: orange grows along x, blue along y; number = 3 * class along y + class along x (methods §3).
TWO_THEMES: Final = (
    *("#fef0e3", "#fab186", "#f3742d"),
    *("#98d0e7", "#b0988c", "#aa5f36"),
    *("#18ade5", "#407b8f", "#5b473c"),
)
_SCHEMES: Final = {"sequential": _YLGNBU, "diverging": _PUOR}


def palette(class_count: int, scheme: str = "sequential") -> tuple[str, ...]:
    """Colours of 1 to 7 classes, low values first. `class_count` is the number of breaks plus one.

    Raises ValueError for another number or scheme.
    """
    colours = _SCHEMES.get(scheme, {}).get(class_count)
    if colours is None:
        raise ValueError(f"no {scheme} palette of {class_count} classes: 1 to 7 classes, sequential or diverging")
    return tuple(f"#{colour}" for colour in colours.split())


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_colour(background: str) -> str:
    """Black or white, whichever reads better on a background: always at least 4.5 to 1."""
    return max(("#000000", "#ffffff"), key=lambda text: contrast(text, background))
