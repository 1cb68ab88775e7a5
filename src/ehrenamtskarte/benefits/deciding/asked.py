"""Whom an office asked to take part, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import campaign_rules
from ehrenamtskarte.benefits.campaigns.campaign_rules import CompanyUnknown, TownUnknown
from ehrenamtskarte.benefits.office_schemas import AskedIn, AskedOut
from ehrenamtskarte.benefits.rules import AskedOutcome
from ehrenamtskarte.companies import offices, policies
from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.regions import service as regions


class AskedSort(StrEnum):
    """By name in German order, or the latest first."""

    NAME = "name"
    DATE = "date"


_ROW = (
    "SELECT k.id, k.company_name, k.municipality, m.name AS municipality_name, k.contact,"
    " trim(p.given_name || ' ' || p.family_name) AS asked_by, k.asked_on, k.outcome, k.note, k.company AS company_id,"
    " k.sort_key FROM asked k JOIN person p ON p.id = k.asked_by LEFT JOIN municipality m ON m.ags = k.municipality"
)
_MATCHES = (
    " WHERE {whose} AND ($2::text IS NULL OR k.outcome = $2)"
    " AND k.sort_key || ' ' || coalesce(m.sort_key, '') LIKE ALL($3::text[])"
)
_WHOSE = {True: "$1::uuid IS NULL AND k.issuing_body IS NULL", False: "k.issuing_body = $1"}
"""For the state office, and for the others."""
_HEADER = {
    "de": (
        "Unternehmen",
        "Kommune",
        "Ansprechperson",
        "Angefragt von",
        "Angefragt am",
        "Ergebnis",
        "Notiz",
    ),
    "en": ("Company", "Municipality", "Contact", "Asked by", "Asked on", "Outcome", "Note"),
}
_OUTCOMES = {
    AskedOutcome.OPEN: ("offen", "open"),
    AskedOutcome.INTERESTED: ("interessiert", "interested"),
    AskedOutcome.JOINED: ("macht mit", "joined"),
    AskedOutcome.DECLINED: ("abgelehnt", "declined"),
    AskedOutcome.NO_ANSWER: ("keine Antwort", "no answer"),
}


async def of_office(
    office: UUID | None,
    *,
    actor: Actor,
    outcome: AskedOutcome | None = None,
    q: str = "",
    sort: AskedSort = AskedSort.NAME,
    cursor: str | None = None,
) -> Page[AskedOut]:
    """An office's own list. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    policies.must_look_after(actor, office)
    if sort is AskedSort.NAME:
        after = "($4::text IS NULL OR (k.sort_key, k.id) > ($4, $5::uuid)) ORDER BY k.sort_key, k.id"
    else:
        after = (
            "($4::date IS NULL OR (k.asked_on, k.id) < ($4, $5::uuid)) ORDER BY k.asked_on DESC, k.id DESC"
        )
    wanted = (office, outcome, every_word(q))
    matches = _MATCHES.format(whose=_WHOSE[office is None])
    found = await db.rows(
        f"{_ROW}{matches} AND {after} LIMIT $6", *wanted, *_after(cursor, sort), PAGE_SIZE + 1
    )
    total = await db.scalar(
        f"SELECT count(*) FROM asked k LEFT JOIN municipality m ON m.ags = k.municipality{matches}",  # noqa: S608 - constants
        *wanted,
    )
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return Page(
        [_out(row) for row in found[:PAGE_SIZE]], next=_cursor(last, sort) if last else None, total=total
    )


def _cursor(last: Any, sort: AskedSort) -> str:
    return cursor_of(
        last["sort_key"] if sort is AskedSort.NAME else last["asked_on"].isoformat(), str(last["id"])
    )


def _after(cursor: str | None, sort: AskedSort) -> tuple[str | date | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return values[0] if sort is AskedSort.NAME else date.fromisoformat(values[0]), UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


def _out(row: Any) -> AskedOut:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return AskedOut(**fields | {"outcome": AskedOutcome(fields["outcome"])})


async def as_file(
    office: UUID | None,
    *,
    actor: Actor,
    outcome: AskedOutcome | None = None,
    q: str = "",
    language: str = "de",
) -> bytes:
    """The whole list as CSV, by name. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    matches = _MATCHES.format(whose=_WHOSE[office is None])
    found = await db.rows(f"{_ROW}{matches} ORDER BY k.sort_key, k.id", office, outcome, every_word(q))
    return csv_of([_HEADER[language], *(_line(row, language) for row in found)])


def _line(row: Any, language: str) -> Sequence[str]:
    german, english = _OUTCOMES[AskedOutcome(row["outcome"])]
    return (
        row["company_name"],
        row["municipality_name"] or "",
        row["contact"],
        row["asked_by"],
        f"{row['asked_on']:%d.%m.%Y}" if language == "de" else row["asked_on"].isoformat(),
        german if language == "de" else english,
        row["note"],
    )


async def add(office: UUID | None, wanted: AskedIn, *, actor: Actor, now: datetime) -> AskedOut:
    """Note that a company was asked.

    Raises NotFound, SecondFactorNeeded, CompanyNameMissing, DayToCome, TownUnknown, CompanyUnknown.
    """
    policies.must_look_after(actor, office)
    values = await _checked(office, wanted, now)
    asked_id = new_id()
    async with db.transaction():
        await db.execute(
            "INSERT INTO asked (id, issuing_body, company_name, sort_key, municipality, contact, asked_on, outcome, note,"
            " company, changed_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            asked_id, office, *values, actor.person_id,
        )  # fmt: skip
        await _record("asked_added", asked_id, office, actor)
        return await _one(asked_id)


async def change(
    office: UUID | None, asked_id: UUID, wanted: AskedIn, *, actor: Actor, now: datetime
) -> AskedOut:
    """Change an entry; who asked stays.

    Raises NotFound, SecondFactorNeeded, CompanyNameMissing, DayToCome, TownUnknown, CompanyUnknown.
    """
    policies.must_look_after(actor, office)
    async with db.transaction():
        await _lock(office, asked_id)
        await db.execute(
            "UPDATE asked SET company_name = $2, sort_key = $3, municipality = $4, contact = $5, asked_on = $6,"
            " outcome = $7, note = $8, company = $9, changed_at = $10 WHERE id = $1",
            asked_id, *await _checked(office, wanted, now),
        )  # fmt: skip
        await _record("asked_changed", asked_id, office, actor, outcome=wanted.outcome)
        return await _one(asked_id)


async def remove(office: UUID | None, asked_id: UUID, *, actor: Actor) -> None:
    """Remove an entry. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    async with db.transaction():
        await _lock(office, asked_id)
        await db.execute("DELETE FROM asked WHERE id = $1", asked_id)
        await _record("asked_removed", asked_id, office, actor)


async def _lock(office: UUID | None, asked_id: UUID) -> None:
    if not await db.rows(
        "SELECT 1 FROM asked WHERE id = $1 AND issuing_body IS NOT DISTINCT FROM $2::uuid FOR UPDATE",
        asked_id,
        office,
    ):
        raise NotFound


async def _record(action: str, asked_id: UUID, office: UUID | None, actor: Actor, **facts: object) -> None:
    await audit.record(action, actor=actor.person_id, subject=asked_id, tenant=office, **facts)


async def _one(asked_id: UUID) -> AskedOut:
    return _out(await db.row(f"{_ROW} WHERE k.id = $1", asked_id))


async def _checked(office: UUID | None, wanted: AskedIn, now: datetime) -> tuple[object, ...]:
    """The columns from the name on, without who asked."""
    name = wanted.company_name.strip()
    campaign_rules.check_asked(name, wanted.asked_on, berlin_day(now))
    if wanted.municipality and not await regions.municipalities([wanted.municipality]):
        raise TownUnknown(field="municipality")
    if wanted.company_id:
        await _must_be_its_company(office, wanted.company_id)
    return (
        name,
        key_of(name),
        wanted.municipality,
        wanted.contact.strip(),
        wanted.asked_on,
        wanted.outcome,
        wanted.note.strip(),
        wanted.company_id,
        now,
    )


async def _must_be_its_company(office: UUID | None, company_id: UUID) -> None:
    try:
        theirs = await offices.office_of(await offices.company(company_id)) == office
    except NotFound:
        theirs = False
    if not theirs:
        raise CompanyUnknown(field="companyId")
