"""What a visitor reads and sends who votes."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.voting.ballot_rules import VoteState
from ehrenamtskarte.core.text import Text


class BallotPicture(msgspec.Struct, rename="camel"):
    """A nominee's first picture."""

    id: UUID
    alt: Text
    credit: str


class BallotCandidate(msgspec.Struct, rename="camel"):
    """Whom one can vote for."""

    entry_id: UUID
    number: int
    title: str
    name: str
    teaser: str
    town: str
    picture: BallotPicture | None


class BallotOut(msgspec.Struct, rename="camel"):
    """The ballot of a call; empty before the vote begins. Its order means nothing: pages show it in one of their own."""

    title: Text
    year: int
    state: VoteState
    first_day: date
    last_day: date
    ends_at: datetime
    candidates: list[BallotCandidate]


class VotePuzzleOut(msgspec.Struct, rename="camel"):
    """Find a number so that the SHA-256 of `<puzzle>:<number>` begins with so many zero bits."""

    puzzle: str
    bits: int
    ends_at: datetime


class SolvedPuzzle(msgspec.Struct, rename="camel"):
    """A puzzle with the number that solves it."""

    puzzle: Annotated[str, msgspec.Meta(max_length=120)]
    solution: Annotated[str, msgspec.Meta(max_length=12)]


class VoteRequestIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody wants to vote; the puzzle only after `vote_puzzle_needed`."""

    entry_id: UUID
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
    solved: SolvedPuzzle | None = None


class VoteRequestOut(msgspec.Struct, rename="camel"):
    """A code is on its way; the same whether the address has voted or not."""

    request_id: UUID
    expires_at: datetime


class VoteIn(msgspec.Struct, rename="camel", kw_only=True):
    """The code of the mail."""

    request_id: UUID
    code: Annotated[str, msgspec.Meta(max_length=20)]


class VoteReceiptOut(msgspec.Struct, rename="camel"):
    """The vote is in; with the receipt one finds it in the published file."""

    receipt: str
    title: str
    name: str


class StandingOf(msgspec.Struct, rename="camel"):
    """How many votes an entry has so far."""

    entry_id: UUID
    votes: int


class VoteStandingOut(msgspec.Struct, rename="camel"):
    """How the vote stands, where the call shows it to everybody, and until when."""

    shown: bool
    until: datetime | None
    votes: int
    entries: list[StandingOf]
