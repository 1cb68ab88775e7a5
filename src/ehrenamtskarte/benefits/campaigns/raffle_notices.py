"""What entrants and companies are told about raffles."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.events import RaffleDrawn
from ehrenamtskarte.benefits.public_list.naming import NamedOffer, all_named, named
from ehrenamtskarte.companies import notices, offices
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Mail, Words, mail_of, send_mail
from ehrenamtskarte.core.settings import settings

CLAIMS_IN_A_MAIL = 200
MAILS_AT_ONCE = 500


async def tell_entrants(event: RaffleDrawn) -> None:
    """Tell the winners what to do, and the others that they did not win."""
    offer = await named(event.benefit_id)
    entries = await db.rows(
        "SELECT e.number, e.won, e.claim, p.email, p.language FROM raffle_entry e JOIN person p ON p.id = e.person"
        " WHERE e.benefit = $1 AND p.email IS NOT NULL ORDER BY e.rank",
        event.benefit_id,
    )
    mails = [_won(offer, entry) if entry["won"] else _lost(offer, entry) for entry in entries]
    await _send(mails)


async def _send(mails: Sequence[Mail]) -> None:
    """A few hundred at a time."""
    for first in range(0, len(mails), MAILS_AT_ONCE):
        await send_mail(*mails[first : first + MAILS_AT_ONCE])


def _to(reader: Any, words: dict[str, Words], path: str) -> Mail:
    return mail_of(words, to=reader["email"], language=reader["language"], address=settings().address + path)


def _won(offer: NamedOffer, entry: Any) -> Mail:
    number, claim, company = entry["number"], entry["claim"], offer.company_name
    title, conditions = offer.title, offer.conditions
    words = {
        "de": Words(
            subject=f"Sie haben gewonnen: {title['de']}",
            paragraphs=(
                f"Herzlichen Glückwunsch! Bei der Verlosung „{title['de']}“ von {company} wurde Ihre Nummer {number} gezogen.",
                f"Ihr Gewinncode: {claim}",
                f"Zeigen Sie den Code und Ihre Ehrenamtskarte bei {company}; mehr brauchen Sie nicht.",
                conditions["de"] and f"Das schreibt {company} dazu: {conditions['de']}",
            ),
            button="Gewinn ansehen",
            reason="Sie bekommen diese Mail, weil Sie an dieser Verlosung teilgenommen haben.",
        ),
        "en": Words(
            subject=f"You have won: {title['en']}",
            paragraphs=(
                f"Congratulations! Your number {number} was drawn in the raffle “{title['en']}” by {company}.",
                f"Your winner's code: {claim}",
                f"Show the code and your Ehrenamtskarte at {company}; that is all you need.",
                conditions["en"] and f"{company} adds: {conditions['en']}",
            ),
            button="See what you won",
            reason="You get this mail because you took part in this raffle.",
        ),
    }
    return _to(entry, words, "/mein/vorteile")


def _lost(offer: NamedOffer, entry: Any) -> Mail:
    title, number = offer.title, entry["number"]
    words = {
        "de": Words(
            subject=f"Diesmal hat es nicht geklappt: {title['de']}",
            paragraphs=(
                (
                    f"Danke, dass Sie bei der Verlosung „{title['de']}“ von {offer.company_name} mitgemacht haben."
                    f" Ihre Nummer {number} wurde leider nicht gezogen."
                ),
                "Viele andere Angebote gelten für Sie ganz ohne Losglück.",
            ),
            button="Angebote ansehen",
            reason="Sie bekommen diese Mail, weil Sie an dieser Verlosung teilgenommen haben.",
        ),
        "en": Words(
            subject=f"Not this time: {title['en']}",
            paragraphs=(
                (
                    f"Thank you for taking part in the raffle “{title['en']}” by {offer.company_name}."
                    f" Unfortunately your number {number} was not drawn."
                ),
                "Many other offers are yours without any luck needed.",
            ),
            button="See the offers",
            reason="You get this mail because you took part in this raffle.",
        ),
    }
    return _to(entry, words, "/vorteile")


async def tell_raffle_company(event: RaffleDrawn) -> None:
    """Tell the company how many took part and what the winners will show; nobody's name."""
    offer = await named(event.benefit_id)
    ranked = await db.rows(
        "SELECT claim FROM raffle_entry WHERE benefit = $1 ORDER BY rank", event.benefit_id
    )
    claims = [entry["claim"] for entry in ranked if entry["claim"]]
    words = _drawn(offer, len(ranked), claims) if ranked else _nobody_came(offer)
    page = offer.id if ranked else "neu"
    await notices.tell(
        await offices.company(offer.company), words, f"/partner/{offer.company}/angebote/{page}"
    )


def _drawn(offer: NamedOffer, entries: int, claims: Sequence[str]) -> dict[str, Words]:
    listed = ", ".join(claims[:CLAIMS_IN_A_MAIL])
    more = max(0, len(claims) - CLAIMS_IN_A_MAIL)
    return {
        "de": Words(
            subject=f"Ihre Verlosung ist ausgelost: {offer.title['de']}",
            paragraphs=(
                f"Bei „{offer.title['de']}“ wurden {entries} Lose gezählt und {len(claims)} davon gezogen.",
                (
                    "Wer gewonnen hat, zeigt Ihnen die Ehrenamtskarte und einen dieser Gewinncodes. Geben Sie den Gewinn"
                    " je Code einmal heraus. Namen bekommen Sie von uns nicht; Sie brauchen sie dafür auch nicht."
                ),
                f"Die Gewinncodes: {listed}" + (f" und {more} weitere" if more else ""),
            ),
            button="Alle Gewinncodes ansehen",
        ),
        "en": Words(
            subject=f"Your raffle has been drawn: {offer.title['en']}",
            paragraphs=(
                f"“{offer.title['en']}” had {entries} entries, {len(claims)} of them were drawn.",
                (
                    "Winners show you their Ehrenamtskarte and one of these winner's codes. Please hand out one prize for"
                    " each code. We do not tell you any names, and you do not need them."
                ),
                f"The winner's codes: {listed}" + (f" and {more} more" if more else ""),
            ),
            button="See all winner's codes",
        ),
    }


def _nobody_came(offer: NamedOffer) -> dict[str, Words]:
    return {
        "de": Words(
            subject=f"Ihre Verlosung ist zu Ende: {offer.title['de']}",
            paragraphs=(
                f"Bei „{offer.title['de']}“ hat diesmal leider niemand mitgemacht. Sie brauchen nichts weiter zu tun.",
                "Vielleicht klappt es mit einem späteren Teilnahmeschluss? Eine neue Verlosung ist schnell angelegt.",
            ),
            button="Neue Verlosung anlegen",
        ),
        "en": Words(
            subject=f"Your raffle has ended: {offer.title['en']}",
            paragraphs=(
                f"Unfortunately nobody took part in “{offer.title['en']}” this time. There is nothing for you to do.",
                "Maybe a later deadline helps? A new raffle is quickly set up.",
            ),
            button="Set up a new raffle",
        ),
    }


async def tell_called_off(entries: Sequence[tuple[UUID, UUID]]) -> None:
    """Tell entrants (benefit, person) that their raffle will not be drawn."""
    if not entries:
        return
    offers = await all_named({benefit for benefit, _ in entries})
    benefits, persons = zip(*entries, strict=True)
    readers = await db.rows(
        "SELECT t.benefit, p.email, p.language FROM unnest($1::uuid[], $2::uuid[]) AS t(benefit, person)"
        " JOIN person p ON p.id = t.person WHERE p.email IS NOT NULL",
        list(benefits),
        list(persons),
    )
    mails = [_called_off(offers[reader["benefit"]], reader) for reader in readers]
    await _send(mails)


def _called_off(offer: NamedOffer, reader: Any) -> Mail:
    words = {
        "de": Words(
            subject=f"Die Verlosung fällt aus: {offer.title['de']}",
            paragraphs=(
                f"{offer.company_name} hat die Verlosung „{offer.title['de']}“ vor der Ziehung beendet. Das tut uns leid.",
                "Ihre Teilnahme haben wir gelöscht. Viele andere Angebote gelten weiter für Sie.",
            ),
            button="Angebote ansehen",
            reason="Sie bekommen diese Mail, weil Sie an dieser Verlosung teilgenommen haben.",
        ),
        "en": Words(
            subject=f"The raffle is called off: {offer.title['en']}",
            paragraphs=(
                f"{offer.company_name} ended the raffle “{offer.title['en']}” before the draw. We are sorry.",
                "We have deleted your entry. Many other offers are still there for you.",
            ),
            button="See the offers",
            reason="You get this mail because you took part in this raffle.",
        ),
    }
    return _to(reader, words, "/vorteile")
