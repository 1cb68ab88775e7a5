from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T17:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one rule set per town and day"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="eligibility", description=DESCRIPTION)

    async def run() -> None:
        await db.execute(
            "CREATE UNIQUE INDEX rule_set_once ON rule_set (coalesce(municipality, ''), valid_from)"
        )

    manager.add_raw(run)
    return manager
