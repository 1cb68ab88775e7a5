"""HTTP of ceremonies: Tickets, devices and admissions."""

import hashlib
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.cards.online_check import current_keys
from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.doors import (
    admitting,
    counting,
    devices,
    door_rules,
    guest_list,
    people_sql,
    syncing,
    walk_ins,
)
from ehrenamtskarte.ceremonies.doors.admitting import Answer, Scan
from ehrenamtskarte.ceremonies.doors.devices import Device
from ehrenamtskarte.ceremonies.doors.schemas import (
    AdmissionIn,
    AdmissionOut,
    AdmissionRow,
    AdmissionSyncIn,
    AdmissionSyncOut,
    CounterOut,
    DeviceIn,
    DoorCeremony,
    DoorCount,
    DoorDeviceOut,
    DoorIn,
    DoorOut,
    GuestListOut,
    ListedAttendee,
    PairedOut,
    PairIn,
    PairingOut,
    SyncedAdmission,
    WalkInIn,
)
from ehrenamtskarte.ceremonies.doors.syncing import Handed, Synced
from ehrenamtskarte.ceremonies.doors.walk_ins import WalkIn
from ehrenamtskarte.ceremonies.rules import Outcome, Status
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.core.web.frame import client_address
from ehrenamtskarte.core.web.problems import language_of

AnyRequest = Request[Any, Any, Any]

OF_OFFICE = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}"
OF_DOOR = "/api/ceremonies/{ceremony_id:uuid}"
TAGS = ("Doors",)
MOST_BYTES_HANDED_IN = 1024 * 1024
"""500 codes with what belongs to them."""


def bearer_of(request: AnyRequest) -> str | None:
    """The secret in `Authorization: Bearer ...`."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() or None if scheme.lower() == "bearer" else None


async def device_of(request: AnyRequest, ceremony_id: UUID, purpose: str = devices.DOOR) -> Device:
    """The paired phone that asks. Raises DeviceNotPaired, PairingRevoked, DeviceForOtherEvent, DeviceForOtherPurpose."""
    return await devices.paired(bearer_of(request), ceremony_id, purpose=purpose, now=clock.now())


@get(f"{OF_OFFICE}/devices", tags=TAGS, summary="Paired phones")
async def listed_devices(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> list[DoorDeviceOut]:
    """Phones for doors and stage, the newest first, revoked ones included."""
    found = await devices.of_ceremony(office_named(office), ceremony_id, actor=actor)
    return [DoorDeviceOut(**row) for row in found]


@post(f"{OF_OFFICE}/devices", tags=TAGS, summary="A code to pair a phone")
async def order_device(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[DeviceIn],
) -> PairingOut:
    """A code that holds ten minutes, for one phone."""
    pairing = await devices.order(
        office_named(office),
        ceremony_id,
        purpose=data.purpose,
        label=data.label,
        actor=actor,
        now=clock.now(),
    )
    return PairingOut(id=pairing.id, code=pairing.code, code_until=pairing.until, address=pairing.address)


@delete(f"{OF_OFFICE}/devices/{{door_device_id:uuid}}", tags=TAGS, summary="Revoke a pairing")
async def revoke_device(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    door_device_id: FromPath[UUID],
) -> None:
    """The phone is refused from now on; what it admitted stays."""
    await devices.revoke(office_named(office), ceremony_id, door_device_id, actor=actor, now=clock.now())


@post("/api/door-devices", tags=TAGS, summary="Pair this phone")
async def pair(request: AnyRequest, data: JSONBody[PairIn]) -> PairedOut:
    """The secret is told this once; `purpose` says whether the phone is for a door or the stage."""
    now = clock.now()
    device, secret = await devices.pair(
        data.code, data.label, asked_from=client_address(request.scope), now=now
    )
    return PairedOut(
        device_id=device.id,
        purpose=device.purpose,
        label=device.label,
        secret=secret,
        ceremony=_ceremony(await guest_list.event(device.ceremony)),
        doors=_doors(await guest_list.doors(device.ceremony)),
        server_time=now,
    )


@put(f"{OF_DOOR}/door", tags=TAGS, summary="Choose the door")
async def choose_door(request: AnyRequest, ceremony_id: FromPath[UUID], data: JSONBody[DoorIn]) -> None:
    """Where the paired phone stands."""
    await devices.choose_door(await device_of(request, ceremony_id), data.door_id)


@get(f"{OF_DOOR}/guest-list", tags=TAGS, summary="What a door keeps")
async def listed_guests(request: AnyRequest, ceremony_id: FromPath[UUID]) -> Response[bytes]:
    """Everything a paired phone needs without a network."""
    device = await device_of(request, ceremony_id)
    found = await guest_list.of_device(device, now=clock.now())
    body = msgspec.json.encode(
        GuestListOut(
            ceremony=_ceremony(found.event),
            doors=_doors(found.doors),
            device_id=device.id,
            door_id=device.door,
            keys=(await current_keys()).jwks(),
            attendees=[_listed(row) for row in found.attendees],
            ended=found.ended,
        )
    )
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:24]}"', "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["etag"]:
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


@post(f"{OF_DOOR}/admissions", tags=TAGS, status_code=HTTP_200_OK, summary="Admit")
async def admit(
    request: AnyRequest, ceremony_id: FromPath[UUID], data: JSONBody[AdmissionIn]
) -> AdmissionOut:
    """One scan at a door; sent again with the same nonce it gets the same answer and has no second effect."""
    now = clock.now()
    scan = Scan(
        ticket=data.ticket,
        attendee=data.attendee,
        nonce=data.nonce,
        scanned_at=data.scanned_at,
        forced=data.forced,
    )
    answer = await admitting.admit(ceremony_id, bearer_of(request), scan, now=now)
    return _answer(answer, request)


@post(
    f"{OF_DOOR}/admissions/sync",
    tags=TAGS,
    status_code=HTTP_200_OK,
    request_max_body_size=MOST_BYTES_HANDED_IN,
    summary="Hand in what was admitted offline",
)
async def sync_admissions(
    request: AnyRequest, ceremony_id: FromPath[UUID], data: JSONBody[AdmissionSyncIn]
) -> AdmissionSyncOut:
    """Keep what a door admitted without a network, each scan once; conflicts are marked."""
    now, language = clock.now(), language_of(request)
    device = await device_of(request, ceremony_id)
    scans = [
        Handed(
            ticket=one.ticket,
            attendee=one.attendee,
            nonce=one.nonce,
            scanned_at=one.scanned_at,
            told=one.outcome,
        )
        for one in data.admissions
    ]
    result = await syncing.sync(device, scans, sent_at=data.sent_at, now=now)
    return AdmissionSyncOut(
        admissions=[_synced(one, language) for one in result.scans],
        conflicts=sum(one.outcome is Outcome.CONFLICT for one in result.scans),
        admitted=result.admitted,
        expected=result.expected,
        server_time=now,
    )


@post(f"{OF_DOOR}/walk-ins", tags=TAGS, status_code=HTTP_200_OK, summary="Admit without an invitation")
async def admit_walk_in(
    request: AnyRequest, ceremony_id: FromPath[UUID], data: JSONBody[WalkInIn]
) -> AdmissionOut:
    """Enter a party and let it in."""
    device = await device_of(request, ceremony_id)
    walk_in = WalkIn(**msgspec.structs.asdict(data))
    return _answer(await walk_ins.admit(device, walk_in, now=clock.now()), request)


@get(f"{OF_DOOR}/counter", tags=TAGS, summary="How full it is")
async def counter(request: AnyRequest, ceremony_id: FromPath[UUID]) -> CounterOut:
    """For paired phones: persons who are in, expected, and by door."""
    await device_of(request, ceremony_id)
    return _counter(*await counting.counter(ceremony_id))


@get(f"{OF_OFFICE}/counter", tags=TAGS, summary="How full it is, for the office")
async def counter_for_office(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> CounterOut:
    """Persons who are in, expected, and by door."""
    return _counter(*await counting.counter_for_office(office_named(office), ceremony_id, actor=actor))


@get(f"{OF_OFFICE}/admissions", tags=TAGS, summary="Scans, or the conflicts among them")
async def listed_admissions(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    conflicts: FromQuery[bool] = False,
    cursor: FromQuery[str | None] = None,
) -> Page[AdmissionRow]:
    """Every scan, the latest first; with `conflicts` those that somebody should look at."""
    found, following = await counting.admissions(
        office_named(office), ceremony_id, conflicts=conflicts, cursor=cursor, actor=actor
    )
    return Page([_row(row) for row in found], next=following)


@put(f"{OF_OFFICE}/admissions/{{admission_id:uuid}}/settled", tags=TAGS, summary="Settle a conflict")
async def settle(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    admission_id: FromPath[UUID],
) -> AdmissionRow:
    """Note that somebody looked at it."""
    return _row(
        await counting.settle(office_named(office), ceremony_id, admission_id, actor=actor, now=clock.now())
    )


def _ceremony(row: Any) -> DoorCeremony:
    return DoorCeremony(
        id=row["id"],
        title=Text(row["title_de"], row["title_en"]),
        status=Status(row["status"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        doors_open_at=row["doors_open_at"],
        postponed_from=row["postponed_from"],
        tickets_end=rules.tickets_end(row["ends_at"]),
        place=row["place"],
    )


def _doors(rows: list[Any]) -> list[DoorOut]:
    return [DoorOut(id=row["id"], name=row["name"]) for row in rows]


def _listed(row: Any) -> ListedAttendee:
    return ListedAttendee(
        id=row["attendee"],
        guest_id=row["guest_id"],
        position=row["position"],
        name=row["name"],
        guest_name=row["guest_name"],
        party=row["party"],
        tickets=row["tickets"],
        seat=people_sql.seat_of(row),
        wheelchair=row["wheelchair"],
        escort=row["escort"],
        admitted_at=row["first_at"],
        admitted_door=row["first_door"],
    )


def _answer(answer: Answer, request: AnyRequest) -> AdmissionOut:
    language = language_of(request)
    return AdmissionOut(
        outcome=answer.outcome,
        attendee=answer.attendee,
        name=answer.person.called.in_language(language) if answer.person else "",
        party=answer.party,
        seat=answer.seat,
        wheelchair=answer.wheelchair,
        escort=answer.escort,
        message=answer.message.in_language(language),
        first_at=answer.first.at if answer.first else None,
        first_door=answer.first.door if answer.first else "",
        admitted=answer.admitted,
        expected=answer.expected,
        server_time=clock.now(),
    )


def _synced(one: Synced, language: str) -> SyncedAdmission:
    return SyncedAdmission(
        nonce=one.nonce,
        outcome=one.outcome,
        name=one.name.in_language(language),
        message=one.message.in_language(language),
        first_at=one.first.at if one.first else None,
        first_door=one.first.door if one.first else "",
    )


def _counter(found: Any, doors: list[Any]) -> CounterOut:
    return CounterOut(
        admitted=found["admitted"],
        expected=found["expected"],
        capacity=found["capacity"],
        walk_ins=found["walk_ins"],
        conflicts=found["conflicts"],
        doors=[DoorCount(**row) for row in doors],
        server_time=clock.now(),
    )


def _row(row: Any) -> AdmissionRow:
    person, first = people_sql.person_of(row), people_sql.first_of(row)
    outcome = Outcome(row["outcome"])
    return AdmissionRow(
        id=row["id"],
        outcome=outcome,
        name=(person.called if person else NOTHING_SAID).de,
        device_label=row["device_label"],
        door_name=row["door_name"],
        scanned_at=row["scanned_at"],
        received_at=row["received_at"],
        offline=row["offline"],
        forced=row["forced"],
        first_at=first.at if first else None,
        first_door=first.door if first else "",
        message=door_rules.sentence(outcome, person, first),
        settled_at=row["settled_at"],
    )


CONTROLLERS: list[Any] = [
    listed_devices,
    order_device,
    revoke_device,
    pair,
    choose_door,
    listed_guests,
    admit,
    sync_admissions,
    admit_walk_in,
    counter,
    counter_for_office,
    listed_admissions,
    settle,
]
