"""Attributes for assistive technology, which Dash takes as keyword arguments with a dash in their name."""

from __future__ import annotations

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """Keyword arguments for a component: aria(label="Kaart") gives aria-label."""
    return {f"aria-{name}": value for name, value in names.items()}
