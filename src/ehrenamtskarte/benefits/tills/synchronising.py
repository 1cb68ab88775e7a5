"""Handing in what a till gave without a network: each kept once whatever the conflict, judged as of its moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.events import Redeemed
from ehrenamtskarte.benefits.tills import given, till
from ehrenamtskarte.benefits.tills.given import Given, Reproach
from ehrenamtskarte.benefits.tills.till_rules import CLOCKS_MAY_DIFFER, NonceUsed, Offer, VenueMissing
from ehrenamtskarte.cards.online_check import Checked, check_past
from ehrenamtskarte.cards.rules import SCANS_HANDED_IN_WITHIN
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound, Refusal
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What a till gave offline; the moment by its clock, corrected by what its last sync measured."""

    benefit: UUID
    venue: UUID | None
    nonce: UUID
    token: str
    scanned_at: datetime
    undone: bool


@dataclass(frozen=True)
class Synced:
    """What became of a scan."""

    nonce: UUID
    id: UUID
    conflict: str


async def sync(
    company_id: UUID, till_id: UUID, scans: Sequence[Scan], *, actor: Actor, now: datetime
) -> list[Synced]:
    """Keep every scan once, also those handed in before or noted online under the same nonce; conflicts are marked.

    Raises NotFound for offers and venues of others.
    """
    policies.must_work_there(actor, company_id)
    if not scans:
        return []
    offers = await till.offers(company_id, [scan.benefit for scan in scans])
    await _must_be_its_own(company_id, scans, offers)
    moments = [_moment(scan, now) for scan in scans]
    checks = await check_past([(scan.token, at) for scan, at in zip(scans, moments, strict=True)])
    cards = await given.ends_of({check.card_id for check in checks if check.card_id is not None})
    all_given = {
        scan.nonce: _given(scan, offers[scan.benefit], check, at, cards, now)
        for scan, check, at in zip(scans, checks, moments, strict=True)
    }
    undone = [scan.nonce for scan in scans if scan.undone]
    async with db.transaction():
        await _keep_all(company_id, till_id, list(all_given.values()), now=now)
        await _undo_earlier(company_id, till_id, undone, now=now)
        kept = await _kept(company_id, till_id, list(all_given))
    return [kept[scan.nonce] for scan in scans]


async def _must_be_its_own(company_id: UUID, scans: Sequence[Scan], offers: dict[UUID, Offer]) -> None:
    venues = {scan.venue for scan in scans if scan.venue is not None}
    known = await db.scalar(
        "SELECT count(*) FROM venue WHERE company = $1 AND id = ANY($2)", company_id, list(venues)
    )
    if known < len(venues) or any(scan.benefit not in offers for scan in scans):
        raise NotFound


def _moment(scan: Scan, now: datetime) -> datetime:
    """When it was given; a clock that is out of its mind is not believed."""
    return min(max(scan.scanned_at, now - SCANS_HANDED_IN_WITHIN), now)


def _given(
    scan: Scan, offer: Offer, check: Checked, at: datetime, cards: dict[UUID, Any], now: datetime
) -> Given:
    plain = Given(
        id=new_id(), benefit=offer.id, venue=scan.venue, nonce=scan.nonce, redeemed_at=at, offline=True,
        undone_at=now if scan.undone else None,
    )  # fmt: skip
    if check.card_id is None or not _is_believable(scan, now):
        return replace(plain, conflict=Reproach.INVALID)
    try:
        offer.must_hold(at)
        venue = _venue(scan, offer, at)
        offer.must_accept(check.outcome.kind)
    except Refusal:
        return replace(plain, conflict=Reproach.NOT_VALID)
    if scan.undone:
        return replace(plain, venue=venue)
    counted = given.given(
        offer, venue, scan.nonce, at, card=check.card_id, card_ends=cards.get(check.card_id)
    )
    return replace(counted, offline=True)


def _venue(scan: Scan, offer: Offer, at: datetime) -> UUID | None:
    """Nobody can be asked any more where it was; raises OfferElsewhere."""
    try:
        return offer.venue_at(scan.venue, at)
    except VenueMissing:
        return None


def _is_believable(scan: Scan, now: datetime) -> bool:
    return now - SCANS_HANDED_IN_WITHIN <= scan.scanned_at <= now + CLOCKS_MAY_DIFFER


async def _keep_all(company_id: UUID, till_id: UUID, all_given: Sequence[Given], *, now: datetime) -> None:
    """First those within their limit; what is left was kept before, or is one too many and kept as such."""
    kept = await given.keep(company_id, till_id, all_given, now=now)
    too_many = [
        replace(one, conflict=Reproach.LIMIT, holder=None, holder_until=None)
        for one in all_given
        if one.id not in kept and one.holder is not None
    ]
    if too_many:
        await given.keep(company_id, till_id, too_many, now=now)


async def _undo_earlier(company_id: UUID, till_id: UUID, nonces: Sequence[UUID], *, now: datetime) -> None:
    """What was kept as given and had been taken back on the device, where an answer or the network got lost."""
    undone = await db.rows(
        "UPDATE redemption SET undone_at = $4, holder = NULL, holder_until = NULL"
        " WHERE company = $1 AND till = $2 AND nonce = ANY($3) AND undone_at IS NULL RETURNING id",
        company_id,
        till_id,
        nonces,
        now,
    )
    await publish(*(Redeemed(redemption_id=row["id"], undone=True) for row in undone))


async def _kept(company_id: UUID, till_id: UUID, nonces: Sequence[UUID]) -> dict[UUID, Synced]:
    found = await db.rows(
        "SELECT nonce, id, conflict FROM redemption WHERE company = $1 AND till = $2 AND nonce = ANY($3)",
        company_id,
        till_id,
        nonces,
    )
    if len(found) < len(nonces):
        # Kept, but for another company that the same device works for.
        raise NonceUsed
    return {row["nonce"]: Synced(row["nonce"], row["id"], row["conflict"]) for row in found}
