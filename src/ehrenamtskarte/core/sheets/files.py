"""Limits for uploaded lists, and what the platform says when a file exceeds them or cannot be read."""

from ehrenamtskarte.core.errors import Invalid, Refusal, TooLarge

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 256
MOST_CELL_LENGTH = 20_000
MOST_ZIP_ENTRIES = 2_000
MOST_UNPACKED_BYTES = 150 * 1024 * 1024
MOST_UNPACKED_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 4 * 1024 * 1024


class FileTooLarge(TooLarge):
    """The file has more bytes than a list needs."""

    de = "Die Datei ist größer als 10 MB. Bitte teilen Sie sie auf oder löschen Sie Bilder daraus."
    en = "The file is larger than 10 MB. Please split it or remove pictures from it."


class FileUnreadable(Invalid):
    """Not a table in any format we know, or a damaged one."""

    de = "Die Datei ließ sich nicht als Tabelle lesen. Bitte speichern Sie sie als CSV oder XLSX."
    en = "The file could not be read as a table. Please save it as CSV or XLSX."


class FileLocked(Invalid):
    """The workbook is protected by a password."""

    de = "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."
    en = "The file is protected by a password. Please save it without one."


class FileTooComplicated(Invalid):
    """Reading it would take more memory or time than a list may."""

    de = "Die Datei ist zu umfangreich aufgebaut. Bitte speichern Sie nur die Liste selbst als CSV."
    en = "The file is too complicated. Please save only the list itself as CSV."


class FileEmpty(Invalid):
    """Not one filled row."""

    de = "Die Datei ist leer."
    en = "The file is empty."


class TooManyRows(Invalid):
    """More rows than one import takes."""

    de = "Die Liste hat mehr als 100.000 Zeilen. Bitte teilen Sie sie auf."
    en = "The list has more than 100,000 rows. Please split it."


class UnknownSheet(Invalid):
    """The workbook has no sheet of that name."""

    de = "Dieses Tabellenblatt gibt es in der Datei nicht."
    en = "The file has no such sheet."


class UnknownColumn(Invalid):
    """The mapping names a column the list does not have."""

    de = "Diese Spalte gibt es in der Liste nicht."
    en = "The list has no such column."


class UnknownHeaderRow(Invalid):
    """The mapping names a header row the list does not have."""

    de = "Diese Zeile gibt es in der Liste nicht."
    en = "The list has no such row."


class UnknownEncoding(Invalid):
    """The text does not fit the encoding that was asked for."""

    de = "Mit diesem Zeichensatz lässt sich die Datei nicht lesen."
    en = "The file cannot be read with this encoding."


class UnknownDelimiter(Invalid):
    """Not a character that can separate columns."""

    de = "Mit diesem Trennzeichen lässt sich die Datei nicht lesen."
    en = "The file cannot be read with this separator."


REFUSALS: dict[str, type[Refusal]] = {
    refusal.__name__: refusal
    for refusal in (
        FileTooLarge,
        FileUnreadable,
        FileLocked,
        FileTooComplicated,
        FileEmpty,
        TooManyRows,
        UnknownSheet,
        UnknownColumn,
        UnknownHeaderRow,
        UnknownEncoding,
        UnknownDelimiter,
    )
}
