"""Lists that offices hand in: looked at first, corrected, taken over or put away."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.benefits.lists import gathering, taking
from ehrenamtskarte.benefits.lists.mapping import ColumnsMissing, Mapping
from ehrenamtskarte.benefits.lists.plan import Plan
from ehrenamtskarte.benefits.lists.reading import Reading, read_bounded
from ehrenamtskarte.benefits.lists.report import Layout, Report, as_csv
from ehrenamtskarte.benefits.lists.rows import Candidate
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import Conflict, FieldError, NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, id_of
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.regions.tables import IssuingBody

UPLOADS_PER_HOUR = 100
WAITING_DAYS = 30

Watch = Callable[[Iterable[Candidate]], Iterable[Candidate]]
"""Passes the rows on as they are planned, e.g. to show progress."""


class ListAlreadyTaken(Conflict):
    """Somebody else was faster."""

    de = "Diese Liste ist schon übernommen."
    en = "This list has already been taken over."


class ListDiscarded(Conflict):
    """It is gone."""

    de = "Diese Liste wurde weggelegt. Bitte laden Sie sie noch einmal hoch."
    en = "This list was put away. Please upload it again."


class ListChanged(Conflict):
    """What is taken over is what was shown."""

    de = "Jemand hat gerade geändert, wie die Liste gelesen wird. Bitte sehen Sie sie noch einmal an."
    en = "Somebody has just changed how the list is read. Please look at it again."


class NobodyThere(Conflict):
    """Offers are handed in by somebody."""

    de = "Diese Stelle hat noch keine Mitarbeitenden, in deren Namen die Liste übernommen werden kann."
    en = "This office has no staff yet in whose name the list could be taken over."


@dataclass(frozen=True)
class BenefitList:
    """A list with everything that is shown of it."""

    id: UUID
    file_name: str
    status: str
    handed_in_at: datetime
    taken_over_at: datetime | None
    layout: Layout
    report: Report


async def hand_in(
    office: UUID | None, file_name: str, content: bytes, *, actor: Actor, now: datetime
) -> BenefitList:
    """Read a list and keep it for a look; nothing is taken yet.

    Raises NotFound, SecondFactorNeeded, TooManyRequests and the refusals of `reading`.
    """
    policies.must_look_after(actor, office)
    await limit("benefit_list", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    reading = await read_bounded(content, clock.berlin_day(now))
    report = Report.of((await planned(office, reading, now=now)).rows)
    list_id = new_id()
    await db.execute(
        "INSERT INTO benefit_list (id, issuing_body, file_name, content, mapping, report, status, handed_in_by, handed_in_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)",
        list_id, office, _short(file_name), content, *_as_json(Layout.of(reading), report), actor.person_id, now,
    )  # fmt: skip
    return await one(office, list_id, actor=actor)


def _short(file_name: str) -> str:
    """The name alone, without folders and characters nobody can see."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[-200:] or "Liste"


def _as_json(*values: object) -> list[str]:
    return [msgspec.json.encode(value).decode() for value in values]


async def planned(
    office: UUID | None, reading: Reading, *, now: datetime, watch: Watch = iter, lock: bool = False
) -> Plan:
    """What taking a list over would do now; in a transaction that holds it until the end where `lock`."""
    ids = [candidate.id for candidate in reading.rows.candidates if candidate.id]
    known = await gathering.known(office, ids, lock=lock)
    plan = Plan(await gathering.register(), known, office, clock.berlin_day(now))
    # Thousands of rows take a second or more, in which others want their answers.
    await asyncio.to_thread(plan.add, watch(reading.rows.candidates), reading.rows.refused)
    return plan


async def one(office: UUID | None, list_id: UUID, *, actor: Actor) -> BenefitList:
    """One list with what its rows do. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    found = await db.row(
        "SELECT id, file_name, status, handed_in_at, taken_over_at, mapping, report FROM benefit_list"
        " WHERE id = $1 AND issuing_body IS NOT DISTINCT FROM $2",
        list_id,
        office,
    )
    if found is None:
        raise NotFound
    return BenefitList(
        found["id"],
        found["file_name"],
        found["status"],
        found["handed_in_at"],
        found["taken_over_at"],
        msgspec.json.decode(found["mapping"], type=Layout),
        msgspec.json.decode(found["report"], type=Report),
    )


async def of_office(
    office: UUID | None, *, actor: Actor, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """The lists of an office, the latest first. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    policies.must_look_after(actor, office)
    found = await db.rows(
        "SELECT id, file_name, status, handed_in_at, taken_over_at, coalesce((report->>'new')::int, 0) AS new,"
        " coalesce((report->>'updated')::int, 0) AS updated, coalesce((report->>'refused')::int, 0) AS refused"
        " FROM benefit_list WHERE issuing_body IS NOT DISTINCT FROM $1 AND ($2::uuid IS NULL OR id < $2)"
        " ORDER BY id DESC LIMIT $3",
        office, id_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = [dict(row) for row in found[:PAGE_SIZE]]
    return items, cursor_of(str(items[-1]["id"])) if len(found) > PAGE_SIZE else None


async def correct(
    office: UUID | None, list_id: UUID, mapping: dict[str, int], *, actor: Actor, now: datetime
) -> BenefitList:
    """Read a waiting list again with other columns.

    Raises NotFound, SecondFactorNeeded, ListAlreadyTaken, ListDiscarded, UnknownField, UnknownColumn.
    """
    content, _ = await _waiting(office, list_id, actor=actor)
    reading = await read_bounded(content, clock.berlin_day(now), mapping)
    report = Report.of((await planned(office, reading, now=now)).rows)
    async with db.transaction():
        await _waiting(office, list_id, actor=actor, lock=True)
        await db.execute(
            "UPDATE benefit_list SET mapping = $2, report = $3 WHERE id = $1",
            list_id,
            *_as_json(Layout.of(reading), report),
        )
    return await one(office, list_id, actor=actor)


async def _waiting(
    office: UUID | None, list_id: UUID, *, actor: Actor, lock: bool = False
) -> tuple[bytes, Layout]:
    """The bytes of a waiting list and how they are read."""
    policies.must_look_after(actor, office)
    found = await db.row(
        "SELECT status, content, mapping FROM benefit_list WHERE id = $1"  # noqa: S608 - constants
        f" AND issuing_body IS NOT DISTINCT FROM $2{' FOR UPDATE' if lock else ''}",
        list_id,
        office,
    )
    if found is None:
        raise NotFound
    if found["status"] == "taken":
        raise ListAlreadyTaken
    if found["status"] == "discarded":
        raise ListDiscarded
    return found["content"], msgspec.json.decode(found["mapping"], type=Layout)


async def accept(office: UUID | None, list_id: UUID, *, actor: Actor, now: datetime) -> BenefitList:
    """Take a waiting list over: new offers are added, known ones changed, none removed.

    Raises NotFound, SecondFactorNeeded, ListAlreadyTaken, ListDiscarded, ListChanged, ColumnsMissing, RegisteredMeanwhile.
    """
    content, layout = await _waiting(office, list_id, actor=actor)
    check_complete(layout.mapping)
    columns = {str(field): index for field, index in layout.mapping.columns.items()}
    reading = await read_bounded(content, clock.berlin_day(now), columns)
    async with db.transaction():
        _, now_read_as = await _waiting(office, list_id, actor=actor, lock=True)
        if now_read_as != layout:
            raise ListChanged
        await _take(office, list_id, reading, person_id=actor.person_id, actor_id=actor.person_id, now=now)
    return await one(office, list_id, actor=actor)


def check_complete(mapping: Mapping) -> None:
    """Raises ColumnsMissing, naming each field no column was found for."""
    if mapping.missing:
        text = ColumnsMissing().text
        raise ColumnsMissing(*(FieldError(f"mapping.{field}", text) for field in mapping.missing))


async def take_file(
    office: UUID | None, file_name: str, reading: Reading, *, now: datetime, watch: Watch = iter
) -> Report:
    """Take a list that an operator reads from a file, in the name of the office's first member.

    Raises NotFound, NobodyThere, RegisteredMeanwhile.
    """
    list_id = new_id()
    async with db.transaction():
        person_id = await somebody_of(office)
        await db.execute(
            "INSERT INTO benefit_list (id, issuing_body, file_name, content, mapping, report, status, handed_in_by, handed_in_at)"
            " VALUES ($1, $2, $3, '', $4, '{}', 'waiting', $5, $6)",
            list_id, office, _short(file_name), *_as_json(Layout.of(reading)), person_id, now,
        )  # fmt: skip
        return await _take(office, list_id, reading, person_id=person_id, actor_id=None, now=now, watch=watch)


async def somebody_of(office: UUID | None) -> UUID:
    """Who has worked at an office the longest. Raises NotFound, NobodyThere."""
    if office is not None and not await IssuingBody.exists().where(IssuingBody.id == office):
        raise NotFound
    role = Role.STATE_OFFICE if office is None else Role.CASE_WORKER
    person_id = await memberships.first_of(role, office)
    if person_id is None:
        raise NobodyThere
    return person_id


async def _take(
    office: UUID | None,
    list_id: UUID,
    reading: Reading,
    *,
    person_id: UUID,
    actor_id: UUID | None,
    now: datetime,
    watch: Watch = iter,
) -> Report:
    await taking.alone()
    plan = await planned(office, reading, now=now, watch=watch, lock=True)
    await taking.write(plan, actor_id=person_id, now=now)
    report = Report.of(plan.rows)
    await db.execute(
        "UPDATE benefit_list SET status = 'taken', content = '', taken_over_at = $2, mapping = $3, report = $4 WHERE id = $1",
        list_id,
        now,
        *_as_json(Layout.of(reading).without_values, report),
    )
    await audit.record(
        "benefit_list_taken",
        actor=actor_id,
        subject=list_id,
        tenant=office,
        new=report.new,
        updated=report.updated,
    )
    return report


async def discard(office: UUID | None, list_id: UUID, *, actor: Actor) -> None:
    """Put a waiting list away; what was read of it is forgotten.

    Raises NotFound, SecondFactorNeeded, ListAlreadyTaken, ListDiscarded.
    """
    async with db.transaction():
        await _waiting(office, list_id, actor=actor, lock=True)
        await db.execute(f"{_FORGET} id = $1", list_id)
        await audit.record("benefit_list_discarded", actor=actor.person_id, subject=list_id, tenant=office)


_FORGET = (
    "UPDATE benefit_list SET status = 'discarded', content = '', mapping = '{}', report = '{}'"
    " WHERE status = 'waiting' AND"
)


async def forget_old() -> None:
    """Put away what waits for a month."""
    await db.execute(f"{_FORGET} handed_in_at < now() - make_interval(days => $1)", WAITING_DAYS)


async def report_csv(office: UUID | None, list_id: UUID, *, actor: Actor, language: str) -> bytes:
    """The whole report as a file. Raises NotFound, SecondFactorNeeded."""
    return as_csv((await one(office, list_id, actor=actor)).report, language)
