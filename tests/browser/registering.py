"""J4's form, filled in as a pool's manager would: a company with its first offer in one go."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def choose_town(visitor: Visitor, postal_code: str) -> None:
    """A postal code of one town chooses it."""
    town = visitor.main.get_by_role("combobox", name="Ort", exact=True)
    await town.fill(postal_code)
    await expect(town).to_have_value("Warstein")
    visitor.steps.append("fill in “Ort”")


async def fill_in(visitor: Visitor, name: str, offer: str) -> None:
    """All fields that most companies fill in; the e-mail address is there already."""
    await visitor.main.get_by_label("Name", exact=True).fill(name)
    visitor.steps.append("fill in “Name”")
    await choose_town(visitor, "59581")
    await visitor.fill("Straße und Hausnummer", "Am Bach 1")
    await visitor.fill("Was bekommen Menschen mit der Karte?", offer)
    await visitor.choose("Worum geht es?", "Freizeit und Sport")
    await visitor.choose("Art des Vorteils", "Fester Preis mit Karte")
    await visitor.fill("Regulärer Preis", "4")
    await visitor.fill("Preis mit Karte", "2,50")
    await visitor.fill("Was sollte man dazu wissen?", "Nicht an Feiertagen.")
    await visitor.fill("Ansprechperson", "Petra Holm")
