"""Everything about one case: for the person their part, for the case worker all that the decision needs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.applications import cases, decisions, policies, submission
from ehrenamtskarte.applications.rules import OPEN, Question, Status
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.spans import Span
from ehrenamtskarte.eligibility import service as eligibility
from ehrenamtskarte.eligibility.assessment import Outcome, assess
from ehrenamtskarte.eligibility.criterion import rank
from ehrenamtskarte.eligibility.engagement import (
    Confirmation,
    ConfirmedHours,
    Engagement,
    Organisation,
    Statement,
)
from ehrenamtskarte.eligibility.gathering import engagement_of
from ehrenamtskarte.eligibility.rules import CardKind, RuleSet, counted_kinds
from ehrenamtskarte.eligibility.service import TownRules
from ehrenamtskarte.eligibility.standing import Standing
from ehrenamtskarte.regions import service as regions
from ehrenamtskarte.regions.service import Issuer
from ehrenamtskarte.regions.service import Place as RegisteredPlace


@dataclass(frozen=True)
class Evidence:
    """What one organisation confirmed, in sums."""

    organisation: Organisation
    minutes: int
    minutes_counted: int
    """The part that counts for the hours of a year."""
    first_on: date | None
    last_on: date | None
    confirmed_by: int
    statements: list[Statement]


@dataclass(frozen=True)
class CaseFile:
    """What a case worker sees beside the case itself."""

    person: Person
    town: RegisteredPlace | None
    at_submission: Outcome
    engagement: Engagement
    evidence: list[Evidence]
    duplicates: Collection[Any]
    history: Sequence[Any]
    may_decide: bool


@dataclass(frozen=True)
class CaseView:
    """One case with what its reader may see; `file` only for who handles it."""

    case: Application
    town: TownRules
    issuing_body_name: str
    rule_set: RuleSet
    outcome: Outcome
    missing: list[Question]
    file: CaseFile | None = None


async def view(application_id: UUID, *, actor: Actor, now: datetime) -> CaseView:
    """One case, for the person it is about or the case worker who handles it. Raises NotFound, SecondFactorNeeded."""
    case = await cases.case(application_id)
    policies.must_see(actor, case)
    began = next(at for at in (case.submitted_at, case.offered_at, now) if at is not None)
    town = await eligibility.rules_of_town(case.municipality, clock.berlin_day(began))
    body = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", case.issuing_body)
    rule_set = cases.rule_set_of(case)
    outcome, engagement = await _fresh(case, rule_set, now)
    if actor.person_id == case.person:
        missing: list[Question] = []
        if case.status == Status.OFFERED:
            missing = submission.open_questions(await people.person(case.person), outcome)
        return CaseView(case, town, body, rule_set, outcome, missing)
    file = await _file(case, rule_set, outcome, engagement, actor=actor)
    return CaseView(case, town, body, rule_set, outcome, [], file)


async def _fresh(case: Application, rule_set: RuleSet, now: datetime) -> tuple[Outcome, Engagement]:
    """What the rules of the submission say by what is known now; of the submission's day and today the better counts.

    So waiting for a decision harms nobody, and what was confirmed in the meantime helps. A closed case stays as it was.
    """
    kind, today = CardKind(case.kind), clock.berlin_day(now)
    days = [today] if case.submitted_at is None else [clock.berlin_day(case.submitted_at), today]
    known = [(day, (await engagement_of([case.person], day))[case.person]) for day in dict.fromkeys(days)]
    engagement = known[-1][1]
    if Status(case.status) not in OPEN:
        return cases.outcome_of(case), engagement
    outcomes = [assess(rule_set, engaged, day).of(kind) for day, engaged in known]
    return max(outcomes, key=lambda outcome: rank(outcome.result)), engagement


async def _file(
    case: Application, rule_set: RuleSet, outcome: Outcome, engagement: Engagement, *, actor: Actor
) -> CaseFile:
    person = await people.person(case.person)
    towns = await regions.municipalities([person.municipality] if person.municipality else [])
    may_decide = case.status == Status.SUBMITTED and actor.person_id not in decisions.signers(engagement)
    return CaseFile(
        person=person,
        town=towns.get(person.municipality or ""),
        at_submission=cases.outcome_of(case),
        engagement=engagement,
        evidence=list(_evidence(rule_set, outcome, engagement)),
        duplicates=await decisions.duplicates_of(case.person),
        history=await _history(case.id),
        may_decide=may_decide,
    )


def _evidence(rule_set: RuleSet, outcome: Outcome, engagement: Engagement) -> Iterable[Evidence]:
    by_organisation: dict[Organisation, list[Confirmation]] = defaultdict(list)
    for item in engagement.confirmations:
        by_organisation[item.organisation].append(item)
    window = next(
        (
            Span(c.starts_on, c.ends_on)
            for c in outcome.criteria
            if c.code == "hours" and c.starts_on and c.ends_on
        ),
        None,
    )
    kinds = counted_kinds(rule_set)
    for organisation, items in sorted(by_organisation.items(), key=lambda pair: pair[0].name):
        hours = [item for item in items if isinstance(item, ConfirmedHours)]
        yield Evidence(
            organisation=organisation,
            minutes=sum(entry.minutes for entry in hours),
            minutes_counted=sum(
                entry.minutes_within(window) for entry in hours if window and entry.kind in kinds
            ),
            first_on=min((entry.starts_on for entry in hours), default=None),
            last_on=max((entry.ends_on for entry in hours), default=None),
            confirmed_by=len({signer for item in items for signer in item.signed_by}),
            statements=[item for item in items if isinstance(item, Statement)],
        )


async def _history(application_id: UUID) -> Sequence[Any]:
    """Who did what with this case, oldest first."""
    return await db.rows(
        "SELECT e.at, e.action, trim(p.given_name || ' ' || p.family_name) AS actor_name"
        " FROM audit_entry e LEFT JOIN person p ON p.id = e.actor WHERE e.subject = $1 ORDER BY e.at, e.id",
        application_id,
    )


@dataclass(frozen=True)
class Form:
    """What somebody who applies by themselves is asked, and where they stand."""

    standing: Standing
    issuer: Issuer | None
    missing: list[Question]


async def form(kind: CardKind, *, actor: Actor, day: date) -> Form:
    """Before somebody applies by themselves: where they stand, who would decide, and what is asked."""
    standing = (await eligibility.assess_people([actor.person_id], day))[actor.person_id].standings[kind]
    town = standing.place.ags if standing.place else ""
    issuer = (await eligibility.issuers_of([town])).get(town)
    person = await people.person(actor.person_id)
    return Form(standing, issuer, submission.open_questions(person, standing.outcome))
