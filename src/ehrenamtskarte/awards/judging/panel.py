"""The jury of a round: who judges in it, and in which categories."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from ehrenamtskarte.awards.judging import jury_rules, jury_setup, progress
from ehrenamtskarte.awards.judging.jury_schemas import JuryRoundOut
from ehrenamtskarte.awards.rules import Sharing
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id

Panel = Mapping[UUID, Sequence[UUID]]
"""The categories of each juror; none: all."""


async def write(
    office: UUID | None, call_id: UUID, round_id: UUID, wanted: Panel, *, actor: Actor
) -> JuryRoundOut:
    """Say who judges in a round; whoever leaves it, or a category, loses entries not judged yet.

    Raises NotFound, SecondFactorNeeded, JurorNotInRound, CategoryNotOfCall, JurorHasJudged, RoundIsClosed, CallCancelled,
    CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        rows = _rows(wanted, by_category=found.sharing == Sharing.CATEGORY)
        await _check_known(call_id, rows)
        before = await db.rows("SELECT juror, category FROM round_juror WHERE jury_round = $1", round_id)
        changed = {(row["juror"], row["category"]) for row in before} ^ set(rows)
        gone = {row["juror"] for row in before} - wanted.keys()
        await jury_setup.check_not_judged(sorted(gone), round_id)
        await _replace(round_id, rows)
        await _take_away(round_id, sorted({juror for juror, _ in changed}))
        await audit.record(
            "jury_round_panel_set",
            actor=actor.person_id,
            subject=round_id,
            tenant=call.issuing_body,
            jurors=[str(juror) for juror in wanted],
        )
        return await progress.whole(call_id, round_id)


def _rows(wanted: Panel, *, by_category: bool) -> list[tuple[UUID, UUID | None]]:
    found: list[tuple[UUID, UUID | None]] = []
    for juror, categories in wanted.items():
        found += [(juror, category) for category in dict.fromkeys(categories) if by_category] or [
            (juror, None)
        ]
    return found


async def _check_known(call_id: UUID, rows: Sequence[tuple[UUID, UUID | None]]) -> None:
    jurors = {juror for juror, _ in rows}
    known = await db.scalar(
        "SELECT count(*) FROM juror WHERE call = $1 AND id = ANY($2::uuid[])", call_id, list(jurors)
    )
    if known != len(jurors):
        raise jury_rules.JurorNotInRound(field="jurors")
    categories = {category for _, category in rows if category}
    there = await db.scalar(
        "SELECT count(*) FROM award_category WHERE call = $1 AND chosen AND id = ANY($2::uuid[])",
        call_id,
        list(categories),
    )
    if there != len(categories):
        raise jury_rules.CategoryNotOfCall(field="jurors")


async def _replace(round_id: UUID, rows: Sequence[tuple[UUID, UUID | None]]) -> None:
    await db.execute("DELETE FROM round_juror WHERE jury_round = $1", round_id)
    await db.execute(
        "INSERT INTO round_juror (id, jury_round, juror, category)"
        " SELECT t.id, $1, t.juror, t.category FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS t (id, juror, category)",
        round_id,
        [new_id() for _ in rows],
        [juror for juror, _ in rows],
        [category for _, category in rows],
    )


async def _take_away(round_id: UUID, jurors: Sequence[UUID]) -> None:
    """What these jurors have not judged yet and are no longer to judge."""
    await db.execute(
        "DELETE FROM judgement g USING award_entry e WHERE g.jury_round = $1 AND g.juror = ANY($2::uuid[])"
        " AND e.id = g.entry AND (g.status = 'open' OR g.recusal = 'detected') AND NOT EXISTS (SELECT FROM round_juror p"
        " WHERE p.jury_round = $1 AND p.juror = g.juror AND (p.category IS NULL OR p.category = e.category))",
        round_id,
        list(jurors),
    )
