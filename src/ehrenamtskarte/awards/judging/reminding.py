"""Reminders to jurors who have entries left, one a day at most."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import jury_mails, jury_rules, jury_setup, round_rules
from ehrenamtskarte.awards.judging.jury_schemas import JurorsTold
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day

_BEHIND = """SELECT j.id, j.name, j.email, j.reminded_at, count(*) AS open FROM judgement g
JOIN juror j ON j.id = g.juror JOIN jury_round r ON r.id = g.jury_round JOIN award_entry e ON e.id = g.entry
WHERE g.jury_round = $1 AND g.status = 'open' AND {considered} GROUP BY j.id ORDER BY j.sort_key, j.id"""


async def remind(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, now: datetime
) -> JurorsTold:
    """Write to all jurors of a round who are not done and had no reminder today.

    Raises NotFound, SecondFactorNeeded, RoundNotOn, NothingToRemind, RoundIsClosed, CallNotPublished, CallCancelled,
    CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        access.check_running(call)
        if not round_rules.is_open(
            first_day=found.first_day, last_day=found.last_day, closed_at=found.closed_at, now=now
        ):
            raise jury_rules.RoundNotOn
        behind = await db.rows(_BEHIND.format(considered=jury_setup.CONSIDERED), round_id)
        today = berlin_day(now)
        due = [one for one in behind if not one["reminded_at"] or berlin_day(one["reminded_at"]) < today]
        if not due:
            raise jury_rules.NothingToRemind
        await jury_mails.remind(call, found, due, now=now)
        await db.execute(
            "UPDATE juror SET reminded_at = $2 WHERE id = ANY($1::uuid[])", [one["id"] for one in due], now
        )
        await audit.record(
            "jurors_reminded",
            actor=actor.person_id,
            subject=round_id,
            tenant=call.issuing_body,
            jurors=[str(one["id"]) for one in due],
        )
        return JurorsTold(sent=len(due), today_already=len(behind) - len(due))
