"""HTTP of the till."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.benefits.till_schemas import (
    RedemptionIn,
    RedemptionOut,
    RedemptionRow,
    SyncedOut,
    SyncIn,
    TillOut,
)
from ehrenamtskarte.benefits.tills import redeeming, synchronising
from ehrenamtskarte.benefits.tills import redemptions as noted
from ehrenamtskarte.benefits.tills import till as tills
from ehrenamtskarte.benefits.tills.redeeming import Answer, Wanted
from ehrenamtskarte.benefits.tills.synchronising import Scan
from ehrenamtskarte.benefits.tills.till_rules import UNDO_FOR
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.text import Text

MOST_BYTES_HANDED_IN = 1024 * 1024
"""200 codes of any length, with what belongs to them."""
NOTHING_NOTED = ResponseSpec(RedemptionOut, description="The card does not count; nothing was noted.")


@get("/api/companies/{company_id:uuid}/till", tags=["Till"], summary="What a till keeps")
async def till(actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> TillOut:
    """The offers and venues of a company, to be kept on the device."""
    return await tills.kept(company_id, actor=actor, now=clock.now())


@post(
    "/api/companies/{company_id:uuid}/redemptions",
    tags=["Till"],
    responses={HTTP_200_OK: NOTHING_NOTED},
    summary="Redeem",
)
async def redeem(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[RedemptionIn]
) -> Response[RedemptionOut]:
    """Check a card and note that the benefit was given; limits are enforced."""
    wanted = Wanted(
        benefit=data.benefit_id,
        venue=data.venue_id,
        till=data.till,
        nonce=data.nonce,
        token=data.token or None,
        short_code=data.short_code or None,
    )
    answer = await redeeming.redeem(company_id, wanted, actor=actor, now=clock.now())
    status = HTTP_200_OK if answer.redemption is None else HTTP_201_CREATED
    return Response(_answer_out(answer), status_code=status)


def _answer_out(answer: Answer) -> RedemptionOut:
    outcome = answer.outcome
    return RedemptionOut(
        id=answer.redemption,
        result=outcome.result,
        reason=outcome.reason,
        kind=outcome.kind,
        display_name=outcome.display_name,
        redeemed_at=answer.at,
        undo_until=_undo_until(answer),
    )


def _undo_until(answer: Answer) -> datetime | None:
    return answer.at + UNDO_FOR if answer.redemption else None


@post(
    "/api/companies/{company_id:uuid}/redemptions/sync",
    tags=["Till"],
    status_code=HTTP_200_OK,
    request_max_body_size=MOST_BYTES_HANDED_IN,
    summary="Hand in what was given offline",
)
async def sync(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[SyncIn]
) -> list[SyncedOut]:
    """Keep what a till gave while it was offline; each once, conflicts are marked."""
    scans = [
        Scan(
            benefit=one.benefit_id,
            venue=one.venue_id,
            nonce=one.nonce,
            token=one.token,
            scanned_at=one.scanned_at,
            undone=one.undone,
        )
        for one in data.redemptions
    ]
    synced = await synchronising.sync(company_id, data.till, scans, actor=actor, now=clock.now())
    return [SyncedOut(nonce=one.nonce, id=one.id, conflict=one.conflict) for one in synced]


@put(
    "/api/companies/{company_id:uuid}/redemptions/{redemption_id:uuid}/undoing",
    tags=["Till"],
    summary="Take a redemption back",
)
async def undo(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], redemption_id: FromPath[UUID]
) -> RedemptionRow:
    """Take a redemption back within a minute."""
    return _row(await noted.undo(company_id, redemption_id, actor=actor, now=clock.now()))


@get("/api/companies/{company_id:uuid}/redemptions", tags=["Till"], summary="What was redeemed")
async def redemptions(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    conflicts: FromQuery[bool] = False,
    cursor: FromQuery[str | None] = None,
) -> Page[RedemptionRow]:
    """The company's redemptions, the latest first."""
    found, following = await noted.redemptions_of(company_id, actor=actor, conflicts=conflicts, cursor=cursor)
    return Page([_row(row) for row in found], next=following)


def _row(row: Any) -> RedemptionRow:
    return RedemptionRow(
        id=row["id"],
        benefit_title=Text(row["title_de"], row["title_en"]),
        venue_name=row["venue_name"],
        redeemed_at=row["redeemed_at"],
        offline=row["offline"],
        conflict=row["conflict"],
        undone_at=row["undone_at"],
    )


CONTROLLERS = [till, redeem, sync, undo, redemptions]
