"""Mails to a jury: the invitation, and what is still to be judged."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.awards.judging import jury_words
from ehrenamtskarte.awards.judging.jury_words import Both
from ehrenamtskarte.awards.tables import AwardCall, JuryRound
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import mail_of, send_mail
from ehrenamtskarte.core.text import Text

_STATE = Text("das Land Nordrhein-Westfalen", "the state of North Rhine-Westphalia")


async def invite(call: AwardCall, jurors: Sequence[Any], *, now: datetime) -> None:
    """Ask people to the jury of a call, in the caller's transaction; each row has a name and an email."""
    office, days = await _office(call.issuing_body), await _days(call.id)
    await _send(
        jurors,
        lambda juror: jury_words.invitation(title_of(call), office, juror["name"], days),
        path="/jury",
        now=now,
    )


async def remind(call: AwardCall, found: JuryRound, jurors: Sequence[Any], *, now: datetime) -> None:
    """Tell jurors how many entries wait for them, in the caller's transaction; each row has `open` besides."""
    office = await _office(call.issuing_body)
    await _send(
        jurors,
        lambda juror: jury_words.reminder(
            title_of(call), office, juror["name"], juror["open"], found.last_day
        ),
        path=f"/jury/{found.id}",
        now=now,
    )


def title_of(call: AwardCall) -> Text:
    """The name of a call with its year."""
    return Text(f"{call.title_de} {call.year}", f"{call.title_en or call.title_de} {call.year}")


async def _send(jurors: Sequence[Any], words: Callable[[Any], Both], *, path: str, now: datetime) -> None:
    speaks = await _languages([juror["email"] for juror in jurors])
    links = await sign_in.links_to([(path, juror["email"]) for juror in jurors], now=now)
    await send_mail(
        *(
            mail_of(
                words(juror), to=juror["email"], language=speaks.get(juror["email"], "de"), address=address
            )
            for juror, address in zip(jurors, links, strict=True)
        )
    )


async def _languages(emails: Sequence[str]) -> dict[str, str]:
    rows = await db.rows("SELECT email, language FROM person WHERE email = ANY($1::text[])", list(emails))
    return {row["email"]: row["language"] for row in rows}


async def _office(issuing_body: UUID | None) -> Text:
    name = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", issuing_body)
    return Text(name, name) if name else _STATE


async def _days(call_id: UUID) -> tuple[date, date] | None:
    row = await db.row(
        "SELECT min(first_day) AS first_day, max(last_day) AS last_day FROM jury_round WHERE call = $1",
        call_id,
    )
    return (row["first_day"], row["last_day"]) if row and row["first_day"] else None
