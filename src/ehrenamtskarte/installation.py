"""Prepares a database for the platform: the schema, then the public registers every installation needs."""

from ehrenamtskarte.core.migrations import migrate
from ehrenamtskarte.eligibility.rule_sets import load_rule_sets
from ehrenamtskarte.regions.service import load_register


async def prepare() -> None:
    """Bring schema and registers up to date; again does no harm."""
    await migrate()
    await load_register()
    await load_rule_sets()
