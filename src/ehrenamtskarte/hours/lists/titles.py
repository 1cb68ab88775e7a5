"""What clubs call their columns, in German and English."""

import re
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold."""

    NUMBER = "number"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    DATE = "date"
    MONTH = "month"
    UNTIL_DATE = "until_date"
    FROM_TIME = "from_time"
    UNTIL_TIME = "until_time"
    DURATION = "duration"
    KIND = "kind"
    TASK = "task"
    NOTE = "note"
    ALLOWANCE = "allowance"


_WORDS = {
    Field.NUMBER: """
        mitglnr mitgliednr mitgliedsnr mitgliedernr mgnr mnr nr no id nummer number mitgliedsnummer
        mitgliedernummer mitgliedid personalnr personalnummer persnr dienstnummer ausweisnr
        ausweisnummer passnummer membernumber memberno memberid membershipnumber personid
    """,
    Field.NAME: """
        name fullname vollername vorundnachname vornachname vorundzuname vornamenachname
        nachnamevorname namevorname vornamename nachundvorname mitglied person ehrenamtliche
        ehrenamtlicher ehrenamtler freiwillige freiwilliger helfer helferin engagierte engagierter
        teilnehmer teilnehmerin übungsleiter übungsleiterin trainer volunteer member helper
    """,
    Field.GIVEN_NAME: "vorname vornamen rufname givenname givennames firstname forename first",
    Field.FAMILY_NAME: "nachname nachnamen familienname zuname familyname lastname surname last",
    Field.BIRTH_DATE: """
        geburtsdatum geburtstag gebdatum gebdat gebtag geb gebam geborenam geboren birthdate
        dateofbirth birthday dob born
    """,
    Field.EMAIL: "email emailadresse mail mailadresse epost emailaddress emailprivat",
    Field.DATE: """
        datum tag date day am einsatzdatum einsatztag dienstdatum dienstag startdatum beginndatum
        datumvon vondatum leistungsdatum leistungstag termin workedon startdate fromdate datefrom
    """,
    Field.MONTH: "monat month abrechnungsmonat leistungsmonat monatjahr yearmonth period",
    Field.UNTIL_DATE: "bisdatum datumbis enddatum endedatum enddate untildate dateuntil todate dateto",
    Field.FROM_TIME: """
        von vonuhr vonuhrzeit uhrzeitvon beginn uhrzeitbeginn dienstbeginn einsatzbeginn start
        startzeit startuhrzeit anfang anfangszeit kommen from fromtime starttime begin timefrom
    """,
    Field.UNTIL_TIME: """
        bis bisuhr bisuhrzeit uhrzeitbis ende uhrzeitende dienstende einsatzende endzeit enduhrzeit
        gehen until untiltime to end endtime timeto timeuntil
    """,
    Field.DURATION: """
        dauer stunden std stdn stundenzahl stundenanzahl anzahlstunden anzahlderstunden
        gesamtstunden arbeitsstunden einsatzstunden einsatzdauer ehrenamtsstunden geleistetestunden
        stundengesamt stundenumfang zeitaufwand zeit arbeitszeit minuten min hours hour hrs h
        duration minutes timespent time
    """,
    Field.KIND: """
        art kind type typ stundenart dienstart einsatzart artderstunden artdertätigkeit
        artdeseinsatzes kategorie category
    """,
    Field.TASK: """
        tätigkeit tätigkeiten aufgabe aufgaben funktion abteilung bereich sparte gruppe team einsatz
        einsatzort angebot projekt dienst task activity department role work project
    """,
    Field.NOTE: """
        bemerkung bemerkungen notiz notizen kommentar anmerkung anmerkungen hinweis beschreibung
        thema note notes comment comments remark remarks description
    """,
    Field.ALLOWANCE: """
        aufwandsentschädigung aufwandsentschaedigung aufwandspauschale entschädigung vergütung
        betrag pauschale übungsleiterpauschale ehrenamtspauschale honorar auszahlung allowance
        expenseallowance payment amount
    """,
}
_EXACT = {word: field for field, words in _WORDS.items() for word in words.split()}

_STEMS = (
    ("lfdnr", None),
    ("laufendenr", None),
    ("telefon", None),
    ("verein", None),
    ("geburtsort", None),
    ("geburts", Field.BIRTH_DATE),
    ("vorname", Field.GIVEN_NAME),
    ("nachname", Field.FAMILY_NAME),
    ("mitgliedsn", Field.NUMBER),
    ("mail", Field.EMAIL),
    ("entschädigung", Field.ALLOWANCE),
    ("pauschale", Field.ALLOWANCE),
    ("bemerkung", Field.NOTE),
    ("tätigkeit", Field.TASK),
    ("stunden", Field.DURATION),
    ("dauer", Field.DURATION),
    ("monat", Field.MONTH),
    ("datum", Field.DATE),
)

_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_MINUTES = re.compile(r"\b(?:min|minuten|minutes|mins)\b")
_HOURS = re.compile(r"\b(?:std|stdn|stunden|hours?|hrs?|h)\b")


def field_of(title: str) -> Field | None:
    """The field a column title stands for, or None."""
    word = _letters(_BRACKETS.sub("", title)) or _letters(title)
    if not word or len(word) > 40:
        return None
    if word in _EXACT:
        return _EXACT[word]
    return next((field for stem, field in _STEMS if stem in word), None)


def says_minutes(title: str) -> bool | None:
    """Whether the title of a duration column names minutes (True) or hours (False), if either."""
    words = title.casefold()
    if _MINUTES.search(words):
        return True
    return False if _HOURS.search(words) or "stunden" in words else None


def _letters(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalpha())
