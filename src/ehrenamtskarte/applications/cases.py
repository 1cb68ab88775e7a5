"""Cases as rows: found, held against others, and what earlier ones say about the next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.applications.rules import Earlier, Status
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.eligibility.assessment import Outcome
from ehrenamtskarte.eligibility.rules import CardKind, RuleSet


async def case(application_id: UUID) -> Application:
    """One case, whoever asks. Raises NotFound."""
    found = await Application.objects().get(Application.id == application_id)
    if found is None:
        raise NotFound
    return found


async def locked(application_id: UUID) -> Application:
    """One case, held against others until the transaction ends. Raises NotFound."""
    found = await Application.objects().lock_rows().get(Application.id == application_id)
    if found is None:
        raise NotFound
    return found


async def hold(people: Sequence[UUID]) -> list[Any]:
    """Those of these people that live on, with name, address for mails and language.

    Held until the transaction ends, so that two assessments of one person come one after the other.
    """
    return await db.rows(
        "SELECT id, given_name, family_name, email, language FROM person"
        " WHERE id = ANY($1) AND merged_into IS NULL ORDER BY id FOR NO KEY UPDATE",
        list(people),
    )


def order_of(person: Person) -> str:
    """By what a person is sorted and found in lists."""
    return order_of_names(person.given_name, person.family_name)


def order_of_names(given_name: str, family_name: str) -> str:
    """Family name first, in German order."""
    return f"{sort_key(family_name)} {sort_key(given_name)}".strip()


async def earlier_cases(people: Sequence[UUID]) -> dict[tuple[UUID, CardKind], list[Earlier]]:
    """All cases of these people so far, by person and card."""
    found = await db.rows(
        "SELECT person, kind, status, (decided_at AT TIME ZONE 'Europe/Berlin')::date AS closed_on, valid_until, ended_on"
        " FROM application WHERE person = ANY($1)",
        list(people),
    )
    cases = defaultdict(list)
    for row in found:
        earlier = Earlier(Status(row["status"]), row["closed_on"], row["valid_until"], row["ended_on"])
        cases[row["person"], CardKind(row["kind"])].append(earlier)
    return cases


def rule_set_of(found: Application) -> RuleSet:
    """The rules this case is judged by."""
    return msgspec.json.decode(found.rule_set, type=RuleSet)


def outcome_of(found: Application) -> Outcome:
    """What the assessment said when the case was offered or submitted."""
    return msgspec.json.decode(found.outcome, type=Outcome)


def stored(value: RuleSet | Outcome) -> str:
    """As it lies in the table."""
    return msgspec.json.encode(value).decode()


async def end_validity(application_id: UUID, on: date) -> None:
    """Note that the card of an approved case was revoked on a day; nothing is offered for a year."""
    async with db.transaction():
        found = await locked(application_id)
        await db.execute(
            "UPDATE application SET ended_on = $2 WHERE id = $1 AND status = 'approved' AND ended_on IS NULL",
            application_id,
            on,
        )
        await audit.record(
            "application_card_ended", actor=None, subject=application_id, tenant=found.issuing_body
        )
