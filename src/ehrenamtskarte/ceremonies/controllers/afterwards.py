"""HTTP of ceremonies: What follows an event."""

from typing import Any

from ehrenamtskarte.ceremonies.controllers import afterwards_guests, afterwards_office, photos

CONTROLLERS: list[Any] = [
    *afterwards_office.CONTROLLERS,
    *photos.CONTROLLERS,
    *afterwards_guests.CONTROLLERS,
]
