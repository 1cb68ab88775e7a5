"""Organisations and their rosters."""

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.regions.tables import Municipality


class Organisation(Table):
    """A club, association or initiative that people volunteer for."""

    id = UUID(primary_key=True, default=None)
    name = Varchar(length=200)
    sort_key = Varchar(length=400)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    field = Varchar(length=20)
    street = Varchar(length=200)
    postal_code = Varchar(length=5)
    email = Varchar(length=254)
    website = Varchar(length=300)
    status = Varchar(length=10, default="waiting")
    reason = Text(default="")
    registered_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    registered_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)

    one_name_per_town = Unique([municipality, sort_key])
    known_status = Check("status IN ('waiting', 'approved', 'rejected')")
    decided_when_not_waiting = Check("(status = 'waiting') = (decided_at IS NULL)")
    rejected_with_reason = Check("status <> 'rejected' OR reason <> ''")


class Member(Table):
    """One person on an organisation's own roster: what the club itself wrote, never the person's profile."""

    id = UUID(primary_key=True, default=None)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.cascade, index=False)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=True)
    number = Varchar(length=40)
    given_name = Varchar(length=120)
    family_name = Varchar(length=120)
    sort_key = Varchar(length=500)
    birth_date = Date(null=True, default=None)
    email = Varchar(length=254, null=True, default=None)
    since = Date(null=True, default=None)
    left_on = Date(null=True, default=None)

    once_per_organisation = Unique([organisation, person])
    has_a_name = Check("given_name <> '' OR family_name <> ''")
