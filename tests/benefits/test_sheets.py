"""What a company can print."""

import re
from datetime import date
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from httpx import Response

from ehrenamtskarte.benefits.counting import sheet_words, sheets
from ehrenamtskarte.benefits.rules import Category, Kind, Terms
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.text import Text
from tests.benefits.test_figures import counted
from tests.conftest import Browser, SignIn
from tests.factories import a_benefit, a_company, a_venue, an_issuing_body
from tests.pdfs import is_accessible, language_of, millimetres, read, text_of

YEAR = clock.today().year
SHEETS = ("engagement.pdf", "sticker.pdf", "counter-card.pdf", "badge.svg")
LONG = ("Gesellschaft zur Förderung der Bäder " * 6)[:200].strip()


@pytest.fixture
async def company(database: None) -> UUID:
    """A company that has long been there."""
    return await a_company("Schlossbad & Söhne")


@pytest.fixture
async def manager(sign_in_as: SignIn, company: UUID) -> Browser:
    """Whoever runs it."""
    return await sign_in_as("ina@example.org", (Role.PARTNER_MANAGER, company))


async def _get(browser: Browser, company: UUID, sheet: str, **query: Any) -> Response:
    return await browser.get(f"/api/companies/{company}/{sheet}", params=query)


async def _pdf(browser: Browser, company: UUID, sheet: str, **query: Any) -> bytes:
    answer = await _get(browser, company, sheet, **query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert is_accessible(answer.content)
    return answer.content


async def test_the_year_in_numbers(manager: Browser, company: UUID) -> None:
    benefit, other = await a_benefit(company, "Halber Eintritt"), await a_benefit(company, "Sauna gratis")
    venue = await a_venue(company, "Innenstadt")
    await a_venue(company, "Am See")
    await counted(benefit, date(YEAR, 3, 1), redeemed=1280, venue=venue)
    await counted(benefit, date(YEAR, 3, 1), seen=4321, opened=777)
    await counted(other, date(YEAR, 4, 1), redeemed=4, venue=venue)
    await db.execute(
        "UPDATE company SET release_days = 3, volunteering_de = 'Wir räumen den Rhein auf.', sponsorship_de = 'Trikots'"
    )
    made = await _pdf(manager, company, "engagement.pdf")
    text = text_of(made)
    for part in (
        f"Ihr Engagement in Zahlen Schlossbad & Söhne 1.284 Mal haben Sie {YEAR}",
        "4.321 Mal gesehen 777 Mal geöffnet 2 Angebote an 2 Orten",
        "Halber Eintritt 4.321 777 – Sauna gratis 0 0 –",
        "Ihre Orte",
        "niemand soll wiederzuerkennen sein",
        "3 bezahlte Tage im Jahr",
        "Wir räumen den Rhein auf.",
        "Trikots",
        "Danke, dass Sie dabei sind.",
    ):
        assert part in text, text
    assert millimetres(made) == (210, 297) and len(read(made).pages) == 1
    assert read(made).metadata.title == f"Ihr Engagement in Zahlen {YEAR}"  # type: ignore[union-attr]


async def test_a_year_of_fewer_than_five_says_just_that(manager: Browser, company: UUID) -> None:
    await counted(await a_benefit(company), date(YEAR, 3, 1), redeemed=3)
    text = text_of(await _pdf(manager, company, "engagement.pdf"))
    assert (
        f"unter 5 Mal haben Sie {YEAR}" in text and "3" not in text.replace(str(YEAR), "").split("Stand")[0]
    )


async def test_a_year_without_anything_is_no_empty_sheet(manager: Browser, company: UUID) -> None:
    text = text_of(await _pdf(manager, company, "engagement.pdf", year=YEAR - 1))
    assert f"0 Mal eingelöst im Jahr {YEAR - 1}" in text and "niemand" not in text


async def test_many_offers_and_long_names_still_fit(manager: Browser, company: UUID) -> None:
    await db.execute("UPDATE company SET name = $1", LONG)
    for number in range(sheets.BENEFITS_AT_MOST + 3):
        await counted(
            await a_benefit(company, f"{number} {'x' * 115}"), date(YEAR, 3, 1), redeemed=10 + number
        )
    for number in range(sheets.VENUES_AT_MOST + 1):
        await a_venue(company, f"{number} {LONG}"[:200])
    made = await _pdf(manager, company, "engagement.pdf")
    text = text_of(made)
    assert "und 3 weitere Angebote" in text and "und 2 weitere Orte" in text
    assert len(read(made).pages) == 2
    for sheet in ("sticker.pdf", "counter-card.pdf"):
        assert LONG.replace(" ", "") in text_of(await _pdf(manager, company, sheet)).replace(
            "- ", ""
        ).replace(" ", "")


async def test_the_sheets_come_in_english_too(manager: Browser, company: UUID) -> None:
    await a_benefit(company, "Halber Eintritt", title_en="Half price")
    manager.headers["accept-language"] = "en"
    said = {sheet: await _pdf(manager, company, sheet) for sheet in SHEETS if sheet.endswith("pdf")}
    assert all(language_of(made) == "en" for made in said.values())
    assert "Your engagement in numbers" in text_of(said["engagement.pdf"])
    assert "Ehrenamtskarte welcome here" in text_of(said["sticker.pdf"])
    assert "−50% Half price" in text_of(said["counter-card.pdf"])


async def test_the_sticker_is_for_the_door(manager: Browser, company: UUID) -> None:
    made = await _pdf(manager, company, "sticker.pdf")
    text = text_of(made)
    assert "Hier gilt die Ehrenamtskarte" in text and "Schlossbad & Söhne" in text
    assert millimetres(made) == (210, 297) and len(read(made).pages) == 1


async def test_a_counter_card_shows_one_offer_large(manager: Browser, company: UUID) -> None:
    benefit = await a_benefit(
        company, "Frühstück", kind="fixed_price", percent=None, regular_cents=1290, card_cents=750,
        conditions_de="Nur solange der Vorrat reicht.",
    )  # fmt: skip
    await a_benefit(company, "Anderes")
    made = await _pdf(manager, company, "counter-card.pdf", benefit=str(benefit))
    assert "7,50 € statt 12,90 € Frühstück Nur solange der Vorrat reicht." in text_of(made)
    assert "Anderes" not in text_of(made) and len(read(made).pages) == 1


async def test_without_a_choice_there_is_a_card_for_each_offer_that_holds(
    manager: Browser, company: UUID
) -> None:
    for title in ("Eins", "Zwei"):
        await a_benefit(company, title)
    await a_benefit(company, "Vorbei", valid_until=date(2020, 1, 1))
    await a_benefit(company, "Wartet", status="waiting")
    made = await _pdf(manager, company, "counter-card.pdf")
    text = text_of(made)
    assert len(read(made).pages) == 2
    assert "Eins" in text and "Zwei" in text and "Vorbei" not in text and "Wartet" not in text


async def test_a_company_without_offers_gets_a_card_for_all(manager: Browser, company: UUID) -> None:
    made = await _pdf(manager, company, "counter-card.pdf")
    assert "Hier gilt die Ehrenamtskarte." in text_of(made) and len(read(made).pages) == 1


async def test_another_companys_offer_is_not_found(manager: Browser, company: UUID) -> None:
    foreign = await a_benefit(await a_company("Andere"))
    assert (await _get(manager, company, "counter-card.pdf", benefit=str(foreign))).status_code == 404


async def test_what_a_company_calls_itself_is_never_markup(manager: Browser, company: UUID) -> None:
    name = '#import "x": * *Bad* $x$ <b> `Co` _KG_ @ = / \\'
    await db.execute("UPDATE company SET name = $1::text, sponsorship_de = $1::text", name)
    await a_benefit(company, name[:120], conditions_de=name)
    for sheet in ("engagement.pdf", "sticker.pdf", "counter-card.pdf"):
        assert name.replace(" ", "") in text_of(await _pdf(manager, company, sheet)).replace(" ", "")


async def test_long_conditions_end_between_words(manager: Browser, company: UUID) -> None:
    await a_benefit(company, conditions_de="Bedingung gilt. " * 120)
    text = text_of(await _pdf(manager, company, "counter-card.pdf"))
    assert "Bedingung gilt …" in text or "Bedingung …" in text


async def test_the_badge_says_what_it_shows_and_asks_nobody_for_anything(
    manager: Browser, company: UUID
) -> None:
    for language, sentence in (
        ("de", "Wir danken mit der Ehrenamtskarte"),
        ("en", "We say thank you with the"),
    ):
        manager.headers["accept-language"] = language
        answer = await _get(manager, company, "badge.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        root = ET.fromstring(answer.text)
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None and title.text and title.text.startswith(sentence)
        assert root.find("{http://www.w3.org/2000/svg}desc") is not None and root.get("role") == "img"
        assert not re.search(
            r"href|src=|url\(|@import|<script|https?://(?!www\.w3\.org/2000/svg)", answer.text
        )


async def test_who_works_there_and_the_office_may_print_and_strangers_find_nothing(
    sign_in_as: SignIn, company: UUID
) -> None:
    town, other = await an_issuing_body(), await a_company("Andere")
    who = {
        (Role.PARTNER_STAFF, company): 200,
        (Role.CASE_WORKER, town): 200,
        (Role.PARTNER_MANAGER, other): 404,
    }
    for number, (membership, status) in enumerate(who.items()):
        browser = await sign_in_as(f"somebody{number}@example.org", membership)
        for sheet in SHEETS:
            assert (await _get(browser, company, sheet)).status_code == status, (membership, sheet)


async def test_nobody_keeps_the_printer_busy(
    manager: Browser, company: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "PRINTS_IN_TEN_MINUTES", 1)
    answers = [
        await manager.get(f"/api/companies/{company}/{name}.pdf") for name in ("sticker", "engagement")
    ]
    assert [answer.status_code for answer in answers] == [200, 429]


async def test_a_company_that_waits_prints_no_stickers_yet(sign_in_as: SignIn) -> None:
    waiting = await a_company("Neu", status="waiting")
    manager = await sign_in_as("neu@example.org", (Role.PARTNER_MANAGER, waiting))
    for sheet in ("sticker.pdf", "counter-card.pdf", "badge.svg"):
        answer = await _get(manager, waiting, sheet)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_yet_partner")
    assert (await _get(manager, waiting, "engagement.pdf")).status_code == 200


@pytest.mark.parametrize(
    ("kind", "numbers", "value", "before"),
    [
        (Kind.PERCENTAGE, {"percent": 15}, "−15 %", ""),
        (Kind.AMOUNT_OFF, {"amount_cents": 250}, "−2,50 €", ""),
        (Kind.FIXED_PRICE, {"card_cents": 500, "regular_cents": 900}, "5 €", "statt 9 €"),
        (Kind.FIXED_PRICE, {"card_cents": 0, "regular_cents": 900}, "frei", "statt 9 €"),
        (Kind.FREE_ENTRY, {"regular_cents": 900}, "frei", "statt 9 €"),
        (Kind.WAIVED_FEE, {}, "frei", ""),
        (Kind.TWO_FOR_ONE, {}, "2 für 1", ""),
        (Kind.GIFT, {}, "Geschenk", ""),
        (Kind.RAFFLE, {}, "Verlosung", ""),
        (Kind.OTHER, {}, "Ermäßigt", ""),
        (Kind.PERCENTAGE, {}, "Ermäßigt", ""),
    ],
)
def test_the_value_of_every_kind_fits_a_few_signs(
    kind: Kind, numbers: dict[str, Any], value: str, before: str
) -> None:
    terms = Terms(title=Text("", ""), category=Category.OTHER, kind=kind, **numbers)
    assert (sheet_words.large_value(terms).de, sheet_words.regular_price(terms).de) == (value, before)
