"""The office invites, reminds and prints: mails to those with an address, letters to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests.standing import MAY_BE_INVITED, groups_to_draw
from ehrenamtskarte.ceremonies.inviting import mail_words, mails, runs
from ehrenamtskarte.ceremonies.rules import GuestStatus, RunKind, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, CeremonyRun
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Conflict

AGAIN_AFTER = timedelta(days=3)
"""Nobody is reminded more often."""
ASKED_AGAIN = [
    GuestStatus.CANDIDATE,
    GuestStatus.NOT_DRAWN,
    GuestStatus.DECLINED,
    GuestStatus.LAPSED,
    GuestStatus.WITHDRAWN,
]
"""Whom the office may invite by name, whatever was before."""

_COUNTS = f"""SELECT
  count(*) FILTER (WHERE g.email IS NOT NULL AND {MAY_BE_INVITED}) AS to_mail,
  count(*) FILTER (WHERE g.email IS NULL AND {MAY_BE_INVITED}) AS to_print,
  count(*) FILTER (WHERE g.status = 'invited') AS invited,
  count(*) FILTER (WHERE g.email IS NOT NULL AND g.status = 'invited'
    AND greatest(g.reminded_at, g.invited_at, '-infinity') < $2) AS to_remind,
  count(*) FILTER (WHERE g.email IS NULL AND g.status = 'invited') AS silent_without_mail,
  count(*) FILTER (WHERE g.status = 'waiting') AS waiting,
  count(*) FILTER (WHERE g.status = 'offered') AS offered,
  coalesce(sum(g.party) FILTER (WHERE g.status IN ('accepted', 'offered')), 0) AS held
FROM guest g WHERE g.ceremony = $1"""  # noqa: S608 - constants
_TO_INVITE = (
    "SELECT g.id, g.email IS NOT NULL AS has_mail FROM guest g"  # noqa: S608 - a constant
    f" WHERE g.ceremony = $1 AND {MAY_BE_INVITED} ORDER BY g.sort_key, g.id"
)


class NobodyToInvite(Conflict):
    """All who may be invited are."""

    de = "Es gibt niemanden, der jetzt eingeladen werden kann."
    en = "There is nobody who can be invited now."


class AnswersClosed(Conflict):
    """Nobody is asked who could only be told that it is too late."""

    de = "Die Antwortfrist ist vorbei, niemand könnte mehr zusagen. Verlängern Sie sie zuerst in den Angaben der Veranstaltung."
    en = "The deadline for answers is over, so nobody could accept. Extend it in the details of the event first."


class NobodyToRemind(Conflict):
    """All answered, or were reminded lately."""

    de = "Es gibt niemanden zu erinnern: Alle haben geantwortet oder wurden in den letzten drei Tagen angeschrieben."
    en = "There is nobody to remind: all have answered or were written to in the last three days."


class NoLetters(Conflict):
    """Everybody invited has an e-mail address."""

    de = "Es gibt keine Briefe zu drucken."
    en = "There are no letters to print."


@dataclass(frozen=True)
class Standing:
    """How far the invitations of an event are."""

    to_mail: int
    to_print: int
    """Who may be invited now, with and without an e-mail address."""
    to_draw: list[str]
    """Groups with more guests than places; nobody of them is invited before the draw."""
    invited: int
    to_remind: int
    silent_without_mail: int
    """Not answered and only reached by letter or telephone."""
    waiting: int
    offered: int
    seats_free: int


async def standing(office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime) -> Standing:
    """How far the invitations of an event are. Raises NotFound, SecondFactorNeeded."""
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    counts = await db.row(_COUNTS, ceremony_id, now - AGAIN_AFTER)
    assert counts is not None
    groups = await groups_to_draw(ceremony_id)
    figures = {name: value for name, value in counts.items() if name != "held"}
    free = max(0, found.capacity - int(counts["held"]))
    return Standing(to_draw=[group["name"] for group in groups], seats_free=free, **figures)


async def invite(
    office: UUID | None, ceremony_id: UUID, guests: Sequence[UUID] | None, *, actor: Actor, now: datetime
) -> list[UUID]:
    """Invite all who may be invited now, or these by name: the runs that write mails and letters.

    Raises NotFound, SecondFactorNeeded, CeremonyNotPublished, CeremonyCancelled, CeremonyOver, RunStillWorks, AnswersClosed,
    NobodyToInvite.
    """
    async with db.transaction():
        found = await _running(office, ceremony_id, RunKind.INVITE, actor, now)
        _check_open(found, now)
        await runs.check_none_works(ceremony_id, RunKind.LETTERS)
        chosen = await _to_invite(ceremony_id, guests)
        if not chosen:
            raise NobodyToInvite
        by_mail = [row["id"] for row in chosen if row["has_mail"]]
        by_letter = [row["id"] for row in chosen if not row["has_mail"]]
        ordered = [(RunKind.INVITE, by_mail), (RunKind.LETTERS, by_letter)]
        return [
            await runs.order(
                ceremony_id, kind, some, options={"byName": guests is not None}, actor=actor, now=now
            )
            for kind, some in ordered
            if some
        ]


async def _to_invite(ceremony_id: UUID, guests: Sequence[UUID] | None) -> list[Any]:
    if guests is not None:
        return await db.rows(
            "SELECT id, email IS NOT NULL AS has_mail FROM guest WHERE ceremony = $1 AND id = ANY($2)"
            " AND status = ANY($3) ORDER BY sort_key, id",
            ceremony_id, guests, ASKED_AGAIN,
        )  # fmt: skip
    return await db.rows(_TO_INVITE, ceremony_id)


async def remind(office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Write again to those who have not answered for three days.

    Raises NotFound, SecondFactorNeeded, CeremonyNotPublished, CeremonyCancelled, CeremonyOver, RunStillWorks, AnswersClosed,
    NobodyToRemind.
    """
    async with db.transaction():
        _check_open(await _running(office, ceremony_id, RunKind.REMIND, actor, now), now)
        found = await db.rows(
            "SELECT id FROM guest WHERE ceremony = $1 AND email IS NOT NULL AND status = 'invited'"
            " AND greatest(reminded_at, invited_at, '-infinity') < $2 ORDER BY id",
            ceremony_id,
            now - AGAIN_AFTER,
        )
        if not found:
            raise NobodyToRemind
        guests = [row["id"] for row in found]
        return await runs.order(ceremony_id, RunKind.REMIND, guests, actor=actor, now=now)


async def print_letters(
    office: UUID | None, ceremony_id: UUID, guests: Sequence[UUID] | None, *, actor: Actor, now: datetime
) -> UUID:
    """Letters for these invited guests, else for all invited without an e-mail address who have not answered.

    Raises NotFound, SecondFactorNeeded, CeremonyNotPublished, CeremonyCancelled, CeremonyOver, RunStillWorks, NoLetters.
    """
    async with db.transaction():
        await _running(office, ceremony_id, RunKind.LETTERS, actor, now)
        found = await db.rows(
            "SELECT id FROM guest WHERE ceremony = $1 AND CASE WHEN $2::uuid[] IS NULL"
            " THEN email IS NULL AND status = 'invited'"
            " ELSE id = ANY($2) AND status NOT IN ('candidate', 'not_drawn', 'withdrawn') END ORDER BY sort_key, id",
            ceremony_id,
            guests,
        )
        if not found:
            raise NoLetters
        chosen = [row["id"] for row in found]
        return await runs.order(ceremony_id, RunKind.LETTERS, chosen, actor=actor, now=now)


async def _running(
    office: UUID | None, ceremony_id: UUID, kind: RunKind, actor: Actor, now: datetime
) -> Ceremony:
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
    access.check_running(found, now)
    await runs.check_none_works(ceremony_id, kind)
    return found


def _check_open(found: Ceremony, now: datetime) -> None:
    if found.answer_by is not None and now > found.answer_by:
        raise AnswersClosed


async def takes_place(run: CeremonyRun, *, lock: bool) -> bool:
    """Whether the event was not called off since the work was ordered; locked, it is not until this part is done."""
    return (await access.ceremony(run.ceremony, lock=lock)).status != Status.CANCELLED


async def mark_invited(guests: Sequence[UUID], *, by_name: bool, now: datetime) -> list[UUID]:
    """Invite these; which of them, for some may have been invited, removed or taken back since it was ordered."""
    invited = await db.rows(
        "UPDATE guest SET status = 'invited', invited_at = $2, answered_at = NULL, reminded_at = NULL,"
        " revision = revision + 1 WHERE id = ANY($1) AND status = ANY($3) RETURNING id",
        guests,
        now,
        ASKED_AGAIN if by_name else [GuestStatus.CANDIDATE],
    )
    return [row["id"] for row in invited]


async def invite_batch(run: CeremonyRun, offset: int, size: int, now: datetime) -> int:
    """Invite some by mail."""
    if not await takes_place(run, lock=True):
        return size
    guests = runs.guests_of(run, offset, size)
    by_name = bool(runs.options_of(run)["byName"])
    await mails.write(mail_words.invitation, await mark_invited(guests, by_name=by_name, now=now))
    return len(guests)


async def remind_batch(run: CeremonyRun, offset: int, size: int, now: datetime) -> int:
    """Remind some who still have not answered."""
    if not await takes_place(run, lock=True):
        return size
    guests = runs.guests_of(run, offset, size)
    silent = await db.rows(
        "UPDATE guest SET reminded_at = $2 WHERE id = ANY($1) AND status = 'invited' RETURNING id",
        guests,
        now,
    )
    await mails.write(mail_words.reminder, [row["id"] for row in silent])
    return len(guests)
