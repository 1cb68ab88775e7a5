"""Who acts for an organisation."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import memberships, people
from ehrenamtskarte.accounts.memberships import MemberOfTenant
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.organisations import policies, registration
from ehrenamtskarte.organisations.tables import Organisation

MAILS_A_DAY = 50
"""Of one person: whoever registers an organisation chooses its name, and so what these mails say."""


async def list_coordinators(organisation_id: UUID, *, actor: Actor) -> list[MemberOfTenant]:
    """The coordinators, the first one first. Raises NotFound."""
    policies.must_coordinate(actor, organisation_id)
    return await memberships.of_tenant(Role.COORDINATOR, organisation_id, actor=actor)


async def add(organisation_id: UUID, email: str, *, actor: Actor, now: datetime) -> UUID:
    """Give somebody the coordinator's role by address and tell them. Raises NotFound, EmailInvalid, TooManyRequests."""
    policies.must_coordinate(actor, organisation_id)
    await limit("coordinator-mail", str(actor.person_id), times=MAILS_A_DAY, seconds=86_400)
    organisation = await registration.organisation(organisation_id)
    async with db.transaction():
        person_id = await memberships.grant_by_email(
            Role.COORDINATOR,
            email=email,
            tenant=organisation_id,
            tenant_name=organisation.name,
            granted_by=actor.person_id,
            now=now,
        )
        person = await people.person(person_id)
        await send_mail(_welcome(normal_email(email), person.language, organisation))
    return person_id


def _welcome(to: str, language: str, organisation: Organisation) -> Mail:
    target = f"{settings().address}/verein/{organisation.id}"
    if language == "en":
        return Mail(
            language="en",
            to=to,
            subject=f"You now act for {organisation.name}",
            paragraphs=(
                f"From now on you can confirm hours and import lists for {organisation.name}.",
                "Simply sign in with this e-mail address.",
            ),
            button=Button("Open the organisation", target),
            reason="You get this mail because the organisation added you.",
        )
    return Mail(
        to=to,
        subject=f"Sie vertreten jetzt {organisation.name}",
        paragraphs=(
            f"Für {organisation.name} können Sie ab sofort Stunden bestätigen und Listen einlesen.",
            "Melden Sie sich einfach mit dieser E-Mail-Adresse an.",
        ),
        button=Button("Verein öffnen", target),
        reason="Sie bekommen diese Mail, weil der Verein Sie eingetragen hat.",
    )


async def remove(organisation_id: UUID, person_id: UUID, *, actor: Actor) -> None:
    """End somebody's role. Raises NotFound, LastOneLeft."""
    policies.must_coordinate(actor, organisation_id)
    await memberships.revoke(
        Role.COORDINATOR, person_id=person_id, tenant=organisation_id, revoked_by=actor.person_id
    )
