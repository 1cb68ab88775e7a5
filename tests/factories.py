"""One function per thing a test needs, made through the services, so that factories obey the rules too."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.people import Reservation
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.hours.rules import Kind
from ehrenamtskarte.organisations import registration
from ehrenamtskarte.organisations.registration import Registration
from ehrenamtskarte.organisations.rules import Field
from ehrenamtskarte.regions import issuing_bodies
from ehrenamtskarte.regions import service as regions
from ehrenamtskarte.regions.rules import IssuingBodyKind

KOELN = "05315000"
STATE = UUID("00000000-0000-7000-8000-000000000001")


def the_state_office() -> Actor:
    """Somebody of the state office."""
    return Actor(new_id(), (MembershipOf(Role.STATE_OFFICE, STATE),), second_factor=True)


def a_case_worker(issuing_body: UUID) -> Actor:
    """Somebody of an issuing body; for services that keep no reference to the person."""
    return Actor(new_id(), (MembershipOf(Role.CASE_WORKER, issuing_body),), second_factor=True)


async def a_person(given_name: str = "Erika", family_name: str = "Muster", email: str | None = None) -> UUID:
    """Somebody, with an account once they sign in by that address."""
    return (await people.reserve([Reservation(given_name, family_name, email=email)], now=clock.now()))[0]


async def an_issuing_body(
    *municipalities: str,
    kind: IssuingBodyKind = IssuingBodyKind.MUNICIPALITY,
    automatic_approval: bool = False,
) -> UUID:
    """The body that issues cards for these towns, Köln by default."""
    towns: Collection[str] = municipalities or (KOELN,)
    name = (await regions.municipality(next(iter(towns)))).name
    body = await issuing_bodies.create_issuing_body(
        f"Stadt {name}",
        kind,
        towns,
        email="ehrenamt@stadt.example",
        automatic_approval=automatic_approval,
        actor=the_state_office(),
    )
    return body.id


async def an_organisation(
    name: str = "Löschzug 2", municipality: str = KOELN, *, approved: bool = True
) -> UUID:
    """An organisation, approved by its town (by the state office where the town takes no part)."""
    founder = Actor(await a_person("Gründerin", name))
    wanted = Registration(name=name, municipality=municipality, field=Field.RESCUE)
    organisation = await registration.register(wanted, actor=founder, now=clock.now())
    if approved:
        body = await regions.issuing_body_of(municipality)
        decider = a_case_worker(body.id) if body else the_state_office()
        await registration.approve(organisation.id, actor=decider, now=clock.now())
    return organisation.id


async def confirmed_hours(
    person: UUID,
    organisation: UUID,
    minutes: int,
    on: date,
    *,
    until: date | None = None,
    kind: Kind = Kind.WORK,
    confirmed_by: UUID | None = None,
    waiting: bool = False,
) -> None:
    """An entry, split where it is longer than its days, that somebody of the organisation confirmed."""
    signer = confirmed_by or await a_person("Kassenwart", "Kluge")
    status = "submitted" if waiting else "confirmed"
    last = until or on
    longest = ((last - on).days + 1) * 1440
    for number, part in enumerate([longest] * (minutes // longest) + [minutes % longest]):
        if part:
            await db.execute(
                "INSERT INTO hour_record (id, organisation, person, kind, starts_on, ends_on, minutes, task, note, status,"
                " fingerprint, recorded_by, submitted_at, decided_by, decided_at, reason)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', $8, $9, $3, now(), $10, $11, '')",
                new_id(), organisation, person, kind, on - timedelta(days=number), last - timedelta(days=number),
                part, status, new_id().bytes,
                *((None, None) if waiting else (signer, clock.now())),
            )  # fmt: skip


async def a_statement(
    person: UUID,
    organisation: UUID,
    since: date,
    *,
    weekly_minutes: int | None = None,
    until: date | None = None,
    signed_by: UUID | None = None,
) -> None:
    """An organisation vouches for somebody's years and week, without an allowance."""
    signer = signed_by or await a_person("Vorsitzende", "Voss")
    await db.execute(
        "INSERT INTO statement (id, organisation, person, since, until, weekly_minutes, task, allowance_kind,"
        " allowance_cents_per_year, signed_by, stated_at) VALUES ($1, $2, $3, $4, $5, $6, '', 'none', 0, $7, now())",
        new_id(), organisation, person, since, until, weekly_minutes, signer,
    )  # fmt: skip
