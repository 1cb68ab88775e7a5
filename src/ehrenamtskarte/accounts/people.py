"""People and their own data: profile, reservation by an organisation, claiming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehrenamtskarte.accounts import rules
from ehrenamtskarte.accounts.events import PersonChanged, PersonClaimed
from ehrenamtskarte.accounts.tables import Membership, Person
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.rate_limits import limit


@dataclass(frozen=True)
class Reservation:
    """What an organisation knows of somebody who has no account yet."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    email: str | None = None


async def person(person_id: UUID) -> Person:
    """One person. Raises NotFound."""
    found = await Person.objects().get(Person.id == person_id)
    if found is None:
        raise NotFound
    return found


async def change_profile(actor: Actor, changes: dict[str, object], *, now: datetime) -> Person:
    """Change the own data; only the given fields. Raises Invalid."""
    birth_date = changes.get("birth_date")
    rules.check_birth_date(birth_date if isinstance(birth_date, date) else None, clock.berlin_day(now))
    async with db.transaction():
        if changes:
            await Person.update(changes).where(Person.id == actor.person_id)  # type: ignore[arg-type]
            await audit.record(
                "profile_changed", actor=actor.person_id, subject=actor.person_id, fields=sorted(changes)
            )
            await publish(PersonChanged(person_id=actor.person_id))
        return await person(actor.person_id)


async def reserve(reservations: Sequence[Reservation], *, now: datetime) -> list[UUID]:
    """A person for each reservation, in order: the one with that e-mail and name where there is one, else a new one.

    An address shared by two names (a family) signs in the first; the others stay without an account to claim.
    """
    emails = [r.email.strip().lower() if r.email else None for r in reservations]
    async with db.transaction():
        known = {
            row["email"]: row
            for row in await db.rows(
                "SELECT id, email, family_name, given_name FROM person WHERE email = ANY($1)",
                sorted({email for email in emails if email}),
            )
        }
        ids, fresh = [], []
        for email, wanted in zip(emails, reservations, strict=True):
            holder = known.get(email) if email else None
            if holder is not None and _same_name(holder, wanted):
                ids.append(holder["id"])
                continue
            person_id = new_id()
            taken = holder is not None
            fresh.append(
                (
                    person_id,
                    None if taken else email,
                    wanted.given_name,
                    wanted.family_name,
                    wanted.birth_date,
                )
            )
            ids.append(person_id)
            if email and not taken:
                known[email] = {
                    "id": person_id,
                    "given_name": wanted.given_name,
                    "family_name": wanted.family_name,
                }
        if fresh:
            await db.execute(
                "INSERT INTO person"
                " (id, email, given_name, family_name, birth_date, street, postal_code, phone, language, created_at)"
                " SELECT i, e, g, f, b, '', '', '', 'de', $6"
                " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[]) AS t(i, e, g, f, b)",
                *map(list, zip(*fresh, strict=True)), now,
            )  # fmt: skip
    return ids


def _same_name(holder: dict[str, str], wanted: Reservation) -> bool:
    """Whether the holder of an address is the one meant; an account without a name yet is."""
    if not holder["family_name"] and not holder["given_name"]:
        return True
    return (holder["given_name"].casefold(), holder["family_name"].casefold()) == (
        wanted.given_name.casefold(),
        wanted.family_name.casefold(),
    )


async def issue_claim_code(person_id: UUID, *, now: datetime) -> tuple[str, datetime]:
    """A fresh code for a printed letter, ending any older one.

    Raises SignsInByEmail for everybody with an address: the same person may be on another club's roster, and
    a letter would open that club's entries too. Raises NotFound when the person has an account or a role.
    """
    code = rules.new_claim_code()
    async with db.transaction():
        found = await db.row(
            "SELECT email FROM person p WHERE id = $1 AND claimed_at IS NULL"
            " AND NOT EXISTS (SELECT FROM membership m WHERE m.person = p.id)",
            person_id,
        )
        if found is None:
            raise NotFound
        if found["email"] is not None:
            raise rules.SignsInByEmail
        await db.execute(
            "INSERT INTO claim_code (id, person, code_digest, expires_at, attempts) VALUES ($1, $2, $3, $4, 0)"
            " ON CONFLICT (person) DO UPDATE SET code_digest = excluded.code_digest,"
            " expires_at = excluded.expires_at, attempts = 0",
            new_id(), person_id, rules.digest(rules.normal_claim_code(code)), now + rules.CLAIM_LIFE,
        )  # fmt: skip
    return code, now + rules.CLAIM_LIFE


async def claim(code: str, birth_date: date | None, *, actor: Actor, now: datetime) -> None:
    """Take over what an organisation reserved, with the letter's code and, where it is known, the birth date.

    Raises ClaimWrong, TooManyRequests.
    """
    await limit("claim", str(actor.person_id), times=10, seconds=3600)
    async with db.apart():
        # Counted apart, so that a wrong guess counts although the request is refused.
        found = await db.row(
            "UPDATE claim_code SET attempts = attempts + 1 WHERE code_digest = $1 AND expires_at > $2 AND attempts < $3"
            " RETURNING person",
            rules.digest(rules.normal_claim_code(code)), now, rules.CLAIM_ATTEMPTS,
        )  # fmt: skip
    if found is None:
        raise rules.ClaimWrong(field="code")
    async with db.transaction():
        reserved = await Person.objects().lock_rows().get(Person.id == found["person"])
        if reserved is None or reserved.claimed_at is not None or reserved.merged_into is not None:
            raise rules.ClaimWrong(field="code")
        # An address added after the letter lets other clubs find the same person: see issue_claim_code.
        if reserved.email is not None or await Membership.exists().where(Membership.person == reserved.id):
            raise rules.ClaimWrong(field="code")
        if reserved.birth_date is not None and reserved.birth_date != birth_date:
            raise rules.ClaimWrong(field="birthDate")
        await db.execute("DELETE FROM claim_code WHERE person = $1", reserved.id)
        await db.execute(
            "UPDATE person SET merged_into = $2, email = NULL, claimed_at = $3 WHERE id = $1",
            reserved.id, actor.person_id, now,
        )  # fmt: skip
        await db.execute(
            "UPDATE person SET birth_date = coalesce(birth_date, $2),"
            " given_name = CASE given_name WHEN '' THEN $3 ELSE given_name END,"
            " family_name = CASE family_name WHEN '' THEN $4 ELSE family_name END WHERE id = $1",
            actor.person_id, reserved.birth_date, reserved.given_name, reserved.family_name,
        )  # fmt: skip
        await audit.record("person_claimed", actor=actor.person_id, subject=reserved.id)
        await publish(PersonClaimed(person_id=actor.person_id, reserved_id=reserved.id))
