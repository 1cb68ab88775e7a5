"""An office and one of its events, for tests of planning."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, STATE, a_ceremony, an_issuing_body


@dataclass(frozen=True)
class Office:
    """An issuing body with its clerk and one event, and the state office."""

    id: UUID
    ceremony: UUID
    clerk: Browser
    state: Browser

    @property
    def path(self) -> str:
        return f"/api/offices/{self.id}/ceremonies"

    @property
    def event(self) -> str:
        return f"{self.path}/{self.ceremony}"


async def an_office(sign_in_as: SignIn, **terms: Any) -> Office:
    office = await an_issuing_body()
    return Office(
        office,
        await a_ceremony(office, **terms),
        clerk=await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office)),
        state=await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE)),
    )


def in_days(days: float, hour: int = 16) -> datetime:
    """So many days from now at a full hour."""
    return (clock.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def a_plan(**changes: Any) -> dict[str, Any]:
    """What an office enters for a new event."""
    starts = in_days(60)
    return {
        "title": {"de": " Tag des  Ehrenamts ", "en": "Volunteer day"},
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=3)).isoformat(),
        "place": "Gürzenich",
        "street": "Martinstraße 29",
        "postalCode": "50667",
        "municipality": KOELN,
        "capacity": 200,
        **changes,
    }
