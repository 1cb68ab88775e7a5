"""Who came: whoever a door let in at least once."""

from ehrenamtskarte.ceremonies.rules import LETS_IN

_OUTCOMES = ", ".join(f"'{outcome}'" for outcome in sorted(LETS_IN))


def came(attendee: str) -> str:
    """The condition that the attendee of this alias came."""
    return f"EXISTS (SELECT FROM admission a WHERE a.attendee = {attendee}.id AND a.outcome IN ({_OUTCOMES}))"


def party_came(guest: str) -> str:
    """The condition that somebody of the party of this guest came."""
    return f"EXISTS (SELECT FROM attendee t WHERE t.guest = {guest}.id AND {came('t')})"
