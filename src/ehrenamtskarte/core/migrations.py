"""Where migrations lie and how they are run."""

from pathlib import Path

_checkout = Path(__file__).parents[3] / "migrations"
_installed = Path(__file__).parents[1] / "_migrations"


def folder(domain: str) -> str:
    """The folder of one domain's migrations, in a checkout or in an installed package."""
    base = _checkout if _checkout.is_dir() else _installed
    return str(base / domain)
