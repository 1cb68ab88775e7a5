"""The companies that play in the demo; all names are invented, towns are real but need not have such offers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ehrenamtskarte.benefits.rules import Category, Codes, Kind, Limit, Terms
from ehrenamtskarte.companies.places import Opening, VenueData
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo.cast import MAIL_DOMAIN

KOELN, SIEGBURG, WARSTEIN = "05315000", "05382060", "05974044"


@dataclass(frozen=True)
class Shop:
    """A company, who manages it and who stands at its till."""

    name: str
    town: str
    website: str
    manager: tuple[str, str]
    till: tuple[str, str] | None
    about: Text
    venues: tuple[VenueData, ...]

    @property
    def email(self) -> str:
        return _email(self.manager)

    @property
    def till_email(self) -> str:
        return _email(self.till) if self.till else ""


def _email(name: tuple[str, str]) -> str:
    return f"{name[0]}.{name[1]}@{MAIL_DOMAIN}".lower()


def _hours(days: range, opens: str, closes: str) -> tuple[Opening, ...]:
    return tuple(Opening(day, opens, closes) for day in days)


POOLS = Shop(
    "Bäder Rheinwelle",
    KOELN,
    "https://www.rheinwelle.example",
    ("Petra", "Wellmann"),
    ("Mia", "Lorenz"),
    Text(
        "Zwei Bäder, ein Team. Viele von uns sind selbst bei der Wasserrettung; wer hilft, hat bei uns frei.",
        "Two pools, one team. Many of us are lifeguards ourselves; whoever helps gets time off.",
    ),
    (
        VenueData(
            municipality=KOELN,
            name="Hallenbad Ehrenfeld",
            street="Wellengasse 4",
            postal_code="50823",
            latitude=50.9512,
            longitude=6.9176,
            opening_hours=(*_hours(range(5), "06:30", "21:00"), *_hours(range(5, 7), "09:00", "18:00")),
            step_free=True,
            accessible_toilet=True,
            accessibility=Text(
                "Lifter ins Becken, bitte an der Kasse fragen.", "Pool lift, please ask at the till."
            ),
        ),
        VenueData(
            municipality=KOELN,
            name="Freibad Rodenkirchen",
            street="Uferweg 20",
            postal_code="50996",
            latitude=50.8915,
            longitude=6.9958,
            opening_hours=_hours(range(7), "09:00", "20:00"),
            opening_note=Text("Geöffnet von Mai bis September.", "Open from May to September."),
            step_free=True,
        ),
    ),
)
BOOKS = Shop(
    "Buchhandlung Lesewelt",
    SIEGBURG,
    "https://www.lesewelt.example",
    ("Emil", "Katz"),
    None,
    Text("Bücher, Hefte, Vorlesestunden.", "Books, notebooks, story times."),
    (
        VenueData(
            municipality=SIEGBURG,
            name="",
            street="Marktgasse 7",
            postal_code="53721",
            latitude=50.7953,
            longitude=7.2077,
            opening_hours=_hours(range(6), "09:00", "18:30"),
            step_free=False,
            accessibility=Text("Eine Stufe; wir helfen gern.", "One step; we are glad to help."),
        ),
    ),
)
CAFE = Shop(
    "Café Mühlenhof",
    WARSTEIN,
    "",
    ("Rosa", "Thiel"),
    None,
    Text("Kuchen aus der eigenen Backstube.", "Cake from our own bakery."),
    (
        VenueData(
            municipality=WARSTEIN,
            name="",
            street="Mühlenweg 3",
            postal_code="59581",
            latitude=51.4471,
            longitude=8.3546,
            opening_hours=_hours(range(1, 7), "09:00", "18:00"),
            step_free=True,
        ),
    ),
)
BIKES = Shop(
    "Radhaus Möhnetal",
    WARSTEIN,
    "",
    ("Udo", "Speck"),
    None,
    Text("Räder, Reparatur, Verleih.", "Bicycles, repairs, rental."),
    (VenueData(municipality=WARSTEIN, street="Am Bahnhof 12", postal_code="59581"),),
)

HALF_PRICE = Terms(
    title=Text("Halber Eintritt in beide Bäder", "Half admission to both pools"),
    conditions=Text("Einzelkarten, nicht für die Sauna.", "Single tickets, not for the sauna."),
    category=Category.LEISURE_SPORT,
    kind=Kind.PERCENTAGE,
    percent=50,
    limit=Limit.DAY,
)
TEN_TICKETS = Terms(
    title=Text("Zehnerkarte für 35 statt 45 Euro", "Ten tickets for 35 instead of 45 euros"),
    category=Category.LEISURE_SPORT,
    kind=Kind.FIXED_PRICE,
    regular_cents=4_500,
    card_cents=3_500,
    combinable=False,
)
TEN_TICKETS_DEARER = Terms(
    title=Text("Zehnerkarte für 38 statt 48 Euro", "Ten tickets for 38 instead of 48 euros"),
    category=Category.LEISURE_SPORT,
    kind=Kind.FIXED_PRICE,
    regular_cents=4_800,
    card_cents=3_800,
    combinable=False,
)
FIRST_LESSON = Terms(
    title=Text("Die erste Stunde Aquafitness geschenkt", "The first hour of aqua fitness for free"),
    category=Category.HEALTH,
    kind=Kind.GIFT,
    limit=Limit.CARD,
)
E_BOOKS = Terms(
    title=Text("15 % auf E-Books und Hörbücher", "15 % off e-books and audio books"),
    category=Category.RETAIL,
    kind=Kind.PERCENTAGE,
    percent=15,
    limit=Limit.MONTH,
    online=True,
    online_url="https://www.lesewelt.example/ehrenamt",
    codes=Codes.POOL,
)
COFFEE_AND_BOOK = Terms(
    title=Text("Zu jedem Buch ein Kaffee", "A coffee with every book"),
    category=Category.RETAIL,
    kind=Kind.GIFT,
)
CAKE = Terms(
    title=Text("Das zweite Stück Kuchen geschenkt", "The second piece of cake for free"),
    conditions=Text("Nicht an Feiertagen.", "Not on public holidays."),
    category=Category.GASTRONOMY,
    kind=Kind.GIFT,
    limit=Limit.DAY,
    weekdays=(1, 2, 3, 4),
)
CAKE_WITH_COFFEE = Terms(
    title=Text("Das zweite Stück Kuchen geschenkt", "The second piece of cake for free"),
    conditions=Text("Zu einem Getränk, nicht an Feiertagen.", "With a drink, not on public holidays."),
    category=Category.GASTRONOMY,
    kind=Kind.GIFT,
    limit=Limit.DAY,
    weekdays=(1, 2, 3, 4),
)
INSPECTION = Terms(
    title=Text("10 Euro Nachlass auf die Inspektion", "10 euros off the inspection"),
    category=Category.MOBILITY,
    kind=Kind.AMOUNT_OFF,
    amount_cents=1_000,
    limit=Limit.YEAR,
)

WAVES = Text("Gezeichnete Wellen unter einer gelben Sonne", "Waves drawn under a yellow sun")
SHELF = Text("Zwei Regalbretter voller bunter Bücher", "Two shelves full of colourful books")
PLATE = Text("Zwei Stücke Kuchen auf einem Teller", "Two pieces of cake on a plate")


def season_tickets(now: datetime) -> Terms:
    """A raffle that is open for three more weeks."""
    return Terms(
        title=Text(
            "Verlosung: zehn Saisonkarten fürs Freibad", "Raffle: ten season tickets for the open-air pool"
        ),
        category=Category.LEISURE_SPORT,
        kind=Kind.RAFFLE,
        deadline=(now + timedelta(days=21)).replace(hour=19, minute=0, second=0, microsecond=0),
        prizes=10,
    )


def swimming_lessons(now: datetime) -> Terms:
    """A raffle that ends as soon as everybody has entered."""
    return Terms(
        title=Text("Verlosung: fünf Kraulkurse", "Raffle: five courses in front crawl"),
        category=Category.LEISURE_SPORT,
        kind=Kind.RAFFLE,
        deadline=now + timedelta(seconds=1),
        prizes=5,
    )
