"""A party says whether it comes, by its link, signed in, or through the office; places are counted one at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.events import PartyChanged, SeatsFreed, TicketsDue
from ehrenamtskarte.ceremonies.inviting import answer_rules, attendees, mails, places, wishes
from ehrenamtskarte.ceremonies.inviting.answer_rules import Answer, Said, Verdict
from ehrenamtskarte.ceremonies.rules import GuestStatus
from ehrenamtskarte.ceremonies.tables import Ceremony, Guest
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import counted, long_date


@dataclass(frozen=True)
class _Party:
    """A guest of a locked event, as time has made it."""

    ceremony: Ceremony
    guest: Guest
    standing: answer_rules.Standing


async def answer(guest_id: UUID, said: Answer, *, now: datetime) -> GuestStatus:
    """Take the guest's own answer; the status it leads to.

    Raises CeremonyCancelled, CeremonyOver, InvitationWithdrawn, NotInvited, AnswerTooLate, CompanionOfDeclined,
    TooManyCompanions, NobodyElseInvited, NoRoomForMore, AlreadyInside.
    """
    async with db.transaction():
        party = await _party(guest_id, now)
        if said.coming:
            wanted = max(1, len(said.persons))
            _check_in_time(party, wanted, now)
            await _check_size(party, wanted)
        return await _take(party, said, now)


async def answer_for(
    office: UUID | None, ceremony_id: UUID, guest_id: UUID, said: Answer, *, actor: Actor, now: datetime
) -> GuestStatus:
    """The same by the office, e.g. after a call: no deadline and a party of any size, but never beyond the capacity.

    Raises what `answer` raises, NotFound, SecondFactorNeeded.
    """
    async with db.transaction():
        await access.ceremony_of_office(office, ceremony_id, actor=actor)
        if not await db.scalar("SELECT 1 FROM guest WHERE id = $1 AND ceremony = $2", guest_id, ceremony_id):
            raise NotFound
        party = await _party(guest_id, now)
        if len(said.persons) > answer_rules.MOST_PERSONS:
            raise _too_many(answer_rules.MOST_PERSONS)
        status = await _take(party, said, now)
        await audit.record(
            "guest_answered_for", actor=actor.person_id, subject=guest_id, tenant=office, status=status
        )
        return status


async def _party(guest_id: UUID, now: datetime) -> _Party:
    ceremony_id = await db.scalar("SELECT ceremony FROM guest WHERE id = $1", guest_id)
    if ceremony_id is None:
        raise NotFound
    ceremony = await access.ceremony(ceremony_id, lock=True)
    access.check_running(ceremony, now)
    guest = await Guest.objects().get(Guest.id == guest_id)
    if guest is None:
        raise NotFound
    if guest.status == GuestStatus.WITHDRAWN:
        raise answer_rules.InvitationWithdrawn
    if guest.status not in answer_rules.CAN_ANSWER:
        raise answer_rules.NotInvited
    standing = await places.standing(ceremony, guest, now)
    if standing.status != guest.status:
        # The offer ran out, and the chore that says so has not come by yet.
        await lapse([guest.id], ceremony.id, now=now)
        standing = await places.standing(ceremony, guest, now)
    return _Party(ceremony, guest, standing)


async def lapse(guest_ids: list[UUID], ceremony: UUID, *, now: datetime) -> None:
    """Let the places go that were held for these parties, with the event locked."""
    await attendees.let_go(guest_ids, now=now)
    await db.execute(
        "UPDATE guest SET status = 'lapsed', offer_until = NULL, waiting_since = NULL, revision = revision + 1"
        " WHERE id = ANY($1)",
        guest_ids,
    )
    await publish(SeatsFreed(ceremony_id=ceremony))


def _check_in_time(party: _Party, wanted: int, now: datetime) -> None:
    standing, answer_by = party.standing, party.ceremony.answer_by
    in_time = answer_rules.is_in_time(standing.status, standing.party, wanted, answer_by, now)
    if answer_by is not None and not in_time:
        day = long_date(berlin_day(answer_by))
        raise answer_rules.AnswerTooLate(de=day.de, en=day.en)


async def _check_size(party: _Party, wanted: int) -> None:
    most = max(await places.most_persons(party.ceremony, party.guest), party.standing.held)
    if wanted > most == 1:
        raise answer_rules.NobodyElseInvited(field="persons")
    if wanted > most:
        raise _too_many(most)


def _too_many(most: int) -> answer_rules.TooManyCompanions:
    others = counted(most - 1, Text("weitere Person", "more person"), Text("weitere Personen", "more people"))
    return answer_rules.TooManyCompanions(field="persons", de=others.de, en=others.en)


async def _take(party: _Party, said: Answer, now: datetime) -> GuestStatus:
    status = await (_come(party, said, now) if said.coming else _decline(party, said, now))
    if said.sit_with and said.coming:
        await wishes.sit_with(party.guest, said.sit_with)
    await publish(PartyChanged(guest_id=party.guest.id))
    if status != party.standing.status:
        await mails.tell(status, [party.guest.id])
    return status


async def _come(party: _Party, said: Answer, now: datetime) -> GuestStatus:
    persons = said.persons or (Said(),)
    wanted, standing = len(persons), party.standing
    what = answer_rules.verdict(standing, wanted)
    if what is Verdict.TOO_MANY_MORE:
        raise answer_rules.NoRoomForMore(field="persons", wanted=wanted)
    if what is Verdict.WAITS:
        await _change(party, GuestStatus.WAITING, wanted, said, now)
        return GuestStatus.WAITING
    await _change(party, GuestStatus.ACCEPTED, wanted, said, now)
    guest = party.guest
    name = f"{guest.given_name} {guest.family_name}".strip()
    await attendees.settle(party.ceremony.id, guest.id, name, persons, now=now)
    await publish(TicketsDue(guest_ids=(guest.id,)))
    if wanted < standing.held:
        await publish(SeatsFreed(ceremony_id=party.ceremony.id))
    return GuestStatus.ACCEPTED


async def _decline(party: _Party, said: Answer, now: datetime) -> GuestStatus:
    if len(said.persons) > 1:
        raise answer_rules.CompanionOfDeclined(field="persons")
    await attendees.let_go([party.guest.id], now=now)
    await _change(party, GuestStatus.DECLINED, party.guest.party, said, now)
    if party.standing.held:
        await publish(SeatsFreed(ceremony_id=party.ceremony.id))
    return GuestStatus.DECLINED


async def _change(party: _Party, status: GuestStatus, size: int, said: Answer, now: datetime) -> None:
    waits = status == GuestStatus.WAITING
    await db.execute(
        "UPDATE guest SET status = $2, party = $3, answered_at = $4, offer_until = NULL, revision = revision + 1,"
        " waiting_since = CASE WHEN $5 THEN coalesce(waiting_since, $4) END, language = coalesce($6, language)"
        " WHERE id = $1",
        party.guest.id, status, size, now, waits, said.language,
    )  # fmt: skip
