"""What lists of guests are called in, in German and English; pure."""

from ehrenamtskarte.ceremonies.rules import GuestStatus
from ehrenamtskarte.core.text import Text

TITLES = (
    Text("Vorname", "Given name"),
    Text("Nachname", "Family name"),
    Text("Funktion", "Function"),
    Text("E-Mail", "E-mail"),
    Text("Anschrift", "Address"),
    Text("Gemeinde", "Municipality"),
    Text("Sprache", "Language"),
    Text("Gruppe", "Group"),
    Text("Stand", "Status"),
    Text("Personen", "Persons"),
    Text("Protokollrang", "Protocol rank"),
    Text("Begleitet von", "Escorted by"),
    Text("Rollstuhl", "Wheelchair"),
    Text("Gebärdensprache", "Sign language"),
    Text("Höranlage", "Hearing loop"),
    Text("Besondere Kost", "Diet"),
    Text("Anderer Bedarf", "Other needs"),
    Text("Losnummer", "Draw number"),
    Text("Beim letzten Mal nicht gelost", "Not drawn last time"),
    Text("Notizen", "Notes"),
)
"""Of the file with all guests."""

STATUS = {
    GuestStatus.CANDIDATE: Text("vorgemerkt", "listed"),
    GuestStatus.NOT_DRAWN: Text("nicht ausgelost", "not drawn"),
    GuestStatus.INVITED: Text("eingeladen", "invited"),
    GuestStatus.ACCEPTED: Text("zugesagt", "accepted"),
    GuestStatus.WAITING: Text("Warteliste", "waiting"),
    GuestStatus.OFFERED: Text("Platz angeboten", "place offered"),
    GuestStatus.DECLINED: Text("abgesagt", "declined"),
    GuestStatus.LAPSED: Text("Frist verstrichen", "lapsed"),
    GuestStatus.WITHDRAWN: Text("zurückgezogen", "withdrawn"),
}
YES = Text("ja", "yes")
