"""What has happened before a test begins: over HTTP, because the test is about what follows."""

import asyncio
import io
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import APIRequestContext, FilePayload

from ehrenamtskarte.demo import cast
from tests.browser.chromium import DESK
from tests.browser.conftest import Arrive
from tests.browser.instance import PATIENCE
from tests.browser.visitor import Visitor

WARSTEIN = "05974044"


async def send(visitor: Visitor, path: str, body: Any = None) -> Any:
    """What the visitor's own page would send, and the answer."""
    answer = await _requests(visitor).post(path, data=body)
    assert answer.ok, await answer.text()
    return await answer.json() if "json" in answer.headers.get("content-type", "") else None


async def fetch(visitor: Visitor, path: str) -> Any:
    answer = await _requests(visitor).get(path)
    assert answer.ok, await answer.text()
    return await answer.json()


def _requests(visitor: Visitor) -> APIRequestContext:
    return visitor.page.context.request


async def club(arrive: Arrive, device: dict[str, Any] = DESK) -> tuple[Visitor, str]:
    """The coordinator of a club in Warstein that was approved, and the club's id."""
    name = secrets.token_hex(4)
    coordinator = await arrive(device, email=f"verein-{name}@verein.example")
    registered = await send(
        coordinator,
        "/api/organisations",
        {"name": f"Verein {name}", "municipality": WARSTEIN, "field": "rescue"},
    )
    clerk = await arrive(email=cast.WARSTEIN.email)
    await send(clerk, f"/api/organisations/{registered['id']}/approval")
    return coordinator, registered["id"]


async def volunteer(coordinator: Visitor, club_id: str, **vouched: Any) -> str:
    """The address of somebody on the club's list, born in 1980, for whom it vouches: five hours a week since 2019."""
    name = secrets.token_hex(4)
    email = f"{name}@engagiert.example"
    path = f"/api/organisations/{club_id}"
    member = await send(
        coordinator,
        f"{path}/people",
        {"givenName": "Mina", "familyName": f"Test {name}", "birthDate": "1980-05-17", "email": email},
    )
    statement = {"personId": member["personId"], "since": "2019-05-01", "weeklyMinutes": 300, **vouched}
    await send(coordinator, f"{path}/statements", statement)
    return email


async def record_hours(coordinator: Visitor, club_id: str, person: str) -> None:
    """Two hours of somebody, which wait to be confirmed."""
    worked = {"personId": person, "kind": "work", "startsOn": "2026-05-03", "minutes": 120, "task": "Einsatz"}
    await send(coordinator, f"/api/organisations/{club_id}/hours", worked)


async def hand_in(coordinator: Visitor, club_id: str, name: str, content: bytes) -> Any:
    """A list that was uploaded and not taken over."""
    answer = await _requests(coordinator).post(
        f"/api/organisations/{club_id}/imports",
        multipart={"data": {"name": name, "mimeType": "text/csv", "buffer": content}},
    )
    assert answer.ok, await answer.text()
    return await answer.json()


async def hand_in_offers(state: Visitor, name: str, content: bytes) -> str:
    """The id of a list of offers that the state office uploaded and has not taken over."""
    answer = await _requests(state).post(
        "/api/offices/state/benefit-lists",
        multipart={"data": {"name": name, "mimeType": "text/csv", "buffer": content}},
    )
    assert answer.ok, await answer.text()
    return str((await answer.json())["id"])


async def report(holder: Visitor, benefit_id: str) -> None:
    """Somebody with a card was refused an offer."""
    told = {"kind": "refused", "text": "Die Kasse wollte vier Euro."}
    await send(holder, f"/api/benefits/{benefit_id}/reports", told)


async def offers(visitor: Visitor) -> list[dict[str, Any]]:
    """What somebody was offered, once the platform has thought about it."""
    give_up = time.monotonic() + PATIENCE
    while True:
        found: list[dict[str, Any]] = await fetch(visitor, "/api/me/applications")
        if found:
            return found
        assert time.monotonic() < give_up, "No offer came."
        await asyncio.sleep(0.2)


async def tenant(visitor: Visitor, role: str) -> str:
    """The id of the only club or office somebody has this role in."""
    me = await fetch(visitor, "/api/me")
    return str({held["role"]: held["tenantId"] for held in me["memberships"]}[role])


async def accepted_offer(visitor: Visitor) -> str:
    """The id of the case that begins when somebody in Warstein accepts what they were offered."""
    offer = (await offers(visitor))[0]
    answers = {
        "birthDate": "1980-05-17",
        "street": "Am Bach 7",
        "postalCode": "59581",
        "municipality": WARSTEIN,
        "allowances": [],
        "consents": {"processing": True, "correctness": True, "publication": False, "news": False},
    }
    await send(visitor, f"/api/applications/{offer['id']}/acceptance", answers)
    return str(offer["id"])


TWO_HOURS = {
    "title": {"de": "Zwei Stunden baden", "en": ""},
    "category": "leisure_sport",
    "kind": "fixed_price",
    "regularCents": 400,
    "cardCents": 250,
}


def _joining(email: str) -> dict[str, Any]:
    name = f"Bad {secrets.token_hex(4)}"
    return {
        "company": {
            "name": name,
            "municipality": WARSTEIN,
            "contactName": "Petra Holm",
            "contactEmail": email,
        },
        "venue": {"street": "Am Bach 1", "postalCode": "59581", "municipality": WARSTEIN},
        "benefit": TWO_HOURS,
        "handover": "",
    }


async def company(arrive: Arrive, device: dict[str, Any] = DESK) -> tuple[Visitor, str, str]:
    """The manager of a company in Warstein whose first offer was approved, the company's id and the offer's."""
    email = f"bad-{secrets.token_hex(4)}@partner.example"
    manager = await arrive(device, email=email)
    registered = await send(manager, "/api/partner-registrations", _joining(email))
    await approve(arrive, registered["benefitId"])
    return manager, registered["companyId"], registered["benefitId"]


async def waiting_company(manager: Visitor, email: str) -> str:
    """The name of a company in Warstein that waits for its office."""
    joining = _joining(email)
    await send(manager, "/api/partner-registrations", joining)
    return str(joining["company"]["name"])


async def approve(arrive: Arrive, benefit_id: str) -> None:
    """Warstein agrees to an offer."""
    clerk = await arrive(email=cast.WARSTEIN.email)
    office = await tenant(clerk, "case_worker")
    await send(clerk, f"/api/offices/{office}/benefits/{benefit_id}/approval")


async def company_of_the_office(clerk: Visitor) -> str:
    """The id of a company that the office entered and nobody manages yet."""
    office = await tenant(clerk, "case_worker")
    registered = await send(clerk, f"/api/offices/{office}/partner-registrations", _joining(""))
    return str(registered["companyId"])


async def online_offer_and_raffle(arrive: Arrive, manager: Visitor, company_id: str) -> dict[str, str]:
    """The ids of an online offer with a pool of codes, `online`, and of a raffle that runs, `raffle`."""
    path = f"/api/companies/{company_id}/benefits"
    online = {"online": True, "onlineUrl": "https://schlossbad.example/shop", "codes": "pool"}
    title = {"title": {"de": "Gutschein fürs Netz", "en": ""}}
    shop = await send(manager, path, TWO_HOURS | title | online)
    await send(manager, f"{path}/{shop['id']}/codes", {"codes": "DANKE-1\nDANKE-2"})
    deadline = (datetime.now(UTC) + timedelta(days=20)).isoformat()
    prize = {
        "title": {"de": "Zehn Freikarten", "en": ""},
        "kind": "raffle",
        "deadline": deadline,
        "prizes": 10,
    }
    raffle = await send(manager, path, TWO_HOURS | prize)
    for benefit in (shop, raffle):
        await approve(arrive, benefit["id"])
    return {"online": shop["id"], "raffle": raffle["id"]}


def photograph() -> FilePayload:
    """A picture as a phone takes it."""
    image = Image.new("RGB", (1200, 900), "#2266aa")
    ImageDraw.Draw(image).ellipse((300, 200, 900, 700), fill="white")
    content = io.BytesIO()
    image.save(content, "JPEG")
    return {"name": "becken.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
