"""The rounds and entries of somebody who judges; known by the address they sign in with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.judging import criteria
from ehrenamtskarte.awards.judging.judging_schemas import (
    JudgedCategory,
    OwnEntryRow,
    OwnRoundOut,
    OwnRoundRow,
)
from ehrenamtskarte.awards.judging.jury_schemas import JuryCriterionOut
from ehrenamtskarte.awards.judging.scoring_rules import Days, Scale, ranking_is_open
from ehrenamtskarte.awards.rules import IN_THE_RUNNING, EntrantKind, JudgementStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, id_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

STATE_OFFICE = Text("Land Nordrhein-Westfalen", "State of North Rhine-Westphalia")
RUNNING = sorted(status.value for status in IN_THE_RUNNING)
# $1 is the person. Whoever was taken out of a round still finds what they judged in it.
_ROUNDS = (
    "SELECT r.id, r.call, r.name_de, r.name_en, r.first_day, r.last_day, r.assigned_at, r.closed_at, r.least_points,"
    " r.most_points, r.jurors_each, c.title_de, c.title_en, c.year, b.name AS office, j.id AS juror, j.name AS juror_name,"
    " n.* FROM juror j JOIN award_call c ON c.id = j.call AND c.status <> 'draft' JOIN jury_round r ON r.call = c.id"
    " LEFT JOIN issuing_body b ON b.id = c.issuing_body CROSS JOIN LATERAL ("
    "  SELECT count(*)::int AS entries, count(*) FILTER (WHERE g.status = 'done')::int AS done,"
    "  count(*) FILTER (WHERE g.status = 'recused')::int AS recused, count(*) FILTER (WHERE g.status = 'open')::int AS left,"
    "  count(*) FILTER (WHERE g.recusal = 'declared')::int AS declared"
    "  FROM judgement g JOIN award_entry e ON e.id = g.entry AND e.status = ANY($2::text[])"
    "  WHERE g.jury_round = r.id AND g.juror = j.id) n"
    " WHERE j.email = (SELECT lower(email) FROM person WHERE id = $1) AND (n.entries > 0"
    " OR EXISTS (SELECT FROM round_juror o WHERE o.jury_round = r.id AND o.juror = j.id))"
)
_ENTRIES = (
    " FROM judgement g JOIN award_entry e ON e.id = g.entry LEFT JOIN municipality m ON m.ags = e.municipality"
    " LEFT JOIN award_category k ON k.id = e.category WHERE g.jury_round = $1 AND g.juror = $2"
)
_MATCHING = (
    " AND e.sort_key LIKE ALL($3::text[]) AND ($4::text IS NULL OR g.status = $4)"
    " AND ($5::uuid IS NULL OR e.category = $5)"
)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A juror's place in a round."""

    juror: UUID
    juror_name: str
    round: UUID
    call: UUID
    year: int
    days: Days
    done: int
    unsettled: int
    """Entries that wait for a judgement, or would again were an own recusal taken back."""
    row: Any


class WantedEntries(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the own entries are looked for."""

    q: str = ""
    status: JudgementStatus | None = None
    category: UUID | None = None


async def seat(round_id: UUID, *, actor: Actor, lock: bool = False) -> Seat:
    """The actor's place in a round; locked so that nobody closes it or decides the call meanwhile. Raises NotFound."""
    if lock:
        # First the call, as whoever closes a round or decides does.
        await db.execute(
            "SELECT 1 FROM award_call WHERE id = (SELECT call FROM jury_round WHERE id = $1) FOR SHARE",
            round_id,
        )
        await db.execute("SELECT 1 FROM jury_round WHERE id = $1 FOR SHARE", round_id)
    row = await db.row(f"{_ROUNDS} AND r.id = $3", actor.person_id, RUNNING, round_id)
    if row is None:
        raise NotFound
    return Seat(
        juror=row["juror"],
        juror_name=row["juror_name"],
        round=row["id"],
        call=row["call"],
        year=row["year"],
        days=_days(row),
        done=row["done"],
        unsettled=row["left"] + row["declared"],
        row=row,
    )


async def rounds(*, actor: Actor, now: datetime, cursor: str | None = None) -> Page[OwnRoundRow]:
    """The rounds the actor judges in, the newest first. Raises UnknownCursor."""
    found = await db.rows(
        f"{_ROUNDS} AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4",
        actor.person_id, RUNNING, id_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = found[:PAGE_SIZE]
    following = cursor_of(str(items[-1]["id"])) if len(found) > PAGE_SIZE else None
    return Page([OwnRoundRow(**_told(row, now)) for row in items], next=following)


async def one_round(round_id: UUID, *, actor: Actor, now: datetime) -> OwnRoundOut:
    """A round with what is judged in it. Raises NotFound."""
    found = await seat(round_id, actor=actor)
    categories = await db.rows(
        f"SELECT DISTINCT k.id, k.name_de, k.name_en, k.position{_ENTRIES} AND k.id IS NOT NULL ORDER BY k.position, k.id",
        round_id, found.juror,
    )  # fmt: skip
    return OwnRoundOut(
        **_told(found.row, now),
        juror_name=found.juror_name,
        least_points=found.row["least_points"],
        most_points=found.row["most_points"],
        criteria=await criteria_of(round_id),
        categories=[JudgedCategory(row["id"], Text(row["name_de"], row["name_en"])) for row in categories],
        ranking_open=ranking_is_open(
            found.days.stage(now), done=found.done, unsettled=found.unsettled
        ),
        next_entry=await db.scalar(
            f"SELECT e.id{_ENTRIES} AND g.status = 'open' AND e.status = ANY($3::text[]) ORDER BY e.sort_key, e.id LIMIT 1",
            round_id, found.juror, RUNNING,
        ),
    )  # fmt: skip


async def entries(
    round_id: UUID, wanted: WantedEntries, *, actor: Actor, cursor: str | None = None
) -> Page[OwnEntryRow]:
    """The entries the actor got in a round, by name. Raises NotFound, UnknownCursor."""
    found = await seat(round_id, actor=actor)
    asked = (round_id, found.juror, every_word(wanted.q), wanted.status, wanted.category)
    rows = await db.rows(
        "SELECT e.id, e.number, e.name, e.title, e.kind, e.sort_key, e.status AS entry_status, g.status, g.weighted_points,"  # noqa: S608 - constants
        f" m.name AS town, k.name_de, k.name_en, (SELECT sum(weight) FROM jury_criterion WHERE jury_round = $1) AS weights"
        f"{_ENTRIES}{_MATCHING} AND ($6::text IS NULL OR (e.sort_key, e.id) > ($6, $7::uuid))"
        " ORDER BY e.sort_key, e.id LIMIT $8",
        *asked, *_after(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = rows[:PAGE_SIZE]
    following = cursor_of(items[-1]["sort_key"], str(items[-1]["id"])) if len(rows) > PAGE_SIZE else None
    total = await db.scalar(f"SELECT count(*){_ENTRIES}{_MATCHING}", *asked)
    return Page([_entry(row, found.year) for row in items], next=following, total=total)


async def criteria_of(round_id: UUID) -> list[JuryCriterionOut]:
    """What is judged in a round, in order."""
    return [criteria.shown(one) for one in await criteria.of_round(round_id)]


async def scale_of(round_id: UUID) -> Scale:
    """What points can be given in a round."""
    found = await db.row("SELECT least_points, most_points FROM jury_round WHERE id = $1", round_id)
    assert found is not None
    weights = await db.rows(
        "SELECT id, weight FROM jury_criterion WHERE jury_round = $1 ORDER BY position, id", round_id
    )
    return Scale(found["least_points"], found["most_points"], {row["id"]: row["weight"] for row in weights})


def category_name(row: Any) -> Text | None:
    """The name of the category joined as k, where there is one."""
    return None if row["name_de"] is None else Text(row["name_de"], row["name_en"])


def _days(row: Any) -> Days:
    return Days(
        first_day=row["first_day"],
        last_day=row["last_day"],
        assigned=row["assigned_at"] is not None,
        closed_at=row["closed_at"],
    )


def _told(row: Any, now: datetime) -> dict[str, Any]:
    days = _days(row)
    return {
        "id": row["id"],
        "call_title": Text(row["title_de"], row["title_en"]),
        "office_name": Text(row["office"], row["office"]) if row["office"] else STATE_OFFICE,
        "name": Text(row["name_de"], row["name_en"]),
        "stage": days.stage(now),
        "assigned": days.assigned,
        "first_day": days.first_day,
        "last_day": days.last_day,
        **{count: row[count] for count in ("entries", "done", "recused", "left")},
    }


def _after(cursor: str | None) -> tuple[str | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return values[0], UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


def _entry(row: Any, year: int) -> OwnEntryRow:
    weighted = row["weighted_points"]
    return OwnEntryRow(
        id=row["id"],
        receipt=receipt_number(year, row["number"]),
        name=row["name"],
        title=row["title"],
        kind=EntrantKind(row["kind"]),
        town=row["town"] or "",
        category=category_name(row),
        status=JudgementStatus(row["status"]),
        points=None if weighted is None else weighted / row["weights"],
        in_running=row["entry_status"] in RUNNING,
    )
