"""For whom people vote, and until when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import rules
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, PhaseKind
from ehrenamtskarte.awards.voting import ballot_rules
from ehrenamtskarte.awards.voting.ballot_rules import VoteState
from ehrenamtskarte.awards.voting.tally_rules import NoVoteInCall
from ehrenamtskarte.awards.voting.vote_schemas import BallotCandidate, BallotOut, BallotPicture
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

MOST_CANDIDATES = 500

_VOTE = (
    "SELECT c.id, c.status, c.year, c.title_de, c.title_en, c.vote_secret, c.decided_at, c.standings_public,"
    " c.standings_hidden_days, v.first_day, v.last_day,"
    " EXISTS (SELECT 1 FROM call_phase s WHERE s.call = c.id AND s.kind = 'shortlist') AS has_shortlist,"
    " coalesce(nullif(e.title, ''), e.name) AS entry_title, e.status AS entry_status"
    " FROM award_call c LEFT JOIN call_phase v ON v.call = c.id AND v.kind = 'vote'"
    " LEFT JOIN award_entry e ON e.call = c.id AND e.id = $2 WHERE c.id = $1"
)
_CANDIDATES = (
    "SELECT e.id AS entry_id, e.number, e.title, e.name, e.teaser, coalesce(m.name, '') AS town,"
    " p.id AS picture, p.alt_de, p.alt_en, p.credit FROM award_entry e"
    " LEFT JOIN municipality m ON m.ags = e.municipality"
    " LEFT JOIN LATERAL (SELECT id, alt_de, alt_en, credit FROM entry_file"
    " WHERE entry = e.id AND kind = 'picture' ORDER BY position, id LIMIT 1) p ON true"
    " WHERE e.call = $1 AND e.status = ANY($2) ORDER BY e.number LIMIT $3"
)


@dataclass(frozen=True)
class PublicVote:
    """What a vote is decided by; read with one query, for it is read with every vote."""

    call: UUID
    status: CallStatus
    year: int
    title: Text
    secret: bytes
    phase: Phase
    decided_at: datetime | None
    standings_public: bool
    hidden_days: int
    statuses: list[str]
    """Of the entries one can vote for."""
    chosen: str | None
    """What the entry is called that somebody chose, if one can vote for it."""

    def check_on(self, now: datetime) -> None:
        """Raises CallCancelled, CallDecided, VoteNotYet, VoteOver."""
        if self.status is CallStatus.CANCELLED:
            raise rules.CallCancelled
        ballot_rules.check_voting(self.phase, now)
        if self.decided_at is not None:
            raise rules.CallDecided


async def vote_of(call_id: UUID, chosen: UUID | None = None) -> PublicVote:
    """The vote of a call that everybody may see, with a chosen entry of it. Raises NotFound, NoVoteInCall."""
    found = await db.row(_VOTE, call_id, chosen)
    if found is None or found["status"] == CallStatus.DRAFT:
        raise NotFound
    if found["first_day"] is None:
        raise NoVoteInCall
    statuses = ballot_rules.on_ballot(has_shortlist=found["has_shortlist"])
    return PublicVote(
        call=found["id"],
        status=CallStatus(found["status"]),
        year=found["year"],
        title=Text(found["title_de"], found["title_en"]),
        secret=found["vote_secret"],
        phase=Phase(PhaseKind.VOTE, found["first_day"], found["last_day"]),
        decided_at=found["decided_at"],
        standings_public=found["standings_public"],
        hidden_days=found["standings_hidden_days"],
        statuses=statuses,
        chosen=found["entry_title"] if found["entry_status"] in statuses else None,
    )


async def of_call(call_id: UUID, *, now: datetime) -> BallotOut:
    """The ballot for everybody; who is on it is said once the vote begins. Raises NotFound, NoVoteInCall."""
    vote = await vote_of(call_id)
    state = ballot_rules.state_of(vote.status, vote.phase, vote.decided_at, now)
    rows = []
    if state in (VoteState.ON, VoteState.OVER):
        rows = await db.rows(_CANDIDATES, call_id, vote.statuses, MOST_CANDIDATES)
    return BallotOut(
        title=vote.title,
        year=vote.year,
        state=state,
        first_day=vote.phase.first_day,
        last_day=vote.phase.last_day,
        ends_at=vote.phase.ends_at,
        candidates=[
            BallotCandidate(
                entry_id=row["entry_id"],
                number=row["number"],
                title=row["title"],
                name=row["name"],
                teaser=row["teaser"],
                town=row["town"],
                picture=_picture(row),
            )
            for row in rows
        ],
    )


def _picture(row: dict[str, object]) -> BallotPicture | None:
    if row["picture"] is None:
        return None
    return BallotPicture(
        id=UUID(str(row["picture"])),
        alt=Text(str(row["alt_de"]), str(row["alt_en"])),
        credit=str(row["credit"]),
    )
