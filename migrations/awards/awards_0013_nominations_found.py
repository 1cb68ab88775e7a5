from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T03:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "nominations of who made them and of who is nominated, links of a nomination"

STATEMENTS = (
    "CREATE INDEX award_entry_nominator ON award_entry (nominated_by) WHERE nominated_by IS NOT NULL",
    "CREATE INDEX award_entry_nominated ON award_entry (nominated_email) WHERE nominated_email <> ''",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="awards", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
