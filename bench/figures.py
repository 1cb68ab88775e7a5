"""A year of a company in numbers, with half a million redemptions: all of one chain, the worst case, in its rollup."""

import statistics
import time
from datetime import UTC, datetime
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.benefits.counting import figures, rollup
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key

REDEMPTIONS = 500_000
BENEFITS, VENUES = 20, 200
ROUNDS = 15
NOW = datetime(2026, 12, 31, 12, tzinfo=UTC)


async def measure() -> list[tuple[str, float, str]]:
    """The figures of the chain from the rollup, and the count behind them; milliseconds and seconds."""
    company = await _chain()
    start = time.perf_counter()
    await rollup.recount()
    counted = time.perf_counter() - start
    await db.execute("VACUUM ANALYZE benefit_day")
    actor = Actor(new_id(), (MembershipOf(Role.PARTNER_MANAGER, company),))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = await figures.of_year(company, 2026, actor=actor, now=NOW)
        times.append((time.perf_counter() - start) * 1000)
        assert found.total.redeemed == REDEMPTIONS
    return [
        ("figures: all redemptions counted anew (500,000)", counted, "s"),
        ("figures: a chain's year with 500,000 redemptions", statistics.median(times), "ms"),
    ]


async def _chain() -> UUID:
    company = new_id()
    person = (await people.reserve([people.Reservation("Ina", "Kette")], now=NOW))[0]
    await db.execute(
        "INSERT INTO company (id, name, sort_key, municipality, statewide, website, contact_name, contact_email, contact_phone,"
        " status, reason, about_de, about_en, volunteering_de, volunteering_en, sponsorship_de, sponsorship_en, figures_public,"
        " revision, registered_by, registered_at, decided_at) VALUES ($1, 'Kette', $2, '05315000', true, '', '', '', '',"
        " 'approved', '', '', '', '', '', '', '', false, 1, $3, now(), now())",
        company, sort_key("Kette"), person,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO venue (id, company, name, sort_key, street, postal_code, municipality, latitude, longitude, exact,"
        " opening_hours, opening_note_de, opening_note_en, accessibility_de, accessibility_en, revision)"
        " SELECT gen_random_uuid(), $1, 'Filiale ' || n, 'filiale ' || n, '', '50667', '05315000', 50.94, 6.96, true, '[]',"
        " '', '', '', '', 1 FROM generate_series(1, $2) n",
        company, VENUES,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO benefit (id, company, title_de, title_en, sort_key, conditions_de, conditions_en, category, kind, percent,"
        " online_url, code, status, reason, revision, submitted_by, submitted_at, published_at, cards, combinable, weekdays,"
        " limit_per, all_venues, online, codes)"
        " SELECT gen_random_uuid(), $1, 'Angebot ' || n, '', 'angebot ' || n, '', '', 'retail', 'percentage', 10, '', '',"
        " 'approved', '', 1, $3, now(), now(), 'both', true, 127, 'none', true, false, 'none' FROM generate_series(1, $2) n",
        company, BENEFITS, person,
    )  # fmt: skip
    await db.execute(
        "WITH offer AS (SELECT array_agg(id) AS ids FROM benefit WHERE company = $1),"
        " place AS (SELECT array_agg(id) AS ids FROM venue WHERE company = $1)"
        " INSERT INTO redemption (id, benefit, venue, company, till, nonce, redeemed_at, recorded_at, offline, conflict)"
        " SELECT gen_random_uuid(), offer.ids[1 + n % $3], place.ids[1 + (n / $3) % $4], $1, gen_random_uuid(),"
        " gen_random_uuid(), at, at, false, '' FROM offer, place, generate_series(0, $2 - 1) n,"
        " LATERAL (SELECT timestamptz '2026-01-01 09:00+01' + n % 365 * interval '1 day') AS t (at)",
        company, REDEMPTIONS, BENEFITS, VENUES,
    )  # fmt: skip
    return company
