"""The public list follows what was imported."""

from ehrenamtskarte.benefits.events import OffersImported
from ehrenamtskarte.benefits.public_list import projection
from ehrenamtskarte.core import clock


async def follow_import(event: OffersImported) -> None:
    """Many offers appeared or changed at once."""
    await projection.refresh(event.benefits, today=clock.today())
