"""How many rooms and seats an event may have, and what is refused; pure."""

from datetime import datetime

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_ROOMS = 20
MOST_BLOCKS = 400
"""In one room."""
MOST_AT_A_BLOCK = 80
MOST_SEATS = 3_000
"""In one room, so that its plan can be shown as a whole."""
MOST_WISHES = 2_000


class RoomNameTaken(Conflict):
    """Two rooms of one event cannot be told apart."""

    de = "Einen Raum mit diesem Namen gibt es schon."
    en = "There is a room of this name already."


class LabelTaken(Conflict):
    """Two tables or rows of one room cannot be told apart."""

    de = "„{label}“ gibt es in diesem Raum schon."
    en = "This room has “{label}” already."


class TooManyRooms(Invalid):
    """More rooms than an event needs."""

    de = "Mehr als {most} Räume gehen nicht."
    en = "There can be {most} rooms at most."


class TooManyBlocks(Invalid):
    """More tables or rows than a plan can show."""

    de = "Ein Raum fasst höchstens {most} Tische und Reihen. Legen Sie einen zweiten Raum an."
    en = "A room has {most} tables and rows at most. Add a second room."


class TooManySeats(Invalid):
    """More seats than a plan can show."""

    de = "Ein Raum fasst höchstens {most} Plätze. Legen Sie einen zweiten Raum an."
    en = "A room has {most} seats at most. Add a second room."


class StillSeated(Conflict):
    """Seats that somebody sits on do not vanish."""

    de = "Dort sind noch Plätze besetzt ({count}). Setzen Sie die Gäste zuerst um."
    en = "Seats are still taken there ({count}). Move the guests first."


class SeatTaken(Conflict):
    """Somebody else was put there in the meantime."""

    de = "Auf diesem Platz sitzt inzwischen {name}."
    en = "By now {name} sits on this seat."


class SeatGone(Conflict):
    """The seat was taken away, or is of another event."""

    de = "Diesen Platz gibt es nicht mehr. Bitte laden Sie den Plan neu."
    en = "This seat is no longer there. Please reload the plan."


class PersonGone(Conflict):
    """The person does not come any more, or is of another event."""

    de = "Diese Person kommt nicht mehr. Bitte laden Sie den Plan neu."
    en = "This person is not coming any more. Please reload the plan."


class TwoSeatsForOne(Invalid):
    """Nobody sits twice."""

    de = "Eine Person kann nur auf einem Platz sitzen."
    en = "A person can sit on one seat only."


class OneSeatForTwo(Invalid):
    """Nobody sits on somebody's lap."""

    de = "Auf einem Platz kann nur eine Person sitzen."
    en = "Only one person can sit on a seat."


class NoSeatsYet(Conflict):
    """A proposal needs a room."""

    de = "Legen Sie zuerst einen Raum mit Tischen oder Reihen an."
    en = "Add a room with tables or rows first."


class NobodyToSeat(Conflict):
    """A proposal needs guests."""

    de = "Noch hat niemand zugesagt."
    en = "Nobody has accepted yet."


class NobodySeated(Conflict):
    """Nothing to print."""

    de = "Hier sitzt noch niemand."
    en = "Nobody sits here yet."


class WishOfOne(Invalid):
    """A wish is about two parties."""

    de = "Wählen Sie zwei verschiedene Gäste."
    en = "Choose two different guests."


class WishAlreadyThere(Conflict):
    """Two parties have one wish."""

    de = "Für diese beiden Gäste ist schon ein Wunsch notiert."
    en = "There is a wish for these two guests already."


class TooManyWishes(Invalid):
    """More wishes than a plan can follow."""

    de = "Mehr als {most} Wünsche gehen nicht."
    en = "There can be {most} wishes at most."


def check_open(status: str, ends_at: datetime, now: datetime) -> None:
    """Rooms are laid out before guests are invited, and nobody moves once it is over.

    Raises CeremonyCancelled, CeremonyOver.
    """
    if status == Status.CANCELLED:
        raise rules.CeremonyCancelled
    if status != Status.POSTPONED and rules.is_over(ends_at, now):
        raise rules.CeremonyOver
