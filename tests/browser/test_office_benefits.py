"""How an office keeps its benefits in order: deciding, entering companies, answering reports, asking others, reading lists."""

import csv
import io
import secrets
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.conftest import Arrive
from tests.browser.instance import Instance, address_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LIST = Path(cast.__file__).parent / "data" / "benefits_sample.csv"
OFFERS = 24
ALREADY_DECIDED = "Über dieses Angebot ist schon entschieden."


@pytest.fixture
async def clerk(arrive: Arrive) -> Visitor:
    return await arrive(email=cast.WARSTEIN.email)


@pytest.fixture
async def office(clerk: Visitor) -> str:
    return await setting_up.tenant(clerk, "case_worker")


async def _another_offer(manager: Visitor, company: str) -> tuple[str, str]:
    """The id and the title of an offer that waits."""
    title = f"Kurs {secrets.token_hex(6)}"
    body = {**setting_up.TWO_HOURS, "title": {"de": title, "en": ""}}
    added = await setting_up.send(manager, f"/api/companies/{company}/benefits", body)
    return added["id"], title


async def _offers_waiting(visitor: Visitor, office: str, words: str) -> None:
    await visitor.open(f"/amt/{office}")
    await visitor.turn_to("Vorteile")
    await visitor.search("Angebot oder Unternehmen suchen", words, "Angebote")


async def _price(instance: Instance, benefit: str) -> int:
    found = await instance.get(f"/api/benefits/{benefit}")
    cents: int = found["cardCents"]
    return cents


async def test_a_new_offer_of_a_known_company_is_approved_from_the_list(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    manager, company, _ = await setting_up.company(arrive)
    benefit, title = await _another_offer(manager, company)
    await _offers_waiting(clerk, office, title)
    await clerk.press(f"{title} freigeben")
    await clerk.reads(f"„{title}“ ist freigegeben.", "Dazu haben wir nichts gefunden.")
    assert await _price(instance, benefit) == 250


async def test_several_clear_cut_offers_are_approved_at_once(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    manager, company, _ = await setting_up.company(arrive)
    name = (await setting_up.fetch(manager, f"/api/companies/{company}"))["name"]
    offers = [await _another_offer(manager, company) for _ in range(2)]
    await _offers_waiting(clerk, office, name)
    for _, title in offers:
        await clerk.tick(f"{title} auswählen")
    await clerk.press("2 Angebote freigeben")
    await clerk.reads("2 Angebote sind freigegeben.")
    assert [await _price(instance, benefit) for benefit, _ in offers] == [250, 250]


async def test_a_change_is_approved_after_a_look_at_the_difference(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    manager, company, benefit = await setting_up.company(arrive)
    await _ask_for_change(manager, company, benefit, cardCents=300)
    name = (await setting_up.fetch(manager, f"/api/companies/{company}"))["name"]
    await _offers_waiting(clerk, office, name)
    await expect(clerk.button("Zwei Stunden baden freigeben")).to_have_count(0)
    await clerk.press("Zwei Stunden baden ansehen")
    row = clerk.main.get_by_role("row", name="Preis mit Karte")
    await expect(row).to_contain_text("3 €")
    await expect(row).to_contain_text("2,50 €")
    assert await _price(instance, benefit) == 250
    await clerk.press("Freigeben")
    await clerk.reads("„Zwei Stunden baden“ ist freigegeben.")
    assert await _price(instance, benefit) == 300


async def _ask_for_change(manager: Visitor, company: str, benefit: str, **terms: Any) -> None:
    path = f"/api/companies/{company}/benefits/{benefit}"
    found = await setting_up.fetch(manager, path)
    answer = await manager.page.context.request.put(
        path, data={"revision": found["revision"], "terms": {**found["terms"], **terms}}
    )
    assert answer.ok, await answer.text()


async def test_what_was_changed_meanwhile_is_looked_at_again(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    manager, company, benefit = await setting_up.company(arrive)
    await _ask_for_change(manager, company, benefit, cardCents=300)
    name = (await setting_up.fetch(manager, f"/api/companies/{company}"))["name"]
    await _offers_waiting(clerk, office, name)
    await clerk.press("Zwei Stunden baden ansehen")
    await clerk.reads("3 €")
    await _ask_for_change(manager, company, benefit, cardCents=350)
    await clerk.press("Freigeben")
    await clerk.reads("3,50 €")
    await expect(clerk.main.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    assert await _price(instance, benefit) == 250


async def test_an_offer_that_a_colleague_decided_on_leaves_with_a_sentence(
    arrive: Arrive, clerk: Visitor, office: str
) -> None:
    manager, company, _ = await setting_up.company(arrive)
    benefit, title = await _another_offer(manager, company)
    await _offers_waiting(clerk, office, title)
    await setting_up.send(clerk, f"/api/offices/{office}/benefits/{benefit}/approval")
    await clerk.press(f"{title} freigeben")
    await clerk.reads(ALREADY_DECIDED)
    await expect(clerk.button(f"{title} freigeben")).to_have_count(0)


async def test_a_company_is_entered_and_handed_over(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    name = f"Kletterhalle {secrets.token_hex(3)}"
    email = f"{secrets.token_hex(4)}@partner.example"
    await clerk.open(f"/amt/{office}/unternehmen")
    await clerk.press("Unternehmen eintragen")
    await clerk.fill("Name", name)
    await clerk.main.get_by_role("combobox", name="Ort", exact=True).fill("59581")
    await clerk.fill("Straße und Hausnummer", "Am Fels 3")
    await clerk.fill("Was bekommen Menschen mit der Karte?", "Freier Eintritt am Montag")
    await clerk.choose("Worum geht es?", "Freizeit und Sport")
    await clerk.choose("Art des Vorteils", "Freier Eintritt")
    await clerk.fill("Wen dürfen Sie fragen?", "Bernd Fels")
    await clerk.fill("E-Mail-Adresse für die Übergabe", "niemand@x")
    await clerk.press("Eintragen")
    field = clerk.main.get_by_label("E-Mail-Adresse für die Übergabe")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill(email)
    await clerk.press("Eintragen")
    await clerk.reads(f"{name} ist eingetragen und steht in der Liste. {email} bekommt eine Mail.")
    await clerk.search("Unternehmen suchen", name, "Unternehmen")
    await clerk.press(f"{name} ansehen")
    await clerk.reads("Bernd Fels")
    mail = await instance.mail(email, name)
    manager = await arrive()
    await manager.open(address_in(mail))
    await manager.press("Jetzt anmelden")
    await manager.reads(name, "Freier Eintritt am Montag")
    found = await instance.get("/api/benefits", q=name)
    assert [offer["company"]["name"] for offer in found["items"]] == [name]
    assert "Bernd Fels" not in str(found)


async def test_a_company_is_handed_over_later(arrive: Arrive, clerk: Visitor, office: str) -> None:
    company = await setting_up.company_of_the_office(clerk)
    name = (await setting_up.fetch(clerk, f"/api/companies/{company}"))["name"]
    email = f"{secrets.token_hex(4)}@partner.example"
    await clerk.open(f"/amt/{office}/unternehmen?status=approved")
    await clerk.search("Unternehmen suchen", name, "Unternehmen")
    await clerk.reads("noch nicht übergeben")
    await clerk.press(f"{name} ansehen")
    await clerk.press("Übergeben")
    await clerk.fill("E-Mail-Adresse", email)
    await clerk.press("Übergeben")
    await clerk.reads(f"Übergeben. {email} bekommt eine Mail.")
    await expect(clerk.main.get_by_text("noch nicht übergeben")).to_have_count(0)


async def test_a_company_is_rejected_with_a_reason_and_approved_after_all(
    arrive: Arrive, clerk: Visitor, office: str, instance: Instance
) -> None:
    email = f"{secrets.token_hex(4)}@partner.example"
    manager = await arrive(email=email)
    name = await setting_up.waiting_company(manager, email)
    await clerk.open(f"/amt/{office}/unternehmen")
    await clerk.search("Unternehmen suchen", name, "Unternehmen")
    await clerk.press(f"{name} ansehen")
    await clerk.press("Ablehnen")
    await clerk.fill("Grund", "Diese Anschrift gibt es nicht.")
    await clerk.press("Ablehnen")
    await clerk.reads(f"{name} ist abgelehnt")
    assert "Diese Anschrift gibt es nicht." in (await instance.mail(email, name))["text"]
    await clerk.press("Abgelehnt")
    await clerk.press(f"{name} ansehen")
    await clerk.press("Freigeben")
    await clerk.reads(f"{name} ist dabei und bekommt eine Mail.")


async def test_a_report_is_answered(
    arrive: Arrive, clerk: Visitor, office: str, erika: str, instance: Instance
) -> None:
    manager, company, benefit = await setting_up.company(arrive)
    name = (await setting_up.fetch(manager, f"/api/companies/{company}"))["name"]
    holder = await arrive(email=erika)
    await setting_up.report(holder, benefit)
    earlier = await instance.mails(erika)
    await clerk.open(f"/amt/{office}/meldungen")
    await clerk.search("Angebot oder Unternehmen suchen", name, "Meldungen")
    await clerk.press("Antworten auf die Meldung zu Zwei Stunden baden")
    await clerk.reads("Die Kasse wollte vier Euro.", "Petra Holm")
    await clerk.fill("Ihre Antwort", "Wir haben mit dem Bad gesprochen.")
    await clerk.press("Antworten und schließen")
    await clerk.reads("Beantwortet. Die Antwort geht per Mail hinaus.")
    mail = await instance.mail(erika, "Antwort auf Ihre Meldung", besides=earlier)
    assert "Wir haben mit dem Bad gesprochen." in mail["text"]
    await clerk.press("Erledigt")
    await clerk.press("Meldung zu Zwei Stunden baden ansehen")
    await clerk.reads("Wir haben mit dem Bad gesprochen.")


async def test_an_asked_company_is_noted_linked_removed_and_put_back(
    arrive: Arrive, clerk: Visitor, office: str
) -> None:
    manager, company, _ = await setting_up.company(arrive)
    name = (await setting_up.fetch(manager, f"/api/companies/{company}"))["name"]
    await clerk.open(f"/amt/{office}/ansprache")
    await clerk.press("Anfrage notieren")
    dialog = clerk.main.get_by_role("dialog")
    await dialog.get_by_label("Unternehmen").fill(name)
    await dialog.get_by_label("Notiz").fill("Ruft am Montag zurück.")
    await clerk.press("Speichern")
    await expect(dialog).to_be_hidden()
    await clerk.search("Unternehmen oder Ort suchen", name, "Ansprache")
    await clerk.reads("Ruft am Montag zurück.")
    await clerk.press(f"{name} bearbeiten")
    await dialog.get_by_label("Ergebnis").select_option(label="macht mit")
    await dialog.get_by_label("Unter Ihren Unternehmen").select_option(label=f"{name}, Warstein")
    await clerk.press("Speichern")
    await expect(clerk.button(f"Angebote von {name}")).to_have_attribute("href", f"/partner/{company}")
    await clerk.press(f"{name} entfernen")
    await clerk.reads(f"{name} ist entfernt.")
    await clerk.page.get_by_role("button", name="Rückgängig").click()
    await expect(clerk.button(f"Angebote von {name}")).to_be_visible()


def _of_another_state() -> tuple[FilePayload, str]:
    """The sample list with providers nobody knows yet and a row that cannot be, and what all providers have in common."""
    mark = secrets.token_hex(3)
    rows = list(csv.DictReader(LIST.read_text().splitlines()))
    into = io.StringIO()
    writer = csv.DictWriter(into, rows[0])
    writer.writeheader()
    writer.writerows({**row, "provider": f"{row['provider']} {mark}"} for row in rows)
    writer.writerow({**rows[0], "provider": f"Bad {mark}", "municipality": "Nirgendwo"})
    return {
        "name": f"angebote-{mark}.csv",
        "mimeType": "text/csv",
        "buffer": into.getvalue().encode(),
    }, mark


async def test_a_list_is_looked_at_then_taken_over_and_brings_nothing_twice(
    arrive: Arrive, instance: Instance
) -> None:
    state = await arrive(email=cast.STATE_OFFICE[3])
    file, mark = _of_another_state()
    await state.open("/land/vorteile/einlesen")
    await state.choose_file(file, "Liste der Angebote hierher ziehen")
    await state.reads("Das würde geschehen", "Nirgendwo", "bleibt draußen")
    first = state.main.get_by_role("listitem").filter(has_text="Zeile 26")
    await expect(first).to_contain_text("bleibt draußen")
    assert (await instance.get("/api/benefits", q=mark))["total"] == 0
    await state.press(f"{OFFERS} Angebote übernehmen")
    await expect(state.title).to_have_text(f"{OFFERS} Angebote sind neu in der Liste")
    await state.press("Andere Liste")
    await state.choose_file(file, "Liste der Angebote hierher ziehen")
    await state.reads("Diese Liste bringt nichts Neues.")
    await expect(state.button(f"{OFFERS} Angebote übernehmen")).to_have_count(0)
    await state.press("Weglegen")
    await state.reads(f"„{file['name']}“ ist weggelegt und gelöscht.")


async def test_a_column_is_corrected(arrive: Arrive) -> None:
    state = await arrive(email=cast.STATE_OFFICE[3])
    content = "Haus,Unklar,Ort\nBad am See,Halber Eintritt,Köln\n"
    await state.open("/land/vorteile/einlesen")
    await state.choose_file(
        {"name": "unklar.csv", "mimeType": "text/csv", "buffer": content.encode()},
        "Liste der Angebote hierher ziehen",
    )
    await state.reads("Wir haben noch keine Spalte für Anbieter, Angebot gefunden.")
    await state.choose("Spalte „Haus“ ist", "Anbieter")
    await state.choose("Spalte „Unklar“ ist", "Angebot")
    await state.reads("Das würde geschehen", "Zeile für Zeile")
    await state.press("Weglegen")
