from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T23:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "lists in order, one living ticket and one first admission per person"

STATEMENTS = (
    "CREATE INDEX ceremony_in_order ON ceremony (starts_at DESC, id)",
    "CREATE INDEX guest_in_order ON guest (ceremony, sort_key, id)",
    "CREATE INDEX guest_by_status ON guest (ceremony, status)",
    "CREATE INDEX guest_waiting ON guest (ceremony, waiting_since, id) WHERE status = 'waiting'",
    "CREATE INDEX guest_offered ON guest (offer_until) WHERE status = 'offered'",
    "CREATE INDEX guest_by_email ON guest (ceremony, lower(email)) WHERE email IS NOT NULL",
    "CREATE UNIQUE INDEX guest_once_per_person ON guest (ceremony, person) WHERE person IS NOT NULL",
    "CREATE UNIQUE INDEX one_draw_number ON guest (guest_group, draw_number) WHERE draw_number IS NOT NULL",
    "CREATE INDEX attendee_of_ceremony ON attendee (ceremony)",
    "CREATE UNIQUE INDEX one_living_ticket ON ticket (attendee) WHERE ended_at IS NULL AND attendee IS NOT NULL",
    "CREATE UNIQUE INDEX one_first_admission ON admission (attendee) WHERE outcome = 'admitted'",
    "CREATE INDEX admission_of_ceremony ON admission (ceremony, received_at, id)",
    "CREATE INDEX admission_of_attendee ON admission (attendee) WHERE attendee IS NOT NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ceremonies", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
