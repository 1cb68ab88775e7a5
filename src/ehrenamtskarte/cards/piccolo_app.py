"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.cards import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="cards",
    migrations_folder_path=folder("cards"),
    table_classes=[
        tables.Card,
        tables.SigningKey,
        tables.Device,
        tables.Credential,
        tables.Challenge,
        tables.ShortCode,
        tables.StatusSpace,
        tables.StatusListToken,
    ],
    migration_dependencies=["ehrenamtskarte.applications.piccolo_app"],
)
