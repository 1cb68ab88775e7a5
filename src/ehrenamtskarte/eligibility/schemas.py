"""The HTTP surface of eligibility."""

from datetime import date

import msgspec

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result
from ehrenamtskarte.eligibility.declarations import Declaration
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind, Proof
from ehrenamtskarte.eligibility.rules import CardKind, Ground, OnCall, PlaceRule, RuleSet
from ehrenamtskarte.eligibility.rules_in_words import rules_in_words
from ehrenamtskarte.eligibility.standing import Standing
from ehrenamtskarte.regions.rules import MunicipalityKind
from ehrenamtskarte.regions.schemas import IssuerOut


class CriterionOut(msgspec.Struct, rename="camel"):
    """One thing the card asks for."""

    code: str
    result: Result
    title: Text
    sentence: Text
    have: int | None
    need: int | None
    unit: str | None
    basis: str | None
    starts_on: date | None = msgspec.field(name="from", default=None)
    ends_on: date | None = msgspec.field(name="until", default=None)

    @classmethod
    def of(cls, criterion: Criterion) -> "CriterionOut":
        return cls(**{name: getattr(criterion, name) for name in cls.__struct_fields__})


class StandingOut(msgspec.Struct, rename="camel"):
    """Where somebody stands with one card; `couldBeMet` once they answered what the form still asks."""

    kind: CardKind
    result: Result
    could_be_met: bool
    municipality: str | None
    criteria: list[CriterionOut]
    issuing_body: IssuerOut | None

    @classmethod
    def of(cls, standing: Standing, issuing_body: IssuerOut | None) -> "StandingOut":
        return cls(
            kind=standing.kind,
            result=standing.outcome.result,
            could_be_met=standing.could_be_met,
            municipality=standing.place.name if standing.place else None,
            criteria=[CriterionOut.of(criterion) for criterion in standing.outcome.criteria],
            issuing_body=issuing_body,
        )


class AssessmentOut(msgspec.Struct, rename="camel"):
    """Where somebody stands with both cards; `issuingBody` gives the standard card."""

    day: date
    kinds: list[StandingOut]
    issuing_body: IssuerOut | None


class RuleSetOut(msgspec.Struct, rename="camel"):
    """What the card asks for, as numbers and in sentences."""

    valid_from: date
    municipality: str | None
    has_variant: bool
    """False: the state's rules hold here."""
    minutes_per_year: int
    minutes_per_week: int
    min_age: int
    prior_years: int
    prior_years_young: int
    young_below_age: int
    prior_years_unbroken: bool
    validity_years: int
    place_rule: PlaceRule
    signatures: int
    juleica_waives_hours: bool
    other_grounds: tuple[Ground, ...]
    training_counts: bool
    travel_counts: bool
    on_call_counts: OnCall
    volunteer_allowance_cents: int
    trainer_allowance_cents: int
    jubilee_years: int
    jubilee_allowance_rule: bool
    renewal_allowed: bool
    note: Text | None
    sentences: tuple[Text, ...]

    @classmethod
    def of(cls, rule_set: RuleSet, *, has_variant: bool) -> "RuleSetOut":
        fields = msgspec.structs.asdict(rule_set)
        del fields["name"]
        return cls(**fields, has_variant=has_variant, sentences=rules_in_words(rule_set))


class TownWithOwnRules(msgspec.Struct, rename="camel"):
    """A town that differs from the state, and since when or from when on."""

    ags: str
    name: str
    valid_from: date


class StateRulesOut(msgspec.Struct, rename="camel"):
    """The state's rules, the newest first, and the towns that differ; `inForceSince` tells which hold today."""

    in_force_since: date
    statewide: list[RuleSetOut]
    towns: list[TownWithOwnRules]


class RegisteredTown(msgspec.Struct, rename="camel"):
    """A municipality as the register knows it, and who gives the card there."""

    ags: str
    name: str
    kind: MunicipalityKind
    district: str
    administrative_region: str
    postal_code: str
    population: int
    area_km2: float
    latitude: float
    longitude: float
    participates: bool
    issuing_body: IssuerOut | None


class TownOut(RegisteredTown, rename="camel"):
    """A municipality, who gives the card there, and the rules in force."""

    rule_set: RuleSetOut


class AllowanceBody(msgspec.Struct, rename="camel"):
    """Money for the engagement in a year."""

    kind: AllowanceKind
    cents_per_year: int = 0


class ProofBody(msgspec.Struct, rename="camel"):
    """Something that may stand in for hours, e.g. a Juleica."""

    ground: Ground
    number: str = ""
    valid_until: date | None = None


class DeclarationBody(msgspec.Struct, rename="camel"):
    """What somebody declares; without `allowances` they have not said, an empty list means none."""

    allowances: list[AllowanceBody] | None = None
    proofs: list[ProofBody] = []

    @classmethod
    def of(cls, allowances: tuple[Allowance, ...] | None, proofs: tuple[Proof, ...]) -> "DeclarationBody":
        return cls(
            None if allowances is None else [AllowanceBody(a.kind, a.cents_per_year) for a in allowances],
            [ProofBody(p.ground, p.number, p.valid_until) for p in proofs],
        )

    def declaration(self) -> Declaration:
        """As the domain takes it."""
        return Declaration(
            None
            if self.allowances is None
            else tuple(Allowance(a.kind, a.cents_per_year) for a in self.allowances),
            tuple(Proof(p.ground, p.number.strip(), p.valid_until) for p in self.proofs),
        )
