"""An office and one of its calls, for tests of calls."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import STATE, a_call, an_issuing_body


@dataclass(frozen=True)
class CallOffice:
    """An issuing body with its clerk and one call, and the state office."""

    id: UUID
    call_id: UUID
    clerk: Browser
    state: Browser

    @property
    def path(self) -> str:
        return f"/api/offices/{self.id}/award-calls"

    @property
    def call(self) -> str:
        return f"{self.path}/{self.call_id}"

    async def shown(self) -> dict[str, Any]:
        """The call as the office sees it now."""
        found: dict[str, Any] = (await self.clerk.get(self.call)).json()
        return found


async def an_award_office(sign_in_as: SignIn, **terms: Any) -> CallOffice:
    """An office whose call is published unless `status` says else."""
    office = await an_issuing_body()
    return CallOffice(
        office,
        await a_call(office, **terms),
        clerk=await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office)),
        state=await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE)),
    )
