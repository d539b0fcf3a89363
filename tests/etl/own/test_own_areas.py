"""A gemeente's own division: codes and names to groups, every faulty row named."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.areas import normalise_code
from etl.contracts import AreaGroups
from etl.errors import BuildError
from etl.own.areas import is_division, read_division
from etl.own.reading import read_file


def read(tmp_path: Path, *lines: str) -> AreaGroups:
    path = tmp_path / "stadsdelen.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return read_division(read_file(path, is_division))


def faults(tmp_path: Path, *lines: str) -> list[str]:
    with pytest.raises(BuildError) as stopped:
        read(tmp_path, *lines)
    return [problem.removeprefix(f"{tmp_path / 'stadsdelen.csv'}: ") for problem in stopped.value.problems]


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
    columns = ["group_code", "name", "member_code", "line"]
    assert groups.frame[columns].to_dict("list") == {
        "group_code": ["EG9901-STADSDEEL-OUD-WEST", "EG9901-STADSDEEL-OUD-WEST", "EG9901-STADSDEEL-T-GOOI"],
        "name": ["Oud-West", "Oud-West", "'t Gooi"],
        "member_code": ["BU99010000", "BU99010001", "WK990101"],
        "line": [3, 4, 5],
    }
    assert groups.notes == ("Codes that had lost letters or zeros, put back: 1.",)


@pytest.mark.parametrize(
    ("told", "column", "kind", "code"),
    [
        ("# soort: buurtschap", "gebied", "buurtschap", "EG9901-BUURTSCHAP-DE-HOEK"),
        ("# soort: Sociaal team", "gebied", "sociaal team", "EG9901-SOCIAALTEAM-DE-HOEK"),
        ("# bron: de gemeente", "sociaal_team", "sociaal team", "EG9901-SOCIAALTEAM-DE-HOEK"),
        ("# soort:", "dorp", "dorp", "EG9901-DORP-DE-HOEK"),
        ("# soort: wijkteam", "stadsdeel;wijkteam", "wijkteam", "EG9901-WIJKTEAM-DE-HOEK"),
    ],
)
def test_what_the_areas_are_called(tmp_path: Path, told: str, column: str, kind: str, code: str) -> None:
    groups = read(tmp_path, told, f"code;{column}", f"BU99010000;{'Noord;' if ';' in column else ''}De Hoek")
    assert (groups.kind, groups.frame["group_code"].tolist(), groups.notes) == (kind, [code], ())
    assert normalise_code(code) == code


@pytest.mark.parametrize(
    ("told", "column", "fault"),
    [
        ("# soort: GGD", "gebied", "a ggd is an area of CBS. Give your own areas another word"),
        ("# soort: wijk", "gebied", "a wijk is an area of CBS."),
        ("# soort: gebied met een eigen beheerder", "gebied", "is too long; use a word of 20 letters at most"),
        ("# bron: x", "stadsdeel;wijkteam", "the columns stadsdeel and wijkteam both name areas"),
        ("# soort: dorp", "stadsdeel;wijkteam", "say which with a line '# soort: stadsdeel' above the columns"),
    ],
)
def test_a_kind_that_is_not_clear(tmp_path: Path, told: str, column: str, fault: str) -> None:
    (found,) = faults(tmp_path, told, f"code;{column}", "BU99010000;Noord;Team 1")
    assert fault in found


def test_every_faulty_row_is_named(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        "# indeling: nu",
        "buurtcode;dorp",
        "BU99010000;Noord",
        "BU99010000;Zuid",
        "GM9901;Noord",
        "BU99010001;",
        "Centrum;Noord",
        "BU99010002;-",
        "WK990102;Noord",
        "BU99010203;Zuid",
        "BU99010204;Noord",
        "BU99010004;Oost;en west",
    ) == [
        "row 12: 'en west' stands outside the columns. If a cell with a comma in it was cut in two, save the file as a workbook (.xlsx); "
        "a remark of your own goes into a column with a title.",
        "row 5: GM9901 is no buurt or wijk; a division is made of those.",
        "row 6: BU99010001 has no dorp; fill it in, or remove the row.",
        "row 7: 'Centrum' is no code of a gemeente (GM0363), wijk (WK036300) or buurt (BU03630000); the form of `etl template` has them "
        "all.",
        "row 8: '-' cannot be the name of a dorp: it needs a letter a to z or a digit, and 60 signs at most.",
        "BU99010000 stands in rows 3 (Noord) and 4 (Zuid); give it one area, in one row.",
        "row 10: BU99010203 (Zuid) lies in WK990102, which row 9 gives to Noord; write the buurten of that wijk one by one.",
        "'# indeling:' above the header: 'nu' is no year.",
    ]


def test_names_that_would_be_one_area(tmp_path: Path) -> None:
    assert faults(
        tmp_path, "code;dorp", "BU99010000;Oost I", "BU99010001;Oost-I", "BU99010002;OOST I", "BU99020000;oost i"
    ) == [
        "'Oost I' (row 2) and 'Oost-I' (row 3) and 'OOST I' (row 4) would be one dorp: write one name everywhere, or make them differ in "
        "more than capitals and signs."
    ]


def test_names_of_sixty_signs_stay_apart(tmp_path: Path) -> None:
    """Cut off, they were one area."""
    long = "Zorggebied Coöperatie 's-Gravenlânden en de Oude Haven aan z"
    assert len(long) == 60
    groups = read(
        tmp_path, "# soort: verzorgingsgebieden", "code;gebied", f"BU99010000;{long}", f"BU99010001;{long[:-1]}y"
    )
    assert groups.frame["name"].tolist() == [long, f"{long[:-1]}y"]
    assert groups.frame["group_code"].nunique() == 2
    (fault,) = faults(tmp_path, "code;stadsdeel", f"BU99010000;{long}, {long}")
    assert "60 signs at most" in fault


def test_an_empty_division(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="there is no row below the header"):
        read(tmp_path, "buurtcode;stadsdeel")


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("buurtcode", "stadsdeel"), True),
        (("code", "naam"), False),
        (("gemeentecode", "gebied"), False),
        (("wijkcode", "dorp"), True),
        (("stadsdeel", "naam"), False),
        (("code", "gebied", "indicator", "jaar", "waarde"), False),
    ],
)
def test_what_looks_like_a_division(titles: tuple[str, ...], found: bool) -> None:
    assert is_division(titles) is found
