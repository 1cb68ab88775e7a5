"""What happens at the till: the holder's screen, and the shop's."""

from playwright.async_api import Locator, expect

from tests.browser.visitor import Visitor


def living_code(holder: Visitor) -> Locator:
    return holder.main.get_by_role("img", name="Code zum Vorzeigen")


async def code_text(holder: Visitor) -> str:
    """What a scanner reads on the card's screen right now."""
    text = await living_code(holder).get_attribute("data-code")
    assert text and text.startswith("EK1:")
    return text


async def next_code(holder: Visitor) -> str:
    """A fresh code, just made."""
    before = await code_text(holder)
    await expect(living_code(holder)).not_to_have_attribute("data-code", before)
    return await code_text(holder)


async def photograph(holder: Visitor) -> bytes:
    """The card's code as a camera sees it."""
    return await living_code(holder).screenshot()


def verdict(shop: Visitor) -> Locator:
    """The answer that fills the shop's screen."""
    return shop.main.get_by_role("dialog")


async def sees(shop: Visitor, headline: str, *sentences: str) -> None:
    """Sign, word and sentences of the answer."""
    await expect(verdict(shop).get_by_role("heading")).to_have_text(headline)
    for sentence in sentences:
        await expect(verdict(shop)).to_contain_text(sentence)


async def ready_to_check(shop: Visitor) -> None:
    """Keys, list and the page itself are on the device."""
    await expect(shop.main.get_by_text("Bereit, auch ohne Netz.")).to_be_visible()
    await kept_on_device(shop)


async def kept_on_device(visitor: Visitor) -> None:
    """The service worker has everything and serves this page."""
    await visitor.page.evaluate(
        """async () => {
            await navigator.serviceWorker.ready;
            if (!navigator.serviceWorker.controller)
                await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
        }"""
    )


async def paste(shop: Visitor, text: str) -> None:
    """Check without a camera."""
    area = shop.main.get_by_label("Code der Karte")
    if not await area.is_visible():
        await shop.press_at(shop.main.get_by_text("Ohne Kamera prüfen"), "Ohne Kamera prüfen")
    await shop.fill("Code der Karte", text)
    await shop.press("Prüfen")
