"""The word list of the texts: what no text may say, and what an expert says where a reader gets plain words."""

from __future__ import annotations

import re

#: Words that stamp a neighbourhood, or name one thing as the cause of another.
FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|probleemwijk\w*|krachtwijk\w*|kansarm\w*|allochto\w*|"
    r"mensen met (een )?lage? inkomens?|arme mensen|veroorza\w*|leidt tot|leiden tot|doordat)\b",
    re.IGNORECASE,
)
#: Each has plain words in its place: "geschat met een rekenmodel", "zo zeker weten we het", "van elke 100 Nederlanders".
JARGON = re.compile(
    r"\b(SII|RII|SMAP|percentiel\w*|betrouwbaarheidsinterval\w*|suppressed|significant\w*|kwintiel\w*|crosswalk|vintage)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Sentences of a text."""
    return [part for part in re.split(r"(?<=[.?!])\s", text) if part]
