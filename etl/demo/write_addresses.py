"""Writes CBS's zips with all addresses and their buurt: postcode, house number and codes without prefix, in the columns of the year."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

import numpy as np

from etl.demo.people import people
from etl.demo.world import World

#: Year -> name of the zip, columns: CBS names both differently over the years.
_FILES: Final = {
    2019: ("2019-cbs-pc6huisnr20190801_buurt.zip", ("PC6", "Huisnummer", "Buurt2019", "Wijk2019", "Gemeente2019")),
    2024: ("2024-cbs-pc6huisnr20240801_buurt.zip", ("pc6", "huisnummer", "buurt2024", "wijk2024", "gemeente2024")),
}
#: A side of a street: so many addresses share one postcode. A buurt rarely ends where a postcode does.
_PER_POSTCODE: Final = 24
_LETTERS: Final = "ABCDEFGHJKLMNPRSTVWXZ"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def write_addresses(folder: Path, world: World, seed: int) -> None:
    """`cbs_adressen/` under `folder`: zips of two years, before and after the borders of the demo changed.

    An address keeps its postcode and number; a later year has those of new dwellings behind them.
    """
    target = folder / "cbs_adressen"
    target.mkdir(parents=True, exist_ok=True)
    dwellings = {year: people(world, year, seed)["dwellings"].round().to_numpy(dtype=np.int64) for year in _FILES}
    most = np.max(list(dwellings.values()), axis=0)
    for year, (name, columns) in _FILES.items():
        buurt_of = {piece: area.code for area in world.areas(year) if area.level == "Buurt" for piece in area.pieces}
        lines = [";".join(columns)]
        for postcode, number, piece, rank in _addresses(world, most):
            if rank < dwellings[year][piece]:
                digits = buurt_of[piece][2:]
                lines.append(f"{postcode};{number};{digits};{digits[:6]};{digits[:4]}")
        _write(target / name, f"pc6hnr{year}0801_gwb.csv", "\r\n".join(lines) + "\r\n")


def _addresses(world: World, counts: np.ndarray) -> list[tuple[str, int, int, int]]:
    """Postcode, house number, piece and rank within the piece of every address that there will ever be, wijk by wijk."""
    found: list[tuple[str, int, int, int]] = []
    place: dict[str, int] = {}
    for piece, (one, count) in enumerate(zip(world.pieces, counts, strict=True)):
        for rank in range(int(count)):
            index = place.get(one.wijk.postcode4, 0)
            place[one.wijk.postcode4] = index + 1
            first, second = divmod(index // _PER_POSTCODE, len(_LETTERS))
            postcode = f"{one.wijk.postcode4}{_LETTERS[first]}{_LETTERS[second]}"
            found.append((postcode, index % _PER_POSTCODE + 1, piece, rank))
    return found


def _write(path: Path, member: str, text: str) -> None:
    info = zipfile.ZipInfo(member, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, text)
    path.write_bytes(buffer.getvalue())
