"""The HTTP surface of deciding who wins."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.moments import Moment
from ehrenamtskarte.awards.rules import CallStatus, Decider, EntrantKind, EntryStatus
from ehrenamtskarte.core.text import NOTHING_SAID, Text


class WinningCandidateOut(msgspec.Struct, rename="camel", kw_only=True):
    """An entry that can win in a category, with what speaks for it."""

    entry: UUID
    number: str
    kind: EntrantKind
    name: str
    title: str
    town: str | None
    status: EntryStatus
    rank: int | None
    """By the jury or by the vote, whichever decides."""
    tied: bool
    mean: float | None
    """Of the jury, on the scale of the round."""
    votes: int | None


class AwardLaureateOut(msgspec.Struct, rename="camel", kw_only=True):
    """Who wins, for the office."""

    id: UUID
    entry: UUID
    number: str
    kind: EntrantKind
    name: str
    title: str
    town: str | None
    status: EntryStatus
    shared: bool
    prize_cents: int | None
    reason: Text
    withdrawn_at: datetime | None
    withdrawn_reason: str
    replaced: bool
    """Somebody moved up for it."""


class CategoryResultOut(msgspec.Struct, rename="camel", kw_only=True):
    """A category, who wins it or why nobody does, and whom the jury or the vote suggest."""

    id: UUID
    name: Text
    decided_by: Decider
    sponsor_name: str
    winners: int
    prize_cents: int | None
    prize: Text
    candidates: int
    """Entries that can win here."""
    laureates: list[AwardLaureateOut]
    not_awarded: Text
    suggestion: list[WinningCandidateOut]
    tied: bool
    """Whether equal ranks leave open who wins."""
    version: str
    """Of what was chosen; sent back with a change."""


class AwardResultOut(msgspec.Struct, rename="camel", kw_only=True):
    """The result of a call for its office, from the first choice to what is public."""

    status: CallStatus
    title: Text
    year: int
    decided_at: datetime | None
    embargo_until: datetime | None
    public: bool
    told_at: datetime | None
    entries_end_at: datetime | None
    """Where entries are still possible."""
    vote_ends_at: datetime | None
    """Where people still vote."""
    open_rounds: list[Text]
    """Of the jury, by name."""
    unchecked: int
    """Entries that the formal check has not settled."""
    categories: list[CategoryResultOut]


class LaureateChosenIn(msgspec.Struct, rename="camel", kw_only=True):
    """One who wins."""

    entry: UUID
    shared: bool = False
    reason: Text = NOTHING_SAID


class CategoryResultIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who wins a category, in their order, or why nobody does; `version` is the one that was edited."""

    laureates: Annotated[list[LaureateChosenIn], msgspec.Meta(max_length=100)]
    not_awarded: Text = NOTHING_SAID
    version: Annotated[str, msgspec.Meta(max_length=32)]


class AwardDecisionIn(msgspec.Struct, rename="camel", kw_only=True):
    """When everybody may know; left out, at once."""

    embargo_until: Moment | None = None


class EmbargoIn(msgspec.Struct, rename="camel", kw_only=True):
    """Another moment."""

    embargo_until: Moment


class AwardTakenBackIn(msgspec.Struct, rename="camel", kw_only=True):
    """Why an award is taken back."""

    reason: Annotated[str, msgspec.Meta(max_length=2000)]


class MovesUpIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who moves up, and why that entry."""

    entry: UUID
    reason: Text = NOTHING_SAID
