"""HTTP of cards: the holder's phone, the office, the till."""

import hashlib
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_202_ACCEPTED, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.cards import devices, listing, revocation, short_codes, signing_keys, status
from ehrenamtskarte.cards.key_set import base64url
from ehrenamtskarte.cards.rules import CardStatus, DeviceStatus
from ehrenamtskarte.cards.schemas import (
    ActivationIn,
    CardOut,
    CardRow,
    ChallengeOut,
    CheckIn,
    CheckOut,
    DeviceOut,
    DeviceStateOut,
    RefreshIn,
    RevocationIn,
    ShortCodeOut,
    encoded,
)
from ehrenamtskarte.cards.status_list import MEDIA_TYPE
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.web.frame import client_address

AnyRequest = Request[Any, Any, Any]

CHECKS_PER_MINUTE = 300


@get("/api/me/cards", tags=["Cards"], summary="My cards")
async def own_cards(actor: NamedDependency[Actor]) -> list[CardOut]:
    """The own cards, the newest first, each with the phones that carry it."""
    return [
        CardOut(
            **own.card,
            is_over=_is_over(own.card),
            devices=[DeviceOut(**vars(device)) for device in own.devices],
        )
        for own in await listing.own_cards(actor)
    ]


@post("/api/me/cards/{card_id:uuid}/short-code", tags=["Cards"], summary="A code to read out")
async def short_code(actor: NamedDependency[Actor], card_id: FromPath[UUID]) -> ShortCodeOut:
    """A short code for a till without a camera; holds five minutes and ends the one before."""
    return ShortCodeOut(*await short_codes.new_code(card_id, actor=actor, now=clock.now()))


def _is_over(card: dict[str, Any]) -> bool:
    return card["valid_until"] is not None and card["valid_until"] < clock.today()


class CardController(Controller):
    """One card and its phones."""

    path = "/api/cards/{card_id:uuid}"
    tags = ("Cards",)

    @post("/challenge", summary="What the phone signs")
    async def challenge(self, actor: NamedDependency[Actor], card_id: FromPath[UUID]) -> ChallengeOut:
        """A challenge that holds five minutes."""
        return ChallengeOut(base64url(await devices.challenge(card_id, actor=actor, now=clock.now())))

    @post("/devices", status_code=HTTP_202_ACCEPTED, summary="Put the card on this phone")
    async def activate(
        self, actor: NamedDependency[Actor], card_id: FromPath[UUID], data: JSONBody[ActivationIn]
    ) -> DeviceStateOut:
        """Put the card on a phone that proves its key; the credential follows."""
        proof = devices.Proof(**data.fields())
        device = await devices.activate(
            card_id, proof, replace=data.replace, label=data.label, actor=actor, now=clock.now()
        )
        return DeviceStateOut(device.id, DeviceStatus(device.status))

    @get("/devices/{device_id:uuid}", summary="Is the credential there?")
    async def device(
        self, actor: NamedDependency[Actor], card_id: FromPath[UUID], device_id: FromPath[UUID]
    ) -> DeviceStateOut:
        """The phone and, once signed, its credential."""
        state = await devices.state_of(card_id, device_id, actor=actor)
        return DeviceStateOut(state.id, state.status, encoded(state.credential), state.expires_at)

    @post(
        "/devices/{device_id:uuid}/refresh",
        status_code=HTTP_202_ACCEPTED,
        summary="Exchange key and credential",
    )
    async def refresh(
        self,
        actor: NamedDependency[Actor],
        card_id: FromPath[UUID],
        device_id: FromPath[UUID],
        data: JSONBody[RefreshIn],
    ) -> DeviceStateOut:
        """Exchange key and credential; the answer names the device to ask for from now on."""
        proof = devices.Proof(**data.fields())
        device = await devices.refresh(
            card_id, device_id, proof, data.old_proof(), actor=actor, now=clock.now()
        )
        return DeviceStateOut(device.id, DeviceStatus(device.status))

    @post("/revocation", status_code=HTTP_200_OK, summary="Revoke the card")
    async def revoke(
        self, actor: NamedDependency[Actor], card_id: FromPath[UUID], data: JSONBody[RevocationIn]
    ) -> None:
        """End the card, as its holder or as its office."""
        await revocation.revoke(card_id, data.reason, actor=actor, now=clock.now())


@get("/api/issuing-bodies/{issuing_body:uuid}/cards", tags=["Cards"], summary="Cards an office has issued")
async def of_issuing_body(
    actor: NamedDependency[Actor],
    issuing_body: FromPath[UUID],
    status: FromQuery[CardStatus | None] = None,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[CardRow]:
    """The cards of an office by name."""
    found, following, total = await listing.cards_of_issuing_body(
        issuing_body, actor=actor, status=status, q=q, cursor=cursor
    )
    rows = [
        CardRow(is_over=_is_over(card), **{f: card[f] for f in CardRow.__struct_fields__ if f != "is_over"})
        for card in found
    ]
    return Page(rows, next=following, total=total)


@post("/api/card-checks", status_code=HTTP_200_OK, tags=["Cards"], summary="Check a code")
async def check_card(request: AnyRequest, data: JSONBody[CheckIn]) -> CheckOut:
    """Check a code as a till does; revocations count at once."""
    address, now = client_address(request.scope), clock.now()
    await limit("card-check", address, times=CHECKS_PER_MINUTE, seconds=60)
    checked = await short_codes.check_shown(data.token, data.short_code, asked_from=address, now=now)
    return CheckOut.of(checked.outcome, now)


@get("/.well-known/ehrenamtskarte/keys.json", tags=["Cards"], summary="The issuers' public keys")
async def keys(request: AnyRequest) -> Response[bytes]:
    """A JWKS; `ek_state` tells next, active, old and killed keys apart."""
    body = msgspec.json.encode((await signing_keys.key_set()).jwks())
    return _cached(request, body, "application/json")


@get("/.well-known/ehrenamtskarte/status-list", tags=["Cards"], summary="The status list")
async def status_list(request: AnyRequest) -> Response[bytes]:
    """The newest signed list, only as a whole, so that nobody learns which card is looked at."""
    _, body = await status.newest()
    return _cached(request, body, MEDIA_TYPE)


def _cached(request: AnyRequest, body: bytes, media_type: str) -> Response[bytes]:
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {
        "etag": etag,
        "cache-control": "public, max-age=60",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


CONTROLLERS = [own_cards, short_code, CardController, of_issuing_body, check_card, keys, status_list]
