"""The organisation's decision on hours: confirm or reject, one entry or ten thousand in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.hours import inbox, policies, rules
from ehrenamtskarte.hours.events import PEOPLE_PER_EVENT, HoursDecided, HoursRejected
from ehrenamtskarte.hours.inbox import Wanted
from ehrenamtskarte.hours.rules import Status
from ehrenamtskarte.organisations import registration


@dataclass(frozen=True)
class Selection:
    """What a decision is about: what the inbox shows for `wanted`, or of that some people or some entries."""

    wanted: Wanted = field(default_factory=Wanted)
    records: tuple[UUID, ...] | None = None


@dataclass(frozen=True)
class Decided:
    """What a decision changed; the actor's own entries are left to somebody else."""

    entries: int
    people: int
    minutes: int
    own_skipped: int


_SELECTED = (
    "SELECT h.id, h.person FROM hour_record h LEFT JOIN member m ON m.organisation = $1 AND m.person = h.person"
    " WHERE h.organisation = $1 AND h.status = 'submitted'"
    " AND ($2 = '' OR coalesce(m.sort_key LIKE ALL($3::text[]), false) OR position(lower($2) IN lower(h.task)) > 0)"
    " AND ($4::date IS NULL OR h.starts_on >= $4) AND ($5::date IS NULL OR h.starts_on <= $5)"
    " AND ($6::uuid[] IS NULL OR h.person = ANY($6)) AND ($7::uuid[] IS NULL OR h.id = ANY($7))"
)
_DECIDE = (
    "WITH selected AS (" + _SELECTED + "), decided AS ("  # noqa: S608 - a part of ours
    " UPDATE hour_record r SET status = $8, decided_by = $9, decided_at = $10, reason = $11"
    " FROM selected s WHERE r.id = s.id AND r.person <> $9 AND r.status = 'submitted'"
    " RETURNING r.person, r.minutes)"
    " SELECT person, count(*) AS entries, sum(minutes) AS minutes, false AS own FROM decided GROUP BY person"
    " UNION ALL SELECT person, count(*), 0, true FROM selected WHERE person = $9 GROUP BY person"
)


async def confirm(organisation_id: UUID, selection: Selection, *, actor: Actor, now: datetime) -> Decided:
    """Confirm what is selected and still waits. Raises NotFound, OrganisationNotApproved."""
    async with db.transaction():
        people = await _decide(organisation_id, selection, Status.CONFIRMED, "", actor=actor, now=now)
        return await _tell(organisation_id, people, Status.CONFIRMED, actor)


async def reject(
    organisation_id: UUID, selection: Selection, reason: str, *, actor: Actor, now: datetime
) -> Decided:
    """Reject what is selected and still waits; the people learn why.

    Raises NotFound, OrganisationNotApproved, ReasonMissing.
    """
    reason = rules.check_reason(reason)
    async with db.transaction():
        people = await _decide(organisation_id, selection, Status.REJECTED, reason, actor=actor, now=now)
        await publish(
            *(
                HoursRejected(
                    organisation_id=organisation_id,
                    person_id=row["person"],
                    entries=row["entries"],
                    reason=reason,
                )
                for row in people
                if not row["own"]
            )
        )
        return await _tell(organisation_id, people, Status.REJECTED, actor)


async def _decide(
    organisation_id: UUID, selection: Selection, status: Status, reason: str, *, actor: Actor, now: datetime
) -> list[Any]:
    policies.must_act_for(actor, organisation_id)
    # Decisions of one organisation happen one after the other, so that two at once cannot deadlock.
    await registration.approved(organisation_id, lock=True)
    wanted = selection.wanted
    if wanted.hint or wanted.hinted:
        wanted = replace(wanted, people=tuple(await inbox.people(organisation_id, wanted)))
    q = wanted.q.strip()
    return await db.rows(
        _DECIDE,
        organisation_id, q, inbox.words_like(q), wanted.first_day, wanted.last_day, wanted.people, selection.records,
        status, actor.person_id, now, reason,
    )  # fmt: skip


async def _tell(organisation_id: UUID, rows: list[Any], status: Status, actor: Actor) -> Decided:
    decided = [row for row in rows if not row["own"]]
    outcome = Decided(
        entries=sum(row["entries"] for row in decided),
        people=len(decided),
        minutes=int(sum(row["minutes"] for row in decided)),
        own_skipped=sum(row["entries"] for row in rows if row["own"]),
    )
    if decided:
        await publish_decided(organisation_id, (row["person"] for row in decided))
        await audit.record(
            f"hours_{status}",
            actor=actor.person_id,
            subject=organisation_id,
            tenant=organisation_id,
            entries=outcome.entries,
            people=outcome.people,
        )
    return outcome


async def publish_decided(organisation_id: UUID, people: Iterable[UUID]) -> None:
    """Tell others whose hours or statements changed, so many people at a time that a job stays short."""
    everybody = tuple(people)
    await publish(
        *(
            HoursDecided(organisation_id=organisation_id, people=everybody[start : start + PEOPLE_PER_EVENT])
            for start in range(0, len(everybody), PEOPLE_PER_EVENT)
        )
    )
