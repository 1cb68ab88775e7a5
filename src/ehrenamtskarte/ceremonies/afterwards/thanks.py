"""Thanks by mail after an event: to those who came and, in other words, to those who could not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards import thanks_words
from ehrenamtskarte.ceremonies.afterwards.came import party_came
from ehrenamtskarte.ceremonies.inviting import links, runs
from ehrenamtskarte.ceremonies.rules import CeremonyCancelled, RunKind, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, CeremonyRun
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.mail import send_mail
from ehrenamtskarte.core.text import Text

_STATUSES = ", ".join(f"'{status}'" for status in rules.IS_THANKED)
TO_THANK = f"g.status IN ({_STATUSES}) AND g.email IS NOT NULL AND g.thanked_at IS NULL"
"""Which guests g get a mail of thanks."""


async def order(
    office: UUID | None, ceremony_id: UUID, words: Text, *, actor: Actor, now: datetime
) -> tuple[UUID, int]:
    """Begin to thank everybody who was not thanked yet; the run and how many mails.

    Raises NotFound, SecondFactorNeeded, CeremonyCancelled, NotOverYet, RunStillWorks, NobodyToThank.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if found.status == Status.CANCELLED:
            raise CeremonyCancelled
        rules.check_over(found.status, found.ends_at, now)
        await runs.check_none_works(ceremony_id, RunKind.THANK)
        guests = await db.rows(
            f"SELECT g.id FROM guest g WHERE g.ceremony = $1 AND {TO_THANK} ORDER BY g.sort_key, g.id",  # noqa: S608 - constants
            ceremony_id,
        )
        if not guests:
            raise rules.NobodyToThank
        options = {"de": words.de.strip(), "en": words.en.strip()}
        run = await runs.order(
            ceremony_id,
            RunKind.THANK,
            [guest["id"] for guest in guests],
            options=options,
            actor=actor,
            now=now,
        )
        return run, len(guests)


async def thank_batch(run: CeremonyRun, offset: int, size: int, now: datetime) -> int:
    """Thank one part of the guests; how many it went through."""
    wanted = runs.guests_of(run, offset, size)
    found = await access.ceremony(run.ceremony)
    guests = await db.rows(
        f"UPDATE guest g SET thanked_at = $2 WHERE g.id = ANY($1) AND {TO_THANK}"  # noqa: S608 - constants
        f" RETURNING g.id, g.email, g.language, g.given_name, g.family_name, {party_came('g')} AS came",
        wanted,
        now,
    )
    addresses = await links.links_for([guest["id"] for guest in guests], until=links.until(found))
    own = runs.options_of(run)
    said = Text(own["de"], own["en"] or own["de"])
    sender = await sender_of(found)
    await send_mail(
        *(
            thanks_words.mail(
                to=guest["email"],
                language=guest["language"],
                name=name_of(guest),
                came=guest["came"],
                title=Text(found.title_de, found.title_en or found.title_de),
                own=said,
                sender=sender,
                address=addresses[guest["id"]].replace("/einladung#", "/danke#"),
            )
            for guest in guests
        )
    )
    return len(wanted)


def name_of(guest: Mapping[str, Any]) -> str:
    """Given and family name in one line."""
    return f"{guest['given_name']} {guest['family_name']}".strip()


async def sender_of(found: Ceremony) -> Text:
    """Who invites: the issuing body or the state."""
    name = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", found.issuing_body)
    return Text(name, name) if name else thanks_words.STATE
