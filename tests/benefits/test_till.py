from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.benefits.at_the_till import Till, some_time_ago
from tests.conftest import SignIn
from tests.factories import a_benefit, a_venue


async def kept(till: Till) -> dict[str, Any]:
    answer = await till.browser.get(f"{till.address}/till")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def titles(till: Till) -> list[str]:
    return [benefit["title"]["de"] for benefit in (await kept(till))["benefits"]]


async def test_a_till_keeps_what_it_needs_without_a_network(till: Till) -> None:
    benefit = await a_benefit(till.company, limit_per="month", weekdays=0b0011111, from_time="10:00")
    told = await kept(till)
    assert (told["companyId"], told["companyName"]) == (str(till.company), "Schlossbad")
    assert told["venues"] == [{"id": str(till.venue), "name": "Am Schloss", "municipalityName": "Köln"}]
    assert told["benefits"] == [
        {
            "id": str(benefit),
            "title": {"de": "Halber Eintritt", "en": ""},
            "conditions": {"de": "", "en": ""},
            "kind": "percentage",
            "percent": 50,
            "regularCents": None,
            "cardCents": None,
            "amountCents": None,
            "cards": "both",
            "combinable": True,
            "limit": "month",
            "venues": [str(till.venue)],
            "validFrom": None,
            "validUntil": None,
            "weekdays": [0, 1, 2, 3, 4],
            "fromTime": "10:00",
            "untilTime": None,
        }
    ]


async def test_offers_of_other_days_are_kept_too(till: Till) -> None:
    today = clock.today()
    await a_benefit(till.company, "An anderen Tagen", weekdays=127 & ~(1 << today.weekday()))
    await a_benefit(till.company, "Bis heute", valid_until=today)
    await a_benefit(till.company, "Demnächst", valid_from=today + timedelta(days=7))
    assert await titles(till) == ["An anderen Tagen", "Bis heute", "Demnächst"]


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "waiting"},
        {"status": "rejected", "reason": "Kein Rabatt"},
        {"status": "ended"},
        {"paused_at": some_time_ago(hours=1)},
        {"valid_until": clock.today() - timedelta(days=1)},
        {"kind": "raffle"},
    ],
)
async def test_what_nobody_may_give_is_not_kept(till: Till, columns: dict[str, Any]) -> None:
    benefit = await a_benefit(till.company, published_at=some_time_ago(days=1))
    assignments = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
    await db.execute(f"UPDATE benefit SET {assignments} WHERE id = $1", benefit, *columns.values())
    assert await titles(till) == []


async def test_while_the_company_pauses_the_till_is_empty(till: Till, unlimited: UUID) -> None:
    assert await titles(till) == ["Zehn Prozent"]
    await db.execute("UPDATE company SET paused_at = now()")
    assert await titles(till) == []


async def test_an_offer_names_the_venues_where_it_holds(till: Till) -> None:
    other, closed = await a_venue(till.company, "Am Fluss"), await a_venue(till.company, "Alt")
    await db.execute("UPDATE venue SET closed_at = now() WHERE id = $1", closed)
    everywhere = await a_benefit(till.company, "Überall")
    there = await a_benefit(till.company, "Nur am Fluss", all_venues=False)
    online = await a_benefit(till.company, "Online", all_venues=False, online=True)
    await db.execute(
        "INSERT INTO benefit_venue (id, benefit, venue) SELECT gen_random_uuid(), $1, unnest($2::uuid[])",
        there,
        [other, closed],
    )
    told = await kept(till)
    assert [venue["name"] for venue in told["venues"]] == ["Am Fluss", "Am Schloss"]
    places = {benefit["id"]: set(benefit["venues"]) for benefit in told["benefits"]}
    assert places == {
        str(everywhere): {str(till.venue), str(other)},
        str(there): {str(other)},
        str(online): set(),
    }


async def test_a_venue_without_a_name_goes_by_its_street(till: Till) -> None:
    await db.execute("UPDATE venue SET name = ''")
    assert [venue["name"] for venue in (await kept(till))["venues"]] == ["Schlossstr. 1"]


async def test_managers_have_the_till_too_and_others_none(till: Till, sign_in_as: SignIn) -> None:
    manager = await sign_in_as("chefin@bad.example", (Role.PARTNER_MANAGER, till.company))
    stranger = await sign_in_as("museum@example.org", (Role.PARTNER_MANAGER, new_id()))
    assert (await manager.get(f"{till.address}/till")).status_code == 200
    assert (await stranger.get(f"{till.address}/till")).status_code == 404
