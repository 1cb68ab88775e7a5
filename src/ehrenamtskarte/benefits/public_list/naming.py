"""Offers as mails name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ehrenamtskarte.core import db


@dataclass(frozen=True)
class NamedOffer:
    """An offer as mails name it."""

    id: UUID
    title_de: str
    title_en: str
    conditions_de: str
    conditions_en: str
    company: UUID
    company_name: str

    @property
    def title(self) -> dict[str, str]:
        return {"de": self.title_de, "en": self.title_en or self.title_de}

    @property
    def conditions(self) -> dict[str, str]:
        return {"de": self.conditions_de, "en": self.conditions_en or self.conditions_de}


async def all_named(benefits: Iterable[UUID]) -> dict[UUID, NamedOffer]:
    """Offers by their id, whatever became of them."""
    found = await db.rows(
        "SELECT b.id, b.title_de, b.title_en, b.conditions_de, b.conditions_en, c.id AS company, c.name AS company_name"
        " FROM benefit b JOIN company c ON c.id = b.company WHERE b.id = ANY($1)",
        list(benefits),
    )
    return {row["id"]: NamedOffer(**dict(row)) for row in found}


async def named(benefit_id: UUID) -> NamedOffer:
    """One of them."""
    return (await all_named([benefit_id]))[benefit_id]
