"""An office with an event, for tests of its guests."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, an_issuing_body


@dataclass
class Office:
    """A town's office and its event."""

    body: UUID
    ceremony: UUID
    browser: Browser

    @property
    def address(self) -> str:
        """Where the event is."""
        return f"/api/offices/{self.body}/ceremonies/{self.ceremony}"

    async def get(self, path: str, **query: Any) -> Any:
        """What a page of the event answers."""
        answer = await self.browser.get(f"{self.address}/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: object = None, expect: int = 200) -> Any:
        """What an action answers."""
        answer = await self.browser.request(method, f"{self.address}/{path}", json=body)
        assert answer.status_code == expect, answer.text
        return answer.json() if answer.content else None

    async def group(self, name: str = "Engagierte", **terms: Any) -> str:
        """A new group."""
        made = await self.send("POST", "guest-groups", {"name": name, **terms}, 201)
        return str(made["id"])

    async def guest(self, group: str, family_name: str, expect: int = 201, **terms: Any) -> Any:
        """A new guest of a group."""
        body = {"groupId": group, "givenName": "Erika", "familyName": family_name, **terms}
        return await self.send("POST", "guests", body, expect)


async def an_office(sign_in_as: SignIn, **terms: Any) -> Office:
    """Köln with an event, and its case worker."""
    body = await an_issuing_body()
    browser = await sign_in_as("nora@koeln.example", (Role.CASE_WORKER, body))
    return Office(body, await a_ceremony(body, **terms), browser)
