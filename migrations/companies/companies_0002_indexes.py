from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T20:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "lists in order"

STATEMENTS = (
    "CREATE INDEX company_in_order ON company (sort_key, id)",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX company_by_name ON company USING gin (sort_key gin_trgm_ops)",
    "CREATE INDEX venue_in_order ON venue (company, sort_key, id) WHERE closed_at IS NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="companies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
