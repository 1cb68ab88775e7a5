"""Who can win what, how prizes are shared, and until when a decision can change; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import EntryStatus, PhaseKind, results_are_public
from ehrenamtskarte.core.errors import Conflict, Invalid

LONGEST_LAUDATIO = 4000
"""Characters of why somebody wins, in each language."""
LONGEST_NOTE = 600
"""Characters of why nobody does."""
LONGEST_EMBARGO = timedelta(days=366)
MOST_IN_CATEGORY = 100
"""Laureates, also where many share prizes."""


class ResultsArePublic(Conflict):
    """What everybody has read does not change behind their backs."""

    de = (
        "Das Ergebnis ist schon öffentlich und lässt sich nicht mehr ändern."
        " Eine Auszeichnung können Sie mit einem Grund zurücknehmen."
    )
    en = (
        "The result is already public and can no longer be changed. You can take an award back with a reason."
    )


class EmbargoOver(Conflict):
    """Nobody can unread the result."""

    de = "Die Sperrfrist ist vorbei, das Ergebnis ist öffentlich. Sie lässt sich nicht mehr verschieben."
    en = "The embargo has ended and the result is public. It can no longer be moved."


class EmbargoPassed(Invalid):
    """It cannot be public since before it was decided."""

    de = "Dieser Zeitpunkt liegt schon zurück. Bitte wählen Sie einen, der noch kommt."
    en = "This moment has already passed. Please choose one that is yet to come."


class EmbargoTooLong(Invalid):
    """Surely a wrong year."""

    de = "Die Sperrfrist kann höchstens ein Jahr dauern. Bitte prüfen Sie das Datum."
    en = "The embargo can last a year at most. Please check the date."


class ResultNotDecided(Conflict):
    """Nothing to tell or to print yet."""

    de = "Über diese Ausschreibung ist noch nicht entschieden."
    en = "This call has not been decided yet."


class ResultNotPublicYet(Conflict):
    """Until then laureates are simply changed."""

    de = "Das Ergebnis ist noch nicht öffentlich. Ändern Sie einfach die Auswahl."
    en = "The result is not public yet. Simply change the selection."


class EntriesStillOpen(Conflict):
    """Somebody may still enter and win."""

    de = "Bewerbungen sind noch möglich. Entscheiden Sie, sobald die Bewerbungsfrist vorbei ist."
    en = "Entries are still possible. Decide once their deadline has passed."


class VotingNotOver(Conflict):
    """Nobody knows how it ends."""

    de = "Die Abstimmung ist noch nicht zu Ende. Danach können Sie entscheiden."
    en = "The public vote has not ended yet. After it you can decide."


class JuryNotDone(Conflict):
    """A round is still open."""

    de = "Die Jury bewertet noch. Schließen Sie zuerst die Runde „{name}“ ab."
    en = "The jury is still judging. Close the round “{name}” first."


class NothingToWin(Conflict):
    """A call without categories."""

    de = "Diese Ausschreibung hat noch keine Kategorie. Legen Sie zuerst eine an."
    en = "This call has no category yet. Add one first."


class CategoryWithoutLaureate(Conflict):
    """Either somebody wins, or a word says why nobody does."""

    de = "„{name}“ ist noch offen. Wählen Sie jemanden aus, oder schreiben Sie kurz, warum der Preis nicht vergeben wird."
    en = "“{name}” is still open. Choose somebody, or say shortly why the prize is not awarded."


class WonAndNotAwarded(Invalid):
    """Both at once cannot be."""

    de = "Hier ist jemand ausgewählt. Nehmen Sie die Auswahl zurück, wenn der Preis nicht vergeben wird."
    en = "Somebody is selected here. Clear the selection if the prize is not awarded."


class LaureateTwice(Invalid):
    """Once in a category is enough."""

    de = "In einer Kategorie kann jede Bewerbung nur einmal gewinnen."
    en = "In one category each entry can win only once."


class SharedByOne(Invalid):
    """A prize is shared by two at least."""

    de = "Einen Preis teilen sich mindestens zwei. Bitte wählen Sie noch jemanden dafür aus."
    en = "A prize is shared by two at least. Please choose one more for it."


class MorePrizesThanThere(Invalid):
    """As many prizes as the call promises."""

    de = "In dieser Kategorie gibt es {winners} Preise. Mehrere können sich einen Preis teilen."
    en = "There are {winners} prizes in this category. Several can share one prize."


class OnlyOnePrize(Invalid):
    """As many prizes as the call promises."""

    de = "In dieser Kategorie gibt es einen Preis. Mehrere können ihn sich teilen."
    en = "There is one prize in this category. Several can share it."


class NotInTheRunning(Conflict):
    """Withdrawn, rejected or of another category meanwhile."""

    de = "„{name}“ kann hier nicht gewinnen: Die Bewerbung ist nicht zugelassen, zurückgezogen oder in einer anderen Kategorie."
    en = "“{name}” cannot win here: the entry is not admitted, withdrawn or in another category."


class LaureateWithdrawn(Conflict):
    """Once is enough."""

    de = "Diese Auszeichnung ist schon zurückgenommen."
    en = "This award has already been taken back."


class LaureateStillThere(Conflict):
    """Nobody moves up where nobody left."""

    de = "Nachrücken kann nur jemand für eine Auszeichnung, die zurückgenommen ist."
    en = "Somebody can only move up for an award that was taken back."


class PlaceTakenAgain(Conflict):
    """One moves up for one."""

    de = "Für diese Auszeichnung ist schon jemand nachgerückt."
    en = "Somebody has already moved up for this award."


@dataclass(frozen=True)
class Chosen:
    """An entry that wins in a category; those who share divide one prize."""

    entry: UUID
    shared: bool = False


def check_chosen(chosen: Sequence[Chosen], winners: int, *, field: str = "laureates") -> None:
    """Whether so many can win: those who share take one prize together.

    Raises LaureateTwice, SharedByOne, MorePrizesThanThere, OnlyOnePrize.
    """
    if len({one.entry for one in chosen}) < len(chosen):
        raise LaureateTwice(field=field)
    sharing = sum(one.shared for one in chosen)
    if sharing == 1:
        raise SharedByOne(field=field)
    if len(chosen) - sharing + bool(sharing) > winners:
        raise OnlyOnePrize(field=field) if winners == 1 else MorePrizesThanThere(field=field, winners=winners)


def money_of(chosen: Sequence[Chosen], prize_cents: int | None) -> list[int | None]:
    """What each gets: the prize, or a part of the shared one; the first ones get the cents that are left over."""
    if prize_cents is None:
        return [None] * len(chosen)
    sharing = [one for one in chosen if one.shared]
    part, left_over = divmod(prize_cents, max(len(sharing), 1))
    parts = {one.entry: part + (place < left_over) for place, one in enumerate(sharing)}
    return [parts.get(one.entry, prize_cents) for one in chosen]


def can_win(status: str, category: UUID | None, *, of: UUID, chosen: bool) -> bool:
    """Whether an entry is in the running, and entered for this category where entries choose."""
    return status in (EntryStatus.ADMITTED, EntryStatus.SHORTLISTED) and (not chosen or category == of)


def check_not_public(decided_at: datetime | None, embargo_until: datetime | None, now: datetime) -> None:
    """Raises ResultsArePublic."""
    if results_are_public(decided_at, embargo_until, now):
        raise ResultsArePublic


def check_embargo(until: datetime, now: datetime) -> None:
    """Whether the result can become public then; now is early enough. Raises EmbargoPassed, EmbargoTooLong."""
    if until < now:
        raise EmbargoPassed(field="embargoUntil")
    if until > now + LONGEST_EMBARGO:
        raise EmbargoTooLong(field="embargoUntil")


def check_time(phases: Sequence[Phase], now: datetime) -> None:
    """Nobody is chosen while somebody may still enter or vote. Raises EntriesStillOpen, VotingNotOver."""
    entry, vote = phase_of(phases, PhaseKind.ENTRY), phase_of(phases, PhaseKind.VOTE)
    if entry and now < entry.ends_at:
        raise EntriesStillOpen
    if vote and now < vote.ends_at:
        raise VotingNotOver


def suggested(ranks: Sequence[int | None], winners: int) -> tuple[int, bool]:
    """How many of a ranking (best first) win by it, and whether a tie at the edge leaves that open.

    At a tie those are counted who win either way.
    """
    best = [rank for rank in ranks if rank is not None]
    if len(best) <= winners:
        return len(best), False
    if best[winners] != best[winners - 1]:
        return winners, False
    return best.index(best[winners]), True
