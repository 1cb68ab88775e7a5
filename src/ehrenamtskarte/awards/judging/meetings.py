"""The meeting in which a round's jury agreed: when, where, who was there, what was decided."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.judging import meeting_rules
from ehrenamtskarte.awards.judging.judging_schemas import JurorThere, MeetingIn, MeetingOut
from ehrenamtskarte.awards.judging.standing import round_of_office
from ehrenamtskarte.awards.tables import JuryMeeting
from ehrenamtskarte.companies.rules import ChangedMeanwhile, TooLong
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor

_JURORS = (
    "SELECT j.id, j.name, j.function, j.chair FROM juror j WHERE EXISTS (SELECT FROM round_juror o"
    " WHERE o.jury_round = $1 AND o.juror = j.id) OR EXISTS (SELECT FROM judgement g"
    " WHERE g.jury_round = $1 AND g.juror = j.id) ORDER BY j.chair DESC, j.sort_key, j.id"
)


async def of_round(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> MeetingOut:
    """What is noted so far. Raises NotFound, SecondFactorNeeded."""
    await round_of_office(office, call_id, round_id, actor=actor)
    return await noted(round_id)


async def note(
    office: UUID | None, call_id: UUID, round_id: UUID, data: MeetingIn, *, actor: Actor, now: datetime
) -> MeetingOut:
    """Note the meeting, or what was noted anew; a round that is over or decided has one, too.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, PresentNotInJury, MeetingDayUnlikely, TooLong.
    """
    async with db.transaction():
        call, _ = await round_of_office(office, call_id, round_id, actor=actor, lock=True)
        before = await JuryMeeting.objects().get(JuryMeeting.jury_round == round_id)
        if data.revision != (before.revision if before else 0):
            raise ChangedMeanwhile
        meeting_rules.check_day(data.held_at, call_made_at=call.created_at, now=now)
        meeting_rules.check_present(data.present, [row["id"] for row in await db.rows(_JURORS, round_id)])
        await _write(round_id, _columns(data) | {"revision": data.revision + 1}, new=before is None)
        await audit.record(
            "jury_meeting_noted",
            actor=actor.person_id,
            subject=round_id,
            tenant=office,
            present=len(set(data.present)),
        )
        return await noted(round_id)


async def noted(round_id: UUID) -> MeetingOut:
    """The same for whoever may see it."""
    found = await JuryMeeting.objects().get(JuryMeeting.jury_round == round_id)
    present = set(msgspec.json.decode(found.present, type=list[UUID])) if found else set()
    return MeetingOut(
        held_at=found.held_at if found else None,
        place=found.place if found else "",
        chaired_by=found.chaired_by if found else "",
        written_by=found.written_by if found else "",
        jurors=[
            JurorThere(**dict(row), present=row["id"] in present) for row in await db.rows(_JURORS, round_id)
        ],
        notes=found.notes if found else "",
        decision=found.decision if found else "",
        revision=found.revision if found else 0,
    )


def _columns(data: MeetingIn) -> dict[str, Any]:
    return {
        "held_at": data.held_at,
        "place": " ".join(data.place.split()),
        "chaired_by": " ".join(data.chaired_by.split()),
        "written_by": " ".join(data.written_by.split()),
        "present": msgspec.json.encode(sorted(set(data.present))).decode(),
        "notes": _text(data.notes, "notes"),
        "decision": _text(data.decision, "decision"),
    }


def _text(text: str, field: str) -> str:
    short = text.strip()
    if len(short) > meeting_rules.LONGEST_NOTES:
        raise TooLong(field=field, longest=meeting_rules.LONGEST_NOTES)
    return short


async def _write(round_id: UUID, columns: dict[str, Any], *, new: bool) -> None:
    if new:
        await JuryMeeting.insert(JuryMeeting(jury_round=round_id, **columns))
    else:
        await JuryMeeting.update(columns).where(  # type: ignore[arg-type]
            JuryMeeting.jury_round == round_id
        )
