"""What can be won in a call; pure."""

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID

from ehrenamtskarte.awards.calls.call_rules import key_of
from ehrenamtskarte.awards.rules import Decider
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import Text


class CategoryNameMissing(Invalid):
    """A category is called something."""

    de = "Bitte geben Sie jeder Kategorie einen Namen."
    en = "Please give every category a name."


class CategoryTwice(Invalid):
    """People tell categories apart by their names."""

    de = "Zwei Kategorien haben denselben Namen."
    en = "Two categories have the same name."


class CategoryUnknown(Invalid):
    """An id that this call does not have."""

    de = "Diese Kategorie gibt es in dieser Ausschreibung nicht mehr."
    en = "This category is no longer part of this call."


class SponsorMissing(Invalid):
    """Somebody gives a special prize."""

    de = "Bitte nennen Sie den Partner, der diesen Sonderpreis vergibt."
    en = "Please name the partner who gives this special prize."


class SponsorUnknown(Invalid):
    """A company that the platform shows."""

    de = "Dieses Unternehmen ist auf der Plattform nicht zu finden."
    en = "This company cannot be found on the platform."


class CategoryInUse(Conflict):
    """Entries name it, somebody won in it or a jury shares by it."""

    de = "„{name}“ wird schon verwendet. Die Kategorie lässt sich nicht mehr entfernen."
    en = "“{name}” is in use already. The category can no longer be removed."


class ChoiceIsMade(Conflict):
    """Entries were handed in with or without it."""

    de = "Es gibt schon Bewerbungen. Ob sie „{name}“ selbst wählen, lässt sich nicht mehr ändern."
    en = "There are entries already. Whether they choose “{name}” themselves can no longer change."


class Planned(Protocol):
    """What the rules look at."""

    @property
    def id(self) -> UUID | None:
        """Of one that is already there."""

    @property
    def decided_by(self) -> Decider:
        """Who says who wins."""

    @property
    def sponsor(self) -> UUID | None:
        """The company on the platform."""

    @property
    def sponsor_name(self) -> str:
        """Whoever else gives it."""


def check_categories(planned: Sequence[Planned], names: Sequence[Text], known: Collection[UUID]) -> None:
    """Raises CategoryNameMissing, CategoryTwice, CategoryUnknown, SponsorMissing."""
    keys: set[str] = set()
    ids: set[UUID] = set()
    for place, (one, name) in enumerate(zip(planned, names, strict=True)):
        key = key_of(name.de)
        if not key:
            raise CategoryNameMissing(field=f"categories.{place}.name.de")
        if key in keys:
            raise CategoryTwice(field=f"categories.{place}.name.de")
        if one.id is not None and (one.id not in known or one.id in ids):
            raise CategoryUnknown(field=f"categories.{place}.id")
        if one.decided_by is Decider.SPONSOR and one.sponsor is None and not one.sponsor_name.strip():
            raise SponsorMissing(field=f"categories.{place}.sponsorName")
        keys.add(key)
        ids |= {one.id} - {None}  # type: ignore[arg-type]
