"""What lists of entries are called in, in German and English; pure."""

from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core.text import Text

SHEET = Text("Bewerbungen", "Entries")
TITLES = (
    Text("Nummer", "Number"),
    Text("Stand", "Status"),
    Text("Art", "Kind"),
    Text("Name", "Name"),
    Text("Titel", "Title"),
    Text("Kategorie", "Category"),
    Text("Straße", "Street"),
    Text("Postleitzahl", "Postal code"),
    Text("Ort", "Town"),
    Text("Ansprechperson", "Contact"),
    Text("E-Mail", "E-mail"),
    Text("Telefon", "Phone"),
    Text("Webseite", "Website"),
    Text("Eingegangen", "Handed in"),
    Text("Vorgeschlagen", "Nominated"),
    Text("Rückfrage", "Question"),
    Text("Antwort bis", "Answer by"),
    Text("Antwort", "Answer"),
    Text("Grund der Absage", "Reason of the refusal"),
    Text("Kurztext", "Short text"),
)
"""Of the file with all entries; the fields of the call's form follow."""

STATUS = {
    EntryStatus.DRAFT: Text("Entwurf", "draft"),
    EntryStatus.PROPOSED: Text("vorgeschlagen", "proposed"),
    EntryStatus.DECLINED: Text("abgelehnt von Vorgeschlagenen", "declined by who is nominated"),
    EntryStatus.SUBMITTED: Text("eingereicht", "submitted"),
    EntryStatus.ASKED: Text("Rückfrage gestellt", "asked back"),
    EntryStatus.ADMITTED: Text("zugelassen", "admitted"),
    EntryStatus.REJECTED: Text("nicht zugelassen", "not admitted"),
    EntryStatus.SHORTLISTED: Text("nominiert", "nominated"),
    EntryStatus.WITHDRAWN: Text("zurückgezogen", "withdrawn"),
}
KIND = {
    EntrantKind.ORGANISATION: Text("Verein oder Initiative", "club or initiative"),
    EntrantKind.COMPANY: Text("Unternehmen", "company"),
    EntrantKind.PERSON: Text("Person", "person"),
}
YES = Text("ja", "yes")
NO = Text("nein", "no")
