"""An office that checks the entries of its call."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import a_call, an_issuing_body


@dataclass(frozen=True)
class CheckingOffice:
    """A case worker's browser, at one call."""

    browser: Browser
    office: UUID
    call: UUID

    def address(self, path: str) -> str:
        return f"/api/offices/{self.office}/award-calls/{self.call}/{path}"

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.browser.get(self.address(path), params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: object = None) -> Any:
        answer = await self.browser.request(method, self.address(path), json=body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def refused(self, method: str, path: str, body: object = None) -> tuple[int, str]:
        answer = await self.browser.request(method, self.address(path), json=body)
        return answer.status_code, answer.json()["code"]


async def a_checking_office(
    sign_in_as: SignIn, *, on: PhaseKind | None = PhaseKind.CHECK, **terms: Any
) -> CheckingOffice:
    """A town with a call in this phase, and its case worker."""
    town = await an_issuing_body()
    call = await a_call(town, on=on, **terms)
    return CheckingOffice(await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town)), town, call)
