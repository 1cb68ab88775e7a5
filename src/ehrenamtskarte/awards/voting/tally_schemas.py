"""What is read and written about a vote that is counted."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.moments import Moment
from ehrenamtskarte.awards.voting.tally_rules import PatternKind


class VotesOfDay(msgspec.Struct, rename="camel"):
    """How many votes came on a day in NRW, also those that were taken out later."""

    day: date
    votes: int


class TalliedEntry(msgspec.Struct, rename="camel"):
    """An entry with its votes; equal numbers share a rank."""

    entry_id: UUID
    number: int
    """What the file of votes calls it."""
    title: str
    name: str
    votes: int
    rank: int


class CountedExclusion(msgspec.Struct, rename="camel"):
    """Votes that were taken out, as the file names them, and why."""

    number: int
    reason: str
    votes: int


class VoteResultOut(msgspec.Struct, rename="camel"):
    """The result as anybody gets it from the file of votes, too."""

    votes: int
    """That count."""
    excluded: int
    entries: list[TalliedEntry]
    exclusions: list[CountedExclusion]


class VoteOverviewOut(msgspec.Struct, rename="camel"):
    """A vote for its office: how it runs, and the result once it has ended."""

    first_day: date
    last_day: date
    votes: int
    excluded: int
    days: list[VotesOfDay]
    result: VoteResultOut | None
    result_public: bool


class VotePatternOut(msgspec.Struct, rename="camel"):
    """Votes of one entry that look as if one hand cast them; what is named here can be taken out as it stands."""

    kind: PatternKind
    entry_id: UUID
    title: str
    votes: int
    of_votes: int
    """All votes of the same network, or the entry's usual number in an hour."""
    network: str | None
    """A pseudonym that leads to no address."""
    since: datetime
    until: datetime
    """The first moment that does not belong to it."""


class VotesMeantIn(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Votes to take out: all of an entry that fit what is given, or those of single receipts."""

    reason: str
    entry_id: UUID | None = None
    network: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2}){1,32}$")] | None = None
    since: Moment | None = None
    until: Moment | None = None
    fast: bool = False
    """Only those cast faster than by hand."""
    receipts: Annotated[list[str], msgspec.Meta(max_length=500)] = []


class VoteExclusionOut(msgspec.Struct, rename="camel"):
    """Votes that were taken out together."""

    id: UUID
    reason: str
    votes: int
    excluded_by: str
    excluded_at: datetime
    undone_at: datetime | None
    undone_reason: str


class ExclusionUndoIn(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Why they count again."""

    reason: str
