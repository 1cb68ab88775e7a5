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
    StateRulesOut,
    TownOut,
    TownWithOwnRules,
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


@get("/api/rules", tags=["Eligibility"], summary="The state's rules")
async def state_rules() -> StateRulesOut:
    """The state's rules, past and announced ones included, and the towns that differ from them."""
    found = await service.rules_of_state(clock.today())
    return StateRulesOut(
        found.in_force.valid_from,
        [RuleSetOut.of(rule_set, has_variant=False) for rule_set in found.statewide],
        [TownWithOwnRules(town.municipality, town.name, town.valid_from) for town in found.variants],
    )


@get("/api/me/declarations", tags=["Eligibility"], summary="What I declared")
async def my_declarations(actor: NamedDependency[Actor]) -> DeclarationBody:
    """Allowances and proofs the person declared so far."""
    declared = await declarations.declaration(actor.person_id)
    return DeclarationBody.of(declared.allowances, declared.proofs)


@put("/api/me/declarations", tags=["Eligibility"], summary="Declare allowances and proofs")
async def declare(actor: NamedDependency[Actor], data: JSONBody[DeclarationBody]) -> DeclarationBody:
    """Replace what was declared before."""
    declared = await declarations.declare(data.declaration(), actor=actor, now=clock.now())
    return DeclarationBody.of(declared.allowances, declared.proofs)


CONTROLLERS = [my_assessment, municipality, state_rules, my_declarations, declare]
