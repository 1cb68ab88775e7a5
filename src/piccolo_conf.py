"""What Piccolo's own commands look for: the database and the list of domains."""

from piccolo.conf.apps import AppRegistry

from ehrenamtskarte.core.db import DB as DB

APP_REGISTRY = AppRegistry(
    apps=[
        "ehrenamtskarte.core.piccolo_app",
        "ehrenamtskarte.accounts.piccolo_app",
        "ehrenamtskarte.regions.piccolo_app",
        "ehrenamtskarte.organisations.piccolo_app",
        "ehrenamtskarte.companies.piccolo_app",
        "ehrenamtskarte.hours.piccolo_app",
        "ehrenamtskarte.eligibility.piccolo_app",
        "ehrenamtskarte.applications.piccolo_app",
        "ehrenamtskarte.cards.piccolo_app",
        "ehrenamtskarte.benefits.piccolo_app",
        "ehrenamtskarte.awards.piccolo_app",
        "ehrenamtskarte.ceremonies.piccolo_app",
    ]
)
