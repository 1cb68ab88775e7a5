"""Browsers of everybody around a company, for tests of this domain."""

from dataclasses import dataclass
from uuid import UUID

from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import a_company, an_issuing_body


@dataclass(frozen=True)
class Around:
    """A company of Köln, its people, its office, and strangers."""

    company: UUID
    manager: Browser
    till: Browser
    clerk: Browser
    stranger: Browser
    office: UUID

    @property
    def path(self) -> str:
        return f"/api/companies/{self.company}"


async def around_a_company(sign_in_as: SignIn, *, status: str = "approved") -> Around:
    office = await an_issuing_body()
    company, other = await a_company(status=status), await a_company("Zoo")
    return Around(
        company,
        manager=await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company)),
        till=await sign_in_as("till@bad.example", (Role.PARTNER_STAFF, company)),
        clerk=await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office)),
        stranger=await sign_in_as("chief@zoo.example", (Role.PARTNER_MANAGER, other)),
        office=office,
    )
