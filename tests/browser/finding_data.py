"""What is looked for in the tests of finding: the published list that the demo reads in, and a few offers beside it."""

from playwright.async_api import Browser, FilePayload

from ehrenamtskarte.demo import cast
from tests.browser.conftest import signed_in
from tests.browser.instance import Instance

KOELN, SIEGBURG, XANTEN = "05315000", "05382060", "05170052"
POOLS = "Bäder Rheinwelle"

TYPED = [
    # As people type it, what is understood, and whose offer it is: every offer of the list.
    ("stadtbücherrei rösrat", "stadtbücherei rösrat", "Stadtbücherei Rösrath"),
    ("schlos eulenbroch", "schlos eulenbroich", "Schloss Eulenbroich"),
    ("rembolt", "rembold", "Rembold Stiftung"),
    ("musseum", "museum", "LWL-Museen"),
    ("visodrom", "visiodrom", "Visiodrom"),
    ("schlosbad grevenbroich", "schlossbad grevenbroich", "Schlossbad"),
    ("Teather", "theater", "Consol Theater"),
    ("zoom erlebnisswelt", "zoom erlebniswelt", "ZOOM Erlebniswelt"),
    ("komunales kino", "kommunales kino", "Kommunales Kino"),
    ("schwimbad", "schwimmbad", "mona mare"),
    ("volkshochschuhle", "volkshochschule", "Volkshochschule"),
    ("jahresauswies bibliotek", "jahresausweis bibliothek", "Bibliothek"),
    ("kamerkonzerte", "kammerkonzerte", "Theater- und Kammerkonzerte"),
    ("schokoladen musuem", "schokoladen museum", "Schokoladenmuseum"),
    ("auto kino pors", "auto kino porz", "Autokino Porz"),
    ("hafenrundfart", "hafenrundfahrt", "Hafenrundfahrt"),
    ("stadtbibliotek sieburg", "stadtbibliothek siegburg", "Stadtbibliothek"),
    ("stadtmusem", "stadtmuseum", "Stadtmuseum"),
    ("gumersbach parken", "gummersbach parken", "Kreishaus-Parkplatz"),
    ("schloss hombrug", "schloss homburg", "Schloss Homburg"),
    ("freibat ochtrup", "freibad ochtrup", "Freibad"),
    ("erste hilfe kurz", "erste hilfe kurs", "DRK"),
    ("tbv lehmgo", "tbv lemgo", "TBV Lemgo"),
    ("kursgebür achen", "kursgebühr achen", "VHS-Zweckverband Südkreis"),
]
SPELLED = [
    # Nothing of this is wrong, so nothing is said about it.
    ("Koeln", POOLS),
    ("KÖLN", "Autokino Porz"),
    ("nuembrecht", "Schloss Homburg"),
    ("stadt museum", "Stadtmuseum"),
    ("buecherei", "Stadtbücherei Rösrath"),
]

STANDARD_ONLY, JUBILEE_ONLY = "Nibelungenbad", "Domgarten"
FURTHER = f"""Gemeinde;Anbieter;Angebot;Kategorie;Rabatt;Karte
Xanten;{STANDARD_ONLY};Ein Tag im Bad zum halben Preis;Freizeit;50 %;Ehrenamtskarte
Xanten;{JUBILEE_ONLY};Führung durch den Garten;Kultur;30 %;Jubiläumskarte
"""
"""A town without other offers; the demo has none for one kind of card alone."""


async def hand_in_further(instance: Instance, chromium: Browser) -> None:
    """The state office takes the list over; where an instance is used twice it changes nothing."""
    state = await signed_in(chromium, instance, cast.STATE_OFFICE[3])
    context = await chromium.new_context(storage_state=state, base_url=instance.address)
    lists = "/api/offices/state/benefit-lists"
    file = FilePayload(name="Xanten.csv", mimeType="text/csv", buffer=FURTHER.encode())
    answer = await context.request.post(lists, multipart={"data": file})
    assert answer.ok, await answer.text()
    taken = await context.request.post(f"{lists}/{(await answer.json())['id']}/acceptance")
    assert taken.ok, await taken.text()
    await context.close()
