"""Small documents and a picture, made by hand."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image as PixelImage

from briefing.document import Block, Document, Picture, StaticImage

MADE_ON = date(2026, 11, 28)


def document(*blocks: Block, **others: Any) -> Document:
    """Document of these blocks."""
    values = {"title": "Titel", "subtitle": "", "area_names": ("Hier",), "made_on": MADE_ON, **others}
    return Document(blocks=blocks, **values)


def dot(alt: str = "Een stip.") -> Picture:
    """The smallest picture."""
    target = io.BytesIO()
    PixelImage.new("RGB", (4, 4), "#1a5a96").save(target, "PNG")
    return Picture(StaticImage(png=target.getvalue()), alt, "Stip", 2.0)
