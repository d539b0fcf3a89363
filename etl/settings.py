"""Settings of the ETL: addresses of the sources, patience and folders. Every one can be set as BUURTLENS_<NAME>."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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

    contact: str = Field("", description="Mail address or page of whoever runs this installation, told to the sources.")
    connect_timeout_s: float = Field(10, gt=0)
    read_timeout_s: float = Field(120, gt=0, description="Longest silence within an answer.")
    file_timeout_s: float = Field(1800, gt=0, description="Longest time for one answer, however steadily it drips.")
    attempts: int = Field(4, ge=1, le=10)
    backoff_s: float = Field(2, ge=0, description="Wait before the second attempt; doubles after that.")
    parallel: int = Field(1, ge=1, le=3, description="Tables fetched at the same time.")

    @property
    def user_agent(self) -> str:
        """How the sources see us: name, what for, and whom to write to."""
        about = "neighbourhood dashboard, one fetch per release"
        return f"Buurtlens/0.1 ({about}; contact {self.contact})" if self.contact else f"Buurtlens/0.1 ({about})"
