"""The drawings of a round, kept in the audit trail with all that anybody needs to repeat them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import jury_setup, sharing_rules
from ehrenamtskarte.awards.judging.jury_schemas import JuryDrawing
from ehrenamtskarte.awards.judging.sharing_rules import Drawing
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor

_ACTION = "jury_drawn"
_LATEST = 100


class _Kept(msgspec.Struct):
    seed: str
    lacks: dict[int, int]
    loads: dict[UUID, int]
    left_out: list[tuple[int, UUID]]

    def drawing(self) -> Drawing:
        return Drawing(
            seed=bytes.fromhex(self.seed),
            lacks=self.lacks,
            loads=self.loads,
            left_out=self.left_out,
        )


async def record(round_id: UUID, drawing: Drawing, *, actor: Actor, tenant: UUID | None) -> None:
    """Keep what a drawing followed from, in the caller's transaction."""
    await audit.record(
        _ACTION,
        actor=actor.person_id,
        subject=round_id,
        tenant=tenant,
        seed=drawing.seed.hex(),
        lacks=drawing.lacks,
        loads=drawing.loads,
        left_out=list(drawing.left_out),
    )


async def of_round(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> list[JuryDrawing]:
    """The latest hundred drawings, the first one first. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    await jury_setup.round_of(call_id, round_id)
    rows = await db.rows(
        "SELECT at, facts FROM audit_entry WHERE subject = $1 AND action = $2 ORDER BY at DESC, id DESC LIMIT $3",
        round_id,
        _ACTION,
        _LATEST,
    )
    return [_shown(row["at"], row["facts"]) for row in reversed(rows)]


def _shown(at: datetime, facts: Any) -> JuryDrawing:
    kept = msgspec.json.decode(facts, type=_Kept)
    return JuryDrawing(
        drawn_at=at,
        seed=kept.seed,
        lacks=kept.lacks,
        loads={str(juror): load for juror, load in kept.loads.items()},
        left_out=[(entry, str(juror)) for entry, juror in kept.left_out],
        shares=[(entry, str(juror)) for entry, juror in sharing_rules.shares(kept.drawing())],
    )
