"""What stands on the sheets of a company, in both languages; pure."""

from ehrenamtskarte.benefits.rules import Kind, Terms
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import counted, euros, say

CARD = Text("Ehrenamtskarte", "Ehrenamtskarte")
LAND = Text("Nordrhein-Westfalen", "North Rhine-Westphalia")

STICKER = {
    "title": Text("Aufkleber für die Tür", "Sticker for the door"),
    "claim": Text("Hier gilt die Ehrenamtskarte", "Ehrenamtskarte welcome here"),
    "thanks": Text("Danke für Ihr Engagement.", "Thank you for volunteering."),
    "codeText": Text("Alle unsere Angebote", "All our offers"),
    "codeAlt": Text("QR-Code zur Seite des Unternehmens", "QR code to the company's page"),
    "howTo": Text(
        "In Originalgröße drucken, an den Marken ausschneiden, gut sichtbar neben den Eingang oder an die Kasse kleben.",
        "Print at actual size, cut along the marks, put it where people see it: by the entrance or at the till.",
    ),
}
COUNTER_CARD = {
    "title": Text("Karte für den Tresen", "Card for the counter"),
    "withCard": Text("Mit der Ehrenamtskarte", "With the Ehrenamtskarte"),
    "codeText": Text("Mehr zum Angebot", "More about this offer"),
    "howTo": Text(
        "In Originalgröße drucken, an den Marken ausschneiden, an der gestrichelten Linie falten, aufstellen.",
        "Print at actual size, cut along the marks, fold along the dashed line and put it up.",
    ),
}
OFFER_CODE_ALT = Text("QR-Code zur Seite des Angebots", "QR code to the offer's page")
ALL_OFFERS = {
    "value": Text("Willkommen!", "Welcome!"),
    "title": Text("Hier gilt die Ehrenamtskarte.", "The Ehrenamtskarte is welcome here."),
    "conditions": Text("Danke für Ihr Engagement.", "Thank you for volunteering."),
}

ENGAGEMENT = {
    "heading": Text("Ihr Engagement in Zahlen", "Your engagement in numbers"),
    "months": Text("Eingelöst, Monat für Monat", "Redeemed, month by month"),
    "benefits": Text("Ihre Angebote", "Your offers"),
    "benefit": Text("Angebot", "Offer"),
    "venues": Text("Ihre Orte", "Your venues"),
    "venue": Text("Ort", "Venue"),
    "seen": Text("gesehen", "seen"),
    "opened": Text("geöffnet", "opened"),
    "redeemed": Text("eingelöst", "redeemed"),
    "engagement": Text("Was Sie außerdem für das Ehrenamt tun", "What else you do for volunteering"),
}
THANKS = Text("Danke, dass Sie dabei sind.", "Thank you for taking part.")
THANKS_MORE = Text(
    "Mit Ihren Angeboten spüren Menschen im Ehrenamt, dass ihr Einsatz gesehen wird.",
    "Your offers let volunteers feel that what they do is seen.",
)
FOOTNOTE = Text(
    "– steht für Zahlen unter 5 und für solche, aus denen sie sich errechnen ließen: niemand soll wiederzuerkennen sein.",
    "– stands for numbers below 5, and for those that would give them away: nobody is to be recognised.",
)
NO_VENUE = Text("ohne Ort, zum Beispiel online", "no venue, for instance online")
FEW = Text("unter 5", "below 5")
RELEASE = Text("Freistellung", "Paid leave")
VOLUNTEERING = Text("Gemeinsames Engagement", "Corporate volunteering")
SPONSORSHIP = Text("Förderung", "Sponsorship")

MONTHS = (
    Text("Jan", "Jan"), Text("Feb", "Feb"), Text("Mär", "Mar"), Text("Apr", "Apr"), Text("Mai", "May"), Text("Jun", "Jun"),
    Text("Jul", "Jul"), Text("Aug", "Aug"), Text("Sep", "Sep"), Text("Okt", "Oct"), Text("Nov", "Nov"), Text("Dez", "Dec"),
)  # fmt: skip

_VALUES = {
    Kind.FREE_ENTRY: Text("frei", "free"),
    Kind.WAIVED_FEE: Text("frei", "free"),
    Kind.TWO_FOR_ONE: Text("2 für 1", "2 for 1"),
    Kind.GIFT: Text("Geschenk", "Gift"),
    Kind.RAFFLE: Text("Verlosung", "Raffle"),
}
_REDUCED = Text("Ermäßigt", "Reduced")


def large_value(terms: Terms) -> Text:
    """What somebody gets, in the few signs that are printed large."""
    if terms.kind is Kind.PERCENTAGE and terms.percent:
        return Text(f"−{terms.percent} %", f"−{terms.percent}%")
    if terms.kind is Kind.AMOUNT_OFF and terms.amount_cents:
        return say("−{amount}", "−{amount}", amount=euros(terms.amount_cents))
    if terms.kind is Kind.FIXED_PRICE and terms.card_cents is not None:
        return euros(terms.card_cents) if terms.card_cents else _VALUES[Kind.FREE_ENTRY]
    return _VALUES.get(terms.kind, _REDUCED)


def regular_price(terms: Terms) -> Text:
    """What it costs without a card, where the offer says so."""
    if terms.kind in {Kind.FIXED_PRICE, Kind.FREE_ENTRY, Kind.WAIVED_FEE} and terms.regular_cents:
        return say("statt {price}", "instead of {price}", price=euros(terms.regular_cents))
    return NOTHING_SAID


def redeemed_sentence(year: int, redeemed: int | None) -> Text:
    """What follows the large number."""
    if redeemed == 0:
        return Text(
            f"Mal eingelöst im Jahr {year}. Ihr Angebot steht bereit, und wir helfen gern, es bekannter zu machen.",
            f"redemptions in {year}. Your offer is ready, and we gladly help to make it better known.",
        )
    return Text(
        f"Mal haben Sie {year} Menschen im Ehrenamt mit Ihren Angeboten Danke gesagt.",
        f"times you thanked volunteers with your offers in {year}.",
    )


def times_seen(count: int | None) -> Text:
    """Below the number of times."""
    return Text("Mal gesehen", "time seen" if count == 1 else "times seen")


def times_opened(count: int | None) -> Text:
    """Below the number of times."""
    return Text("Mal geöffnet", "time opened" if count == 1 else "times opened")


def offers(benefits: int, venues: int) -> Text:
    """Below the number of offers."""
    noun = Text("Angebot", "offer") if benefits == 1 else Text("Angebote", "offers")
    if not venues:
        return noun
    places = Text("Ort", "venue"), Text("Orten", "venues")
    return say("{noun} an {places}", "{noun} at {places}", noun=noun, places=counted(venues, *places))


def release_days(days: int) -> Text:
    """3 bezahlte Tage im Jahr ..."""
    many = Text("bezahlte Tage", "paid days")
    return say(
        "{days} im Jahr, an denen Ihre Beschäftigten sich engagieren können.",
        "{days} a year on which your staff can volunteer.",
        days=counted(days, Text("bezahlter Tag", "paid day"), many),
    )


def further_offers(count: int) -> Text:
    """Below a list of offers that was cut."""
    return say(
        "und {more}",
        "and {more}",
        more=counted(count, Text("weiteres Angebot", "more offer"), Text("weitere Angebote", "more offers")),
    )


def further_venues(count: int) -> Text:
    """Below a list of venues that was cut."""
    return say(
        "und {more}",
        "and {more}",
        more=counted(count, Text("weiterer Ort", "more venue"), Text("weitere Orte", "more venues")),
    )
