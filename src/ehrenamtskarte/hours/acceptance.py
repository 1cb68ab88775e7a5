"""Taking a list over: people are enrolled, rows become entries, all of it or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.hours import imports, rules
from ehrenamtskarte.hours.imports import ImportReport, Layout, Outcome
from ehrenamtskarte.hours.lists.read import Reading
from ehrenamtskarte.hours.lists.rows import HourEntry
from ehrenamtskarte.organisations import registration, roster
from ehrenamtskarte.organisations.rules import RosterEntry, who

LONGEST_NUMBER = 40

Watch = Callable[[Iterable[HourEntry]], Iterable[HourEntry]]
"""Passes the entries on as they are written, e.g. to show progress."""


async def accept(import_id: UUID, *, actor: Actor, now: datetime) -> Outcome:
    """Take a waiting list over as it was last shown.

    Raises NotFound, OrganisationNotApproved, ColumnsMissing, ImportAlreadyTaken, ImportDiscarded, ImportChanged.
    """
    waiting = await imports.waiting_content(import_id, actor=actor)
    check_complete(waiting.layout)
    reading = await imports.read_content(waiting.content, now=now, chosen=waiting.layout.chosen)
    async with db.transaction():
        layout = await imports.locked(import_id)
        if layout != waiting.layout:
            raise rules.ImportChanged
        outcome = await take(
            waiting.organisation_id, reading, import_id=import_id, recorded_by=actor.person_id, now=now
        )
        await _keep_report(import_id, layout, reading, outcome, now)
        await audit.record(
            "hours_import_taken",
            actor=actor.person_id,
            subject=import_id,
            tenant=waiting.organisation_id,
            taken=outcome.taken,
            people=outcome.people,
        )
    return outcome


async def take_file(
    organisation_id: UUID,
    file_name: str,
    digest: bytes,
    reading: Reading,
    *,
    now: datetime,
    watch: Watch = iter,
) -> Outcome:
    """Take a list that an operator reads from a file, in the name of whoever registered the organisation.

    Raises NotFound, OrganisationNotApproved.
    """
    import_id = new_id()
    async with db.transaction():
        organisation = await registration.approved(organisation_id)
        await db.execute(
            "INSERT INTO hours_import (id, organisation, file_name, content_hash, status, created_by, created_at)"
            " VALUES ($1, $2, $3, $4, 'taken', $5, $6)",
            import_id, organisation_id, file_name[-200:], digest, organisation.registered_by, now,
        )  # fmt: skip
        outcome = await take(
            organisation_id,
            reading,
            import_id=import_id,
            recorded_by=organisation.registered_by,
            now=now,
            watch=watch,
        )
        await _keep_report(import_id, Layout.of(reading), reading, outcome, now)
        await audit.record("hours_import_taken", actor=None, subject=import_id, tenant=organisation_id)
    return outcome


def check_complete(layout: Layout) -> None:
    """Raises ColumnsMissing, naming each field no column was found for."""
    missing = layout.mapping.missing
    if missing:
        text = rules.ColumnsMissing().text
        raise rules.ColumnsMissing(*(FieldError(f"columns.{field}", text) for field in missing))


async def take(
    organisation_id: UUID,
    reading: Reading,
    *,
    import_id: UUID,
    recorded_by: UUID,
    now: datetime,
    watch: Watch = iter,
) -> Outcome:
    """Enrol the people of a list and add the entries that are not there yet, in the current transaction.

    Raises NotFound, OrganisationNotApproved.
    """
    await registration.approved(organisation_id)
    before = await _on_roster(organisation_id)
    people = await _enrol(organisation_id, reading.entries, now)
    arriving = ((entry, people[_key(entry)]) for entry in watch(reading.entries))
    taken = await _insert(organisation_id, arriving, import_id, recorded_by, now)
    everybody = set(people.values())
    return Outcome(
        taken=taken,
        already_there=len(reading.entries) - taken,
        refused=len(reading.refused),
        people=len(everybody),
        new_people=len(everybody - before),
        without_mail=await _without_mail(everybody),
    )


async def _on_roster(organisation_id: UUID) -> set[UUID]:
    found = await db.rows("SELECT person FROM member WHERE organisation = $1", organisation_id)
    return {row["person"] for row in found}


async def _without_mail(people: set[UUID]) -> int:
    count: int = await db.scalar(
        "SELECT count(*) FROM person WHERE id = ANY($1) AND email IS NULL", list(people)
    )
    return count


ListedPerson = tuple[str, str]
"""How one of the list's people is told apart from the others."""


async def _enrol(
    organisation_id: UUID, entries: Sequence[HourEntry], now: datetime
) -> dict[ListedPerson, UUID]:
    """The person behind each of the list's people."""
    named = await _names_of_numbers(organisation_id)
    whom: dict[ListedPerson, tuple[str, ...]] = {}
    wanted: dict[tuple[str, ...], RosterEntry] = {}
    for entry in entries:
        key = _key(entry)
        if key in whom and (wanted[whom[key]].email or not entry.email):
            continue
        new = _roster_entry(entry, named)
        whom[key] = who(new)
        wanted[whom[key]] = _completed(wanted.get(whom[key], new), new)
    enrolled = await roster.enrol(organisation_id, list(wanted.values()), now=now)
    people = dict(zip(wanted, enrolled.people, strict=True))
    return {key: people[identity] for key, identity in whom.items()}


def _completed(first: RosterEntry, later: RosterEntry) -> RosterEntry:
    """The first row of somebody, with what only later rows tell."""
    return replace(first, email=first.email or later.email, birth_date=first.birth_date or later.birth_date)


def _key(entry: HourEntry) -> ListedPerson:
    """One of the list's people; a number that two names share does not make them one."""
    return entry.who, f"{entry.given_name}\x1f{entry.family_name}" if entry.number else ""


async def _names_of_numbers(organisation_id: UUID) -> dict[str, tuple[str, str]]:
    """Who has which number on the roster; the list's own people are added as they come."""
    found = await db.rows(
        "SELECT number, given_name, family_name FROM member WHERE organisation = $1 AND number <> ''",
        organisation_id,
    )
    return {row["number"].casefold(): (row["given_name"], row["family_name"]) for row in found}


def _roster_entry(entry: HourEntry, named: dict[str, tuple[str, str]]) -> RosterEntry:
    """The entry for the roster, without its number where somebody else has that."""
    number = entry.number if len(entry.number) <= LONGEST_NUMBER else ""
    if number:
        name = (entry.given_name, entry.family_name)
        if not _may_be_one(named.setdefault(number.casefold(), name), name):
            number = ""
    return RosterEntry(entry.given_name, entry.family_name, number, entry.birth_date, entry.email)


def _may_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names can belong to one person: one of their parts is the same, as after a marriage or a slip."""
    return any(a and sort_key(a) == sort_key(b) for a, b in zip(one, other, strict=True))


_COLUMNS = (
    "id uuid, person uuid, kind text, starts_on date, ends_on date, from_time time, until_time time, minutes int,"
    " task text, note text, fingerprint bytea"
)
_NAMES = [column.split()[0] for column in _COLUMNS.split(",")]
_ADD = (
    f"INSERT INTO hour_record ({', '.join(_NAMES)}, organisation, hours_import, recorded_by, submitted_at, status, reason)"  # noqa: S608 - ours
    f" SELECT {', '.join(_NAMES)}, $1, $2, $3, $4, 'submitted', '' FROM arriving_hours a"
    # What was rejected or withdrawn once does not come back with the next list.
    " WHERE NOT EXISTS (SELECT 1 FROM hour_record h WHERE h.organisation = $1 AND h.person = a.person"
    " AND h.fingerprint = a.fingerprint AND h.status IN ('rejected', 'withdrawn'))"
    " ON CONFLICT (organisation, person, fingerprint) WHERE status IN ('submitted', 'confirmed') DO NOTHING"
)


async def _insert(
    organisation_id: UUID,
    arriving: Iterable[tuple[HourEntry, UUID]],
    import_id: UUID,
    recorded_by: UUID,
    now: datetime,
) -> int:
    """How many entries are new."""
    await db.execute(f"CREATE TEMP TABLE IF NOT EXISTS arriving_hours ({_COLUMNS}) ON COMMIT DROP")
    await db.execute("TRUNCATE arriving_hours")
    await db.copy(
        "arriving_hours",
        _NAMES,
        (
            (
                new_id(),
                person,
                entry.kind,
                entry.starts_on,
                entry.ends_on,
                entry.from_time,
                entry.until_time,
                entry.minutes,
                entry.task,
                entry.note,
                rules.fingerprint(entry.worked),
            )
            for entry, person in arriving
        ),
    )
    return await db.execute(_ADD, organisation_id, import_id, recorded_by, now)


async def _keep_report(
    import_id: UUID, layout: Layout, reading: Reading, outcome: Outcome, now: datetime
) -> None:
    report = ImportReport(reading.report, outcome.refused, outcome.taken, outcome)
    await db.execute(
        "UPDATE hours_import SET status = 'taken', content = NULL, taken_at = $2, layout = $3, report = $4, refused = $5"
        " WHERE id = $1",
        import_id,
        now,
        *imports.as_json(layout.without_people, report, reading.refused),
    )
