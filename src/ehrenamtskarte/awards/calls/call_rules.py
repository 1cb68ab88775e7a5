"""What a call says and when it may still change; pure."""

import re
from collections.abc import Mapping
from datetime import date

from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
LONGEST_LINE = 200
LONGEST_MOTTO = 300
LONGEST_TEXT = 8000
LONGEST_KEY = 400
MOST_NOMINEES = 500
MOST_HIDDEN_DAYS = 366
DEAREST_CENTS = 100_000_000_00


class CallYearUnknown(Invalid):
    """Most likely a typing error."""

    de = "Für dieses Jahr gibt es keine Vorlagen."
    en = "There are no templates for this year."


class CallTitleMissing(Invalid):
    """A call is called something."""

    de = "Bitte geben Sie der Ausschreibung einen Namen."
    en = "Please give the call a name."


class NobodyMayEnter(Invalid):
    """Without anybody there is nothing to win."""

    de = "Bitte wählen Sie, wer mitmachen darf."
    en = "Please choose who may enter."


class EntrantsAreIn(Conflict):
    """Who entered under the old terms stays."""

    de = "Es gibt schon Bewerbungen dieser Art. Wer mitmachen darf, lässt sich nur noch erweitern."
    en = "There are entries of this kind already. You can only widen who may enter."


class MonthsNeedNominees(Invalid):
    """The engagements of the months are nominees."""

    de = "Für ein Engagement des Monats braucht es Nominierte. Bitte geben Sie deren Zahl an."
    en = "An engagement of the month needs nominees. Please say how many."


class StandingsArePromised(Conflict):
    """Who voted was told what the public sees meanwhile."""

    de = "Die Abstimmung hat begonnen. Was die Öffentlichkeit vom Zwischenstand sieht, steht jetzt fest."
    en = "The vote has begun. What the public sees of its standing is fixed now."


class OnlyDraftCallsAreDeleted(Conflict):
    """What people know of is cancelled, not deleted."""

    de = "Nur Entwürfe lassen sich löschen. Sagen Sie die Ausschreibung stattdessen ab."
    en = "Only drafts can be deleted. Cancel the call instead."


class CallAlreadyPublished(Conflict):
    """Once is enough."""

    de = "Diese Ausschreibung ist schon veröffentlicht."
    en = "This call is already published."


class CallReasonMissing(Invalid):
    """Whoever entered learns why."""

    de = "Bitte nennen Sie den Grund in einem Satz. Alle, die mitgemacht haben, lesen ihn."
    en = "Please give the reason in a sentence, in German. All who took part read it."


class CallNotReady(Invalid):
    """What people need to take part is not all there yet."""

    de = "Zum Veröffentlichen fehlt noch etwas."
    en = "Something is still missing before you can publish."


def key_of(title: str) -> str:
    """What a call is sorted and found by, as long as its column."""
    return sort_key(title)[:LONGEST_KEY].strip()


def check_title(title: Text) -> Text:
    """The title without stray blanks. Raises CallTitleMissing where no letter or digit is left."""
    short = in_one_line(title)
    if not key_of(short.de):
        raise CallTitleMissing(field="title.de")
    return short


def check_reason(reason: Text) -> Text:
    """The reason, at least in German. Raises CallReasonMissing."""
    short = Text(reason.de.strip(), reason.en.strip())
    if not short.de:
        raise CallReasonMissing(field="reason.de")
    return short


def check_entrants(takes: Mapping[EntrantKind, bool], entered: frozenset[EntrantKind]) -> None:
    """Raises NobodyMayEnter; EntrantsAreIn where entries of a kind that is left out were handed in."""
    if not any(takes.values()):
        raise NobodyMayEnter(field="takesOrganisations")
    if any(not takes[kind] for kind in entered):
        raise EntrantsAreIn


def check_months(first_month: date | None, nominees: int | None) -> None:
    """Raises MonthsNeedNominees."""
    if first_month is not None and nominees is None:
        raise MonthsNeedNominees(field="nominees")


def in_one_line(text: Text) -> Text:
    """Without stray blanks and line breaks."""
    return Text(" ".join(text.de.split()), " ".join(text.en.split()))


def years_on(text: str, years: int, *, of: int) -> str:
    """The text with the call's year, and the years beside it, so much later: "Preis 2026" becomes "Preis 2027"."""
    near = {of - 1, of, of + 1}
    return re.sub(
        r"\b(?:19|20)\d\d\b",
        lambda found: str(int(found[0]) + years) if int(found[0]) in near else found[0],
        text,
    )


def day_years_on(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
