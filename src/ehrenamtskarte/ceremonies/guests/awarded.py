"""From an award to its event: nominees and laureates as guests, laureates on stage, companies asked to be shown."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access as awards
from ehrenamtskarte.awards.honouring.laureate_rules import ResultNotDecided
from ehrenamtskarte.awards.honouring.naming import with_year
from ehrenamtskarte.awards.rules import results_are_public
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import adding, gathering, groups
from ehrenamtskarte.ceremonies.guests.schemas import GroupIn
from ehrenamtskarte.ceremonies.rules import CeremonyCancelled, CeremonyOver, Source, Status, is_over
from ehrenamtskarte.ceremonies.stage import laureates, partners
from ehrenamtskarte.ceremonies.stage.laureates import Honoured
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole, LaureateKind
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Conflict
from ehrenamtskarte.core.text import Text

LONGEST_GROUP = 120


class WhoOfAward(StrEnum):
    """Who of an award is invited."""

    NOMINEES = "nominees"
    LAUREATES = "laureates"
    ALL = "all"
    """Both; most laureates are nominees."""


class NobodyInAward(Conflict):
    """Neither nominees nor laureates yet."""

    de = "In diesem Preis gibt es noch niemanden, den Sie einladen können. Legen Sie zuerst die Nominierten fest."
    en = "There is nobody in this award to invite yet. Choose the nominees first."


class AwardedGuestsIn(msgspec.Struct, rename="camel", kw_only=True):
    """Which award, and who of it."""

    call_id: UUID
    who: WhoOfAward = WhoOfAward.ALL


class AwardedGuestsOut(msgspec.Struct, rename="camel", kw_only=True):
    """What was taken over; the second time only what is new."""

    group_id: UUID
    added: int
    already_in: int
    honoured: int
    """New on stage."""
    companies: int
    """Asked to agree to be shown."""


_NOMINATED = "e.status = 'shortlisted'"
_WON = "EXISTS (SELECT FROM award_laureate l WHERE l.entry = e.id AND l.withdrawn_at IS NULL)"
_WHO = {
    WhoOfAward.NOMINEES: _NOMINATED,
    WhoOfAward.LAUREATES: _WON,
    WhoOfAward.ALL: f"({_NOMINATED} OR {_WON})",
}
# The columns of every other source of guests. Of an organisation or a company comes whoever answers for the entry.
_GUESTS = """SELECT f.*, {is_in} AS is_in FROM (SELECT coalesce(p.id, e.person) AS person, e.organisation, e.company,
  '' AS given_name, '' AS family_name, CASE e.kind WHEN 'person' THEN e.name ELSE e.contact_name END AS whole_name,
  CASE e.kind WHEN 'person' THEN '' ELSE left(e.name, 200) END AS function, nullif(e.contact_email, '') AS email,
  e.street, e.postal_code, e.municipality, m.name AS town, coalesce(p.language, 'de') AS language
 FROM award_entry e LEFT JOIN person p ON p.email = lower(e.contact_email)
 LEFT JOIN municipality m ON m.ags = e.municipality
 WHERE e.call = $1 AND {who} ORDER BY e.sort_key, e.id) f"""
_HONOURED = (
    "SELECT e.kind, e.name, e.person, e.organisation, e.company, e.contact_email, l.reason_de, l.reason_en,"
    " g.name_de, g.name_en FROM award_laureate l JOIN award_category g ON g.id = l.category"
    " JOIN award_entry e ON e.id = l.entry WHERE l.call = $1 AND l.withdrawn_at IS NULL"
    " ORDER BY g.position, g.id, l.position, l.id"
)


async def take_over(
    office: UUID | None, ceremony_id: UUID, told: AwardedGuestsIn, *, actor: Actor, now: datetime
) -> AwardedGuestsOut:
    """Invite who was nominated or won, put laureates on stage and ask their companies; again adds only what is new.

    Raises NotFound, SecondFactorNeeded, CeremonyCancelled, CeremonyOver, NobodyInAward, ResultNotDecided, GroupDrawn,
    GroupNameTaken, TooManyGroups, TooManyGuests, TooManyLaureates, TooManyCompanies.
    """
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        _check_to_come(ceremony, now)
        call = await awards.call_of_office(office, told.call_id, actor=actor)
        if told.who is WhoOfAward.LAUREATES and call.decided_at is None:
            raise ResultNotDecided
        group_id, found, added = await _invite(ceremony, call, told.who, actor=actor, now=now)
        honoured = await _honour(ceremony, call) if told.who is not WhoOfAward.NOMINEES else []
        companies = await _ask(ceremony, call, told.who, now)
        await audit.record(
            "award_taken_over",
            actor=actor.person_id,
            subject=ceremony_id,
            tenant=office,
            call=call.id,
            who=told.who,
            added=added,
        )
        return AwardedGuestsOut(
            group_id=group_id,
            added=added,
            already_in=found - added,
            honoured=len(honoured),
            companies=len(companies),
        )


def _check_to_come(ceremony: Ceremony, now: datetime) -> None:
    if ceremony.status == Status.CANCELLED:
        raise CeremonyCancelled
    if ceremony.status != Status.POSTPONED and is_over(ceremony.ends_at, now):
        raise CeremonyOver


async def _invite(
    ceremony: Ceremony, call: AwardCall, who: WhoOfAward, *, actor: Actor, now: datetime
) -> tuple[UUID, int, int]:
    """The group of the award, how many were found and how many of them are new."""
    query = _GUESTS.format(is_in=gathering.is_in("$2"), who=_of(call, who))
    found = await db.rows(query, call.id, ceremony.id)
    if not found:
        raise NobodyInAward
    group_id = await _group(ceremony, call, actor=actor)
    fresh = [gathering.guest_of(row) for row in found if not row["is_in"]]
    added = await adding.add(ceremony, group_id, fresh, by=actor.person_id, now=now) if fresh else []
    return group_id, len(found), len(added)


def _of(call: AwardCall, who: WhoOfAward) -> str:
    """Who is chosen before the decision has not won yet."""
    if call.decided_at is None:
        return _WHO[WhoOfAward.NOMINEES]
    return _WHO[who]


async def _group(ceremony: Ceremony, call: AwardCall, *, actor: Actor) -> UUID:
    """One group for each award of an event."""
    there: UUID | None = await db.scalar(
        "SELECT id FROM guest_group WHERE ceremony = $1 AND query ->> 'award_call' = $2 ORDER BY position LIMIT 1",
        ceremony.id,
        str(call.id),
    )
    if there:
        return there
    name = with_year(Text(call.title_de[: LONGEST_GROUP - 5], ""), call.year).de
    return await groups.create(
        ceremony, GroupIn(name=name), Source.LAUREATES, query={"award_call": call.id}, actor=actor
    )


async def _honour(ceremony: Ceremony, call: AwardCall) -> Sequence[UUID]:
    if call.decided_at is None:
        return []
    rows = await db.rows(_HONOURED, call.id)
    return await laureates.take_over(ceremony.id, [_honoured(call, row) for row in rows])


def _honoured(call: AwardCall, row: Any) -> Honoured:
    award = with_year(Text(call.title_de, call.title_en), call.year)
    english = f"{award.en}: {row['name_en'] or row['name_de']}"
    return Honoured(
        kind=LaureateKind(row["kind"]),
        name=row["name"],
        award=Text(f"{award.de}: {row['name_de']}"[:300], english[:300]),
        person=row["person"],
        organisation=row["organisation"],
        company=row["company"],
        email=row["contact_email"] or None,
        laudatio=Text(row["reason_de"], row["reason_en"]),
    )


async def _ask(ceremony: Ceremony, call: AwardCall, who: WhoOfAward, now: datetime) -> Sequence[UUID]:
    """Sponsors, and the companies of the award; a mail must not tell before the embargo ends who won."""
    public = results_are_public(call.decided_at, call.embargo_until, now)
    whose = _WHO[who] if public else _NOMINATED
    rows = await db.rows(
        f"SELECT DISTINCT e.company, 'partner' AS role FROM award_entry e WHERE e.call = $1 AND {whose}"  # noqa: S608 - constants
        " AND e.company IS NOT NULL AND ($2 OR $3)"
        " UNION SELECT sponsor, 'sponsor' FROM award_category WHERE call = $1 AND sponsor IS NOT NULL ORDER BY 2, 1",
        call.id,
        public,
        who is not WhoOfAward.LAUREATES,
    )
    return await partners.take_over(ceremony, [(row["company"], CompanyRole(row["role"])) for row in rows])
