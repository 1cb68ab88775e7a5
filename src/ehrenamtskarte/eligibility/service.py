"""Assesses people in sets: what is known of them, held against the rules of the town where they stand best."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.eligibility import rules
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.gathering import AsIf, engagement_of
from ehrenamtskarte.eligibility.rule_sets import rule_sets
from ehrenamtskarte.eligibility.rules import CardKind, RuleSet, Variant
from ehrenamtskarte.eligibility.standing import Standing, standings
from ehrenamtskarte.regions import service as regions
from ehrenamtskarte.regions.service import Issuer
from ehrenamtskarte.regions.service import Place as RegisteredPlace


@dataclass(frozen=True)
class Assessed:
    """What is known of a person, and where they stand with each card."""

    engagement: Engagement
    standings: Mapping[CardKind, Standing]


async def assess_people(
    people: Sequence[UUID],
    day: date,
    *,
    as_if: AsIf | None = None,
    preferred: Mapping[UUID, str] | None = None,
) -> dict[UUID, Assessed]:
    """Where each of these people stands on a day; `preferred` names the town to keep where others are no better."""
    known = await rule_sets()
    assessed = {}
    for person, engagement in (await engagement_of(people, day, as_if=as_if)).items():
        found = standings(known, engagement, day, preferred=(preferred or {}).get(person))
        assessed[person] = Assessed(engagement, found)
        # A long list is a second of computing: let others be served in between.
        await asyncio.sleep(0)
    return assessed


@dataclass(frozen=True)
class OwnAssessment:
    """Where the actor stands, with who issues the card in each town concerned."""

    standings: Mapping[CardKind, Standing]
    issuers: Mapping[str, Issuer]


async def own_assessment(*, actor: Actor, day: date) -> OwnAssessment:
    """Where the actor stands with both cards today."""
    found = (await assess_people([actor.person_id], day))[actor.person_id].standings
    return OwnAssessment(found, await issuers_of(s.place.ags for s in found.values() if s.place))


async def issuers_of(towns: Iterable[str]) -> dict[str, Issuer]:
    """Who issues the card in those of these towns that take part, by their key."""
    places = await regions.municipalities(set(towns))
    return {ags: place.issuing_body for ags, place in places.items() if place.issuing_body}


@dataclass(frozen=True)
class TownRules:
    """A municipality of the register and the rules that hold there."""

    place: RegisteredPlace
    rule_set: RuleSet
    has_variant: bool


async def rules_of_town(ags: str, day: date) -> TownRules:
    """What the card asks for in a town on a day: its variant, else the state's rules. Raises MunicipalityUnknown."""
    place = await regions.municipality(ags)
    known = await rule_sets()
    in_force = rules.in_force(known, rules.Place(place.ags, place.name, place.participates), day)
    has_variant = any(v.municipality == ags and v.valid_from <= day for v in known.municipal)
    return TownRules(place, in_force, has_variant)


@dataclass(frozen=True)
class StateRules:
    """What the state asks for, the newest first, and for each town that differs its newest variant."""

    in_force: RuleSet
    statewide: Sequence[RuleSet]
    variants: Sequence[Variant]


async def rules_of_state(day: date) -> StateRules:
    """The state's rules as of a day, and the towns with rules of their own in German order."""
    known = await rule_sets()
    newest = {v.municipality: v for v in sorted(known.municipal, key=lambda variant: variant.valid_from)}
    return StateRules(
        in_force=rules.in_force(known, None, day),
        statewide=sorted(known.statewide, key=lambda rule_set: rule_set.valid_from, reverse=True),
        variants=sorted(newest.values(), key=lambda variant: sort_key(variant.name)),
    )
