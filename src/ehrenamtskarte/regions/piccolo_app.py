"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.core.migrations import folder
from ehrenamtskarte.regions import tables

APP_CONFIG = AppConfig(
    app_name="regions",
    migrations_folder_path=folder("regions"),
    table_classes=[
        tables.AdministrativeRegion,
        tables.District,
        tables.Municipality,
        tables.PostalCode,
        tables.IssuingBody,
        tables.IssuingArea,
    ],
)
