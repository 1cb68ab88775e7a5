"""What a volunteer is told by mail about the own hours."""

from ehrenamtskarte.accounts import people
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.hours.events import HoursRejected
from ehrenamtskarte.organisations import registration


async def tell_rejection(event: HoursRejected) -> None:
    """Tell somebody whose entries were rejected, and why; who has no address reads it in the platform later."""
    person = await people.person(event.person_id)
    if person.email is None:
        return
    organisation = await registration.organisation(event.organisation_id)
    await send_mail(_mail(person.email, person.language, organisation.name, event))


def _mail(to: str, language: str, name: str, event: HoursRejected) -> Mail:
    address = f"{settings().address}/mein/stunden"
    if language == "en":
        what = "one entry" if event.entries == 1 else f"{event.entries} entries"
        return Mail(
            language="en",
            to=to,
            subject=f"{name} did not confirm {what} of your hours",
            paragraphs=(
                f"{name} did not confirm {what} of your hours. The reason: {event.reason}",
                "If that is a mistake, correct the entry and hand it in again.",
            ),
            button=Button("See your hours", address),
            reason="You get this mail because hours are recorded for you.",
        )
    what = "einen Eintrag" if event.entries == 1 else f"{event.entries} Einträge"
    return Mail(
        to=to,
        subject=f"{name} hat {what} Ihrer Stunden nicht bestätigt",
        paragraphs=(
            f"{name} hat {what} Ihrer Stunden nicht bestätigt. Der Grund: {event.reason}",
            "Falls das ein Irrtum ist, berichtigen Sie den Eintrag und reichen Sie ihn neu ein.",
        ),
        button=Button("Ihre Stunden ansehen", address),
        reason="Sie bekommen diese Mail, weil für Sie Stunden eingetragen sind.",
    )
