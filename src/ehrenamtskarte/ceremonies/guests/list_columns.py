"""Which column of a guest list holds what: guessed from its titles, correctable by whoever hands it in; pure."""

from collections.abc import Mapping as MappingOf
from enum import StrEnum

import msgspec

from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.sheets.files import UnknownColumn
from ehrenamtskarte.core.sheets.reading import Table

_HEADER_WITHIN = 30
_SAMPLE_ROWS = 50
_SAMPLES = 3
_LONGEST_SAMPLE = 100
_LONGEST_TITLE = 60


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    TITLE = "title"
    FUNCTION = "function"
    ORGANISATION = "organisation"
    EMAIL = "email"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    MUNICIPALITY = "municipality"
    LANGUAGE = "language"
    PROTOCOL_RANK = "protocol_rank"
    ESCORT = "escort"
    NOTES = "notes"


class NoNamesFound(Invalid):
    """Nobody can be asked whose name is not there."""

    de = "Bitte sagen Sie uns, in welcher Spalte die Namen stehen."
    en = "Please tell us which column holds the names."


class UnknownGuestField(Invalid):
    """The mapping names something a guest list does not have."""

    de = "Diese Angabe gibt es in Gästelisten nicht."
    en = "Guest lists have no such field."


_WORDS = {
    Field.NAME: "name gast gäste person vorundnachname vornamename namevorname vornamenachname nachnamevorname fullname guest",
    Field.GIVEN_NAME: "vorname vornamen rufname givenname firstname forename",
    Field.FAMILY_NAME: "nachname familienname zuname surname familyname lastname",
    Field.TITLE: "titel akademischertitel namenszusatz title",
    Field.FUNCTION: "funktion amt rolle position aufgabe tätigkeit function role office",
    Field.ORGANISATION: """
        organisation verein institution firma unternehmen einrichtung behörde partei fraktion verband organization company
        club
    """,
    Field.EMAIL: "email mail emailadresse mailadresse emailaddress eml",
    Field.STREET: "straße strasse anschrift adresse straßehausnummer straßeundhausnummer straßenr street address",
    Field.POSTAL_CODE: "plz postleitzahl postalcode postcode zip zipcode",
    Field.MUNICIPALITY: "ort stadt gemeinde kommune wohnort town city municipality place",
    Field.LANGUAGE: "sprache korrespondenzsprache language",
    Field.PROTOCOL_RANK: "protokollrang protokoll rang rangfolge protokollreihenfolge protocolrank rank",
    Field.ESCORT: "begleitetvon betreuung betreutvon betreuer eskorte escort escortedby",
    Field.NOTES: "notiz notizen bemerkung bemerkungen hinweis hinweise anmerkung anmerkungen notes note remarks",
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split()}


class Column(msgspec.Struct, frozen=True):
    """One column as shown: position, title, first values."""

    index: int
    header: str
    examples: list[str]


class Mapping(msgspec.Struct, frozen=True):
    """Where the titles stand among the filled rows (None: nowhere), and each field's column."""

    header: int | None
    columns: dict[Field, int]

    @property
    def has_names(self) -> bool:
        """Whether the list says who is meant."""
        return Field.NAME in self.columns or Field.FAMILY_NAME in self.columns


def field_of(title: str) -> Field | None:
    """The field a column title stands for, or None."""
    word = "".join(letter for letter in title.casefold() if letter.isalpha())
    return _FIELDS.get(word.replace("ss", "ß")) or _FIELDS.get(word)


def guess(table: Table) -> Mapping:
    """The most likely mapping; where no row looks like titles it knows no columns."""
    best: tuple[int | None, dict[Field, int]] = (None, {})
    for position, row in enumerate(table.rows[:_HEADER_WITHIN]):
        columns: dict[Field, int] = {}
        for index, title in enumerate(row):
            field = field_of(title)
            if field is not None:
                columns.setdefault(field, index)
        if len(columns) > len(best[1]):
            best = (position, columns)
    header, columns = best
    # Beside "Vorname" a column "Name" holds family names.
    if Field.GIVEN_NAME in columns and Field.NAME in columns and Field.FAMILY_NAME not in columns:
        columns[Field.FAMILY_NAME] = columns.pop(Field.NAME)
    return Mapping(header, columns)


def corrected(table: Table, wanted: MappingOf[str, int]) -> Mapping:
    """The mapping a person chose; the titles stay where they were found. Raises UnknownGuestField, UnknownColumn."""
    columns: dict[Field, int] = {}
    for name, index in wanted.items():
        if name not in set(Field):
            raise UnknownGuestField(field="mapping")
        if not 0 <= index < table.width:
            raise UnknownColumn(field=f"mapping.{name}")
        columns[Field(name)] = index
    header = guess(table).header
    return Mapping(0 if header is None and _are_titles(table, columns) else header, columns)


def _are_titles(table: Table, columns: dict[Field, int]) -> bool:
    """Whether a first row of titles we do not know stands out: no address among addresses, one word among whole names."""
    for field, sign in ((Field.EMAIL, "@"), (Field.NAME, " ")):
        at = columns.get(field)
        if at is not None:
            cells = [row[at] if at < len(row) else "" for row in table.rows[: _SAMPLE_ROWS + 1]]
            below = [cell for cell in cells[1:] if cell]
            if cells[0] and sign not in cells[0] and below and all(sign in cell for cell in below):
                return True
    return False


def columns_of(table: Table, header: int | None) -> list[Column]:
    """Every column with its title and a few values."""
    titles = [] if header is None else table.rows[header]
    start = 0 if header is None else header + 1
    rows = table.rows[start : start + _SAMPLE_ROWS]
    found = []
    for index in range(table.width):
        values = [row[index][:_LONGEST_SAMPLE] for row in rows if index < len(row) and row[index]]
        title = titles[index] if index < len(titles) else ""
        found.append(Column(index, title[:_LONGEST_TITLE], values[:_SAMPLES]))
    return found
