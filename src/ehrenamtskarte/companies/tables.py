"""Companies, their venues and their pictures."""

from piccolo.columns import (
    JSONB,
    UUID,
    Boolean,
    Bytea,
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
from ehrenamtskarte.regions.tables import Municipality


class Company(Table):
    """Whoever gives benefits; the contact is for the office alone and never public."""

    id = UUID(primary_key=True, default=None)
    name = Varchar(length=200)
    sort_key = Varchar(length=400)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict, index=True)
    """Its seat; its office decides unless the company is statewide."""
    statewide = Boolean(default=False)
    """Recruited and decided on by the state office."""
    website = Varchar(length=300)
    contact_name = Varchar(length=200)
    contact_email = Varchar(length=254)
    contact_phone = Varchar(length=40)
    status = Varchar(length=10, default="waiting")
    reason = Text(default="")
    paused_at = Timestamptz(null=True, default=None)
    """While it pauses nothing of it is shown or redeemed."""
    about_de = Text(default="")
    about_en = Text(default="")
    release_days = SmallInt(null=True, default=None)
    """Paid days a year that staff get for volunteering."""
    volunteering_de = Text(default="")
    volunteering_en = Text(default="")
    sponsorship_de = Text(default="")
    sponsorship_en = Text(default="")
    figures_public = Boolean(default=False)
    """It agrees to publish how often its benefits were used."""
    logo = UUID(null=True, default=None)
    revision = Integer(default=1)
    registered_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    registered_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    left_at = Timestamptz(null=True, default=None)

    one_company_name_per_town = Unique([municipality, sort_key])
    known_status = Check("status IN ('waiting', 'approved', 'rejected', 'left')")
    rejected_with_reason = Check("status <> 'rejected' OR reason <> ''")
    left_when_left = Check("(status = 'left') = (left_at IS NOT NULL)")
    release_days_of_a_year = Check("release_days BETWEEN 0 AND 366")


class Venue(Table):
    """A place of a company where benefits are given."""

    id = UUID(primary_key=True, default=None)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.cascade, index=True)
    name = Varchar(length=200)
    sort_key = Varchar(length=400)
    street = Varchar(length=200)
    postal_code = Varchar(length=5)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict, index=True)
    latitude = DoublePrecision()
    longitude = DoublePrecision()
    exact = Boolean(default=False)
    """Whether somebody set the point; else it is the middle of the postal code or town."""
    opening_hours = JSONB(default="[]")
    opening_note_de = Varchar(length=500)
    opening_note_en = Varchar(length=500)
    step_free = Boolean(null=True, default=None)
    accessible_toilet = Boolean(null=True, default=None)
    accessibility_de = Varchar(length=1000)
    accessibility_en = Varchar(length=1000)
    revision = Integer(default=1)
    closed_at = Timestamptz(null=True, default=None)

    one_venue_name_per_town = Unique([company, municipality, sort_key])
    inside_the_state = Check("latitude BETWEEN 50.3 AND 52.6 AND longitude BETWEEN 5.8 AND 9.5")


class Picture(Table):
    """A photograph or logo, decoded and encoded anew in two sizes, with its words for the blind."""

    id = UUID(primary_key=True, default=None)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.cascade, index=True)
    large = Bytea(default=b"")
    small = Bytea(default=b"")
    width = SmallInt()
    height = SmallInt()
    alt_de = Varchar(length=300)
    alt_en = Varchar(length=300)
    digest = Bytea(default=b"")
    uploaded_at = Timestamptz(default=TimestamptzNow())

    one_picture_per_company = Unique([company, digest])
    described = Check("alt_de <> ''")
