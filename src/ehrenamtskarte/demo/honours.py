"""What is said at the demo's two award events; names and places are invented."""

from datetime import date, datetime, time, timedelta

from ehrenamtskarte.ceremonies.planning.planning_rules import ItemKind
from ehrenamtskarte.ceremonies.planning.schemas import (
    CeremonyChangesIn,
    CeremonyIn,
    ProgrammeItemIn,
    TitleIn,
    WordsIn,
)
from ehrenamtskarte.ceremonies.rules import Audience, Consent
from ehrenamtskarte.ceremonies.stage.schemas import LaureateIn
from ehrenamtskarte.ceremonies.stage.stage_rules import LaureateKind
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.text import Text

WARSTEIN, DUESSELDORF = "05974044", "05111000"
COMING_IN, FINISHED_AGO = timedelta(days=24), timedelta(days=34)
FIVE_TOWNS = ("05974044", "05315000", "05382060", "05170052", "05914000")

OFFICIALS = (
    ("Renate", "Hollmann", "Landrätin", 1),
    ("Cem", "Aydin", "Bürgermeister", 2),
    ("Dr. Sabine", "Reuter", "Vorsitzende des Sozialausschusses", 3),
    ("Pfarrer Thomas", "Brandt", "Stadtdechant", 4),
)


def coming(today: date) -> CeremonyIn:
    """The state's prize-giving in some weeks."""
    day = today + COMING_IN
    return CeremonyIn(
        title=TitleIn("Engagementpreis NRW: die Verleihung", "Engagement Prize NRW: the ceremony"),
        starts_at=_at(day, 17),
        ends_at=_at(day, 20),
        doors_open_at=_at(day, 16),
        answer_by=_at(day - timedelta(days=8), 20),
        place="Rheinhalle, Großer Saal",
        street="Am Rheinpark 1",
        postal_code="40213",
        municipality=DUESSELDORF,
        capacity=34,
        audience=Audience.PUBLIC,
    )


def finished(today: date) -> CeremonyIn:
    """The town's evening; it is told as if it were tomorrow and then moved into the past."""
    day = today + timedelta(days=1)
    return CeremonyIn(
        title=TitleIn("Warstein sagt Danke", "Warstein says thank you"),
        starts_at=_at(day, 18),
        ends_at=_at(day, 21),
        doors_open_at=_at(day, 17),
        answer_by=_at(day, 17),
        place="Bürgerhaus am Stadtpark",
        street="Parkstraße 12",
        postal_code="59581",
        municipality=WARSTEIN,
        capacity=80,
        audience=Audience.PUBLIC,
    )


ABOUT_COMING = CeremonyChangesIn(
    revision=1,
    about=WordsIn(
        "Zum siebten Mal zeichnet das Land Engagement aus, das andere ansteckt. Musik, kurze Reden, und danach"
        " Zeit zum Reden am Buffet.",
        "For the seventh time the state honours volunteering that inspires others. Music, short speeches, and"
        " time to talk over food afterwards.",
    ),
    directions=WordsIn(
        "Straßenbahn 707, Haltestelle Rheinpark. Parkplätze hinter der Halle.",
        "Tram 707, stop Rheinpark. Parking behind the hall.",
    ),
    step_free=True,
    accessible_toilet=True,
    hearing_loop=True,
    sign_language=True,
    accessibility=WordsIn(
        "Alle Wege ohne Stufen. Plätze für Rollstühle in der ersten Reihe.",
        "No steps anywhere. Wheelchair places in the first row.",
    ),
    photo_notice=WordsIn(
        "Es wird fotografiert. Wer nicht auf Bilder möchte, sagt es bei der Antwort oder am Eingang.",
        "Photographs will be taken. If you do not want to be in them, say so in your answer or at the door.",
    ),
    contact_name="Nora Albers",
    contact_email="ehrungen@staatskanzlei.example",
    showcase_public=True,
)

ABOUT_FINISHED = CeremonyChangesIn(
    revision=1,
    about=WordsIn(
        "Ein Abend für alle, die in unserer Stadt mehr tun, als sie müssen.",
        "An evening for all who do more for our town than they have to.",
    ),
    step_free=True,
    accessible_toilet=True,
    photo_notice=WordsIn(
        "Es wird fotografiert. Wer nicht auf Bilder möchte, sagt es am Eingang.",
        "Photographs will be taken. If you do not want to be in them, say so at the door.",
    ),
    contact_name="Ute Lenze",
    contact_email="ehrenamt@warstein.example",
    showcase_public=True,
)

LAUREATES = (
    LaureateIn(
        kind=LaureateKind.ORGANISATION,
        name="Tafel am Markt",
        award=Text("Preis der Jury", "Jury prize"),
        laudator="Renate Hollmann, Landrätin",
        laudatio=Text(
            "Drei Tage in der Woche, sechs Kühlwagen, neunzig Menschen: Hier wird gerettet, was sonst im Müll landet,"
            " und niemand muss sich dafür schämen, dass er es braucht.",
            "Three days a week, six vans, ninety people: they save what would be thrown away, and nobody has to feel"
            " ashamed for needing it.",
        ),
        quote=Text("Wir fragen nicht, warum jemand kommt.", "We do not ask why somebody comes."),
        consent=Consent.YES,
    ),
    LaureateIn(
        kind=LaureateKind.PERSON,
        name="Hannelore Brück",
        award=Text("Lebenswerk", "Lifetime achievement"),
        laudator="Cem Aydin, Bürgermeister",
        laudatio=Text(
            "Seit 41 Jahren bringt sie Kindern das Schwimmen bei. Wer in diesem Viertel schwimmen kann, hat es von ihr.",
            "For 41 years she has taught children to swim. Whoever can swim in this quarter learned it from her.",
        ),
        quote=Text("Wasser trägt, man muss sich nur trauen.", "Water carries you, if only you dare."),
        consent=Consent.YES,
    ),
    LaureateIn(
        kind=LaureateKind.ORGANISATION,
        name="Repaircafé Südstadt",
        award=Text("Preis für neue Ideen", "Prize for new ideas"),
        laudator="Dr. Sabine Reuter",
        laudatio=Text(
            "Ein Toaster, ein Radio, ein Nachbar: Hier wird repariert, was trennt.",
            "A toaster, a radio, a neighbour: here they mend what sets people apart.",
        ),
        consent=Consent.OPEN,
    ),
)


PRAISE = (
    "Die Musik!",
    "Dass jede und jeder mit Namen begrüßt wurde.",
    "Die Reden waren kurz.",
    "Der Empfang danach, mit Zeit zum Reden.",
)


def programme() -> list[ProgrammeItemIn]:
    """Two hours, as such evenings go."""
    return [
        _item(ItemKind.MUSIC, 5, "Bläserquintett der Musikschule", "Brass quintet of the music school"),
        _item(ItemKind.WELCOME, 10, "Begrüßung", "Welcome", "Jana Möller, Moderation"),
        _item(ItemKind.SPEECH, 15, "Wer hilft, gewinnt", "Those who help, win", "Renate Hollmann, Landrätin"),
        _item(ItemKind.LAUDATORY_SPEECH, 10, "Preis der Jury", "Jury prize", "Renate Hollmann, Landrätin"),
        _item(
            ItemKind.LAUDATORY_SPEECH, 10, "Lebenswerk", "Lifetime achievement", "Cem Aydin, Bürgermeister"
        ),
        _item(ItemKind.HANDOVER, 15, "Übergabe der Preise", "Handing over the prizes"),
        _item(ItemKind.GIFTS, 10, "Geschenke unserer Förderer", "Gifts of our sponsors"),
        _item(ItemKind.MUSIC, 5, "Musik zum Ausklang", "Music to end with"),
        _item(ItemKind.RECEPTION, 60, "Empfang", "Reception"),
    ]


def _item(kind: ItemKind, minutes: int, de: str, en: str, speaker: str = "") -> ProgrammeItemIn:
    return ProgrammeItemIn(kind=kind, minutes=minutes, title=TitleIn(de, en), speaker=speaker)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BERLIN)
