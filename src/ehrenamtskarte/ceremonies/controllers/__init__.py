"""HTTP of ceremonies."""

from typing import Any

from ehrenamtskarte.ceremonies.controllers import (
    afterwards,
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
    *inviting.CONTROLLERS,
    *seating.CONTROLLERS,
    *doors.CONTROLLERS,
    *tickets.CONTROLLERS,
    *stage.CONTROLLERS,
    *showcase.CONTROLLERS,
    *afterwards.CONTROLLERS,
]
