"""The HTTP surface of laureates as everybody sees them."""

from uuid import UUID

import msgspec

from ehrenamtskarte.awards.rules import Decider, EntrantKind, Template
from ehrenamtskarte.core.text import Text


class AwardLaureateShown(msgspec.Struct, rename="camel", kw_only=True):
    """Who won, for what and why."""

    id: UUID
    entry: UUID
    kind: EntrantKind
    name: str
    title: str
    teaser: str
    town: str | None
    website: str
    picture: UUID | None
    """A file of the entry."""
    picture_alt: Text
    picture_credit: str
    shared: bool
    """Shares one prize with the others of the category that do."""
    prize_cents: int | None
    """What this one gets; of a shared prize the own part."""
    reason: Text


class AwardResultShown(msgspec.Struct, rename="camel", kw_only=True):
    """A category with who won it; without anybody `notAwarded` says why."""

    category: UUID
    name: Text
    decided_by: Decider
    sponsor_name: str
    prize_cents: int | None
    prize: Text
    laureates: list[AwardLaureateShown]
    withdrawn: int
    """How many prizes were taken back afterwards; nobody is named."""
    not_awarded: Text


class ArchivedCall(msgspec.Struct, rename="camel", kw_only=True):
    """A call that is decided and public, with who won."""

    id: UUID
    year: int
    template: Template
    title: Text
    motto: Text
    office_name: str
    results: list[AwardResultShown]


class ArchivedYear(msgspec.Struct, rename="camel", kw_only=True):
    """A year of the archive."""

    year: int
    calls: int
    laureates: int
