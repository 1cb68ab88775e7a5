from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from ehrenamtskarte.core import db

ID = "2026-11-22T20:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one waiting change, one redemption per limit, lists in order"

STATEMENTS = (
    "CREATE UNIQUE INDEX benefit_change_waiting ON benefit_change (benefit) WHERE status = 'waiting'",
    "CREATE UNIQUE INDEX redemption_within_limit ON redemption (benefit, holder, slot)"
    " WHERE holder IS NOT NULL AND slot IS NOT NULL AND conflict = '' AND undone_at IS NULL",
    "CREATE INDEX redemption_in_order ON redemption (company, redeemed_at DESC, id)",
    "CREATE INDEX redemption_with_holder ON redemption (redeemed_at) WHERE holder IS NOT NULL",
    "CREATE UNIQUE INDEX benefit_code_given ON benefit_code (benefit, person, slot) WHERE person IS NOT NULL",
    "CREATE INDEX benefit_code_left ON benefit_code (benefit, id) WHERE person IS NULL",
    "CREATE UNIQUE INDEX benefit_day_once ON benefit_day (benefit, day, venue) NULLS NOT DISTINCT",
    "CREATE INDEX benefit_in_order ON benefit (company, sort_key, id)",
    "CREATE INDEX benefit_waiting ON benefit (submitted_at, id) WHERE status = 'waiting'",
    "CREATE INDEX benefit_unconfirmed ON benefit (confirmed_at) WHERE status = 'approved'",
    "CREATE INDEX benefit_report_open ON benefit_report (reported_at, id) WHERE closed_at IS NULL",
    "CREATE INDEX asked_in_order ON asked (issuing_body, sort_key, id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="benefits", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
