"""Tickets: signed in the worker for everybody who comes, ended when somebody does not."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.cards import signing_keys
from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.doors.door_rules import ticket_name
from ehrenamtskarte.ceremonies.doors.ticket_code import NUMBER_BYTES, Claims, sign_ticket, text_of
from ehrenamtskarte.ceremonies.events import TicketsDue
from ehrenamtskarte.core import clock, db


async def sign(event: TicketsDue) -> None:
    """Give every person of these parties a ticket who has none; leaves when they have or no longer come."""
    now = clock.now()
    waiting = await db.rows(
        "SELECT a.id, a.ceremony, a.name, a.position, g.given_name, g.family_name, c.ends_at FROM attendee a"
        " JOIN guest g ON g.id = a.guest JOIN ceremony c ON c.id = a.ceremony"
        " WHERE g.id = ANY($1) AND g.status = 'accepted' AND c.status <> 'cancelled'"
        " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.attendee = a.id AND t.ended_at IS NULL)"
        " ORDER BY a.id FOR NO KEY UPDATE OF a FOR KEY SHARE OF g",
        event.guest_ids,
    )
    if not waiting:
        return
    await signing_keys.ensure(now)
    kid, signer = await signing_keys.active()
    made = []
    for row in waiting:
        number = secrets.token_bytes(NUMBER_BYTES)
        name = ticket_name(row["given_name"], row["family_name"], row["name"], row["position"])
        ends = rules.tickets_end(row["ends_at"])
        claims = Claims(number, row["ceremony"], name, int(now.timestamp()), int(ends.timestamp()))
        made.append((number, row["id"], row["ceremony"], sign_ticket(claims, kid, signer)))
    numbers, attendees, ceremonies, tokens = zip(*made, strict=True)
    # Delivered twice at once, the second finds a living ticket there.
    await db.execute(
        "INSERT INTO ticket (number, attendee, ceremony, token, issued_at)"
        " SELECT *, $5 FROM unnest($1::bytea[], $2::uuid[], $3::uuid[], $4::bytea[]) ON CONFLICT DO NOTHING",
        numbers, attendees, ceremonies, tokens, now,
    )  # fmt: skip


async def end_tickets(guest_ids: Sequence[UUID], *, now: datetime) -> int:
    """What these parties hold counts no more; call it before their attendees are removed. How many ended."""
    return await db.execute(
        "UPDATE ticket SET ended_at = $2 WHERE ended_at IS NULL"
        " AND attendee IN (SELECT id FROM attendee WHERE guest = ANY($1))",
        list(guest_ids),
        now,
    )


async def end_tickets_of(attendee_ids: Sequence[UUID], *, now: datetime) -> int:
    """The same for single persons, e.g. a companion who stays at home or has another name now."""
    return await db.execute(
        "UPDATE ticket SET ended_at = $2 WHERE ended_at IS NULL AND attendee = ANY($1)",
        list(attendee_ids),
        now,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A living ticket as its holder sees it."""

    attendee: UUID
    position: int
    name: str
    text: str
    """What the QR code says."""


async def of_guests(guest_ids: Sequence[UUID]) -> dict[UUID, list[Shown]]:
    """The living tickets of parties that come, the guest's first; not yet signed ones are missing."""
    found = await db.rows(
        "SELECT a.guest, a.id, a.position, a.name, t.token FROM attendee a JOIN ticket t ON t.attendee = a.id"
        " JOIN guest g ON g.id = a.guest WHERE a.guest = ANY($1) AND t.ended_at IS NULL AND g.status = 'accepted'"
        " ORDER BY a.guest, a.position",
        list(guest_ids),
    )
    shown: dict[UUID, list[Shown]] = {}
    for row in found:
        one = Shown(row["id"], row["position"], row["name"], text_of(row["token"]))
        shown.setdefault(row["guest"], []).append(one)
    return shown
