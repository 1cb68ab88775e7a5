from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T16:33:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "rate limits need not survive a crash, and must not wait for the disk"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)

    async def run() -> None:
        await db.execute("ALTER TABLE rate_count SET UNLOGGED")

    manager.add_raw(run)
    return manager
