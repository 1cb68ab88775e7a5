from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import (
    a_benefit,
    a_ceremony,
    a_company,
    a_company_on_stage,
    a_laureate,
    a_person,
    an_issuing_body,
    an_organisation,
    confirmed_hours,
)


async def released(company: UUID, people: int, minutes: int = 60, *, waiting: bool = False) -> None:
    """So many people worked for one club and said the company released them."""
    club = await an_organisation(f"Verein {people} {waiting}")
    for number in range(people):
        person = await a_person("Vor", f"Name {number}")
        await confirmed_hours(person, club, minutes, clock.today(), waiting=waiting)
    await db.execute(
        "INSERT INTO released_hours (record, company, stated_at) SELECT id, $1, now() FROM hour_record"
        " WHERE organisation = $2",
        company,
        club,
    )


async def shown(client: Browser, ceremony: UUID) -> Any:
    answer = await client.get(f"/api/ceremonies/{ceremony}/showcase")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_only_those_who_agreed_are_named_and_the_others_counted(client: Browser) -> None:
    ceremony = await a_ceremony(showcase_public=True)
    await a_laureate(ceremony, "Chor", quote_de="Singen hilft.")
    await a_laureate(ceremony, "Erika Muster", kind="person", consent="open")
    await a_laureate(ceremony, "Otto Normal", kind="person", consent="no")
    found = await shown(client, ceremony)
    assert [one["name"] for one in found["laureates"]] == ["Chor"]
    assert found["notNamed"] == 2
    assert "Muster" not in str(found)


async def test_what_is_not_published_only_its_office_sees(client: Browser, sign_in_as: SignIn) -> None:
    office = await an_issuing_body()
    ceremony = await a_ceremony(office)
    address = f"/api/ceremonies/{ceremony}/showcase"
    assert (await client.get(address)).status_code == 404
    clerk = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, office))
    assert (await clerk.get(address)).status_code == 200


async def test_companies_are_shown_with_what_they_do_once_they_agreed(client: Browser) -> None:
    ceremony = await a_ceremony(showcase_public=True)
    works, bank, gone = await a_company("Stadtwerke"), await a_company("Bank"), await a_company("Weg")
    await db.execute(
        "UPDATE company SET release_days = 2, volunteering_de = 'Aktionstag' WHERE id = $1", works
    )
    await a_benefit(works)
    await released(works, 5, 90)
    await a_company_on_stage(ceremony, works, quote_de="Montags frei.")
    await a_company_on_stage(ceremony, bank, agreed_at=None)
    await a_company_on_stage(ceremony, gone, role="sponsor")
    await db.execute("UPDATE company SET paused_at = now() WHERE id = $1", gone)
    await a_laureate(ceremony, supporter=works)
    found = await shown(client, ceremony)
    (partner,) = found["partners"]
    assert (partner["name"], partner["releaseDays"], partner["offers"]) == ("Stadtwerke", 2, 1)
    assert partner["quote"]["de"] == "Montags frei."
    year = clock.today().year
    assert partner["enabled"] == {"year": year, "hours": 7, "people": 5, "clubs": 1}
    assert found["sponsors"] == []
    assert found["laureates"][0]["supporterName"] == "Stadtwerke"


async def test_hours_of_fewer_than_five_people_or_not_yet_confirmed_are_not_told(
    client: Browser, sign_in_as: SignIn
) -> None:
    ceremony = await a_ceremony(showcase_public=True)
    company = await a_company()
    await released(company, 4)
    await released(company, 5, waiting=True)
    await a_company_on_stage(ceremony, company)
    assert (await shown(client, ceremony))["partners"][0]["enabled"] is None
    # The employer does not learn of few people either.
    manager = await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company))
    own = (await manager.get(f"/api/companies/{company}/enabled-hours")).json()
    assert own == [{"year": clock.today().year, "hours": None, "people": None, "clubs": None}]


async def test_an_office_asks_by_mail_and_the_company_agrees_in_its_own_words(sign_in_as: SignIn) -> None:
    office = await an_issuing_body()
    ceremony = await a_ceremony(office, showcase_public=True)
    company = await a_company()
    clerk = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, office))
    manager = await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company))
    address = f"/api/offices/{office}/ceremonies/{ceremony}/companies"
    body = {"company": str(company), "role": "sponsor", "gift": {"de": "Das Buffet", "en": ""}}
    entry = (await clerk.post(address, json=body)).json()
    assert (await clerk.post(address, json=body)).json()["code"] == "company_already_named"
    await run_jobs()
    (mail,) = await mails_to("chief@bad.example")
    assert "Ehrung der Engagierten" in mail
    part = f"/api/companies/{company}/ceremonies/{entry['id']}"
    assert (await manager.get(f"{part}/badge.svg")).json()["code"] == "not_agreed_yet"
    said = {"quote": {"de": "Wir tun es gern.", "en": ""}, "quoteBy": "Die Chefin"}
    agreed = (await manager.put(f"{part}/agreement", json=said)).json()
    assert agreed["agreedAt"] and agreed["quote"]["de"] == "Wir tun es gern."
    assert (await shown(manager, ceremony))["sponsors"][0]["quoteBy"] == "Die Chefin"
    svg = await manager.get(f"{part}/badge.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "Ehrung der Engagierten" in svg.text and "http" not in svg.text.replace("http://www.w3.org", "")


async def test_other_words_need_a_new_agreement_and_the_same_do_not(sign_in_as: SignIn) -> None:
    office = await an_issuing_body()
    ceremony = await a_ceremony(office)
    company = await a_company()
    entry = await a_company_on_stage(ceremony, company, role="sponsor", gift_de="Das Buffet")
    clerk = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, office))
    address = f"/api/offices/{office}/ceremonies/{ceremony}/companies/{entry}"
    body = {"company": str(company), "role": "sponsor", "gift": {"de": "Das Buffet", "en": ""}}
    assert (await clerk.put(address, json=body)).json()["agreedAt"]
    other = body | {"gift": {"de": "Den Saal", "en": ""}}
    assert (await clerk.put(address, json=other)).json()["agreedAt"] is None


async def test_a_company_agrees_to_nothing_it_has_not_read(sign_in_as: SignIn) -> None:
    company = await a_company()
    entry = await a_company_on_stage(
        await a_ceremony(), company, role="sponsor", gift_de="Den Saal", agreed_at=None
    )
    manager = await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company))
    address = f"/api/companies/{company}/ceremonies/{entry}/agreement"
    old = await manager.put(address, json={"gift": {"de": "Das Buffet", "en": ""}})
    assert (old.status_code, old.json()["code"]) == (409, "changed_meanwhile")
    assert await db.scalar("SELECT agreed_at FROM ceremony_company WHERE id = $1", entry) is None
    assert (await manager.put(address, json={"gift": {"de": "Den Saal", "en": ""}})).json()["agreedAt"]


async def test_a_company_takes_its_agreement_back_and_is_gone(client: Browser, sign_in_as: SignIn) -> None:
    ceremony = await a_ceremony(showcase_public=True)
    company = await a_company()
    entry = await a_company_on_stage(ceremony, company)
    manager = await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company))
    (part,) = (await manager.get(f"/api/companies/{company}/ceremonies")).json()
    assert (part["role"], part["showcasePublic"]) == ("partner", True)
    await manager.delete(f"/api/companies/{company}/ceremonies/{entry}/agreement")
    assert (await shown(client, ceremony))["partners"] == []


async def test_regions_hide_few_companies_and_the_smallest_beside_them(client: Browser) -> None:
    for number in range(6):
        await a_company(f"Haus {number}")
    for number in range(5):
        await a_company(f"Hof {number}", "05111000")
    for number in range(2):
        await a_company(f"Hütte {number}", "05515000")
    await db.execute("UPDATE company SET release_days = 3 WHERE name IN ('Haus 1', 'Hof 1')")
    found = (await client.get("/api/corporate-engagement")).json()
    by_name = {region["name"]: region for region in found["regions"]}
    assert [by_name[name]["companies"] for name in ("Köln", "Düsseldorf", "Münster", "Detmold")] == [
        6, None, None, 0,
    ]  # fmt: skip
    assert found["total"]["companies"] == 13
    assert (by_name["Köln"]["withReleaseDays"], by_name["Köln"]["releaseDays"]) == (None, None)
    assert (found["total"]["withReleaseDays"], found["total"]["releaseDays"]) == (None, None)


async def test_regions_add_up_the_hours_of_companies_with_enough_people(client: Browser) -> None:
    works, bank = await a_company("Stadtwerke"), await a_company("Bank", "05111000")
    await released(works, 6, 60)
    await released(bank, 4, 600)
    found = (await client.get("/api/corporate-engagement")).json()
    hours = {region["name"]: region["hours"] for region in found["regions"]}
    assert (hours["Köln"], hours["Düsseldorf"], found["total"]["hours"]) == (6, 0, 6)


@pytest.mark.parametrize("year", [1999, 2999])
async def test_a_year_without_figures_is_told(client: Browser, year: int) -> None:
    answer = await client.get("/api/corporate-engagement", params={"year": year})
    assert (answer.status_code, answer.json()["code"]) == (422, "year_unknown")
