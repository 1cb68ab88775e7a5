"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.companies import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="companies",
    migrations_folder_path=folder("companies"),
    table_classes=[tables.Company, tables.Venue, tables.Picture],
    migration_dependencies=["ehrenamtskarte.accounts.piccolo_app", "ehrenamtskarte.regions.piccolo_app"],
)
