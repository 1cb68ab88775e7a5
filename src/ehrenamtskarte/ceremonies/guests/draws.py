"""Draws of groups with more guests than places: done once, growing with the quota, shown so that anybody can repeat them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import draw_rules, priorities, standing
from ehrenamtskarte.ceremonies.guests.draw_rules import Entrant
from ehrenamtskarte.ceremonies.guests.guest_rules import NothingToDraw
from ehrenamtskarte.ceremonies.guests.schemas import DrawEntrant, GroupDraw, GroupDrawn
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound


async def draw_group(
    office: UUID | None, ceremony_id: UUID, group_id: UUID, *, actor: Actor, now: datetime
) -> GroupDrawn:
    """Draw one group. Raises NotFound, SecondFactorNeeded, NothingToDraw, CeremonyCancelled, CeremonyOver."""
    drawn = await _draw(office, ceremony_id, group_id, actor=actor, now=now)
    return drawn[0]


async def draw_all(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime
) -> list[GroupDrawn]:
    """Draw every group that has more guests than places. Raises as `draw_group` does."""
    return await _draw(office, ceremony_id, None, actor=actor, now=now)


async def _draw(
    office: UUID | None, ceremony_id: UUID, group_id: UUID | None, *, actor: Actor, now: datetime
) -> list[GroupDrawn]:
    async with db.transaction():
        ceremony = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if ceremony.status != Status.DRAFT:
            access.check_running(ceremony, now)
        due = await standing.groups_to_draw(ceremony_id)
        if group_id is not None:
            due = await _only(ceremony_id, group_id, due)
        if not due:
            raise NothingToDraw
        return [await _draw_one(ceremony, group, actor, now) for group in due]


async def _only(ceremony_id: UUID, group_id: UUID, due: list[Any]) -> list[Any]:
    exists = await db.scalar(
        "SELECT 1 FROM guest_group WHERE id = $1 AND ceremony = $2", group_id, ceremony_id
    )
    if not exists:
        raise NotFound
    return [group for group in due if group["id"] == group_id]


async def _draw_one(ceremony: Ceremony, group: Any, actor: Actor, now: datetime) -> GroupDrawn:
    await _number_all(group["id"])
    numbered = await db.rows(
        "SELECT id FROM guest WHERE guest_group = $1 AND draw_number IS NOT NULL", group["id"]
    )
    await priorities.rank(ceremony, [guest["id"] for guest in numbered])
    entrants = await _entrants(group["id"])
    won = draw_rules.winners(
        group["seed"], entrants, quota=group["quota"], quota_per_town=group["quota_per_town"]
    )
    await db.execute(
        "UPDATE guest SET status = 'not_drawn', revision = revision + 1 WHERE guest_group = $1 AND status = 'candidate'"
        " AND draw_number <> ALL($2::int[])",
        group["id"], won,
    )  # fmt: skip
    await db.execute("UPDATE guest_group SET drawn_at = $2 WHERE id = $1", group["id"], now)
    await audit.record(
        "guests_drawn",
        actor=actor.person_id,
        subject=group["id"],
        tenant=ceremony.issuing_body,
        parties=len(entrants),
        places=len(won),
    )
    return GroupDrawn(id=group["id"], name=group["name"], drawn=len(won), not_drawn=len(entrants) - len(won))


async def _number_all(group_id: UUID) -> None:
    """Whoever came in by themselves gets a number in the order of coming; who left before the draw has none."""
    await db.execute(
        "UPDATE guest SET draw_number = NULL WHERE guest_group = $1 AND status = 'withdrawn'", group_id
    )
    await db.execute(
        "UPDATE guest g SET draw_number = n.number FROM (SELECT id, row_number() OVER (ORDER BY added_at, id)"
        " + (SELECT coalesce(max(draw_number), 0) FROM guest WHERE guest_group = $1) AS number FROM guest"
        " WHERE guest_group = $1 AND draw_number IS NULL AND status <> 'withdrawn') n WHERE g.id = n.id",
        group_id,
    )


async def _entrants(group_id: UUID) -> list[Entrant]:
    return [
        Entrant(row["draw_number"], row["draw_rank"], row["municipality"] or "")
        for row in await db.rows(
            "SELECT draw_number, draw_rank, municipality FROM guest WHERE guest_group = $1 AND draw_number IS NOT NULL",
            group_id,
        )
    ]


async def more_places(group_id: UUID, quota: int | None, quota_per_town: int | None) -> int:
    """Let those of a drawn group in who win now that its quota grew; how many. The event is locked."""
    seed = await db.scalar("SELECT seed FROM guest_group WHERE id = $1", group_id)
    won = draw_rules.winners(seed, await _entrants(group_id), quota=quota, quota_per_town=quota_per_town)
    return await db.execute(
        "UPDATE guest SET status = 'candidate', revision = revision + 1 WHERE guest_group = $1 AND status = 'not_drawn'"
        " AND draw_number = ANY($2::int[])",
        group_id, won,
    )  # fmt: skip


async def public_draws(ceremony_id: UUID) -> list[GroupDraw]:
    """What anybody needs to repeat the draws of an event; the seeds only once they are drawn. Raises NotFound."""
    ceremony = await access.ceremony(ceremony_id)
    if ceremony.status == Status.DRAFT:
        raise NotFound
    groups = await db.rows(
        "SELECT id, name, quota, quota_per_town, commitment, seed, drawn_at FROM guest_group"
        " WHERE ceremony = $1 AND (quota IS NOT NULL OR quota_per_town IS NOT NULL) AND commitment IS NOT NULL"
        " ORDER BY position, name, id",
        ceremony_id,
    )
    drawn = [group["id"] for group in groups if group["drawn_at"]]
    entrants = await db.rows(
        "SELECT guest_group, draw_number, draw_rank, municipality FROM guest WHERE guest_group = ANY($1::uuid[])"
        " AND draw_number IS NOT NULL ORDER BY guest_group, draw_number",
        drawn,
    )
    of_group: dict[UUID, list[Entrant]] = {group_id: [] for group_id in drawn}
    for row in entrants:
        of_group[row["guest_group"]].append(
            Entrant(row["draw_number"], row["draw_rank"], row["municipality"] or "")
        )
    return [_shown(group, of_group.get(group["id"])) for group in groups]


def _shown(group: Any, entrants: list[Entrant] | None) -> GroupDraw:
    won = None
    if entrants is not None:
        won = draw_rules.winners(
            group["seed"], entrants, quota=group["quota"], quota_per_town=group["quota_per_town"]
        )
    return GroupDraw(
        id=group["id"],
        name=group["name"],
        quota=group["quota"],
        quota_per_town=group["quota_per_town"],
        commitment=group["commitment"].hex(),
        seed=None if entrants is None else group["seed"].hex(),
        drawn_at=group["drawn_at"],
        entrants=None if entrants is None else [DrawEntrant(e.number, e.rank, e.town) for e in entrants],
        winning_numbers=won,
    )
