"""Who plays in the demo; all names are invented, towns are real but need not issue cards like this."""

from dataclasses import dataclass

from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.organisations.rules import Field
from ehrenamtskarte.regions.rules import IssuingBodyKind

MAIL_DOMAIN = "demo.example"


@dataclass(frozen=True)
class Office:
    """An issuing body and its case worker."""

    name: str
    kind: IssuingBodyKind
    towns: tuple[str, ...]
    given_name: str
    family_name: str
    automatic: bool = False

    @property
    def email(self) -> str:
        return f"{self.given_name}.{self.family_name}@{MAIL_DOMAIN}".lower()


@dataclass(frozen=True)
class Club:
    """An organisation, who coordinates it, and the list it keeps."""

    name: str
    town: str
    field: Field
    given_name: str
    family_name: str
    list_file: str = ""
    confirmed: bool = False
    engaged_since: int | None = None
    """The year for which the club vouches where its town asks for years before."""
    every_nth_by_the_week: int = 0
    """For every so manieth person the club vouches that they come every week."""

    @property
    def email(self) -> str:
        return f"{self.given_name}.{self.family_name}@{MAIL_DOMAIN}".lower()


STATE_OFFICE = ("Staatskanzlei", "Nora", "Albers", f"nora.albers@{MAIL_DOMAIN}")

WARSTEIN = Office("Stadt Warstein", IssuingBodyKind.MUNICIPALITY, ("05974044",), "Ute", "Lenze")
KOELN = Office("Stadt Köln", IssuingBodyKind.MUNICIPALITY, ("05315000",), "Deniz", "Yilmaz", automatic=True)
OFFICES = (
    WARSTEIN,
    KOELN,
    Office("Stadt Siegburg", IssuingBodyKind.MUNICIPALITY, ("05382060",), "Karla", "Stein"),
    Office("Stadt Xanten", IssuingBodyKind.MUNICIPALITY, ("05170052",), "Bernd", "Kamps"),
    Office("Stadt Kamen", IssuingBodyKind.MUNICIPALITY, ("05978020",), "Silke", "Weber"),
    Office("Freiwilligenzentrale Hagen", IssuingBodyKind.AGENCY, ("05914000",), "Tom", "Reinke"),
    Office(
        "Kreis Olpe",
        IssuingBodyKind.DISTRICT,
        ("05966004", "05966008", "05966012", "05966016", "05966020", "05966028"),
        "Maria",
        "Hesse",
    ),
)

FIRE_BRIGADE = Club(
    "Freiwillige Feuerwehr Warstein, Löschzug 2",
    "05974044",
    Field.RESCUE,
    "Jana",
    "Brandt",
    "hours_fire_brigade.csv",
    confirmed=True,
    every_nth_by_the_week=3,
)
FOOD_BANK = Club(
    "Tafel Köln-Ehrenfeld",
    "05315000",
    Field.SOCIAL,
    "Peter",
    "Sommer",
    "hours_food_bank.csv",
    confirmed=True,
    engaged_since=2021,
)
SPORTS_CLUB = Club("TV Siegburg 1862", "05382060", Field.SPORT, "Heike", "Vogt", "hours_sports_club.xlsx")
CLUBS = (FIRE_BRIGADE, FOOD_BANK, SPORTS_CLUB)
WAITING_CLUBS = (
    Club("Heimatverein Warstein", "05974044", Field.CULTURE, "Otto", "Grewe"),
    Club("Repair-Café Belecke", "05974044", Field.ENVIRONMENT, "Ayla", "Demir"),
)

HELPERS = (
    # Recorded by hand, by the volunteers themselves or by their club, in clubs without a list.
    ("Lesepaten Kamen", "05978020", Field.EDUCATION, "Ines", "Roth"),
    ("NABU Xanten", "05170052", Field.ENVIRONMENT, "Jens", "Koller"),
    ("Hospizdienst Hagen", "05914000", Field.HEALTH, "Ruth", "Adam"),
)
GIVEN_NAMES = (
    "Anke", "Baris", "Carla", "Dirk", "Elif", "Frank", "Gesa", "Horst", "Ilka", "Jonas",
    "Katrin", "Leon", "Mara", "Nils", "Olga", "Paul", "Renate", "Sven", "Tanja", "Uwe",
)  # fmt: skip
FAMILY_NAMES = {"Lesepaten Kamen": "Busch", "NABU Xanten": "Terhorst", "Hospizdienst Hagen": "Öztürk"}

GUIDE: dict[str, tuple[Role | None, Text]] = {
    FIRE_BRIGADE.email: (
        Role.COORDINATOR,
        Text(
            "Koordinatorin der Feuerwehr: 240 Menschen, fast 10.000 Einträge bestätigt",
            "Coordinator of the fire brigade: 240 people, almost 10,000 entries confirmed",
        ),
    ),
    SPORTS_CLUB.email: (
        Role.COORDINATOR,
        Text(
            "Koordinatorin des Sportvereins: eine eingelesene Liste wartet auf Bestätigung",
            "Coordinator of the sports club: a list has been read and waits to be confirmed",
        ),
    ),
    WARSTEIN.email: (
        Role.CASE_WORKER,
        Text(
            "Sachbearbeiterin in Warstein: Anträge, ein Unternehmen und eine Änderung warten",
            "Case worker in Warstein: applications, a company and a change wait",
        ),
    ),
    f"petra.wellmann@{MAIL_DOMAIN}": (
        Role.PARTNER_MANAGER,
        Text(
            "Leiterin zweier Bäder in Köln: Angebote, Zahlen, eine Verlosung, ein Bericht von der Kasse",
            "Manager of two pools in Köln: offers, figures, a raffle, a report from the till",
        ),
    ),
    f"mia.lorenz@{MAIL_DOMAIN}": (
        Role.PARTNER_STAFF,
        Text("Kasse der Bäder: Karten prüfen und einlösen", "The pools' till: check cards and redeem"),
    ),
    f"emil.katz@{MAIL_DOMAIN}": (
        Role.PARTNER_MANAGER,
        Text(
            "Buchhandlung in Siegburg: ein Online-Angebot mit einzelnen Codes",
            "Bookshop in Siegburg: an online offer with single codes",
        ),
    ),
    KOELN.email: (
        Role.CASE_WORKER,
        Text(
            "Sachbearbeiter in Köln: ein neues Angebot, eine Änderung und eine Meldung warten",
            "Case worker in Köln: a new offer, a change and a report wait",
        ),
    ),
    f"helga.brandt@{MAIL_DOMAIN}": (
        None,
        Text(
            "Jury des Engagementpreises: die Hälfte der Bewerbungen wartet auf ihre Punkte",
            "Jury of the engagement prize: half of the entries wait for her points",
        ),
    ),
    STATE_OFFICE[3]: (
        Role.STATE_OFFICE,
        Text("Staatskanzlei: der Blick aufs ganze Land", "State office: the whole state"),
    ),
}
