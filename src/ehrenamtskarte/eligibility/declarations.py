"""What a person declares about themselves: allowances they receive, proofs that stand in for hours."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind, Proof
from ehrenamtskarte.eligibility.events import Declared

HIGHEST_ALLOWANCE = 10_000_000
NUMBER_LENGTH = 40
LONGEST_LIST = 10


class AllowanceInvalid(Invalid):
    """An amount without a kind that has one, or beyond belief."""

    de = "Bitte prüfen Sie den Betrag der Aufwandsentschädigung."
    en = "Please check the amount of the allowance."


class ProofInvalid(Invalid):
    """A number that is too long, or a day that cannot be."""

    de = "Bitte prüfen Sie Nummer und Ablaufdatum des Nachweises."
    en = "Please check number and last day of the proof."


class Declaration(msgspec.Struct, frozen=True, rename="camel"):
    """What somebody declared; `allowances` is None until they said something about money, empty for none."""

    allowances: tuple[Allowance, ...] | None = None
    proofs: tuple[Proof, ...] = ()


async def declaration(person_id: UUID) -> Declaration:
    """What this person has declared so far."""
    found = await db.row("SELECT allowances, proofs FROM declaration WHERE person = $1", person_id)
    if found is None:
        return Declaration()
    return Declaration(
        allowances=msgspec.json.decode(found["allowances"] or "null", type=tuple[Allowance, ...] | None),
        proofs=msgspec.json.decode(found["proofs"], type=tuple[Proof, ...]),
    )


async def declare(wanted: Declaration, *, actor: Actor, now: datetime) -> Declaration:
    """Replace what the actor declared before. Raises AllowanceInvalid, ProofInvalid."""
    _check(wanted)
    async with db.transaction():
        await db.execute(
            "INSERT INTO declaration (person, allowances, proofs, declared_at) VALUES ($1, $2::jsonb, $3::jsonb, $4)"
            " ON CONFLICT (person) DO UPDATE SET allowances = excluded.allowances, proofs = excluded.proofs,"
            " declared_at = excluded.declared_at",
            actor.person_id,
            None if wanted.allowances is None else msgspec.json.encode(wanted.allowances).decode(),
            msgspec.json.encode(wanted.proofs).decode(),
            now,
        )
        await audit.record("declared", actor=actor.person_id, subject=actor.person_id)
        await publish(Declared(person_id=actor.person_id))
    return wanted


def _check(wanted: Declaration) -> None:
    if len(wanted.allowances or ()) > LONGEST_LIST or not all(map(_is_sensible, wanted.allowances or ())):
        raise AllowanceInvalid(field="allowances")
    numbers_fit = all(len(proof.number) <= NUMBER_LENGTH for proof in wanted.proofs)
    days_fit = all((proof.valid_until or date.max).year >= 2000 for proof in wanted.proofs)
    if len(wanted.proofs) > LONGEST_LIST or not numbers_fit or not days_fit:
        raise ProofInvalid(field="proofs")


def _is_sensible(allowance: Allowance) -> bool:
    if allowance.kind is AllowanceKind.NONE:
        return allowance.cents_per_year == 0
    return 0 <= allowance.cents_per_year <= HIGHEST_ALLOWANCE
