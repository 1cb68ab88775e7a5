"""Loads the demo and says whom to sign in as."""

from ehrenamtskarte import wiring
from ehrenamtskarte.core import db
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.demo import story


async def load() -> list[str]:
    """Tell the demo's story unless it was told before; the lines that introduce its people."""
    await story.tell()
    guide = await story.guide()
    width = max(map(len, guide), default=0)
    return [
        f"Demo: sign in with one of these addresses; codes and mails are at {settings().address}/post",
        *(f"  {email:<{width}}  {text.de}" for email, text in guide.items()),
    ]


async def load_alone() -> list[str]:
    """Load the demo in a process of its own."""
    wiring.connect()
    async with db.pool(4):
        return await load()
