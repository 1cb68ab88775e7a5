"""What entrants read about the check of their entry in mails; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ehrenamtskarte.core.mail import Words
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date

Both = Mapping[str, Words]


@dataclass(frozen=True)
class EntryToldOf:
    """An entry as mails name it."""

    call: Text
    entry: str
    receipt: str
    question: str = ""
    answer_by: date | None = None
    reason: str = ""
    office: str = ""
    """Whom to ask."""


Written = Callable[[EntryToldOf], Both]

_BUTTON = Text("Bewerbung öffnen", "Open the entry")
_WHY = Text(
    "Sie bekommen diese Mail, weil Ihre Adresse bei dieser Bewerbung angegeben ist.",
    "You get this mail because your address is given with this entry.",
)


def _words(told: EntryToldOf, subject: Text, *said: Text, button: Text = _BUTTON) -> Both:
    which = Text(
        f"Bewerbung: {told.entry}\nNummer: {told.receipt}",
        f"Entry: {told.entry}\nNumber: {told.receipt}",
    )
    contact = Text(
        told.office and f"Fragen? {told.office}",
        told.office and f"Questions? {told.office}",
    )
    return {
        language: Words(
            subject=subject.in_language(language),
            paragraphs=tuple(part.in_language(language) for part in (*said, which, contact)),
            button=button.in_language(language),
            reason=_WHY.in_language(language),
        )
        for language in ("de", "en")
    }


def admitted(told: EntryToldOf) -> Both:
    """It takes part."""
    return _words(
        told,
        Text(f"{told.call.de}: Ihre Bewerbung nimmt teil", f"{told.call.en}: your entry takes part"),
        Text(
            "gute Nachricht: Ihre Bewerbung ist geprüft und nimmt teil. Wie es weitergeht, schreiben wir Ihnen.",
            "good news: your entry has been checked and takes part. We will write to you how it goes on.",
        ),
    )


def rejected(told: EntryToldOf) -> Both:
    """It cannot take part, and why."""
    return _words(
        told,
        Text(
            f"{told.call.de}: Ihre Bewerbung kann leider nicht teilnehmen",
            f"{told.call.en}: your entry cannot take part",
        ),
        Text(
            "vielen Dank für Ihre Bewerbung. Leider kann sie diesmal nicht teilnehmen.",
            "thank you for your entry. Unfortunately it cannot take part this time.",
        ),
        Text(f"Der Grund: {told.reason}", f"The reason: {told.reason}"),
    )


def asked(told: EntryToldOf) -> Both:
    """The office has a question."""
    by = long_date(told.answer_by) if told.answer_by else Text("", "")
    return _words(
        told,
        Text(
            f"{told.call.de}: eine Rückfrage zu Ihrer Bewerbung",
            f"{told.call.en}: a question about your entry",
        ),
        Text("zu Ihrer Bewerbung haben wir eine Frage:", "we have a question about your entry:"),
        Text(told.question, told.question),
        Text(
            f"Bitte antworten Sie bis zum {by.de}. Bis dahin können Sie Ihre Bewerbung auch ändern.",
            f"Please answer by {by.en}. Until then you can change your entry too.",
        ),
        button=Text("Antworten", "Answer"),
    )


def checked_again(told: EntryToldOf) -> Both:
    """What was said before does not hold any more."""
    return _words(
        told,
        Text(f"{told.call.de}: Wir prüfen noch einmal", f"{told.call.en}: we check again"),
        Text(
            "wir schauen uns Ihre Bewerbung noch einmal an. Was wir Ihnen zuletzt geschrieben haben, gilt nicht mehr."
            " Sie müssen nichts tun; wir melden uns wieder.",
            "we look at your entry once more. What we wrote to you last no longer holds."
            " You need not do anything; we will write again.",
        ),
    )


def nominated(told: EntryToldOf) -> Both:
    """It is on the shortlist."""
    return _words(
        told,
        Text(f"{told.call.de}: Sie sind nominiert!", f"{told.call.en}: you are nominated!"),
        Text(
            "herzlichen Glückwunsch: Ihre Bewerbung steht auf der Liste der Nominierten!",
            "congratulations: your entry is on the shortlist!",
        ),
        Text(
            "Sobald die Vorauswahl abgeschlossen ist, stehen Titel, Kurztext und Bild Ihrer Bewerbung auf der Seite"
            " der Ausschreibung.",
            "Once the shortlist is complete, title, short text and picture of your entry are on the page of the call.",
        ),
    )
