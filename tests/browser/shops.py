"""Companies whose tills the tests use."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ehrenamtskarte.core import clock
from tests.browser import setting_up
from tests.browser.chromium import DESK
from tests.browser.conftest import Arrive
from tests.browser.visitor import Visitor


@dataclass(frozen=True)
class Company:
    """A company in Warstein that was approved with one offer, and whoever manages it."""

    manager: Visitor
    email: str
    id: str
    benefit: str


async def a_shop(arrive: Arrive, device: dict[str, Any] = DESK, **terms: Any) -> Company:
    """Half the price, once a day for every card, unless other terms are given."""
    name = secrets.token_hex(4)
    email = f"kasse-{name}@laden.example"
    manager = await arrive(device, email=email)
    joined = await setting_up.send(
        manager,
        "/api/partner-registrations",
        {
            "company": {
                "name": f"Freibad {name}",
                "municipality": setting_up.WARSTEIN,
                "contactEmail": email,
            },
            "venue": {"name": "Freibad", "street": "Am Bach 1", "municipality": setting_up.WARSTEIN},
            "benefit": a_benefit("Halber Eintritt", **terms),
        },
    )
    await setting_up.approve(arrive, joined["benefitId"])
    return Company(manager, email, joined["companyId"], joined["benefitId"])


def a_benefit(title: str, **terms: Any) -> dict[str, Any]:
    """What an offer promises: half the price, once a day for every card."""
    return {
        "title": {"de": title, "en": title},
        "conditions": {"de": "Auf die Tageskarte.", "en": "On the day ticket."},
        "category": "leisure_sport",
        "kind": "percentage",
        "percent": 50,
        "limit": "day",
        **terms,
    }


async def another_benefit(arrive: Arrive, company: Company, title: str, **terms: Any) -> str:
    """One more offer of the company, approved."""
    added = await setting_up.send(
        company.manager, f"/api/companies/{company.id}/benefits", a_benefit(title, **terms)
    )
    await setting_up.approve(arrive, added["id"])
    return str(added["id"])


async def keeps_and_takes(arrive: Arrive, holder: Visitor, company: Company) -> None:
    """Somebody with a card keeps an offer that holds and one that ends, takes a code, joins a raffle, reports."""
    ended = await another_benefit(arrive, company, "Altes Angebot", percent=20)
    online = await another_benefit(
        arrive,
        company,
        "Gutschein im Netz",
        online=True,
        onlineUrl="https://laden.example/",
        codes="pool",
        limit="year",
    )
    raffle = await another_benefit(
        arrive,
        company,
        "Freikarten",
        kind="raffle",
        percent=None,
        limit="none",
        prizes=2,
        deadline=_in_a_month(),
    )
    offers = f"/api/companies/{company.id}/benefits"
    await setting_up.send(company.manager, f"{offers}/{online}/codes", {"codes": "BAD-2026-A\nBAD-2026-B"})
    for path in (f"me/favourites/{company.benefit}", f"me/favourites/{ended}", f"benefits/{raffle}/entry"):
        await _put(holder, f"/api/{path}")
    await _put(company.manager, f"{offers}/{ended}/ending")
    await setting_up.send(holder, f"/api/benefits/{online}/code")
    await setting_up.send(
        holder,
        f"/api/benefits/{company.benefit}/reports",
        {"kind": "refused", "text": "An der Kasse kannte niemand die Karte."},
    )


async def _put(visitor: Visitor, path: str) -> None:
    answer = await visitor.page.context.request.put(path)
    assert answer.ok, await answer.text()


def _in_a_month() -> str:
    return (clock.now() + timedelta(days=30)).isoformat()
