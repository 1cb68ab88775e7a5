"""What waits for an organisation: people with their entries, added up, with hints at what to look at.

Everything about one inbox comes from one statement, so that its numbers agree with each other.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.hours import policies
from ehrenamtskarte.hours.listing import after_day
from ehrenamtskarte.hours.rules import LONG_DAY_MINUTES, Hint

MOST_TASKS = 4
"""Different tasks named for one person; the most frequent ones."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words of a name or a task, the days on which work began, only people with a hint."""

    q: str = ""
    first_day: date | None = None
    last_day: date | None = None
    hint: Hint | None = None
    hinted: bool = False
    people: tuple[UUID, ...] | None = None


class HintCount(msgspec.Struct):
    """How many of somebody's entries carry a hint."""

    kind: Hint
    count: int


class WaitingPerson(msgspec.Struct, rename="camel"):
    """Somebody with entries that wait; `own` says that it is the reader, who cannot decide on them."""

    person_id: UUID
    name: str
    tasks: list[str]
    entries: int
    minutes: int
    first_on: date
    last_on: date
    hints: list[HintCount]
    own: bool


class Totals(msgspec.Struct, rename="camel"):
    """All that waits and fits what is looked for, on every page of it."""

    people: int
    entries: int
    minutes: int
    hinted: int
    own_entries: int


class WaitingMonth(msgspec.Struct, rename="camel"):
    """What waits for one month (`2026-11`), by the day the work began."""

    month: str
    minutes: int


class LastImport(msgspec.Struct, rename="camel"):
    """The list that was taken over last."""

    id: UUID
    file_name: str
    taken_at: datetime
    taken: int
    refused: int


class Inbox(msgspec.Struct, rename="camel"):
    """One page of people in the order of their names, and the sums of all of them."""

    people: list[WaitingPerson]
    next: str | None
    totals: Totals
    months: list[WaitingMonth]
    last_import: LastImport | None


# Overlaps and long days are judged among all entries of the time, confirmed ones included. Written so that it stays
# fast right after an import, when the database has no statistics yet: sets are hashed, not joined, where they may grow.
_FOUND = f"""
WITH entry AS MATERIALIZED (
    SELECT id, person, status, kind, starts_on, ends_on, minutes, task,
    starts_on + from_time AS starts, starts_on + from_time + minutes * interval '1 minute' AS ends,
    CASE WHEN kind <> 'on_call' THEN minutes / greatest(1, ends_on - starts_on) ELSE 0 END AS worked_a_day
    FROM hour_record WHERE organisation = $1 AND status IN ('submitted', 'confirmed')
    AND ($6::uuid[] IS NULL OR person = ANY($6)) AND starts_on BETWEEN
    (SELECT min(starts_on) - 1 FROM hour_record WHERE organisation = $1 AND status = 'submitted') AND
    (SELECT max(ends_on) FROM hour_record WHERE organisation = $1 AND status = 'submitted')
), long_day AS (
    SELECT person, starts_on FROM entry GROUP BY person, starts_on HAVING sum(worked_a_day) > {LONG_DAY_MINUTES}
), judged AS (
    SELECT *, coalesce(starts < max(ends) OVER before, false) OR coalesce(lead(starts) OVER in_order < ends, false) AS overlap,
    worked_a_day > 0 AND coalesce((person, starts_on) IN (SELECT person, starts_on FROM long_day), false) AS long_day,
    kind = 'on_call' AS on_call
    FROM entry WINDOW in_order AS (PARTITION BY person ORDER BY starts, id),
    before AS (PARTITION BY person ORDER BY starts, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), found AS MATERIALIZED (
    SELECT * FROM judged
    WHERE status = 'submitted' AND ($4::date IS NULL OR starts_on >= $4) AND ($5::date IS NULL OR starts_on <= $5)
    AND ($2 = '' OR position(lower($2) IN lower(task)) > 0 OR coalesce(person IN
        (SELECT person FROM member WHERE organisation = $1 AND sort_key LIKE ALL($3::text[])), false))
), summed AS MATERIALIZED (
    SELECT person, count(*) AS entries, sum(minutes) AS minutes,
    min(starts_on) AS first_on, max(ends_on) AS last_on, count(*) FILTER (WHERE overlap) AS overlap,
    count(*) FILTER (WHERE long_day) AS long_day, count(*) FILTER (WHERE on_call) AS on_call
    FROM found GROUP BY person
), hinted AS MATERIALIZED (
    SELECT * FROM summed WHERE CASE $7 WHEN '' THEN true WHEN 'any' THEN overlap + long_day + on_call > 0
    WHEN 'overlap' THEN overlap > 0 WHEN 'long_day' THEN long_day > 0 ELSE on_call > 0 END
)
"""  # noqa: S608 - a number of ours

_PEOPLE = f"{_FOUND} SELECT person FROM hinted"  # noqa: S608 - a number of ours

_INBOX = f"""
{_FOUND}, page AS MATERIALIZED (
    SELECT h.*, coalesce(m.sort_key, '') AS sort_key,
    coalesce(trim(m.given_name || ' ' || m.family_name), '') AS name
    FROM hinted h LEFT JOIN member m ON m.organisation = $1 AND m.person = h.person
    WHERE $8::text IS NULL OR (coalesce(m.sort_key, ''), h.person) > ($8, $9::uuid)
    ORDER BY coalesce(m.sort_key, ''), h.person LIMIT {PAGE_SIZE + 1}
), task AS MATERIALIZED (
    SELECT person, task, row_number() OVER (PARTITION BY person ORDER BY count(*) DESC, task) AS place
    FROM found WHERE task <> '' AND coalesce(person IN (SELECT person FROM page), false) GROUP BY person, task
)
SELECT
(SELECT coalesce(json_agg(json_build_object('sortKey', p.sort_key, 'personId', p.person, 'name', p.name,
    'tasks', array(SELECT task FROM task t WHERE t.person = p.person AND place <= {MOST_TASKS} ORDER BY place),
    'entries', p.entries, 'minutes', p.minutes, 'firstOn', p.first_on, 'lastOn', p.last_on, 'own', p.person = $10,
    'overlap', p.overlap, 'long_day', p.long_day, 'on_call', p.on_call) ORDER BY p.sort_key, p.person), '[]') FROM page p)
AS people,
(SELECT json_build_object('people', count(*), 'entries', coalesce(sum(entries), 0), 'minutes', coalesce(sum(minutes), 0),
    'hinted', (SELECT count(*) FROM summed WHERE overlap + long_day + on_call > 0),
    'ownEntries', coalesce(sum(entries) FILTER (WHERE person = $10), 0)) FROM hinted)
AS totals,
(SELECT coalesce(json_agg(json_build_object('month', to_char(month, 'YYYY-MM'), 'minutes', minutes) ORDER BY month), '[]')
    FROM (SELECT date_trunc('month', starts_on::timestamp) AS month, sum(minutes) AS minutes
    FROM found WHERE coalesce(person IN (SELECT person FROM hinted), false) GROUP BY 1) months)
AS months
"""  # noqa: S608 - numbers of ours

_LAST_IMPORT = """
SELECT id, file_name, taken_at, (report->>'taken')::int AS taken, (report->>'refused')::int AS refused
FROM hours_import WHERE organisation = $1 AND status = 'taken' ORDER BY taken_at DESC LIMIT 1
"""

_ENTRIES = f"""
{_FOUND} SELECT h.id, h.kind, h.starts_on, h.ends_on, to_char(h.from_time, 'HH24:MI') AS from_time,
to_char(h.until_time, 'HH24:MI') AS until_time, h.minutes, h.task, h.note, h.submitted_at, h.hours_import AS import_id,
f.overlap, f.long_day, f.on_call FROM hour_record h JOIN (
    SELECT id, overlap, long_day, on_call FROM found WHERE $8::date IS NULL OR (starts_on, id) > ($8, $9::uuid)
    ORDER BY starts_on, id LIMIT {PAGE_SIZE + 1}
) f USING (id) ORDER BY h.starts_on, h.id
"""  # noqa: S608 - numbers of ours


class _Row(msgspec.Struct, rename="camel"):
    sort_key: str
    person_id: UUID
    name: str
    tasks: list[str]
    entries: int
    minutes: int
    first_on: date
    last_on: date
    own: bool
    overlap: int = msgspec.field(name="overlap")
    long_day: int = msgspec.field(name="long_day")
    on_call: int = msgspec.field(name="on_call")

    def person(self) -> WaitingPerson:
        counts = [HintCount(hint, getattr(self, hint)) for hint in Hint]
        shared = {name: getattr(self, name) for name in WaitingPerson.__struct_fields__ if name != "hints"}
        return WaitingPerson(**shared, hints=[hint for hint in counts if hint.count])


async def read(organisation_id: UUID, wanted: Wanted, *, actor: Actor, cursor: str | None = None) -> Inbox:
    """One page of the inbox. Raises NotFound, UnknownCursor."""
    policies.must_act_for(actor, organisation_id)
    after = _after_person(cursor)
    found = await db.row(_INBOX, organisation_id, *_values(wanted), *after, actor.person_id)
    assert found is not None
    people = msgspec.json.decode(found["people"], type=list[_Row])
    last = people[PAGE_SIZE - 1] if len(people) > PAGE_SIZE else None
    taken = await db.row(_LAST_IMPORT, organisation_id)
    return Inbox(
        people=[row.person() for row in people[:PAGE_SIZE]],
        next=cursor_of(last.sort_key, str(last.person_id)) if last else None,
        totals=msgspec.json.decode(found["totals"], type=Totals),
        months=msgspec.json.decode(found["months"], type=list[WaitingMonth]),
        last_import=LastImport(**taken) if taken else None,
    )


async def entries(
    organisation_id: UUID, person_id: UUID, wanted: Wanted, *, actor: Actor, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """One person's entries that wait, oldest first, with the hints of each. Raises NotFound, UnknownCursor."""
    policies.must_act_for(actor, organisation_id)
    one = replace(wanted, people=(person_id,))
    found = [dict(r) for r in await db.rows(_ENTRIES, organisation_id, *_values(one), *after_day(cursor))]
    for row in found:
        row["hints"] = [hint for hint in Hint if row.pop(hint)]
    if len(found) <= PAGE_SIZE:
        return found, None
    last = found[PAGE_SIZE - 1]
    return found[:PAGE_SIZE], cursor_of(last["starts_on"].isoformat(), str(last["id"]))


async def people(organisation_id: UUID, wanted: Wanted) -> list[UUID]:
    """Everybody the inbox shows, on all its pages."""
    found = await db.rows(_PEOPLE, organisation_id, *_values(wanted))
    return [row["person"] for row in found]


def words_like(q: str) -> list[str]:
    """Patterns that all have to fit the sort key of a name; something nobody is called where no letter was typed."""
    return [f"%{word}%" for word in sort_key(q).split()] or ["no letters"]


def _values(wanted: Wanted) -> tuple[object, ...]:
    hint = wanted.hint or ("any" if wanted.hinted else "")
    q = wanted.q.strip()
    return q, words_like(q), wanted.first_day, wanted.last_day, wanted.people, hint


def _after_person(cursor: str | None) -> tuple[str | None, UUID | None]:
    values = values_of(cursor, 2)
    try:
        return (values[0], UUID(values[1])) if values else (None, None)
    except ValueError:
        raise UnknownCursor from None
