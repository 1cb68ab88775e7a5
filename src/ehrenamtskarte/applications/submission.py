"""What the person does: accept or decline an offer, apply, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.applications import cases, decisions, policies, rules
from ehrenamtskarte.applications.rules import Consents, Origin, Question, Status, Step
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility import declarations
from ehrenamtskarte.eligibility import service as eligibility
from ehrenamtskarte.eligibility.assessment import Outcome
from ehrenamtskarte.eligibility.criterion import Result
from ehrenamtskarte.eligibility.declarations import Declaration
from ehrenamtskarte.eligibility.engagement import Allowance, Proof
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.standing import Standing
from ehrenamtskarte.regions import service as regions
from ehrenamtskarte.regions.rules import TownUnknown

STATE = "05"


@dataclass(frozen=True)
class Answers:
    """What the person filled in; what is not given stays as it is known."""

    consents: Consents
    profile: Mapping[str, object] = field(default_factory=dict)
    allowances: tuple[Allowance, ...] | None = None
    proofs: tuple[Proof, ...] | None = None


def open_questions(person: Person, outcome: Outcome) -> list[Question]:
    """What the form asks: only what the card or the decision needs and nobody has told yet."""
    known = {
        Question.GIVEN_NAME: person.given_name,
        Question.FAMILY_NAME: person.family_name,
        Question.BIRTH_DATE: person.birth_date,
        Question.STREET: person.street,
        Question.POSTAL_CODE: person.postal_code,
        Question.MUNICIPALITY: person.municipality,
    }
    money_unknown = any(c.code == "allowance" and c.result is Result.UNKNOWN for c in outcome.criteria)
    return [question for question, answer in known.items() if not answer] + (
        [Question.ALLOWANCES] if money_unknown else []
    )


async def accept(application_id: UUID, answers: Answers, *, actor: Actor, now: datetime) -> Application:
    """Accept an offer: the answers are saved, the case is submitted, and decided where nobody has to look.

    Raises NotFound, AlreadySubmitted (and its likes), ConsentMissing, AnswerMissing, NoTownTakesPart.
    """
    async with db.transaction():
        await cases.hold([actor.person_id])
        case = await cases.locked(application_id)
        policies.must_be_applicant(actor, case)
        rules.after(Status(case.status), Step.ACCEPT)
        person, standing, issuing_body = await _answered(
            answers, CardKind(case.kind), actor=actor, now=now, preferred=case.municipality
        )
        await _save_submission(case.id, person, standing, issuing_body, answers.consents, now)
        await audit.record("offer_accepted", actor=actor.person_id, subject=case.id, tenant=issuing_body)
        await decisions.decide_if_clear(case.id, now=now)
        return await cases.case(case.id)


async def apply(kind: CardKind, answers: Answers, *, actor: Actor, now: datetime) -> Application:
    """Apply by oneself; what is not met or not known is for a case worker to judge.

    Raises AlreadyOpen, CardStillValid, ConsentMissing, AnswerMissing, NoTownTakesPart.
    """
    async with db.transaction():
        await cases.hold([actor.person_id])
        earlier = (await cases.earlier_cases([actor.person_id]))[actor.person_id, kind]
        rules.check_may_apply(earlier, clock.berlin_day(now))
        person, standing, issuing_body = await _answered(answers, kind, actor=actor, now=now)
        case_id = new_id()
        added = await db.execute(
            "INSERT INTO application (id, person, issuing_body, municipality, kind, origin, status, sort_key, rule_set,"
            " outcome, result, publication, news, submitted_at, automatic, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, '',"
            " '{}', '{}', 'unknown', false, false, $8, false, '')"
            " ON CONFLICT (person, kind) WHERE status IN ('offered', 'submitted') DO NOTHING",
            case_id, actor.person_id, issuing_body, standing.rule_set.municipality, kind, Origin.SELF,
            Status.SUBMITTED, now,
        )  # fmt: skip
        if not added:
            raise rules.AlreadyOpen
        await _save_submission(case_id, person, standing, issuing_body, answers.consents, now)
        await audit.record(
            "application_submitted", actor=actor.person_id, subject=case_id, tenant=issuing_body
        )
        await decisions.decide_if_clear(case_id, now=now)
        return await cases.case(case_id)


async def _answered(
    answers: Answers, kind: CardKind, *, actor: Actor, now: datetime, preferred: str | None = None
) -> tuple[Person, Standing, UUID]:
    """Save the answers and assess anew: the person, where they stand, and who decides."""
    rules.check_consents(answers.consents)
    await _save(answers, actor=actor, now=now)
    person = await people.person(actor.person_id)
    assessed = await eligibility.assess_people(
        [person.id], clock.berlin_day(now), preferred={person.id: preferred} if preferred else None
    )
    standing = assessed[person.id].standings[kind]
    rules.check_answered(open_questions(person, standing.outcome))
    issuers = await eligibility.issuers_of([standing.place.ags] if standing.place else [])
    if standing.place is None or standing.place.ags not in issuers:
        raise rules.NoTownTakesPart
    return person, standing, issuers[standing.place.ags].id


async def _save(answers: Answers, *, actor: Actor, now: datetime) -> None:
    town = answers.profile.get("municipality")
    if isinstance(town, str) and town.startswith(STATE) and not await regions.municipalities([town]):
        raise TownUnknown(field=Question.MUNICIPALITY, ags=town)
    await people.change_profile(actor, dict(answers.profile), now=now)
    if answers.allowances is None and answers.proofs is None:
        return
    before = await declarations.declaration(actor.person_id)
    await declarations.declare(
        Declaration(
            before.allowances if answers.allowances is None else answers.allowances,
            before.proofs if answers.proofs is None else answers.proofs,
        ),
        actor=actor,
        now=now,
    )


async def _save_submission(
    case_id: UUID, person: Person, standing: Standing, issuing_body: UUID, consents: Consents, now: datetime
) -> None:
    """Keep what the case is judged by: the rules of this day, and what they say of the person today."""
    await db.execute(
        "UPDATE application SET status = $2, issuing_body = $3, municipality = $4, sort_key = $5, rule_set = $6::jsonb,"
        " outcome = $7::jsonb, result = $8, publication = $9, news = $10, submitted_at = $11 WHERE id = $1",
        case_id, Status.SUBMITTED, issuing_body, standing.rule_set.municipality, cases.order_of(person),
        cases.stored(standing.rule_set), cases.stored(standing.outcome), standing.outcome.result,
        consents.publication, consents.news, now,
    )  # fmt: skip


async def decline(application_id: UUID, *, actor: Actor, now: datetime) -> Application:
    """Refuse an offer; it is not made again for a year. Raises NotFound, AlreadySubmitted (and its likes)."""
    return await _end(application_id, Step.DECLINE, "offer_declined", actor=actor, now=now)


async def withdraw(application_id: UUID, *, actor: Actor, now: datetime) -> Application:
    """Take back what was submitted, before it is decided. Raises NotFound, AlreadyApproved (and its likes)."""
    return await _end(application_id, Step.WITHDRAW, "application_withdrawn", actor=actor, now=now)


async def _end(application_id: UUID, step: Step, action: str, *, actor: Actor, now: datetime) -> Application:
    async with db.transaction():
        case = await cases.locked(application_id)
        policies.must_be_applicant(actor, case)
        following = rules.after(Status(case.status), step)
        await db.execute(
            "UPDATE application SET status = $2, decided_at = $3, decided_by = $4 WHERE id = $1",
            case.id, following, now, actor.person_id,
        )  # fmt: skip
        await audit.record(action, actor=actor.person_id, subject=case.id, tenant=case.issuing_body)
        return await cases.case(case.id)
