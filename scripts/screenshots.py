"""Take the pictures of the README from an instance of its own with demo data: `make screenshots`."""

import asyncio
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import async_playwright, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.award_states import JUROR, calls_of_the_demo
from tests.browser.card_screen import living_code, next_code, paste, ready_to_check, sees
from tests.browser.chromium import DESK, PHONE, launch
from tests.browser.conftest import Arrive, arrivals, with_card
from tests.browser.event_states import events_of_the_demo
from tests.browser.events import a_code, an_event, guests_who_come
from tests.browser.instance import Instance, running
from tests.browser.visitor import Visitor

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
MOST_BYTES = 150_000
COLOURS = 256
LIST = Path(cast.__file__).parent / "data" / "hours_sports_club.xlsx"
MANAGER = f"petra.wellmann@{cast.MAIL_DOMAIN}"
STILL = {"reduced_motion": "reduce"}
"""Nothing is caught half way through its movement."""


@dataclass
class Photographer:
    """Brings people before their screens and takes a picture of what they see."""

    instance: Instance
    arrive: Arrive

    async def take(
        self, visitor: Visitor, name: str, *, height: int = 0, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        page = visitor.page
        await page.emulate_media(color_scheme=scheme)
        if height and page.viewport_size:
            await page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
        await expect(page.locator("[aria-busy=true]")).to_have_count(0)
        await page.wait_for_load_state("networkidle")
        save(await page.screenshot(), PICTURES / f"{name}.png")

    async def all(self) -> None:
        await self.start()
        await self.volunteer()
        await self.card_and_check()
        await self.club()
        await self.office()
        await self.benefits()
        await self.partner()
        await self.award_events()
        await self.awards()

    async def start(self) -> None:
        visitor = await self.arrive(DESK, **STILL)
        await visitor.page.goto("/")
        await self.take(visitor, "start", height=860)

    async def volunteer(self) -> None:
        """Somebody who is almost there."""
        accounts = await self.instance.get("/api/demo/accounts")
        almost = next(a["email"] for a in accounts if a["description"]["de"].startswith("Fast geschafft"))
        visitor = await self.arrive(DESK, email=almost, **STILL)
        await visitor.page.goto("/mein")
        await expect(visitor.title).to_contain_text("Guten Tag")
        await self.take(visitor, "my-engagement", height=900)

    async def card_and_check(self) -> None:
        told = await self.instance.mails("Ihre Ehrenamtskarte ist da")
        holder = await with_card(await self.arrive(PHONE, email=await self._holder(told), **STILL))
        await expect(holder.page.get_by_text("Ihre Karte ist jetzt auf diesem Telefon.")).to_be_hidden()
        await self.take(holder, "card", height=780)
        await self.take(holder, "card-dark", scheme="dark")
        shop = await self.arrive(PHONE, **STILL)
        await shop.page.goto("/pruefen")
        await ready_to_check(shop)
        await paste(shop, await living_code(holder).get_attribute("data-code") or "")
        await sees(shop, "Karte gültig")
        await self.take(shop, "check", height=780)
        await self.till(await next_code(holder))

    async def till(self, code: str) -> None:
        till = await self.arrive(PHONE, email=MANAGER, **STILL)
        company = await setting_up.tenant(till, "partner_manager")
        await till.page.goto(f"/partner/{company}/kasse")
        await till.main.get_by_role("combobox").select_option(index=1)
        await till.main.get_by_role("listitem").get_by_role("button").first.click()
        await till.reads("Bereit, auch ohne Netz.")
        await till.press_at(till.main.get_by_text("Ohne Kamera: Code eintippen"), "Code eintippen")
        await till.fill("Code der Karte", code)
        await till.press("Einlösen")
        await sees(till, "Karte gültig")
        await self.take(till, "till", height=780)

    async def _holder(self, told: list[dict[str, str]]) -> str:
        for email in dict.fromkeys(mail["to"] for mail in told):
            visitor = await self.arrive(email=email)
            cards = await setting_up.fetch(visitor, "/api/me/cards")
            if [card["status"] for card in cards] == ["active"]:
                return email
        raise AssertionError("Nobody has a card.")

    async def club(self) -> None:
        coordinator = await self.arrive(DESK, email=cast.SPORTS_CLUB.email, **STILL)
        club = await setting_up.tenant(coordinator, "coordinator")
        await coordinator.page.goto(f"/verein/{club}")
        await coordinator.reads(re.compile("warten auf Sie"), "Das passiert danach")
        await self.take(coordinator, "club-inbox", height=860)
        listed = await setting_up.hand_in(coordinator, club, LIST.name, LIST.read_bytes())
        await coordinator.page.goto(f"/verein/{club}/einlesen?liste={listed['id']}")
        await coordinator.reads("So haben wir Ihre Liste verstanden")
        await self.take(coordinator, "import", height=900)

    async def office(self) -> None:
        clerk = await self.arrive(DESK, email=cast.WARSTEIN.email, **STILL)
        office = await setting_up.tenant(clerk, "case_worker")
        await clerk.page.goto(f"/amt/{office}")
        await clerk.reads(re.compile("Anträge warten auf Sie"))
        await self.take(clerk, "office-inbox", height=860)
        await self.take(clerk, "office-inbox-dark", scheme="dark")
        await clerk.main.get_by_role("listitem").get_by_role("link").first.click()
        await clerk.reads("Was Vereine bestätigt haben")
        await self.take(clerk, "case", height=900)

    async def benefits(self) -> None:
        visitor = await self.arrive(DESK, **STILL)
        await visitor.page.goto("/vorteile")
        await expect(visitor.main.get_by_text("Die Landkarte wird gezeichnet")).to_be_hidden()
        await self.take(visitor, "benefits", height=860)

    async def partner(self) -> None:
        manager = await self.arrive(DESK, email=MANAGER, **STILL)
        company = await setting_up.tenant(manager, "partner_manager")
        await manager.page.goto(f"/partner/{company}")
        await manager.reads("Ihre Angebote")
        await self.take(manager, "partner", height=780)
        clerk = await self.arrive(DESK, email=cast.KOELN.email, **STILL)
        office = await setting_up.tenant(clerk, "case_worker")
        await clerk.page.goto(f"/amt/{office}/vorteile")
        await clerk.reads("Warten auf Sie")
        await self.take(clerk, "office-offers", height=860)

    async def award_events(self) -> None:
        """The prize-giving to come: its seats, its stage, and a guest at the door of another."""
        state = await self.arrive(DESK, email=cast.STATE_OFFICE[3], **STILL)
        coming, _ = await events_of_the_demo(self.instance)
        await state.page.goto(f"/land/feiern/{coming}/plaetze")
        await state.reads("Reihe 1")
        await self.take(state, "seats", height=900)
        await state.page.goto(f"/buehne?feier={coming}")
        while (
            not await state.page.get_by_text(re.compile("Preis der Jury|Publikumspreis"))
            .filter(visible=True)
            .count()
        ):
            await state.page.keyboard.press("ArrowRight")
            await state.page.wait_for_timeout(200)
        await self.take(state, "stage", height=720)
        event = await an_event(self.arrive)
        (guest,) = await guests_who_come(event, "Erika Müller", companions=1)
        phone = await self.arrive(PHONE, **STILL)
        await phone.page.goto(f"/einlass#{await a_code(event)}")
        await phone.press("Koppeln")
        await phone.reads("Bereit, auch ohne Netz.")
        await phone.main.get_by_text("Handscanner oder Code als Text").click()
        field = phone.main.get_by_label("Code der Eintrittskarte")
        await field.fill(guest.tickets[0])
        await field.press("Enter")
        await sees(phone, "Willkommen")
        await self.take(phone, "door", height=780)

    async def awards(self) -> None:
        """The vote that runs, this month's engagement, and a juror before an entry."""
        visitor = await self.arrive(DESK, **STILL)
        calls = await calls_of_the_demo(self.instance)
        await visitor.page.goto(f"/preise/{calls['prize_voting']}")
        await visitor.reads("Abstimmen")
        await self.take(visitor, "award", height=860)
        await visitor.page.goto("/preise/engagement-des-monats")
        await expect(visitor.title).to_be_visible()
        await self.take(visitor, "month", height=860)
        juror = await self.arrive(DESK, email=JUROR, **STILL)
        await juror.page.goto("/jury")
        await juror.press_at(juror.main.get_by_role("listitem").get_by_role("link").first, "the round")
        await juror.press("Weiter bewerten")
        await juror.reads("Ihre Bewertung")
        await self.take(juror, "jury", height=860)


def save(png: bytes, file: Path) -> None:
    """Few colours are enough for a screen and keep the file small."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(file, optimize=True)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} has {size} bytes, more than {MOST_BYTES}: take a smaller part.")
    print(f"{file.name:<22} {picture.width} x {picture.height}  {size // 1000} kB")


async def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=30_000)
    with running() as instance:
        async with async_playwright() as playwright:
            chromium = await launch(playwright)
            async with arrivals(instance, chromium) as arrive:
                await Photographer(instance, arrive).all()
            await chromium.close()


if __name__ == "__main__":
    asyncio.run(main())
