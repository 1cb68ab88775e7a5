"""A company changes what it tells about itself."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.companies import offices, rules
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.registration import contact_email
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.text import Text

Columns = dict[str, Any]


async def change(company_id: UUID, changes: Mapping[str, Any], *, revision: int, actor: Actor) -> Company:
    """Change the given fields of a company that was edited at this revision; it stays approved.

    Raises NotFound, ChangedMeanwhile, CompanyAlreadyThere, NameMissing, WebsiteInvalid, EmailInvalid, TooLong, LogoUnknown.
    """
    async with db.transaction():
        found = await offices.company_to_manage(company_id, actor=actor, lock=True)
        if found.revision != revision:
            raise rules.ChangedMeanwhile
        columns: Columns = {}
        for field, value in changes.items():
            columns |= _CHECKS[field](value)
        await _check_free(found, columns)
        await _check_logo(company_id, columns.get("logo"))
        await Company.update(columns | {"revision": revision + 1}).where(Company.id == company_id)  # type: ignore[arg-type]
        if columns.get("name", found.name) != found.name:
            await memberships.rename_tenant(company_id, columns["name"])
        await audit.record(
            "company_changed",
            actor=actor.person_id,
            subject=company_id,
            tenant=await offices.office_of(found),
            fields=sorted(changes),
        )
        await publish(CompanyChanged(company_id=company_id))
        return await offices.company(company_id)


def _name(value: str) -> Columns:
    name = rules.normal_name(value)
    return {"name": name, "sort_key": rules.key_of(name)}


def _as_it_is(column: str) -> Callable[[Any], Columns]:
    return lambda value: {column: value.strip() if isinstance(value, str) else value}


def _words(column: str) -> Callable[[Text], Columns]:
    def columns(value: Text) -> Columns:
        text = rules.check_length(value, rules.LONGEST_ABOUT, field=column)
        return {f"{column}_de": text.de, f"{column}_en": text.en}

    return columns


_CHECKS: Mapping[str, Callable[[Any], Columns]] = {
    "name": _name,
    "website": lambda value: {"website": rules.normal_website(value)},
    "contact_name": _as_it_is("contact_name"),
    "contact_email": lambda value: {"contact_email": contact_email(value)},
    "contact_phone": _as_it_is("contact_phone"),
    "about": _words("about"),
    "volunteering": _words("volunteering"),
    "sponsorship": _words("sponsorship"),
    "release_days": _as_it_is("release_days"),
    "figures_public": _as_it_is("figures_public"),
    "logo": _as_it_is("logo"),
}


async def _check_free(found: Company, columns: Columns) -> None:
    if "sort_key" not in columns:
        return
    taken = await db.scalar(
        "SELECT 1 FROM company WHERE municipality = $1 AND sort_key = $2 AND id <> $3",
        found.municipality, columns["sort_key"], found.id,
    )  # fmt: skip
    if taken:
        raise rules.CompanyAlreadyThere(field="name")


async def _check_logo(company_id: UUID, logo: UUID | None) -> None:
    if logo is None:
        return
    if not await db.scalar("SELECT 1 FROM picture WHERE id = $1 AND company = $2", logo, company_id):
        raise rules.LogoUnknown(field="logo")
