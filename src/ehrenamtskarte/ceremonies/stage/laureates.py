"""Who is honoured at an event: entered by the office, or taken over from the awards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.ceremonies.stage import stage_rules
from ehrenamtskarte.ceremonies.stage.schemas import LaureateIn, LaureateOut, PortraitOut
from ehrenamtskarte.ceremonies.stage.stage_rules import LaureateKind
from ehrenamtskarte.ceremonies.tables import Laureate
from ehrenamtskarte.companies import finding
from ehrenamtskarte.companies.rules import ChangedMeanwhile, check_length
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import NOTHING_SAID, Text

_LAUREATES = (
    "SELECT l.*, c.name AS company_name, s.name AS supporter_name, p.id AS picture, p.alt_de, p.alt_en, p.published"
    " FROM laureate l LEFT JOIN company c ON c.id = l.company LEFT JOIN company s ON s.id = l.supporter"
    " LEFT JOIN LATERAL (SELECT id, alt_de, alt_en, published FROM ceremony_photo WHERE laureate = l.id"
    " ORDER BY id DESC LIMIT 1) p ON true WHERE l.ceremony = $1 AND ($2::uuid IS NULL OR l.id = $2)"
    " ORDER BY l.position, l.id"
)
_AS_STORED = (
    "id", "name", "laudator", "person", "organisation", "company", "company_name", "supporter", "supporter_name", "revision",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Honoured:
    """A laureate as the awards hand them over."""

    kind: LaureateKind
    name: str
    award: Text
    person: UUID | None = None
    organisation: UUID | None = None
    company: UUID | None = None
    email: str | None = None
    supporter: UUID | None = None
    laudator: str = ""
    laudatio: Text = field(default=NOTHING_SAID)
    consent: Consent = Consent.OPEN


async def of_ceremony(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[LaureateOut]:
    """All in the order of the stage. Raises NotFound, SecondFactorNeeded."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    return await _found(ceremony_id)


async def add(office: UUID | None, ceremony_id: UUID, data: LaureateIn, *, actor: Actor) -> LaureateOut:
    """Enter somebody who is honoured, as the last.

    Raises NotFound, SecondFactorNeeded, NameMissing, TooLong, EmailInvalid, CompanyNotThere, TooManyLaureates.
    """
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        columns = await _columns(data, before=None)
        laureate_id = (await _append(ceremony_id, [columns]))[0]
        await audit.record("laureate_added", actor=actor.person_id, subject=laureate_id, tenant=office)
        return (await _found(ceremony_id, laureate_id))[0]


async def change(
    office: UUID | None, ceremony_id: UUID, laureate_id: UUID, data: LaureateIn, *, actor: Actor
) -> LaureateOut:
    """Write somebody anew who was edited at this revision.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, NameMissing, TooLong, EmailInvalid, CompanyNotThere.
    """
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        before = await Laureate.objects().get(
            (Laureate.id == laureate_id) & (Laureate.ceremony == ceremony_id)
        )
        if before is None:
            raise NotFound
        if before.revision != data.revision:
            raise ChangedMeanwhile
        columns = await _columns(data, before=before)
        await Laureate.update(columns | {"revision": before.revision + 1}).where(  # type: ignore[arg-type]
            Laureate.id == laureate_id
        )
        await audit.record(
            "laureate_changed",
            actor=actor.person_id,
            subject=laureate_id,
            tenant=office,
            consent=data.consent,
        )
        return (await _found(ceremony_id, laureate_id))[0]


async def remove(office: UUID | None, ceremony_id: UUID, laureate_id: UUID, *, actor: Actor) -> None:
    """Take somebody off the stage; their points of the programme stay. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        await db.execute(
            "UPDATE programme_item SET laureate = NULL WHERE ceremony = $1 AND laureate = $2",
            ceremony_id,
            laureate_id,
        )
        # A portrait for the stage alone serves nobody else.
        await db.execute("DELETE FROM ceremony_photo WHERE laureate = $1 AND NOT published", laureate_id)
        if not await db.execute(
            "DELETE FROM laureate WHERE id = $2 AND ceremony = $1", ceremony_id, laureate_id
        ):
            raise NotFound
        await audit.record("laureate_removed", actor=actor.person_id, subject=laureate_id, tenant=office)


async def put_in_order(
    office: UUID | None, ceremony_id: UUID, ids: Sequence[UUID], *, actor: Actor
) -> list[LaureateOut]:
    """Change the order on stage; every one is named once. Raises NotFound, SecondFactorNeeded, OrderIncomplete."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        there = await db.rows("SELECT id FROM laureate WHERE ceremony = $1", ceremony_id)
        if sorted(ids) != sorted(row["id"] for row in there):
            raise stage_rules.OrderIncomplete
        await db.execute(
            "UPDATE laureate l SET position = o.position FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, position)"
            " WHERE l.id = o.id",
            list(ids),
        )
        return await _found(ceremony_id)


async def take_over(ceremony_id: UUID, honoured: Sequence[Honoured]) -> list[UUID]:
    """Put the laureates of an award on the stage of its event, in the current transaction; the new ones' ids.

    Whoever stands there already with the same award is left as the office has them. This is all that the awards
    call. Raises TooManyLaureates.
    """
    await db.execute("SELECT 1 FROM ceremony WHERE id = $1 FOR NO KEY UPDATE", ceremony_id)
    there = await db.rows("SELECT kind, name, award_de FROM laureate WHERE ceremony = $1", ceremony_id)
    known = {(row["kind"], row["name"], row["award_de"]) for row in there}
    return await _append(
        ceremony_id,
        [
            {
                "kind": one.kind.value,
                "name": one.name,
                "award_de": one.award.de,
                "award_en": one.award.en,
                "laudator": one.laudator,
                "laudatio_de": one.laudatio.de,
                "laudatio_en": one.laudatio.en,
                "person": one.person,
                "organisation": one.organisation,
                "company": one.company,
                "supporter": one.supporter,
                "email": one.email,
                "consent": one.consent.value,
            }
            for one in honoured
            if (one.kind.value, one.name, one.award.de) not in known
        ],
    )


async def _append(ceremony_id: UUID, new: Sequence[dict[str, Any]]) -> list[UUID]:
    if not new:
        return []
    facts = await db.row(
        "SELECT count(*) AS there, coalesce(max(position), 0) AS last FROM laureate WHERE ceremony = $1",
        ceremony_id,
    )
    assert facts is not None
    if facts["there"] + len(new) > stage_rules.MOST_LAUREATES:
        raise stage_rules.TooManyLaureates(most=stage_rules.MOST_LAUREATES)
    added = [
        Laureate(id=new_id(), ceremony=ceremony_id, position=position, **columns)
        for position, columns in enumerate(new, facts["last"] + 1)
    ]
    await Laureate.insert(*added)
    return [laureate.id for laureate in added]


async def _columns(data: LaureateIn, *, before: Laureate | None) -> dict[str, Any]:
    name = " ".join(data.name.split())
    if not name:
        raise stage_rules.NameMissing(field="name")
    await _check_companies(data, before)
    award = check_length(data.award, stage_rules.LONGEST_TITLE, field="award")
    laudatio = check_length(data.laudatio, stage_rules.LONGEST_SPEECH, field="laudatio")
    quote = check_length(data.quote, stage_rules.LONGEST_QUOTE, field="quote")
    return {
        "kind": data.kind.value,
        "name": name,
        "email": normal_email(data.email) if data.email.strip() else None,
        "award_de": award.de,
        "award_en": award.en,
        "laudator": data.laudator.strip(),
        "laudatio_de": laudatio.de,
        "laudatio_en": laudatio.en,
        "quote_de": quote.de,
        "quote_en": quote.en,
        "organisation": data.organisation if data.kind is LaureateKind.ORGANISATION else None,
        "company": data.company if data.kind is LaureateKind.COMPANY else None,
        "supporter": data.supporter,
        "consent": data.consent.value,
    }


async def _check_companies(data: LaureateIn, before: Laureate | None) -> None:
    """A company that is newly named takes part; the organisation exists."""
    for name in ("company", "supporter"):
        wanted = getattr(data, name)
        new = wanted and wanted != getattr(before, name, None)
        if new and not await finding.takes_part(wanted):
            raise stage_rules.CompanyNotThere(field=name)
    if data.organisation and not await db.scalar(
        "SELECT 1 FROM organisation WHERE id = $1 AND status = 'approved'", data.organisation
    ):
        raise NotFound


async def _found(ceremony_id: UUID, laureate_id: UUID | None = None) -> list[LaureateOut]:
    return [_out(row) for row in await db.rows(_LAUREATES, ceremony_id, laureate_id)]


def _out(row: Any) -> LaureateOut:
    picture = (
        PortraitOut(row["picture"], Text(row["alt_de"], row["alt_en"]), row["published"])
        if row["picture"]
        else None
    )
    return LaureateOut(
        kind=LaureateKind(row["kind"]),
        award=Text(row["award_de"], row["award_en"]),
        email=row["email"] or "",
        laudatio=Text(row["laudatio_de"], row["laudatio_en"]),
        quote=Text(row["quote_de"], row["quote_en"]),
        consent=Consent(row["consent"]),
        picture=picture,
        **{name: row[name] for name in _AS_STORED},
    )
