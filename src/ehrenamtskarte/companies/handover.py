"""An office hands a company it registered over to somebody who works there."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import people, sign_in
from ehrenamtskarte.companies import offices, staff
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.mail import Button, Mail, send_mail


async def hand_over(company_id: UUID, email: str, *, actor: Actor, now: datetime) -> Company:
    """Make the person of an address its manager and mail them a button that signs them in; for its office.

    Raises NotFound, SecondFactorNeeded, EmailInvalid, TooManyStaff, TooManyRequests.
    """
    async with db.transaction():
        found = await offices.company_to_decide(company_id, actor=actor, lock=True)
        await staff.limit_mails(found, actor)
        person_id = await staff.appoint(found, email, manages=True, actor=actor, now=now)
        person = await people.person(person_id)
        assert person.email is not None
        link = await sign_in.link_to(f"/partner/{found.id}", email=person.email, now=now)
        await send_mail(_mail(person.email, person.language, found.name, link))
        await audit.record(
            "company_handed_over",
            actor=actor.person_id,
            subject=company_id,
            tenant=await offices.office_of(found),
        )
        return found


def _mail(to: str, language: str, name: str, link: str) -> Mail:
    if language == "en":
        return Mail(
            language="en",
            to=to,
            subject=f"{name} on the Ehrenamtskarte: please take over",
            paragraphs=(
                (
                    f"We have entered {name} with its benefit for the Ehrenamtskarte. From now on you look after it yourself:"
                    " check the data, add venues and pictures, and pause or end it at any time."
                ),
                "The button signs you in. Later, simply sign in with this e-mail address.",
            ),
            button=Button("Take over", link),
            reason=f"You get this mail because the office named you as contact of {name}.",
        )
    return Mail(
        to=to,
        subject=f"{name} bei der Ehrenamtskarte: bitte übernehmen",
        paragraphs=(
            (
                f"Wir haben {name} mit seinem Vorteil für die Ehrenamtskarte eingetragen. Ab jetzt pflegen Sie alles selbst:"
                " Prüfen Sie die Angaben, ergänzen Sie Standorte und Bilder, pausieren oder beenden Sie jederzeit."
            ),
            "Der Knopf meldet Sie an. Später melden Sie sich einfach mit dieser E-Mail-Adresse an.",
        ),
        button=Button("Unternehmen übernehmen", link),
        reason=f"Sie bekommen diese Mail, weil das Amt Sie als Ansprechperson von {name} genannt hat.",
    )
