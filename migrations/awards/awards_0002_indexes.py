from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-23T02:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "lists in order, one number per entry, one place per juror, votes as they came"

STATEMENTS = (
    "CREATE INDEX award_call_in_order ON award_call (year DESC, sort_key, id)",
    "CREATE INDEX award_call_untold ON award_call (embargo_until) WHERE decided_at IS NOT NULL AND told_at IS NULL",
    "CREATE INDEX award_entry_in_order ON award_entry (call, sort_key, id)",
    "CREATE INDEX award_entry_by_status ON award_entry (call, status)",
    "CREATE UNIQUE INDEX one_entry_of_a_number ON award_entry (call, number) WHERE number IS NOT NULL",
    "CREATE INDEX entry_member_by_address ON entry_member (email)",
    "CREATE INDEX juror_by_address ON juror (email)",
    "CREATE UNIQUE INDEX juror_once_in_a_round ON round_juror (jury_round, juror, category) NULLS NOT DISTINCT",
    "CREATE INDEX vote_request_by_voter ON vote_request (call, voter)",
    "CREATE INDEX vote_by_entry ON vote (call, entry) WHERE excluded_in IS NULL",
    "CREATE INDEX vote_in_time ON vote (call, cast_at, id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="awards", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
