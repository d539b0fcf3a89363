"""Settings of the ETL: addresses of the sources, patience and folders. Every one can be set as BUURTLENS_<NAME>."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_MEDIA: Final = "https://www.cbs.nl/-/media/_excel"
_POSTCODE: Final = "https://download.cbs.nl/postcode"


class EtlSettings(BaseSettings):
    """Where the sources live and how patiently and politely they are asked. Every address can be another one."""

    model_config = SettingsConfigDict(env_prefix="BUURTLENS_", extra="ignore", frozen=True)

    raw_dir: Path = Field(
        Path("data/raw"), description="Folder of the snapshots: <raw_dir>/<source>/<table or year>/..."
    )

    cbs_feed_url: str = "https://opendata.cbs.nl/ODataFeed/odata"
    cbs_catalog_url: str = "https://opendata.cbs.nl/ODataCatalog"
    cbs_csv_url: str = "https://datasets.cbs.nl/CSV/CBS/nl"
    cbs_v4_url: str = "https://datasets.cbs.nl/odata/v1/CBS"
    dataderden_feed_url: str = "https://dataderden.cbs.nl/ODataFeed/OData"
    boundaries_zip_urls: tuple[str, ...] = Field(
        (
            "https://geodata.cbs.nl/files/Wijkenbuurtkaart/WijkBuurtkaart_{year}_v{version}.zip",
            "https://download.cbs.nl/regionale-kaarten/wijkbuurtkaart_{year}_v{version}.zip",
        ),
        description="Patterns of the Wijk- en Buurtkaart, tried in this order; {version} is tried from new to old.",
    )
    pdok_ogc_url: str = "https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1"
    gemeenten_wfs_url: str = Field(
        "https://service.pdok.nl/cbs/gebiedsindelingen/{year}/wfs/v1_0",
        description="Light, generalised gemeenten of the whole country, for the quick start of one gemeente.",
    )

    leefbaarometer_urls: tuple[str, ...] = Field(
        ("https://www.leefbaarometer.nl/resources/open-data-leefbaarometer-meting-2024.zip",),
        description="Zips with scores; a new edition has another address.",
    )
    klimaateffectatlas_urls: tuple[str, ...] = Field(
        (
            "https://buurtdashboard-data.s3.eu-north-1.amazonaws.com/buurtdashboard-KEA/csvdata/jan26-Buurtdashboarddata.csv.gz",
            "https://buurtdashboard-config-portal.vercel.app/api/config/default-nl/csv?mode=published",
        ),
        min_length=2,
        max_length=2,
        description="The table per buurt, and the list of indicators that says which of its columns is what.",
    )
    squares_url: str = Field(
        "https://download.cbs.nl/vierkant/{size}/{edition}-cbs_vk{size}_{year}_v{version}.zip",
        description="Squares of {size} m with figures of {year}, published in {edition}; tried from new to old.",
    )
    address_urls: dict[int, str] = Field(
        {
            2016: f"{_MEDIA}/2016/38/2016-cbs-pc6huisnr20160801_buurt.zip",
            2017: f"{_MEDIA}/2017/38/2017-cbs-pc6huisnr20170801_buurt.zip",
            2018: f"{_MEDIA}/2018/36/2018-cbs-pc6huisnr20180801_buurt--vs2.zip",
            2019: f"{_MEDIA}/2019/42/2019-cbs-pc6huisnr20190801_buurt.zip",
            2020: f"{_MEDIA}/2020/39/2020-cbs-pc6huisnr20200801-buurt.zip",
            2021: f"{_MEDIA}/2021/36/2021-cbs-pc6huisnr20200801_buurt.zip",
            2022: f"{_MEDIA}/2022/37/2022-cbs-pc6huisnr20210801_buurt.zip",
            2023: f"{_POSTCODE}/2023-cbs-pc6huisnr20230801_buurt_20250225.zip",
            2024: f"{_POSTCODE}/2024-cbs-pc6huisnr20240801_buurt_20250218.zip",
            2025: f"{_POSTCODE}/2025-cbs-pc6huisnr20250801_buurt.zip",
        },
        description="Addresses with their buurt, a zip per year.",
    )
    rivm_wfs_urls: tuple[str, ...] = Field(
        ("https://data.rivm.nl/geo/ank/wfs", "https://data.rivm.nl/geo/alo/wfs"),
        description="Feature services in which the layers of green and trees are looked for.",
    )
    rivm_wcs_urls: tuple[str, ...] = Field(
        ("https://data.rivm.nl/geo/alo/wcs", "https://data.rivm.nl/geo/ank/wcs"),
        description="Coverage services in which the maps of air, noise and heat are looked for.",
    )

    contact: str = Field("", description="Mail address or page of whoever runs this installation, told to the sources.")
    connect_timeout_s: float = Field(10, gt=0)
    read_timeout_s: float = Field(120, gt=0, description="Longest silence within an answer.")
    file_timeout_s: float = Field(1800, gt=0, description="Longest time for one answer, however steadily it drips.")
    attempts: int = Field(4, ge=1, le=10)
    backoff_s: float = Field(2, ge=0, description="Wait before the second attempt; doubles after that.")
    parallel: int = Field(1, ge=1, le=3, description="Tables fetched at the same time.")
    quick_start_mb: float = Field(300, gt=0, description="Most that the quick start of one gemeente fetches.")

    @property
    def user_agent(self) -> str:
        """How the sources see us: name, what for, and whom to write to."""
        about = "neighbourhood dashboard, one fetch per release"
        return f"Buurtlens/0.1 ({about}; contact {self.contact})" if self.contact else f"Buurtlens/0.1 ({about})"

    def hasty(self) -> EtlSettings:
        """The same sources asked once and briefly, to learn within seconds whether there is a network."""
        patience = {"attempts": 1, "connect_timeout_s": 4.0, "read_timeout_s": min(self.read_timeout_s, 15.0)}
        return self.model_copy(update=patience)
