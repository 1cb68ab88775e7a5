"""The public profile of a company: what it says, what it gives, and nothing of its contact."""

from datetime import timedelta
from uuid import UUID

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import a_benefit, a_company, a_venue

TODAY = clock.today()


async def redeemed(benefit: UUID, times: int) -> None:
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, day, seen, opened, redeemed) VALUES ($1, $2, $3, 0, 0, $4)",
        new_id(), benefit, TODAY.replace(day=1), times,
    )  # fmt: skip


async def test_a_profile_shows_engagement_venues_and_offers(client: Browser) -> None:
    company = await a_company("Sparkasse")
    await a_venue(company, "Filiale")
    await a_benefit(company, "Konto")
    await a_benefit(company, "Wartet", status="waiting")
    await a_benefit(company, "Vorbei", valid_until=TODAY - timedelta(days=1))
    await db.execute(
        "UPDATE company SET release_days = 3, volunteering_de = 'Wir pflanzen Bäume.', about_de = 'Seit 1834.' WHERE id = $1",
        company,
    )
    profile = (await client.get(f"/api/partners/{company}")).json()
    assert (profile["name"], profile["municipalityName"], profile["releaseDays"]) == ("Sparkasse", "Köln", 3)
    assert profile["volunteering"]["de"] == "Wir pflanzen Bäume."
    assert [venue["name"] for venue in profile["venues"]] == ["Filiale"]
    assert [offer["title"]["de"] for offer in profile["benefits"]] == ["Konto"]
    assert profile["since"] == str(TODAY)
    assert not {"contactName", "contactEmail", "contactPhone"} & profile.keys()


async def test_figures_are_shown_only_where_the_company_agreed_and_never_below_five(client: Browser) -> None:
    company = await a_company()
    benefit = await a_benefit(company)
    await redeemed(benefit, 4)
    assert (await client.get(f"/api/partners/{company}")).json()["figures"] == []
    await db.execute("UPDATE company SET figures_public = true WHERE id = $1", company)
    assert (await client.get(f"/api/partners/{company}")).json()["figures"] == [
        {"year": TODAY.year, "redeemed": None}
    ]
    await db.execute("UPDATE benefit_day SET redeemed = 5 WHERE benefit = $1", benefit)
    assert (await client.get(f"/api/partners/{company}")).json()["figures"] == [
        {"year": TODAY.year, "redeemed": 5}
    ]


async def test_companies_that_wait_pause_or_left_have_no_profile(client: Browser) -> None:
    paused = await a_company("Pause")
    await db.execute("UPDATE company SET paused_at = now() WHERE id = $1", paused)
    for company in (
        paused,
        await a_company("Wartet", status="waiting"),
        await a_company("Weg", status="left"),
        new_id(),
    ):
        assert (await client.get(f"/api/partners/{company}")).status_code == 404
