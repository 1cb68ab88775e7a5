from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T00:12:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guests in the order of protocol"

STATEMENTS = (
    "CREATE INDEX guest_in_protocol ON guest (ceremony, coalesce(protocol_rank, 32767), sort_key, id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
