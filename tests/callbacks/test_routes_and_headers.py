from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks.headers import content_security_policy
from callbacks.settings import Settings

GZIP = {"Accept-Encoding": "gzip"}


def test_health_tells_the_build(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"ok": True, "build": "build-1", "vintage": 2024, "demo": True}


def test_geometry_is_gzipped_and_may_be_kept_for_ever(client: FlaskClient) -> None:
    answer = client.get("/geo/build-1/buurt/GM9901.pbf", headers=GZIP)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    plain = client.get("/geo/build-1/buurt/GM9901.pbf")
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(answer.data) == plain.data


@pytest.mark.parametrize(
    "path",
    [
        "/geo/other-build/buurt/GM9901.pbf",
        "/geo/build-1/straat/GM9901.pbf",
        "/geo/build-1/buurt/GM9999.pbf",
        "/geo/build-1/buurt/'; DROP TABLE area.pbf",
        "/geo/build-1/land/NL00.pbf",
        "/areas/other-build/buurt/GM9901.json",
        "/areas/build-1/buurt/gm9901.json",
        "/areas/build-1/buurt/GM1234.json",
    ],
)
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_names_of_areas_are_in_the_order_of_the_polygons(client: FlaskClient) -> None:
    answer = client.get("/areas/build-1/buurt/GM9901.json", headers=GZIP)
    names = json.loads(gzip.decompress(answer.data))
    assert names["codes"][:3] == ["BU99010102", "BU99010101", "BU99010201"]
    assert names["names"][0] == "Hofkwartier"
    assert names["places"] == []
    country = json.loads(client.get("/areas/build-1/buurt/NL00.json").data)
    assert country["places"][country["codes"].index("BU99020101")] == "'s-Gravenhage"


def test_downloads_carry_data_codebook_and_a_name(client: FlaskClient) -> None:
    answer = client.get("/download/kaart.zip?gebied=GM9901&indicator=supermarket_km&jaar=2024")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "supermarket_km_2024" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert len(archive.namelist()) >= 3
    package = client.get("/download/kaart.gpkg?gebied=GM9901&indicator=supermarket_km&jaar=2024")
    assert package.data.startswith(b"SQLite format 3")


def test_a_download_with_nonsense_falls_back_like_the_page(client: FlaskClient) -> None:
    assert client.get("/download/kaart.zip?gebied=%27;--&indicator=x&jaar=a").status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/assets/core.js", "/geo/build-1/buurt/GM9901.pbf", "/nergens"])
def test_every_answer_carries_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "sha256-" in scripts
    assert "frame-ancestors 'self'" in policy


def test_the_policy_allows_tiles_only_when_they_are_set() -> None:
    assert "img-src 'self' data:;" in content_security_policy([], "")
    settings = Settings(tiles="https://tiles.example/{z}/{x}/{y}.png")
    assert "img-src 'self' data: https://tiles.example;" in content_security_policy([], settings.tiles_origin)
    assert Settings(tiles="nonsense").tiles_origin == ""


def test_the_page_names_nothing_outside_this_server(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert 'lang="nl"' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_large_answers_are_compressed_when_the_browser_takes_it(client: FlaskClient) -> None:
    here = {"Referer": "http://localhost/"}
    answer = client.get("/_dash-layout", headers=GZIP | here)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.data)) == json.loads(client.get("/_dash-layout", headers=here).data)


def test_the_page_announces_the_files_of_its_first_view(client: FlaskClient) -> None:
    link = client.get("/?gebied=BU99010101&niveau=buurt").headers["Link"]
    assert "</geo/build-1/buurt/GM9901.pbf>; rel=preload" in link
    assert "</areas/build-1/buurt/GM9901.json>; rel=preload" in link
    assert "Link" not in client.get("/healthz").headers


def test_every_worker_serves_the_scripts_of_a_page_that_another_made(app: Dash) -> None:
    assert app.registered_paths["dash"], "a process that never made a page would answer 500"
