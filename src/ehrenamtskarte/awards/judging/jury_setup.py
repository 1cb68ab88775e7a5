"""What all who set up a jury ask first."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access, rules
from ehrenamtskarte.awards.judging import jury_rules
from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.awards.tables import AwardCall, JuryRound
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound

CONSIDERED = "(e.status = 'shortlisted' OR e.status = 'admitted' AND r.considers = 'admitted')"
"""Which entries e a round r judges, in SQL."""


async def call_to_set_up(office: UUID | None, call_id: UUID, *, actor: Actor) -> AwardCall:
    """A call whose jury may change, locked; a draft's, too.

    Raises NotFound, SecondFactorNeeded, CallCancelled, CallDecided.
    """
    call = await access.call_of_office(office, call_id, actor=actor, lock=True)
    if call.status == CallStatus.CANCELLED:
        raise rules.CallCancelled
    if call.decided_at is not None:
        raise rules.CallDecided
    return call


async def round_of(call_id: UUID, round_id: UUID, *, lock: bool = False) -> JuryRound:
    """A round of a call; locked, nobody judges in it meanwhile. Raises NotFound."""
    if lock:
        # Weak enough for others to add rows that refer to it.
        await db.execute("SELECT 1 FROM jury_round WHERE id = $1 FOR NO KEY UPDATE", round_id)
    found = await JuryRound.objects().get((JuryRound.id == round_id) & (JuryRound.call == call_id))
    if found is None:
        raise NotFound
    return found


async def round_to_set_up(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor
) -> tuple[AwardCall, JuryRound]:
    """A round that may change, locked. Raises as `call_to_set_up` does, RoundIsClosed."""
    call = await call_to_set_up(office, call_id, actor=actor)
    found = await round_of(call_id, round_id, lock=True)
    if found.closed_at is not None:
        raise jury_rules.RoundIsClosed
    return call, found


async def has_scores(round_id: UUID) -> bool:
    """Whether anybody has judged in a round."""
    # Points are kept with a judgement that no longer counts.
    found: bool = await db.scalar(
        "SELECT EXISTS (SELECT FROM judgement g WHERE g.jury_round = $1"
        " AND (g.status = 'done' OR EXISTS (SELECT FROM judgement_score s WHERE s.judgement = g.id)))",
        round_id,
    )
    return found


async def check_not_judged(jurors: Sequence[UUID], round_id: UUID | None = None) -> None:
    """In this round, or in any. Raises JurorHasJudged."""
    judged: Any = await db.row(
        "SELECT j.name FROM judgement g JOIN juror j ON j.id = g.juror WHERE g.juror = ANY($1::uuid[])"
        " AND g.status = 'done' AND ($2::uuid IS NULL OR g.jury_round = $2) LIMIT 1",
        list(jurors),
        round_id,
    )
    if judged:
        raise jury_rules.JurorHasJudged(name=judged["name"])
