"""HTTP of benefits."""

from typing import Any

from ehrenamtskarte.benefits.controllers import (
    campaigns,
    cases,
    figures,
    finding,
    holders,
    lists,
    offers,
    office,
    open_data,
    till,
)

CONTROLLERS: list[Any] = [
    *offers.CONTROLLERS,
    *office.CONTROLLERS,
    *campaigns.CONTROLLERS,
    *holders.CONTROLLERS,
    *cases.CONTROLLERS,
    *finding.CONTROLLERS,
    *open_data.CONTROLLERS,
    *till.CONTROLLERS,
    *figures.CONTROLLERS,
    *lists.CONTROLLERS,
]
