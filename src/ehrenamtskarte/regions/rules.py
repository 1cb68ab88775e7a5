"""What a place is called and found by, and which towns an issuing body may issue for."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ehrenamtskarte.core.errors import Conflict, Invalid, NotFound
from ehrenamtskarte.core.sorting import sort_key

LONGEST_NAME = 120

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class MunicipalityKind(StrEnum):
    """How the register calls a municipality: Stadt or Gemeinde."""

    TOWN = "town"
    MUNICIPALITY = "municipality"


class IssuingBodyKind(StrEnum):
    """Who issues: a town for itself, a district for several of its towns, or an agency they delegate it to."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    AGENCY = "agency"


class PostalCodeInvalid(Invalid):
    """Not five digits."""

    de = "Eine Postleitzahl hat fünf Ziffern."
    en = "A postal code has five digits."


class MunicipalityUnknown(NotFound):
    """No municipality of the state has this key."""

    de = "Diese Gemeinde gibt es in Nordrhein-Westfalen nicht."
    en = "There is no such municipality in North Rhine-Westphalia."


class TownUnknown(Invalid):
    """A town of the wanted area is not in the register."""

    de = "Den Gemeindeschlüssel {ags} gibt es in Nordrhein-Westfalen nicht."
    en = "There is no municipality {ags} in North Rhine-Westphalia."


class TownsMissing(Invalid):
    """Issuing for nobody."""

    de = "Bitte nennen Sie mindestens eine Gemeinde."
    en = "Please name at least one municipality."


class OnlyItsOwnTown(Invalid):
    """A municipality issues for itself alone; whoever issues for several is a district or an agency."""

    de = "Eine Gemeinde gibt die Karte nur für sich selbst aus. Wählen Sie für mehrere Gemeinden Kreis oder Agentur."
    en = "A municipality issues the card for itself only. Choose district or agency for several."


class TownsOfSeveralDistricts(Invalid):
    """A district issues for towns of its own."""

    de = "Ein Kreis gibt die Karte nur für seine eigenen Gemeinden aus."
    en = "A district issues the card for its own municipalities only."


class NumberForeign(Invalid):
    """The number in the card names a place the body does not issue for."""

    de = "Die Kennziffer muss der Gemeinde- oder Kreisschlüssel einer Gemeinde sein, für die ausgegeben wird."
    en = "The number must be the key of a municipality it issues for, or of its district."


class NumberTaken(Conflict):
    """Another issuing body signs with this number already."""

    de = "Die Kennziffer {number} gehört schon zu: {holder}."
    en = "The number {number} already belongs to: {holder}."


class TownTaken(Conflict):
    """A town has one issuing body; nobody takes it from another."""

    de = "Für {town} gibt schon eine andere Stelle die Karte aus: {holder}."
    en = "Another body already issues the card for {town}: {holder}."


class NameInvalid(Invalid):
    """Empty, or longer than fits on a letter."""

    de = "Bitte geben Sie einen Namen mit höchstens {longest} Zeichen an."
    en = "Please enter a name of at most {longest} characters."


@dataclass(frozen=True)
class Patterns:
    """What a text of `words_to_find` has to look like, for LIKE; the later ones are the better matches."""

    anywhere: tuple[str, ...]
    """Each word occurs, digits only at the beginning of a number."""
    words_begin: tuple[str, ...]
    """Each word begins a word."""
    name_begins: str
    """The whole begins the name or a number."""


def normal_postal_code(text: str) -> str:
    """Five digits from what people write (`D-50 667`). Raises PostalCodeInvalid."""
    code = re.sub(r"\s", "", text).upper().removeprefix("D-")
    if not re.fullmatch(r"[0-9]{5}", code):
        raise PostalCodeInvalid(field="postalCode")
    return code


def normal_name(text: str) -> str:
    """The name of an issuing body without stray blanks. Raises NameInvalid."""
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameInvalid(field="name", longest=LONGEST_NAME)
    return name


def words_to_find(name: str, *numbers: str) -> str:
    """What a name is searched in: both spellings of its umlauts and the numbers that stand for it.

    A bar stands before each of them, a blank before each word.
    """
    phrases = dict.fromkeys([sort_key(name), sort_key(_spelled_out(name)), *numbers])
    return "".join(f" | {phrase}" for phrase in phrases)


def _spelled_out(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold()).translate(_SPELLED_OUT)


def patterns(query: str) -> Patterns:
    """How to look for what somebody typed; nothing typed finds everything."""
    words = sort_key(query).split()
    return Patterns(
        anywhere=tuple(f"% {word}%" if word[0].isdigit() else f"%{word}%" for word in words),
        words_begin=tuple(f"% {word}%" for word in words),
        name_begins=f"% | {' '.join(words)}%",
    )


def district_of(ags: str) -> str:
    """The key of the district (or independent city) a municipality lies in."""
    return ags[:5]


def is_independent_city(ags: str) -> bool:
    """Whether the municipality is a district of its own (kreisfreie Stadt)."""
    return ags.endswith("000")


def issuer_number(kind: IssuingBodyKind, municipalities: Collection[str], wanted: int | None = None) -> int:
    """The number cards carry: the key of the town, or of the district it issues for.

    An agency may choose among the keys of its towns and their districts. Raises TownsMissing, NumberForeign.
    """
    if not municipalities:
        raise TownsMissing(field="municipalities")
    towns = sorted(int(ags) for ags in municipalities)
    districts = sorted({int(district_of(ags)) for ags in municipalities})
    of_one_town = kind is IssuingBodyKind.MUNICIPALITY or (kind is IssuingBodyKind.AGENCY and len(towns) == 1)
    number = towns[0] if of_one_town else districts[0]
    if wanted in (None, number):
        return number
    if kind is not IssuingBodyKind.AGENCY or wanted not in (*towns, *districts):
        raise NumberForeign(field="number")
    return wanted


def check_area(kind: IssuingBodyKind, number: int, municipalities: Collection[str]) -> None:
    """Whether such a body may issue for these towns; for none is fine, it may have stopped issuing.

    Raises OnlyItsOwnTown, TownsOfSeveralDistricts.
    """
    if kind is IssuingBodyKind.MUNICIPALITY and not {int(ags) for ags in municipalities} <= {number}:
        raise OnlyItsOwnTown(field="municipalities")
    if kind is IssuingBodyKind.DISTRICT and not {int(district_of(ags)) for ags in municipalities} <= {number}:
        raise TownsOfSeveralDistricts(field="municipalities")
