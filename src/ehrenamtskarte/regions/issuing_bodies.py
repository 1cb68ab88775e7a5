"""Issuing bodies: created, changed, listed, and given their case workers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.accounts.memberships import MemberOfTenant
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, values_of
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.regions import policies, rules
from ehrenamtskarte.regions.events import AreaChanged
from ehrenamtskarte.regions.rules import IssuingBodyKind
from ehrenamtskarte.regions.tables import IssuingBody


@dataclass(frozen=True)
class Town:
    """A municipality by key and name."""

    ags: str
    name: str


@dataclass(frozen=True)
class IssuingBodyInFull:
    """An issuing body with its settings and its towns in German order."""

    id: UUID
    name: str
    kind: IssuingBodyKind
    number: int
    automatic_approval: bool
    email: str
    municipalities: list[Town]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What to change of an issuing body; None stays as it is."""

    name: str | None = None
    kind: IssuingBodyKind | None = None
    municipalities: Collection[str] | None = None
    automatic_approval: bool | None = None
    email: str | None = None

    @property
    def concern_others(self) -> bool:
        """Whether they change more than how the body itself works."""
        return any(value is not None for value in (self.name, self.kind, self.municipalities))


async def create_issuing_body(
    name: str,
    kind: IssuingBodyKind,
    municipalities: Collection[str],
    *,
    email: str,
    automatic_approval: bool = False,
    number: int | None = None,
    actor: Actor,
) -> IssuingBodyInFull:
    """Let a town, a district or an agency issue the card for these towns.

    Raises Forbidden, NameInvalid, EmailInvalid, TownsMissing, TownUnknown, TownTaken, OnlyItsOwnTown,
    TownsOfSeveralDistricts, NumberForeign, NumberTaken.
    """
    policies.must_be_state_office(actor)
    name, address = rules.normal_name(name), normal_email(email)
    own_number = rules.issuer_number(kind, municipalities, number)
    rules.check_area(kind, own_number, municipalities)
    body_id = new_id()
    async with db.transaction():
        is_new = await db.execute(
            "INSERT INTO issuing_body (id, name, kind, number, automatic_approval, email, sort_key, search_text)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING",
            body_id, name, kind, own_number, automatic_approval, address, sort_key(name), rules.words_to_find(name),
        )  # fmt: skip
        if not is_new:
            await _refuse_number(own_number)
        await _set_area(body_id, municipalities)
        await audit.record(
            "issuing_body_created", actor=actor.person_id, subject=body_id, tenant=body_id, number=own_number
        )
        return await _in_full(body_id)


async def change_issuing_body(issuing_body_id: UUID, changes: Changes, *, actor: Actor) -> IssuingBodyInFull:
    """Change how a body works; its name, kind and towns are the state office's to change.

    Raises NotFound, Forbidden, NameInvalid, EmailInvalid, TownUnknown, TownTaken, OnlyItsOwnTown,
    TownsOfSeveralDistricts.
    """
    policies.must_work_for(actor, issuing_body_id)
    if changes.concern_others:
        policies.must_be_state_office(actor)
    async with db.transaction():
        body = await IssuingBody.objects().lock_rows().get(IssuingBody.id == issuing_body_id)
        if body is None:
            raise NotFound
        if changes.name is not None:
            await _rename(body, rules.normal_name(changes.name))
        if changes.email is not None:
            body.email = normal_email(changes.email)
        if changes.automatic_approval is not None:
            body.automatic_approval = changes.automatic_approval
        body.kind = changes.kind or body.kind
        if changes.municipalities is not None:
            await _set_area(body.id, changes.municipalities)
        area = [town.ags for town in (await _towns_of([body.id]))[body.id]]
        rules.check_area(IssuingBodyKind(body.kind), body.number, area)
        await body.save()
        fields = [name for name in vars(changes) if getattr(changes, name) is not None]
        await audit.record(
            "issuing_body_changed", actor=actor.person_id, subject=body.id, tenant=body.id, fields=fields
        )
        return await _in_full(body.id)


async def issuing_body(issuing_body_id: UUID, *, actor: Actor) -> IssuingBodyInFull:
    """One issuing body with its settings. Raises NotFound."""
    policies.must_work_for(actor, issuing_body_id)
    return await _in_full(issuing_body_id)


async def find_issuing_bodies(
    query: str = "", *, cursor: str | None = None, size: int = PAGE_SIZE, actor: Actor
) -> Page[IssuingBodyInFull]:
    """Issuing bodies in German order, by their name or by a town they issue for. Raises Forbidden."""
    policies.must_be_state_office(actor)
    after = values_of(cursor, 2) or ["", ""]
    found = await db.rows(
        "WITH matches AS (SELECT b.* FROM issuing_body b WHERE b.search_text LIKE ALL($1::text[])"
        " OR EXISTS (SELECT FROM issuing_area a JOIN municipality m ON m.ags = a.municipality"
        " WHERE a.issuing_body = b.id AND m.search_text LIKE ALL($1::text[])))"
        " SELECT *, (SELECT count(*) FROM matches) AS total FROM matches"
        ' WHERE (sort_key COLLATE "C", id::text) > ($2, $3) ORDER BY sort_key COLLATE "C", id::text LIMIT $4',
        rules.patterns(query).anywhere, *after, size + 1,
    )  # fmt: skip
    last = found[size - 1] if len(found) > size else None
    towns = await _towns_of([body["id"] for body in found[:size]])
    return Page(
        [_with_towns(body, towns[body["id"]]) for body in found[:size]],
        next=cursor_of(last["sort_key"], str(last["id"])) if last else None,
        total=found[0]["total"] if found else 0,
    )


async def case_workers(issuing_body_id: UUID, *, actor: Actor) -> list[MemberOfTenant]:
    """Who decides there. Raises NotFound."""
    await issuing_body(issuing_body_id, actor=actor)
    return await memberships.of_tenant(Role.CASE_WORKER, issuing_body_id, actor=actor)


async def add_case_worker(issuing_body_id: UUID, email: str, *, actor: Actor, now: datetime) -> None:
    """Let somebody decide there; a colleague or the state office does. Raises NotFound, EmailInvalid."""
    body = await issuing_body(issuing_body_id, actor=actor)
    await memberships.grant_by_email(
        Role.CASE_WORKER,
        email=email,
        tenant=body.id,
        tenant_name=body.name,
        granted_by=actor.person_id,
        now=now,
    )


async def remove_case_worker(issuing_body_id: UUID, person_id: UUID, *, actor: Actor) -> None:
    """Let somebody no longer decide there. Raises NotFound, LastOneLeft."""
    await issuing_body(issuing_body_id, actor=actor)
    await memberships.revoke(
        Role.CASE_WORKER, person_id=person_id, tenant=issuing_body_id, revoked_by=actor.person_id
    )


async def _rename(body: IssuingBody, name: str) -> None:
    body.name, body.sort_key, body.search_text = name, sort_key(name), rules.words_to_find(name)
    await memberships.rename_tenant(body.id, name)


async def _set_area(issuing_body_id: UUID, municipalities: Collection[str]) -> None:
    """Make these the body's towns; the key on the town decides between two bodies that want it at once."""
    wanted = sorted(set(municipalities))
    unknown = await db.scalar(
        "SELECT ags FROM unnest($1::text[]) AS ags WHERE ags NOT IN (SELECT m.ags FROM municipality m) LIMIT 1",
        wanted,
    )
    if unknown is not None:
        raise rules.TownUnknown(field="municipalities", ags=unknown)
    gone = await db.rows(
        "DELETE FROM issuing_area WHERE issuing_body = $1 AND municipality <> ALL($2) RETURNING municipality",
        issuing_body_id,
        wanted,
    )
    added = await db.rows(
        "INSERT INTO issuing_area (municipality, issuing_body) SELECT ags, $1 FROM unnest($2::text[]) AS ags"
        " ON CONFLICT (municipality) DO NOTHING RETURNING municipality",
        issuing_body_id,
        wanted,
    )
    taken = await db.row(
        "SELECT m.name AS town, b.name AS holder FROM issuing_area a JOIN municipality m ON m.ags = a.municipality"
        " JOIN issuing_body b ON b.id = a.issuing_body WHERE a.municipality = ANY($2) AND b.id <> $1"
        ' ORDER BY m.sort_key COLLATE "C" LIMIT 1',
        issuing_body_id,
        wanted,
    )
    if taken is not None:
        raise rules.TownTaken(field="municipalities", town=taken["town"], holder=taken["holder"])
    changed = tuple(sorted(row["municipality"] for row in (*gone, *added)))
    if changed:
        await publish(AreaChanged(issuing_body_id=issuing_body_id, municipalities=changed))


async def _refuse_number(number: int) -> None:
    holder = await db.scalar("SELECT name FROM issuing_body WHERE number = $1", number)
    raise rules.NumberTaken(field="municipalities", number=number, holder=holder)


async def _in_full(issuing_body_id: UUID) -> IssuingBodyInFull:
    body = await db.row("SELECT * FROM issuing_body WHERE id = $1", issuing_body_id)
    if body is None:
        raise NotFound
    return _with_towns(body, (await _towns_of([issuing_body_id]))[issuing_body_id])


def _with_towns(body: Any, towns: list[Town]) -> IssuingBodyInFull:
    return IssuingBodyInFull(
        body["id"],
        body["name"],
        IssuingBodyKind(body["kind"]),
        body["number"],
        body["automatic_approval"],
        body["email"],
        towns,
    )


async def _towns_of(issuing_bodies: Sequence[UUID]) -> dict[UUID, list[Town]]:
    towns: dict[UUID, list[Town]] = {body: [] for body in issuing_bodies}
    found = await db.rows(
        "SELECT a.issuing_body, m.ags, m.name FROM issuing_area a JOIN municipality m ON m.ags = a.municipality"
        ' WHERE a.issuing_body = ANY($1) ORDER BY m.sort_key COLLATE "C"',
        list(issuing_bodies),
    )
    for town in found:
        towns[town["issuing_body"]].append(Town(town["ags"], town["name"]))
    return towns
