"""What is said of a guest and of a group, and why something of it is refused; pure."""

from dataclasses import dataclass, replace
from uuid import UUID

from ehrenamtskarte.accounts.rules import EmailInvalid, normal_email
from ehrenamtskarte.core.errors import Conflict, FieldError, Invalid
from ehrenamtskarte.core.sorting import sort_key

MOST_GROUPS = 60
MOST_GUESTS = 20_000
"""Of one event."""


class GroupNameMissing(Invalid):
    """A group is known by its name."""

    de = "Bitte geben Sie der Gruppe einen Namen."
    en = "Please give the group a name."


class GroupNameTaken(Conflict):
    """Two of a name cannot be told apart."""

    de = "Eine Gruppe mit diesem Namen gibt es schon."
    en = "There is already a group of this name."


class TooManyGroups(Conflict):
    """More groups than one can look through."""

    de = "Mehr als 60 Gruppen sind nicht möglich."
    en = "More than 60 groups are not possible."


class GroupNotEmpty(Conflict):
    """Guests do not vanish with their group."""

    de = "In dieser Gruppe sind noch Gäste. Nehmen Sie sie zuerst heraus."
    en = "There are still guests in this group. Remove them first."


class GroupDrawn(Conflict):
    """Nobody comes in beside the draw."""

    de = "In dieser Gruppe wurde schon ausgelost. Legen Sie für weitere Gäste eine neue Gruppe an."
    en = "This group has already been drawn. Make a new group for further guests."


class QuotaNotRaised(Conflict):
    """Who won stays in."""

    de = "Nach der Auslosung kann das Kontingent nur steigen; dann rücken die Nächsten aus derselben Auslosung nach."
    en = "After the draw the quota can only grow; then the next ones of the same draw move up."


class GroupFull(Conflict):
    """Invitations have left already, so nobody can be drawn any more."""

    de = "Aus „{name}“ wurde schon eingeladen, und das Kontingent reicht nicht für mehr. Erhöhen Sie es, oder nehmen Sie eine andere Gruppe."  # noqa: E501
    en = "Guests of “{name}” have already been invited, and its quota allows no more. Raise it, or take another group."


class NothingToDraw(Conflict):
    """Everybody may come."""

    de = "Hier muss nicht ausgelost werden: Alle haben Platz."
    en = "There is nothing to draw: there is room for everybody."


class TooManyGuests(Conflict):
    """More than any hall holds."""

    de = "Mehr als 20.000 Gäste hat eine Veranstaltung nicht."
    en = "An event has no more than 20,000 guests."


class GuestNameMissing(Invalid):
    """Somebody without a name."""

    de = "Bitte tragen Sie einen Namen ein."
    en = "Please enter a name."


class GuestAlreadyThere(Conflict):
    """Asked once is enough."""

    de = "{name} steht schon auf der Gästeliste."
    en = "{name} is already on the guest list."


class GuestEmailInvalid(Invalid):
    """No mail would arrive."""

    de = "Diese E-Mail-Adresse ist nicht gültig."
    en = "This e-mail address is not valid."


class GuestTownUnknown(Invalid):
    """Not a town of the register."""

    de = "Diese Gemeinde kennen wir nicht."
    en = "We do not know this municipality."


class GuestWasInvited(Conflict):
    """Whoever was asked is not just deleted."""

    de = "Dieser Gast wurde schon eingeladen. Ziehen Sie die Einladung zurück, statt den Gast zu entfernen."
    en = "This guest has already been invited. Withdraw the invitation instead of removing the guest."


class GuestTookPartInDraw(Conflict):
    """The draw can be repeated only with everybody who took part."""

    de = "Dieser Gast hat an der Auslosung teilgenommen und bleibt deshalb mit Gemeinde und Losnummer in seiner Gruppe."
    en = "This guest took part in the draw and therefore stays in the group with municipality and number."


@dataclass(frozen=True, kw_only=True)
class NewGuest:
    """Somebody to be asked, as told by a form, a list or a query."""

    given_name: str = ""
    family_name: str = ""
    function: str = ""
    email: str | None = None
    address: str = ""
    language: str = "de"
    municipality: str | None = None
    protocol_rank: int | None = None
    escort: str = ""
    notes: str = ""
    person: UUID | None = None
    organisation: UUID | None = None
    company: UUID | None = None

    @property
    def name(self) -> str:
        """As it is spoken."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def sort_key(self) -> str:
        """Family name first."""
        return key_of(self.given_name, self.family_name)


def key_of(given_name: str, family_name: str) -> str:
    """How a name sorts; two who sort alike have the same name."""
    return f"{sort_key(family_name)} {sort_key(given_name)}".strip()


def normal_guest(told: NewGuest) -> NewGuest:
    """As it is kept: without stray blanks, the address of the mail checked. Raises GuestNameMissing, GuestEmailInvalid."""
    guest = replace(
        told,
        given_name=one_line(told.given_name),
        family_name=one_line(told.family_name),
        function=one_line(told.function),
        email=normal_address(told.email),
        address=lines(told.address),
        escort=one_line(told.escort),
        notes=told.notes.strip(),
    )
    if not guest.sort_key:
        raise GuestNameMissing(field="familyName")
    return guest


def normal_address(email: str | None) -> str | None:
    """The address as mails are sent to it; None where there is none. Raises GuestEmailInvalid."""
    if email is None or not email.strip():
        return None
    try:
        return normal_email(email)
    except EmailInvalid:
        raise GuestEmailInvalid(field="email") from None


def one_line(text: str) -> str:
    """Without breaks and repeated blanks."""
    return " ".join(text.split())


def lines(text: str) -> str:
    """The filled lines of an address."""
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of somebody written in one piece: `Erika Muster` or `Muster, Erika`."""
    name = one_line(name)
    if "," in name:
        family, _, given = name.partition(",")
        return given.strip(), family.strip()
    words = name.split(" ")
    at = len(words) - 1
    # "von der Heide" belongs together.
    while at > 1 and words[at - 1].islower():
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def normal_group_name(name: str) -> str:
    """Raises GroupNameMissing."""
    name = one_line(name)
    if not name:
        raise GroupNameMissing(field="name")
    return name


def unknown_towns(wanted: list[str], known: set[str]) -> None:
    """Raises GuestTownUnknown, naming the first place in the list that is no town."""
    faults = [
        FieldError(f"municipalities[{at}]", GuestTownUnknown().text)
        for at, ags in enumerate(wanted)
        if ags not in known
    ]
    if faults:
        raise GuestTownUnknown(*faults)
