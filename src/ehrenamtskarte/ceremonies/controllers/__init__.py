"""HTTP of ceremonies."""

from typing import Any

from ehrenamtskarte.ceremonies.controllers import (
    afterwards,
    awarded,
    doors,
    guests,
    inviting,
    planning,
    seating,
    showcase,
    stage,
    tickets,
)

CONTROLLERS: list[Any] = [
    *planning.CONTROLLERS,
    *guests.CONTROLLERS,
    *awarded.CONTROLLERS,
    *inviting.CONTROLLERS,
    *seating.CONTROLLERS,
    *doors.CONTROLLERS,
    *tickets.CONTROLLERS,
    *stage.CONTROLLERS,
    *showcase.CONTROLLERS,
    *afterwards.CONTROLLERS,
]
