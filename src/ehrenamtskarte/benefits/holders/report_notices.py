"""What offices and holders are told about reports."""

from ehrenamtskarte.accounts import people, sign_in
from ehrenamtskarte.benefits.events import ReportClosed, ReportFiled
from ehrenamtskarte.benefits.public_list.naming import named
from ehrenamtskarte.companies import offices
from ehrenamtskarte.core import clock, daily, db
from ehrenamtskarte.core.mail import Button, Mail, Words, mail_of, send_mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.regions import service as regions


async def tell_office(event: ReportFiled) -> None:
    """Tell the office's address that reports wait, at most once a day; the state office looks into its inbox."""
    found = await db.row(
        "SELECT b.company FROM benefit_report r JOIN benefit b ON b.id = r.benefit WHERE r.id = $1",
        event.report_id,
    )
    assert found is not None
    company = await offices.company(found["company"])
    body = None if company.statewide else await regions.issuing_body_of(company.municipality)
    if body is None or not body.email:
        return
    if not await daily.is_due(f"tell reports {body.id}", clock.today()):
        return
    await send_mail(
        Mail(
            to=body.email,
            subject=f"Meldung zu einem Angebot: {company.name}",
            paragraphs=(
                f"Jemand mit Ehrenamtskarte hat etwas zu einem Angebot von {company.name} gemeldet.",
                (
                    "Bitte sehen Sie nach und antworten Sie kurz. Die Antwort geht per Mail an die Person;"
                    " den Namen zeigen wir Ihnen nicht."
                ),
            ),
            button=Button("Meldungen ansehen", f"{settings().address}/amt/{body.id}/meldungen"),
            reason="Sie bekommen diese Mail höchstens einmal am Tag, weil dies die Adresse Ihrer ausgebenden Stelle ist.",
        )
    )


async def tell_reporter(event: ReportClosed) -> None:
    """Tell the holder what the office answered."""
    found = await db.row("SELECT person, benefit, answer FROM benefit_report WHERE id = $1", event.report_id)
    assert found is not None
    person = await people.person(found["person"])
    if person.email is None:
        return
    offer, answer = await named(found["benefit"]), found["answer"]
    address = await sign_in.link_to("/mein/vorteile", email=person.email, now=clock.now())
    words = {
        "de": Words(
            subject=f"Antwort auf Ihre Meldung: {offer.title['de']}",
            paragraphs=(
                f"Danke für Ihren Hinweis zu „{offer.title['de']}“ von {offer.company_name}.",
                f"Das Amt antwortet Ihnen: {answer}",
            ),
            button="Meldungen ansehen",
            reason="Sie bekommen diese Mail, weil Sie etwas gemeldet haben. Ihren Namen hat niemand erfahren.",
        ),
        "en": Words(
            subject=f"Answer to your report: {offer.title['en']}",
            paragraphs=(
                f"Thank you for telling us about “{offer.title['en']}” by {offer.company_name}.",
                f"The office answers: {answer}",
            ),
            button="See your reports",
            reason="You get this mail because you reported something. Nobody learned your name.",
        ),
    }
    await send_mail(mail_of(words, to=person.email, language=person.language, address=address))
