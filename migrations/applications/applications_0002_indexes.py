from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T17:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one open case per person and card, and the lists of the office"

INDEXES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    (
        "CREATE UNIQUE INDEX application_open_once ON application (person, kind)"
        " WHERE status IN ('offered', 'submitted')"
    ),
    "CREATE INDEX application_of_person ON application (person, kind, id)",
    (
        "CREATE INDEX application_in_order ON application (issuing_body, status, submitted_at, id)"
        " WHERE submitted_at IS NOT NULL"
    ),
    "CREATE INDEX application_by_name ON application (issuing_body, sort_key, id) WHERE submitted_at IS NOT NULL",
    (
        "CREATE INDEX application_found_by_name ON application USING gin (sort_key gin_trgm_ops)"
        " WHERE submitted_at IS NOT NULL"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="applications", description=DESCRIPTION)

    async def run() -> None:
        for statement in INDEXES:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
