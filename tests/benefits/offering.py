"""People of a company and its office, and an offer as they would send it."""

from typing import Any
from uuid import UUID

import httpx

from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import STATE, a_company, a_venue, an_issuing_body

POOL: dict[str, Any] = {
    "title": {"de": "Zwei Stunden schwimmen", "en": ""},
    "conditions": {"de": "Nicht in den Ferien", "en": ""},
    "category": "leisure_sport",
    "kind": "fixed_price",
    "regularCents": 400,
    "cardCents": 250,
}


def sentences(answer: httpx.Response) -> dict[str, str]:
    """What is wrong with which field."""
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


class Pool:
    """The Schlossbad with its manager, its staff and the clerk of its town."""

    def __init__(
        self, sign_in_as: SignIn, town: UUID, company: UUID, venue: UUID, manager: Browser, clerk: Browser
    ) -> None:
        self.sign_in_as = sign_in_as
        self.town, self.company, self.venue = town, company, venue
        self.manager, self.clerk = manager, clerk
        self.address = f"/api/companies/{company}/benefits"
        self.office = f"/api/offices/{town}/benefits"

    @classmethod
    async def open(cls, sign_in_as: SignIn, *, status: str = "approved") -> "Pool":
        town = await an_issuing_body()
        company = await a_company(status=status)
        venue = await a_venue(company)
        manager = await sign_in_as("karin@bad.example", (Role.PARTNER_MANAGER, company))
        clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town))
        return cls(sign_in_as, town, company, venue, manager, clerk)

    async def another_manager(self) -> Browser:
        return await self.sign_in_as("kurt@bad.example", (Role.PARTNER_MANAGER, self.company))

    async def somebody_at_the_till(self) -> Browser:
        return await self.sign_in_as("till@bad.example", (Role.PARTNER_STAFF, self.company))

    async def another_clerk(self) -> Browser:
        return await self.sign_in_as("second@koeln.example", (Role.CASE_WORKER, self.town))

    async def the_state_office(self) -> Browser:
        return await self.sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))

    async def offers(self, **terms: object) -> dict[str, Any]:
        """An offer that waits."""
        answer = await self.manager.post(self.address, json=POOL | terms)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def offers_for_good(self, **terms: object) -> dict[str, Any]:
        """An offer that the town approved."""
        offer = await self.offers(**terms)
        assert (await self.approve(offer)).status_code == 200
        return await self.now(offer)

    async def approve(self, offer: dict[str, Any], clerk: Browser | None = None) -> httpx.Response:
        return await (clerk or self.clerk).post(f"{self.office}/{offer['id']}/approval")

    async def reject(
        self, offer: dict[str, Any], reason: str = "Bitte den Preis nennen", clerk: Browser | None = None
    ) -> httpx.Response:
        return await (clerk or self.clerk).post(
            f"{self.office}/{offer['id']}/rejection", json={"reason": reason}
        )

    async def change(
        self, offer: dict[str, Any], by: Browser | None = None, **terms: object
    ) -> httpx.Response:
        """Other terms, from the offer as it was seen."""
        body = {"revision": offer["revision"], "terms": offer["terms"] | terms}
        return await (by or self.manager).put(f"{self.address}/{offer['id']}", json=body)

    async def now(self, offer: dict[str, Any]) -> dict[str, Any]:
        """The offer as its company sees it now."""
        answer = await self.manager.get(f"{self.address}/{offer['id']}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
