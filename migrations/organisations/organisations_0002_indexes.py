from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T16:42:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes of the lists"

INDEXES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX member_in_order ON member (organisation, sort_key, id) WHERE left_on IS NULL",
    "CREATE INDEX organisation_in_order ON organisation (sort_key, id) WHERE status = 'approved'",
    "CREATE INDEX organisation_by_name ON organisation USING gin (sort_key gin_trgm_ops)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="organisations", description=DESCRIPTION)

    async def run() -> None:
        for statement in INDEXES:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
