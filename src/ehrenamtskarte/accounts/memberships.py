"""Roles of people for tenants: granted, listed, ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import rules
from ehrenamtskarte.accounts.tables import Membership
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.errors import Conflict, NotFound
from ehrenamtskarte.core.ids import new_id


class LastOneLeft(Conflict):
    """A tenant would be left without anybody."""

    de = "Sie sind die letzte Person mit dieser Rolle. Bitte fügen Sie zuerst jemanden hinzu."
    en = "You are the last person with this role. Please add somebody first."


@dataclass(frozen=True)
class MemberOfTenant:
    """Somebody with a role, as colleagues see them."""

    person_id: UUID
    given_name: str
    family_name: str
    email: str | None
    since: datetime


async def of_person(person_id: UUID) -> list[Membership]:
    """All roles of one person."""
    held = Membership.objects().where(Membership.person == person_id)
    return await held.order_by(Membership.granted_at, Membership.id)


async def of_tenant(role: Role, tenant: UUID) -> list[MemberOfTenant]:
    """Everybody who holds a role for a tenant."""
    found = await db.rows(
        "SELECT p.id AS person_id, given_name, family_name, email, m.granted_at AS since"
        " FROM membership m JOIN person p ON p.id = m.person WHERE m.role = $1 AND m.tenant = $2 ORDER BY m.granted_at",
        role, tenant,
    )  # fmt: skip
    return [MemberOfTenant(**dict(member)) for member in found]


async def grant(
    role: Role, *, person_id: UUID, tenant: UUID, tenant_name: str, granted_by: UUID | None, now: datetime
) -> None:
    """Give a role; giving it again does no harm. A staff role ends the person's sessions."""
    async with db.transaction():
        await db.execute(
            "INSERT INTO membership (id, person, role, tenant, tenant_name, granted_at) VALUES ($1, $2, $3, $4, $5, $6)"
            " ON CONFLICT (person, role, tenant) DO NOTHING",
            new_id(), person_id, role, tenant, tenant_name, now,
        )  # fmt: skip
        if role.needs_second_factor:
            # A volunteer's long session must not become a staff session.
            await db.execute("DELETE FROM session WHERE person = $1", person_id)
        await audit.record("role_granted", actor=granted_by, subject=person_id, tenant=tenant, role=role)


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


async def revoke(role: Role, *, person_id: UUID, tenant: UUID, revoked_by: UUID) -> None:
    """End a role and every session of that person. Raises NotFound, LastOneLeft."""
    async with db.transaction():
        holders = await db.rows(
            "SELECT person FROM membership WHERE role = $1 AND tenant = $2 ORDER BY id FOR UPDATE",
            role, tenant,
        )  # fmt: skip
        if person_id not in [holder["person"] for holder in holders]:
            raise NotFound
        if len(holders) == 1:
            raise LastOneLeft
        await db.execute(
            "DELETE FROM membership WHERE role = $1 AND tenant = $2 AND person = $3", role, tenant, person_id
        )
        await db.execute("DELETE FROM session WHERE person = $1", person_id)
        await audit.record("role_revoked", actor=revoked_by, subject=person_id, tenant=tenant, role=role)


async def rename_tenant(tenant: UUID, name: str) -> None:
    """Show the new name of a tenant in its people's menus."""
    await db.execute("UPDATE membership SET tenant_name = $2 WHERE tenant = $1", tenant, name)
