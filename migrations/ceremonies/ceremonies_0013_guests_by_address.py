from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T00:13:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "whoever signs in finds the invitations to their address"

STATEMENTS = ("CREATE INDEX guest_of_email ON guest (lower(email)) WHERE email IS NOT NULL",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
