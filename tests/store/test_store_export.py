"""Downloads, opened as their reader would open them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from domain.areas import Level
from domain.resolve import ResolvedView
from store.export import export_csv, export_gpkg, export_name
from store.warehouse import Store

VIEW = ResolvedView("GM9901", "GM9901", Level.BUURT, "supermarket_km", 2024)


def unzip(store: Store, view: ResolvedView) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(export_csv(store, view, "https://voorbeeld.nl/?gebied=GM9901"))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_data_has_every_area_with_dutch_numbers_and_reasons(store: Store) -> None:
    data = rows(unzip(store, VIEW)["data.csv"])
    assert [(row["gebied_naam"], row["waarde"], row["status"], row["inwoners"]) for row in data] == [
        ("Binnenstad", "0", "ok", "1000"),
        ("Hofkwartier", "1,2", "caution", "500"),
        ("Nieuwland", "", "suppressed", "300"),
        ("Noordrand", "", "no_residents", "0"),
    ]
    assert {row["gemeente"] for row in data} == {"Échtburg"}
    assert data[0]["bron"] == "Fictieve cijfers, in de vorm van: CBS, T24, 2024"
    assert (data[0]["eenheid"], data[0]["licentie"], data[0]["jaar"]) == ("km", "CC BY 4.0", "2024")


def test_every_column_is_explained_in_the_readme(store: Store) -> None:
    parts = unzip(store, VIEW)
    readme = parts["LEESMIJ.txt"]
    assert all(f"- {column}: " in readme for column in rows(parts["data.csv"])[0])
    assert "Afstand tot de supermarkt per buurt in Échtburg, 2024" in readme
    assert "fictieve gegevens" in readme
    assert "https://voorbeeld.nl/?gebied=GM9901" in readme
    assert "1 juni 2024" in readme


def test_codebook_explains_the_indicator(store: Store) -> None:
    (row,) = rows(unzip(store, VIEW)["codebook.csv"])
    assert (row["indicator"], row["richting"], row["eenheid"]) == ("supermarket_km", "lager is gunstiger", "km")


def test_excel_finds_utf8_and_the_same_view_gives_the_same_bytes(store: Store) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_csv(store, VIEW)))
    assert archive.read("data.csv").startswith(b"\xef\xbb\xbf")
    assert export_csv(store, VIEW) == export_csv(store, VIEW)


def test_geopackage_in_rd_with_all_areas(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kaart.gpkg"
    path.write_bytes(export_gpkg(store, VIEW))
    frame = gpd.read_file(path, layer="buurt").set_index("gebied_code")
    assert frame.crs.to_epsg() == 28992
    assert frame.loc["BU99010101", "waarde"] == 0
    assert frame.loc["BU99010102", "waarde"] == 1.2
    assert frame["waarde"].isna().sum() == 2
    # A hundredth of a degree at 52.8° north is about 674 by 1113 m.
    assert frame.loc["BU99010101", "geometry"].area == pytest.approx(674 * 1113, rel=0.01)
    assert frame.loc["BU99010202", "geometry"] is None


def test_geopackage_without_any_polygon_still_holds_the_figures(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kaart.gpkg"
    path.write_bytes(export_gpkg(store, ResolvedView("GM9901", "GM9901", Level.WIJK, "good_health_pct", 2022)))
    frame = gpd.read_file(path)
    assert list(frame["gebied_code"]) == ["WK990101", "WK990102"]
    assert list(frame["ondergrens"].dropna()) == [72.0]


def test_name_says_what_is_in_it(store: Store) -> None:
    assert export_name(store, VIEW, "zip") == "buurtlens_supermarket_km_2024_buurt_GM9901_fictief.zip"


def test_an_indicator_that_does_not_exist_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError):
        export_csv(store, ResolvedView("GM9901", "GM9901", Level.BUURT, "nothing_km", 2024))
