"""One scan with a network: one way to the database and back, counted once however often it is sent."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest
from ehrenamtskarte.cards.online_check import current_keys
from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.doors import door_rules, people_sql, ticket_code
from ehrenamtskarte.ceremonies.doors.devices import must_serve
from ehrenamtskarte.ceremonies.doors.door_rules import First, OtherEvent, Person
from ehrenamtskarte.ceremonies.doors.keeping import Question, keep
from ehrenamtskarte.ceremonies.doors.ticket_code import Checked
from ehrenamtskarte.ceremonies.rules import Outcome, Status
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import Unavailable
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text

COUNTED_EVERY = 1.0
"""Seconds between two counts of an event; in between, a process adds what it admits itself."""
EVENTS_COUNTED = 1000
NEVER_HERE = float(1 << 40)
TRIES = 3
"""How often it is tried again when another door was faster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a door was shown, or whom it chose by name."""

    ticket: str
    attendee: UUID | None
    nonce: str
    scanned_at: datetime | None
    forced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of it."""

    outcome: Outcome
    message: Text
    attendee: UUID | None = None
    person: Person | None = None
    party: int | None = None
    seat: str = ""
    wheelchair: bool = False
    escort: str = ""
    first: First | None = None
    admitted: int
    expected: int


@dataclass(slots=True)
class _Count:
    admitted: int
    expected: int
    until: float


_counts: dict[UUID, _Count] = {}


async def admit(ceremony_id: UUID, secret: str | None, scan: Scan, *, now: datetime) -> Answer:
    """Let somebody in, or say why not; sent again with the same nonce it answers the same.

    Raises DeviceNotPaired, PairingRevoked, DeviceForOtherEvent, ScanEmpty, NonceUsed, CeremonyCancelled, CeremonyNotPublished.
    """
    if not scan.ticket and scan.attendee is None:
        raise door_rules.ScanEmpty(field="ticket")
    checked = await _checked(scan, ceremony_id, now)
    fault = door_rules.outcome_of(checked.reason) if checked else None
    number = checked.claims.number if checked and checked.claims and fault is None else None
    for _ in range(TRIES):
        found = await _kept(ceremony_id, secret, scan, number, fault, now)
        if found["outcome"] is not None:
            outcome = Outcome(found["outcome"])
            other = await _other_event(checked, ceremony_id)
            return _answer(outcome, found, _counted(ceremony_id, found, outcome), scan, other, now)
        noted = await _noted(found["device"], scan, ceremony_id)
        if noted is not None:
            _must_be_same(noted, found, scan)
            outcome = Outcome(noted["outcome"])
            other = await _other_event(checked, ceremony_id)
            return _answer(outcome, noted, _counted(ceremony_id, found, None), scan, other, now)
        # Another door admitted the same person a moment ago: this time it is seen.
    raise Unavailable


async def _checked(scan: Scan, ceremony_id: UUID, now: datetime) -> Checked | None:
    """None where a person was chosen by name."""
    if not scan.ticket:
        return None
    keys = await current_keys()
    # Whether this event is over is asked in the database: it may have been put off since the ticket was signed.
    return ticket_code.check(scan.ticket, now.timestamp(), keys, ceremony_id, NEVER_HERE)


async def _kept(
    ceremony_id: UUID,
    secret: str | None,
    scan: Scan,
    number: bytes | None,
    fault: Outcome | None,
    now: datetime,
) -> Any:
    count = _counts.get(ceremony_id)
    found = await keep(
        Question(
            secret=digest(secret) if secret else b"",
            event=ceremony_id,
            number=number,
            attendee=None if scan.ticket else scan.attendee,
            fault=fault,
            nonce=scan.nonce,
            forced=scan.forced,
            scanned_at=door_rules.believed(scan.scanned_at, now),
            received_at=now,
            id=new_id(),
            counts=count is None or count.until < time.monotonic(),
        )
    )
    must_serve(found if found["device"] else None, ceremony_id)
    if found["status"] == Status.CANCELLED:
        raise rules.CeremonyCancelled
    if found["status"] == Status.DRAFT:
        raise rules.CeremonyNotPublished
    return found


def _counted(ceremony_id: UUID, found: Any, outcome: Outcome | None) -> _Count:
    """How full it is, with this admission; the count in the answer was taken before it."""
    if found["admitted"] is not None:
        if len(_counts) >= EVENTS_COUNTED:
            _counts.clear()
        until = time.monotonic() + COUNTED_EVERY
        _counts[ceremony_id] = _Count(found["admitted"], found["expected"] or 0, until)
    count = _counts.setdefault(ceremony_id, _Count(0, 0, 0.0))
    if outcome is Outcome.ADMITTED:
        count.admitted += 1
    return count


async def _noted(device: UUID, scan: Scan, ceremony_id: UUID) -> Any | None:
    """What this device was told before under the same number."""
    return await db.row(
        f"SELECT k.outcome, {people_sql.COLUMNS} FROM admission k LEFT JOIN ({people_sql.PARTY})"  # noqa: S608 - constants
        f" ON a.id = k.attendee{people_sql.MORE} WHERE k.device = $1 AND k.nonce = $2 AND k.ceremony = $3",
        device, scan.nonce, ceremony_id,
    )  # fmt: skip


def _must_be_same(noted: Any, found: Any, scan: Scan) -> None:
    told, asked = noted["attendee"], found["attendee"] or scan.attendee
    if told is not None and asked is not None and told != asked:
        raise door_rules.NonceUsed(field="nonce")


async def _other_event(checked: Checked | None, ceremony_id: UUID) -> OtherEvent | None:
    if checked is None or checked.claims is None or checked.claims.ceremony == ceremony_id:
        return None
    found = await db.row(
        "SELECT title_de, title_en, starts_at FROM ceremony WHERE id = $1", checked.claims.ceremony
    )
    return OtherEvent(Text(found["title_de"], found["title_en"]), found["starts_at"]) if found else None


def _answer(
    outcome: Outcome, found: Any, count: _Count, scan: Scan, other: OtherEvent | None, now: datetime
) -> Answer:
    person, first = people_sql.person_of(found), people_sql.first_of(found)
    if person is None:
        message = door_rules.sentence(outcome, other=other, ticket=scan.ticket)
        return Answer(outcome=outcome, message=message, admitted=count.admitted, expected=count.expected)
    if first is None and outcome is Outcome.ADMITTED:
        first = First(door_rules.believed(scan.scanned_at, now), found["door"])
    return Answer(
        outcome=outcome,
        message=door_rules.sentence(outcome, person, first),
        attendee=found["attendee"],
        person=person,
        party=found["party"],
        seat=people_sql.seat_of(found),
        wheelchair=found["wheelchair"],
        escort=found["escort"],
        first=first,
        admitted=count.admitted,
        expected=count.expected,
    )
