"""The list of offers as somebody sees it."""

import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Locator, Request, expect

from tests.browser.visitor import Visitor

SEARCH = "Vorteil, Unternehmen oder Stichwort"


def offers(visitor: Visitor) -> Locator:
    """The lines of the list."""
    return visitor.main.get_by_role("region", name="Vorteile", exact=True).get_by_role("listitem")


def hits(visitor: Visitor) -> Locator:
    """What was understood, and how many there are."""
    return visitor.main.get_by_role("status").first


async def loaded(visitor: Visitor) -> None:
    """The list answers what was asked last."""
    await expect(visitor.main.locator("section[aria-label=Vorteile]")).to_have_attribute("aria-busy", "false")


async def names(visitor: Visitor) -> list[str]:
    """Everything that stands in each line."""
    await loaded(visitor)
    return [" ".join(text.split()) for text in await offers(visitor).all_inner_texts()]


async def search_for(visitor: Visitor, words: str) -> None:
    await visitor.fill(SEARCH, words)


class Asked:
    """What a browser asks for, from now on."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[Request] = []
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.requests.append(request)

    def paths(self, pattern: str = "") -> list[str]:
        """Paths and queries in which the pattern occurs."""
        return [path for path in map(_path, self.requests) if re.search(pattern, path)]

    def hosts(self) -> set[str]:
        """All machines that were asked."""
        addresses = [urlsplit(request.url) for request in self.requests]
        return {address.netloc for address in addresses if address.scheme not in ("data", "blob")}


def _path(request: Request) -> str:
    parts = urlsplit(request.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
