from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T20:57:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "roles that were taken up before that was kept"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounts", description=DESCRIPTION)

    async def run() -> None:
        await db.execute(
            "UPDATE membership m SET taken_up_at = m.granted_at WHERE EXISTS (SELECT FROM audit_entry a"
            " WHERE a.subject = m.person AND a.action = 'signed_in' AND a.at >= m.granted_at)"
        )

    manager.add_raw(run)
    return manager
