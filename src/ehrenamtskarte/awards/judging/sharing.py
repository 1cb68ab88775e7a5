"""Who judges what: the jury of a round, and the entries handed out to it."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import (
    conflict_rules,
    conflicts,
    drawings,
    jury_rules,
    jury_setup,
    sharing_rules,
)
from ehrenamtskarte.awards.judging.jury_schemas import JuryAssigned
from ehrenamtskarte.awards.judging.sharing_rules import Drawing
from ehrenamtskarte.awards.rules import JudgementStatus, Sharing
from ehrenamtskarte.awards.tables import JuryRound
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id

Pair = tuple[UUID, UUID]
"""An entry and a juror."""


@dataclass(frozen=True)
class Entry:
    """An entry that a round considers."""

    id: UUID
    number: int
    category: UUID | None


@dataclass(frozen=True)
class _Standing:
    """What there is before a round is assigned, or assigned anew."""

    entries: Sequence[Entry]
    panel: dict[UUID, frozenset[UUID | None]]
    """The categories of each juror; None: all."""
    there: dict[Pair, str]
    """What was handed out, and how it stands."""
    ties: dict[Pair, str]
    """Who is not impartial, and why; those known already left out."""


async def assign(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, now: datetime
) -> JuryAssigned:
    """Hand the entries out that nobody, or too few, have yet; conflicts of interest are looked for anew.

    Raises NotFound, SecondFactorNeeded, NoJurors, TooFewJurors, NoEntriesToJudge, RoundIsClosed, CallNotPublished,
    CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        access.check_running(call)
        recused = await conflicts.recuse_tied(round_id)
        standing = await _standing(found)
        _check_enough(found, standing)
        tied = [pair for pair in _in_question(found, standing) if pair in standing.ties]
        await _insert(round_id, tied, standing.ties)
        wanted = await _wanted(found, standing, actor=actor, tenant=call.issuing_body)
        await _insert(round_id, wanted, {})
        await db.execute(
            "UPDATE jury_round SET assigned_at = coalesce(assigned_at, $2) WHERE id = $1", round_id, now
        )
        done = JuryAssigned(
            added=len(wanted), recused=recused + len(tied), short=_short(found, standing, wanted)
        )
        await audit.record(
            "jury_entries_assigned",
            actor=actor.person_id,
            subject=round_id,
            tenant=call.issuing_body,
            added=done.added,
            recused=done.recused,
            short=done.short,
        )
        return done


async def take_back(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> None:
    """Undo an assignment while nobody has judged; what jurors or the office said of partiality stays, and so does the seed.

    Raises NotFound, SecondFactorNeeded, RoundNotAssigned, RoundHasScores, RoundIsClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        if found.assigned_at is None:
            raise jury_rules.RoundNotAssigned
        if await jury_setup.has_scores(round_id):
            raise jury_rules.RoundHasScores
        await db.execute(
            "DELETE FROM judgement WHERE jury_round = $1 AND (status = 'open' OR recusal = 'detected')",
            round_id,
        )
        await db.execute("UPDATE jury_round SET assigned_at = NULL WHERE id = $1", round_id)
        await audit.record(
            "jury_assignment_taken_back", actor=actor.person_id, subject=round_id, tenant=call.issuing_body
        )


async def _standing(found: JuryRound) -> _Standing:
    rows = await db.rows(
        "SELECT e.id, e.number, e.category FROM award_entry e JOIN jury_round r ON r.id = $1 AND r.call = e.call"  # noqa: S608 - a constant
        f" WHERE {jury_setup.CONSIDERED} ORDER BY e.number",
        found.id,
    )
    entries = [Entry(row["id"], row["number"], row["category"]) for row in rows]
    panel: dict[UUID, set[UUID | None]] = {}
    for row in await db.rows("SELECT juror, category FROM round_juror WHERE jury_round = $1", found.id):
        panel.setdefault(row["juror"], set()).add(row["category"])
    there = {
        (row["entry"], row["juror"]): row["status"]
        for row in await db.rows("SELECT entry, juror, status FROM judgement WHERE jury_round = $1", found.id)
    }
    ties = await conflicts.between([entry.id for entry in entries], list(panel))
    return _Standing(
        entries,
        {juror: frozenset(categories) for juror, categories in panel.items()},
        there,
        {pair: conflict_rules.reason(tie) for pair, tie in ties.items() if pair not in there},
    )


def _check_enough(found: JuryRound, standing: _Standing) -> None:
    if not standing.panel:
        raise jury_rules.NoJurors
    if found.jurors_each is not None and len(standing.panel) < found.jurors_each:
        raise jury_rules.TooFewJurors(there=len(standing.panel), wanted=found.jurors_each)
    if not standing.entries:
        raise jury_rules.NoEntriesToJudge


def _in_question(found: JuryRound, standing: _Standing) -> Iterable[Pair]:
    """Everybody who would judge what, were nobody partial and nothing drawn; what was handed out left out."""
    by_category = found.sharing == Sharing.CATEGORY
    for entry in standing.entries:
        for juror, categories in standing.panel.items():
            judges = not by_category or None in categories or entry.category in categories
            if judges and (entry.id, juror) not in standing.there:
                yield entry.id, juror


async def _wanted(found: JuryRound, standing: _Standing, *, actor: Actor, tenant: UUID | None) -> list[Pair]:
    if found.sharing != Sharing.BALANCED:
        return [pair for pair in _in_question(found, standing) if pair not in standing.ties]
    seed = found.seed or secrets.token_bytes(sharing_rules.SEED_BYTES)
    # Once drawn it stays, so that nobody draws until they like what comes out.
    await db.execute("UPDATE jury_round SET seed = $2 WHERE id = $1", found.id, seed)
    drawing = _drawing(seed, found.jurors_each or 0, standing)
    if not drawing.lacks:
        return []
    await drawings.record(found.id, drawing, actor=actor, tenant=tenant)
    ids = {entry.number: entry.id for entry in standing.entries}
    return [(ids[number], juror) for number, juror in sharing_rules.shares(drawing)]


def _drawing(seed: bytes, each: int, standing: _Standing) -> Drawing:
    judges = Counter(
        entry for (entry, _), status in standing.there.items() if status != JudgementStatus.RECUSED
    )
    lacks = {entry.number: each - judges[entry.id] for entry in standing.entries if judges[entry.id] < each}
    numbers = {entry.id: entry.number for entry in standing.entries}
    loads = Counter(
        juror
        for (entry, juror), status in standing.there.items()
        if entry in numbers and status != JudgementStatus.RECUSED
    )
    left_out = {
        (numbers[entry], juror)
        for entry, juror in (*standing.ties, *standing.there)
        if numbers.get(entry) in lacks and juror in standing.panel
    }
    return Drawing(
        seed=seed,
        lacks=lacks,
        loads={juror: loads[juror] for juror in standing.panel},
        left_out=sorted(left_out),
    )


def _short(found: JuryRound, standing: _Standing, added: Iterable[Pair]) -> int:
    judges = Counter(entry for entry, _ in added)
    judges.update(entry for (entry, _), status in standing.there.items() if status != JudgementStatus.RECUSED)
    return sum(judges[entry.id] < (found.jurors_each or 1) for entry in standing.entries)


async def _insert(round_id: UUID, pairs: Sequence[Pair], reasons: dict[Pair, str]) -> None:
    """Judgements to be done; with a reason, those that will not be."""
    await db.execute(
        "INSERT INTO judgement (id, jury_round, entry, juror, status, recusal, recusal_reason)"
        " SELECT t.id, $1, t.entry, t.juror, CASE WHEN t.reason = '' THEN 'open' ELSE 'recused' END,"
        " CASE WHEN t.reason <> '' THEN 'detected' END, t.reason"
        " FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) AS t (id, entry, juror, reason)",
        round_id,
        [new_id() for _ in pairs],
        [entry for entry, _ in pairs],
        [juror for _, juror in pairs],
        [reasons.get(pair, "") for pair in pairs],
    )
