"""Somebody before a screen: every press, filled field, opened address and scan is one interaction, and is counted."""

import re
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.instance import Instance, code_in


class Visitor:
    """Does what people do, by the words they read, and remembers it."""

    def __init__(self, page: Page, instance: Instance) -> None:
        self.page = page
        self.instance = instance
        self.steps: list[str] = []

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def title(self) -> Locator:
        return self.main.get_by_role("heading", level=1)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """What can be pressed: a button, or a link that looks like one."""
        exact = isinstance(name, str)
        button = self.main.get_by_role("button", name=name, exact=exact)
        return button.or_(self.main.get_by_role("link", name=name, exact=exact))

    async def open(self, path: str, words: str = "") -> None:
        """Follow an address or a link outside the page, e.g. in a mail."""
        address = path if path.startswith("http") else self.instance.address + path
        await self.page.goto(address)
        self.steps.append(words or f"open {path}")

    async def press(self, name: str | re.Pattern[str]) -> None:
        await self.press_at(self.button(name), name if isinstance(name, str) else name.pattern)

    async def press_at(self, target: Locator, words: str) -> None:
        await target.click()
        self.steps.append(f"press “{words}”")

    async def turn_to(self, name: str) -> None:
        """Another screen of the same area, by its navigation."""
        links = self.page.get_by_role("navigation", name="Bereich").get_by_role("link", name=name, exact=True)
        await self.press_at(links.filter(visible=True), name)

    async def fill(self, label: str, text: str) -> None:
        await self.main.get_by_label(label).filter(visible=True).fill(text)
        self.steps.append(f"fill in “{label}”")

    async def search(self, label: str, words: str, items: str) -> None:
        """Fill in a list's search and wait until the list follows; presses meanwhile could miss their line."""
        await self.fill(label, words)
        lines = self.main.get_by_role("list", name=items).get_by_role("listitem")
        await expect(lines.filter(has_not_text=words)).to_have_count(0)
        await expect(lines.filter(has_text=words)).not_to_have_count(0)

    async def choose(self, label: str, option: str) -> None:
        await self.main.get_by_label(label).select_option(label=option)
        self.steps.append(f"choose “{option}”")

    async def tick(self, label: str | re.Pattern[str]) -> None:
        """Press the words beside a box, as most people do."""
        box = self.main.get_by_label(label)
        await box.check()
        self.steps.append(f"tick “{label if isinstance(label, str) else label.pattern}”")

    async def choose_file(self, file: Path | FilePayload, press: str) -> None:
        """Through the file dialog that the press opens."""
        async with self.page.expect_file_chooser() as opened:
            await self.main.get_by_label(press).click()
        await (await opened.value).set_files(file)
        self.steps.append("choose the file")

    async def reads(self, *sentences: str | re.Pattern[str]) -> None:
        """The sentences stand on the screen, or will in a moment."""
        for sentence in sentences:
            await expect(self.page.get_by_text(sentence).filter(visible=True).first).to_be_visible()

    async def sign_in(self, email: str) -> None:
        """From the sign-in page with the code of the mail; staff with the code of their app, too."""
        mail = await self.ask_for_a_code(email)
        # The last digit sends it.
        await self.fill("Code aus der E-Mail", code_in(mail))
        await expect(self.title).not_to_have_text("Code eingeben")

    async def show_second_factor(self, email: str) -> None:
        await self.fill("Code aus Ihrer App", await self.instance.app_code(email))
        await self.press("Bestätigen")

    async def ask_for_a_code(self, email: str) -> dict[str, str]:
        """The mail that brings it."""
        earlier = await self.instance.mails(email)
        await self.fill("Ihre E-Mail-Adresse", email)
        await self.press("Code schicken")
        await expect(self.title).to_have_text("Code eingeben")
        return await self.instance.mail(email, "Anmeldecode", besides=earlier)
