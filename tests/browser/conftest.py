"""The real thing from the outside: `ehrenamtskarte serve --demo`, and Chromium before it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Playwright, StorageState, async_playwright, expect

from ehrenamtskarte.demo.cast import MAIL_DOMAIN
from tests.browser.camera import Camera
from tests.browser.card_screen import living_code
from tests.browser.chromium import DESK, PHONE, launch
from tests.browser.instance import Instance, code_in, from_elsewhere, running
from tests.browser.visitor import Visitor

# Two cores that do everything else at the same time.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def instance() -> Any:
    """One instance with demo data for all tests of this folder."""
    with running() as instance:
        yield instance


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    browser = await launch(playwright)
    yield browser
    await browser.close()


Arrive = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def arrive(instance: Instance, chromium: Browser) -> AsyncIterator[Arrive]:
    """A function that brings somebody with a browser of their own: `await arrive(PHONE)`, a desk unless told.

    With `email` they are signed in already. No page may throw an error that nobody catches.
    """
    async with arrivals(instance, chromium) as arrived:
        yield arrived


@asynccontextmanager
async def arrivals(instance: Instance, chromium: Browser) -> AsyncIterator[Arrive]:
    """`arrive` for as long as the block takes."""
    uncaught: list[str] = []
    async with AsyncExitStack() as stack:

        async def arrived(
            device: dict[str, Any] = DESK, *, email: str = "", browser: Browser = chromium, **more: Any
        ) -> Visitor:
            if email:
                more["storage_state"] = await signed_in(browser, instance, email)
            more.setdefault("extra_http_headers", from_elsewhere())
            context = await browser.new_context(base_url=instance.address, **device, **more)
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            context.on("weberror", lambda error: uncaught.append(str(error.error)))
            return Visitor(await context.new_page(), instance)

        yield arrived
    assert not uncaught


_sessions: dict[str, StorageState] = {}


async def signed_in(browser: Browser, instance: Instance, email: str) -> StorageState:
    """The cookies of somebody who signed in, once per run: codes are few and used up."""
    if email not in _sessions:
        context = await browser.new_context(base_url=instance.address, extra_http_headers=from_elsewhere())
        try:
            earlier = await instance.mails(email)
            asked = await context.request.post("/api/sign-in", data={"email": email})
            assert asked.ok, await asked.text()
            mail = await instance.mail(email, "Anmeldecode", besides=earlier)
            answer = await context.request.post(
                "/api/sign-in/code", data={"email": email, "code": code_in(mail)}
            )
            if (await answer.json())["secondFactor"] == "required":
                code = await instance.app_code(email)
                answer = await context.request.post("/api/sign-in/second-factor", data={"code": code})
            assert answer.ok, await answer.text()
            _sessions[email] = await context.storage_state()
        finally:
            await context.close()
    return _sessions[email]


@pytest.fixture(scope="session")
async def card_holders(instance: Instance, chromium: Browser) -> AsyncIterator[str]:
    """Addresses of people with a card that is valid, each given out once: tests do as they like with it."""
    return _card_holders(instance, chromium)


async def _card_holders(instance: Instance, chromium: Browser) -> AsyncIterator[str]:
    told = await instance.recipients("Ihre Ehrenamtskarte ist da")
    for email in (email for email in told if email.endswith(MAIL_DOMAIN)):
        state = await signed_in(chromium, instance, email)
        context = await chromium.new_context(storage_state=state, base_url=instance.address)
        cards = await (await context.request.get("/api/me/cards")).json()
        await context.close()
        if [card["status"] for card in cards] == ["active"]:
            yield email


@pytest.fixture(scope="module")
async def erika(card_holders: AsyncIterator[str]) -> str:
    """The address of somebody whose card stays valid, however often it moves to another phone."""
    return await anext(card_holders)


@pytest.fixture
async def holder(arrive: Arrive, erika: str) -> Visitor:
    """Somebody with a card on the phone before them."""
    return await with_card(await arrive(PHONE, email=erika))


async def with_card(visitor: Visitor) -> Visitor:
    """Brings the card to this phone, wherever it was."""
    await visitor.open("/mein/karte")
    await visitor.press(re.compile("^(Auf dieses Telefon holen|Ja, hierher holen)$"))
    await expect(living_code(visitor)).to_be_visible()
    return visitor


@pytest.fixture(scope="session")
async def shop_camera(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Browser, Camera]]:
    """A browser with a camera, and what the camera sees."""
    camera = Camera(tmp_path_factory.mktemp("camera") / "view.y4m")
    browser = await launch(
        playwright,
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera.file}",
    )
    yield browser, camera
    await browser.close()
