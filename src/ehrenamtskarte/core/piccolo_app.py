"""Piccolo's view of this package."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.core import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="core",
    migrations_folder_path=folder("core"),
    table_classes=[
        tables.OutboxMessage,
        tables.IdempotencyKey,
        tables.RateCount,
        tables.AuditEntry,
        tables.DailyChore,
        tables.CaughtMail,
    ],
)
