"""One entry with everything the office needs to check it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import duplicates, entry_list
from ehrenamtskarte.awards.checking.schemas import CheckedEntry, CheckedFile, CheckedNomination, CheckedStep
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.entering.taking_over import facts_of
from ehrenamtskarte.awards.form import Answer, form_of, questions_of
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text

_MORE = """, e.category AS category_id, e.organisation AS organisation_id, e.company AS company_id, e.street,
 e.postal_code, e.website, e.contact_name, e.contact_email, e.contact_phone, e.teaser, e.answers, e.eligibility, e.facts,
 e.question, e.answer, e.asked_at, e.reason, e.duplicate_of, e.checked_at, e.revision, e.nominated_by, e.nomination_reason,
 e.nomination_relation, e.consented_at, o.number AS duplicate_number, p.email AS nominator_email,
 concat_ws(' ', p.given_name, p.family_name) AS nominator"""
_PLAIN = (
    "category_id", "organisation_id", "company_id", "street", "postal_code", "website", "contact_name", "contact_email",
    "contact_phone", "teaser", "question", "answer", "asked_at", "reason", "duplicate_of", "checked_at", "revision",
)  # fmt: skip
_HISTORY = """SELECT at, action, by FROM (
 SELECT a.at, a.action, concat_ws(' ', p.given_name, p.family_name) AS by, a.id::text AS step FROM audit_entry a
 LEFT JOIN person p ON p.id = a.actor WHERE a.subject = $1
 UNION ALL SELECT submitted_at, 'award_entry_submitted', '', '' FROM award_entry WHERE id = $1
 AND NOT EXISTS (SELECT FROM audit_entry WHERE subject = $1 AND action = 'award_entry_submitted')
 ) h ORDER BY at, step LIMIT 200"""


async def of_office(
    office: UUID | None, call_id: UUID, entry_id: UUID, *, actor: Actor, today: date
) -> CheckedEntry:
    """One entry. Raises NotFound, SecondFactorNeeded."""
    call, _ = await access.entry_of_office(office, call_id, entry_id, actor=actor)
    row = await db.row(
        f"SELECT {entry_list.COLUMNS}{_MORE}{entry_list.FROM} LEFT JOIN award_entry o ON o.id = e.duplicate_of"
        f" LEFT JOIN person p ON p.id = e.nominated_by{entry_list.SEEN} AND e.id = $2",
        call_id,
        entry_id,
    )
    assert row is not None
    number = row["duplicate_number"]
    return CheckedEntry(
        **entry_list.told(row, today),
        **{name: row[name] for name in _PLAIN},
        form=form_of(call.form),
        answers=msgspec.json.decode(row["answers"], type=dict[str, Answer]),
        questions=questions_of(call.questions),
        eligibility=msgspec.json.decode(row["eligibility"], type=dict[str, bool]),
        facts=facts_of(row["facts"]),
        files=await _files(entry_id),
        team=await _team(entry_id),
        nomination=_nomination(row),
        duplicate_receipt=receipt_number(row["year"], number) if number else "",
        history=await _history(entry_id),
        likely_duplicates=await duplicates.of_entry(call_id, entry_id, today),
    )


def _nomination(row: Any) -> CheckedNomination | None:
    if row["nominated_by"] is None:
        return None
    return CheckedNomination(
        by=row["nominator"],
        email=row["nominator_email"] or "",
        relation=row["nomination_relation"],
        reason=row["nomination_reason"],
        consented_at=row["consented_at"],
    )


async def _files(entry_id: UUID) -> list[CheckedFile]:
    found = await db.rows(
        "SELECT id, kind, name, width, height, alt_de, alt_en, credit FROM entry_file WHERE entry = $1"
        " ORDER BY position, id",
        entry_id,
    )
    return [
        CheckedFile(
            **{name: row[name] for name in ("id", "kind", "name", "width", "height", "credit")},
            alt=Text(row["alt_de"], row["alt_en"]),
        )
        for row in found
    ]


async def _team(entry_id: UUID) -> list[str]:
    found = await db.rows(
        "SELECT email FROM entry_member WHERE entry = $1 ORDER BY role DESC, email", entry_id
    )
    return [row["email"] for row in found]


async def _history(entry_id: UUID) -> list[CheckedStep]:
    found = await db.rows(_HISTORY, entry_id)
    return [CheckedStep(at=row["at"], action=row["action"], by=row["by"]) for row in found]
