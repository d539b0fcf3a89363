"""The demo's address files: read as plain CSV, they tell of the same buurten as its tables, and of homes that stay where they are."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

Address = tuple[str, str]


def addresses(demo: Path, year: int) -> dict[Address, str]:
    """Buurt per postcode and house number, and that none occurs twice."""
    (path,) = (demo / "cbs_adressen").glob(f"{year}-*.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [f"pc6hnr{year}0801_gwb.csv"]
        text = archive.read(archive.namelist()[0]).decode()
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [name.casefold() for name in header] == [
        "pc6",
        "huisnummer",
        f"buurt{year}",
        f"wijk{year}",
        f"gemeente{year}",
    ]
    assert all((wijk, gemeente) == (buurt[:6], buurt[:4]) for _, _, buurt, wijk, gemeente in rows)
    found = {(postcode, number): buurt for postcode, number, buurt, _, _ in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def both(demo: Path) -> tuple[dict[Address, str], dict[Address, str]]:
    return addresses(demo, 2019), addresses(demo, 2024)


def moves(both: tuple[dict[Address, str], dict[Address, str]]) -> Counter[tuple[str, str]]:
    old, new = both
    return Counter((buurt, new[address]) for address, buurt in old.items() if address in new)


def test_all_codes_are_fictional_and_postcodes_whole(both: tuple[dict[Address, str], dict[Address, str]]) -> None:
    for found in both:
        assert {buurt[:4] for buurt in found.values()} == {"9901", "9902", "9903"}
        assert all(len(postcode) == 6 and postcode[:2] == "99" and postcode[4:].isupper() for postcode, _ in found)


def test_homes_stay_where_they_are_and_new_ones_come_beside_them(
    both: tuple[dict[Address, str], dict[Address, str]],
) -> None:
    old, new = both
    assert len(old.keys() & new.keys()) / len(old) > 0.98
    assert len(new) > len(old)


def test_the_merged_the_split_and_the_shifted_buurt(both: tuple[dict[Address, str], dict[Address, str]]) -> None:
    """Oostermaat (0409) went into Grote Polder (0406); Rietlanden (0903) was split; a strip of Beemdgras (0503) moved."""
    went = {
        old: {new for (before, new) in moves(both) if before == old} for old in ("99010409", "99010903", "99010503")
    }
    assert went == {
        "99010409": {"99010406"},
        "99010903": {"99010903", "99010904"},
        "99010503": {"99010503", "99010505"},
    }


def test_a_postcode_may_lie_in_two_buurten(both: tuple[dict[Address, str], dict[Address, str]]) -> None:
    buurten: dict[str, set[str]] = {}
    for (postcode, _), buurt in both[1].items():
        buurten.setdefault(postcode, set()).add(buurt)
    assert max(map(len, buurten.values())) >= 2
