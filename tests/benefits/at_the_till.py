"""A shop with a till, and somebody who shows a card there; over the real addresses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility.rules import CardKind
from tests.cards.phone import Phone, a_card
from tests.conftest import Browser, SignIn
from tests.factories import a_benefit, a_company, a_venue, an_issuing_body

LONG_AGO = clock.now() - timedelta(days=100)


@dataclass
class Till:
    """One device of a shop, with somebody who works there."""

    browser: Browser
    company: UUID
    venue: UUID
    id: UUID = field(default_factory=new_id)

    def another(self) -> "Till":
        """A second device of the same shop."""
        return Till(self.browser, self.company, self.venue)

    @property
    def address(self) -> str:
        return f"/api/companies/{self.company}"

    async def redeem(self, benefit: UUID, **wanted: Any) -> httpx.Response:
        """Ask to redeem; with a token or a short code, and a nonce of its own unless one is given."""
        body = {"benefitId": benefit, "venueId": self.venue, "till": self.id, "nonce": new_id()} | wanted
        return await self.browser.post(f"{self.address}/redemptions", json=_plain(body))

    async def sync(self, *scans: dict[str, Any]) -> httpx.Response:
        """Hand in what was given offline."""
        body = {"till": str(self.id), "redemptions": [_plain(scan) for scan in scans]}
        return await self.browser.post(f"{self.address}/redemptions/sync", json=body)

    def scan(self, benefit: UUID, token: str, at: datetime | None = None, **more: Any) -> dict[str, Any]:
        """What the device keeps of something given offline."""
        moment = at or clock.now()
        return {
            "benefitId": benefit,
            "venueId": self.venue,
            "nonce": new_id(),
            "token": token,
            "scannedAt": moment.isoformat(),
        } | more

    async def undo(self, redemption: str) -> httpx.Response:
        return await self.browser.put(f"{self.address}/redemptions/{redemption}/undoing")


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in body.items()}


async def a_till(sign_in_as: SignIn, name: str = "Schlossbad") -> Till:
    """A till of an approved company with one venue."""
    company = await a_company(name)
    venue = await a_venue(company)
    browser = await sign_in_as(f"kasse@{name.lower()}.example", (Role.PARTNER_STAFF, company))
    return Till(browser, company, venue)


class Holder(Phone):
    """A phone that carries this person's card."""

    def __init__(self, browser: Browser, person: UUID, card: UUID) -> None:
        super().__init__(browser)
        self.person, self.card = person, card

    async def loses_the_card(self) -> None:
        """Revokes it."""
        assert (await self.browser.post(f"/api/cards/{self.card}/revocation", json={})).status_code == 200

    async def reads_out(self) -> str:
        """A fresh short code."""
        answer = await self.browser.post(f"/api/me/cards/{self.card}/short-code")
        return str(answer.json()["code"])


async def a_holder(
    sign_in_as: SignIn, email: str = "erika@example.org", kind: CardKind = CardKind.STANDARD
) -> Holder:
    """Somebody whose phone carries a card."""
    browser = await sign_in_as(email)
    person: UUID = browser.person_id  # type: ignore[attr-defined]
    office = await db.scalar("SELECT id FROM issuing_body LIMIT 1") or await an_issuing_body()
    holder = Holder(browser, person, await a_card(person, office, kind))
    await holder.activate(holder.card)
    return holder


@pytest.fixture
async def till(sign_in_as: SignIn) -> Till:
    return await a_till(sign_in_as)


@pytest.fixture
async def phone(sign_in_as: SignIn) -> Holder:
    return await a_holder(sign_in_as)


@pytest.fixture
async def once_a_day(till: Till) -> UUID:
    return await a_benefit(till.company, limit_per="day", published_at=LONG_AGO)


@pytest.fixture
async def unlimited(till: Till) -> UUID:
    return await a_benefit(till.company, "Zehn Prozent", published_at=LONG_AGO)


def some_time_ago(**ago: float) -> datetime:
    """Before now."""
    return clock.now() - timedelta(**ago)
