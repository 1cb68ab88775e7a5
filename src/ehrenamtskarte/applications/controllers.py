"""HTTP of applications: offers accepted, applications sent, decided and listed."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.applications import case_file, decisions, listing, offers, policies, submission
from ehrenamtskarte.applications.case_file import CaseFile, CaseView, Evidence
from ehrenamtskarte.applications.rules import Status
from ehrenamtskarte.applications.schemas import (
    AnswersIn,
    ApplicantOut,
    ApplicationDetail,
    ApplicationIn,
    ApplicationOut,
    ApplicationPage,
    ApplicationRow,
    ApprovedOut,
    CaseOut,
    ConsentsIn,
    ConsequencesOut,
    CriterionResult,
    DuplicateOut,
    EvidenceOut,
    FormOut,
    HistoryOut,
    IssuingBodyName,
    LetterOut,
    ReasonIn,
    SelectionIn,
    SkippedOut,
    StatementOut,
)
from ehrenamtskarte.applications.submission import Answers
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.schemas import CriterionOut, DeclarationBody, RuleSetOut, StandingOut
from ehrenamtskarte.regions.schemas import IssuerOut


class MyApplicationsController(Controller):
    """The person's own cases."""

    path = "/api/me"
    tags = ("Applications",)

    @get("/applications", summary="My offers and applications")
    async def mine(self, actor: NamedDependency[Actor]) -> list[ApplicationOut]:
        """The own cases, the newest first."""
        return [_out(case) for case in await listing.of_person(actor)]

    @get("/application-form", summary="What I am asked when I apply")
    async def form(self, actor: NamedDependency[Actor], kind: FromQuery[CardKind]) -> FormOut:
        """Where the person stands and what is still to be filled in."""
        found = await case_file.form(kind, actor=actor, day=clock.today())
        issuer = msgspec.convert(found.issuer, IssuerOut, from_attributes=True) if found.issuer else None
        return FormOut(StandingOut.of(found.standing, issuer), found.missing)

    @post("/applications", status_code=HTTP_201_CREATED, summary="Apply for a card")
    async def apply(self, actor: NamedDependency[Actor], data: JSONBody[ApplicationIn]) -> ApplicationDetail:
        """Apply by oneself; what is not met or not known is for a case worker to judge."""
        now = clock.now()
        case = await submission.apply(data.kind, _answers(data), actor=actor, now=now)
        return _detail(await case_file.view(case.id, actor=actor, now=now))


class ApplicationController(Controller):
    """One case and what can be done with it."""

    path = "/api/applications/{application_id:uuid}"
    tags = ("Applications",)

    @get(summary="One case")
    async def one(self, actor: NamedDependency[Actor], application_id: FromPath[UUID]) -> ApplicationDetail:
        """One case, for the person it is about or the case worker who handles it."""
        return await _seen(application_id, actor)

    @post("/acceptance", status_code=HTTP_200_OK, summary="Accept an offer")
    async def accept(
        self, actor: NamedDependency[Actor], application_id: FromPath[UUID], data: JSONBody[AnswersIn]
    ) -> ApplicationDetail:
        """Accept an offer, with what was still missing."""
        await submission.accept(application_id, _answers(data), actor=actor, now=clock.now())
        return await _seen(application_id, actor)

    @post("/decline", status_code=HTTP_200_OK, summary="Decline an offer")
    async def decline(
        self, actor: NamedDependency[Actor], application_id: FromPath[UUID]
    ) -> ApplicationDetail:
        """Decline an offer."""
        await submission.decline(application_id, actor=actor, now=clock.now())
        return await _seen(application_id, actor)

    @post("/withdrawal", status_code=HTTP_200_OK, summary="Take an application back")
    async def withdraw(
        self, actor: NamedDependency[Actor], application_id: FromPath[UUID]
    ) -> ApplicationDetail:
        """Take back what was submitted, before it is decided."""
        await submission.withdraw(application_id, actor=actor, now=clock.now())
        return await _seen(application_id, actor)

    @post("/approval", status_code=HTTP_200_OK, summary="Approve")
    async def approve(
        self, actor: NamedDependency[Actor], application_id: FromPath[UUID]
    ) -> ApplicationDetail:
        """Grant the card, as its issuing body."""
        await decisions.approve(application_id, actor=actor, now=clock.now())
        return await _seen(application_id, actor)

    @post("/rejection", status_code=HTTP_200_OK, summary="Reject with a reason")
    async def reject(
        self, actor: NamedDependency[Actor], application_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> ApplicationDetail:
        """Refuse the card with a reason, as its issuing body."""
        await decisions.reject(application_id, data.reason, actor=actor, now=clock.now())
        return await _seen(application_id, actor)


class OfficeController(Controller):
    """The cases of an issuing body."""

    path = "/api/issuing-bodies/{issuing_body:uuid}"
    tags = ("Applications",)

    @get("/applications", summary="Applications to decide")
    async def applications(
        self,
        actor: NamedDependency[Actor],
        issuing_body: FromPath[UUID],
        status: FromQuery[Status | None] = None,
        q: FromQuery[str] = "",
        sort: FromQuery[str] = listing.OLDEST,
        cursor: FromQuery[str | None] = None,
    ) -> ApplicationPage:
        """What the office handles: sorted by `name`, `submitted` (oldest first) or `-submitted`."""
        page = await listing.of_issuing_body(
            issuing_body, actor=actor, status=status, q=q, sort=sort, cursor=cursor
        )
        return ApplicationPage([_row(case) for case in page.cases], dict(page.counts), page.total, page.next)

    @post("/approvals", status_code=HTTP_200_OK, summary="Approve many")
    async def approve_many(
        self,
        request: Request[Any, Any, Any],
        actor: NamedDependency[Actor],
        issuing_body: FromPath[UUID],
        data: JSONBody[SelectionIn],
    ) -> ApprovedOut:
        """Grant the cards of all picked cases; those that cannot be granted are left alone and named."""
        done = await decisions.approve_many(issuing_body, data.applications, actor=actor, now=clock.now())
        language = language_of(request)
        return ApprovedOut(
            done.approved,
            [
                SkippedOut(one.application_id, one.refusal.code, one.refusal.text.in_language(language))
                for one in done.skipped
            ],
        )


class ClubController(Controller):
    """What a club may know of cards: counts, and letters to hand over."""

    path = "/api/organisations/{organisation_id:uuid}"
    tags = ("Applications",)

    @get("/inbox/consequences", summary="What confirming everything would bring")
    async def consequences(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> ConsequencesOut:
        """How many people would be offered a card if everything that waits were confirmed; only counts."""
        policies.must_coordinate(actor, organisation_id)
        found = await offers.consequences(organisation_id, confirmed_by=actor.person_id, day=clock.today())
        return ConsequencesOut(found.newly_eligible, found.without_mail)

    @get("/offers-without-mail", summary="Offers to hand over by letter")
    async def offers_without_mail(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> list[LetterOut]:
        """Open offers to people of the roster whom no mail reaches."""
        found = await listing.without_mail(organisation_id, actor=actor)
        return [LetterOut(**{name: row[name] for name in LetterOut.__struct_fields__}) for row in found]


def _answers(data: AnswersIn) -> Answers:
    declared = DeclarationBody(data.allowances, data.proofs or []).declaration()
    return Answers(
        consents=data.consents.consents(),
        profile=data.profile(),
        allowances=declared.allowances,
        proofs=None if data.proofs is None else declared.proofs,
    )


async def _seen(application_id: UUID, actor: Actor) -> ApplicationDetail:
    return _detail(await case_file.view(application_id, actor=actor, now=clock.now()))


def _out(case: Application) -> ApplicationOut:
    return ApplicationOut(**_basics(case))


def _basics(case: Application) -> dict[str, Any]:
    return {name: getattr(case, name) for name in ApplicationOut.__struct_fields__}


def _row(case: Any) -> ApplicationRow:
    criteria = msgspec.json.decode(case["outcome"], type=dict[str, Any])["criteria"]
    return ApplicationRow(
        id=case["id"],
        name=f"{case['given_name']} {case['family_name']}".strip(),
        municipality_name=case["municipality_name"],
        kind=case["kind"],
        origin=case["origin"],
        status=case["status"],
        result=case["result"],
        criteria=[CriterionResult(one["code"], one["result"]) for one in criteria],
        has_duplicates=case["has_duplicates"],
        submitted_at=case["submitted_at"],
        decided_at=case["decided_at"],
        automatic=case["automatic"],
    )


def _detail(view: CaseView) -> ApplicationDetail:
    return ApplicationDetail(
        **_basics(view.case),
        issuing_body=IssuingBodyName(view.case.issuing_body, view.issuing_body_name),
        municipality_name=view.town.place.name,
        result=view.outcome.result,
        criteria=[CriterionOut.of(criterion) for criterion in view.outcome.criteria],
        rule_set=RuleSetOut.of(view.rule_set, has_variant=view.town.has_variant),
        missing=view.missing,
        case=_case(view.case, view.file) if view.file else None,
    )


def _case(case: Application, file: CaseFile) -> CaseOut:
    declared = DeclarationBody.of(file.engagement.declared_allowances, file.engagement.proofs)
    return CaseOut(
        person=_person(file),
        criteria_at_submission=[CriterionOut.of(criterion) for criterion in file.at_submission.criteria],
        evidence=[_evidence(one) for one in file.evidence],
        allowances=declared.allowances,
        proofs=declared.proofs,
        consents=ConsentsIn(True, True, case.publication, case.news),
        duplicates=[
            DuplicateOut(
                id=one["id"] if one["issuing_body"] == case.issuing_body else None,
                kind=one["kind"],
                status=one["status"],
                submitted_at=one["submitted_at"],
                issuing_body_name=one["issuing_body_name"],
            )
            for one in file.duplicates
        ],
        history=[HistoryOut(one["at"], one["action"], one["actor_name"]) for one in file.history],
        may_decide=file.may_decide,
    )


def _person(file: CaseFile) -> ApplicantOut:
    known: dict[str, Any] = {
        name: getattr(file.person, name, None) for name in ApplicantOut.__struct_fields__
    }
    return ApplicantOut(**known | {"municipality_name": file.town.name if file.town else None})


def _evidence(evidence: Evidence) -> EvidenceOut:
    place = evidence.organisation.place
    return EvidenceOut(
        organisation=evidence.organisation.name,
        municipality=place.name if place else None,
        minutes=evidence.minutes,
        minutes_counted=evidence.minutes_counted,
        first_on=evidence.first_on,
        last_on=evidence.last_on,
        confirmed_by=evidence.confirmed_by,
        statements=[
            msgspec.convert(statement, StatementOut, from_attributes=True)
            for statement in evidence.statements
        ],
    )


CONTROLLERS = [MyApplicationsController, ApplicationController, OfficeController, ClubController]
