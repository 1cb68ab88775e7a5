"""What nominated people and their nominators read in mails; pure.

Nothing that a nominator wrote stands in a mail to somebody else, so that nobody writes to strangers by it.
"""

from collections.abc import Mapping

from ehrenamtskarte.core.mail import Words
from ehrenamtskarte.core.text import Text

Both = Mapping[str, Words]


def _both(subject: Text, said: tuple[Text, ...], button: Text, reason: Text) -> Both:
    return {
        language: Words(
            subject=subject.in_language(language),
            paragraphs=tuple(part.in_language(language) for part in said),
            button=button.in_language(language),
            reason=reason.in_language(language),
        )
        for language in ("de", "en")
    }


def asked(call: Text, nominator: str, until: Text, *, again: bool = False) -> Both:
    """Somebody was nominated and is asked whether they want it."""
    subject = Text(f"Sie wurden vorgeschlagen: {call.de}", f"You have been nominated: {call.en}")
    if again:
        subject = Text(f"Erinnerung: {subject.de}", f"Reminder: {subject.en}")
    said = (
        Text(
            f"jemand findet Ihr Engagement preiswürdig: {nominator} hat Sie für „{call.de}“ vorgeschlagen.",
            f"somebody thinks your engagement deserves a prize: {nominator} nominated you for “{call.en}”.",
        ),
        Text(
            "Was über Sie gesagt wird, sehen Sie auf der Seite hinter dem Knopf. Nur wenn Sie dort zustimmen, wird daraus"
            f" eine Bewerbung. Zeit haben Sie bis zum {until.de}. Ein Konto brauchen Sie dafür nicht.",
            "You see what is said of you on the page behind the button. Only if you agree there does it become an entry."
            f" You have time until {until.en}. You do not need an account for it.",
        ),
        Text(
            "Möchten Sie das nicht? Lehnen Sie dort einfach ab, dann schreiben wir Ihnen nicht mehr.",
            "You do not want that? Just decline there, and we will not write to you again.",
        ),
    )
    reason = Text(
        "Sie bekommen diese Mail, weil Ihre Adresse bei einem Vorschlag angegeben wurde.",
        "You get this mail because your address was given with a nomination.",
    )
    return _both(subject, said, Text("Vorschlag ansehen", "See the nomination"), reason)


def answered(call: Text, name: str, *, agreed: bool) -> Both:
    """The nominator hears what became of it."""
    subject = (
        Text(f"{name} macht mit", f"{name} takes part")
        if agreed
        else Text(f"{name} möchte nicht teilnehmen", f"{name} does not want to take part")
    )
    said = (
        Text(
            f"{name} hat Ihrem Vorschlag für „{call.de}“ zugestimmt. Danke, dass Sie an andere denken!",
            f"{name} agreed to your nomination for “{call.en}”. Thank you for thinking of others!",
        )
        if agreed
        else Text(
            f"{name} möchte bei „{call.de}“ nicht teilnehmen. Danke trotzdem für Ihren Vorschlag!",
            f"{name} does not want to take part in “{call.en}”. Thank you for your nomination all the same!",
        )
    )
    reason = Text(
        "Sie bekommen diese Mail, weil Sie diesen Vorschlag gemacht haben.",
        "You get this mail because you made this nomination.",
    )
    return _both(subject, (said,), Text("Meine Vorschläge", "My nominations"), reason)
