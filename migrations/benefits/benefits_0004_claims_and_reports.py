from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

from ehrenamtskarte.core import db

ID = "2026-11-22T21:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "claims of winners, the word that codes run out, one open report each"

STATEMENTS = (
    "CREATE UNIQUE INDEX benefit_report_once ON benefit_report (benefit, person) WHERE closed_at IS NULL",
    "CREATE INDEX benefit_report_closed ON benefit_report (reported_at, id) WHERE closed_at IS NOT NULL",
    "CREATE INDEX asked_by_day ON asked (issuing_body, asked_on, id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="benefits", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Benefit",
        tablename="benefit",
        column_name="codes_low_at",
        db_column_name="codes_low_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    manager.add_column(
        table_class_name="RaffleEntry",
        tablename="raffle_entry",
        column_name="claim",
        db_column_name="claim",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 12,
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    async def run() -> None:
        for statement in STATEMENTS:
            await db.execute(statement)

    manager.add_raw(run)
    return manager
