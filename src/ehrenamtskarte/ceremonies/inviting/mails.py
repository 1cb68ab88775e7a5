"""Mails to the guests of an event, each with a fresh link of their own."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.inviting import links, mail_words
from ehrenamtskarte.ceremonies.inviting.mail_words import Occasion, Reader, Written
from ehrenamtskarte.ceremonies.rules import GuestStatus, Status
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import mail_of, send_mail
from ehrenamtskarte.core.text import Text

STATE = Text("das Land Nordrhein-Westfalen", "the state of North Rhine-Westphalia")

OF_STATUS: Mapping[GuestStatus, Written] = {
    GuestStatus.ACCEPTED: mail_words.accepted,
    GuestStatus.WAITING: mail_words.waiting,
    GuestStatus.OFFERED: mail_words.offered,
    GuestStatus.LAPSED: mail_words.lapsed,
    GuestStatus.DECLINED: mail_words.declined,
    GuestStatus.WITHDRAWN: mail_words.withdrawn,
}


async def tell(status: GuestStatus, guest_ids: Sequence[UUID]) -> None:
    """Tell guests what became of them, in the caller's transaction."""
    await write(OF_STATUS[status], guest_ids)


async def write(words: Written, guest_ids: Sequence[UUID]) -> None:
    """One mail to each of these guests of one event who has an address."""
    readers = await db.rows(
        "SELECT g.id, g.ceremony, g.email, g.language, g.given_name, g.family_name, g.party, g.offer_until,"
        " coalesce(gg.companions_each, c.companions_each) AS companions"
        " FROM guest g JOIN guest_group gg ON gg.id = g.guest_group JOIN ceremony c ON c.id = g.ceremony"
        " WHERE g.id = ANY($1) AND g.email IS NOT NULL ORDER BY g.id",
        guest_ids,
    )
    if not readers:
        return
    occasion, until = await occasion_of(readers[0]["ceremony"])
    addresses = await links.links_for([reader["id"] for reader in readers], until=until)
    await send_mail(
        *(
            mail_of(
                words(occasion, _reader(reader)),
                to=reader["email"],
                language="en" if reader["language"] == "en" else "de",
                address=addresses[reader["id"]],
            )
            for reader in readers
        )
    )


async def occasion_of(ceremony_id: UUID) -> tuple[Occasion, Any]:
    """An event as mails name it, and how long its links live."""
    found = await db.row(
        "SELECT c.*, b.name AS host, m.name AS town FROM ceremony c JOIN municipality m ON m.ags = c.municipality"
        " LEFT JOIN issuing_body b ON b.id = c.issuing_body WHERE c.id = $1",
        ceremony_id,
    )
    assert found is not None
    town = f"{found['postal_code']} {found['town']}".strip()
    occasion = Occasion(
        title=Text(found["title_de"], found["title_en"] or found["title_de"]),
        host=Text(found["host"], found["host"]) if found["host"] else STATE,
        when=mail_words.when(found["starts_at"], postponed=found["status"] == Status.POSTPONED),
        where=", ".join(filter(None, (found["place"], found["street"], town))),
        answer_by=found["answer_by"],
        contact=", ".join(
            filter(None, (found["contact_name"], found["contact_phone"], found["contact_email"]))
        ),
    )
    return occasion, links.lives_until(found["ends_at"], found["status"])


def _reader(row: Any) -> Reader:
    return Reader(
        name=f"{row['given_name']} {row['family_name']}".strip(),
        party=row["party"],
        companions=row["companions"],
        until=row["offer_until"],
    )
