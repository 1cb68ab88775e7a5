"""Anybody may come to a public event: they enter a name, and a mail asks whether it was really them."""

from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.inviting import mail_words, mails
from ehrenamtskarte.ceremonies.planning.showing import public_ceremony
from ehrenamtskarte.ceremonies.rules import Audience
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.errors import Conflict, Invalid, NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.sorting import sort_key

FORGOTTEN_AFTER = timedelta(days=7)
"""Registrations nobody confirmed."""
GROUP = "Anmeldungen"
MARK = '{"registration": true}'
"""In the query of the group that holds them."""


class RegistrationClosed(Conflict):
    """The day to answer by is over."""

    de = "Die Anmeldung ist geschlossen."
    en = "Registration is closed."


class PartyTooLarge(Invalid):
    """More than the event allows."""

    de = "So viele Personen können Sie hier nicht anmelden."
    en = "You cannot register that many people here."


async def register(
    ceremony_id: UUID,
    *,
    given_name: str,
    family_name: str,
    email: str,
    party: int,
    language: str,
    client: str,
    now: datetime,
) -> None:
    """Note who wants to come and ask by mail; says nothing about whether the address is known.

    Raises NotFound, EmailInvalid, PartyTooLarge, RegistrationClosed, CeremonyCancelled, CeremonyOver, TooManyRequests.
    """
    address = normal_email(email)
    await limit("ceremony-registration", address, times=5, seconds=3600)
    await limit("ceremony-registration-client", client, times=60, seconds=600)
    async with db.transaction():
        found = await access.ceremony((await public_ceremony(ceremony_id)).id, lock=True)
        _check_open(found, party, now)
        known = await db.scalar(
            "SELECT id FROM guest WHERE ceremony = $1 AND lower(email) = $2 AND status <> 'withdrawn' ORDER BY id LIMIT 1",
            ceremony_id,
            address,
        )
        guest = known or await _add(found, given_name, family_name, address, party, language, now)
        await db.execute(
            "UPDATE guest SET status = 'invited', invited_at = $2, revision = revision + 1"
            " WHERE id = $1 AND status IN ('candidate', 'not_drawn')",
            guest,
            now,
        )
        await mails.write(mail_words.registration, [guest])


def _check_open(found: Ceremony, party: int, now: datetime) -> None:
    if found.audience != Audience.PUBLIC:
        raise NotFound
    access.check_running(found, now)
    if found.answer_by is not None and now > found.answer_by:
        raise RegistrationClosed
    if party > 1 + found.companions_each:
        raise PartyTooLarge(field="party")


async def _add(
    found: Ceremony, given_name: str, family_name: str, email: str, party: int, language: str, now: datetime
) -> UUID:
    guest = new_id()
    await db.execute(
        "INSERT INTO guest (id, ceremony, guest_group, status, given_name, family_name, sort_key, function, email, address,"
        " language, escort, notes, draw_rank, party, invited_at, surveyed, revision, added_at)"
        " VALUES ($1, $2, $3, 'invited', $4::text, $5::text, $6, '', $7, '', $8, '', '', 'b_usual', $9, $10::timestamptz,"
        " false, 1, $10::timestamptz)",
        guest, found.id, await _group(found.id), given_name.strip(), family_name.strip(),
        sort_key(f"{family_name} {given_name}"), email, language, party, now,
    )  # fmt: skip
    return guest


async def _group(ceremony: UUID) -> UUID:
    known = await db.scalar(
        "SELECT id FROM guest_group WHERE ceremony = $1 AND query @> $2::jsonb LIMIT 1", ceremony, MARK
    )
    if known is None:
        known = await db.scalar(
            "INSERT INTO guest_group (id, ceremony, name, position, source, query, category)"
            " SELECT $1::uuid, $2, CASE WHEN EXISTS (SELECT 1 FROM guest_group WHERE ceremony = $2 AND name = $3::text)"
            " THEN $3 || ' ' || right($1::uuid::text, 8) ELSE $3 END, 999, 'by_hand', $4::jsonb, '' RETURNING id",
            new_id(), ceremony, GROUP, MARK,
        )  # fmt: skip
    group: UUID = known
    return group


async def forget_unconfirmed() -> None:
    """Remove registrations that nobody confirmed."""
    await db.execute(
        "DELETE FROM guest g USING guest_group q WHERE q.id = g.guest_group AND q.query @> $1::jsonb"
        " AND g.status = 'invited' AND g.answered_at IS NULL AND g.invited_at < $2",
        MARK,
        clock.now() - FORGOTTEN_AFTER,
    )
