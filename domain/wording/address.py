"""Words for an address that was looked up elsewhere, and the buurt that it lies in."""

from __future__ import annotations

from typing import Final

SERVICE: Final = "PDOK Locatieserver"


def address_match(address: str) -> str:
    """Why a search for an address found a buurt: the address, and who knows it."""
    return f"{address} (adres gevonden met {SERVICE})"


def address_in_wider_area(address: str, vintage: int) -> str:
    """The same when only the wijk or gemeente around the address is on this map."""
    return f"{address_match(address)}; de buurt van nu staat niet op de kaart van {vintage}"
