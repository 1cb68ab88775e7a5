"""The mail with the code to vote with."""

from uuid import UUID

from ehrenamtskarte.awards.voting.ballot import PublicVote
from ehrenamtskarte.core.mail import Mail, Words, mail_of
from ehrenamtskarte.core.settings import settings


def code_mail(vote: PublicVote, nominee: str, request_id: UUID, code: str, *, to: str, language: str) -> Mail:
    """Its button fills the code in; the vote counts only when its reader says so on the page."""
    call = vote.title.in_language(language) or vote.title.de
    address = f"{settings().address}/preise/{vote.call}/abstimmen#{request_id}.{code}"
    words = {
        "de": Words(
            subject=f"{code} ist Ihr Code zum Abstimmen",
            paragraphs=(
                f"Ihr Code für die Abstimmung „{call}“: {code}",
                f"Sie stimmen damit für „{nominee}“. Der Code gilt 10 Minuten und nur einmal.",
            ),
            button="Zur Abstimmung",
            reason="Sie bekommen diese Mail, weil jemand Ihre Adresse für die Abstimmung eingegeben hat."
            " Waren Sie das nicht? Dann brauchen Sie nichts zu tun.",
        ),
        "en": Words(
            subject=f"{code} is your code for the vote",
            paragraphs=(
                f"Your code for the vote “{call}”: {code}",
                f"With it you vote for “{nominee}”. It is valid for 10 minutes and works once.",
            ),
            button="Go to the vote",
            reason="You get this mail because somebody entered your address for the vote."
            " If it was not you, there is nothing you need to do.",
        ),
    }
    return mail_of(words, to=to, language=language, address=address)
