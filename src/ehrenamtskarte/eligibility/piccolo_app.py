"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.core.migrations import folder
from ehrenamtskarte.eligibility import tables

APP_CONFIG = AppConfig(
    app_name="eligibility",
    migrations_folder_path=folder("eligibility"),
    table_classes=[tables.RuleSet, tables.Declaration],
    migration_dependencies=["ehrenamtskarte.accounts.piccolo_app", "ehrenamtskarte.regions.piccolo_app"],
)
