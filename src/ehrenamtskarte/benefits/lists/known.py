"""Companies, venues and offers that are known already, and that a list adds; as planning changes them."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from ehrenamtskarte.benefits.lists.places import Spot
from ehrenamtskarte.benefits.rules import Terms


@dataclass
class KnownVenue:
    """An open venue; `street_key` tells streets apart."""

    id: UUID
    ags: str
    street_key: str
    name_key: str
    exact: bool = True
    is_new: bool = False
    street: str = ""
    postal_code: str = ""
    spot: Spot | None = None
    changed: bool = False


@dataclass
class KnownBenefit:
    """An offer that is known, or that the list adds."""

    id: UUID
    title: str
    status: str
    terms: Terms
    line: int | None = None
    """Where the list tells of it."""
    is_new: bool = False
    changed: bool = False
    venues: set[UUID] = field(default_factory=set)
    """Where the list says that it holds."""

    def add(self, venue: KnownVenue, *, told: bool) -> bool:
        """Let it hold at a venue whose street was told, too; whether it did not before."""
        if not told or venue.id in self.venues or (not self.is_new and self._holds_at(venue)):
            return False
        self.venues.add(venue.id)
        return True

    def _holds_at(self, venue: KnownVenue) -> bool:
        return self.terms.all_venues or venue.id in self.terms.venues


@dataclass
class KnownCompany:
    """A company that is known, or that the list adds."""

    id: UUID
    name: str
    ags: str
    statewide: bool
    status: str
    website: str
    office: UUID | None
    is_new: bool = False
    changed: bool = False
    closed_venues: set[tuple[str, str]] = field(default_factory=set)
    venues: list[KnownVenue] = field(default_factory=list)
    benefits: dict[str, list[KnownBenefit]] = field(default_factory=lambda: defaultdict(list))

    @property
    def area(self) -> str:
        """The town where others are compared with it; nothing for the whole state."""
        return "" if self.statewide else self.ags

    @property
    def has_changed(self) -> bool:
        """Whether more than single offers changes: its address, its venues."""
        return self.changed or any(venue.is_new or venue.changed for venue in self.venues)
