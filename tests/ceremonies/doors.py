"""What tests of doors need: an event with tickets, and phones that are paired with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx

from ehrenamtskarte.ceremonies.doors import devices, tickets
from ehrenamtskarte.ceremonies.events import TicketsDue
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import STATE, a_ceremony, a_guest, a_person


async def sign_tickets(*guests: UUID) -> None:
    """As the worker does once somebody accepts."""
    async with db.transaction():
        await tickets.sign(TicketsDue(guest_ids=guests))


async def tickets_of(guest: UUID) -> list[str]:
    """What the codes of a party say, the guest's first."""
    return [shown.text for shown in (await tickets.of_guests([guest])).get(guest, [])]


async def a_coming_guest(
    ceremony: UUID, *names: str, companions: int = 0, **terms: Any
) -> tuple[UUID, list[str]]:
    """A party that comes, and its tickets."""
    guest = await a_guest(ceremony, *names, companions=companions, status="accepted", **terms)
    await sign_tickets(guest)
    return guest, await tickets_of(guest)


async def attendees_of(guest: UUID) -> list[UUID]:
    """The persons of a party, the guest first."""
    return [
        row["id"]
        for row in await db.rows("SELECT id FROM attendee WHERE guest = $1 ORDER BY position", guest)
    ]


async def a_member_of_the_state_office() -> Actor:
    """Somebody whose acts are noted with their person."""
    return Actor(
        await a_person("Nora", "Albers"), (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True
    )


@dataclass
class Door:
    """A paired phone."""

    client: Browser
    ceremony: UUID
    device: UUID
    secret: str
    sent: list[str] = field(default_factory=list)

    def address(self, rest: str) -> str:
        return f"/api/ceremonies/{self.ceremony}/{rest}"

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"}

    async def get(self, rest: str, **headers: str) -> httpx.Response:
        return await self.client.get(self.address(rest), headers=self.headers | headers)

    async def post(self, rest: str, body: Any) -> httpx.Response:
        return await self.client.post(self.address(rest), json=body, headers=self.headers)

    async def scan(self, ticket: str = "", *, nonce: str | None = None, **more: Any) -> httpx.Response:
        body = {
            "ticket": ticket,
            "nonce": nonce or str(new_id()),
            "scannedAt": clock.now().isoformat(),
            **more,
        }
        return await self.post("admissions", body)

    async def outcome_of(self, ticket: str = "", **more: Any) -> str:
        answer = await self.scan(ticket, **more)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["outcome"])

    async def hand_in(
        self, scans: Sequence[dict[str, Any]], *, sent_at: datetime | None = None
    ) -> httpx.Response:
        moment = (sent_at or clock.now()).isoformat()
        return await self.post("admissions/sync", {"sentAt": moment, "admissions": list(scans)})


def offline(ticket: str = "", *, at: datetime, nonce: str | None = None, **more: Any) -> dict[str, Any]:
    """A scan as a door without a network keeps it."""
    return {"ticket": ticket, "nonce": nonce or str(new_id()), "scannedAt": at.isoformat(), **more}


async def a_door(client: Browser, ceremony: UUID, name: str = "", *, purpose: str = "door") -> Door:
    """A phone at a door of this name (at none where it is empty)."""
    actor, now = await a_member_of_the_state_office(), clock.now()
    office = await db.scalar("SELECT issuing_body FROM ceremony WHERE id = $1", ceremony)
    assert office is None, "of the state office, in these tests"
    pairing = await devices.order(None, ceremony, purpose=purpose, label="", actor=actor, now=now)
    device, secret = await devices.pair(pairing.code, name or "Handy", asked_from=str(new_id()), now=now)
    door = Door(client, ceremony, device.id, secret)
    if name:
        door_id = await db.scalar(
            "INSERT INTO door (id, ceremony, name, position) VALUES ($1, $2, $3, 0)"
            " ON CONFLICT (ceremony, name) DO UPDATE SET position = 0 RETURNING id",
            new_id(), ceremony, name,
        )  # fmt: skip
        await devices.choose_door(device, door_id)
    return door


async def an_event(**terms: Any) -> UUID:
    """An event of the state office."""
    return await a_ceremony(None, **terms)


async def rows_of(ceremony: UUID) -> list[str]:
    """The outcomes that are kept, as they came in."""
    found = await db.rows("SELECT outcome FROM admission WHERE ceremony = $1 ORDER BY id", ceremony)
    return [row["outcome"] for row in found]
