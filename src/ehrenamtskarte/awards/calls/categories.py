"""The categories of a call are written."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.calls import answered, call_rules, category_rules, plans
from ehrenamtskarte.awards.calls.schemas import CallCategoryIn
from ehrenamtskarte.awards.tables import AwardCall, AwardCategory
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id

USED = (
    "(EXISTS (SELECT 1 FROM award_entry e WHERE e.category = g.id)"
    " OR EXISTS (SELECT 1 FROM award_laureate l WHERE l.category = g.id)"
    " OR EXISTS (SELECT 1 FROM round_juror r WHERE r.category = g.id))"
)
"""Whether something builds on the category g."""


async def write(
    office: UUID | None,
    call_id: UUID,
    planned: Sequence[CallCategoryIn],
    *,
    revision: int,
    actor: Actor,
) -> AwardCall:
    """Replace all categories; those with their id stay the same ones.

    Raises NotFound, ChangedMeanwhile, CallCancelled, CallDecided, CategoryInUse, ChoiceIsMade and what is wrong.
    """
    async with db.transaction():
        found = await plans.to_change(office, call_id, revision=revision, actor=actor)
        plans.check_undecided(found)
        before = await _before(call_id)
        names = [call_rules.in_one_line(one.name.text()) for one in planned]
        category_rules.check_categories(planned, names, before)
        await _check_sponsors(planned)
        await _check_used(call_id, planned, before)
        await _replace(call_id, planned, before)
        return await plans.changed(found, {}, "award_categories_changed", actor, categories=len(planned))


async def _before(call_id: UUID) -> Mapping[UUID, Any]:
    found = await db.rows(
        f"SELECT g.id, g.name_de, g.chosen, {USED} AS used FROM award_category g WHERE g.call = $1",  # noqa: S608 - a constant
        call_id,
    )
    return {row["id"]: row for row in found}


async def _check_sponsors(planned: Sequence[CallCategoryIn]) -> None:
    named = [one.sponsor for one in planned if one.sponsor]
    found = await db.rows("SELECT id FROM company WHERE id = ANY($1) AND status = 'approved'", named)
    known = {row["id"] for row in found}
    for place, one in enumerate(planned):
        if one.sponsor is not None and one.sponsor not in known:
            raise category_rules.SponsorUnknown(field=f"categories.{place}.sponsor")


async def _check_used(call_id: UUID, planned: Sequence[CallCategoryIn], before: Mapping[UUID, Any]) -> None:
    kept = {one.id: one for one in planned if one.id}
    for category_id, row in before.items():
        if row["used"] and category_id not in kept:
            raise category_rules.CategoryInUse(name=row["name_de"])
    chose = any(row["chosen"] for row in before.values())
    if not await answered.any_handed_in(call_id):
        return
    for one in planned:
        was = before[one.id] if one.id else None
        if (one.chosen and not chose) or (was is not None and was["used"] and was["chosen"] != one.chosen):
            raise category_rules.ChoiceIsMade(name=one.name.de)


async def _replace(call_id: UUID, planned: Sequence[CallCategoryIn], before: Mapping[UUID, Any]) -> None:
    kept = [one.id for one in planned if one.id]
    await db.execute("DELETE FROM award_category WHERE call = $1 AND id <> ALL($2)", call_id, kept)
    new: list[AwardCategory] = []
    for position, one in enumerate(planned):
        columns = _columns(position, one)
        if one.id in before:
            await AwardCategory.update(columns).where(AwardCategory.id == one.id)
        else:
            new.append(AwardCategory(id=new_id(), call=call_id, **columns))
    if new:
        await AwardCategory.insert(*new)


def _columns(position: int, one: CallCategoryIn) -> dict[Any, Any]:
    name = call_rules.in_one_line(one.name.text())
    prize = call_rules.in_one_line(one.prize.text())
    return {
        "position": position,
        "name_de": name.de,
        "name_en": name.en,
        "about_de": one.about.de.strip(),
        "about_en": one.about.en.strip(),
        "decided_by": one.decided_by.value,
        "chosen": one.chosen,
        "winners": one.winners,
        "prize_cents": one.prize_cents,
        "prize_de": prize.de,
        "prize_en": prize.en,
        "sponsor": one.sponsor,
        "sponsor_name": " ".join(one.sponsor_name.split()),
    }
