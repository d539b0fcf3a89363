"""The accessibility statement: whose it is, its status, how it was tested, what is wrong, where to report and where to complain."""

from __future__ import annotations

import pytest

from layouts.toegankelijkheid import toegankelijkheid
from tests.layouts.components import of_type, text
from tests.plain_words import FORBIDDEN


def test_it_has_every_part_of_the_model_and_claims_no_more_than_was_done() -> None:
    told = text(toegankelijkheid("Gemeente Lindermeer", "web@lindermeer.example"))
    assert "Gemeente Lindermeer wil dat iedereen deze website kan gebruiken" in told
    assert "Status C: eerste maatregelen genomen" in told
    assert "geen volledig onderzoek" in told
    for part in (
        "Voor welke website",
        "Hoe is er getest",
        "Wat is nog niet goed",
        "Nationale ombudsman",
        "College voor de Rechten",
    ):
        assert part in told
    assert not FORBIDDEN.search(told)


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("web@lindermeer.example", "mailto:web@lindermeer.example"),
        ("https://lindermeer.example/contact", "https://lindermeer.example/contact"),
        ("javascript:alert(1)", "mailto:javascript:alert(1)"),
    ],
)
def test_the_contact_is_a_mail_address_or_a_page(contact: str, href: str) -> None:
    links = [link.href for link in of_type(toegankelijkheid("X", contact), "A")]
    assert links[0] == href


def test_an_owner_that_is_not_filled_in_is_told() -> None:
    told = text(toegankelijkheid("", ""))
    assert "nog niet ingevuld" in told
    assert "BUURTLENS_OWNER" in told
    assert "nog geen adres ingevuld" in told
