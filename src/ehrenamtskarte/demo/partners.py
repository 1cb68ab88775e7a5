"""What companies and offices do in the demo: offers from a list, shops that join, holders who use what they find."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import codes, raffles
from ehrenamtskarte.benefits.counting import rollup
from ehrenamtskarte.benefits.deciding import asked, decisions
from ehrenamtskarte.benefits.holders import favourites, reports
from ehrenamtskarte.benefits.holders.reports import Report
from ehrenamtskarte.benefits.lists import lists
from ehrenamtskarte.benefits.offering import changes, offers, registration
from ehrenamtskarte.benefits.office_schemas import AskedIn
from ehrenamtskarte.benefits.rules import AskedOutcome, Joining, ReportKind, Terms
from ehrenamtskarte.companies import changes as company_changes
from ehrenamtskarte.companies import pictures, staff, venues
from ehrenamtskarte.companies.rules import Registration
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo import drawings, shops
from ehrenamtskarte.demo.acting import acting, person
from ehrenamtskarte.demo.cast import Office
from ehrenamtskarte.demo.shops import Shop

LIST = Path(__file__).parent / "data" / "benefits_sample.csv"
SINCE = timedelta(days=170)
"""How long ago the first partners joined."""
MUENSTER = "05515000"
RELEASE_DAYS = 2
ENTRANTS, FAVOURITES, CODES, CODES_TAKEN = 18, 12, 40, 5
ASKED = (
    ("Kletterhalle Domspitze", AskedOutcome.INTERESTED, "Will mit der Geschäftsführung sprechen."),
    ("Kino Lichtspiel", AskedOutcome.OPEN, ""),
    ("Pizzeria Da Nonna", AskedOutcome.DECLINED, "Erst im nächsten Jahr wieder fragen."),
)


async def join(ministry: Actor, clerks: Mapping[Office, Actor], now: datetime) -> None:
    """Offers come from a list and from shops; holders keep, win, use and report them."""
    await _read_the_list(ministry, now)
    by_town = {town: clerk for office, clerk in clerks.items() for town in office.towns}
    then = now - SINCE
    pools, half_price = await _partner(shops.POOLS, shops.HALF_PRICE, by_town, then)
    books, coffee = await _partner(shops.BOOKS, shops.COFFEE_AND_BOOK, by_town, then)
    cafe, cake = await _partner(shops.CAFE, shops.CAKE, by_town, then)
    e_books = await _online_offer(books, by_town[shops.SIEGBURG], then)
    tickets = await _offer(pools, shops.TEN_TICKETS, by_town[shops.KOELN], then)
    raffle = await _offer(pools, shops.season_tickets(now), by_town[shops.KOELN], now - timedelta(days=5))
    await _with_picture(pools, half_price, drawings.waves(), shops.WAVES, by_town[shops.KOELN], now)
    await _with_picture(books, coffee, drawings.shelf(), shops.SHELF, by_town[shops.SIEGBURG], now)
    await _with_picture(cafe, cake, drawings.cake(), shops.PLATE, by_town[shops.WARSTEIN], now)
    await _what_waits(pools, cafe, tickets, cake, now)
    await _used_for_months([half_price, coffee, cake, tickets], clock.berlin_day(now))
    await _holders(half_price, e_books, raffle, now)
    await _drawn(pools, by_town[shops.KOELN], now)
    for town in (shops.KOELN, shops.WARSTEIN):
        await _ask_others(town, by_town[town], now)


async def _read_the_list(ministry: Actor, now: datetime) -> None:
    """The state office brings in what towns have published, as any office would."""
    handed_in = await lists.hand_in(None, LIST.name, LIST.read_bytes(), actor=ministry, now=now)
    await lists.accept(None, handed_in.id, actor=ministry, now=now)
    # The list names no seat.
    await db.execute("UPDATE company SET municipality = $1 WHERE name = 'LWL-Museen' AND statewide", MUENSTER)


Partner = tuple[UUID, Actor]
"""A company and its manager."""


async def _register(shop: Shop, terms: Terms, then: datetime) -> tuple[Partner, UUID]:
    founder = await person(*shop.manager, shop.email, then)
    joining = Joining(
        company=Registration(
            name=shop.name,
            municipality=shop.town,
            website=shop.website,
            contact_name=" ".join(shop.manager),
            contact_email=shop.email,
        ),
        venue=shop.venues[0],
        terms=terms,
    )
    joined = await registration.register(joining, actor=Actor(founder), now=then)
    return (joined.company_id, await acting(founder)), joined.benefit_id


async def _partner(
    shop: Shop, terms: Terms, clerks: Mapping[str, Actor], then: datetime
) -> tuple[Partner, UUID]:
    """A company that joined, was approved with its first offer and has told about itself since."""
    partner, benefit_id = await _register(shop, terms, then)
    company_id, manager = partner
    await _approve(benefit_id, clerks[shop.town], then)
    for venue in shop.venues[1:]:
        await venues.add(company_id, venue, actor=manager)
    if shop.till:
        await person(*shop.till, shop.till_email, then)
        await staff.add(company_id, shop.till_email, manages=False, actor=manager, now=then)
    told = {"about": shop.about, "release_days": RELEASE_DAYS}
    await company_changes.change(company_id, told, revision=1, actor=manager)
    return partner, benefit_id


async def _approve(benefit_id: UUID, clerk: Actor, then: datetime) -> None:
    await decisions.approve(clerk.memberships[0].tenant, benefit_id, actor=clerk, now=then)


async def _offer(partner: Partner, terms: Terms, clerk: Actor, then: datetime) -> UUID:
    """One more offer, approved."""
    company_id, manager = partner
    added = await offers.add(company_id, terms, actor=manager, now=then)
    await _approve(added.id, clerk, then)
    return added.id


async def _with_picture(
    partner: Partner, benefit_id: UUID, content: bytes, words: Text, clerk: Actor, now: datetime
) -> None:
    """Give an offer a picture, approved."""
    company_id, manager = partner
    picture = await pictures.add(company_id, content, words, actor=manager, now=now)
    found = await offers.one(company_id, benefit_id, actor=manager)
    terms = replace(found.terms, picture=picture["id"])
    await changes.change(company_id, benefit_id, terms, revision=found.revision, actor=manager, now=now)
    await _approve(benefit_id, clerk, now)


async def _online_offer(partner: Partner, clerk: Actor, then: datetime) -> UUID:
    """An offer with single codes."""
    benefit_id = await _offer(partner, shops.E_BOOKS, clerk, then)
    company_id, manager = partner
    single = "\n".join(f"LESEN-{2_000 + 37 * number}" for number in range(CODES))
    await codes.add(company_id, benefit_id, single, actor=manager)
    return benefit_id


async def _what_waits(pools: Partner, cafe: Partner, tickets: UUID, cake: UUID, now: datetime) -> None:
    """A new company, a new offer, and two changes for the offices' inboxes."""
    lately = now - timedelta(days=2)
    await _register(shops.BIKES, shops.INSPECTION, lately)
    await offers.add(pools[0], shops.FIRST_LESSON, actor=pools[1], now=lately)
    for (company_id, manager), benefit_id, terms in (
        (pools, tickets, shops.TEN_TICKETS_DEARER),
        (cafe, cake, shops.CAKE_WITH_COFFEE),
    ):
        found = await offers.one(company_id, benefit_id, actor=manager)
        await changes.change(
            company_id, benefit_id, terms, revision=found.revision, actor=manager, now=lately
        )


async def _used_for_months(benefits: Sequence[UUID], today: date) -> None:
    """Redemptions and looks of the last months, so that there are figures; more on weekends, more of late."""
    rows = await db.rows(
        "SELECT b.id, b.company, v.id AS venue FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, position)"
        " JOIN benefit b USING (id) JOIN venue v ON v.company = b.company ORDER BY w.position, v.id",
        list(benefits),
    )
    given, looks = [], []
    for back in range(1, SINCE.days - 5):
        day = today - timedelta(days=back)
        for position, row in enumerate(rows):
            times = (day.toordinal() * (position + 3) + back) % (7 if day.weekday() >= 5 else 4)
            times = times // (position + 1) + (1 if back < 60 and position == 0 else 0)
            noon = datetime.combine(day, time(12), clock.BERLIN)
            moments = [noon + timedelta(minutes=17 * n - 90) for n in range(times)]
            given += [(new_id(), row["id"], row["venue"], row["company"], new_id(), at) for at in moments]
            looks.append((new_id(), row["id"], day, 9 + times * 6 + position, 2 + times * 2))
    await db.copy(
        "redemption",
        (
            "id",
            "benefit",
            "venue",
            "company",
            "nonce",
            "redeemed_at",
            "till",
            "recorded_at",
            "offline",
            "conflict",
        ),
        [(*row, row[1], row[5], False, "") for row in given],
    )
    await rollup.recount()
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed)"
        " SELECT *, 0 FROM (SELECT DISTINCT ON (benefit, day) id, benefit, NULL::uuid, day, seen, opened"
        " FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::int[], $5::int[]) AS n (id, benefit, day, seen, opened)) AS one"
        " ON CONFLICT DO NOTHING",
        *([look[n] for look in looks] for n in range(5)),
    )


async def _with_a_card() -> list[Actor]:
    holders = await db.rows(
        "SELECT DISTINCT ON (c.sort_key, c.person) c.person FROM card c WHERE c.status = 'active'"
        " ORDER BY c.sort_key, c.person LIMIT $1",
        ENTRANTS,
    )
    return [Actor(holder["person"]) for holder in holders]


async def _drawn(partner: Partner, clerk: Actor, now: datetime) -> None:
    """A raffle that is over: everybody can work out that it was fair."""
    raffle = await _offer(partner, shops.swimming_lessons(now), clerk, now - timedelta(days=16))
    for actor in await _with_a_card():
        await raffles.enter(raffle, actor=actor, now=now)
    await raffles.draw_all(now=now + timedelta(seconds=2))


async def _holders(half_price: UUID, e_books: UUID, raffle: UUID, now: datetime) -> None:
    """Those with a card keep offers, take part in the raffle, take codes; one was refused at the till."""
    holders = await _with_a_card()
    for number, actor in enumerate(holders):
        await raffles.enter(raffle, actor=actor, now=now)
        if number < FAVOURITES:
            await favourites.keep((half_price, e_books, raffle)[number % 3], actor=actor, now=now)
        if number < CODES_TAKEN:
            await codes.take(e_books, actor=actor, now=now)
    if holders:
        refused = Report(
            ReportKind.REFUSED,
            happened_on=clock.berlin_day(now) - timedelta(days=1),
            text="Die Kasse kannte die Karte nicht und hat den vollen Preis verlangt.",
        )
        await reports.file(half_price, refused, actor=holders[0], now=now)


async def _ask_others(town: str, clerk: Actor, now: datetime) -> None:
    """Whom the office has asked to take part."""
    for back, (name, outcome, note) in enumerate(ASKED, start=1):
        entry = AskedIn(
            company_name=name,
            municipality=town,
            asked_on=clock.berlin_day(now) - timedelta(days=9 * back),
            outcome=outcome,
            note=note,
        )
        await asked.add(clerk.memberships[0].tenant, entry, actor=clerk, now=now)
