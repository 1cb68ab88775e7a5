"""What an offer is: its kinds and terms, its limits, and what is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.companies.places import VenueData
from ehrenamtskarte.companies.rules import Registration
from ehrenamtskarte.core.errors import Conflict, FieldError, Invalid
from ehrenamtskarte.core.text import NOTHING_SAID, Text


class Category(StrEnum):
    """Categories of benefits (domain, Benefits)."""

    RETAIL = "retail"
    GASTRONOMY = "gastronomy"
    EDUCATION = "education"
    LEISURE_SPORT = "leisure_sport"
    BANKING = "banking"
    CULTURE = "culture"
    HEALTH = "health"
    MOBILITY = "mobility"
    OTHER = "other"


class Kind(StrEnum):
    """Kinds of benefits (domain, Benefits)."""

    FREE_ENTRY = "free_entry"
    TWO_FOR_ONE = "two_for_one"
    PERCENTAGE = "percentage"
    FIXED_PRICE = "fixed_price"
    AMOUNT_OFF = "amount_off"
    WAIVED_FEE = "waived_fee"
    GIFT = "gift"
    RAFFLE = "raffle"
    OTHER = "other"


class Cards(StrEnum):
    """Which of the two cards an offer is for."""

    BOTH = "both"
    STANDARD = "standard"
    JUBILEE = "jubilee"


class Limit(StrEnum):
    """How often one card may use an offer: as often as it likes, or once in a time."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CARD = "card"


class Codes(StrEnum):
    """How an online offer is used: without a code, with one for all, or with single codes from a pool."""

    NONE = "none"
    ONE = "one"
    POOL = "pool"


class Status(StrEnum):
    """Where an offer stands with the office of its company."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    ENDED = "ended"


class ChangeStatus(StrEnum):
    """Where a proposed change of an offer's terms stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Hint(StrEnum):
    """What an office may want to look at in an offer."""

    NO_PICTURE = "no_picture"
    NO_ADDRESS = "no_address"
    EXPIRED = "expired"
    DUPLICATE = "duplicate"
    NOT_CONFIRMED = "not_confirmed"


class ReportKind(StrEnum):
    """What a holder reports about an offer."""

    REFUSED = "refused"
    CLOSED = "closed"
    WRONG = "wrong"
    OTHER = "other"


class AskedOutcome(StrEnum):
    """What became of asking a company to take part."""

    OPEN = "open"
    INTERESTED = "interested"
    JOINED = "joined"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"


EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
MOST_BENEFITS = 200
"""Offers of one company that have not ended."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """All that an offer promises. Cents are euro cents, percent is a whole number, weekdays count from Monday as 0."""

    title: Text
    conditions: Text = NOTHING_SAID
    category: Category
    kind: Kind
    percent: int | None = None
    regular_cents: int | None = None
    card_cents: int | None = None
    amount_cents: int | None = None
    cards: Cards = Cards.BOTH
    combinable: bool = True
    valid_from: date | None = None
    valid_until: date | None = None
    weekdays: tuple[int, ...] = EVERY_DAY
    from_time: str | None = None
    until_time: str | None = None
    limit: Limit = Limit.NONE
    all_venues: bool = True
    venues: tuple[UUID, ...] = ()
    online: bool = False
    online_url: str = ""
    codes: Codes = Codes.NONE
    code: str = ""
    picture: UUID | None = None
    deadline: datetime | None = None
    """Of a raffle: the last moment to take part."""
    prizes: int | None = None
    """Of a raffle: how many win."""


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What a company brings along; without a venue it offers online only."""

    company: Registration
    venue: VenueData | None
    terms: Terms


class BenefitAlreadyDecided(Conflict):
    """Somebody else was faster."""

    de = "Über dieses Angebot ist schon entschieden."
    en = "This offer has already been decided on."


class TermsInvalid(Invalid):
    """Terms that cannot be offered; a sentence for every field at fault."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(*errors)
        if len(errors) == 1:
            self.text = errors[0].message


class BenefitEnded(Conflict):
    """What has ended is not changed."""

    de = "Dieses Angebot ist beendet. Nehmen Sie das Ende zurück, wenn es wieder gelten soll."
    en = "This offer has ended. Take the ending back if it is to hold again."


class BenefitOver(Conflict):
    """Its last day has passed while it waited."""

    de = "Das Angebot ist inzwischen abgelaufen. Es braucht ein neues Ende, bevor es freigegeben werden kann."
    en = "The offer has expired in the meantime. It needs a new end before it can be approved."


class BenefitNotApproved(Conflict):
    """Only what holds can pause."""

    de = "Pausieren kann nur ein Angebot, das freigegeben ist und noch gilt."
    en = "Only an offer that is approved and still holds can pause."


class StaysRaffle(Conflict):
    """Whoever takes part counts on the draw."""

    de = "Aus einer laufenden Verlosung wird kein anderes Angebot. Stellen Sie bitte ein neues Angebot ein."
    en = "A raffle that is running cannot become another kind of offer. Please add a new offer."


class NothingWaits(Conflict):
    """There is no change to take back."""

    de = "Es wartet keine Änderung mehr. Die Stelle hat wohl gerade entschieden."
    en = "No change is waiting any more. The office has probably just decided."


class TooManyBenefits(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Angebote können Sie nicht einstellen. Bitte beenden Sie zuerst eines."
    en = "You cannot have more than {most} offers. Please end one first."


class PlaceMissing(Invalid):
    """Nobody would know where it holds."""

    de = "Bitte geben Sie den Ort an, an dem das Angebot gilt, oder sagen Sie, dass es online gilt."
    en = "Please enter the place where the offer holds, or say that it is an online offer."


def check_stays_raffle(before: Kind, after: Kind) -> None:
    """Raises StaysRaffle."""
    if before is Kind.RAFFLE and after is not Kind.RAFFLE:
        raise StaysRaffle
