"""What the press sheet says, as its parts and as plain text; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ehrenamtskarte.awards.honouring.naming import with_year
from ehrenamtskarte.core.clock import BERLIN, berlin_day
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import counted, euros, long_date, say

_WEEKDAYS = (
    Text("Montag", "Monday"),
    Text("Dienstag", "Tuesday"),
    Text("Mittwoch", "Wednesday"),
    Text("Donnerstag", "Thursday"),
    Text("Freitag", "Friday"),
    Text("Samstag", "Saturday"),
    Text("Sonntag", "Sunday"),
)
KIND = Text("Pressemitteilung", "Press release")
NOBODY = Text("Dieser Preis wird nicht vergeben.", "This prize is not awarded.")


@dataclass(frozen=True, kw_only=True)
class PressLaureate:
    """Who won, where from and with what."""

    name: str
    town: str
    project: str
    shared: bool = False
    prize_cents: int | None = None
    reason: Text = NOTHING_SAID


@dataclass(frozen=True, kw_only=True)
class PressCategory:
    """A prize with those who won it."""

    name: Text
    sponsor: str = ""
    prize_cents: int | None = None
    prize: Text = NOTHING_SAID
    laureates: Sequence[PressLaureate] = ()
    note: Text = NOTHING_SAID


@dataclass(frozen=True, kw_only=True)
class PressSheet:
    """All that a press sheet is made from."""

    title: Text
    year: int
    motto: Text
    about: Text
    sender: Text
    embargo_until: datetime
    now: datetime
    entries: int
    questions: Sequence[str] = field(default=())
    """Name, telephone and address of whoever answers."""
    categories: Sequence[PressCategory] = ()


def embargo_line(until: datetime, now: datetime) -> Text:
    """`Sperrfrist bis Freitag, 4. Dezember 2026, 18:00 Uhr`; nothing once it has ended."""
    if now >= until:
        return NOTHING_SAID
    moment = until.astimezone(BERLIN)
    weekday, day = _WEEKDAYS[moment.weekday()], long_date(moment.date())
    return Text(
        f"Sperrfrist bis {weekday.de}, {day.de}, {moment:%H:%M} Uhr",
        f"Under embargo until {weekday.en}, {day.en}, {moment:%H:%M} (Berlin)",
    )


def parts_of(sheet: PressSheet, language: str) -> dict[str, object]:
    """What the template gets."""
    return {
        "language": language,
        "title": f"{KIND.in_language(language)}: {headline(sheet).in_language(language)}",
        "kind": KIND.in_language(language),
        "headline": headline(sheet).in_language(language),
        "sender": sheet.sender.in_language(language),
        "day": long_date(berlin_day(max(sheet.now, sheet.embargo_until))).in_language(language),
        "embargo": embargo_line(sheet.embargo_until, sheet.now).in_language(language),
        "intro": _intro(sheet, language),
        "categories": [_category(one, language) for one in sheet.categories],
        "aboutHead": say("Über den Preis", "About the award").in_language(language),
        "about": _paragraphs(sheet.about, language),
        "questions": _questions(sheet, language),
    }


def plain(sheet: PressSheet, language: str) -> str:
    """The same as text that fits into a mail."""
    embargo = embargo_line(sheet.embargo_until, sheet.now).in_language(language)
    lines = [embargo.upper(), headline(sheet).in_language(language), *_intro(sheet, language)]
    for category in sheet.categories:
        lines += _plain_category(category, language)
    about = _paragraphs(sheet.about, language)
    if about:
        lines += [say("Über den Preis", "About the award").in_language(language), *about]
    lines.append(_questions(sheet, language))
    return "\n\n".join(line for line in lines if line) + "\n"


def headline(sheet: PressSheet) -> Text:
    """What it is about."""
    title = with_year(sheet.title, sheet.year)
    return Text(f"{title.de}: Das sind die Preisträgerinnen und Preisträger", f"{title.en}: the laureates")


def _intro(sheet: PressSheet, language: str) -> list[str]:
    count = sum(len(category.laureates) for category in sheet.categories)
    who = counted(count, Text("Auszeichnung", "award"), Text("Auszeichnungen", "awards"))
    entries = counted(sheet.entries, Text("Bewerbung", "entry"), Text("Bewerbungen", "entries"))
    first = say(
        "Die Entscheidung ist gefallen: {entries}, {who}.",
        "The decision has been made: {entries}, {who}.",
        who=who,
        entries=entries,
    )
    motto = sheet.motto.in_language(language) or sheet.motto.de
    about_motto = Text(f"Das Motto lautete: „{motto}“", f"The motto was: “{motto}”")
    return [first.in_language(language), *([about_motto.in_language(language)] if motto else [])]


def _category(one: PressCategory, language: str) -> dict[str, object]:
    note = (
        "" if one.laureates else one.note.in_language(language) or one.note.de or NOBODY.in_language(language)
    )
    return {
        "name": one.name.in_language(language) or one.name.de,
        "about": _about(one, language),
        "laureates": [_laureate(laureate, language) for laureate in one.laureates],
        "note": note,
    }


def _about(one: PressCategory, language: str) -> str:
    by = (
        Text(f"Preis von {one.sponsor}", f"Prize by {one.sponsor}").in_language(language)
        if one.sponsor
        else ""
    )
    money = euros(one.prize_cents).in_language(language) if one.prize_cents else ""
    return " · ".join(filter(None, (by, money, one.prize.in_language(language) or one.prize.de)))


def _laureate(one: PressLaureate, language: str) -> dict[str, str]:
    project = "" if one.project == one.name else one.project
    quoted = Text(f"„{project}“", f"“{project}”").in_language(language) if project else ""
    shared = ""
    if one.shared:
        part = f", {euros(one.prize_cents).in_language(language)}" if one.prize_cents else ""
        shared = Text("geteilter Preis", "shared prize").in_language(language) + part
    return {
        "name": f"{one.name}, {one.town}" if one.town else one.name,
        "about": " · ".join(filter(None, (quoted, shared))),
        "reason": one.reason.in_language(language) or one.reason.de,
    }


def _plain_category(one: PressCategory, language: str) -> list[str]:
    part = _category(one, language)
    name, about = str(part["name"]), str(part["about"])
    lines = [f"{name.upper()}" + (f"\n{about}" if about else "")]
    for laureate in one.laureates:
        told = _laureate(laureate, language)
        lines.append("\n".join(line for line in (told["name"], told["about"], told["reason"]) if line))
    return [*lines, str(part["note"])]


def _questions(sheet: PressSheet, language: str) -> str:
    ways = ", ".join(filter(None, sheet.questions))
    return Text(f"Fragen beantwortet: {ways}", f"For questions: {ways}").in_language(language) if ways else ""


def _paragraphs(text: Text, language: str) -> list[str]:
    said = text.in_language(language) or text.de
    return [" ".join(paragraph.split()) for paragraph in said.split("\n\n") if paragraph.strip()]
