from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T21:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "redemptions that forget their holder, conflicts in order"

STATEMENTS = (
    "DROP INDEX redemption_with_holder",
    "CREATE INDEX redemption_with_holder ON redemption (holder_until) WHERE holder IS NOT NULL",
    "CREATE INDEX redemption_conflicts ON redemption (company, redeemed_at DESC, id) WHERE conflict <> ''",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="benefits", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
