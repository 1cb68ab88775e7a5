"""One function per thing a test needs, made through the services, so that factories obey the rules too."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.accounts.people import Reservation
from ehrenamtskarte.awards.rules import HANDED_IN, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import (
    AwardCall,
    AwardCategory,
    AwardEntry,
    AwardLaureate,
    CallPhase,
    EntryFile,
    EntryMember,
    Juror,
    JuryCriterion,
    JuryRound,
    MonthlyEngagement,
    RoundJuror,
    Vote,
)
from ehrenamtskarte.ceremonies.tables import Attendee, Ceremony, CeremonyCompany, Guest, GuestGroup, Laureate
from ehrenamtskarte.companies import registration as companies
from ehrenamtskarte.companies import venues
from ehrenamtskarte.companies.places import VenueData
from ehrenamtskarte.companies.rules import Registration as CompanyRegistration
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key
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


async def a_company(
    name: str = "Schlossbad", municipality: str = KOELN, *, status: str = "approved", statewide: bool = False
) -> UUID:
    """A company without staff, registered by its office; another status is set as given."""
    body = None if statewide else await regions.issuing_body_of(municipality)
    clerk = replace(
        a_case_worker(body.id) if body else the_state_office(), person_id=await a_person("Ina", name)
    )
    wanted = CompanyRegistration(
        name=name,
        municipality=municipality,
        statewide=statewide,
        contact_name="Karin Kasse",
        contact_email="kasse@bad.example",
        contact_phone="0221 123",
    )
    company = await companies.register_for(body.id if body else None, wanted, actor=clerk, now=clock.now())
    if status != "approved":
        await db.execute(
            "UPDATE company SET status = $2::text, reason = CASE $2::text WHEN 'rejected' THEN 'Test' ELSE '' END,"
            " decided_at = CASE $2::text WHEN 'waiting' THEN NULL ELSE decided_at END,"
            " left_at = CASE $2::text WHEN 'left' THEN now() END WHERE id = $1",
            company.id,
            status,
        )
    return company.id


async def a_venue(
    company: UUID,
    name: str = "Am Schloss",
    municipality: str = KOELN,
    *,
    point: tuple[float, float] | None = (50.94, 6.96),
) -> UUID:
    """An open venue; without a point in the middle of its postal code or town."""
    latitude, longitude = point or (None, None)
    data = VenueData(
        municipality=municipality,
        name=name,
        street="Schlossstr. 1",
        postal_code="50667",
        latitude=latitude,
        longitude=longitude,
    )
    venue = await venues.add_first(company, data, actor=the_state_office())
    venue_id: UUID = venue["id"]
    return venue_id


async def a_benefit(
    company: UUID, title: str = "Halber Eintritt", *, status: str = "approved", **columns: object
) -> UUID:
    """An offer of 50 % off in the category leisure and sport; `columns` are set as given."""
    benefit_id = new_id()
    await db.execute(
        "INSERT INTO benefit (id, company, title_de, title_en, sort_key, conditions_de, conditions_en, category, kind, percent,"
        " online_url, code, status, reason, revision, submitted_by, submitted_at, published_at, cards, combinable, weekdays,"
        " limit_per, all_venues, online, codes)"
        " VALUES ($1, $2, $3, '', $4, '', '', 'leisure_sport', 'percentage', 50, '', '', $5::text, '', 1, $6, now(),"
        " CASE WHEN $5::text = 'approved' THEN now() END, 'both', true, 127, 'none', true, false, 'none')",
        benefit_id, company, title, sort_key(title), status, await a_person("Ina", "Inhaberin"),
    )  # fmt: skip
    for column, value in columns.items():
        await db.execute(f"UPDATE benefit SET {column} = $2 WHERE id = $1", benefit_id, value)
    return benefit_id


async def a_ceremony(office: UUID | None = None, **terms: Any) -> UUID:
    """An event of an issuing body (None: of the state office) in four weeks, published unless `status` says else."""
    now = clock.now()
    starts = terms.pop("starts_at", now + timedelta(days=28))
    values: dict[str, Any] = {
        "id": new_id(),
        "issuing_body": office,
        "status": "published",
        "title_de": "Ehrung der Engagierten",
        "sort_key": "ehrung der engagierten",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
        "place": "Stadthalle",
        "street": "Am Markt 1",
        "postal_code": "50667",
        "municipality": KOELN,
        "capacity": 100,
        "answer_by": starts - timedelta(days=7),
        "created_by": await a_person("Nora", "Albers"),
        "published_at": now,
        **terms,
    }
    ceremony = Ceremony(**values)
    await ceremony.save()
    return ceremony.id


async def a_guest_group(ceremony: UUID, name: str = "Ehrengäste", **terms: Any) -> UUID:
    """A group of guests, entered by hand."""
    group = GuestGroup(id=new_id(), ceremony=ceremony, name=name, **{"source": "by_hand", **terms})
    await group.save()
    return group.id


async def a_guest(
    ceremony: UUID,
    given_name: str = "Erika",
    family_name: str = "Muster",
    *,
    companions: int = 0,
    **terms: Any,
) -> UUID:
    """A party of a group (a new one unless `guest_group` says which), invited unless `status` says else.

    One that holds seats has its attendees, the companions without names.
    """
    group = terms.pop("guest_group", None) or await db.scalar(
        "SELECT id FROM guest_group WHERE ceremony = $1 ORDER BY position, id LIMIT 1", ceremony
    )
    guest = Guest(
        id=new_id(),
        ceremony=ceremony,
        guest_group=group or await a_guest_group(ceremony),
        given_name=given_name,
        family_name=family_name,
        sort_key=sort_key(f"{family_name} {given_name}"),
        party=1 + companions,
        **{"status": "invited", "email": f"{given_name}.{family_name}@example.org".lower(), **terms},
    )
    await guest.save()
    if guest.status in ("accepted", "offered"):
        for position in range(1 + companions):
            name = f"{given_name} {family_name}" if position == 0 else ""
            await Attendee(
                id=new_id(), ceremony=ceremony, guest=guest.id, position=position, name=name
            ).save()
    return guest.id


async def a_laureate(ceremony: UUID, name: str = "Tafel Köln", **terms: Any) -> UUID:
    """Somebody who is honoured, named in public unless `consent` says else."""
    laureate = Laureate(
        id=new_id(),
        ceremony=ceremony,
        name=name,
        **{"kind": "organisation", "award_de": "Engagementpreis", "consent": "yes", **terms},
    )
    await laureate.save()
    return laureate.id


async def a_company_on_stage(ceremony: UUID, company: UUID, **terms: Any) -> UUID:
    """A partner that agreed to be shown, unless `agreed_at` says else."""
    entry = CeremonyCompany(
        id=new_id(),
        ceremony=ceremony,
        company=company,
        **{"role": "partner", "agreed_at": clock.now(), **terms},
    )
    await entry.save()
    return entry.id


async def a_call(office: UUID | None = None, *, on: PhaseKind | None = PhaseKind.ENTRY, **terms: Any) -> UUID:
    """A call of an issuing body (None: of the state office), published unless `status` says else.

    It has all six phases, each of ten days; `on` is the one that today is the fifth day of (None: all are to come).
    """
    values: dict[str, Any] = {
        "id": new_id(),
        "issuing_body": office,
        "status": "published",
        "year": 2026,
        "title_de": "Engagementpreis",
        "sort_key": "engagementpreis",
        "takes_companies": True,
        "takes_nominations": True,
        "vote_secret": b"secret of the votes",
        "created_by": await a_person("Nora", "Albers"),
        "published_at": clock.now(),
        **terms,
    }
    await AwardCall(**values).save()
    await set_phases(values["id"], on)
    return UUID(str(values["id"]))


async def set_phases(call: UUID, on: PhaseKind | None) -> None:
    """Let the phases of a call, ten days each, lie so that today is the fifth day of this one (None: all to come)."""
    kinds = list(PhaseKind)
    first = clock.today() + timedelta(days=10 if on is None else -4 - 10 * kinds.index(on))
    await CallPhase.delete().where(CallPhase.call == call)
    await CallPhase.insert(
        *(
            CallPhase(
                id=new_id(),
                call=call,
                kind=kind.value,
                first_day=first + timedelta(days=10 * n),
                last_day=first + timedelta(days=10 * n + 9),
            )
            for n, kind in enumerate(kinds)
        )
    )


async def a_category(call: UUID, name: str = "Preis der Jury", **terms: Any) -> UUID:
    """Something to be won by one entry, chosen by the jury."""
    category = AwardCategory(id=new_id(), call=call, name_de=name, **{"prize_cents": 500_000, **terms})
    await category.save()
    return category.id


async def an_entry(call: UUID, name: str = "Tafel Köln", **terms: Any) -> UUID:
    """An entry of an organisation, submitted unless `status` says else, made by a new person of that address."""
    status = EntryStatus(terms.pop("status", "submitted"))
    email = terms.pop("email", f"{new_id()}@verein.example")
    maker = terms.pop("created_by", None) or await a_person("Mia", "Sommer", email)
    if status in HANDED_IN:
        terms.setdefault("submitted_at", clock.now())
        terms.setdefault(
            "number",
            await db.scalar(
                "UPDATE award_call SET last_number = last_number + 1 WHERE id = $1 RETURNING last_number",
                call,
            ),
        )
    entry = AwardEntry(
        id=new_id(),
        call=call,
        status=status.value,
        name=name,
        sort_key=sort_key(name),
        created_by=maker,
        **{
            "kind": "organisation",
            "title": "Nachbarn kochen",
            "postal_code": "50667",
            "municipality": KOELN,
            "contact_name": "Mia Sommer",
            "contact_email": email,
            **terms,
        },
    )
    await entry.save()
    await EntryMember(id=new_id(), entry=entry.id, email=email, role="lead").save()
    return entry.id


async def an_entry_picture(entry: UUID, **terms: Any) -> UUID:
    """A picture of an entry; its two sizes say which they are."""
    picture = EntryFile(
        id=new_id(),
        entry=entry,
        **{
            "kind": "picture",
            "name": "bild.webp",
            "content": b"RIFF large",
            "small": b"RIFF small",
            "width": 1600,
            "height": 1200,
            "alt_de": "Drei Menschen kochen",
            "digest": new_id().bytes,
            **terms,
        },
    )
    await picture.save()
    return picture.id


async def a_juror(call: UUID, name: str = "Ada Richter", **terms: Any) -> UUID:
    """Somebody of the jury, who signs in by `email`."""
    juror = Juror(
        id=new_id(),
        call=call,
        name=name,
        sort_key=sort_key(name),
        **{"email": f"{sort_key(name).replace(' ', '.')}@jury.example", **terms},
    )
    await juror.save()
    return juror.id


async def a_round(call: UUID, *jurors: UUID, criteria: int = 2, **terms: Any) -> UUID:
    """A round of 1 to 5 points that is on now, for all admitted entries, with criteria of weight 1, 2, ..."""
    today = clock.today()
    values = {
        "name_de": "Jury",
        "first_day": today - timedelta(days=3),
        "last_day": today + timedelta(days=3),
        **terms,
    }
    found = JuryRound(id=new_id(), call=call, **values)
    await found.save()
    for n in range(criteria):
        await JuryCriterion(
            id=new_id(), jury_round=found.id, position=n, name_de=f"Kriterium {n + 1}", weight=n + 1
        ).save()
    for juror in jurors:
        await RoundJuror(id=new_id(), jury_round=found.id, juror=juror).save()
    return found.id


async def a_vote(call: UUID, entry: UUID, **terms: Any) -> UUID:
    """A vote that counts."""
    vote_id = new_id()
    vote = Vote(
        id=vote_id,
        call=call,
        entry=entry,
        **{
            "voter": vote_id.bytes,
            "receipt": vote_id.hex[-12:].upper(),
            "requested_at": clock.now() - timedelta(minutes=1),
            "cast_at": clock.now(),
            **terms,
        },
    )
    await vote.save()
    return vote.id


async def an_award_laureate(call: UUID, category: UUID, entry: UUID, **terms: Any) -> UUID:
    """Who wins in a category; `call.decided_at` and the embargo are set apart."""
    laureate = AwardLaureate(id=new_id(), call=call, category=category, entry=entry, **terms)
    await laureate.save()
    return laureate.id


async def a_month(call: UUID, entry: UUID, month: date, **terms: Any) -> UUID:
    """A nominee as the engagement of the month that begins on this day."""
    engagement = MonthlyEngagement(id=new_id(), call=call, entry=entry, month=month, **terms)
    await engagement.save()
    return engagement.id
