"""The seed of a group's draw: fixed, and shown by its commitment, before anybody in the group has a number."""

import secrets
from uuid import UUID

from ehrenamtskarte.core import db, draw


async def fix(group_id: UUID) -> None:
    """Give a group its seed unless it has one: a group copied from last year begins without."""
    seed = secrets.token_bytes(draw.SEED_BYTES)
    await db.execute(
        "UPDATE guest_group SET seed = $2, commitment = $3 WHERE id = $1 AND seed IS NULL",
        group_id,
        seed,
        draw.commitment(seed),
    )
