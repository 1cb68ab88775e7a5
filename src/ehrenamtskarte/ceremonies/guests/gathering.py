"""Guests by query: looked at first, then added to a group all at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import adding, groups, guest_rules
from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.guests.schemas import (
    Gathered,
    GatheringIn,
    GatheringPreview,
    GroupIn,
    TownCount,
)
from ehrenamtskarte.ceremonies.guests.sources import SOURCES
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import Invalid

MOST_TOWNS = 400


def is_in(ceremony: str) -> str:
    """The condition that somebody found, f, is a guest of the event of this parameter.

    Whoever has neither an account nor an address, such as a laureate entered by hand, is known by name.
    """
    return f"""(EXISTS (SELECT FROM guest g WHERE g.ceremony = {ceremony} AND g.person = f.person)
 OR EXISTS (SELECT FROM guest g WHERE g.ceremony = {ceremony} AND lower(g.email) = lower(f.email))
 OR f.person IS NULL AND f.email IS NULL
  AND lower(coalesce(nullif(f.whole_name, ''), nullif(trim(f.given_name || ' ' || f.family_name), ''), f.function))
   IN (SELECT lower(trim(g.given_name || ' ' || g.family_name)) FROM guest g WHERE g.ceremony = {ceremony}))"""  # noqa: S608 - a parameter


_IS_IN = is_in("$7")


class NotToBeGathered(Invalid):
    """Lists and single guests come another way."""

    de = "Danach lässt sich nicht suchen."
    en = "This cannot be searched for."


async def preview(
    office: UUID | None, ceremony_id: UUID, told: GatheringIn, *, actor: Actor, now: datetime
) -> GatheringPreview:
    """How many a query finds and where they come from; nothing is added.

    Raises NotFound, SecondFactorNeeded, NotToBeGathered, GuestTownUnknown.
    """
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    query, values = await _query(office, ceremony_id, told, actor=actor, now=now)
    towns = await db.rows(
        f"SELECT f.municipality, f.town, count(*) AS found, count(*) FILTER (WHERE f.is_in) AS is_in,"  # noqa: S608 - constants
        " count(*) FILTER (WHERE NOT f.is_in AND f.email IS NULL) AS without_email"
        f" FROM (SELECT f.*, {_IS_IN} AS is_in FROM ({query}) f) f GROUP BY 1, 2 ORDER BY 3 DESC, 2",
        *values,
        ceremony_id,
    )
    found, is_in = sum(town["found"] for town in towns), sum(town["is_in"] for town in towns)
    fresh = [(town, town["found"] - town["is_in"]) for town in towns]
    return GatheringPreview(
        found=found,
        already_in=is_in,
        new=found - is_in,
        without_email=sum(town["without_email"] for town in towns),
        towns=[TownCount(town["municipality"], town["town"] or "", count) for town, count in fresh if count][
            :MOST_TOWNS
        ],
    )


async def _query(
    office: UUID | None, ceremony_id: UUID, told: GatheringIn, *, actor: Actor, now: datetime
) -> tuple[str, tuple[object, ...]]:
    if told.source not in SOURCES:
        raise NotToBeGathered(field="source")
    if told.municipalities:
        known = await db.rows("SELECT ags FROM municipality WHERE ags = ANY($1::text[])", told.municipalities)
        guest_rules.unknown_towns(told.municipalities, {town["ags"] for town in known})
    laureates_of = told.ceremony_id or ceremony_id
    if laureates_of != ceremony_id:
        await access.ceremony_of_office(office, laureates_of, actor=actor)
    values = (
        office,
        told.municipalities,
        told.administrative_region,
        told.since,
        berlin_day(now),
        laureates_of,
    )
    return SOURCES[told.source], values


async def gather(
    office: UUID | None, ceremony_id: UUID, told: GatheringIn, *, actor: Actor, now: datetime
) -> Gathered:
    """Add everybody a query finds who is not in yet, to a new group or to one that is there.

    Raises as `preview` does, and what `groups.create` and `adding.add` refuse.
    """
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        query, values = await _query(office, ceremony_id, told, actor=actor, now=now)
        found = await db.rows(
            f"SELECT f.*, {_IS_IN} AS is_in FROM ({query}) f LIMIT {2 * guest_rules.MOST_GUESTS}",  # noqa: S608 - constants
            *values,
            ceremony_id,
        )
        group_id = told.group_id
        if group_id is None:
            group = GroupIn(name=told.name, quota=told.quota, quota_per_town=told.quota_per_town)
            group_id = await groups.create(ceremony, group, told.source, query=_asked(told), actor=actor)
        fresh = [guest_of(row) for row in found if not row["is_in"]]
        added = await adding.add(ceremony, group_id, fresh, by=actor.person_id, now=now)
        await audit.record(
            "guests_gathered",
            actor=actor.person_id,
            subject=group_id,
            tenant=ceremony.issuing_body,
            source=told.source,
            added=len(added),
        )
        return Gathered(group_id=group_id, added=len(added), already_in=len(found) - len(added))


def _asked(told: GatheringIn) -> dict[str, object]:
    """What a group remembers of its query."""
    kept = ("municipalities", "administrative_region", "since", "ceremony_id")
    return {name: msgspec.to_builtins(getattr(told, name)) for name in kept if getattr(told, name)}


def guest_of(row: Any) -> NewGuest:
    """Somebody a query found, as a guest."""
    given, family = row["given_name"], row["family_name"]
    if row["whole_name"]:
        given, family = guest_rules.split_name(row["whole_name"])
    # A company without a contact, a coordinator who has not signed in yet: whom they come for stands for them.
    if not guest_rules.key_of(given, family):
        given, family = "", row["function"] or row["email"] or "–"
    street = [row["street"], f"{row['postal_code']} {row['town'] or ''}".strip()] if row["street"] else []
    name = f"{given} {family}".strip()
    function = "" if row["function"] == name else row["function"]
    address = guest_rules.lines("\n".join([name, function, *street])) if street else row.get("address", "")
    return NewGuest(
        given_name=given,
        family_name=family,
        function=function,
        email=row["email"],
        address=address,
        language=row["language"],
        municipality=row["municipality"],
        person=row["person"],
        organisation=row["organisation"],
        company=row["company"],
    )
