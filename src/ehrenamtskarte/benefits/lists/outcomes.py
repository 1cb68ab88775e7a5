"""What becomes of a list's rows, and the sentences that say why."""

from enum import StrEnum
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.lists.places import Town
from ehrenamtskarte.benefits.rules import Category, Kind, Status, Terms
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.core.errors import Invalid, Refusal
from ehrenamtskarte.core.text import Text


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what becomes of it."""

    line: int
    outcome: Outcome
    provider: str
    title: str
    municipality_name: str
    category: Category | None = None
    kind: Kind | None = None
    message: Text | None = None
    benefit_id: UUID | None = None


class CompanyElsewhere(Invalid):
    """The name is taken in this town by a company of another office."""

    de = "„{name}“ betreut die Staatskanzlei als landesweiten Partner."
    en = "The state office looks after “{name}” as a statewide partner."


class CompanyUndecided(Invalid):
    """First things first."""

    de = "„{name}“ wartet noch auf Ihre Entscheidung. Bitte entscheiden Sie zuerst über das Unternehmen."
    en = "“{name}” still waits for your decision. Please decide on the company first."


class CompanyRefused(Invalid):
    """A list does not overrule a decision."""

    de = "„{name}“ haben Sie abgelehnt. Wenn das nicht mehr gilt, geben Sie es dort zuerst frei."
    en = "You rejected “{name}”. If that no longer holds, approve it there first."


class CompanyHasLeft(Invalid):
    """Whoever left comes back by itself."""

    de = "„{name}“ macht nicht mehr mit. Das Unternehmen kann jederzeit selbst zurückkommen."
    en = "“{name}” no longer takes part. The company can come back by itself at any time."


class OfferUndecided(Invalid):
    """First things first."""

    de = "Dieses Angebot wartet schon auf Ihre Entscheidung."
    en = "This offer already waits for your decision."


class OfferRefused(Invalid):
    """A list does not overrule a decision."""

    de = "Dieses Angebot haben Sie abgelehnt. Das Unternehmen kann es ändern und noch einmal einreichen."
    en = "You rejected this offer. The company can change it and hand it in again."


class OfferEnded(Invalid):
    """What was ended does not come back with an old list."""

    de = "Dieses Angebot wurde beendet. Wenn es wieder gilt, legen Sie es bitte neu an."
    en = "This offer was ended. If it holds again, please add it anew."


class OfferIsRaffle(Invalid):
    """A raffle that runs is not turned into something else."""

    de = "Dieses Angebot ist eine Verlosung. Bitte ändern Sie es dort."
    en = "This offer is a raffle. Please change it there."


class ForeignOffer(Invalid):
    """The id belongs to an offer of another office."""

    de = "Das Angebot mit dieser Kennung betreut eine andere Stelle."
    en = "Another office looks after the offer with this id."


class TooManyOffersOfOne(Invalid):
    """More than a company may have."""

    de = "„{name}“ hätte damit mehr als {most} Angebote."
    en = "“{name}” would then have more than {most} offers."


NOT_APPROVED: dict[str, type[Refusal]] = {
    CompanyStatus.WAITING: CompanyUndecided,
    CompanyStatus.REJECTED: CompanyRefused,
    CompanyStatus.LEFT: CompanyHasLeft,
}
NOT_HOLDING: dict[str, type[Refusal]] = {
    Status.WAITING: OfferUndecided,
    Status.REJECTED: OfferRefused,
    Status.ENDED: OfferEnded,
}

_NAMED = {
    "title": Text("Titel", "title"),
    "conditions": Text("Bedingungen", "conditions"),
    "combinable": Text("Kombinierbarkeit", "whether it can be combined"),
    "category": Text("Kategorie", "category"),
    "kind": Text("Art", "kind"),
    "percent": Text("Nachlass", "discount"),
    "regular_cents": Text("regulärer Preis", "regular price"),
    "card_cents": Text("Preis mit Karte", "price with the card"),
    "amount_cents": Text("Betrag", "amount"),
    "cards": Text("Karten", "cards"),
    "valid_from": Text("Beginn", "beginning"),
    "valid_until": Text("Ende", "end"),
}
PLACE_ADDED = Text("Ein Ort kommt dazu.", "A place is added.")


def changes_between(before: Terms, after: Terms) -> list[Text]:
    """What differs, by name."""
    return [text for name, text in _NAMED.items() if getattr(before, name) != getattr(after, name)]


def what_changes(names: list[Text]) -> Text:
    """Said of a row that updates an offer."""
    return Text(
        f"Ändert sich: {', '.join(name.de for name in names)}.",
        f"Changes: {', '.join(name.en for name in names)}.",
    )


def twice(line: int) -> Text:
    """Said of a row that says nothing new."""
    return Text(f"Steht schon in Zeile {line}.", f"Already stands in line {line}.")


def further_place(line: int) -> Text:
    """Said of a row that adds a place to another one."""
    return Text(
        f"Dasselbe Angebot wie in Zeile {line}; dieser Ort kommt dort dazu.",
        f"The same offer as in line {line}; this place is added there.",
    )


def seat_unknown(town: Town | None) -> Text:
    """Said of a statewide partner without a town."""
    name = town.name if town else ""
    return Text(
        f"Gilt landesweit. Der Sitz ist nicht genannt, wir tragen {name} ein; bitte prüfen Sie ihn.",
        f"Holds statewide. The seat is not named, we enter {name}; please check it.",
    )
