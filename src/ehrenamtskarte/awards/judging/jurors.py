"""Who is on the jury of a call: added, changed, taken off, invited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import jury_mails, jury_rules, jury_setup
from ehrenamtskarte.awards.judging.jury_schemas import JurorIn, JurorOut, JurorsTold
from ehrenamtskarte.awards.tables import AwardCall, Juror
from ehrenamtskarte.companies import finding
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key

_JURORS = """SELECT j.id, j.name, j.function, j.email, j.organisation, o.name AS organisation_name, j.company,
 c.name AS company_name, j.chair, j.invited_at, j.reminded_at, coalesce(n.open, 0) AS open,
 coalesce(n.done, 0) AS done, coalesce(n.recused, 0) AS recused
FROM juror j LEFT JOIN organisation o ON o.id = j.organisation LEFT JOIN company c ON c.id = j.company
LEFT JOIN (SELECT g.juror, count(*) FILTER (WHERE g.status = 'open') AS open,
  count(*) FILTER (WHERE g.status = 'done') AS done, count(*) FILTER (WHERE g.status = 'recused') AS recused
 FROM judgement g JOIN jury_round r ON r.id = g.jury_round WHERE r.call = $1 GROUP BY 1) n ON n.juror = j.id
WHERE j.call = $1 AND ($2::uuid IS NULL OR j.id = $2) ORDER BY j.chair DESC, j.sort_key, j.id"""


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor) -> list[JurorOut]:
    """The jury of a call, who chairs it first. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    return [JurorOut(**dict(row)) for row in await db.rows(_JURORS, call_id, None)]


async def add(office: UUID | None, call_id: UUID, told: JurorIn, *, actor: Actor, now: datetime) -> JurorOut:
    """Put somebody on the jury, and in its rounds that are not assigned yet; they hear of it once they are invited.

    Raises NotFound, SecondFactorNeeded, JurorNameMissing, EmailInvalid, JurorAlreadyThere, TooManyJurors, CallCancelled,
    CallDecided.
    """
    async with db.transaction():
        call = await jury_setup.call_to_set_up(office, call_id, actor=actor)
        there = await db.scalar("SELECT count(*) FROM juror WHERE call = $1", call_id)
        if there >= jury_rules.MOST_JURORS:
            raise jury_rules.TooManyJurors(most=jury_rules.MOST_JURORS)
        columns = await _columns(call, told, own=None)
        juror = Juror(id=new_id(), call=call_id, added_at=now, **columns)
        await juror.save()
        await _join_rounds(call_id, juror.id)
        await _record("juror_added", call, juror.id, actor)
        return await _one(call_id, juror.id)


async def change(
    office: UUID | None, call_id: UUID, juror_id: UUID, told: JurorIn, *, actor: Actor
) -> JurorOut:
    """Write what the office knows of a juror; with another address they are to be invited anew.

    Raises NotFound, SecondFactorNeeded, JurorNameMissing, EmailInvalid, JurorAlreadyThere, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call = await jury_setup.call_to_set_up(office, call_id, actor=actor)
        before = await _juror(call_id, juror_id)
        columns = await _columns(call, told, own=before)
        if columns["email"] != before.email:
            columns |= {"invited_at": None, "reminded_at": None}
        await Juror.update(columns).where(Juror.id == juror_id)  # type: ignore[arg-type]
        await _record("juror_changed", call, juror_id, actor)
        return await _one(call_id, juror_id)


async def remove(office: UUID | None, call_id: UUID, juror_id: UUID, *, actor: Actor) -> None:
    """Take somebody off the jury who has not judged yet.

    Raises NotFound, SecondFactorNeeded, JurorHasJudged, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call = await jury_setup.call_to_set_up(office, call_id, actor=actor)
        found = await _juror(call_id, juror_id)
        await jury_setup.check_not_judged([juror_id])
        await db.execute("DELETE FROM juror WHERE id = $1", juror_id)
        await _record("juror_removed", call, found.id, actor)


async def invite(
    office: UUID | None, call_id: UUID, wanted: Sequence[UUID] | None, *, actor: Actor, now: datetime
) -> JurorsTold:
    """Invite jurors by mail: these, again where they were invited before, or all who were not yet.

    Raises NotFound, SecondFactorNeeded, NobodyToInvite, CallNotPublished, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call = await access.call_of_office(office, call_id, actor=actor, lock=True)
        access.check_running(call)
        invited = await db.rows(
            "UPDATE juror SET invited_at = $3 WHERE call = $1"
            " AND CASE WHEN $2::uuid[] IS NULL THEN invited_at IS NULL ELSE id = ANY($2) END RETURNING id, name, email",
            call_id, None if wanted is None else list(wanted), now,
        )  # fmt: skip
        if not invited:
            raise jury_rules.NobodyToInvite
        await jury_mails.invite(call, invited, now=now)
        await audit.record(
            "jurors_invited",
            actor=actor.person_id,
            subject=call_id,
            tenant=call.issuing_body,
            jurors=[str(juror["id"]) for juror in invited],
        )
        return JurorsTold(sent=len(invited))


async def _join_rounds(call_id: UUID, juror_id: UUID) -> None:
    await db.execute(
        "INSERT INTO round_juror (id, jury_round, juror) SELECT gen_random_uuid(), id, $2 FROM jury_round"
        " WHERE call = $1 AND assigned_at IS NULL AND closed_at IS NULL",
        call_id,
        juror_id,
    )


async def _one(call_id: UUID, juror_id: UUID) -> JurorOut:
    return JurorOut(**dict(await db.row(_JURORS, call_id, juror_id) or {}))


async def _juror(call_id: UUID, juror_id: UUID) -> Juror:
    found = await Juror.objects().get((Juror.id == juror_id) & (Juror.call == call_id))
    if found is None:
        raise NotFound
    return found


async def _columns(call: AwardCall, told: JurorIn, own: Juror | None) -> dict[str, Any]:
    name = " ".join(told.name.split())
    if not sort_key(name):
        raise jury_rules.JurorNameMissing(field="name")
    email = normal_email(told.email)
    taken = await db.scalar(
        "SELECT 1 FROM juror WHERE call = $1 AND email = $2 AND id IS DISTINCT FROM $3",
        call.id, email, own.id if own else None,
    )  # fmt: skip
    if taken:
        raise jury_rules.JurorAlreadyThere(field="email")
    await _check_belongs(told, own)
    return {
        "name": name,
        "sort_key": sort_key(name),
        "function": " ".join(told.function.split()),
        "email": email,
        "organisation": told.organisation,
        "company": told.company,
        "chair": told.chair,
    }


async def _check_belongs(told: JurorIn, own: Juror | None) -> None:
    """A club or company that is newly named takes part."""
    if told.company and told.company != (own and own.company) and not await finding.takes_part(told.company):
        raise jury_rules.JurorBelongsNowhere(field="company")
    if told.organisation and told.organisation != (own and own.organisation):
        known = await db.scalar(
            "SELECT 1 FROM organisation WHERE id = $1 AND status = 'approved'", told.organisation
        )
        if not known:
            raise jury_rules.JurorBelongsNowhere(field="organisation")


async def _record(action: str, call: AwardCall, juror_id: UUID, actor: Actor) -> None:
    await audit.record(
        action, actor=actor.person_id, subject=juror_id, tenant=call.issuing_body, call=str(call.id)
    )
