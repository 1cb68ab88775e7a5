"""The offers of a company: adding one, pausing, ending, and saying that they still hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.faults import check_own, check_terms
from ehrenamtskarte.benefits.offering import publicity
from ehrenamtskarte.benefits.rules import ChangeStatus, Status, Terms
from ehrenamtskarte.benefits.terms import TERM_COLUMNS, columns_of, kept, normal_terms, terms_of
from ehrenamtskarte.companies import offices
from ehrenamtskarte.companies.rules import CompanyLeft
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Change:
    """Other terms that were proposed."""

    status: ChangeStatus
    terms: Terms
    reason: str
    proposed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Managed:
    """An offer for its company and its office, with the change that waits or was refused last."""

    id: UUID
    company_id: UUID
    terms: Terms
    status: Status
    reason: str
    paused_at: datetime | None
    revision: int
    submitted_at: datetime
    published_at: datetime | None
    confirmed_at: datetime
    change: Change | None
    codes_total: int
    codes_left: int
    drawn_at: datetime | None


MOST_SHOWN = 500
"""Offers of one company in its own list; those that ended come last."""

CHANGE_COLUMNS = (
    "ch.status AS change_status, ch.terms AS change_terms, ch.reason AS change_reason,"
    " ch.proposed_at AS change_proposed_at"
)
LAST_CHANGE = (
    "LEFT JOIN LATERAL (SELECT * FROM benefit_change p WHERE p.benefit = b.id ORDER BY p.id DESC LIMIT 1) ch"
    " ON ch.status = 'waiting' OR ch.status = 'rejected' AND ch.decided_at >= b.changed_at"
)
"""The change of a benefit b that waits, or that was refused and after which nothing came."""

_MANAGED = (
    "SELECT b.id, b.company, b.status, b.reason, b.paused_at, b.revision, b.submitted_at, b.published_at, b.confirmed_at,"  # noqa: S608 - constants
    f" {TERM_COLUMNS}, {CHANGE_COLUMNS}, r.drawn_at,"
    " (SELECT count(*) FROM benefit_code k WHERE k.benefit = b.id) AS codes_total,"
    " (SELECT count(*) FROM benefit_code k WHERE k.benefit = b.id AND k.given_at IS NULL) AS codes_left"
    f" FROM benefit b LEFT JOIN raffle r ON r.benefit = b.id {LAST_CHANGE}"
)  # fmt: skip


def change_of(row: Any) -> Change | None:
    """The change in a row with `CHANGE_COLUMNS`."""
    if row["change_status"] is None:
        return None
    return Change(
        status=ChangeStatus(row["change_status"]),
        terms=kept(row["change_terms"]),
        reason=row["change_reason"],
        proposed_at=row["change_proposed_at"],
    )


def _managed(row: Any) -> Managed:
    return Managed(
        id=row["id"],
        company_id=row["company"],
        terms=terms_of(row),
        status=Status(row["status"]),
        reason=row["reason"],
        paused_at=row["paused_at"],
        revision=row["revision"],
        submitted_at=row["submitted_at"],
        published_at=row["published_at"],
        confirmed_at=row["confirmed_at"],
        change=change_of(row),
        codes_total=row["codes_total"],
        codes_left=row["codes_left"],
        drawn_at=row["drawn_at"],
    )


async def of_company(company_id: UUID, *, actor: Actor) -> list[Managed]:
    """All offers of a company, those that hold first. Raises NotFound."""
    await offices.company_to_see(company_id, actor=actor)
    return await _all(company_id)


async def _all(company_id: UUID) -> list[Managed]:
    found = await db.rows(
        f"{_MANAGED} WHERE b.company = $1"
        " ORDER BY array_position(ARRAY['approved', 'waiting', 'rejected', 'ended'], b.status::text), b.sort_key, b.id"
        f" LIMIT {MOST_SHOWN}",
        company_id,
    )
    return [_managed(row) for row in found]


async def one(company_id: UUID, benefit_id: UUID, *, actor: Actor) -> Managed:
    """One offer for those who work there and its office. Raises NotFound."""
    await offices.company_to_see(company_id, actor=actor)
    return await read(company_id, benefit_id)


async def read(company_id: UUID, benefit_id: UUID) -> Managed:
    """One offer of a company, whoever asks. Raises NotFound."""
    found = await db.row(f"{_MANAGED} WHERE b.id = $1 AND b.company = $2", benefit_id, company_id)
    if found is None:
        raise NotFound
    return _managed(found)


async def company_at_work(company_id: UUID, *, actor: Actor) -> Company:
    """A company whose offers the actor may change now, locked. Raises NotFound, CompanyLeft."""
    found = await offices.company_to_manage(company_id, actor=actor, lock=True)
    if found.status == CompanyStatus.LEFT:
        raise CompanyLeft
    return found


async def checked(company_id: UUID, terms: Terms, *, now: datetime) -> Terms:
    """The terms as they are kept, for this company. Raises TermsInvalid."""
    normal = normal_terms(terms)
    check_terms(normal, berlin_day(now))
    own = await belongings(company_id)
    check_own(normal, own.venues, own.pictures, statewide=own.statewide)
    return normal


@dataclass(frozen=True, kw_only=True)
class Belongings:
    """What the offers of a company may refer to: its open venues and its pictures."""

    venues: list[UUID]
    pictures: list[UUID]
    statewide: bool


async def belongings(company_id: UUID) -> Belongings:
    """What belongs to a company that is there."""
    found = await db.row(
        "SELECT array(SELECT id FROM venue WHERE company = $1 AND closed_at IS NULL) AS venues,"
        " array(SELECT id FROM picture WHERE company = $1) AS pictures, statewide FROM company WHERE id = $1",
        company_id,
    )
    assert found is not None
    return Belongings(**dict(found))


async def add(company_id: UUID, terms: Terms, *, actor: Actor, now: datetime) -> Managed:
    """Add an offer that waits for the office; one that the office itself adds holds at once.

    Raises NotFound, CompanyLeft, TermsInvalid, TooManyBenefits, BenefitOver.
    """
    async with db.transaction():
        company = await company_at_work(company_id, actor=actor)
        benefit_id = await submit(company_id, terms, actor=actor, now=now)
        if not actor.is_partner_manager(company_id) and company.status == CompanyStatus.APPROVED:
            found = await read(company_id, benefit_id)
            await publicity.begin(benefit_id, found.terms, decided_by=actor.person_id, now=now)
        return await read(company_id, benefit_id)


async def submit(company_id: UUID, terms: Terms, *, actor: Actor, now: datetime) -> UUID:
    """Write down an offer that waits, for a company that is locked or new. Raises TermsInvalid, TooManyBenefits."""
    normal = await checked(company_id, terms, now=now)
    await _check_room(company_id)
    benefit_id = new_id()
    columns = columns_of(normal) | {
        "id": benefit_id,
        "company": company_id,
        "status": Status.WAITING,
        "reason": "",
        "revision": 1,
        "submitted_by": actor.person_id,
        "submitted_at": now,
        "changed_at": now,
        "confirmed_at": now,
    }
    await db.execute(
        f"INSERT INTO benefit ({', '.join(columns)}) VALUES ({', '.join(f'${n + 1}' for n in range(len(columns)))})",  # noqa: S608 - names of ours
        *columns.values(),
    )
    await set_venues(benefit_id, normal)
    await audit.record("benefit_submitted", actor=actor.person_id, subject=benefit_id, tenant=company_id)
    return benefit_id


async def _check_room(company_id: UUID) -> None:
    """A locked company may have one more offer. Raises TooManyBenefits."""
    offered = await db.scalar(
        "SELECT count(*) FROM benefit WHERE company = $1 AND status <> 'ended'", company_id
    )
    if offered >= rules.MOST_BENEFITS:
        raise rules.TooManyBenefits(most=rules.MOST_BENEFITS)


async def write(benefit_id: UUID, terms: Terms, also: Mapping[str, Any]) -> None:
    """Let an offer have these terms, in the next revision."""
    columns = {**columns_of(terms), **also}
    assignments = ", ".join(f"{name} = ${n}" for n, name in enumerate(columns, start=2))
    await db.execute(
        f"UPDATE benefit SET {assignments}, revision = revision + 1 WHERE id = $1",  # noqa: S608 - names of ours
        benefit_id,
        *columns.values(),
    )
    await set_venues(benefit_id, terms)


async def set_venues(benefit_id: UUID, terms: Terms) -> None:
    """Let an offer hold at these venues."""
    venues = list(terms.venues)
    await db.execute(
        "DELETE FROM benefit_venue WHERE benefit = $1 AND venue <> ALL($2::uuid[])", benefit_id, venues
    )
    await db.execute(
        "INSERT INTO benefit_venue (id, benefit, venue) SELECT i, $1, v FROM unnest($2::uuid[], $3::uuid[]) AS t(i, v)"
        " ON CONFLICT (benefit, venue) DO NOTHING",
        benefit_id, [new_id() for _ in venues], venues,
    )  # fmt: skip


async def locked(company_id: UUID, benefit_id: UUID, *, actor: Actor) -> Managed:
    """An offer that the actor may change now; who comes second waits. Raises NotFound, CompanyLeft."""
    await company_at_work(company_id, actor=actor)
    await db.execute("SELECT 1 FROM benefit WHERE id = $1 FOR UPDATE", benefit_id)
    return await read(company_id, benefit_id)


async def pause(company_id: UUID, benefit_id: UUID, *, actor: Actor, now: datetime) -> Managed:
    """Do not show an offer for now; again changes nothing. Raises NotFound, CompanyLeft, BenefitNotApproved."""
    return await _set_paused(company_id, benefit_id, now, actor=actor)


async def resume(company_id: UUID, benefit_id: UUID, *, actor: Actor) -> Managed:
    """Show it again. Raises NotFound, CompanyLeft, BenefitNotApproved."""
    return await _set_paused(company_id, benefit_id, None, actor=actor)


async def _set_paused(
    company_id: UUID, benefit_id: UUID, paused_at: datetime | None, *, actor: Actor
) -> Managed:
    async with db.transaction():
        found = await locked(company_id, benefit_id, actor=actor)
        if found.status is not Status.APPROVED:
            raise rules.BenefitNotApproved
        if (found.paused_at is None) != (paused_at is None):
            await db.execute("UPDATE benefit SET paused_at = $2 WHERE id = $1", benefit_id, paused_at)
            action = "benefit_paused" if paused_at else "benefit_resumed"
            await audit.record(action, actor=actor.person_id, subject=benefit_id, tenant=company_id)
            await publicity.follow([benefit_id])
        return await read(company_id, benefit_id)


async def end(company_id: UUID, benefit_id: UUID, *, actor: Actor, now: datetime) -> Managed:
    """End an offer; its figures stay, and what waited is taken back. Raises NotFound, CompanyLeft."""
    async with db.transaction():
        found = await locked(company_id, benefit_id, actor=actor)
        if found.status is not Status.ENDED:
            await db.execute(
                "UPDATE benefit SET status = 'ended', paused_at = NULL, asks_again = $2 OR status <> 'approved' WHERE id = $1",
                benefit_id, not actor.is_partner_manager(company_id),
            )  # fmt: skip
            await take_back_changes(benefit_id, now)
            await audit.record("benefit_ended", actor=actor.person_id, subject=benefit_id, tenant=company_id)
            await publicity.follow([benefit_id])
        return await read(company_id, benefit_id)


async def take_back_changes(benefit_id: UUID, now: datetime) -> int:
    """Let no change wait any more; how many did."""
    return await db.execute(
        "UPDATE benefit_change SET status = 'withdrawn', decided_at = $2 WHERE benefit = $1 AND status = 'waiting'",
        benefit_id, now,
    )  # fmt: skip


async def reopen(company_id: UUID, benefit_id: UUID, *, actor: Actor, now: datetime) -> Managed:
    """Let an ended offer hold again as it was; what did not hold then, or what the office ended, waits for the office.

    Raises NotFound, CompanyLeft, TooManyBenefits.
    """
    async with db.transaction():
        found = await locked(company_id, benefit_id, actor=actor)
        if found.status is Status.ENDED:
            await _check_room(company_id)
            await db.execute(
                "UPDATE benefit SET reason = '', asks_again = false, confirmed_at = $2, submitted_at = $2, status ="
                " CASE WHEN published_at IS NULL OR asks_again AND $3 THEN 'waiting' ELSE 'approved' END WHERE id = $1",
                benefit_id, now, actor.is_partner_manager(company_id),
            )  # fmt: skip
            await audit.record(
                "benefit_reopened", actor=actor.person_id, subject=benefit_id, tenant=company_id
            )
            await publicity.follow([benefit_id])
        return await read(company_id, benefit_id)


async def confirm(company_id: UUID, *, actor: Actor, now: datetime) -> list[Managed]:
    """Say that all offers of the company still hold. Raises NotFound, CompanyLeft."""
    async with db.transaction():
        await company_at_work(company_id, actor=actor)
        confirmed = await db.rows(
            "UPDATE benefit SET confirmed_at = $2, reminded_at = NULL WHERE company = $1 AND status = 'approved' RETURNING id",
            company_id, now,
        )  # fmt: skip
        await audit.record(
            "benefits_confirmed", actor=actor.person_id, subject=company_id, offers=len(confirmed)
        )
        await publicity.follow([offer["id"] for offer in confirmed])
        return await _all(company_id)
