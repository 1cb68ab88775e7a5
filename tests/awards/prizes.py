"""A call at its decision, for tests of laureates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, a_call, a_category, an_entry, an_issuing_body


@dataclass(frozen=True)
class Prize:
    """A call of Köln at its decision, with one category and three nominees."""

    office: UUID
    call: UUID
    category: UUID
    entries: list[UUID]
    clerk: Browser
    stranger: Browser

    @property
    def path(self) -> str:
        return f"/api/offices/{self.office}/award-calls/{self.call}/result"

    async def result(self) -> Any:
        return (await self.clerk.get(self.path)).json()

    async def choose(self, *numbers: int, category: UUID | None = None, **terms: Any) -> Any:
        """Let these of the nominees win."""
        wanted = str(category or self.category)
        version = next(one["version"] for one in (await self.result())["categories"] if one["id"] == wanted)
        shared = terms.pop("shared", False)
        winners = [
            {
                "entry": str(self.entries[number]),
                "shared": shared,
                "reason": {"de": "Weil es hilft.", "en": ""},
            }
            for number in numbers
        ]
        body = {"laureates": winners, "version": version, **terms}
        return await self.clerk.put(f"{self.path}/categories/{wanted}", json=body)

    async def decide(self, until: datetime | None = None) -> Any:
        body = {"embargoUntil": until.isoformat()} if until else {}
        return await self.clerk.post(f"{self.path}/decision", json=body)


async def a_prize(sign_in_as: SignIn) -> Prize:
    """The call with its clerk, and somebody of another town."""
    office, other = await an_issuing_body(KOELN), await an_issuing_body("05111000")
    call = await a_call(office, on=PhaseKind.DECISION)
    return Prize(
        office,
        call,
        await a_category(call),
        [await an_entry(call, name, status="shortlisted") for name in ("Tafel", "Chor", "Zoo")],
        await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office)),
        await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, other)),
    )


def refused(answer: Any) -> tuple[int, str]:
    """How it was refused."""
    return answer.status_code, answer.json()["code"]
