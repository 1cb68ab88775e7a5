"""What goes wrong in real life ends in a sentence on the screen, and nothing is half done."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.conftest import Arrive, arrivals
from tests.browser.instance import Instance, address_in
from tests.browser.visitor import Visitor
from tests.hours.workbook_files import archive

pytestmark = pytest.mark.browser

FOREIGN_TITLES = "Kürzel;Angabe A;Angabe B\nx1;wann anders;viel\nx2;irgendwann;wenig\n"
TEN_MEGABYTES = 10 * 1024 * 1024


@pytest.fixture(scope="module")
async def coordinator(instance: Instance, chromium: Browser) -> AsyncIterator[Visitor]:
    """On the import screen of an approved club."""
    async with arrivals(instance, chromium) as arrive:
        visitor, club = await setting_up.club(arrive)
        await visitor.page.goto(f"/verein/{club}/einlesen")
        yield visitor


async def _hand_in(coordinator: Visitor, name: str, content: bytes) -> None:
    if "liste=" in coordinator.page.url:
        await coordinator.turn_to("Einlesen")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    await coordinator.choose_file(file, "Stundenliste hierher ziehen")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leer.csv", b"", "Die Datei ist leer."),
        ("brief.pdf", b"%PDF-1.7 und so weiter", "Die Datei ließ sich nicht als Tabelle lesen."),
        (
            "brief.csv",
            b"Liebe Leute,\nanbei die Stunden.\n",
            "In der Datei haben wir keine Spalten gefunden.",
        ),
        (
            "halb.csv",
            "Name;Datum;Stunden\nJürgen".encode("utf-16")[:-1],
            "Mit diesem Zeichensatz lässt sich die Datei nicht lesen.",
        ),
        (
            "bombe.xlsx",
            archive({"xl/workbook.xml": "x", "bomb.xml": "0" * 160_000_000}),
            "Die Datei ist zu umfangreich aufgebaut.",
        ),
        ("gross.csv", b"Name;Datum;Stunden\n" + b"x" * TEN_MEGABYTES, "Die Datei ist größer als 10 MB."),
    ],
    ids=["empty", "pdf", "letter", "half", "bomb", "large"],
)
async def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    coordinator: Visitor, name: str, content: bytes, sentence: str
) -> None:
    await _hand_in(coordinator, name, content)
    await expect(coordinator.main.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    await expect(coordinator.title).to_have_text("Liste einlesen")
    await expect(coordinator.main.get_by_text(name)).to_have_count(0)


async def test_unknown_columns_are_asked_for_before_anything_is_taken(coordinator: Visitor) -> None:
    await _hand_in(coordinator, "fremd.csv", FOREIGN_TITLES.encode())
    await coordinator.reads("Wir haben noch keine Spalte für Name, Datum, Dauer gefunden.")
    take_over = coordinator.button(re.compile("übernehmen$"))
    await expect(take_over).to_be_hidden()
    for number, meaning in enumerate(("Ganzer Name", "Datum", "Dauer"), start=1):
        await coordinator.choose(f"Spalte „Spalte {number}“ ist", meaning)
        await expect(coordinator.main.get_by_label(f"Spalte „Spalte {number}“ ist")).to_be_enabled()
    await coordinator.reads("Zeilen werden nicht übernommen")


async def test_garbled_letters_are_seen_before_anything_is_taken_and_put_right(coordinator: Visitor) -> None:
    await _hand_in(coordinator, "alt.csv", "Name;Datum;Stunden\nJürgen Groß;03.05.2026;2\n".encode("cp850"))
    await coordinator.reads("Jürgen Groß")
    await coordinator.press_at(coordinator.main.get_by_text("Etwas stimmt nicht?"), "Etwas stimmt nicht?")
    await coordinator.choose("Zeichensatz", "UTF-8")
    await coordinator.reads("J\N{REPLACEMENT CHARACTER}rgen")
    await coordinator.choose("Zeichensatz", "UTF-16")
    await coordinator.reads("In der Datei haben wir keine Spalten gefunden.")
    await coordinator.choose("Zeichensatz", "DOS (CP850)")
    await coordinator.reads("Jürgen Groß")


async def test_a_link_that_was_used_says_so_and_leads_on(arrive: Arrive) -> None:
    first = await arrive()
    await first.open("/anmelden")
    link = address_in(await first.ask_for_a_code("zweimal@engagiert.example"))
    second = await arrive()
    await second.open(link)
    await second.press("Jetzt anmelden")
    await expect(second.title).to_have_text("Guten Tag")
    third = await arrive()
    await third.open(link)
    await third.press("Jetzt anmelden")
    await third.reads(
        "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte fordern Sie einen neuen an."
    )
    await third.press("Neuen Code anfordern")
    await expect(third.title).to_have_text("Anmelden")


async def test_a_link_cut_off_in_the_mail_says_so(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.open("/anmelden/link")
    await visitor.reads("Dieser Link ist nicht vollständig.")


async def test_who_decides_second_learns_that_somebody_was_faster(arrive: Arrive) -> None:
    coordinator, club = await setting_up.club(arrive)
    email = await setting_up.volunteer(coordinator, club)
    case = await setting_up.accepted_offer(await arrive(email=email))
    first, second = [await arrive(email=cast.WARSTEIN.email) for _ in range(2)]
    office = await setting_up.tenant(first, "case_worker")
    for clerk in (first, second):
        await clerk.open(f"/amt/{office}/antrag/{case}")
        await expect(clerk.button("Bewilligen")).to_be_visible()
    await first.press("Bewilligen")
    await first.reads("Bewilligt. Die Karte entsteht gerade")
    await second.press("Bewilligen")
    await second.reads("Jemand war schneller. Dieser Antrag ist schon bewilligt.")
    await expect(second.button("Bewilligen")).to_have_count(0)
