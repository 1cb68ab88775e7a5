"""HTTP of eligibility: where I stand, what a town asks for, what I declare."""

import msgspec
from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.eligibility import declarations, service
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.schemas import (
    AssessmentOut,
    DeclarationBody,
    RegisteredTown,
    RuleSetOut,
    StandingOut,
    TownOut,
)
from ehrenamtskarte.eligibility.service import OwnAssessment
from ehrenamtskarte.regions.schemas import IssuerOut


@get("/api/me/assessment", tags=["Eligibility"], summary="Where I stand")
async def my_assessment(actor: NamedDependency[Actor]) -> AssessmentOut:
    """Every criterion of both cards, with numbers and a sentence."""
    day = clock.today()
    found = await service.own_assessment(actor=actor, day=day)
    kinds = [StandingOut.of(found.standings[kind], _issuer(found, kind)) for kind in CardKind]
    return AssessmentOut(day, kinds, _issuer(found, CardKind.STANDARD))


def _issuer(found: OwnAssessment, kind: CardKind) -> IssuerOut | None:
    place = found.standings[kind].place
    issuer = found.issuers.get(place.ags) if place else None
    return msgspec.convert(issuer, IssuerOut, from_attributes=True) if issuer else None


@get("/api/municipalities/{ags:str}", tags=["Regions"], summary="One municipality and its rules")
async def municipality(ags: FromPath[str]) -> TownOut:
    """A municipality, who gives the card there, and what it asks for; the state's rules where it has none of its own."""
    found = await service.rules_of_town(ags, clock.today())
    place = msgspec.structs.asdict(msgspec.convert(found.place, RegisteredTown, from_attributes=True))
    return TownOut(**place, rule_set=RuleSetOut.of(found.rule_set, has_variant=found.has_variant))


@get("/api/me/declarations", tags=["Eligibility"], summary="What I declared")
async def my_declarations(actor: NamedDependency[Actor]) -> DeclarationBody:
    """Allowances and proofs the person declared so far."""
    return DeclarationBody.of(await declarations.declaration(actor.person_id))


@put("/api/me/declarations", tags=["Eligibility"], summary="Declare allowances and proofs")
async def declare(actor: NamedDependency[Actor], data: JSONBody[DeclarationBody]) -> DeclarationBody:
    """Replace what was declared before."""
    return DeclarationBody.of(await declarations.declare(data.declaration(), actor=actor, now=clock.now()))


CONTROLLERS = [my_assessment, municipality, my_declarations, declare]
