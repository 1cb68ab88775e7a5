"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.applications import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="applications",
    migrations_folder_path=folder("applications"),
    table_classes=[tables.Application],
    migration_dependencies=["ehrenamtskarte.accounts.piccolo_app", "ehrenamtskarte.regions.piccolo_app"],
)
