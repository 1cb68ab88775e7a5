"""The shortlist: nominees chosen by hand or by a round's ranking, and told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import check_words, entry_list, shortlist_rules
from ehrenamtskarte.awards.checking.schemas import NomineeRow, ShortlistOut, ShortlistProposal
from ehrenamtskarte.awards.checking.telling import tell_team
from ehrenamtskarte.awards.judging import ranking
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound

_FIXED = """(e.nominee_told_at IS NOT NULL OR EXISTS (SELECT FROM vote v WHERE v.call = e.call AND v.entry = e.id)
 OR EXISTS (SELECT FROM award_laureate l WHERE l.entry = e.id)
 OR EXISTS (SELECT FROM monthly_engagement t WHERE t.entry = e.id))"""
_NOMINEES = f"""SELECT {entry_list.COLUMNS}, e.nominee_told_at, {_FIXED} AS fixed{entry_list.FROM}
 WHERE e.call = $1 AND e.status = 'shortlisted' ORDER BY e.sort_key, e.number LIMIT {shortlist_rules.MOST_NOMINEES}"""


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> ShortlistOut:
    """The nominees by name. Raises NotFound, SecondFactorNeeded."""
    call = await access.call_of_office(office, call_id, actor=actor)
    found = await db.rows(_NOMINEES, call_id)
    today = berlin_day(now)
    running = call.status == "published" and call.decided_at is None
    return ShortlistOut(
        limit=call.nominees,
        open=running and shortlist_rules.is_open(await access.phases_of(call_id), now),
        untold=sum(row["nominee_told_at"] is None for row in found),
        nominees=[
            NomineeRow(
                entry=entry_list.row_of(row, today), fixed=row["fixed"], told_at=row["nominee_told_at"]
            )
            for row in found
        ],
    )


async def nominate(
    office: UUID | None, call_id: UUID, entry_ids: Sequence[UUID], *, actor: Actor, now: datetime
) -> None:
    """Put admitted entries on the shortlist; those on it already stay.

    Raises NotFound, SecondFactorNeeded, CallHasNoShortlist, ShortlistFixed, NotNominable, TooManyNominees and what
    `access.check_running` does.
    """
    async with db.transaction():
        call = await _open_call(office, call_id, actor, now)
        found = await db.rows(
            "SELECT id, status FROM award_entry WHERE call = $1 AND id = ANY($2)"
            " AND status IN ('admitted', 'shortlisted') ORDER BY id FOR NO KEY UPDATE",
            call_id,
            list(entry_ids),
        )
        if len(found) != len(set(entry_ids)):
            raise shortlist_rules.NotNominable(field="entries")
        new = [row["id"] for row in found if row["status"] == "admitted"]
        await db.execute(
            "UPDATE award_entry SET status = 'shortlisted', revision = revision + 1 WHERE id = ANY($1)", new
        )
        count = await db.scalar(
            "SELECT count(*)::int FROM award_entry WHERE call = $1 AND status = 'shortlisted'", call_id
        )
        shortlist_rules.check_room(count, call.nominees)
        await _note("award_entry_nominated", call, new, actor)


async def take_off(
    office: UUID | None, call_id: UUID, entry_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take an entry off the shortlist while nobody was told and nothing builds on it.

    Raises NotFound, SecondFactorNeeded, CallHasNoShortlist, ShortlistFixed, NotNominated, NomineeFixed and what
    `access.check_running` does.
    """
    async with db.transaction():
        call = await _open_call(office, call_id, actor, now)
        await access.entry_of_office(office, call_id, entry_id, actor=actor, lock=True)
        found = await db.row(
            f"SELECT e.status, {_FIXED} AS fixed FROM award_entry e WHERE e.id = $1",  # noqa: S608 - a constant
            entry_id,
        )
        _check_taken_off(found)
        await db.execute(
            "UPDATE award_entry SET status = 'admitted', revision = revision + 1 WHERE id = $1", entry_id
        )
        await _note("award_entry_not_nominated", call, [entry_id], actor)


def _check_taken_off(found: Any) -> None:
    if found["status"] != "shortlisted":
        raise shortlist_rules.NotNominated
    if found["fixed"]:
        raise shortlist_rules.NomineeFixed


async def proposal(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, now: datetime
) -> ShortlistProposal:
    """The best of a round for the places that are left; nothing is changed. Raises NotFound, SecondFactorNeeded."""
    call = await access.call_of_office(office, call_id, actor=actor)
    if not await db.scalar("SELECT 1 FROM jury_round WHERE id = $1 AND call = $2", round_id, call_id):
        raise NotFound
    listed = await db.rows("SELECT id FROM award_entry WHERE call = $1 AND status = 'shortlisted'", call_id)
    there = {row["id"] for row in listed}
    ranked = [(one.entry, one.rank) for one in await ranking.of_round(round_id) if one.entry not in there]
    places = max(0, (call.nominees or shortlist_rules.MOST_NOMINEES) - len(there))
    chosen, tied = shortlist_rules.best(ranked, places)
    rows = await entry_list.rows_of(call_id, chosen, berlin_day(now))
    return ShortlistProposal(entries=[rows[entry] for entry in chosen if entry in rows], tied=tied)


async def tell_nominees(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> int:
    """Write to the nominees who were not written to yet; how many.

    Raises NotFound, SecondFactorNeeded, CallHasNoShortlist and what `access.check_running` does.
    """
    async with db.transaction():
        call = await access.call_of_office(office, call_id, actor=actor, lock=True)
        access.check_running(call)
        shortlist_rules.check_has_shortlist(await access.phases_of(call_id))
        told = await db.rows(
            "UPDATE award_entry SET nominee_told_at = $2 WHERE call = $1 AND status = 'shortlisted'"
            " AND nominee_told_at IS NULL RETURNING id",
            call_id,
            now,
        )
        entries = [row["id"] for row in told]
        await tell_team(entries, check_words.nominated, now=now)
        await _note("award_nominee_told", call, entries, actor)
    return len(entries)


async def _open_call(office: UUID | None, call_id: UUID, actor: Actor, now: datetime) -> AwardCall:
    """The call, held so that two at once do not nominate more than it allows."""
    call = await access.call_of_office(office, call_id, actor=actor, lock=True)
    access.check_running(call)
    shortlist_rules.check_open(await access.phases_of(call_id), now)
    return call


async def _note(action: str, call: AwardCall, entry_ids: Sequence[UUID], actor: Actor) -> None:
    await audit.record_each(action, actor=actor.person_id, subjects=entry_ids, tenant=call.issuing_body)
