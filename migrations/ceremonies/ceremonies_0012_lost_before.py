from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T00:12:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "those who were not drawn last time can be asked first"

# Piccolo sees a new name of a constraint, not a new condition.
STATEMENTS = (
    "ALTER TABLE guest_group DROP CONSTRAINT group_known_source",
    "ALTER TABLE guest_group ADD CONSTRAINT group_known_source CHECK (source IN ('card_holders', 'jubilee_holders',"
    " 'laureates', 'companies', 'organisations', 'lost_before', 'list', 'by_hand', 'walk_in'))",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
