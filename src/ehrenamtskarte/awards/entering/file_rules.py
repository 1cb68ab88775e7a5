"""What files an entry may have; pure."""

import re
from dataclasses import dataclass

from ehrenamtskarte.companies.rules import check_description, check_length
from ehrenamtskarte.core.errors import Conflict, Invalid, TooLarge
from ehrenamtskarte.core.text import Text

MOST_PICTURES = 10
MOST_DOCUMENTS = 5
MOST_BYTES = 10 * 1024 * 1024
LONGEST_FILE_NAME = 200
_END_WITHIN = 2048
"""Bytes at the end of a PDF among which its last mark stands."""
_HARMFUL = re.compile(r"[^\w .,()+&-]")


class DocumentTooLarge(TooLarge):
    """More bytes than a document needs."""

    de = "Das Dokument ist größer als 10 MB. Bitte verkleinern Sie es."
    en = "The document is larger than 10 MB. Please make it smaller."


class DocumentUnreadable(Invalid):
    """It begins like a PDF and is none, or only the half of one."""

    de = "Dieses PDF ist beschädigt. Bitte speichern Sie es neu und laden es noch einmal hoch."
    en = "This PDF is damaged. Please save it anew and upload it again."


class TooManyEntryFiles(Conflict):
    """A pile nobody reads."""

    de = "Mehr als {pictures} Bilder und {documents} Dokumente kann eine Bewerbung nicht haben. Bitte entfernen Sie zuerst etwas."
    en = "An entry cannot have more than {pictures} pictures and {documents} documents. Please remove one first."


@dataclass(frozen=True)
class FileWords:
    """What is said of a file."""

    name: str
    alt: Text


def is_document(content: bytes) -> bool:
    """Whether the content says that it is a PDF."""
    return content.startswith(b"%PDF-")


def check_document(content: bytes) -> None:
    """A whole PDF of bearable size. Raises DocumentTooLarge, DocumentUnreadable."""
    if len(content) > MOST_BYTES:
        raise DocumentTooLarge(field="data")
    if b"%%EOF" not in content[-_END_WITHIN:]:
        raise DocumentUnreadable(field="data")


def check_words(kind: str, alt: Text, name: str) -> FileWords:
    """A picture is described for those who do not see it, a document has a name. Raises DescriptionMissing, TooLong."""
    if kind == "picture":
        return FileWords(file_name(name), check_description(alt, field="alt_de"))
    return FileWords(file_name(name), check_length(alt, 300, field="alt_de"))


def check_number(kind: str, count: int) -> None:
    """Raises TooManyEntryFiles."""
    if count > (MOST_PICTURES if kind == "picture" else MOST_DOCUMENTS):
        raise TooManyEntryFiles(pictures=MOST_PICTURES, documents=MOST_DOCUMENTS)


def file_name(name: str) -> str:
    """A name without folders and odd signs, as people named the file."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(_HARMFUL.sub(" ", last).split())[:LONGEST_FILE_NAME].strip() or "Datei"
