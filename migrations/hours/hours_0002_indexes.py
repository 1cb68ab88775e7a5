from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T16:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes of the lists, and never the same hours twice"

INDEXES = (
    "CREATE UNIQUE INDEX hours_once ON hour_record (organisation, person, fingerprint)"
    " WHERE status IN ('submitted', 'confirmed')",
    "CREATE INDEX hours_refused ON hour_record (organisation, person, fingerprint)"
    " WHERE status IN ('rejected', 'withdrawn')",
    "CREATE INDEX hours_waiting ON hour_record (organisation, person, starts_on) WHERE status = 'submitted'",
    "CREATE INDEX hours_of_person ON hour_record (person, status, starts_on)",
    "CREATE INDEX hours_of_organisation ON hour_record (organisation, starts_on, id)",
    "CREATE INDEX statement_of_person ON statement (person, organisation) WHERE withdrawn_at IS NULL",
    "CREATE INDEX statement_of_organisation ON statement (organisation, person)",
    "CREATE INDEX import_of_organisation ON hours_import (organisation, id)",
    "CREATE UNIQUE INDEX import_waits_once ON hours_import (organisation, content_hash) WHERE status = 'waiting'",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="hours", description=DESCRIPTION)

    async def run() -> None:
        for statement in INDEXES:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
