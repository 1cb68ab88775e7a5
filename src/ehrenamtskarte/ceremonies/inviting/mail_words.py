"""What guests read about an event in mails; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ehrenamtskarte.core.clock import BERLIN, berlin_day
from ehrenamtskarte.core.mail import Words
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import counted, long_date

_WEEKDAYS = (
    Text("Montag", "Monday"),
    Text("Dienstag", "Tuesday"),
    Text("Mittwoch", "Wednesday"),
    Text("Donnerstag", "Thursday"),
    Text("Freitag", "Friday"),
    Text("Samstag", "Saturday"),
    Text("Sonntag", "Sunday"),
)
_UNKNOWN_DAY = Text("Der neue Termin steht noch nicht fest.", "The new day is not known yet.")
_YOUR_LINK = Text(
    "Der Link in dieser Mail ist Ihr persönlicher Zugang. Bitte geben Sie ihn nicht weiter.",
    "The link in this mail is personal to you. Please do not pass it on.",
)

Both = Mapping[str, Words]


@dataclass(frozen=True)
class Occasion:
    """An event as mails name it."""

    title: Text
    host: Text
    when: Text
    where: str
    answer_by: datetime | None = None
    contact: str = ""


@dataclass(frozen=True)
class Reader:
    """What a mail says of its reader."""

    name: str
    party: int = 1
    companions: int = 0
    until: datetime | None = None


def moment(at: datetime) -> Text:
    """Samstag, 5. Dezember 2026, 18:00 Uhr."""
    day, time = berlin_day(at), at.astimezone(BERLIN)
    weekday, date = _WEEKDAYS[day.weekday()], long_date(day)
    return Text(
        f"{weekday.de}, {date.de}, {time:%H:%M} Uhr",
        f"{weekday.en}, {date.en}, {time:%H:%M}",
    )


def when(starts_at: datetime, *, postponed: bool) -> Text:
    """The day of an event, or that it is not known."""
    return _UNKNOWN_DAY if postponed else moment(starts_at)


def _words(
    occasion: Occasion, reader: Reader, subject: Text, said: tuple[Text, ...], button: Text, reason: Text
) -> Both:
    facts = Text(
        f"Wann: {occasion.when.de}\nWo: {occasion.where}",
        f"When: {occasion.when.en}\nWhere: {occasion.where}",
    )
    contact = Text(
        occasion.contact and f"Fragen? {occasion.contact}",
        occasion.contact and f"Questions? {occasion.contact}",
    )
    greeting = Text(f"Guten Tag {reader.name},", f"Dear {reader.name},")
    parts = (greeting, *said, facts, contact, _YOUR_LINK)
    return {
        language: Words(
            subject=subject.in_language(language),
            paragraphs=tuple(part.in_language(language) for part in parts),
            button=button.in_language(language),
            reason=reason.in_language(language),
        )
        for language in ("de", "en")
    }


def _asked(occasion: Occasion) -> Text:
    return Text(
        f"Sie bekommen diese Mail, weil {occasion.host.de} Sie zu dieser Veranstaltung eingeladen hat.",
        f"You get this mail because {occasion.host.en} invited you to this event.",
    )


def _answered() -> Text:
    return Text(
        "Sie bekommen diese Mail, weil Sie auf die Einladung zu dieser Veranstaltung geantwortet haben.",
        "You get this mail because you answered the invitation to this event.",
    )


def _deadline(occasion: Occasion) -> Text:
    if occasion.answer_by is None:
        return Text(
            "Bitte sagen Sie uns, ob Sie kommen. Ein Konto brauchen Sie dafür nicht.",
            "Please tell us whether you will come. You do not need an account for it.",
        )
    day = long_date(berlin_day(occasion.answer_by))
    return Text(
        f"Bitte sagen Sie uns bis zum {day.de}, ob Sie kommen. Ein Konto brauchen Sie dafür nicht.",
        f"Please tell us by {day.en} whether you will come. You do not need an account for it.",
    )


def _companions(count: int) -> Text:
    if not count:
        return Text("", "")
    if count == 1:
        return Text("Sie können eine Person mitbringen.", "You can bring one person.")
    people = _people(count)
    return Text(f"Sie können bis zu {people.de} mitbringen.", f"You can bring up to {people.en}.")


def _people(party: int) -> Text:
    return counted(party, Text("Person", "person"), Text("Personen", "people"))


def _welcome(party: int) -> Text:
    if party == 1:
        return Text("wie schön, dass Sie kommen!", "how nice that you will come!")
    people = _people(party)
    return Text(
        f"wie schön, dass Sie kommen! Wir haben {people.de} notiert.",
        f"how nice that you will come! We have noted {people.en}.",
    )


ANSWER = Text("Zusagen oder absagen", "Accept or decline")
OPEN = Text("Einladung öffnen", "Open the invitation")


def invitation(occasion: Occasion, reader: Reader) -> Both:
    """The first mail."""
    title = occasion.title
    said = (
        Text(
            f"{occasion.host.de} lädt Sie herzlich ein: {title.de}.",
            f"{occasion.host.en} warmly invites you: {title.en}.",
        ),
        _companions(reader.companions),
        _deadline(occasion),
    )
    subject = Text(f"Einladung: {title.de}", f"Invitation: {title.en}")
    return _words(occasion, reader, subject, said, ANSWER, _asked(occasion))


def reminder(occasion: Occasion, reader: Reader) -> Both:
    """To those who have not answered."""
    title = occasion.title
    said = (
        Text(
            f"wir freuen uns auf Ihre Antwort auf unsere Einladung: {title.de}.",
            f"we look forward to your answer to our invitation: {title.en}.",
        ),
        _companions(reader.companions),
        _deadline(occasion),
    )
    subject = Text(f"Kommen Sie? {title.de}", f"Will you come? {title.en}")
    return _words(occasion, reader, subject, said, ANSWER, _asked(occasion))


def accepted(occasion: Occasion, reader: Reader) -> Both:
    """After a yes that found places."""
    title = occasion.title
    said = (
        _welcome(reader.party),
        Text(
            "Ihre Eintrittskarten finden Sie auf Ihrer Einladungsseite, zum Zeigen oder Drucken."
            " Dort können Sie auch Namen und Bedürfnisse angeben, etwas ändern oder absagen.",
            "Your tickets are on your invitation page, to show or to print."
            " There you can also give names and needs, change something or cancel.",
        ),
    )
    subject = Text(f"Ihre Zusage: {title.de}", f"Your acceptance: {title.en}")
    return _words(occasion, reader, subject, said, Text("Karten ansehen", "See the tickets"), _answered())


def waiting(occasion: Occasion, reader: Reader) -> Both:
    """After a yes when it is full."""
    title, people = occasion.title, _people(reader.party)
    said = (
        Text(
            f"danke für Ihre Antwort. Im Moment sind alle Plätze vergeben; Sie stehen mit {people.de} auf der Warteliste.",
            f"thank you for your answer. At the moment all places are taken; you are on the waiting list with {people.en}.",
        ),
        Text(
            "Sobald genug Plätze frei werden, schreiben wir Ihnen. Sie brauchen nichts zu tun.",
            "As soon as enough places are free we will write to you. There is nothing for you to do.",
        ),
    )
    subject = Text(f"Auf der Warteliste: {title.de}", f"On the waiting list: {title.en}")
    return _words(occasion, reader, subject, said, OPEN, _answered())


def offered(occasion: Occasion, reader: Reader) -> Both:
    """A party moves up."""
    assert reader.until is not None
    title, until = occasion.title, moment(reader.until)
    places = (
        Text("einen Platz", "a place")
        if reader.party == 1
        else Text(f"{reader.party} Plätze", f"{reader.party} places")
    )
    said = (
        Text(
            f"es sind Plätze frei geworden! Wir halten Ihnen {places.de} frei, und zwar bis {until.de}.",
            f"there are free places! We hold {places.en} for you until {until.en}.",
        ),
        Text(
            "Bitte sagen Sie bis dahin zu. Danach bekommen die Nächsten auf der Warteliste die Plätze.",
            "Please accept by then. After that the places go to the next on the waiting list.",
        ),
    )
    subject = Text(f"Plätze frei: {title.de}", f"Places are free: {title.en}")
    return _words(occasion, reader, subject, said, Text("Platz annehmen", "Take the place"), _answered())


def lapsed(occasion: Occasion, reader: Reader) -> Both:
    """An offer ran out."""
    title = occasion.title
    said = (
        Text(
            "wir haben nichts von Ihnen gehört und die Plätze deshalb weitergegeben.",
            "we have not heard from you and have therefore passed the places on.",
        ),
        Text(
            "Möchten Sie doch kommen? Auf Ihrer Einladungsseite sehen Sie, ob das noch geht.",
            "Would you like to come after all? Your invitation page shows whether that is possible.",
        ),
    )
    subject = Text(f"Plätze weitergegeben: {title.de}", f"Places passed on: {title.en}")
    return _words(occasion, reader, subject, said, OPEN, _answered())


def declined(occasion: Occasion, reader: Reader) -> Both:
    """After a no."""
    title = occasion.title
    said = (
        Text(
            "schade, dass Sie nicht kommen können. Danke, dass Sie Bescheid gegeben haben: So kann jemand anderes kommen.",
            "what a pity that you cannot come. Thank you for telling us: somebody else can come now.",
        ),
    )
    subject = Text(f"Ihre Absage: {title.de}", f"You declined: {title.en}")
    return _words(occasion, reader, subject, said, OPEN, _answered())


def withdrawn(occasion: Occasion, reader: Reader) -> Both:
    """The office took the invitation back."""
    title = occasion.title
    said = (
        Text(
            f"wir müssen unsere Einladung leider zurücknehmen: {title.de}. Falls Sie Karten haben, gelten sie nicht mehr.",
            f"unfortunately we have to take our invitation back: {title.en}. If you have tickets, they are no longer valid.",
        ),
    )
    subject = Text(f"Einladung zurückgenommen: {title.de}", f"Invitation taken back: {title.en}")
    return _words(occasion, reader, subject, said, OPEN, _asked(occasion))


def registration(occasion: Occasion, reader: Reader) -> Both:
    """Somebody wants to come to a public event and is asked whether it was really them."""
    title = occasion.title
    said = (
        Text(
            f"Sie möchten dabei sein: {title.de}. Bitte bestätigen Sie Ihre Anmeldung; erst dann ist sie gültig.",
            f"you would like to come: {title.en}. Please confirm your registration; only then does it count.",
        ),
    )
    reason = Text(
        "Sie bekommen diese Mail, weil jemand Ihre Adresse für diese Veranstaltung angegeben hat."
        " Waren Sie das nicht, tun Sie einfach nichts.",
        "You get this mail because somebody entered your address for this event. If it was not you, ignore it.",
    )
    subject = Text(f"Anmeldung bestätigen: {title.de}", f"Confirm your registration: {title.en}")
    return _words(occasion, reader, subject, said, Text("Anmeldung bestätigen", "Confirm"), reason)


def on_paper(occasion: Occasion, name: str, companions: int) -> Mapping[str, Text]:
    """The same invitation for a letter, in parts."""
    title = occasion.title
    return {
        "subject": Text(f"Einladung: {title.de}", f"Invitation: {title.en}"),
        "greeting": Text(f"Guten Tag {name},", f"Dear {name},"),
        "invites": Text(
            f"{occasion.host.de} lädt Sie herzlich ein: {title.de}.",
            f"{occasion.host.en} warmly invites you: {title.en}.",
        ),
        "companions": _companions(companions),
        "deadline": _deadline(occasion),
        "contact": Text(
            occasion.contact and f"Lieber ohne Internet? Sagen Sie uns einfach Bescheid: {occasion.contact}",
            occasion.contact and f"Rather without the internet? Just tell us: {occasion.contact}",
        ),
    }


Written = Callable[[Occasion, Reader], Both]
