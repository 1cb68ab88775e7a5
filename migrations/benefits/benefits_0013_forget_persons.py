from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import ForeignKey
from piccolo.constraints import Check

from ehrenamtskarte.core import db

ID = "2026-11-22T22:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "who entered, reported or took a code can be forgotten"

STATEMENTS = (
    "DROP INDEX benefit_code_left",
    "CREATE INDEX benefit_code_left ON benefit_code (benefit, id) WHERE given_at IS NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="benefits", description=DESCRIPTION
    )

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)

    manager.rename_column(
        table_class_name="Benefit",
        tablename="benefit",
        old_column_name="ended_by_office",
        new_column_name="asks_again",
        old_db_column_name="ended_by_office",
        new_db_column_name="asks_again",
        schema=None,
    )

    manager.alter_column(
        table_class_name="RaffleEntry",
        tablename="raffle_entry",
        column_name="person",
        db_column_name="person",
        params={"null": True},
        old_params={"null": False},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    manager.alter_column(
        table_class_name="BenefitReport",
        tablename="benefit_report",
        column_name="person",
        db_column_name="person",
        params={"null": True},
        old_params={"null": False},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    manager.drop_constraint(
        table_class_name="BenefitCode",
        tablename="benefit_code",
        constraint_name="given_to_somebody",
        schema=None,
    )

    manager.add_constraint(
        table_class_name="BenefitCode",
        tablename="benefit_code",
        constraint_name="given_when_somebodys",
        constraint_class=Check,
        params={"condition": "person IS NULL OR given_at IS NOT NULL"},
        schema=None,
    )

    return manager
