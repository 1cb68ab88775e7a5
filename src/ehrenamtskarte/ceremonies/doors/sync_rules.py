"""What becomes of scans that a door judged without a network; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies.rules import LETS_IN, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineScan:
    """One scan, with what the device said and what its code turns out to be."""

    nonce: str
    at: datetime
    told: Outcome
    attendee: UUID | None
    """Who it is, as far as that is known."""
    fault: Outcome | None
    """What is wrong with the code, or why it counts no more."""


@dataclass(frozen=True, slots=True)
class Before:
    """The first admission that is known so far."""

    at: datetime
    offline: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome that is kept, and whether it takes the place of the first admission known before."""

    scan: OfflineScan
    outcome: Outcome
    displaces: bool = False


def judge(scans: Sequence[OfflineScan], before: Mapping[UUID, Before]) -> list[Judged]:
    """Whoever was let in is in: of two first admissions the later one becomes a conflict, and neither is lost.

    One made with a network was told as the first, and stays so.
    """
    known: dict[UUID, Before] = dict(before)
    judged = []
    for scan in sorted(scans, key=lambda scan: (scan.at, scan.nonce)):
        outcome, displaces = _judged(scan, known.get(scan.attendee) if scan.attendee else None)
        if outcome is Outcome.ADMITTED and scan.attendee:
            known[scan.attendee] = Before(scan.at, offline=True)
        judged.append(Judged(scan, outcome, displaces))
    return judged


def _judged(scan: OfflineScan, first: Before | None) -> tuple[Outcome, bool]:
    if scan.told not in LETS_IN:
        # Nobody came in: kept as the device saw it, unless it mistook a good ticket.
        return scan.fault or scan.told, False
    if scan.fault is not None or scan.attendee is None:
        return Outcome.CONFLICT, False
    if first is None:
        return Outcome.ADMITTED, False
    if scan.told is Outcome.READMITTED:
        return Outcome.READMITTED, False
    if first.offline and scan.at < first.at:
        return Outcome.ADMITTED, True
    return Outcome.CONFLICT, False
