"""How the demo comes about: everybody does what they would do, through the services, one after the other."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pyotp
import structlog

from ehrenamtskarte.accounts import memberships, sign_in
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo import award_cycles, award_events, cast, holders, partners
from ehrenamtskarte.demo.acting import acting, person, settle
from ehrenamtskarte.demo.cast import Club, Office
from ehrenamtskarte.hours import acceptance, decide, imports, record, statements
from ehrenamtskarte.hours.decide import Selection
from ehrenamtskarte.hours.rules import Kind, Worked
from ehrenamtskarte.hours.statements import Vouched
from ehrenamtskarte.organisations import registration, roster
from ehrenamtskarte.organisations.registration import Registration
from ehrenamtskarte.organisations.rules import RosterEntry
from ehrenamtskarte.regions import issuing_bodies

log = structlog.get_logger("demo")

LISTS = Path(__file__).parent / "data"
STATE = UUID("00000000-0000-7000-8000-00000000000a")
"""The state office is one tenant without a table of its own."""


async def tell() -> bool:
    """Load the demo; False when it is there already."""
    now = clock.now()
    if await db.scalar("SELECT 1 FROM person WHERE email = $1", cast.STATE_OFFICE[3]):
        return False
    ministry = await _state_office(now)
    clerks = {office: await _office(office, ministry, now) for office in cast.OFFICES}
    for club in cast.WAITING_CLUBS:
        await _register(club, now)
    for club in cast.CLUBS:
        await _club_with_a_list(club, clerks, now)
    await _clubs_without_a_list(clerks, now)
    await settle()
    await holders.answer_offers(clerks, now)
    await settle()
    await partners.join(ministry, clerks, now)
    await settle()
    await award_cycles.award(ministry, now)
    await award_events.honour(ministry, clerks, now)
    await settle()
    return True


async def _with_second_factor(person_id: UUID, now: datetime) -> None:
    """Set up the authenticator that the demo's guide shows the code of."""
    actor = Actor(person_id)
    secret = await sign_in.start_second_factor(actor)
    # With a code of a while ago, so that the present one is still good for signing in.
    before = now - timedelta(minutes=2)
    await sign_in.confirm_second_factor(pyotp.TOTP(secret).at(before), actor=actor, now=before)


async def _state_office(now: datetime) -> Actor:
    name, given_name, family_name, email = cast.STATE_OFFICE
    person_id = await person(given_name, family_name, email, now)
    await memberships.grant(
        Role.STATE_OFFICE, person_id=person_id, tenant=STATE, tenant_name=name, granted_by=None, now=now
    )
    await _with_second_factor(person_id, now)
    return await acting(person_id)


async def _office(office: Office, ministry: Actor, now: datetime) -> Actor:
    body = await issuing_bodies.create_issuing_body(
        office.name,
        office.kind,
        office.towns,
        email=office.email,
        automatic_approval=office.automatic,
        actor=ministry,
    )
    await person(office.given_name, office.family_name, office.email, now)
    await issuing_bodies.add_case_worker(body.id, office.email, actor=ministry, now=now)
    clerk = await person(office.given_name, office.family_name, office.email, now)
    await _with_second_factor(clerk, now)
    return await acting(clerk)


async def _register(club: Club, now: datetime) -> tuple[UUID, Actor]:
    founder = await person(club.given_name, club.family_name, club.email, now)
    wanted = Registration(name=club.name, municipality=club.town, field=club.field, email=club.email)
    organisation = await registration.register(wanted, actor=Actor(founder), now=now)
    return organisation.id, await acting(founder)


async def _approved(club: Club, clerks: dict[Office, Actor], now: datetime) -> tuple[UUID, Actor]:
    organisation_id, coordinator = await _register(club, now)
    clerk = next(actor for office, actor in clerks.items() if club.town in office.towns)
    await registration.approve(organisation_id, actor=clerk, now=now)
    return organisation_id, coordinator


async def _club_with_a_list(club: Club, clerks: dict[Office, Actor], now: datetime) -> None:
    organisation_id, coordinator = await _approved(club, clerks, now)
    content = (LISTS / club.list_file).read_bytes()
    handed_in = await imports.hand_in(organisation_id, club.list_file, content, actor=coordinator, now=now)
    await acceptance.accept(handed_in.id, actor=coordinator, now=now)
    if club.engaged_since:
        for member in await db.rows("SELECT person FROM member WHERE organisation = $1", organisation_id):
            vouched = Vouched(member["person"], since=date(club.engaged_since, 3, 1))
            await statements.vouch(organisation_id, vouched, actor=coordinator, now=now)
    if club.every_nth_by_the_week:
        members = await db.rows(
            "SELECT person FROM member WHERE organisation = $1 ORDER BY sort_key", organisation_id
        )
        regulars = [member["person"] for member in members[:: club.every_nth_by_the_week]]
        await _vouch_by_the_week(organisation_id, regulars, coordinator, now)
    if club.confirmed:
        await decide.confirm(organisation_id, Selection(), actor=coordinator, now=now)
    log.info("demo", club=club.name)


async def _clubs_without_a_list(clerks: dict[Office, Actor], now: datetime) -> None:
    """Clubs that vouch for their people by the week, and some hours recorded by hand that wait."""
    for name, town, field, given_name, family_name in cast.HELPERS:
        club = Club(name, town, field, given_name, family_name)
        organisation_id, coordinator = await _approved(club, clerks, now)
        enrolled = await roster.enrol(organisation_id, _roster(name), now=now)
        await _vouch_by_the_week(organisation_id, enrolled.people, coordinator, now)
        for number, person_id in enumerate(enrolled.people[:5]):
            day = clock.berlin_day(now) - timedelta(days=3 + number)
            worked = Worked(Kind.WORK, day, day, None, None, 90 + 30 * number, "Einsatz")
            await record.record_own(organisation_id, worked, actor=Actor(person_id), now=now)
    log.info("demo", clubs=len(cast.HELPERS))


def _roster(club: str) -> list[RosterEntry]:
    family_name = cast.FAMILY_NAMES[club]
    return [
        RosterEntry(
            given_name,
            family_name,
            str(number),
            date(1950 + 2 * number, 1 + number % 12, 1 + number),
            f"{given_name}.{family_name}@{cast.MAIL_DOMAIN}".lower().replace("ö", "oe").replace("ü", "ue"),
        )
        for number, given_name in enumerate(cast.GIVEN_NAMES, start=1)
    ]


async def _vouch_by_the_week(
    organisation_id: UUID, helpers: Sequence[UUID], coordinator: Actor, now: datetime
) -> None:
    """Five hours a week since some years, or decades; some a little less, so that they learn what is missing."""
    for number, person_id in enumerate(helpers):
        weekly = 180 if number % 5 == 4 else 300
        since = date(1998, 5, 1) if number % 9 == 0 else date(2019, 9, 1)
        vouched = Vouched(person_id, since=since, weekly_minutes=weekly)
        await statements.vouch(organisation_id, vouched, actor=coordinator, now=now)


async def guide() -> dict[str, Text]:
    """Whom to sign in as: the fixed parts, somebody with an offer, and somebody with a card."""
    texts = {email: text for email, (_, text) in cast.GUIDE.items()}
    return await holders.guide() | texts
