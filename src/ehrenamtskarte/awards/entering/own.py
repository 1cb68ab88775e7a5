"""Which entries somebody works on: those whose team has the address they sign in with; others are not there."""

from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import entry_rules
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound

LEAD = "lead"
EDITOR = "editor"
ORGANISATION_OUT = ("rejected",)
COMPANY_OUT = ("rejected", "left")
"""Nobody enters for these."""


async def entry(
    entry_id: UUID, *, actor: Actor, lock: bool = False, lead: bool = False
) -> tuple[AwardCall, AwardEntry]:
    """An entry that the actor works on, with its call; `lead` where only whoever leads the team may.

    Locked with its call, so that what is decided of them happens one after the other. Raises NotFound, OnlyLead.
    """
    known = await db.row(
        "SELECT e.call, m.role FROM award_entry e JOIN entry_member m ON m.entry = e.id"
        " JOIN person p ON p.email = m.email WHERE e.id = $1 AND p.id = $2",
        entry_id,
        actor.person_id,
    )
    if known is None:
        raise NotFound
    if lead and known["role"] != LEAD:
        raise entry_rules.OnlyLead
    its_call = await access.call(known["call"], lock=lock)
    if lock:
        await db.execute("SELECT 1 FROM award_entry WHERE id = $1 FOR NO KEY UPDATE", entry_id)
    found = await AwardEntry.objects().get(AwardEntry.id == entry_id)
    if found is None:
        raise NotFound
    return its_call, found


async def leads(entry_id: UUID, *, actor: Actor) -> bool:
    """Whether the actor leads the entry's team."""
    return bool(
        await db.scalar(
            "SELECT 1 FROM entry_member m JOIN person p ON p.email = m.email"
            " WHERE m.entry = $1 AND p.id = $2 AND m.role = 'lead'",
            entry_id,
            actor.person_id,
        )
    )
