"""Settings of the app, from the environment."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """BUURTLENS_WAREHOUSE, BUURTLENS_PORT, BUURTLENS_TILES (template of background tiles; empty means none),
    BUURTLENS_LOCATIESERVER (address of PDOK's address search, asked by this server; empty means off), and two files of the gemeente:
    BUURTLENS_REACTIONS (what residents said: buurt, datum, tekst) and BUURTLENS_CONTACTS (where a reaction goes: gemeente, contact).
    BUURTLENS_TEMPLATE is a .docx whose house style briefings get. BUURTLENS_OWNER and BUURTLENS_CONTACT are the organisation that
    offers this installation and where to report what does not work.
    """

    model_config = SettingsConfigDict(env_prefix="BUURTLENS_", frozen=True)

    warehouse: Path = Path("data/warehouse.duckdb")
    port: int = 8050
    tiles: str = ""
    locatieserver: str = ""
    reactions: Path | None = None
    contacts: Path | None = None
    template: Path | None = None
    owner: str = ""
    contact: str = ""

    @property
    def tiles_origin(self) -> str:
        """Scheme and host of the tiles, for the content security policy; empty without tiles."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
