"""Why a juror is not impartial about an entry, as the platform finds out by itself; pure."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.core.text import Text

Found = tuple[UUID, UUID, "Tie"]
"""An entry, a juror and what ties them."""


class Tie(StrEnum):
    """What ties a juror to an entry, the closest first."""

    ENTRANT = "entrant"
    """Is who was nominated, made the entry, works on it or is its contact."""
    NOMINATOR = "nominator"
    OWN_ORGANISATION = "own_organisation"
    """Sits on the jury for it."""
    OWN_COMPANY = "own_company"
    COORDINATOR = "coordinator"
    MEMBER = "member"
    STAFF = "staff"


_SAID = {
    Tie.ENTRANT: Text("wirkt an dieser Bewerbung mit.", "takes part in this entry."),
    Tie.NOMINATOR: Text("hat diese Bewerbung vorgeschlagen.", "nominated this entry."),
    Tie.OWN_ORGANISATION: Text("gehört zu diesem Verein.", "belongs to this organisation."),
    Tie.OWN_COMPANY: Text("gehört zu diesem Unternehmen.", "belongs to this company."),
    Tie.COORDINATOR: Text("koordiniert diesen Verein.", "coordinates this organisation."),
    Tie.MEMBER: Text("ist Mitglied in diesem Verein.", "is a member of this organisation."),
    Tie.STAFF: Text("arbeitet für dieses Unternehmen.", "works for this company."),
}


def reason(tie: Tie) -> str:
    """What is kept with the recusal, in German as whatever an office writes."""
    return _SAID[tie].de


def in_words(kept: str) -> Text:
    """The kept reason of a recusal in both languages; what a person wrote stays as it is."""
    return next((text for text in _SAID.values() if text.de == kept), Text(kept, kept))


def closest(found: Iterable[Found]) -> dict[tuple[UUID, UUID], Tie]:
    """One tie for each entry and juror, the closest."""
    order = list(Tie)
    ties: dict[tuple[UUID, UUID], Tie] = {}
    for entry, juror, tie in sorted(found, key=lambda one: order.index(one[2])):
        ties.setdefault((entry, juror), tie)
    return ties
