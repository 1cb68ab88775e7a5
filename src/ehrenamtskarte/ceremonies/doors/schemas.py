"""What doors, their devices and the office say and are told."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.rules import Outcome, Status
from ehrenamtskarte.core.text import Text

Nonce = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
TicketText = Annotated[str, msgspec.Meta(max_length=4000)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class DeviceIn(msgspec.Struct, rename="camel", kw_only=True):
    """A phone to be paired: for a door, or for the stage."""

    purpose: Annotated[str, msgspec.Meta(pattern="^(door|stage)$")] = "door"
    label: Annotated[str, msgspec.Meta(max_length=80)] = ""


class PairingOut(msgspec.Struct, rename="camel", kw_only=True):
    """What is typed on the phone, or opened there by its QR code."""

    id: UUID
    code: str
    """As XXXX-XXXX."""
    code_until: datetime
    address: str
    """Opens the page with the code filled in; for a QR code."""


class DoorDeviceOut(msgspec.Struct, rename="camel", kw_only=True):
    """A phone as the office sees it."""

    id: UUID
    purpose: str
    label: str
    door_id: UUID | None
    door_name: str
    created_at: datetime
    code_until: datetime | None
    """Until when its code counts; none once it is paired."""
    paired_at: datetime | None
    seen_at: datetime | None
    synced_at: datetime | None
    revoked_at: datetime | None
    admissions: int


class PairIn(msgspec.Struct, rename="camel", kw_only=True):
    """The code as typed, and what to call this phone."""

    code: Annotated[str, msgspec.Meta(max_length=40)]
    label: Annotated[str, msgspec.Meta(max_length=80)] = ""


class DoorOut(msgspec.Struct, rename="camel", kw_only=True):
    """Where guests come in."""

    id: UUID
    name: str


class DoorCeremony(msgspec.Struct, rename="camel", kw_only=True):
    """The event, as far as a door needs to know it."""

    id: UUID
    title: Text
    status: Status
    starts_at: datetime
    ends_at: datetime
    doors_open_at: datetime | None
    postponed_from: datetime | None
    """The old day: tickets with it count for the new one."""
    tickets_end: datetime
    """From then on the device keeps nothing."""
    place: str


class PairedOut(msgspec.Struct, rename="camel", kw_only=True):
    """What the phone keeps: its secret is told this once and goes into `Authorization: Bearer`."""

    device_id: UUID
    purpose: str
    label: str
    secret: str
    ceremony: DoorCeremony
    doors: list[DoorOut]
    server_time: datetime


class DoorIn(msgspec.Struct, rename="camel"):
    """The door the phone is at."""

    door_id: UUID | None


class ListedAttendee(msgspec.Struct, rename="camel", kw_only=True):
    """One person who may come in, with nothing a door has no use for."""

    id: UUID
    guest_id: UUID
    """The same for all of a party."""
    position: int
    """0: the guest; others accompany."""
    name: str
    """Empty for a companion without a name."""
    guest_name: str
    party: int
    tickets: list[str]
    """Numbers of living tickets, in hex."""
    seat: str
    wheelchair: bool
    escort: str
    admitted_at: datetime | None
    admitted_door: str


class GuestListOut(msgspec.Struct, rename="camel", kw_only=True):
    """All that a door needs without a network; its ETag saves fetching it again."""

    ceremony: DoorCeremony
    doors: list[DoorOut]
    device_id: UUID
    door_id: UUID | None
    keys: dict[str, list[dict[str, str]]]
    """The issuer's key set, as under /.well-known."""
    attendees: list[ListedAttendee]
    ended: list[str]
    """Numbers of tickets that count no more, in hex."""


class AdmissionIn(msgspec.Struct, rename="camel", kw_only=True):
    """A scan; or, found by name, the person."""

    ticket: TicketText = ""
    attendee: UUID | None = None
    nonce: Nonce
    """The device's own number for this scan: sent again, it gets the same answer."""
    scanned_at: Moment | None = None
    forced: bool = False
    """Somebody who was in comes back, and the person at the door agrees."""


class AdmissionOut(msgspec.Struct, rename="camel", kw_only=True):
    """What the door is told."""

    outcome: Outcome
    attendee: UUID | None
    name: str
    party: int | None
    """Persons in the party."""
    seat: str
    wheelchair: bool
    escort: str
    message: str
    """One sentence in the reader's language."""
    first_at: datetime | None
    first_door: str
    admitted: int
    """Persons who are in, and who are expected; at most a second old."""
    expected: int
    server_time: datetime


class OfflineAdmissionIn(msgspec.Struct, rename="camel", kw_only=True):
    """A scan that was judged on the device."""

    ticket: TicketText = ""
    attendee: UUID | None = None
    nonce: Nonce
    scanned_at: Moment
    """By the device's own clock; see `sentAt`."""
    outcome: Outcome = Outcome.ADMITTED
    """What the device said."""
    forced: bool = False


class AdmissionSyncIn(msgspec.Struct, rename="camel", kw_only=True):
    """What a door kept while it was offline."""

    sent_at: Moment
    """The device's clock now: how far it is off is taken from every `scannedAt`."""
    admissions: Annotated[list[OfflineAdmissionIn], msgspec.Meta(max_length=500)]


class SyncedAdmission(msgspec.Struct, rename="camel", kw_only=True):
    """What became of one of them; each is kept."""

    nonce: str
    outcome: Outcome
    name: str
    message: str
    first_at: datetime | None
    first_door: str


class AdmissionSyncOut(msgspec.Struct, rename="camel", kw_only=True):
    """In the order they were sent."""

    admissions: list[SyncedAdmission]
    conflicts: int
    """Of those sent."""
    admitted: int
    expected: int
    server_time: datetime


class WalkInIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody without an invitation."""

    nonce: Nonce
    given_name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    family_name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    party: Annotated[int, msgspec.Meta(ge=1, le=21)] = 1
    scanned_at: Moment | None = None
    forced: bool = False
    """Although all places are promised: some who promised do not come."""
    offline: bool = False
    """They are in already."""


class DoorCount(msgspec.Struct, rename="camel", kw_only=True):
    """How many came in where; without a name: at no door in particular."""

    door_id: UUID | None
    name: str
    admitted: int


class CounterOut(msgspec.Struct, rename="camel", kw_only=True):
    """How full it is."""

    admitted: int
    expected: int
    capacity: int
    walk_ins: int
    conflicts: int
    """Nobody has looked at them yet."""
    doors: list[DoorCount]
    server_time: datetime


class AdmissionRow(msgspec.Struct, rename="camel", kw_only=True):
    """A scan as the office sees it."""

    id: UUID
    outcome: Outcome
    name: str
    device_label: str
    door_name: str
    scanned_at: datetime
    received_at: datetime
    offline: bool
    forced: bool
    first_at: datetime | None
    """When the same person was let in first."""
    first_door: str
    message: Text
    settled_at: datetime | None
