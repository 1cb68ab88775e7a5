"""Who runs this installation: what the imprint and the statements need, and whether it is a demo."""

import msgspec
from litestar import get

from ehrenamtskarte.core.settings import settings


class PlatformOut(msgspec.Struct, rename="camel"):
    """What everyone may know about this installation."""

    operator: str
    operator_contact: str
    demo: bool
    tile_url: str
    """Address of map tiles; empty where the map is drawn from boundaries alone."""
    tile_attribution: str


@get("/api/platform", tags=["Platform"], summary="Who runs this installation")
async def platform() -> PlatformOut:
    """Who runs this installation."""
    known = settings()
    return PlatformOut(
        operator=known.operator,
        operator_contact=known.operator_contact,
        demo=known.demo,
        tile_url=known.tile_url,
        tile_attribution=known.tile_attribution,
    )
