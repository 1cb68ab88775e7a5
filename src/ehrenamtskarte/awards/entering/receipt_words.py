"""What the receipt of an entry says."""

from datetime import date, datetime

from ehrenamtskarte.awards.form import Answer, FieldKind, FormField
from ehrenamtskarte.core.clock import BERLIN, berlin_day
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date, number

STATE = Text("Land Nordrhein-Westfalen", "State of North Rhine-Westphalia")
TEASER = Text("In wenigen Sätzen", "In a few sentences")
CATEGORY = Text("Kategorie", "Category")
FILES = Text("Dateien", "Files")
YES, NO = Text("Ja", "Yes"), Text("Nein", "No")

_SHEET = {
    "heading": Text("Eingangsbestätigung", "Receipt"),
    "numberLabel": Text("Ihre Nummer", "Your number"),
    "receivedLabel": Text("Eingegangen", "Received"),
    "nameLabel": Text("Bewerbung von", "Entry by"),
    "intro": Text(
        "Ihre Bewerbung ist bei uns eingegangen. Bitte nennen Sie bei Rückfragen die Nummer.",
        "Your entry has reached us. Please give the number with any question.",
    ),
    "answersLabel": Text("Das haben Sie eingereicht", "What you handed in"),
}


def sheet(language: str) -> dict[str, object]:
    """The fixed words."""
    return {name: text.in_language(language) for name, text in _SHEET.items()}


def moment(at: datetime, language: str) -> str:
    """A day and a time in Berlin, to the second."""
    day = long_date(berlin_day(at)).in_language(language)
    time = f"{at.astimezone(BERLIN):%H:%M:%S}"
    return f"{day}, {time} Uhr" if language == "de" else f"{day}, {time}"


def changed(submitted: datetime, at: datetime, language: str) -> str:
    """When it was changed last, where it was."""
    if at <= submitted:
        return ""
    return Text("Zuletzt geändert: ", "Last changed: ").in_language(language) + moment(at, language)


def printed(now: datetime, language: str) -> str:
    """When the sheet was made."""
    return Text("Stand: ", "As of ").in_language(language) + moment(now, language)


def answer(field: FormField, given: Answer, language: str) -> str:
    """An answer as people read it."""
    if isinstance(given, bool):
        return (YES if given else NO).in_language(language)
    if isinstance(given, int):
        return number(given).in_language(language)
    if field.kind is FieldKind.DATE and isinstance(given, str):
        return long_date(date.fromisoformat(given)).in_language(language)
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        chosen = given if isinstance(given, list) else [given]
        labels = [option.label for option in field.options if option.id in chosen]
        return ", ".join(label.in_language(language) or label.de for label in labels)
    return str(given)
