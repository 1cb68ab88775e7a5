"""Groups of guests with the places meant for them."""

from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import adding, draws, guest_rules, seeds, standing
from ehrenamtskarte.ceremonies.guests.schemas import GroupIn, GroupOut
from ehrenamtskarte.ceremonies.rules import Source
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id

_GROUPS = f"""SELECT r.id, r.name, r.position, r.source, r.quota, r.quota_per_town, r.companions_each, r.category,
 r.commitment, r.drawn_at, coalesce(n.guests, 0) AS guests, coalesce(n.towns, 0) AS towns,
 coalesce(n.candidates, 0) AS candidates, coalesce(n.not_drawn, 0) AS not_drawn, coalesce(n.invited, 0) AS invited,
 coalesce(n.coming, 0) AS coming, coalesce(n.waiting, 0) AS waiting,
 r.id IN ({standing.WANTS_DRAW}) AS needs_draw
FROM guest_group r LEFT JOIN (SELECT guest_group, count(*) AS guests, count(DISTINCT municipality) AS towns,
  count(*) FILTER (WHERE status = 'candidate') AS candidates,
  count(*) FILTER (WHERE status = 'not_drawn') AS not_drawn,
  count(*) FILTER (WHERE status = 'invited') AS invited,
  count(*) FILTER (WHERE status IN ('accepted', 'offered')) AS coming,
  count(*) FILTER (WHERE status = 'waiting') AS waiting
 FROM guest WHERE ceremony = $1 GROUP BY 1) n ON n.guest_group = r.id
WHERE r.ceremony = $1 AND ($2::uuid IS NULL OR r.id = $2) ORDER BY r.position, r.name, r.id"""  # noqa: S608 - a constant


async def of_ceremony(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[GroupOut]:
    """The groups of an event in their order. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    return [_out(row) for row in await db.rows(_GROUPS, ceremony_id, None)]


async def _one(ceremony_id: UUID, group_id: UUID) -> GroupOut:
    return _out(await db.row(_GROUPS, ceremony_id, group_id))


def _out(row: Any) -> GroupOut:
    commitment = row["commitment"].hex() if row["commitment"] else ""
    return GroupOut(**dict(row) | {"source": Source(row["source"]), "commitment": commitment})


async def add(office: UUID | None, ceremony_id: UUID, told: GroupIn, *, actor: Actor) -> GroupOut:
    """Make a group for guests entered by hand or from a list.

    Raises NotFound, SecondFactorNeeded, GroupNameMissing, GroupNameTaken, TooManyGroups.
    """
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        group_id = await create(ceremony, told, Source.BY_HAND, actor=actor)
        return await _one(ceremony_id, group_id)


async def create(
    ceremony: Ceremony,
    told: GroupIn,
    source: Source,
    *,
    query: object = None,
    actor: Actor,
) -> UUID:
    """Make a group in the transaction that locked its event; the seed of its draw is fixed from now on.

    Raises GroupNameMissing, GroupNameTaken, TooManyGroups.
    """
    there = await db.scalar("SELECT count(*) FROM guest_group WHERE ceremony = $1", ceremony.id)
    if there >= guest_rules.MOST_GROUPS:
        raise guest_rules.TooManyGroups
    name = guest_rules.normal_group_name(told.name)
    await _check_free(ceremony.id, name, None)
    group_id = new_id()
    await db.execute(
        "INSERT INTO guest_group (id, ceremony, name, position, source, query, quota, quota_per_town, companions_each,"
        " category) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        group_id, ceremony.id, name, there, source, msgspec.json.encode(query or {}).decode(), told.quota,
        told.quota_per_town, told.companions_each, guest_rules.one_line(told.category),
    )  # fmt: skip
    await seeds.fix(group_id)
    await audit.record(
        "guest_group_added",
        actor=actor.person_id,
        subject=group_id,
        tenant=ceremony.issuing_body,
        source=source,
        quota=told.quota,
        quota_per_town=told.quota_per_town,
    )
    return group_id


async def _check_free(ceremony_id: UUID, name: str, own: UUID | None) -> None:
    taken = await db.scalar(
        "SELECT 1 FROM guest_group WHERE ceremony = $1 AND lower(name) = lower($2) AND id IS DISTINCT FROM $3",
        ceremony_id, name, own,
    )  # fmt: skip
    if taken:
        raise guest_rules.GroupNameTaken


async def change(
    office: UUID | None, ceremony_id: UUID, group_id: UUID, told: GroupIn, *, actor: Actor
) -> GroupOut:
    """Change a group; once it is drawn its quota only grows, and the next ones of the same draw move up.

    Raises NotFound, SecondFactorNeeded, GroupNameMissing, GroupNameTaken, QuotaNotRaised, GroupFull.
    """
    name = guest_rules.normal_group_name(told.name)
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        before = await _group(ceremony_id, group_id)
        await _check_free(ceremony_id, name, group_id)
        await db.execute(
            "UPDATE guest_group SET name = $2, quota = $3, quota_per_town = $4, companions_each = $5, category = $6"
            " WHERE id = $1",
            group_id, name, told.quota, told.quota_per_town, told.companions_each,
            guest_rules.one_line(told.category),
        )  # fmt: skip
        await seeds.fix(group_id)
        if before["drawn_at"]:
            await _grow(group_id, before, told)
        else:
            await adding.check_room(ceremony_id, group_id, name)
        await audit.record(
            "guest_group_changed",
            actor=actor.person_id,
            subject=group_id,
            tenant=ceremony.issuing_body,
            quota=told.quota,
            quota_per_town=told.quota_per_town,
        )
        return await _one(ceremony_id, group_id)


async def _grow(group_id: UUID, before: Any, told: GroupIn) -> None:
    if (told.quota, told.quota_per_town) == (before["quota"], before["quota_per_town"]):
        return
    smaller = told.quota is not None and (before["quota"] is None or told.quota < before["quota"])
    if smaller or told.quota_per_town != before["quota_per_town"]:
        raise guest_rules.QuotaNotRaised
    await draws.more_places(group_id, told.quota, told.quota_per_town)


async def _group(ceremony_id: UUID, group_id: UUID) -> Any:
    found = await db.row(
        "SELECT id, name, source, quota, quota_per_town, drawn_at FROM guest_group WHERE id = $1 AND ceremony = $2",
        group_id,
        ceremony_id,
    )
    if found is None:
        raise NotFound
    return found


async def remove(office: UUID | None, ceremony_id: UUID, group_id: UUID, *, actor: Actor) -> None:
    """Remove an empty group. Raises NotFound, SecondFactorNeeded, GroupNotEmpty."""
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        await _group(ceremony_id, group_id)
        if await db.scalar("SELECT EXISTS (SELECT FROM guest WHERE guest_group = $1)", group_id):
            raise guest_rules.GroupNotEmpty
        await db.execute("DELETE FROM guest_group WHERE id = $1", group_id)
        await audit.record(
            "guest_group_removed",
            actor=actor.person_id,
            subject=group_id,
            tenant=ceremony.issuing_body,
        )
