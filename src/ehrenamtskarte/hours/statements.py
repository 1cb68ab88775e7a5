"""An organisation vouches for somebody: since when, how many hours a week, what it pays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, id_of
from ehrenamtskarte.hours import policies, rules
from ehrenamtskarte.hours.decide import publish_decided
from ehrenamtskarte.hours.listing import Rows
from ehrenamtskarte.hours.record import must_be_on_roster
from ehrenamtskarte.hours.rules import AllowanceKind
from ehrenamtskarte.hours.tables import Statement
from ehrenamtskarte.organisations import registration


@dataclass(frozen=True)
class Vouched:
    """What an organisation says of somebody; `until` None while it goes on, money in cents a year."""

    person_id: UUID
    since: date
    until: date | None = None
    weekly_minutes: int | None = None
    task: str = ""
    allowance_kind: AllowanceKind | None = None
    allowance_cents_per_year: int = 0


_STATEMENTS = (
    "SELECT s.id, s.organisation AS organisation_id, o.name AS organisation_name, s.person AS person_id,"
    " coalesce(trim(m.given_name || ' ' || m.family_name), '') AS person_name, s.since, s.until, s.weekly_minutes, s.task,"
    " s.allowance_kind, s.allowance_cents_per_year, trim(p.given_name || ' ' || p.family_name) AS signed_by_name,"
    " s.stated_at, s.withdrawn_at"
    " FROM statement s JOIN organisation o ON o.id = s.organisation JOIN person p ON p.id = s.signed_by"
    " LEFT JOIN member m ON m.organisation = s.organisation AND m.person = s.person"
)


async def vouch(organisation_id: UUID, vouched: Vouched, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Vouch for somebody on the roster; a second coordinator may do the same where a town wants two signatures.

    Raises NotFound, OrganisationNotApproved, OwnStatement and the refusals of check_statement.
    """
    policies.must_act_for(actor, organisation_id)
    rules.check_may_vouch(vouched.person_id, actor.person_id)
    rules.check_statement(vouched.since, vouched.until, clock.berlin_day(now))
    statement_id = new_id()
    async with db.transaction():
        await registration.approved(organisation_id)
        await must_be_on_roster(organisation_id, vouched.person_id)
        await db.execute(
            "INSERT INTO statement (id, organisation, person, since, until, weekly_minutes, task, allowance_kind,"
            " allowance_cents_per_year, signed_by, stated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            statement_id, organisation_id, vouched.person_id, vouched.since, vouched.until, vouched.weekly_minutes,
            vouched.task.strip(), vouched.allowance_kind, vouched.allowance_cents_per_year, actor.person_id, now,
        )  # fmt: skip
        await _tell("statement_made", organisation_id, vouched.person_id, actor)
        found = await db.row(f"{_STATEMENTS} WHERE s.id = $1", statement_id)
        assert found is not None
        return dict(found)


async def withdraw(statement_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a statement back, on behalf of its organisation. Raises NotFound, StatementWithdrawn."""
    async with db.transaction():
        found = await Statement.objects().lock_rows().get(Statement.id == statement_id)
        if found is None:
            raise NotFound
        policies.must_act_for(actor, found.organisation)
        if found.withdrawn_at is not None:
            raise rules.StatementWithdrawn
        await Statement.update({Statement.withdrawn_at: now}).where(Statement.id == statement_id)
        await _tell("statement_withdrawn", found.organisation, found.person, actor)


async def _tell(action: str, organisation_id: UUID, person_id: UUID, actor: Actor) -> None:
    await publish_decided(organisation_id, [person_id])
    await audit.record(action, actor=actor.person_id, subject=person_id, tenant=organisation_id)


async def of_organisation(
    organisation_id: UUID, *, actor: Actor, person: UUID | None = None, cursor: str | None = None
) -> Rows:
    """What the organisation vouches for, latest first. Raises NotFound, UnknownCursor."""
    policies.must_act_for(actor, organisation_id)
    return await _page(
        "s.organisation = $1 AND ($2::uuid IS NULL OR s.person = $2)", organisation_id, person, cursor
    )


async def of_person(actor: Actor, *, cursor: str | None = None) -> Rows:
    """What organisations vouch for about the actor, latest first. Raises UnknownCursor."""
    return await _page("s.person = $1 AND $2::uuid IS NULL", actor.person_id, None, cursor)


async def _page(where: str, whose: UUID, person: UUID | None, cursor: str | None) -> Rows:
    found = await db.rows(
        f"{_STATEMENTS} WHERE {where} AND s.withdrawn_at IS NULL AND ($3::uuid IS NULL OR s.id < $3)"
        " ORDER BY s.id DESC LIMIT $4",
        whose, person, id_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = [dict(row) for row in found[:PAGE_SIZE]]
    return items, cursor_of(str(items[-1]["id"])) if len(found) > PAGE_SIZE else None
