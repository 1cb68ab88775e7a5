"""HTTP of offers for the companies that make them."""

from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.benefits.offering import changes, registration
from ehrenamtskarte.benefits.offering import offers as benefit_offers
from ehrenamtskarte.benefits.offering import preview as previews
from ehrenamtskarte.benefits.schemas import (
    BenefitManaged,
    BenefitOut,
    RegistrationIn,
    RegistrationOut,
    TermsChangeIn,
    TermsIn,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor


@post("/api/partner-registrations", tags=["Offers"], summary="Register a company with an offer")
async def register(actor: NamedDependency[Actor], data: JSONBody[RegistrationIn]) -> RegistrationOut:
    """Register a company with its first venue and offer; the actor manages it, its office decides."""
    joined = await registration.register(data.joining(), actor=actor, now=clock.now())
    return RegistrationOut(joined.company_id, joined.benefit_id)


@get("/api/companies/{company_id:uuid}/benefits", tags=["Offers"], summary="The offers of a company")
async def offers(actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[BenefitManaged]:
    """All offers of a company, those that hold first, with what waits."""
    return [BenefitManaged.of(one) for one in await benefit_offers.of_company(company_id, actor=actor)]


@post("/api/companies/{company_id:uuid}/benefits", tags=["Offers"], summary="Add an offer")
async def add(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[TermsIn]
) -> BenefitManaged:
    """Add an offer; the office decides."""
    return BenefitManaged.of(await benefit_offers.add(company_id, data.terms(), actor=actor, now=clock.now()))


@post(
    "/api/companies/{company_id:uuid}/benefits/preview",
    tags=["Offers"],
    status_code=HTTP_200_OK,
    summary="Preview an offer",
)
async def preview(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[TermsIn]
) -> BenefitOut:
    """The offer as holders would see it; nothing is kept."""
    return await previews.preview(company_id, data.terms(), actor=actor, now=clock.now())


@get("/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}", tags=["Offers"], summary="One offer")
async def offer(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """One offer with what waits."""
    return BenefitManaged.of(await benefit_offers.one(company_id, benefit_id, actor=actor))


@put(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}", tags=["Offers"], summary="Change an offer"
)
async def change(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    benefit_id: FromPath[UUID],
    data: JSONBody[TermsChangeIn],
) -> BenefitManaged:
    """Change the terms: a typo at once, anything else once the office agrees."""
    return BenefitManaged.of(
        await changes.change(
            company_id, benefit_id, data.terms.terms(), revision=data.revision, actor=actor, now=clock.now()
        )
    )


@delete(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/change",
    tags=["Offers"],
    status_code=HTTP_200_OK,
    summary="Withdraw a change",
)
async def withdraw_change(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """Take back a change that waits."""
    return BenefitManaged.of(await changes.withdraw(company_id, benefit_id, actor=actor, now=clock.now()))


@put(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/pause",
    tags=["Offers"],
    summary="Pause an offer",
)
async def pause(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """Do not show the offer for now."""
    return BenefitManaged.of(await benefit_offers.pause(company_id, benefit_id, actor=actor, now=clock.now()))


@delete(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/pause",
    tags=["Offers"],
    status_code=HTTP_200_OK,
    summary="Resume an offer",
)
async def resume(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """Show the offer again."""
    return BenefitManaged.of(await benefit_offers.resume(company_id, benefit_id, actor=actor))


@put(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/ending",
    tags=["Offers"],
    summary="End an offer",
)
async def end(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """End the offer; its figures stay."""
    return BenefitManaged.of(await benefit_offers.end(company_id, benefit_id, actor=actor, now=clock.now()))


@delete(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/ending",
    tags=["Offers"],
    status_code=HTTP_200_OK,
    summary="Take an ending back",
)
async def reopen(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], benefit_id: FromPath[UUID]
) -> BenefitManaged:
    """Let an ended offer hold again."""
    return BenefitManaged.of(
        await benefit_offers.reopen(company_id, benefit_id, actor=actor, now=clock.now())
    )


@post(
    "/api/companies/{company_id:uuid}/confirmation",
    tags=["Offers"],
    status_code=HTTP_200_OK,
    summary="Confirm that the offers still hold",
)
async def confirm(actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[BenefitManaged]:
    """Say once a year that all offers of the company still hold."""
    return [
        BenefitManaged.of(one)
        for one in await benefit_offers.confirm(company_id, actor=actor, now=clock.now())
    ]


CONTROLLERS = [
    register,
    offers,
    add,
    preview,
    offer,
    change,
    withdraw_change,
    pause,
    resume,
    end,
    reopen,
    confirm,
]
