"""What holders report about offers: a case for the office, which answers and closes it without learning a name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import campaign_rules
from ehrenamtskarte.benefits.campaigns.campaign_rules import (
    AlreadyReported,
    AnswerMissing,
    ReportAlreadyClosed,
    VenueElsewhere,
)
from ehrenamtskarte.benefits.events import ReportClosed, ReportFiled
from ehrenamtskarte.benefits.holders import holding
from ehrenamtskarte.benefits.office_schemas import ReportRow
from ehrenamtskarte.benefits.rules import ReportKind
from ehrenamtskarte.benefits.schemas import ReportMine
from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.offices import WITH_AREA, looked_after_by
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

MOST_SHOWN = 200

_WITH_OFFICE = f" JOIN benefit b ON b.id = r.benefit JOIN company c ON c.id = b.company{WITH_AREA}"
_ROW = (
    "SELECT r.id, r.benefit AS benefit_id, b.title_de, b.title_en, c.id AS company_id, c.name AS company_name,"  # noqa: S608 - constants
    " c.contact_name, c.contact_email, c.contact_phone, coalesce(v.name, '') AS venue_name, r.kind, r.happened_on, r.text,"
    " r.reported_at, r.answer, r.closed_at, (SELECT count(*) FROM benefit_report o WHERE o.benefit = r.benefit"
    f" AND o.closed_at IS NULL) AS open_reports_of_benefit FROM benefit_report r{_WITH_OFFICE}"
    " LEFT JOIN venue v ON v.id = r.venue"
)


@dataclass(frozen=True)
class Report:
    """What somebody reports."""

    kind: ReportKind
    venue: UUID | None = None
    happened_on: date | None = None
    text: str = ""


async def file(benefit_id: UUID, report: Report, *, actor: Actor, now: datetime) -> ReportMine:
    """Report something about an offer that is or was public, as a holder of a card.

    Raises NotFound, CardNeeded, WordsMissing, DayImpossible, VenueElsewhere, AlreadyReported, TooManyRequests.
    """
    today, text = berlin_day(now), report.text.strip()
    company = await _company_of_published(benefit_id)
    await holding.must_hold_card(actor, today=today)
    campaign_rules.check_report(report.kind, text, report.happened_on, today)
    await limit("benefit-report", str(actor.person_id), times=10, seconds=86_400)
    async with db.transaction():
        await holding.lock_person(actor)
        if report.venue and not await db.scalar(
            "SELECT EXISTS (SELECT FROM venue WHERE id = $1 AND company = $2)", report.venue, company
        ):
            raise VenueElsewhere(field="venueId")
        if await db.scalar(
            "SELECT EXISTS (SELECT FROM benefit_report WHERE benefit = $1 AND person = $2 AND closed_at IS NULL)",
            benefit_id,
            actor.person_id,
        ):
            raise AlreadyReported
        report_id = new_id()
        await db.execute(
            "INSERT INTO benefit_report (id, benefit, venue, person, kind, happened_on, text, reported_at, answer)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')",
            report_id, benefit_id, report.venue, actor.person_id, report.kind, report.happened_on, text, now,
        )  # fmt: skip
        await publish(ReportFiled(report_id=report_id))
    return (await _of_person(actor, report_id))[0]


async def _company_of_published(benefit_id: UUID) -> UUID:
    """Whose offer it is; one that nobody ever saw is not there. Raises NotFound."""
    company: UUID | None = await db.scalar(
        "SELECT company FROM benefit WHERE id = $1 AND published_at IS NOT NULL", benefit_id
    )
    if company is None:
        raise NotFound
    return company


async def mine(actor: Actor) -> list[ReportMine]:
    """What one reported and what the office answered, the latest first."""
    return await _of_person(actor)


async def _of_person(actor: Actor, report: UUID | None = None) -> list[ReportMine]:
    found = await db.rows(
        "SELECT r.id, r.benefit AS benefit_id, b.title_de, b.title_en, c.name AS company_name, r.kind, r.reported_at,"
        " r.answer, r.closed_at FROM benefit_report r JOIN benefit b ON b.id = r.benefit JOIN company c ON c.id = b.company"
        " WHERE r.person = $1 AND ($2::uuid IS NULL OR r.id = $2) ORDER BY r.reported_at DESC, r.id DESC LIMIT $3",
        actor.person_id, report, MOST_SHOWN,
    )  # fmt: skip
    return [ReportMine(**_with_title(row)) for row in found]


def _with_title(row: Any) -> dict[str, Any]:
    fields = dict(row)
    fields["benefit_title"] = Text(fields.pop("title_de"), fields.pop("title_en"))
    fields["kind"] = ReportKind(fields["kind"])
    return fields


async def of_office(
    office: UUID | None, *, actor: Actor, closed: bool = False, q: str = "", cursor: str | None = None
) -> Page[ReportRow]:
    """Reports about offers of an office's companies, the oldest first; those that are closed, the latest first.

    Raises NotFound, SecondFactorNeeded, UnknownCursor.
    """
    policies.must_look_after(actor, office)
    matches = (
        f"{looked_after_by(office)} AND r.closed_at IS {'NOT NULL' if closed else 'NULL'}"
        " AND c.sort_key || ' ' || b.sort_key LIKE ALL($2::text[])"
    )
    after, way = ("<", "DESC") if closed else (">", "ASC")
    found = await db.rows(
        f"{_ROW} WHERE {matches} AND ($3::timestamptz IS NULL OR (r.reported_at, r.id) {after} ($3, $4::uuid))"
        f" ORDER BY r.reported_at {way}, r.id {way} LIMIT $5",
        office, every_word(q), *_after(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(
        f"SELECT count(*) FROM benefit_report r{_WITH_OFFICE} WHERE {matches}",  # noqa: S608 - constants
        office,
        every_word(q),
    )
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return Page(
        [ReportRow(**_with_title(row)) for row in found[:PAGE_SIZE]],
        next=cursor_of(last["reported_at"].isoformat(), str(last["id"])) if last else None,
        total=total,
    )


def _after(cursor: str | None) -> tuple[datetime | None, UUID | None]:
    values = values_of(cursor, 2)
    try:
        return (_moment(values[0]), UUID(values[1])) if values else (None, None)
    except ValueError:
        raise UnknownCursor from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise UnknownCursor
    return moment


async def answer(
    office: UUID | None, report_id: UUID, words: str, *, actor: Actor, now: datetime
) -> ReportRow:
    """Answer a report and close it; the holder gets a mail.

    Raises NotFound, SecondFactorNeeded, AnswerMissing, ReportAlreadyClosed.
    """
    policies.must_look_after(actor, office)
    async with db.transaction():
        found = await db.row(
            f"SELECT r.closed_at FROM benefit_report r{_WITH_OFFICE}"  # noqa: S608 - constants
            f" WHERE r.id = $2 AND {looked_after_by(office)} FOR UPDATE OF r",
            office,
            report_id,
        )
        if found is None:
            raise NotFound
        if not words.strip():
            raise AnswerMissing(field="answer")
        if found["closed_at"]:
            raise ReportAlreadyClosed
        await db.execute(
            "UPDATE benefit_report SET answer = $2, closed_by = $3, closed_at = $4 WHERE id = $1",
            report_id, words.strip(), actor.person_id, now,
        )  # fmt: skip
        await audit.record("benefit_report_closed", actor=actor.person_id, subject=report_id, tenant=office)
        await publish(ReportClosed(report_id=report_id))
        row = await db.row(f"{_ROW} WHERE r.id = $1", report_id)
    return ReportRow(**_with_title(row))
