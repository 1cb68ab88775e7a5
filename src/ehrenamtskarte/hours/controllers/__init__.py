"""HTTP of hours."""

from ehrenamtskarte.hours.controllers.hours import (
    HoursController,
    OrganisationHoursController,
    OwnHoursController,
)
from ehrenamtskarte.hours.controllers.imports import ImportController, OrganisationImportController
from ehrenamtskarte.hours.controllers.inbox import InboxController
from ehrenamtskarte.hours.controllers.statements import (
    OrganisationStatementController,
    OwnStatementController,
    StatementController,
)

CONTROLLERS = [
    OwnHoursController,
    HoursController,
    OrganisationHoursController,
    InboxController,
    OrganisationImportController,
    ImportController,
    OrganisationStatementController,
    OwnStatementController,
    StatementController,
]
