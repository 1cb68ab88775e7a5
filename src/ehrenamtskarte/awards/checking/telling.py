"""Mails to everybody who works on an entry, and to its contact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.awards.checking.check_words import EntryToldOf, Written
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import mail_of, send_mail
from ehrenamtskarte.core.text import Text

_READERS = """SELECT e.id, e.name, e.title, e.number, e.question, e.answer_by, e.reason, c.year, c.title_de, c.title_en,
 c.contact_name, c.contact_email, c.contact_phone, w.email, w.works, coalesce(p.language, 'de') AS language
 FROM (SELECT entry, email, bool_or(works) AS works FROM (
 SELECT entry, email, true AS works FROM entry_member WHERE entry = ANY($1)
 UNION ALL SELECT id, lower(contact_email), false FROM award_entry WHERE id = ANY($1) AND contact_email <> '') a
 GROUP BY entry, email) w
 JOIN award_entry e ON e.id = w.entry JOIN award_call c ON c.id = e.call
 LEFT JOIN person p ON p.email = w.email ORDER BY e.id, w.email"""


async def tell_team(entry_ids: Sequence[UUID], words: Written, *, now: datetime) -> None:
    """One mail to each of them in the caller's transaction; the button signs the team in and opens the entry."""
    readers = await db.rows(_READERS, list(entry_ids))
    team = [reader for reader in readers if reader["works"]]
    links = await sign_in.links_to(
        [(f"/mein/bewerbungen/{reader['id']}", reader["email"]) for reader in team], now=now
    )
    addresses = {(reader["id"], reader["email"]): link for reader, link in zip(team, links, strict=True)}
    await send_mail(
        *(
            mail_of(
                words(_told(reader)),
                to=reader["email"],
                language="en" if reader["language"] == "en" else "de",
                address=addresses.get((reader["id"], reader["email"])),
            )
            for reader in readers
        )
    )


def _told(row: Any) -> EntryToldOf:
    return EntryToldOf(
        call=Text(row["title_de"], row["title_en"] or row["title_de"]),
        entry=row["title"] or row["name"],
        receipt=receipt_number(row["year"], row["number"]) if row["number"] else "",
        question=row["question"],
        answer_by=row["answer_by"],
        reason=row["reason"],
        office=", ".join(filter(None, (row["contact_name"], row["contact_phone"], row["contact_email"]))),
    )
