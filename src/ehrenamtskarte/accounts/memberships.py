"""Roles of people for tenants: granted, listed, ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import rules
from ehrenamtskarte.accounts.tables import Membership
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import Conflict, NotFound
from ehrenamtskarte.core.ids import new_id


class LastOneLeft(Conflict):
    """A tenant would be left without anybody."""

    de = "Sie sind die letzte Person mit dieser Rolle. Bitte fügen Sie zuerst jemanden hinzu."
    en = "You are the last person with this role. Please add somebody first."


@dataclass(frozen=True)
class MemberOfTenant:
    """Somebody with a role, as colleagues see them; the name of whoever has not taken it up yet is empty."""

    person_id: UUID
    name: str
    email: str | None
    since: datetime


async def of_person(person_id: UUID) -> list[Membership]:
    """All roles of one person."""
    held = Membership.objects().where(Membership.person == person_id)
    return await held.order_by(Membership.granted_at, Membership.id)


async def of_tenant(role: Role, tenant: UUID, *, actor: Actor | None = None) -> list[MemberOfTenant]:
    """Everybody who holds a role for a tenant, the first one first.

    Whoever types an address learns no name by it: that is shown once its owner has signed in since, or is the actor.
    """
    found = await db.rows(
        "SELECT p.id AS person_id, email, m.granted_at AS since, CASE WHEN m.taken_up_at IS NOT NULL OR p.id = $3"
        " THEN trim(given_name || ' ' || family_name) ELSE '' END AS name"
        " FROM membership m JOIN person p ON p.id = m.person WHERE m.role = $1 AND m.tenant = $2"
        " ORDER BY m.granted_at, m.id",
        role, tenant, actor.person_id if actor else None,
    )  # fmt: skip
    return [MemberOfTenant(**dict(member)) for member in found]


async def first_of(role: Role, tenant: UUID | None = None) -> UUID | None:
    """Who has held a role the longest, for a tenant or for any."""
    held = Membership.select(Membership.person).where(Membership.role == role)
    if tenant is not None:
        held = held.where(Membership.tenant == tenant)
    found = await held.order_by(Membership.granted_at, Membership.id).first()
    return found["person"] if found else None


async def grant(
    role: Role, *, person_id: UUID, tenant: UUID, tenant_name: str, granted_by: UUID | None, now: datetime
) -> None:
    """Give a role; giving it again does no harm. A staff role ends the person's sessions."""
    async with db.transaction():
        await db.execute(
            "INSERT INTO membership (id, person, role, tenant, tenant_name, granted_at, taken_up_at)"
            " SELECT $1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN $6 ELSE"
            " (SELECT min(taken_up_at) FROM membership WHERE person = $2 AND tenant = $4) END"
            " ON CONFLICT (person, role, tenant) DO NOTHING",
            new_id(), person_id, role, tenant, tenant_name, now, granted_by == person_id,
        )  # fmt: skip
        if role.needs_second_factor:
            # A volunteer's long session must not become a staff session.
            await db.execute("DELETE FROM session WHERE person = $1", person_id)
        await audit.record("role_granted", actor=granted_by, subject=person_id, tenant=tenant, role=role)


async def take_up(person_id: UUID, *, now: datetime) -> None:
    """Somebody signs in, and so takes up the roles they were given."""
    await db.execute(
        "UPDATE membership SET taken_up_at = $2 WHERE person = $1 AND taken_up_at IS NULL", person_id, now
    )


async def grant_by_email(
    role: Role, *, email: str, tenant: UUID, tenant_name: str, granted_by: UUID | None, now: datetime
) -> UUID:
    """Give a role to the person of an address, known or not yet. Raises EmailInvalid."""
    address = rules.normal_email(email)
    async with db.transaction():
        person_id: UUID = await db.scalar(
            "INSERT INTO person (id, email, given_name, family_name, street, postal_code, phone, language, created_at)"
            " VALUES ($1, $2, '', '', '', '', '', 'de', $3)"
            " ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id",
            new_id(), address, now,
        )  # fmt: skip
        await grant(
            role, person_id=person_id, tenant=tenant, tenant_name=tenant_name, granted_by=granted_by, now=now
        )
    return person_id


async def revoke(
    role: Role, *, person_id: UUID, tenant: UUID, revoked_by: UUID, keep_one: bool = True
) -> None:
    """End a role. Raises NotFound, LastOneLeft (unless the last one may go).

    What it allowed ends at once, for roles are read with every request. Sessions stay, or anybody could sign a volunteer
    out of their card by adding and removing them; only those that passed a second factor for a staff role end with it.
    """
    async with db.transaction():
        holders = await db.rows(
            "SELECT person FROM membership WHERE role = $1 AND tenant = $2 ORDER BY id FOR UPDATE",
            role, tenant,
        )  # fmt: skip
        if person_id not in [holder["person"] for holder in holders]:
            raise NotFound
        if keep_one and len(holders) == 1:
            raise LastOneLeft
        await db.execute(
            "DELETE FROM membership WHERE role = $1 AND tenant = $2 AND person = $3", role, tenant, person_id
        )
        if role.needs_second_factor:
            await db.execute("DELETE FROM session WHERE person = $1", person_id)
        await audit.record("role_revoked", actor=revoked_by, subject=person_id, tenant=tenant, role=role)


async def rename_tenant(tenant: UUID, name: str) -> None:
    """Show the new name of a tenant in its people's menus."""
    await db.execute("UPDATE membership SET tenant_name = $2 WHERE tenant = $1", tenant, name)
