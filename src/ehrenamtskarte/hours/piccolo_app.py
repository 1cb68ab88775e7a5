"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.core.migrations import folder
from ehrenamtskarte.hours import tables

APP_CONFIG = AppConfig(
    app_name="hours",
    migrations_folder_path=folder("hours"),
    table_classes=[tables.HoursImport, tables.HourRecord, tables.ReleasedHours, tables.Statement],
    migration_dependencies=[
        "ehrenamtskarte.organisations.piccolo_app",
        "ehrenamtskarte.companies.piccolo_app",
    ],
)
