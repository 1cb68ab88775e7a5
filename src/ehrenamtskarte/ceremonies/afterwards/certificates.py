"""Certificates as PDF: for laureates and for guests, also for those who could not come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards import certificate_words as words
from ehrenamtskarte.ceremonies.afterwards.afterwards_rules import Certified
from ehrenamtskarte.ceremonies.afterwards.came import party_came
from ehrenamtskarte.ceremonies.afterwards.thanks import name_of, sender_of
from ehrenamtskarte.ceremonies.rules import CeremonyCancelled, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, Guest
from ehrenamtskarte.core import db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date

TEMPLATE = Path(__file__).parent / "sheets" / "certificate.typ"
PRINTS_IN_TEN_MINUTES = 60
"""Of one person; setting pages keeps a processor busy."""
_STATUSES = ", ".join(f"'{status}'" for status in rules.GETS_A_CERTIFICATE)
_GUESTS = (
    "SELECT g.id, g.given_name, g.family_name, g.function, g.language FROM guest g"  # noqa: S608 - constants
    f" WHERE g.ceremony = $1 AND g.status IN ({_STATUSES}) AND g.family_name || g.given_name <> ''"
)
_WHO = {
    Certified.ACCEPTED: "g.status = 'accepted'",
    Certified.CAME: party_came("g"),
    Certified.ABSENT: f"NOT {party_came('g')}",
}
_IN_ORDER = " ORDER BY g.sort_key, g.id LIMIT $3"


async def of_office(
    office: UUID | None,
    ceremony_id: UUID,
    *,
    of: Certified,
    group: UUID | None,
    language: str,
    actor: Actor,
) -> bytes:
    """The certificates of the laureates, or of guests (of one group); they may be made before the event.

    Raises NotFound, SecondFactorNeeded, CeremonyCancelled, NoCertificates, TooManyCertificates, TooManyRequests.
    """
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    _check_takes_place(found)
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    if of is Certified.LAUREATES:
        certificates = await _laureates(found, language)
    else:
        certificates = await _guests(found, of, group)
    if not certificates:
        raise rules.NoCertificates
    if len(certificates) > rules.MOST_CERTIFICATES:
        raise rules.TooManyCertificates(field="group", most=rules.MOST_CERTIFICATES)
    return await _printed(found, certificates, language)


async def of_guest_of_office(
    office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor
) -> bytes:
    """The certificate of one guest. Raises NotFound, SecondFactorNeeded, CeremonyCancelled, TooManyRequests."""
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    _check_takes_place(found)
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    guest = await db.row(f"{_GUESTS} AND g.id = $2", ceremony_id, guest_id)
    if guest is None:
        raise NotFound
    return await _one(found, guest, guest["language"])


async def of_link(guest: Guest, *, language: str, now: datetime) -> bytes:
    """The own certificates, once the event is over: that of a laureate before that of a guest.

    Raises NotOverYet, NoCertificate, CeremonyCancelled, TooManyRequests.
    """
    found = await access.ceremony(guest.ceremony)
    _check_takes_place(found)
    rules.check_over(found.status, found.ends_at, now)
    if guest.status not in rules.GETS_A_CERTIFICATE:
        raise rules.NoCertificate
    await limit("certificate", str(guest.id), times=20, seconds=600)
    around = await _around(found)
    own = [_of_laureate(laureate, around, language) for laureate in await _laureates_of(guest)]
    return await _printed(found, [*own, _of_guest(guest.to_dict(), around, language)], language)


def _check_takes_place(found: Ceremony) -> None:
    if found.status == Status.CANCELLED:
        raise CeremonyCancelled


async def _laureates(found: Ceremony, language: str) -> list[dict[str, object]]:
    laureates = await db.rows(
        "SELECT name, award_de, award_en FROM laureate WHERE ceremony = $1 AND name <> '' ORDER BY position, id LIMIT $2",
        found.id,
        rules.MOST_CERTIFICATES + 1,
    )
    around = await _around(found)
    return [_of_laureate(laureate, around, language) for laureate in laureates]


async def _laureates_of(guest: Guest) -> list[Any]:
    """What the guest is honoured for: known by the person or by the address the invitation went to."""
    return await db.rows(
        "SELECT name, award_de, award_en FROM laureate WHERE ceremony = $1 AND name <> ''"
        " AND (person = $2 OR lower(email) = lower($3)) ORDER BY position, id LIMIT 5",
        guest.ceremony,
        guest.person,
        guest.email,
    )


def _of_laureate(laureate: Mapping[str, Any], around: words.Around, language: str) -> dict[str, object]:
    award = Text(laureate["award_de"], laureate["award_en"])
    return words.of_laureate(laureate["name"], award, around, language)


async def _guests(found: Ceremony, of: Certified, group: UUID | None) -> list[dict[str, object]]:
    guests = await db.rows(
        f"{_GUESTS} AND ($2::uuid IS NULL OR g.guest_group = $2) AND {_WHO[of]}{_IN_ORDER}",
        found.id,
        group,
        rules.MOST_CERTIFICATES + 1,
    )
    around = await _around(found)
    return [_of_guest(guest, around, guest["language"]) for guest in guests]


async def _one(found: Ceremony, guest: Mapping[str, Any], language: str) -> bytes:
    return await _printed(found, [_of_guest(guest, await _around(found), language)], language)


def _of_guest(guest: Mapping[str, Any], around: words.Around, language: str) -> dict[str, object]:
    return words.of_guest(name_of(guest), guest["function"], around, language)


async def _around(found: Ceremony) -> words.Around:
    town: str = await db.scalar("SELECT name FROM municipality WHERE ags = $1", found.municipality)
    day = long_date(berlin_day(found.starts_at))
    return words.Around(
        title=Text(found.title_de, found.title_en or found.title_de),
        day=Text(f"{town}, {day.de}", f"{town}, {day.en}"),
        sender=await sender_of(found),
    )


async def _printed(found: Ceremony, certificates: Sequence[Mapping[str, object]], language: str) -> bytes:
    title = Text(f"Urkunden: {found.title_de}", f"Certificates: {found.title_en or found.title_de}")
    data = {
        "language": language,
        "title": title.in_language(language),
        "certificates": certificates,
    }
    return await pdf.render(TEMPLATE, data)
