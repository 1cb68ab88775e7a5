"""The people an organisation works with, as its own list names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.accounts.people import Reservation
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, values_of
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.organisations import policies, rules
from ehrenamtskarte.organisations.rules import RosterEntry, who
from ehrenamtskarte.organisations.tables import Member


@dataclass(frozen=True)
class Enrolled:
    """The person behind each entry, in order, and how many of them are new."""

    people: list[UUID]
    new: int


async def enrol(organisation_id: UUID, entries: Sequence[RosterEntry], *, now: datetime) -> Enrolled:
    """Put people on the roster who are not there yet; a person without an account gets one reserved."""
    async with db.transaction():
        await db.execute("SELECT 1 FROM organisation WHERE id = $1 FOR UPDATE", organisation_id)
        known = {who(entry): person for entry, person in await _entries(organisation_id)}
        wanted = list({who(entry): entry for entry in entries if who(entry) not in known}.values())
        reserved = await people.reserve(
            [Reservation(e.given_name.strip(), e.family_name.strip(), e.birth_date, e.email) for e in wanted],
            now=now,
        )
        await _insert(organisation_id, list(zip(wanted, reserved, strict=True)), now)
        known |= {who(entry): person for entry, person in zip(wanted, reserved, strict=True)}
        return Enrolled([known[who(entry)] for entry in entries], new=len(wanted))


async def _entries(organisation_id: UUID) -> list[tuple[RosterEntry, UUID]]:
    found = await db.rows(
        "SELECT given_name, family_name, number, birth_date, email, person FROM member WHERE organisation = $1",
        organisation_id,
    )
    return [(RosterEntry(*tuple(member)[:5]), member["person"]) for member in found]


async def _insert(organisation_id: UUID, members: list[tuple[RosterEntry, UUID]], now: datetime) -> None:
    if not members:
        return
    await db.execute(
        "INSERT INTO member (id, organisation, person, number, given_name, family_name, sort_key, birth_date, email, since)"
        " SELECT i, $1, p, n, g, f, s, b, e, $2 FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],"
        " $8::text[], $9::date[], $10::text[]) AS t(i, p, n, g, f, s, b, e)"
        " ON CONFLICT (organisation, person) DO NOTHING",
        organisation_id,
        clock.berlin_day(now),
        [new_id() for _ in members],
        [person for _, person in members],
        [entry.number.strip() for entry, _ in members],
        [entry.given_name.strip() for entry, _ in members],
        [entry.family_name.strip() for entry, _ in members],
        [_sort_key(entry.given_name, entry.family_name) for entry, _ in members],
        [entry.birth_date for entry, _ in members],
        [entry.email.strip().lower() if entry.email else None for entry, _ in members],
    )


def _sort_key(given_name: str, family_name: str) -> str:
    return f"{sort_key(family_name)} {sort_key(given_name)}".strip()


async def add(organisation_id: UUID, entry: RosterEntry, *, actor: Actor, now: datetime) -> Member:
    """Put one person on the roster. Raises NotFound, NameMissing, EmailInvalid, AlreadyOnRoster."""
    policies.must_coordinate(actor, organisation_id)
    rules.check_name(entry.given_name, entry.family_name)
    if entry.email:
        normal_email(entry.email)
    async with db.transaction():
        enrolled = await enrol(organisation_id, [entry], now=now)
        if not enrolled.new and not await _returned(organisation_id, enrolled.people[0]):
            raise rules.AlreadyOnRoster(field="familyName")
        await audit.record(
            "member_added", actor=actor.person_id, subject=enrolled.people[0], tenant=organisation_id
        )
        found = await Member.objects().get(
            (Member.organisation == organisation_id) & (Member.person == enrolled.people[0])
        )
        if found is None:
            raise rules.AlreadyOnRoster(field="familyName")
        return found


async def _returned(organisation_id: UUID, person_id: UUID) -> bool:
    """Whether the person had left and is on the roster again by this."""
    back = await db.rows(
        "UPDATE member SET left_on = NULL WHERE organisation = $1 AND person = $2 AND left_on IS NOT NULL RETURNING id",
        organisation_id,
        person_id,
    )
    return bool(back)


async def join(organisation_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """Put a volunteer who recorded hours for the organisation on its roster, under their own name."""
    async with db.transaction():
        if await Member.exists().where(
            (Member.organisation == organisation_id) & (Member.person == person_id)
        ):
            return
        person = await people.person(person_id)
        rules.check_name(person.given_name, person.family_name)
        entry = RosterEntry(person.given_name, person.family_name, "", person.birth_date, person.email)
        await _insert(organisation_id, [(entry, person_id)], now)


async def _own_member(organisation_id: UUID, member_id: UUID, actor: Actor) -> Member:
    policies.must_coordinate(actor, organisation_id)
    found = (
        await Member.objects()
        .lock_rows()
        .get((Member.id == member_id) & (Member.organisation == organisation_id))
    )
    if found is None:
        raise NotFound
    return found


async def change(
    organisation_id: UUID, member_id: UUID, changes: dict[str, object], *, actor: Actor
) -> Member:
    """Correct an entry. An address added to somebody without an account lets them sign in with it."""
    async with db.transaction():
        member = await _own_member(organisation_id, member_id, actor)
        given = str(changes.get("given_name", member.given_name)).strip()
        family = str(changes.get("family_name", member.family_name)).strip()
        rules.check_name(given, family)
        email = changes.get("email", member.email)
        changes |= {"given_name": given, "family_name": family, "sort_key": _sort_key(given, family)}
        if email and email != member.email:
            changes["email"] = normal_email(str(email))
            await db.execute(
                "UPDATE person SET email = $2 WHERE id = $1 AND claimed_at IS NULL AND email IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM person WHERE email = $2)",
                member.person,
                changes["email"],
            )
        await Member.update(changes).where(Member.id == member_id)  # type: ignore[arg-type]
        await audit.record(
            "member_changed",
            actor=actor.person_id,
            subject=member.person,
            tenant=organisation_id,
            fields=sorted(changes),
        )
        return await _own_member(organisation_id, member_id, actor)


async def remove(organisation_id: UUID, member_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note that somebody left; their hours stay."""
    async with db.transaction():
        member = await _own_member(organisation_id, member_id, actor)
        await Member.update({Member.left_on: clock.berlin_day(now)}).where(Member.id == member_id)
        await audit.record(
            "member_left", actor=actor.person_id, subject=member.person, tenant=organisation_id
        )


async def restore(organisation_id: UUID, member_id: UUID, *, actor: Actor) -> None:
    """Take it back that somebody left. Raises NotFound."""
    async with db.transaction():
        member = await _own_member(organisation_id, member_id, actor)
        await _returned(organisation_id, member.person)
        await audit.record(
            "member_returned", actor=actor.person_id, subject=member.person, tenant=organisation_id
        )


async def claim_code(
    organisation_id: UUID, member_id: UUID, *, actor: Actor, now: datetime
) -> tuple[str, datetime]:
    """A code for a letter to somebody without an account. Raises NotFound."""
    async with db.transaction():
        member = await _own_member(organisation_id, member_id, actor)
        code = await people.issue_claim_code(member.person, now=now)
        await audit.record(
            "claim_code_issued", actor=actor.person_id, subject=member.person, tenant=organisation_id
        )
        return code


@dataclass(frozen=True)
class RosterPage:
    """One page of the roster with what the club needs beside each name."""

    members: list[dict[str, object]]
    next: str | None
    total: int


_MEMBER = (
    "m.*, (p.claimed_at IS NOT NULL) AS has_account, p.email IS NOT NULL AS can_sign_in"
    " FROM member m JOIN person p ON p.id = m.person"
)
_SOUGHT = (
    "WHERE m.organisation = $1 AND m.left_on IS NULL"
    " AND (m.sort_key LIKE ALL($2::text[]) OR m.number = $3 OR m.email LIKE $3 || '%')"
    " AND (NOT $4 OR (p.claimed_at IS NULL AND p.email IS NULL))"
)
_SORTS = {"name": "m.sort_key", "number": "lpad(m.number, 40, '0')"}


async def member(organisation_id: UUID, member_id: UUID, *, actor: Actor) -> dict[str, object]:
    """One person of the roster, also one who left. Raises NotFound."""
    policies.must_coordinate(actor, organisation_id)
    found = await db.row(
        f"SELECT {_MEMBER} WHERE m.organisation = $1 AND m.id = $2",
        organisation_id,
        member_id,
    )
    if found is None:
        raise NotFound
    return dict(found)


async def list_members(
    organisation_id: UUID,
    *,
    actor: Actor,
    q: str = "",
    sort: str = "name",
    unreachable: bool = False,
    cursor: str | None = None,
) -> RosterPage:
    """The roster by name or number, searched by either; `unreachable` are those who need a letter.

    Raises NotFound, UnknownCursor.
    """
    policies.must_coordinate(actor, organisation_id)
    key = _SORTS.get(sort, _SORTS["name"])
    after = values_of(cursor, 2)
    sought = ([f"%{word}%" for word in sort_key(q).split()], q.strip().lower(), unreachable)
    found = await db.rows(
        f"SELECT {key} AS position, {_MEMBER} {_SOUGHT} AND ($5::text IS NULL OR ({key}, m.id) > ($5, $6::uuid))"
        f" ORDER BY {key}, m.id LIMIT $7",
        organisation_id, *sought, *(after or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    members = [dict(member) for member in found[:PAGE_SIZE]]
    more = len(found) > PAGE_SIZE
    total = await db.scalar(
        f"SELECT count(*) FROM member m JOIN person p ON p.id = m.person {_SOUGHT}",  # noqa: S608 - a constant
        organisation_id,
        *sought,
    )
    last = members[-1] if members else None
    return RosterPage(
        members, cursor_of(str(last["position"]), str(last["id"])) if more and last else None, total
    )


async def follow_claim(event: PersonClaimed) -> None:
    """Move the roster entries of a reserved person to the person who claimed them, in the current transaction."""
    # A list that is being taken over names the reserved person: it is finished first.
    await db.execute(
        "SELECT 1 FROM organisation WHERE id IN (SELECT organisation FROM member WHERE person = $1)"
        " ORDER BY id FOR NO KEY UPDATE",
        event.reserved_id,
    )
    await db.execute(
        "UPDATE member m SET person = $2 WHERE person = $1"
        " AND NOT EXISTS (SELECT 1 FROM member o WHERE o.organisation = m.organisation AND o.person = $2)",
        event.reserved_id,
        event.person_id,
    )
    await db.execute("DELETE FROM member WHERE person = $1", event.reserved_id)
