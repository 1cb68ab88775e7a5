"""Who works at a company: managers keep its data, offers and staff; others redeem at the till."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import memberships, people, sign_in
from ehrenamtskarte.accounts.memberships import MemberOfTenant
from ehrenamtskarte.companies import offices, rules
from ehrenamtskarte.companies.rules import Colleague, Status
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.rate_limits import limit

MAILS_A_DAY = 200
MAILS_A_DAY_UNTIL_APPROVED = 10
"""Of one person: whoever registers a company chooses its name, and so what these mails say."""


async def of_company(company_id: UUID, *, actor: Actor) -> list[Colleague]:
    """Managers first, then the others, each by how long they are there. Raises NotFound."""
    await offices.company_to_manage(company_id, actor=actor)
    return await _of(company_id, actor)


async def _of(company_id: UUID, actor: Actor) -> list[Colleague]:
    managers = await memberships.of_tenant(Role.PARTNER_MANAGER, company_id, actor=actor)
    others = await memberships.of_tenant(Role.PARTNER_STAFF, company_id, actor=actor)
    return [_colleague(one, True) for one in managers] + [_colleague(one, False) for one in others]


def _colleague(member: MemberOfTenant, manages: bool) -> Colleague:
    return Colleague(member.person_id, member.name, member.email, manages, member.since)


async def add(company_id: UUID, email: str, *, manages: bool, actor: Actor, now: datetime) -> list[Colleague]:
    """Add somebody by address, or give them the other role; a mail tells them.

    Raises NotFound, EmailInvalid, TooManyStaff, LastOneLeft, TooManyRequests.
    """
    async with db.transaction():
        found = await offices.company_to_manage(company_id, actor=actor, lock=True)
        await limit_mails(found, actor)
        person_id = await appoint(found, email, manages=manages, actor=actor, now=now)
        await send_mail(await _welcome(person_id, found, manages=manages, now=now))
        return await _of(company_id, actor)


async def limit_mails(found: Company, actor: Actor) -> None:
    """Let nobody use companies to write to strangers. Raises TooManyRequests."""
    approved = found.status == Status.APPROVED
    times = MAILS_A_DAY if approved else MAILS_A_DAY_UNTIL_APPROVED
    name = "staff-mail" if approved else "staff-mail-until-approved"
    await limit(name, str(actor.person_id), times=times, seconds=86_400)


async def appoint(found: Company, email: str, *, manages: bool, actor: Actor, now: datetime) -> UUID:
    """Give somebody one of the two roles at a locked company and end the other.

    Raises EmailInvalid, TooManyStaff, LastOneLeft.
    """
    role, other = Role.PARTNER_MANAGER, Role.PARTNER_STAFF
    if not manages:
        role, other = other, role
    person_id = await memberships.grant_by_email(
        role,
        email=email,
        tenant=found.id,
        tenant_name=found.name,
        granted_by=actor.person_id,
        now=now,
    )
    held = await _of(found.id, actor)
    if len(held) > rules.MOST_STAFF:
        raise rules.TooManyStaff(most=rules.MOST_STAFF)
    if any(one.person_id == person_id and one.manages is not manages for one in held):
        await _end(other, person_id, found.id, actor=actor)
    return person_id


async def remove(company_id: UUID, person_id: UUID, *, actor: Actor) -> None:
    """End somebody's role; the last manager stays. Raises NotFound, LastOneLeft."""
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        roles = [
            Role.PARTNER_MANAGER if one.manages else Role.PARTNER_STAFF
            for one in await _of(company_id, actor)
            if one.person_id == person_id
        ]
        if not roles:
            raise NotFound
        for role in roles:
            await _end(role, person_id, company_id, actor=actor)


async def _end(role: Role, person_id: UUID, company_id: UUID, *, actor: Actor) -> None:
    await memberships.revoke(
        role,
        person_id=person_id,
        tenant=company_id,
        revoked_by=actor.person_id,
        keep_one=role is Role.PARTNER_MANAGER,
    )


async def _welcome(person_id: UUID, found: Company, *, manages: bool, now: datetime) -> Mail:
    person = await people.person(person_id)
    assert person.email is not None
    path = f"/partner/{found.id}" if manages else f"/partner/{found.id}/kasse"
    link = await sign_in.link_to(path, email=person.email, now=now)
    if person.language == "en":
        return Mail(
            language="en",
            to=person.email,
            subject=f"You now act for {found.name}",
            paragraphs=(
                f"From now on you can look after the data, offers and staff of {found.name}."
                if manages
                else f"From now on you can scan the Ehrenamtskarte at the till of {found.name}.",
                "The button signs you in. Later, simply sign in with this e-mail address.",
            ),
            button=Button("Open the company" if manages else "Open the till", link),
            reason=f"You get this mail because you were added to the team of {found.name}.",
        )
    return Mail(
        to=person.email,
        subject=f"Sie gehören jetzt zum Team von {found.name}",
        paragraphs=(
            f"Sie können ab sofort Daten, Angebote und Team von {found.name} pflegen."
            if manages
            else f"Sie können ab sofort an der Kasse von {found.name} die Ehrenamtskarte scannen.",
            "Der Knopf meldet Sie an. Später melden Sie sich einfach mit dieser E-Mail-Adresse an.",
        ),
        button=Button("Unternehmen öffnen" if manages else "Kasse öffnen", link),
        reason=f"Sie bekommen diese Mail, weil Sie in das Team von {found.name} eingetragen wurden.",
    )
