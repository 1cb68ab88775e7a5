"""What an organisation is, who may join its roster, and what is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehrenamtskarte.core.errors import Conflict, Invalid


class Status(StrEnum):
    """Where an organisation stands with its town."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Field(StrEnum):
    """Fields of engagement as the application form of the Ehrenamtskarte NRW names them."""

    SOCIAL = "social"
    ANIMALS = "animals"
    SPORT = "sport"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    CULTURE = "culture"
    HEALTH = "health"
    RESCUE = "rescue"
    FAITH = "faith"
    OTHER = "other"


class OrganisationAlreadyDecided(Conflict):
    """Somebody else was faster."""

    de = "Über diesen Verein ist schon entschieden."
    en = "This organisation has already been decided on."


class OrganisationNotApproved(Conflict):
    """Its town has not approved it yet."""

    de = "Ihre Kommune hat den Verein noch nicht freigegeben."
    en = "The municipality has not approved the organisation yet."


class OrganisationAlreadyThere(Conflict):
    """The same name in the same town."""

    de = "Einen Verein mit diesem Namen gibt es in dieser Kommune schon."
    en = "There is already an organisation of this name in this municipality."


class AlreadyOnRoster(Conflict):
    """The person is on the list already."""

    de = "Diese Person steht schon auf Ihrer Liste."
    en = "This person is already on your list."


class NameMissing(Invalid):
    """A person has at least one name."""

    de = "Bitte geben Sie einen Namen ein."
    en = "Please enter a name."


@dataclass(frozen=True)
class RosterEntry:
    """A person as a club's own list names them."""

    given_name: str
    family_name: str
    number: str = ""
    birth_date: date | None = None
    email: str | None = None


def check_decidable(status: Status) -> None:
    """An approval or rejection happens once; a rejected organisation may still be approved."""
    if status is Status.APPROVED:
        raise OrganisationAlreadyDecided


def check_name(given_name: str, family_name: str) -> None:
    """Raises NameMissing when both names are empty."""
    if not (given_name.strip() or family_name.strip()):
        raise NameMissing(field="familyName")


def who(entry: RosterEntry) -> tuple[str, ...]:
    """What makes an entry the same person within one organisation: number, else e-mail and name, else name and birth date."""
    if entry.number.strip():
        return ("number", entry.number.strip().casefold())
    name = (entry.given_name.strip().casefold(), entry.family_name.strip().casefold())
    if entry.email:
        return ("email", entry.email.strip().lower(), *name)
    return ("name", *name, entry.birth_date.isoformat() if entry.birth_date else "")
