"""HTTP of accounts: signing in, the own data, the second factor."""

import io
from typing import Any
from uuid import UUID

import pyotp
import qrcode
import qrcode.image.svg
from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_202_ACCEPTED, HTTP_204_NO_CONTENT

from ehrenamtskarte.accounts import memberships, people, sign_in
from ehrenamtskarte.accounts.schemas import (
    ClaimIn,
    CodeIn,
    LinkIn,
    MembershipOut,
    MeOut,
    PersonOut,
    ProfileIn,
    RecoveryCodesOut,
    SecondFactorIn,
    SecondFactorSetup,
    SecondFactorState,
    SessionOut,
    SignInRequest,
)
from ehrenamtskarte.accounts.tables import Authenticator
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import SignInNeeded
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web.frame import client_address
from ehrenamtskarte.core.web.problems import language_of

AnyRequest = Request[Any, Any, Any]


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host over TLS; plain http (only ever this machine) cannot have it."""
    return "__Host-session" if settings().secure else "session"


async def visitor_of(request: AnyRequest) -> Actor | None:
    """Whoever sends the request, or None; looked up once per request."""
    token = request.cookies.get(cookie_name())
    return await sign_in.actor_of_token(token, now=clock.now()) if token else None


async def actor_of(visitor: NamedDependency[Actor | None]) -> Actor:
    """The signed-in person. Raises SignInNeeded."""
    if visitor is None:
        raise SignInNeeded
    return visitor


async def _me(actor: Actor) -> MeOut:
    return MeOut(
        person=PersonOut.of(await people.person(actor.person_id)),
        memberships=[MembershipOut.of(m) for m in await memberships.of_person(actor.person_id)],
        second_factor=await _second_factor_state(actor),
    )


async def _second_factor_state(actor: Actor) -> SecondFactorState:
    if actor.second_factor:
        return SecondFactorState.PASSED
    if not any(m.role.needs_second_factor for m in actor.memberships):
        return SecondFactorState.NONE
    enrolled = await Authenticator.exists().where(
        (Authenticator.person == actor.person_id) & Authenticator.confirmed_at.is_not_null()
    )
    return SecondFactorState.REQUIRED if enrolled else SecondFactorState.ENROL


async def _welcome(signed_in: sign_in.SignedIn, *, before: Actor | None) -> Response[MeOut]:
    if before is not None:
        # Its cookie is about to be replaced: nobody could end that session any more.
        await sign_in.sign_out(before)
    actor = await sign_in.actor_of_token(signed_in.token, now=clock.now())
    assert actor is not None
    cookie = Cookie(
        key=cookie_name(),
        value=signed_in.token,
        max_age=int((signed_in.expires_at - clock.now()).total_seconds()),
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return Response(await _me(actor), cookies=[cookie])


def _device(request: AnyRequest) -> str:
    return request.headers.get("user-agent", "")


class SignInController(Controller):
    """Signing in without a password."""

    path = "/api/sign-in"
    tags = ("Accounts",)

    @post(status_code=HTTP_202_ACCEPTED, summary="Send a code and a link by mail")
    async def request_code(self, request: AnyRequest, data: JSONBody[SignInRequest]) -> None:
        """Send a code and a link by mail; the answer is the same for every address."""
        await sign_in.request_code(
            data.email, language=language_of(request), client=client_address(request.scope), now=clock.now()
        )

    @post("/code", status_code=HTTP_200_OK, summary="Sign in with the code")
    async def by_code(
        self, request: AnyRequest, visitor: NamedDependency[Actor | None], data: JSONBody[CodeIn]
    ) -> Response[MeOut]:
        """Sign in with the code."""
        signed_in = await sign_in.sign_in_by_code(
            data.email,
            data.code,
            device=_device(request),
            client=client_address(request.scope),
            now=clock.now(),
        )
        return await _welcome(signed_in, before=visitor)

    @post("/link", status_code=HTTP_200_OK, summary="Sign in with the link's secret")
    async def by_link(
        self, request: AnyRequest, visitor: NamedDependency[Actor | None], data: JSONBody[LinkIn]
    ) -> Response[MeOut]:
        """Sign in with the link's secret; only this POST uses it up, so a mail scanner's visit does not."""
        signed_in = await sign_in.sign_in_by_link(
            data.token, device=_device(request), client=client_address(request.scope), now=clock.now()
        )
        return await _welcome(signed_in, before=visitor)

    @post("/second-factor", status_code=HTTP_200_OK, summary="Pass the second factor")
    async def second_factor(self, actor: NamedDependency[Actor], data: JSONBody[SecondFactorIn]) -> None:
        """Pass the second factor with a TOTP or a recovery code."""
        await sign_in.show_second_factor(data.code, actor=actor, now=clock.now())


@post("/api/sign-out", status_code=HTTP_204_NO_CONTENT, tags=["Accounts"], summary="End this session")
async def sign_out(actor: NamedDependency[Actor]) -> Response[None]:
    """End this session."""
    await sign_in.sign_out(actor)
    gone = Cookie(
        key=cookie_name(),
        value="",
        max_age=0,
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return Response(None, status_code=HTTP_204_NO_CONTENT, cookies=[gone])


class MeController(Controller):
    """The signed-in person."""

    path = "/api/me"
    tags = ("Accounts",)

    @get(summary="Who I am")
    async def me(self, actor: NamedDependency[Actor]) -> MeOut:
        """The own data and roles."""
        return await _me(actor)

    @patch(summary="Change my data")
    async def change(self, actor: NamedDependency[Actor], data: JSONBody[ProfileIn]) -> MeOut:
        """Change the own data."""
        await people.change_profile(actor, data.changes(), now=clock.now())
        return await _me(actor)

    @get("/sessions", summary="Where I am signed in")
    async def sessions(self, actor: NamedDependency[Actor]) -> list[SessionOut]:
        """The own open sessions."""
        return [SessionOut.of(s, actor.session_id) for s in await sign_in.sessions_of(actor, now=clock.now())]

    @delete("/sessions/{session_id:uuid}", summary="Sign out another device")
    async def end_session(self, actor: NamedDependency[Actor], session_id: FromPath[UUID]) -> None:
        """End one of the own sessions."""
        await sign_in.end_session(session_id, actor=actor)

    @post("/second-factor", summary="Start setting up a second factor")
    async def start_second_factor(self, actor: NamedDependency[Actor]) -> SecondFactorSetup:
        """A fresh secret for an authenticator app."""
        secret = await sign_in.start_second_factor(actor)
        person = await people.person(actor.person_id)
        address = pyotp.TOTP(secret).provisioning_uri(name=person.email or "", issuer_name="Ehrenamtskarte")
        return SecondFactorSetup(secret=secret, address=address, qr_svg=_qr_svg(address))

    @post(
        "/second-factor/confirmation", status_code=HTTP_200_OK, summary="Finish setting up the second factor"
    )
    async def confirm_second_factor(
        self, actor: NamedDependency[Actor], data: JSONBody[SecondFactorIn]
    ) -> RecoveryCodesOut:
        """Finish with the first code; the answer holds the recovery codes, once."""
        return RecoveryCodesOut(await sign_in.confirm_second_factor(data.code, actor=actor, now=clock.now()))

    @post("/claims", status_code=HTTP_200_OK, summary="Take over what a club recorded for me")
    async def claim(self, actor: NamedDependency[Actor], data: JSONBody[ClaimIn]) -> MeOut:
        """Take over what an organisation reserved, with the code of its letter."""
        await people.claim(data.code, data.birth_date, actor=actor, now=clock.now())
        return await _me(actor)


def _qr_svg(text: str) -> str:
    image = qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2)
    buffer = io.BytesIO()
    image.save(buffer)
    return buffer.getvalue().decode()


CONTROLLERS = [SignInController, sign_out, MeController]
