"""Texts that documents may hold and fonts can show, and rows that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.typeface import FOLDER, clean, in_cell, is_own, printable, width_of, wrapped


@given(st.text())
def test_clean_text_fits_in_a_file_of_text(text: str) -> None:
    element = etree.Element("t")
    element.text = clean(text)  # raises for a control
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café 't Ĳ – 5 m² ≥ 3", "Café 't Ĳ – 5 m² ≥ 3"),
        ("regel\neen\ttwee", "regel een twee"),
        ("bel\x07 nul\x00", "bel nul"),
        ("Αθήνα المدينة", "Αθήνα المدينة"),
        ("af\u00adbreken\u200b", "afbreken"),
        ("kat 🐈 漢", "kat □ □"),
        ("e\u0301n", "\u00e9n"),
    ],
)
def test_signs_without_a_shape_become_a_square_and_others_stay(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_the_typeface_has_the_letters_of_dutch_and_its_neighbours() -> None:
    assert is_own("ABCĲabcĳéëïöüçñß€–…’‘“”±½²³ŁłŞşŠšŽžĀā×")
    assert not is_own("≥")


def test_the_licence_lies_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "LICENSE-OFL.txt").read_text()


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "Zs", "Pd"]), min_size=1),
    st.integers(40, 300),
    st.integers(1, 4),
)
def test_rows_fit_in_their_room_and_lose_nothing_without_dots(text: str, room: int, rows: int) -> None:
    made = wrapped(text, 9.0, room, rows=rows)
    assert 1 <= len(made) <= rows
    assert all(width_of(row, 9.0) <= room for row in made)
    if not any(row.endswith("…") for row in made):
        assert "".join("".join(made).split()) == "".join(text.split())


def test_a_bold_text_is_wider_and_a_long_number_may_break() -> None:
    assert width_of("Buurt", 9, bold=True) > width_of("Buurt", 9) > 0
    assert width_of("Buurt", 18) == pytest.approx(2 * width_of("Buurt", 9))
    assert in_cell("0,4\u00a0km") == "0,4\u00a0km"
    assert in_cell("139.305\u00a0inwoners") == "139.305 inwoners"
