from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T00:18:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the photos somebody is on, asked with every answer of a guest"

STATEMENTS = (
    "CREATE INDEX photo_person_who ON photo_person (attendee) WHERE attendee IS NOT NULL",
    "CREATE INDEX ceremony_photo_ends ON ceremony_photo (delete_on)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
