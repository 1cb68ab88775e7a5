"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.core.migrations import folder
from ehrenamtskarte.organisations import tables

APP_CONFIG = AppConfig(
    app_name="organisations",
    migrations_folder_path=folder("organisations"),
    table_classes=[tables.Organisation, tables.Member],
    migration_dependencies=["ehrenamtskarte.accounts.piccolo_app", "ehrenamtskarte.regions.piccolo_app"],
)
