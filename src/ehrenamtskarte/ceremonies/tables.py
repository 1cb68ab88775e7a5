"""Events, their guests and seats, tickets and admissions, the stage, and what remains afterwards."""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
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
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.organisations.tables import Organisation
from ehrenamtskarte.regions.tables import IssuingBody, Municipality


class Series(Table):
    """Events that belong together, e.g. one in each administrative region."""

    id = UUID(primary_key=True, default=None)
    issuing_body = ForeignKey(IssuingBody, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    title_de = Varchar(length=200)
    title_en = Varchar(length=200)
    created_at = Timestamptz(default=TimestamptzNow())


class Ceremony(Table):
    """An award event of an issuing body, or of the state office where that is null."""

    id = UUID(primary_key=True, default=None)
    issuing_body = ForeignKey(IssuingBody, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    series = ForeignKey(Series, null=True, default=None, on_delete=OnDelete.set_null, index=True)
    status = Varchar(length=10, default="draft")
    audience = Varchar(length=10, default="invited")
    title_de = Varchar(length=200)
    title_en = Varchar(length=200)
    sort_key = Varchar(length=400)
    about_de = Text(default="")
    about_en = Text(default="")
    starts_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None)
    doors_open_at = Timestamptz(null=True, default=None)
    place = Varchar(length=200)
    street = Varchar(length=200)
    postal_code = Varchar(length=5)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict, index=True)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    directions_de = Text(default="")
    directions_en = Text(default="")
    languages = JSONB(default='["de"]')
    step_free = Boolean(null=True, default=None)
    accessible_toilet = Boolean(null=True, default=None)
    hearing_loop = Boolean(null=True, default=None)
    sign_language = Boolean(null=True, default=None)
    accessibility_de = Text(default="")
    accessibility_en = Text(default="")
    photo_notice_de = Text(default="")
    photo_notice_en = Text(default="")
    capacity = Integer()
    companions_each = SmallInt(default=1)
    answer_by = Timestamptz(null=True, default=None)
    move_up_hours = SmallInt(default=72)
    """How long a place that became free is held for the next party."""
    contact_name = Varchar(length=200)
    contact_email = Varchar(length=254)
    contact_phone = Varchar(length=40)
    cost_cents = BigInt(null=True, default=None)
    photos_until = Date(null=True, default=None)
    showcase_public = Boolean(default=False)
    reason_de = Text(default="")
    reason_en = Text(default="")
    """Why it is postponed or cancelled."""
    sequence = Integer(default=0)
    """Grows with every change that calendars should follow (RFC 5545)."""
    revision = Integer(default=1)
    created_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)
    postponed_from = Timestamptz(null=True, default=None)
    """The day it was to be before, once it was postponed."""

    ceremony_known_status = Check("status IN ('draft', 'published', 'postponed', 'cancelled')")
    ceremony_known_audience = Check("audience IN ('public', 'invited')")
    ceremony_takes_time = Check("ends_at > starts_at")
    ceremony_some_capacity = Check("capacity BETWEEN 1 AND 20000")
    ceremony_few_companions = Check("companions_each BETWEEN 0 AND 5")
    ceremony_cancelled_when_cancelled = Check("(status = 'cancelled') = (cancelled_at IS NOT NULL)")
    ceremony_no_negative_cost = Check("cost_cents >= 0")


class ProgrammeItem(Table):
    """One point of the programme."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    position = SmallInt()
    kind = Varchar(length=20)
    minutes = SmallInt()
    title_de = Varchar(length=300)
    title_en = Varchar(length=300)
    speaker = Varchar(length=300)
    """Who speaks, with function; for a laudatory speech the laudator."""
    laureate = UUID(null=True, default=None)
    note = Text(default="")
    """For those who run the event alone."""

    programme_known_kind = Check(
        "kind IN ('admission', 'welcome', 'speech', 'laudatory_speech', 'handover', 'music', 'gifts', 'film',"
        " 'break', 'reception', 'other')"
    )
    programme_sensible_minutes = Check("minutes BETWEEN 0 AND 1440")
    one_item_at_a_position = Unique([ceremony, position])


class Door(Table):
    """Where guests come in."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    name = Varchar(length=80)
    position = SmallInt(default=0)

    one_door_of_a_name = Unique([ceremony, name])


class GuestGroup(Table):
    """Guests who were gathered together, with the places meant for them."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    name = Varchar(length=120)
    position = SmallInt(default=0)
    source = Varchar(length=20)
    query = JSONB(default="{}")
    """What was asked for: towns, region, since."""
    quota = Integer(null=True, default=None)
    """Parties to invite at most."""
    quota_per_town = Integer(null=True, default=None)
    companions_each = SmallInt(null=True, default=None)
    """Where it differs from the event's."""
    category = Varchar(length=40)
    """Of seats, e.g. `Ehrengäste`; empty: any."""
    seed = Bytea(null=True, default=None)
    commitment = Bytea(null=True, default=None)
    """Of the draw; see core.draw."""
    drawn_at = Timestamptz(null=True, default=None)

    one_group_of_a_name = Unique([ceremony, name])
    group_known_source = Check(
        "source IN ('card_holders', 'jubilee_holders', 'laureates', 'companies', 'organisations', 'lost_before', 'list',"
        " 'by_hand', 'walk_in')"
    )
    group_no_negative_quota = Check("quota >= 0 AND quota_per_town >= 0")


class Guest(Table):
    """A party by the one who was asked; companions stand in `attendee`."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade)
    guest_group = ForeignKey(GuestGroup, null=False, on_delete=OnDelete.restrict, index=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null, index=True)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.set_null)
    company = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null)
    status = Varchar(length=10, default="candidate")
    given_name = Varchar(length=200)
    family_name = Varchar(length=200)
    sort_key = Varchar(length=500)
    function = Varchar(length=200)
    """Office or role, also the organisation or company somebody comes for."""
    email = Varchar(length=254, null=True, default=None)
    address = Text(default="")
    """For letters, in lines."""
    language = Varchar(length=2, default="de")
    municipality = Varchar(length=8, null=True, default=None)
    protocol_rank = SmallInt(null=True, default=None)
    """Officials are greeted in this order."""
    escort = Varchar(length=200)
    notes = Text(default="")
    draw_number = Integer(null=True, default=None)
    draw_rank = Varchar(length=20, default="b_usual")
    party = SmallInt(default=1)
    """Persons who want to come, the guest included; counts where the status holds seats or waits."""
    invited_at = Timestamptz(null=True, default=None)
    reminded_at = Timestamptz(null=True, default=None)
    answered_at = Timestamptz(null=True, default=None)
    waiting_since = Timestamptz(null=True, default=None)
    offer_until = Timestamptz(null=True, default=None)
    thanked_at = Timestamptz(null=True, default=None)
    surveyed = Boolean(default=False)
    """Whether an anonymous answer was given; not which."""
    revision = Integer(default=1)
    added_by = UUID(null=True, default=None)
    added_at = Timestamptz(default=TimestamptzNow())

    guest_known_status = Check(
        "status IN ('candidate', 'not_drawn', 'invited', 'accepted', 'waiting', 'offered', 'declined', 'lapsed',"
        " 'withdrawn')"
    )
    guest_party_of_few = Check("party BETWEEN 1 AND 21")
    guest_waits_since = Check("status <> 'waiting' OR waiting_since IS NOT NULL")
    guest_offer_ends = Check("(status = 'offered') = (offer_until IS NOT NULL)")


class Attendee(Table):
    """One person who comes: the guest at position 0, companions after; not named ones have no name."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade)
    guest = ForeignKey(Guest, null=False, on_delete=OnDelete.cascade, index=False)
    position = SmallInt(default=0)
    name = Varchar(length=400)
    wheelchair = Boolean(default=False)
    sign_language = Boolean(default=False)
    hearing_loop = Boolean(default=False)
    diet = Varchar(length=200)
    needs = Varchar(length=500)
    photo_consent = Varchar(length=4, default="open")

    one_attendee_at_a_position = Unique([guest, position])
    attendee_known_consent = Check("photo_consent IN ('open', 'yes', 'no')")


class InvitationLink(Table):
    """What opens a guest's own page without an account; several live at once: mail, reminder, letter."""

    digest = Bytea(primary_key=True, default=b"")
    guest = ForeignKey(Guest, null=False, on_delete=OnDelete.cascade, index=True)
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)


class CeremonyRun(Table):
    """Long work for the guests of an event, part by part; `done` of `total` shows how far it is."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=10)
    total = Integer(default=0)
    done = Integer(default=0)
    options = JSONB(default="{}")
    result = Bytea(null=True, default=None)
    """A file, where the work makes one."""
    ordered_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    ordered_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)

    run_known_kind = Check("kind IN ('invite', 'remind', 'letters', 'moved', 'cancelled', 'thank')")
    run_done_of_total = Check("done BETWEEN 0 AND total")


class SeatRoom(Table):
    """A hall or a part of it."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    name = Varchar(length=120)
    position = SmallInt(default=0)

    one_room_of_a_name = Unique([ceremony, name])


class SeatBlock(Table):
    """A table or a row."""

    id = UUID(primary_key=True, default=None)
    room = ForeignKey(SeatRoom, null=False, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=5)
    label = Varchar(length=40)
    position = SmallInt(default=0)
    category = Varchar(length=40)
    step_free = Boolean(default=False)

    block_known_kind = Check("kind IN ('table', 'row')")
    one_block_of_a_label = Unique([room, label])


class Seat(Table):
    """One seat and who sits on it: never two persons on one seat, nor one on two."""

    id = UUID(primary_key=True, default=None)
    block = ForeignKey(SeatBlock, null=False, on_delete=OnDelete.cascade, index=False)
    number = SmallInt()
    attendee = ForeignKey(
        Attendee, null=True, default=None, on_delete=OnDelete.set_null, unique=True, index=False
    )
    fixed = Boolean(default=False)
    """Set by hand: a new proposal leaves it."""

    one_seat_of_a_number = Unique([block, number])


class SeatWish(Table):
    """Two parties want to sit together, or not."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    one = ForeignKey(Guest, null=False, on_delete=OnDelete.cascade)
    other = ForeignKey(Guest, null=False, on_delete=OnDelete.cascade)
    wish = Varchar(length=8)

    seat_wish_known = Check("wish IN ('together', 'apart')")
    seat_wish_of_two = Check("one < other")
    one_wish_of_two = Unique([one, other])


class Ticket(Table):
    """A signed code for one person; what counts no more stays, so that a door can say why."""

    number = Bytea(primary_key=True, default=b"")
    attendee = ForeignKey(Attendee, null=True, default=None, on_delete=OnDelete.set_null, index=True)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    token = Bytea(default=b"")
    issued_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)


class DoorDevice(Table):
    """A phone at the door, or one that shows or drives the stage; paired by a code, known by its secret."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    purpose = Varchar(length=5, default="door")
    door = ForeignKey(Door, null=True, default=None, on_delete=OnDelete.set_null)
    label = Varchar(length=80)
    code_digest = Bytea(null=True, default=None)
    code_until = Timestamptz(null=True, default=None)
    secret_digest = Bytea(null=True, default=None, unique=True)
    created_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=TimestamptzNow())
    paired_at = Timestamptz(null=True, default=None)
    seen_at = Timestamptz(null=True, default=None)
    synced_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)

    device_known_purpose = Check("purpose IN ('door', 'stage')")
    device_paired_with_secret = Check("(paired_at IS NULL) = (secret_digest IS NULL)")


class Admission(Table):
    """One scan and what came of it."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=False)
    attendee = ForeignKey(Attendee, null=True, default=None, on_delete=OnDelete.set_null, index=False)
    device = ForeignKey(DoorDevice, null=False, on_delete=OnDelete.restrict, index=False)
    nonce = Varchar(length=64)
    outcome = Varchar(length=20)
    forced = Boolean(default=False)
    offline = Boolean(default=False)
    scanned_at = Timestamptz(default=TimestamptzNow())
    received_at = Timestamptz(default=TimestamptzNow())
    settled_at = Timestamptz(null=True, default=None)
    """When somebody looked at a conflict."""

    one_answer_per_nonce = Unique([device, nonce])
    admission_known_outcome = Check(
        "outcome IN ('admitted', 'readmitted', 'already_in', 'conflict', 'wrong_event', 'not_valid_any_more',"
        " 'expired', 'forged', 'unreadable')"
    )


class Laureate(Table):
    """Who is honoured on stage: entered by hand, or taken over from the awards."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    position = SmallInt(default=0)
    kind = Varchar(length=12)
    name = Varchar(length=300)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.set_null)
    company = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null)
    email = Varchar(length=254, null=True, default=None)
    award_de = Varchar(length=300)
    award_en = Varchar(length=300)
    laudator = Varchar(length=300)
    laudatio_de = Text(default="")
    laudatio_en = Text(default="")
    quote_de = Text(default="")
    quote_en = Text(default="")
    supporter = ForeignKey(Company, null=True, default=None, on_delete=OnDelete.set_null)
    """The company that stands behind the engagement."""
    consent = Varchar(length=4, default="open")
    """To be named in public; without it only the hall sees the name."""
    revision = Integer(default=1)

    laureate_known_kind = Check("kind IN ('person', 'organisation', 'company')")
    laureate_known_consent = Check("consent IN ('open', 'yes', 'no')")


class CeremonyCompany(Table):
    """A company that is shown on stage and in the showcase, as sponsor or with its engagement."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=False)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.cascade, index=True)
    role = Varchar(length=8)
    position = SmallInt(default=0)
    gift_de = Varchar(length=300)
    gift_en = Varchar(length=300)
    quote_de = Varchar(length=600)
    quote_en = Varchar(length=600)
    quote_by = Varchar(length=200)
    agreed_at = Timestamptz(null=True, default=None)
    """When the company agreed to what is said of it; before, the public does not see it."""
    agreed_by = UUID(null=True, default=None)

    ceremony_company_known_role = Check("role IN ('sponsor', 'partner')")
    one_role_of_a_company = Unique([ceremony, company, role])


class Stage(Table):
    """What the big screen shows now."""

    ceremony = ForeignKey(Ceremony, primary_key=True, null=False, on_delete=OnDelete.cascade)
    slide = Varchar(length=60)
    dark = Boolean(default=False)
    version = Integer(default=1)
    changed_at = Timestamptz(default=TimestamptzNow())


class CeremonyPhoto(Table):
    """A picture of an event or for its stage, decoded and encoded anew; shown once all in focus agreed."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    laureate = ForeignKey(Laureate, null=True, default=None, on_delete=OnDelete.set_null)
    large = Bytea(default=b"")
    small = Bytea(default=b"")
    width = SmallInt()
    height = SmallInt()
    alt_de = Varchar(length=300)
    alt_en = Varchar(length=300)
    credit = Varchar(length=200)
    digest = Bytea(default=b"")
    published = Boolean(default=False)
    delete_on = Date(default=None)
    uploaded_at = Timestamptz(default=TimestamptzNow())

    one_photo_per_ceremony = Unique([ceremony, digest])


class PhotoPerson(Table):
    """Somebody in the focus of a photo, and what they said about it."""

    id = UUID(primary_key=True, default=None)
    photo = ForeignKey(CeremonyPhoto, null=False, on_delete=OnDelete.cascade, index=True)
    attendee = ForeignKey(Attendee, null=True, default=None, on_delete=OnDelete.set_null)
    name = Varchar(length=300)
    consent = Varchar(length=4, default="open")

    photo_person_known_consent = Check("consent IN ('open', 'yes', 'no')")


class SurveyAnswer(Table):
    """What one guest thought; nothing leads back to them."""

    id = UUID(primary_key=True, default=None)
    ceremony = ForeignKey(Ceremony, null=False, on_delete=OnDelete.cascade, index=True)
    overall = SmallInt()
    programme = SmallInt(null=True, default=None)
    organisation = SmallInt(null=True, default=None)
    access = SmallInt(null=True, default=None)
    praise = Text(default="")
    wish = Text(default="")

    survey_one_to_five = Check(
        "overall BETWEEN 1 AND 5 AND programme BETWEEN 1 AND 5 AND organisation BETWEEN 1 AND 5 AND access BETWEEN 1 AND 5"
    )
