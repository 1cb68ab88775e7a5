"""What a jury reads in mails; pure."""

from collections.abc import Mapping
from datetime import date

from ehrenamtskarte.core.mail import Words
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import counted, long_date, say

Both = Mapping[str, Words]

_ENTRIES = Text("Bewerbung", "entry"), Text("Bewerbungen", "entries")


def invitation(title: Text, office: Text, name: str, days: tuple[date, date] | None) -> Both:
    """That somebody is on the jury, when it judges, and how."""
    when = NOTHING_SAID
    if days:
        when = say(
            "Bewertet wird vom {first} bis zum {last}.",
            "Entries are judged from {first} until {last}.",
            first=long_date(days[0]),
            last=long_date(days[1]),
        )
    return _words(
        subject=say("Jury: {title}", "Jury: {title}", title=title),
        paragraphs=(
            _greeting(name),
            say(
                "wir freuen uns, dass Sie in der Jury mitwirken: {title}.",
                "we are glad that you are on the jury: {title}.",
                title=title,
            ),
            when,
            Text(
                "Über den Knopf melden Sie sich an. Dort stehen Ihre Bewerbungen, sobald sie zugeteilt sind."
                " Was Sie vergeben, sehen die anderen erst, wenn auch sie bewertet haben.",
                "The button signs you in. There you find your entries as soon as they are assigned."
                " The others see your points only once they have judged themselves.",
            ),
            Text(
                "Kennen Sie jemanden aus einer Bewerbung gut, oder gehören Sie selbst dazu? Dann sagen Sie es dort"
                " mit einem Klick; jemand anderes bewertet sie.",
                "Do you know somebody of an entry well, or take part in it yourself? Then say so there with one click;"
                " somebody else will judge it.",
            ),
        ),
        button=Text("Zur Jury", "Open the jury's page"),
        office=office,
        title=title,
    )


def reminder(title: Text, office: Text, name: str, left: int, last_day: date) -> Both:
    """How many entries still wait, and until when."""
    entries = counted(left, *_ENTRIES)
    return _words(
        subject=say(
            "Noch {entries} zu bewerten: {title}",
            "{entries} left to judge: {title}",
            entries=entries,
            title=title,
        ),
        paragraphs=(
            _greeting(name),
            say(
                "bis zum {day} {waits} noch {entries} auf Ihre Bewertung.",
                "{entries} still {waits} for your points until {day}.",
                entries=entries,
                day=long_date(last_day),
                waits=Text("wartet", "waits") if left == 1 else Text("warten", "wait"),
            ),
            Text(
                "Was Sie schon bewertet haben, ist gespeichert. Sie können es bis zum letzten Tag ändern.",
                "What you have judged is saved. You can change it until the last day.",
            ),
        ),
        button=Text("Weiter bewerten", "Go on judging"),
        office=office,
        title=title,
    )


def _greeting(name: str) -> Text:
    return Text(f"Guten Tag {name},", f"Dear {name},")


def _words(*, subject: Text, paragraphs: tuple[Text, ...], button: Text, office: Text, title: Text) -> Both:
    why = say(
        "Sie bekommen diese Mail, weil Sie für {office} in der Jury sitzen: {title}.",
        "You get this mail because you are on the jury for {office}: {title}.",
        office=office,
        title=title,
    )
    return {
        language: Words(
            subject=subject.in_language(language),
            paragraphs=tuple(one.in_language(language) for one in paragraphs),
            button=button.in_language(language),
            reason=why.in_language(language),
        )
        for language in ("de", "en")
    }
