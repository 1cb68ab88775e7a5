"""The offers of an office: what waits, what to look at, what to search for, and the list as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.benefits.offering import Pool
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, a_benefit, a_company, a_venue, an_issuing_body

NOW = clock.now()
DUESSELDORF, OLPE = "05111000", "05966024"


async def listed(clerk: Browser, office: object, **query: object) -> list[dict[str, Any]]:
    answer = await clerk.get(f"/api/offices/{office}/benefits", params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def titles(clerk: Browser, office: object, **query: object) -> list[str]:
    return [one["terms"]["title"]["de"] for one in await listed(clerk, office, **query)]


async def test_the_inbox_holds_new_offers_and_changes_the_oldest_first(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    held = await pool.offers_for_good(title={"de": "Gilt schon", "en": ""})
    await pool.offers(title={"de": "Ganz neu", "en": ""})
    await pool.offers_for_good(title={"de": "Nichts offen", "en": ""})
    await pool.change(held, cardCents=300)
    assert await titles(pool.clerk, pool.town, waiting=True) == ["Ganz neu", "Gilt schon"]
    assert await titles(pool.clerk, pool.town, waiting=True, sort="newest") == ["Gilt schon", "Ganz neu"]
    new, changed = await listed(pool.clerk, pool.town, waiting=True)
    assert new["change"] is None
    assert changed["change"]["terms"]["cardCents"] == 300 and changed["terms"]["cardCents"] == 250


async def test_counts_say_what_waits(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    held = await pool.offers_for_good()
    await pool.offers()
    await pool.change(held, cardCents=300)
    await a_benefit(await a_company("Neu", status="waiting"), status="waiting")
    await a_benefit(await a_company("Weg", status="left"), status="waiting")
    await a_benefit(await a_company("Anderswo", DUESSELDORF), status="waiting")
    answer = await pool.clerk.get(f"{pool.office}/counts")
    assert answer.json() == {"companies": 1, "offers": 2, "changes": 1, "reports": 0}
    assert await titles(pool.clerk, pool.town, waiting=True) != []
    assert "Weg" not in {one["companyName"] for one in await listed(pool.clerk, pool.town, waiting=True)}


async def test_each_office_sees_its_own_companies(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    elsewhere = await an_issuing_body(DUESSELDORF)
    await a_benefit(pool.company, "In Köln")
    await a_benefit(await a_company("Rheinbad", DUESSELDORF), "In Düsseldorf")
    await a_benefit(await a_company("LWL-Museen", statewide=True), "Überall")
    await a_benefit(await a_company("Freibad", OLPE), "Ohne Amt")
    clerk = await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, elsewhere))
    state = await pool.the_state_office()
    assert await titles(pool.clerk, pool.town) == ["In Köln"]
    assert await titles(clerk, elsewhere) == ["In Düsseldorf"]
    assert sorted(await titles(state, "state")) == ["Ohne Amt", "Überall"]
    for browser, office in (
        (clerk, pool.town),
        (clerk, "state"),
        (state, pool.town),
        (pool.manager, pool.town),
    ):
        for path in ("benefits", "benefits/counts", "benefits.csv"):
            assert (await browser.get(f"/api/offices/{office}/{path}")).status_code == 404


async def test_words_find_company_and_title_in_any_order(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, "Halber Eintritt")
    await a_benefit(await a_company("Stadtmuseum"), "Halber Eintritt")
    await a_benefit(await a_company("Café Müller"), "Freier Kaffee")
    assert len(await listed(pool.clerk, pool.town, q="eintritt")) == 2
    assert [one["companyName"] for one in await listed(pool.clerk, pool.town, q="eintritt museum")] == [
        "Stadtmuseum"
    ]
    assert await titles(pool.clerk, pool.town, q="MÜLLER kaff") == ["Freier Kaffee"]
    assert await titles(pool.clerk, pool.town, q="nichts davon") == []


async def test_a_status_narrows_the_list(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    for status in ("waiting", "approved", "ended"):
        await a_benefit(pool.company, status, status=status)
    assert await titles(pool.clerk, pool.town, status="ended") == ["ended"]


@pytest.mark.parametrize("sort", ["oldest", "newest", "company"])
async def test_pages_follow_each_other_without_gaps(sign_in_as: SignIn, sort: str) -> None:
    pool = await Pool.open(sign_in_as)
    for n in range(53):
        # Several at the same moment, with the same name: the id decides.
        await a_benefit(pool.company, f"Angebot {n // 20}", submitted_at=NOW - timedelta(days=n // 10))
    address = pool.office
    first = (await pool.clerk.get(address, params={"sort": sort})).json()
    second = (await pool.clerk.get(address, params={"sort": sort, "cursor": first["next"]})).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 3, None)
    assert first["total"] == second["total"] == 53
    assert len({one["id"] for one in first["items"] + second["items"]}) == 53
    keys = [
        one["terms"]["title"]["de"] if sort == "company" else one["submittedAt"]
        for one in first["items"] + second["items"]
    ]
    assert keys == sorted(keys, reverse=sort == "newest")


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd", "WyJhIl0"])
async def test_a_made_up_cursor_is_refused(sign_in_as: SignIn, cursor: str) -> None:
    pool = await Pool.open(sign_in_as)
    answer = await pool.clerk.get(pool.office, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_cursor")


async def hints(pool: Pool, benefit: object) -> set[str]:
    return next(set(one["hints"]) for one in await listed(pool.clerk, pool.town) if one["id"] == str(benefit))


async def test_hints_say_what_to_look_at(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    fine = await a_benefit(pool.company, "Mit Adresse")
    nowhere = await a_benefit(await a_company("Ohne Ort"), "Ohne Adresse")
    online = await a_benefit(await a_company("Nur online"), "Im Netz", online=True)
    over = await a_benefit(pool.company, "Abgelaufen", valid_until=(NOW - timedelta(days=3)).date())
    old = await a_benefit(pool.company, "Lange nichts gehört", confirmed_at=NOW - timedelta(days=366))
    ended = await a_benefit(pool.company, "Beendet", status="ended", confirmed_at=NOW - timedelta(days=366))
    assert await hints(pool, fine) == {"no_picture"}
    assert await hints(pool, nowhere) == {"no_picture", "no_address"}
    assert await hints(pool, online) == {"no_picture"}
    assert await hints(pool, over) == {"no_picture", "expired"}
    assert await hints(pool, old) == {"no_picture", "not_confirmed"}
    assert await hints(pool, ended) == set()
    for hint, found in (
        ("no_address", ["Ohne Adresse"]),
        ("expired", ["Abgelaufen"]),
        ("not_confirmed", ["Lange nichts gehört"]),
        ("duplicate", []),
    ):
        assert await titles(pool.clerk, pool.town, hint=hint) == found
    assert len(await titles(pool.clerk, pool.town, hint="no_picture")) == 5


async def test_an_offer_with_a_picture_has_no_hint(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    picture = await db.scalar(
        "INSERT INTO picture (id, company, large, small, width, height, alt_de, alt_en, digest)"
        " VALUES (gen_random_uuid(), $1, '', '', 1, 1, 'Das Becken', '', 'x') RETURNING id",
        pool.company,
    )
    assert await hints(pool, await a_benefit(pool.company, picture=picture)) == set()


async def test_the_same_offer_by_name_and_place_is_pointed_out(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    one = await a_benefit(pool.company, "Halber Eintritt ins Schwimmbad")
    twin = await a_benefit(await a_company("Schloßbad GmbH"), "Halber Eintritt in das Schwimmbad")
    await a_benefit(await a_company("Stadtmuseum"), "Halber Eintritt ins Schwimmbad")
    await a_benefit(await a_company("Schlossbad", DUESSELDORF), "Halber Eintritt ins Schwimmbad")
    await a_benefit(await a_company("Schlossbad Alt"), "Halber Eintritt ins Schwimmbad", status="ended")
    await a_benefit(pool.company, "Zwei Stunden zum Preis von einer")
    found = {row["id"]: row for row in await listed(pool.clerk, pool.town, hint="duplicate")}
    assert set(found) == {str(one), str(twin)}
    assert found[str(one)]["duplicates"] == [
        {
            "benefitId": str(twin),
            "title": {"de": "Halber Eintritt in das Schwimmbad", "en": ""},
            "companyName": "Schloßbad GmbH",
        }
    ]
    assert "duplicate" in found[str(twin)]["hints"]


async def test_a_company_may_have_offers_that_read_alike_but_not_the_same_twice(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, "20 % auf alle Kurse im Wasser")
    await a_benefit(pool.company, "Ein Getränk zum Kurs im Wasser")
    assert await titles(pool.clerk, pool.town, hint="duplicate") == []
    await a_benefit(pool.company, "20 % auf alle Kurse im Wasser!")
    assert len(await titles(pool.clerk, pool.town, hint="duplicate")) == 2


async def test_statewide_offers_are_compared_across_towns(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(await a_company("LWL-Museen", statewide=True), "Halber Eintritt in 18 Museen")
    await a_benefit(await a_company("LWL Museen", OLPE, statewide=True), "Halber Eintritt in 18 Museen")
    state = await pool.the_state_office()
    assert len(await titles(state, "state", hint="duplicate")) == 2


async def test_venues_of_a_change_are_shown_too(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    second = await a_venue(pool.company, "Am Rhein")
    offer = await pool.offers_for_good(allVenues=False, venues=[str(pool.venue)])
    await pool.change(offer, venues=[str(second)])
    (one,) = await listed(pool.clerk, pool.town)
    assert {venue["name"] for venue in one["venues"]} == {"Am Schloss", "Am Rhein"}


async def exported(pool: Pool, **query: str) -> list[dict[str, str]]:
    answer = await pool.clerk.get(f"/api/offices/{pool.town}/benefits.csv", params=query)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def test_the_file_has_the_columns_lists_are_handed_in_with(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good(validUntil="2099-12-31", cards="jubilee")
    await a_benefit(await a_company("=Rechner", KOELN), "20 % Rabatt", percent=20)
    formula, bath = await exported(pool)
    assert formula["provider"] == "'=Rechner" and formula["value"] == "20"
    assert bath == {
        "id": offer["id"],
        "provider": "Schlossbad",
        "title": "Zwei Stunden schwimmen",
        "title_en": "",
        "category": "leisure_sport",
        "kind": "fixed_price",
        "value": "",
        "regular_price_eur": "4.00",
        "card_price_eur": "2.50",
        "conditions": "Nicht in den Ferien",
        "conditions_en": "",
        "municipality": "Köln",
        "postal_code": "50667",
        "street": "Schlossstr. 1",
        "website": "",
        "valid_from": "",
        "valid_until": "2099-12-31",
        "cards": "jubilee",
        "status": "approved",
        "confirmed_on": offer["confirmedAt"][:10],
    }


async def test_the_file_can_come_back_and_changes_nothing(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await pool.offers_for_good()
    await pool.offers_for_good(kind="amount_off", amountCents=550, title={"de": "Weniger", "en": "Less"})
    await pool.offers_for_good(kind="percentage", percent=20, validUntil="2099-12-31", cards="jubilee")
    content = (await pool.clerk.get(f"/api/offices/{pool.town}/benefits.csv")).content
    handed_in = await pool.clerk.post(
        f"/api/offices/{pool.town}/benefit-lists", files={"data": ("angebote.csv", content)}
    )
    report = handed_in.json()
    assert (report["unchanged"], report["new"], report["updated"], report["refused"]) == (3, 0, 0, 0), report[
        "rows"
    ]


async def test_the_file_follows_the_filters(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, "Gilt")
    await a_benefit(pool.company, "Wartet", status="waiting")
    assert [row["title"] for row in await exported(pool, waiting="true")] == ["Wartet"]
    assert [row["title"] for row in await exported(pool, q="gilt")] == ["Gilt"]


async def test_contact_data_stays_out_of_the_file(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company)
    answer = await pool.clerk.get(f"/api/offices/{pool.town}/benefits.csv")
    assert "kasse@bad.example" not in answer.text and "0221" not in answer.text
