"""Single guests: added by hand, changed, removed while nobody asked them yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.events import PartyChanged
from ehrenamtskarte.ceremonies.guests import adding, guest_list, guest_rules
from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.guests.schemas import GuestOut
from ehrenamtskarte.ceremonies.inviting import mail_words, mails
from ehrenamtskarte.ceremonies.rules import GuestStatus, Status, is_over
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.outbox import publish

_EDITED = (
    "given_name", "family_name", "function", "email", "address", "language", "municipality", "protocol_rank", "escort",
    "notes",
)  # fmt: skip
_TOLD_ANEW = {
    GuestStatus.INVITED: mail_words.invitation,
    GuestStatus.ACCEPTED: mail_words.accepted,
    GuestStatus.WAITING: mail_words.waiting,
    GuestStatus.OFFERED: mail_words.offered,
}
_NOT_ASKED = frozenset({GuestStatus.CANDIDATE, GuestStatus.NOT_DRAWN})


async def add(
    office: UUID | None,
    ceremony_id: UUID,
    group_id: UUID,
    told: NewGuest,
    *,
    actor: Actor,
    now: datetime,
) -> GuestOut:
    """Add one guest.

    Raises NotFound, SecondFactorNeeded, GuestNameMissing, GuestEmailInvalid, GuestTownUnknown, GuestAlreadyThere and what
    `adding.add` does.
    """
    guest = guest_rules.normal_guest(told)
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        await _check_town(guest)
        added = await adding.add(ceremony, group_id, [guest], by=actor.person_id, now=now)
        if not added:
            raise guest_rules.GuestAlreadyThere(field="email", name=guest.name)
        await audit.record(
            "guest_added", actor=actor.person_id, subject=added[0], tenant=ceremony.issuing_body
        )
        return await guest_list.whole(ceremony_id, added[0])


async def _check_town(guest: NewGuest) -> None:
    if guest.municipality and not await db.scalar(
        "SELECT 1 FROM municipality WHERE ags = $1", guest.municipality
    ):
        raise guest_rules.GuestTownUnknown(field="municipality")


async def change(
    office: UUID | None,
    ceremony_id: UUID,
    guest_id: UUID,
    group_id: UUID,
    told: NewGuest,
    *,
    revision: int,
    actor: Actor,
    now: datetime,
) -> GuestOut:
    """Write what the office knows of a guest; answers and needs are the guest's own and stay.

    With another e-mail address the links that went to the old one end, and the guest is written to anew.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, GuestNameMissing, GuestEmailInvalid, GuestTownUnknown,
    GuestAlreadyThere, GuestTookPartInDraw, GroupDrawn, GroupFull.
    """
    guest = guest_rules.normal_guest(told)
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        before = await _guest(ceremony_id, guest_id)
        if before["revision"] != revision:
            raise ChangedMeanwhile
        await _check_town(guest)
        await _check_draw(before, group_id, guest)
        await _check_address(ceremony_id, guest_id, guest)
        await _write(guest_id, guest)
        if group_id != before["guest_group"]:
            await _move(ceremony_id, guest_id, group_id)
        if guest.name != f"{before['given_name']} {before['family_name']}".strip():
            await db.execute(
                "UPDATE attendee SET name = $2 WHERE guest = $1 AND position = 0", guest_id, guest.name
            )
            await publish(PartyChanged(guest_id=guest_id))
        if before["email"] and guest.email != before["email"]:
            await _write_anew(ceremony, guest_id, GuestStatus(before["status"]), now)
        await audit.record(
            "guest_changed",
            actor=actor.person_id,
            subject=guest_id,
            tenant=ceremony.issuing_body,
            fields=[name for name in _EDITED if getattr(guest, name) != before[name]],
        )
        return await guest_list.whole(ceremony_id, guest_id)


async def _write_anew(ceremony: Ceremony, guest_id: UUID, status: GuestStatus, now: datetime) -> None:
    """Whoever the old address belongs to sees nothing of this guest any more."""
    await db.execute("DELETE FROM invitation_link WHERE guest = $1", guest_id)
    takes_place = ceremony.status != Status.CANCELLED and not is_over(ceremony.ends_at, now)
    if status in _TOLD_ANEW and takes_place:
        await mails.write(_TOLD_ANEW[status], [guest_id])


async def _guest(ceremony_id: UUID, guest_id: UUID) -> Any:
    found = await db.row(
        "SELECT g.*, r.drawn_at FROM guest g JOIN guest_group r ON r.id = g.guest_group"
        " WHERE g.id = $1 AND g.ceremony = $2",
        guest_id,
        ceremony_id,
    )
    if found is None:
        raise NotFound
    return found


async def _check_draw(before: Any, group_id: UUID, guest: NewGuest) -> None:
    """What a draw looked at stays as it was."""
    moved = group_id != before["guest_group"] or guest.municipality != before["municipality"]
    if moved and before["drawn_at"] and before["draw_number"] is not None:
        raise guest_rules.GuestTookPartInDraw


async def _check_address(ceremony_id: UUID, guest_id: UUID, guest: NewGuest) -> None:
    if guest.email and await db.scalar(
        "SELECT 1 FROM guest WHERE ceremony = $1 AND lower(email) = lower($2) AND id <> $3",
        ceremony_id, guest.email, guest_id,
    ):  # fmt: skip
        raise guest_rules.GuestAlreadyThere(field="email", name=guest.email)


async def _write(guest_id: UUID, guest: NewGuest) -> None:
    columns = ", ".join(f"{name} = ${at}" for at, name in enumerate(_EDITED, start=3))
    await db.execute(
        f"UPDATE guest SET sort_key = $2, {columns}, revision = revision + 1 WHERE id = $1",  # noqa: S608 - constants
        guest_id,
        guest.sort_key,
        *(getattr(guest, name) for name in _EDITED),
    )


async def _move(ceremony_id: UUID, guest_id: UUID, group_id: UUID) -> None:
    """Into another group, with a number of its own there."""
    group = await adding.open_group(ceremony_id, group_id)
    await db.execute(
        "UPDATE guest SET guest_group = $2, draw_number = (SELECT coalesce(max(draw_number), 0) + 1 FROM guest"
        " WHERE guest_group = $2) WHERE id = $1",
        guest_id,
        group_id,
    )
    await adding.check_room(ceremony_id, group_id, group["name"])


async def remove(office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor) -> None:
    """Take somebody off the list who was not asked yet.

    Raises NotFound, SecondFactorNeeded, GuestWasInvited, GuestTookPartInDraw.
    """
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        guest = await _guest(ceremony_id, guest_id)
        if guest["status"] not in _NOT_ASKED or guest["invited_at"]:
            raise guest_rules.GuestWasInvited
        if guest["drawn_at"] and guest["draw_number"] is not None:
            raise guest_rules.GuestTookPartInDraw
        await db.execute("DELETE FROM guest WHERE id = $1", guest_id)
        await audit.record(
            "guest_removed", actor=actor.person_id, subject=guest_id, tenant=ceremony.issuing_body
        )
