"""A gemeente's own division: codes and names to groups, every faulty row named."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.contracts import AreaGroups
from etl.errors import BuildError
from etl.own.areas import is_division, read_division
from etl.own.reading import read_file


def read(tmp_path: Path, *lines: str) -> AreaGroups:
    path = tmp_path / "stadsdelen.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return read_division(read_file(path))


def test_buurten_and_whole_wijken_make_stadsdelen(tmp_path: Path) -> None:
    groups = read(
        tmp_path,
        "# indeling: 2022",
        "buurtcode;buurtnaam;stadsdeel",
        "BU99010000;A;Oud-West",
        "99010001;B;Oud-West",
        "WK990101;C;'t Gooi",
    )
    assert (groups.kind, groups.year) == ("stadsdeel", 2022)
    assert groups.frame.to_dict("list") == {
        "group_code": ["EG9901-STADSDEEL-OUD-WEST", "EG9901-STADSDEEL-OUD-WEST", "EG9901-STADSDEEL-T-GOOI"],
        "name": ["Oud-West", "Oud-West", "'t Gooi"],
        "member_code": ["BU99010000", "BU99010001", "WK990101"],
    }
    assert groups.notes == ("1 codes had lost letters or zeros, which were put back.",)


def test_a_word_of_their_own(tmp_path: Path) -> None:
    groups = read(tmp_path, "# soort: buurtschap", "code;gebied", "BU99010000;De Hoek")
    assert (groups.kind, groups.frame["group_code"][0]) == ("buurtschap", "EG9901-BUURTSCHAP-DE-HOEK")


def test_every_faulty_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        read(
            tmp_path,
            "# indeling: nu",
            "buurtcode;dorp",
            "BU99010000;Noord",
            "BU99010000;Zuid",
            "GM9901;Noord",
            "BU99010001;",
            "Centrum;Noord",
        )
    assert [problem.partition(": ")[2] for problem in stopped.value.problems] == [
        "row 5: GM9901 is no buurt or wijk; a division is made of those.",
        "row 6: BU99010001 has no dorp; fill it in, or remove the row.",
        "row 7: 'Centrum' is no code of a gemeente (GM0363), wijk (WK036300) or buurt (BU03630000).",
        "BU99010000 stands in rows 3 (Noord) and 4 (Zuid); give it one area.",
        "'# indeling: nu' above the header is no year.",
    ]


def test_an_empty_division(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="there is no row below the header"):
        read(tmp_path, "buurtcode;stadsdeel")


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("buurtcode", "stadsdeel"), True),
        (("code", "naam"), False),
        (("stadsdeel", "naam"), False),
        (("code", "gebied", "indicator", "jaar", "waarde"), False),
    ],
)
def test_what_looks_like_a_division(titles: tuple[str, ...], found: bool) -> None:
    assert is_division(titles) is found
