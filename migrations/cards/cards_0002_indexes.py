from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T16:55:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes of the lists, one active card of a kind per person"

INDEXES = (
    "CREATE UNIQUE INDEX one_active_card ON card (person, kind) WHERE status = 'active'",
    "CREATE INDEX cards_of_office ON card (issuing_body, sort_key, id)",
    "CREATE UNIQUE INDEX one_phone_per_card ON device (card) WHERE status = 'active'",
    "CREATE UNIQUE INDEX refreshed_once ON device (refreshed_from) WHERE refreshed_from IS NOT NULL",
    "CREATE INDEX revoked_credentials ON credential (status_index) WHERE revoked_at IS NOT NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="cards", description=DESCRIPTION)

    async def run() -> None:
        for statement in INDEXES:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
