"""Offers, their changes and codes, raffles, redemptions, their rollup, reports, and who was asked to take part."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.companies.tables import Company, Picture, Venue
from ehrenamtskarte.regions.tables import IssuingBody, Municipality


class Benefit(Table):
    """An offer with the terms that hold."""

    id = UUID(primary_key=True, default=None)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.restrict, index=True)
    title_de = Varchar(length=120)
    title_en = Varchar(length=120)
    sort_key = Varchar(length=240)
    conditions_de = Varchar(length=2000)
    conditions_en = Varchar(length=2000)
    category = Varchar(length=20)
    kind = Varchar(length=20)
    percent = SmallInt(null=True, default=None)
    regular_cents = Integer(null=True, default=None)
    card_cents = Integer(null=True, default=None)
    amount_cents = Integer(null=True, default=None)
    cards = Varchar(length=10, default="both")
    combinable = Boolean(default=True)
    valid_from = Date(null=True, default=None)
    valid_until = Date(null=True, default=None)
    weekdays = SmallInt(default=127)
    """Bit 0 is Monday."""
    from_time = Varchar(length=5, null=True, default=None)
    until_time = Varchar(length=5, null=True, default=None)
    limit_per = Varchar(length=10, default="none")
    all_venues = Boolean(default=True)
    online = Boolean(default=False)
    online_url = Varchar(length=300)
    codes = Varchar(length=10, default="none")
    code = Varchar(length=80)
    codes_low_at = Timestamptz(null=True, default=None)
    """When the company was told that its single codes run out; forgotten when it adds some."""
    picture = ForeignKey(Picture, null=True, on_delete=OnDelete.set_null, index=True)
    deadline = Timestamptz(null=True, default=None)
    prizes = Integer(null=True, default=None)
    """As promised; the raffle itself begins once the offer is approved."""
    status = Varchar(length=10, default="waiting")
    reason = Text(default="")
    asks_again = Boolean(default=False)
    """Ended by its office, or before that had decided: it waits for the office when the company takes the ending back."""
    paused_at = Timestamptz(null=True, default=None)
    revision = Integer(default=1)
    submitted_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    submitted_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    """When it was first approved."""
    changed_at = Timestamptz(default=TimestamptzNow())
    confirmed_at = Timestamptz(default=TimestamptzNow())
    """When the company last said that it still holds."""
    reminded_at = Timestamptz(null=True, default=None)

    known_status = Check("status IN ('waiting', 'approved', 'rejected', 'ended')")
    known_cards = Check("cards IN ('both', 'standard', 'jubilee')")
    known_limit = Check("limit_per IN ('none', 'day', 'month', 'year', 'card')")
    known_codes = Check("codes IN ('none', 'one', 'pool')")
    rejected_with_reason = Check("status <> 'rejected' OR reason <> ''")
    ends_after_start = Check("valid_until >= valid_from")
    a_part_of_the_price = Check("percent BETWEEN 1 AND 100")
    cheaper_with_card = Check("card_cents >= 0 AND card_cents < regular_cents")
    some_days = Check("weekdays BETWEEN 1 AND 127")


class BenefitVenue(Table):
    """An offer that holds only at some venues of its company holds at this one."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=False)
    venue = ForeignKey(Venue, null=False, on_delete=OnDelete.cascade, index=True)

    once_per_venue = Unique([benefit, venue])


class BenefitChange(Table):
    """Other terms that a company wants and its office has not yet decided on."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=True)
    terms = JSONB()
    status = Varchar(length=10, default="waiting")
    reason = Text(default="")
    proposed_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    proposed_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)

    known_status = Check("status IN ('waiting', 'approved', 'rejected', 'withdrawn')")
    decided_when_not_waiting = Check("(status = 'waiting') = (decided_at IS NULL)")


class BenefitCode(Table):
    """A single code of an online offer; given to one holder and to nobody else."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=False)
    code = Varchar(length=80)
    person = ForeignKey(Person, null=True, on_delete=OnDelete.restrict, index=True)
    """Forgotten once the slot is long over; the code stays given."""
    slot = Varchar(length=10, null=True, default=None)
    """The time the limit counts in, as of a redemption."""
    given_at = Timestamptz(null=True, default=None)

    no_code_twice = Unique([benefit, code])
    given_when_somebodys = Check("person IS NULL OR given_at IS NOT NULL")


class Raffle(Table):
    """The draw of a raffle: the commitment is public from the start, the seed from the draw on."""

    benefit = ForeignKey(Benefit, primary_key=True, null=False, on_delete=OnDelete.cascade)
    deadline = Timestamptz(default=None, index=True)
    prizes = Integer()
    seed = Bytea(default=b"")
    commitment = Bytea(default=b"")
    drawn_at = Timestamptz(null=True, default=None)

    somebody_wins = Check("prizes BETWEEN 1 AND 10000")


class RaffleEntry(Table):
    """A holder who takes part in a raffle."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=False)
    person = ForeignKey(Person, null=True, on_delete=OnDelete.restrict, index=True)
    """Forgotten some months after the draw."""
    number = Integer()
    """The number the draw goes by; known to the entrant."""
    entered_at = Timestamptz(default=TimestamptzNow())
    rank = Integer(null=True, default=None)
    won = Boolean(null=True, default=None)
    claim = Varchar(length=12, null=True, default=None)
    """What a winner shows the company; numbers are public, this is not."""

    one_entry_per_person = Unique([benefit, person])
    one_entry_per_number = Unique([benefit, number])


class Favourite(Table):
    """An offer that somebody keeps."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.cascade, index=False)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=True)
    since = Timestamptz(default=TimestamptzNow())

    one_favourite_each = Unique([person, benefit])


class Redemption(Table):
    """A benefit that was given at a till. Nobody's name; `holder` is forgotten once no limit needs it."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.restrict, index=False)
    venue = ForeignKey(Venue, null=True, on_delete=OnDelete.restrict, index=False)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.restrict, index=False)
    till = UUID(default=None)
    """The device that scanned, by an id it made itself."""
    nonce = UUID(default=None)
    """Made by the till for each redemption, so that a repeated one counts once."""
    holder = Bytea(null=True, default=None)
    """Digest of card, benefit and slot: tells the same card at the same benefit in the same time, and nothing else."""
    slot = Varchar(length=10, null=True, default=None)
    """The time the limit counts in: 2026-11-22, 2026-11, 2026, card; null without a limit."""
    holder_until = Date(null=True, default=None)
    """The last day on which somebody needs the holder's digest; of a slot `card` the last of the year the card ends in."""
    redeemed_at = Timestamptz(default=TimestamptzNow())
    recorded_at = Timestamptz(default=TimestamptzNow())
    offline = Boolean(default=False)
    conflict = Varchar(length=20, default="")
    """Why it should not have been given; only offline, where nobody could know."""
    undone_at = Timestamptz(null=True, default=None)

    one_redemption_per_nonce = Unique([till, nonce])
    online_without_conflict = Check("offline OR conflict = ''")


class BenefitDay(Table):
    """How often an offer was seen, opened and redeemed on a day; a rollup without people."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=False)
    venue = UUID(null=True, default=None)
    day = Date(default=None)
    seen = Integer(default=0)
    opened = Integer(default=0)
    redeemed = Integer(default=0)


class BenefitReport(Table):
    """What a holder reports about an offer; a case for the office."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.restrict, index=True)
    venue = ForeignKey(Venue, null=True, on_delete=OnDelete.restrict, index=False)
    person = ForeignKey(Person, null=True, on_delete=OnDelete.restrict, index=True)
    """Forgotten a year after the answer."""
    kind = Varchar(length=10)
    happened_on = Date(null=True, default=None)
    text = Varchar(length=2000)
    reported_at = Timestamptz(default=TimestamptzNow())
    answer = Varchar(length=2000)
    closed_by = UUID(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)

    known_kind = Check("kind IN ('refused', 'closed', 'wrong', 'other')")


class Asked(Table):
    """A company that an office asked to take part."""

    id = UUID(primary_key=True, default=None)
    issuing_body = ForeignKey(IssuingBody, null=True, on_delete=OnDelete.cascade, index=True)
    """None: the state office."""
    company_name = Varchar(length=200)
    sort_key = Varchar(length=400)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict, index=False)
    contact = Varchar(length=300)
    asked_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=False)
    asked_on = Date(default=None)
    outcome = Varchar(length=10, default="open")
    note = Varchar(length=2000)
    company = ForeignKey(Company, null=True, on_delete=OnDelete.set_null, index=True)
    changed_at = Timestamptz(default=TimestamptzNow())

    known_outcome = Check("outcome IN ('open', 'interested', 'joined', 'declined', 'no_answer')")


class BenefitList(Table):
    """An existing list of offers that an office hands in; its content is forgotten once taken over."""

    id = UUID(primary_key=True, default=None)
    issuing_body = ForeignKey(IssuingBody, null=True, on_delete=OnDelete.cascade, index=True)
    """None: the state office."""
    file_name = Varchar(length=200)
    content = Bytea(default=b"")
    mapping = JSONB(default="{}")
    report = JSONB(default="{}")
    status = Varchar(length=10, default="waiting")
    handed_in_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=False)
    handed_in_at = Timestamptz(default=TimestamptzNow())
    taken_over_at = Timestamptz(null=True, default=None)

    known_status = Check("status IN ('waiting', 'taken', 'discarded')")


class PublicChange(Table):
    """That an offer appeared, changed or ended in the public list; what the open-data feed tells."""

    id = UUID(primary_key=True, default=None)
    benefit = ForeignKey(Benefit, null=False, on_delete=OnDelete.cascade, index=True)
    at = Timestamptz(default=TimestamptzNow(), index=True)
    what = Varchar(length=10)
    title_de = Varchar(length=120)
    title_en = Varchar(length=120)
    company_name = Varchar(length=200)
    """As they were public then; what comes later may still wait for an office."""

    known = Check("what IN ('published', 'changed', 'ended')")


class Listing(Table):
    """An offer in the public list, ready to be searched; the list follows the offers."""

    benefit = UUID(primary_key=True, default=None)
    company = UUID(default=None, index=True)
    digest = Bytea(default=b"")
    category = Varchar(length=20)
    kind = Varchar(length=20)
    cards = Varchar(length=10)
    online = Boolean()
    valid_from = Date(null=True, default=None)
    last_use = Date(null=True, default=None)
    last_day = Date(null=True, default=None)
    """The last day it is in the list."""
    weekdays = SmallInt()
    published_at = Timestamptz(default=TimestamptzNow())
    sort_key = Varchar(length=240)
    towns = Array(base_column=Varchar(length=8))
    """Where it holds; an asterisk is everywhere."""


class ListingText(Table):
    """What is shown of an offer in the public list, apart from it so that searching reads little."""

    benefit = UUID(primary_key=True, default=None)
    item = Text()
    """The offer as lists show it."""
    shown = Text()
    """The offer as its page shows it."""


class ListingPlace(Table):
    """Where an offer of the public list holds."""

    benefit = UUID(default=None, index=True)
    venue = UUID(default=None)
    name = Varchar(length=200)
    municipality = Varchar(length=8)
    municipality_name = Varchar(length=120)
    latitude = DoublePrecision()
    longitude = DoublePrecision()
    east_km = DoublePrecision()
    north_km = DoublePrecision()


class SearchWord(Table):
    """A word that offers of the public list are found by."""

    word = Varchar(length=40, unique=True)
    """Folded: without case, accents and the spellings of umlauts."""
    spelled = Varchar(length=40)
    stem = Varchar(length=40, index=True)


class ListingWord(Table):
    """A word and an offer it finds."""

    word = Integer()
    benefit = UUID(default=None, index=True)
    weight = SmallInt()


class ListingVersion(Table):
    """One row; its version changes with every change of the public list."""

    version = UUID(default=None)
