from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T00:15:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one pairing code is one device's, and an event's conflicts in order"

STATEMENTS = (
    "CREATE UNIQUE INDEX door_device_by_code ON door_device (code_digest) WHERE code_digest IS NOT NULL",
    "CREATE INDEX admission_conflicts ON admission (ceremony, received_at, id) WHERE outcome = 'conflict'",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
