"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.accounts import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="accounts",
    migrations_folder_path=folder("accounts"),
    table_classes=[
        tables.Person,
        tables.Membership,
        tables.SignInCode,
        tables.Session,
        tables.Authenticator,
        tables.RecoveryCode,
        tables.ClaimCode,
    ],
)
