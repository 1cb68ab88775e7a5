"""The team of an entry: whoever leads it hands in and decides, editors write."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts.people import person as person_of
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import entry_rules, mails, own
from ehrenamtskarte.awards.entering.schemas import EntryMemberOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.rate_limits import limit

MAILS_A_DAY = 40
"""Of one person: whoever starts an entry chooses what these mails say."""


async def of_entry(entry_id: UUID, *, actor: Actor) -> list[EntryMemberOut]:
    """Those who lead first, then by how long they are in it."""
    found = await db.rows(
        "SELECT m.id, m.email, m.role, coalesce(trim(p.given_name || ' ' || p.family_name), '') AS name,"
        " p.id IS NOT DISTINCT FROM $2 AS you FROM entry_member m LEFT JOIN person p ON p.email = m.email"
        " WHERE m.entry = $1 ORDER BY m.role <> 'lead', m.added_at, m.id",
        entry_id,
        actor.person_id,
    )
    return [
        EntryMemberOut(
            id=row["id"],
            email=row["email"],
            name=row["name"],
            lead=row["role"] == own.LEAD,
            you=row["you"],
        )
        for row in found
    ]


async def add(entry_id: UUID, email: str, *, lead: bool, actor: Actor, now: datetime) -> None:
    """Take somebody into the team by address; a mail tells them.

    Raises NotFound, OnlyLead, EmailInvalid, AlreadyInTeam, TooManyMembers, TooManyRequests.
    """
    async with db.transaction():
        call, _ = await own.entry(entry_id, actor=actor, lock=True, lead=True)
        access.check_running(call)
        address = normal_email(email)
        await limit("award_team_mail", str(actor.person_id), times=MAILS_A_DAY, seconds=86_400)
        if not await db.execute(
            "INSERT INTO entry_member (id, entry, email, role, added_at) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (entry, email) DO NOTHING",
            new_id(), entry_id, address, own.LEAD if lead else own.EDITOR, now,
        ):  # fmt: skip
            raise entry_rules.AlreadyInTeam(field="email")
        count = await db.scalar("SELECT count(*) FROM entry_member WHERE entry = $1", entry_id)
        if count > entry_rules.MOST_MEMBERS:
            raise entry_rules.TooManyMembers(most=entry_rules.MOST_MEMBERS)
        inviter = await person_of(actor.person_id)
        await mails.welcome(
            entry_id,
            address,
            entry_rules.one_line(f"{inviter.given_name} {inviter.family_name}"),
            now=now,
        )


async def change_role(entry_id: UUID, member_id: UUID, *, lead: bool, actor: Actor) -> None:
    """Let somebody lead, or only write. Raises NotFound, OnlyLead, LastLead."""
    async with db.transaction():
        await own.entry(entry_id, actor=actor, lock=True, lead=True)
        if not await db.execute(
            "UPDATE entry_member SET role = $3 WHERE id = $1 AND entry = $2",
            member_id,
            entry_id,
            own.LEAD if lead else own.EDITOR,
        ):
            raise NotFound
        await _check_led(entry_id)


async def remove(entry_id: UUID, member_id: UUID, *, actor: Actor) -> None:
    """Take somebody out of the team; everybody may leave it. Raises NotFound, OnlyLead, LastLead."""
    async with db.transaction():
        own_row = any(one.you and one.id == member_id for one in await of_entry(entry_id, actor=actor))
        await own.entry(entry_id, actor=actor, lock=True, lead=not own_row)
        if not await db.execute("DELETE FROM entry_member WHERE id = $1 AND entry = $2", member_id, entry_id):
            raise NotFound
        await _check_led(entry_id)


async def _check_led(entry_id: UUID) -> None:
    if not await db.scalar("SELECT 1 FROM entry_member WHERE entry = $1 AND role = 'lead' LIMIT 1", entry_id):
        raise entry_rules.LastLead
