"""What a company is, what it may write about itself, and what is refused."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

LONGEST_ABOUT = 2000
LONGEST_WEBSITE = 300
LONGEST_KEY = 400
LONGEST_DESCRIPTION = 300
MOST_STAFF = 200
MOST_PICTURES = 60

_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_][\w-]*")
_HARMFUL = re.compile(r"[\s\"'<>\\`{}|^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


class Status(StrEnum):
    """Where a company stands with the office that looks after it."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    LEFT = "left"


class CompanyAlreadyDecided(Conflict):
    """Somebody else was faster."""

    de = "Über dieses Unternehmen ist schon entschieden."
    en = "This company has already been decided on."


class CompanyAlreadyThere(Conflict):
    """The same name in the same town."""

    de = "Ein Unternehmen mit diesem Namen gibt es in dieser Kommune schon."
    en = "There is already a company of this name in this municipality."


class ChangedMeanwhile(Conflict):
    """Two people edited at once; the second one sees what the first one did."""

    de = "Jemand anderes hat das gerade geändert. Ihre Eingaben sind noch da; bitte vergleichen Sie und speichern noch einmal."
    en = "Somebody else has just changed this. Your entries are still here; please compare and save again."


class NameMissing(Invalid):
    """A company has a name."""

    de = "Bitte geben Sie einen Namen ein."
    en = "Please enter a name."


class NotOfThisOffice(Invalid):
    """An office registers companies it looks after."""

    de = "Für Unternehmen dieser Kommune ist eine andere Stelle zuständig."
    en = "Another office looks after companies of this municipality."


class CompanyLeft(Conflict):
    """Whoever left comes back first."""

    de = "Dieses Unternehmen macht nicht mehr mit. Es kann jederzeit zurückkommen."
    en = "This company no longer takes part. It can come back at any time."


class WebsiteInvalid(Invalid):
    """Not an address of the web that anybody may follow."""

    de = "Das ist keine gültige Internetadresse. Sie sieht zum Beispiel so aus: https://www.schlossbad.de."
    en = "That is not a valid web address. It looks like this, for example: https://www.schlossbad.de."


class TooLong(Invalid):
    """More words than anybody reads."""

    de = "Dieser Text ist zu lang. Bitte kürzen Sie ihn auf höchstens {longest} Zeichen."
    en = "This text is too long. Please shorten it to at most {longest} characters."


class LogoUnknown(Invalid):
    """The logo is one of the company's own pictures."""

    de = "Dieses Bild gibt es nicht mehr. Bitte wählen Sie ein anderes."
    en = "This picture is gone. Please choose another one."


class TooManyStaff(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Personen können Sie nicht eintragen. Bitte entfernen Sie zuerst jemanden."
    en = "You cannot add more than {most} people. Please remove somebody first."


class TooManyPictures(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Bilder kann ein Unternehmen nicht haben. Bitte entfernen Sie zuerst eines."
    en = "A company cannot have more than {most} pictures. Please remove one first."


class DescriptionMissing(Invalid):
    """Whoever does not see a picture learns what it shows."""

    de = "Bitte beschreiben Sie das Bild in einem Satz für alle, die es nicht sehen."
    en = "Please describe the picture in a sentence, in German, for everybody who does not see it."


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What a company tells about itself when it joins; the contact is for the office alone."""

    name: str
    municipality: str
    statewide: bool = False
    website: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at a company, as its managers see them."""

    person_id: UUID
    name: str
    email: str | None
    manages: bool
    since: datetime


@dataclass(frozen=True)
class Around:
    """Names and numbers around a company, and what the one who asks may do."""

    municipality_name: str
    office_name: str
    may_manage: bool
    managers: int


def check_decidable(status: Status) -> None:
    """An approval happens once; a rejected company may still be approved. Raises CompanyAlreadyDecided, CompanyLeft."""
    if status is Status.LEFT:
        raise CompanyLeft
    if status is Status.APPROVED:
        raise CompanyAlreadyDecided


def normal_name(text: str) -> str:
    """The name without stray blanks. Raises NameMissing where no letter or digit is left."""
    name = " ".join(text.split())
    if not key_of(name):
        raise NameMissing(field="name")
    return name


def key_of(name: str) -> str:
    """What a name is sorted, found and told apart by, as long as its column."""
    return sort_key(name)[:LONGEST_KEY].strip()


def check_length(text: Text, longest: int, *, field: str) -> Text:
    """The text without blanks around it. Raises TooLong."""
    short = Text(text.de.strip(), text.en.strip())
    if max(len(short.de), len(short.en)) > longest:
        raise TooLong(field=field, longest=longest)
    return short


def check_description(text: Text, *, field: str) -> Text:
    """What a picture shows, at least in German. Raises DescriptionMissing, TooLong."""
    short = check_length(text, LONGEST_DESCRIPTION, field=field)
    if not short.de:
        raise DescriptionMissing(field=field)
    return short


def status_back(decided: bool, reason: str) -> Status:
    """What a company that left comes back as: what its office last said."""
    if not decided:
        return Status.WAITING
    return Status.REJECTED if reason else Status.APPROVED


def normal_website(text: str) -> str:
    """An address of the web, `https://` where nothing is said; nothing for nothing. Raises WebsiteInvalid."""
    address = text.strip()
    if not address:
        return ""
    if not re.match("https?://", address, re.IGNORECASE):
        address = f"https://{address}"
    if _HARMFUL.search(address):
        raise WebsiteInvalid(field="website")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise WebsiteInvalid(field="website") from None
    # A name before the host (`https://bank.de@elsewhere.de`) only misleads.
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        raise WebsiteInvalid(field="website")
    normal = parts._replace(scheme=parts.scheme.lower(), netloc=f"{host}:{port}" if port else host).geturl()
    if len(normal) > LONGEST_WEBSITE:
        raise WebsiteInvalid(field="website")
    return normal
