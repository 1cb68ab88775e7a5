"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.benefits import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="benefits",
    migrations_folder_path=folder("benefits"),
    table_classes=[
        tables.Benefit,
        tables.BenefitVenue,
        tables.BenefitChange,
        tables.BenefitCode,
        tables.Raffle,
        tables.RaffleEntry,
        tables.Favourite,
        tables.Redemption,
        tables.BenefitDay,
        tables.BenefitReport,
        tables.Asked,
        tables.BenefitList,
        tables.PublicChange,
        tables.Listing,
        tables.ListingText,
        tables.ListingPlace,
        tables.SearchWord,
        tables.ListingWord,
        tables.ListingVersion,
    ],
    migration_dependencies=["ehrenamtskarte.companies.piccolo_app", "ehrenamtskarte.cards.piccolo_app"],
)
