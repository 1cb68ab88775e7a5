"""Handing in what a door admitted without a network: each scan kept once, conflicts marked and never lost."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.cards.online_check import current_keys
from ehrenamtskarte.ceremonies.doors import counting, door_rules, guest_list, people_sql, ticket_code
from ehrenamtskarte.ceremonies.doors.devices import Device
from ehrenamtskarte.ceremonies.doors.sync_rules import Before, Judged, OfflineScan, judge
from ehrenamtskarte.ceremonies.doors.ticket_code import Checked
from ehrenamtskarte.ceremonies.rules import Outcome
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A scan as the device kept it."""

    ticket: str
    attendee: UUID | None
    nonce: str
    scanned_at: datetime
    told: Outcome


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of it."""

    nonce: str
    outcome: Outcome
    name: Text
    message: Text
    first: door_rules.First | None


@dataclass(frozen=True, slots=True)
class Result:
    """All of them as they were sent, and how full it is now."""

    scans: list[Synced]
    admitted: int
    expected: int


async def sync(device: Device, scans: Sequence[Handed], *, sent_at: datetime, now: datetime) -> Result:
    """Keep every scan once, also those handed in before or made with a network under the same nonce."""
    checks = await _checks(device.ceremony, scans, now)
    async with db.transaction():
        people = await _people(device.ceremony, scans, checks)
        offline = [
            _scan(scan, check, people, door_rules.corrected(scan.scanned_at, sent_at, now))
            for scan, check in zip(scans, checks, strict=True)
        ]
        offline = await _new_ones(device, offline)
        await _keep(device, judge(offline, await _before(offline)), now)
        kept = await _kept(device, [scan.nonce for scan in scans])
        await guest_list.noted(device)
    figures, _ = await counting.counter(device.ceremony)
    tickets = {scan.nonce: scan.ticket for scan in scans}
    synced = [_synced(kept[nonce], tickets[nonce]) for nonce in tickets]
    return Result(synced, figures["admitted"], figures["expected"])


async def _checks(ceremony_id: UUID, scans: Sequence[Handed], now: datetime) -> list[Checked | None]:
    keys = await current_keys()
    # As of now: the event's own end is asked of nobody who is in already.
    never = float(1 << 40)
    return await asyncio.to_thread(
        lambda: [
            ticket_code.check(scan.ticket, now.timestamp(), keys, ceremony_id, never) if scan.ticket else None
            for scan in scans
        ]
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a ticket or a choice by name means, and whether they may still come in."""

    attendee: UUID
    counts: bool


async def _people(
    ceremony_id: UUID, scans: Sequence[Handed], checks: Sequence[Checked | None]
) -> dict[bytes | UUID, _Meant]:
    """By ticket number or by id; locked, so that two doors hand in one after the other."""
    numbers = [check.claims.number for check in checks if check is not None and check.claims is not None]
    chosen = [scan.attendee for scan in scans if scan.attendee is not None and not scan.ticket]
    found = await db.rows(
        "SELECT a.id, t.number, g.status = 'accepted' AS comes, t.ended_at IS NULL AS lives FROM attendee a"
        " JOIN guest g ON g.id = a.guest LEFT JOIN ticket t ON t.attendee = a.id AND t.number = ANY($2)"
        " WHERE a.ceremony = $1 AND (a.id = ANY($3) OR t.number IS NOT NULL) ORDER BY a.id FOR NO KEY UPDATE OF a",
        ceremony_id, numbers, chosen,
    )  # fmt: skip
    by_id: dict[bytes | UUID, _Meant] = {row["id"]: _Meant(row["id"], row["comes"]) for row in found}
    return by_id | {
        row["number"]: _Meant(row["id"], row["comes"] and row["lives"])
        for row in found
        if row["number"] is not None
    }


def _scan(
    scan: Handed, check: Checked | None, people: dict[bytes | UUID, _Meant], at: datetime
) -> OfflineScan:
    fault = door_rules.outcome_of(check.reason) if check else None
    meant = None
    if fault is None:
        wanted = check.claims.number if check and check.claims else scan.attendee
        meant = people.get(wanted) if wanted is not None else None
        fault = None if meant is not None and meant.counts else Outcome.NOT_VALID_ANY_MORE
    attendee = meant.attendee if meant else None
    return OfflineScan(nonce=scan.nonce, at=at, told=scan.told, attendee=attendee, fault=fault)


async def _new_ones(device: Device, scans: Sequence[OfflineScan]) -> list[OfflineScan]:
    """Without those whose nonce this device used before, or twice now."""
    known = await db.rows(
        "SELECT nonce FROM admission WHERE device = $1 AND nonce = ANY($2)",
        device.id,
        [scan.nonce for scan in scans],
    )
    noted = {row["nonce"] for row in known}
    return list({scan.nonce: scan for scan in reversed(scans) if scan.nonce not in noted}.values())


async def _before(scans: Sequence[OfflineScan]) -> dict[UUID, Before]:
    found = await db.rows(
        "SELECT attendee, scanned_at, offline FROM admission WHERE attendee = ANY($1) AND outcome = 'admitted'",
        [scan.attendee for scan in scans if scan.attendee is not None],
    )
    return {row["attendee"]: Before(row["scanned_at"], row["offline"]) for row in found}


async def _keep(device: Device, judged: Sequence[Judged], now: datetime) -> None:
    displaced = [one.scan.attendee for one in judged if one.displaces]
    if displaced:
        await db.execute(
            "UPDATE admission SET outcome = 'conflict' WHERE outcome = 'admitted' AND offline AND attendee = ANY($1)",
            displaced,
        )
    kept = await _insert(device, [(one.scan, one.outcome) for one in judged], now)
    # A door with a network was faster with the same person, this very moment.
    late = [(one.scan, Outcome.CONFLICT) for one in judged if one.scan.nonce not in kept]
    if late:
        await _insert(device, late, now)


async def _insert(device: Device, judged: Sequence[tuple[OfflineScan, Outcome]], now: datetime) -> set[str]:
    found = await db.rows(
        "INSERT INTO admission"
        " (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " SELECT n.id, $1, n.attendee, $2, n.nonce, n.outcome, n.outcome = 'readmitted', true, n.at, $3"
        " FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])"
        " AS n (id, attendee, nonce, outcome, at) ON CONFLICT DO NOTHING RETURNING nonce",
        device.ceremony, device.id, now, [new_id() for _ in judged], [scan.attendee for scan, _ in judged],
        [scan.nonce for scan, _ in judged], [str(outcome) for _, outcome in judged], [scan.at for scan, _ in judged],
    )  # fmt: skip
    return {row["nonce"] for row in found}


async def _kept(device: Device, nonces: Sequence[str]) -> dict[str, Any]:
    found = await db.rows(
        f"SELECT k.nonce, k.outcome, {people_sql.COLUMNS} FROM admission k"  # noqa: S608 - constants
        f" LEFT JOIN ({people_sql.PARTY}) ON a.id = k.attendee{people_sql.MORE}"
        " WHERE k.device = $1 AND k.nonce = ANY($2)",
        device.id, nonces,
    )  # fmt: skip
    return {row["nonce"]: row for row in found}


def _synced(row: Any, ticket: str) -> Synced:
    person, first = people_sql.person_of(row), people_sql.first_of(row)
    outcome = Outcome(row["outcome"])
    message = door_rules.sentence(outcome, person, first, ticket=ticket)
    return Synced(row["nonce"], outcome, person.called if person else Text("", ""), message, first)
