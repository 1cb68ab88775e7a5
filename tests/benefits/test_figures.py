"""A year of a company in numbers."""

from datetime import date
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.counting import figures
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import SignIn
from tests.factories import a_benefit, a_company, a_venue, an_issuing_body

YEAR = clock.today().year


async def counted(
    benefit: UUID, day: date, *, seen: int = 0, opened: int = 0, redeemed: int = 0, venue: UUID | None = None
) -> None:
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new_id(), benefit, venue, day, seen, opened, redeemed,
    )  # fmt: skip


async def of(sign_in_as: SignIn, company: UUID, year: int = YEAR) -> Any:
    manager = await sign_in_as("ina@example.org", (Role.PARTNER_MANAGER, company))
    answer = await manager.get(f"/api/companies/{company}/figures", params={"year": year})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_year_is_counted_by_month_offer_and_venue(sign_in_as: SignIn) -> None:
    company = await a_company()
    pool, sauna = await a_benefit(company, "Halber Eintritt"), await a_benefit(company, "Sauna gratis")
    city, lake = await a_venue(company, "Innenstadt"), await a_venue(company, "Am See")
    await counted(pool, date(YEAR, 1, 31), seen=900, opened=90)
    await counted(pool, date(YEAR, 1, 31), redeemed=30, venue=city)
    await counted(sauna, date(YEAR, 2, 1), redeemed=8, venue=lake)
    await counted(sauna, date(YEAR, 2, 2), redeemed=7, venue=city)
    await counted(sauna, date(YEAR, 2, 2), redeemed=6)
    await counted(sauna, date(YEAR - 2, 12, 31), redeemed=500)
    found = await of(sign_in_as, company)
    assert found["total"] == {"seen": 900, "opened": 90, "redeemed": 51}
    assert found["years"] == [YEAR, YEAR - 1, YEAR - 2]
    assert [month["redeemed"] for month in found["months"]] == [30, 21, *([0] * 10)]
    assert found["months"][1]["month"] == f"{YEAR}-02"
    assert [(row["title"]["de"], row["redeemed"], row["seen"]) for row in found["benefits"]] == [
        ("Halber Eintritt", 30, 900),
        ("Sauna gratis", 21, 0),
    ]
    assert [(row["venueId"], row["redeemed"]) for row in found["venues"]] == [
        (str(lake), 8), (str(city), 37), (None, 6),
    ]  # fmt: skip
    before = await of(sign_in_as, company, YEAR - 2)
    assert before["total"]["redeemed"] == 500 and before["year"] == YEAR - 2


async def test_groups_below_five_are_hidden_and_so_is_what_gives_them_away(sign_in_as: SignIn) -> None:
    company = await a_company()
    benefits = [await a_benefit(company, f"Angebot {number}") for number in range(4)]
    for benefit, redeemed in zip(benefits, (3, 20, 50, 0), strict=True):
        await counted(benefit, date(YEAR, 5, 1), redeemed=redeemed, seen=2)
    found = await of(sign_in_as, company)
    assert [row["redeemed"] for row in found["benefits"]] == [None, None, 50, 0]
    assert found["total"]["redeemed"] == 73
    assert [row["seen"] for row in found["benefits"]] == [None] * 4
    assert found["total"]["seen"] == 8
    assert [row["redeemed"] for row in found["months"]] == [0] * 4 + [73] + [0] * 7


async def test_a_year_of_fewer_than_five_shows_nothing_but_that(sign_in_as: SignIn) -> None:
    company = await a_company()
    await counted(await a_benefit(company), date(YEAR, 5, 1), redeemed=4, venue=await a_venue(company))
    found = await of(sign_in_as, company)
    assert found["total"] == {"seen": 0, "opened": 0, "redeemed": None}
    assert {row["redeemed"] for part in ("months", "benefits", "venues") for row in found[part]} == {None}


async def test_a_company_without_anything_sees_zeros(sign_in_as: SignIn) -> None:
    company = await a_company()
    await a_benefit(company)
    found = await of(sign_in_as, company)
    assert found["total"] == {"seen": 0, "opened": 0, "redeemed": 0}
    assert found["years"] == [YEAR] and len(found["months"]) == 12
    assert [row["redeemed"] for row in found["benefits"]] == [0]


async def test_ended_offers_and_closed_venues_stay_in_the_years_they_counted_in(sign_in_as: SignIn) -> None:
    company = await a_company()
    ended, venue = await a_benefit(company, "Altes", status="ended"), await a_venue(company)
    await db.execute("UPDATE venue SET closed_at = now()")
    await counted(ended, date(YEAR - 1, 5, 1), redeemed=9, venue=venue)
    now, before = await of(sign_in_as, company), await of(sign_in_as, company, YEAR - 1)
    assert (now["benefits"], now["venues"]) == ([], [])
    assert (len(before["benefits"]), before["venues"][0]["redeemed"]) == (1, 9)


async def test_an_undoing_counted_first_never_shows_less_than_nothing(sign_in_as: SignIn) -> None:
    company = await a_company()
    await counted(await a_benefit(company), date(YEAR, 5, 1), redeemed=-1)
    assert (await of(sign_in_as, company))["total"]["redeemed"] == 0


async def test_numbers_of_another_company_are_not_counted(sign_in_as: SignIn) -> None:
    company = await a_company()
    await counted(await a_benefit(await a_company("Andere")), date(YEAR, 5, 1), redeemed=50)
    assert (await of(sign_in_as, company))["total"]["redeemed"] == 0


async def test_staff_and_the_office_see_them_and_strangers_find_nothing(sign_in_as: SignIn) -> None:
    town, elsewhere, company = await an_issuing_body(), await an_issuing_body("05111000"), await a_company()
    other = await a_company("Andere")
    who = {
        (Role.PARTNER_STAFF, company): 200,
        (Role.CASE_WORKER, town): 200,
        (Role.CASE_WORKER, elsewhere): 404,
        (Role.PARTNER_MANAGER, other): 404,
    }
    for number, (membership, status) in enumerate(who.items()):
        browser = await sign_in_as(f"somebody{number}@example.org", membership)
        for file in ("figures", "figures.csv"):
            answer = await browser.get(f"/api/companies/{company}/{file}")
            assert answer.status_code == status, (membership, file, answer.text)
    stranger = await sign_in_as("stranger@example.org")
    assert (await stranger.get(f"/api/companies/{company}/figures")).status_code == 404


async def test_the_file_has_a_row_for_everything_and_no_formulas(sign_in_as: SignIn) -> None:
    company = await a_company()
    await counted(await a_benefit(company, "=1+1"), date(YEAR, 5, 1), redeemed=12)
    await counted(await a_benefit(company, "Klein"), date(YEAR, 6, 1), redeemed=2)
    manager = await sign_in_as("ina@example.org", (Role.PARTNER_MANAGER, company))
    answer = await manager.get(f"/api/companies/{company}/figures.csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="zahlen-{YEAR}.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Was;Name;Gesehen;Geöffnet;Eingelöst", f"Jahr;{YEAR};0;0;14"]
    assert "Angebot;'=1+1;0;0;nicht gezeigt" in lines and "Angebot;Klein;0;0;nicht gezeigt" in lines
    assert lines[-1] == "Ort;ohne Ort;;;14"


async def test_a_year_that_cannot_be_is_refused(sign_in_as: SignIn) -> None:
    company = await a_company()
    manager = await sign_in_as("ina@example.org", (Role.PARTNER_MANAGER, company))
    for year in (0, -1, 10_000, YEAR + 1, 10**40):
        answer = await manager.get(f"/api/companies/{company}/figures", params={"year": year})
        assert (answer.status_code, answer.json()["code"]) == (422, "year_unknown")


async def test_only_who_agreed_has_figures_published(database: None) -> None:
    company = await a_company()
    benefit = await a_benefit(company)
    await counted(benefit, date(2025, 5, 1), redeemed=3)
    await counted(benefit, date(2026, 5, 1), redeemed=30)
    assert await figures.published(company) == []
    await db.execute("UPDATE company SET figures_public = true")
    assert [(row.year, row.redeemed) for row in await figures.published(company)] == [
        (2026, 30),
        (2025, None),
    ]
