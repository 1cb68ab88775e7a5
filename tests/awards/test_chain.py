"""From an hour on a release day to the stage: each link of the chain, as people go through it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.benefits.counting.suppression import SMALLEST_GROUP as LEAST
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import (
    a_call,
    a_category,
    a_ceremony,
    a_company,
    an_issuing_body,
    an_organisation,
    set_phases,
)
from tests.hours.conftest import confirm, some_days_ago


async def released(browser: Browser, club: UUID, company: UUID) -> str:
    """An hour that somebody says the company released them for."""
    body = {
        "organisationId": str(club),
        "startsOn": some_days_ago(1),
        "minutes": 90,
        "releasedBy": str(company),
    }
    return str((await browser.post("/api/me/hours", json=body)).json()["id"])


async def enabled(manager: Browser, entry: str) -> Any:
    facts = (await manager.get(f"/api/me/award-entries/{entry}")).json()["facts"]
    return [(year["minutes"], year["people"]) for year in facts["company"]["enabled"]]


async def test_confirmed_released_hours_lead_a_company_to_the_stage(sign_in_as: SignIn) -> None:
    office, club, company = await an_issuing_body(), await an_organisation(), await a_company("Stadtwerke")
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office))
    coordinator = await sign_in_as("jana@example.org", (Role.COORDINATOR, club))
    manager = await sign_in_as("chef@stadtwerke.example", (Role.PARTNER_MANAGER, company))
    people = [await sign_in_as(f"helfer{n}@example.org") for n in range(LEAST)]
    call = await a_call(office)
    category = await a_category(call)

    hours = [await released(person, club, company) for person in people]
    # Somebody who works there as well and does not agree to name the company.
    silent = await sign_in_as("still@example.org")
    body = {"organisationId": str(club), "startsOn": some_days_ago(1), "minutes": 90}
    hours.append((await silent.post("/api/me/hours", json=body)).json()["id"])

    started = await manager.post(
        "/api/me/award-entries",
        json={"callId": str(call), "kind": "company", "companyId": str(company)},
    )
    entry = started.json()["id"]
    assert await enabled(manager, entry) == []
    await confirm(coordinator, club, records=hours)
    assert await enabled(manager, entry) == [(90 * LEAST, LEAST)]

    draft = started.json()
    written = {
        "revision": draft["revision"],
        "name": "Stadtwerke",
        "postalCode": "50667",
        "street": "Am Markt 1",
        "contactName": "Carla Chefin",
        "contactEmail": "chef@stadtwerke.example",
        "title": "Freitag fürs Ehrenamt",
        "teaser": "Ein Tag im Monat gehört dem Verein.",
    }
    saved = await manager.put(f"/api/me/award-entries/{entry}", json=written)
    assert saved.status_code == 200, saved.text
    handed_in = await manager.post(f"/api/me/award-entries/{entry}/submission")
    assert handed_in.status_code == 200, handed_in.text

    await set_phases(call, PhaseKind.CHECK)
    entries = f"/api/offices/{office}/award-calls/{call}/entries"
    revision = (await clerk.get(f"{entries}/{entry}")).json()["revision"]
    admitted = await clerk.put(f"{entries}/{entry}/admission", json={"revision": revision})
    assert admitted.status_code == 200, admitted.text
    await set_phases(call, PhaseKind.DECISION)
    result = f"/api/offices/{office}/award-calls/{call}/result"
    version = (await clerk.get(result)).json()["categories"][0]["version"]
    chosen = await clerk.put(
        f"{result}/categories/{category}",
        json={
            "laureates": [{"entry": entry, "reason": {"de": "Vorbildlich.", "en": ""}}],
            "version": version,
        },
    )
    assert chosen.status_code == 200, chosen.text
    await clerk.post(f"{result}/decision", json={})

    event = await a_ceremony(office, starts_at=clock.now() + timedelta(days=10))
    path = f"/api/offices/{office}/ceremonies/{event}"
    done = (await clerk.post(f"{path}/awards", json={"callId": str(call), "who": "laureates"})).json()
    assert (done["added"], done["honoured"], done["companies"]) == (1, 1, 1)
    (guest,) = (await clerk.get(f"{path}/guests")).json()["items"]
    assert (guest["familyName"], guest["function"]) == ("Chefin", "Stadtwerke")
    (part,) = (await manager.get(f"/api/companies/{company}/ceremonies")).json()
    agreed = await manager.put(f"/api/companies/{company}/ceremonies/{part['id']}/agreement", json={})
    assert agreed.status_code == 200, agreed.text
    slides = (await clerk.get(f"/api/ceremonies/{event}/stage")).json()["slides"]
    (slide,) = [one for one in slides if one["kind"] == "laureate"]
    assert slide["title"]["de"] == "Stadtwerke"
    assert slide["companies"][0]["name"] == "Stadtwerke"
