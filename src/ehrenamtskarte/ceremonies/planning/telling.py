"""Mails to all guests of an event that is moved or cancelled."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ehrenamtskarte.ceremonies import days
from ehrenamtskarte.ceremonies.access import ceremony
from ehrenamtskarte.ceremonies.inviting import links, runs
from ehrenamtskarte.ceremonies.planning.showing import words_of
from ehrenamtskarte.ceremonies.rules import GuestStatus, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, CeremonyRun
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Words, mail_of, send_mail
from ehrenamtskarte.core.text import Text

_COMES = Text(
    "Ihre Eintrittskarten gelten weiter, auch schon gedruckte; Sie brauchen nichts zu tun."
    " Können Sie dann nicht? Über den Knopf sagen Sie ab.",
    "Your tickets stay valid, printed ones too; there is nothing for you to do."
    " Cannot come then? The button lets you decline.",
)
_WAITS = Text("Sie stehen weiter auf der Warteliste.", "You are still on the waiting list.")
_OFFERED = Text(
    "Der Platz, der für Sie frei geworden ist, bleibt vorgemerkt. Bitte sagen Sie uns, ob Sie ihn nehmen.",
    "The place that became free for you is still held. Please tell us whether you take it.",
)
_OPEN = Text(
    "Ihre Einladung gilt weiter. Bitte sagen Sie uns, ob Sie kommen.",
    "Your invitation still holds. Please tell us whether you will come.",
)
_LATER = Text(
    "Ihre Einladung gilt weiter. Sie brauchen jetzt nichts zu tun: Mit dem neuen Tag fragen wir Sie wieder.",
    "Your invitation still holds. There is nothing for you to do now: with the new day we will ask you again.",
)
_WHY_IT_COMES = Text(
    "Sie bekommen diese Mail, weil Sie zu dieser Veranstaltung eingeladen sind.",
    "You get this mail because you are invited to this event.",
)


async def moved_batch(run: CeremonyRun, offset: int, size: int, _: datetime) -> int:
    """Tell one part of the guests the old and the new day, and that what they have stays valid."""
    found = await ceremony(run.ceremony)
    old = datetime.fromisoformat(runs.options_of(run)["since"])
    # Cancelled since: that is told by a mail of its own.
    if found.status == Status.CANCELLED:
        return size
    return await _send(run, offset, size, found, lambda guest: moved_words(found, old, guest["status"]))


async def cancelled_batch(run: CeremonyRun, offset: int, size: int, _: datetime) -> int:
    """Tell one part of the guests that the event does not take place, and why."""
    found = await ceremony(run.ceremony)
    return await _send(run, offset, size, found, lambda _guest: cancelled_words(found))


async def _send(
    run: CeremonyRun,
    offset: int,
    size: int,
    found: Ceremony,
    words: Callable[[Any], Mapping[str, Words]],
) -> int:
    part = runs.guests_of(run, offset, size)
    guests = await db.rows(
        "SELECT id, email, language, status FROM guest WHERE id = ANY($1) AND email IS NOT NULL"
        " AND status IN ('invited', 'accepted', 'waiting', 'offered') ORDER BY id",
        part,
    )
    addresses = await links.links_for([guest["id"] for guest in guests], until=links.until(found))
    await send_mail(
        *(
            mail_of(
                words(guest),
                to=guest["email"],
                language="en" if guest["language"] == "en" else "de",
                address=addresses[guest["id"]],
            )
            for guest in guests
        )
    )
    return len(part)


def moved_words(found: Ceremony, old: datetime, status: str) -> dict[str, Words]:
    """What a guest with this status reads."""
    if found.status == Status.POSTPONED:
        return _both(found, _no_day_yet(found, days.day(old)), _SUBJECT_POSTPONED, status)
    return _both(found, _new_day(found, old), _SUBJECT_MOVED, status)


def _new_day(found: Ceremony, old: datetime) -> Text:
    title = found.title_en or found.title_de
    before, after = days.day_and_time(old), days.day_and_time(found.starts_at)
    # Only its end is another, or the old day holds after all.
    if old == found.starts_at:
        ends = days.day_and_time(found.ends_at)
        return Text(
            f"Für die Veranstaltung „{found.title_de}“ gilt jetzt:\n\nBeginn: {after.de}\nEnde: {ends.de}",
            f"The event “{title}” now takes place at this time:\n\nStart: {after.en}\nEnd: {ends.en}",
        )
    return Text(
        f"Die Veranstaltung „{found.title_de}“ hat einen neuen Termin.\n\nBisher: {before.de}\nNeu: {after.de}",
        f"The event “{title}” has a new date.\n\nBefore: {before.en}\nNow: {after.en}",
    )


_SUBJECT_MOVED = Text("Neuer Termin: {title}", "New date: {title}")
_SUBJECT_POSTPONED = Text("Verschoben: {title}", "Postponed: {title}")


def _no_day_yet(found: Ceremony, before: Text) -> Text:
    return Text(
        f"Die Veranstaltung „{found.title_de}“ am {before.de} ist verschoben. Sobald der neue Tag feststeht, schreiben"
        " wir Ihnen.",
        f"The event “{found.title_en or found.title_de}” on {before.en} is postponed. As soon as the new day is known,"
        " we will write to you.",
    )


def _both(found: Ceremony, news: Text, subject: Text, status: str) -> dict[str, Words]:
    stays = {GuestStatus.ACCEPTED: _COMES, GuestStatus.WAITING: _WAITS, GuestStatus.OFFERED: _OFFERED}.get(
        GuestStatus(status), _LATER if found.status == Status.POSTPONED else _OPEN
    )
    reason = words_of(found, "reason")
    place = f"{found.place}, {found.street}".strip(", ")
    title = found.title_en or found.title_de
    return {
        "de": Words(
            subject=subject.de.format(title=found.title_de),
            paragraphs=(
                news.de,
                f"Ort: {place}" if found.status == Status.PUBLISHED else "",
                reason.de,
                stays.de,
            ),
            button="Meine Einladung öffnen",
            reason=_WHY_IT_COMES.de,
        ),
        "en": Words(
            subject=subject.en.format(title=title),
            paragraphs=(
                news.en,
                f"Place: {place}" if found.status == Status.PUBLISHED else "",
                reason.en or reason.de,
                stays.en,
            ),
            button="Open my invitation",
            reason=_WHY_IT_COMES.en,
        ),
    }


def cancelled_words(found: Ceremony) -> dict[str, Words]:
    """What guests read of an event that does not take place."""
    on, reason = days.day(found.starts_at), words_of(found, "reason")
    title = found.title_en or found.title_de
    return {
        "de": Words(
            subject=f"Abgesagt: {found.title_de}",
            paragraphs=(
                f"Die Veranstaltung „{found.title_de}“ am {on.de} findet nicht statt. Das tut uns leid.",
                f"Der Grund: {reason.de}",
                "Sie brauchen nichts zu tun. Eintrittskarten gelten nicht mehr.",
                _contact(found).de,
            ),
            button="Meine Einladung öffnen",
            reason=_WHY_IT_COMES.de,
        ),
        "en": Words(
            subject=f"Cancelled: {title}",
            paragraphs=(
                f"The event “{title}” on {on.en} does not take place. We are sorry.",
                f"The reason: {reason.en or reason.de}",
                "There is nothing for you to do. Tickets are no longer valid.",
                _contact(found).en,
            ),
            button="Open my invitation",
            reason=_WHY_IT_COMES.en,
        ),
    }


def _contact(found: Ceremony) -> Text:
    ways = ", ".join(filter(None, (found.contact_name, found.contact_phone, found.contact_email)))
    return Text(f"Fragen? {ways}", f"Questions? {ways}") if ways else Text("", "")
