from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

ID = "2026-11-22T19:48:18:011311"
VERSION = "1.38.0"
DESCRIPTION = "people may manage a company"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="accounts", description=DESCRIPTION
    )

    manager.drop_constraint(
        table_class_name="Membership",
        tablename="membership",
        constraint_name="known_role",
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Membership",
        tablename="membership",
        constraint_name="one_of_our_roles",
        constraint_class=Check,
        params={
            "condition": "role IN ('coordinator', 'partner_manager', 'partner_staff', 'case_worker', 'state_office')"
        },
        schema=None,
    )

    return manager
