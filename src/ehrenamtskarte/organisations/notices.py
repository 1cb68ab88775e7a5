"""What an organisation is told by mail."""

from ehrenamtskarte.accounts import people
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.organisations import registration
from ehrenamtskarte.organisations.events import OrganisationDecided


async def tell_decision(event: OrganisationDecided) -> None:
    """Tell whoever registered the organisation what its town decided, and why."""
    organisation = await registration.organisation(event.organisation_id)
    person = await people.person(organisation.registered_by)
    if person.email is None:
        return
    await send_mail(_mail(person.email, person.language, organisation.name, str(organisation.id), event))


def _mail(to: str, language: str, name: str, organisation_id: str, event: OrganisationDecided) -> Mail:
    target = f"{settings().address}/verein/{organisation_id}"
    if language == "en":
        outcome = "may now confirm hours" if event.approved else f"was not approved: {event.reason}"
        return Mail(
            language="en",
            to=to,
            subject=f"{name}: {'approved' if event.approved else 'not approved'}",
            paragraphs=(f"{name} {outcome}.",),
            button=Button("Open your organisation", target),
            reason="You get this mail because you registered this organisation for the Ehrenamtskarte.",
        )
    outcome = (
        "kann ab sofort Stunden bestätigen" if event.approved else f"wurde nicht freigegeben: {event.reason}"
    )
    return Mail(
        to=to,
        subject=f"{name}: {'freigegeben' if event.approved else 'nicht freigegeben'}",
        paragraphs=(f"{name} {outcome}.",),
        button=Button("Verein öffnen", target),
        reason="Sie bekommen diese Mail, weil Sie den Verein für die Ehrenamtskarte angemeldet haben.",
    )
