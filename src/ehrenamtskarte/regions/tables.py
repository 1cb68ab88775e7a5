"""The state's places and the bodies that issue its card."""

from piccolo.columns import UUID, Boolean, DoublePrecision, ForeignKey, Integer, Text, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class AdministrativeRegion(Table):
    """A Regierungsbezirk; its key is the first three digits of its municipalities'."""

    key = Varchar(length=3, primary_key=True)
    name = Varchar(length=120)


class District(Table):
    """A Kreis, the Städteregion, or an independent city; its key is the first five digits of its municipalities'."""

    key = Varchar(length=5, primary_key=True)
    name = Varchar(length=120)
    administrative_region = ForeignKey(
        AdministrativeRegion, null=False, index=True, on_delete=OnDelete.restrict
    )


class Municipality(Table):
    """A town of the register, known by its eight-digit key (AGS)."""

    ags = Varchar(length=8, primary_key=True)
    name = Varchar(length=120)
    kind = Varchar(length=12)
    district = ForeignKey(District, null=False, index=True, on_delete=OnDelete.restrict)
    postal_code = Varchar(length=5)
    population = Integer()
    area_km2 = DoublePrecision()
    latitude = DoublePrecision()
    longitude = DoublePrecision()
    sort_key = Varchar(length=120)
    search_text = Text()

    key_of_the_state = Check("ags ~ '^05[0-9]{6}$'")
    known_kind = Check("kind IN ('town', 'municipality')")


class PostalCode(Table):
    """A town a postal code may mean; a code may cross a border."""

    postal_code = Varchar(length=5, index=True)
    municipality = ForeignKey(Municipality, null=False, index=True, on_delete=OnDelete.restrict)
    latitude = DoublePrecision()
    longitude = DoublePrecision()

    once_per_town = Unique([postal_code, municipality])
    five_digits = Check("postal_code ~ '^[0-9]{5}$'")


class IssuingBody(Table):
    """Who decides applications and issues the card for some towns."""

    id = UUID(primary_key=True, default=None)
    name = Varchar(length=120)
    kind = Varchar(length=12)
    number = Integer(unique=True)
    automatic_approval = Boolean(default=False)
    email = Varchar(length=254)
    sort_key = Varchar(length=120)
    search_text = Text()

    known_issuer = Check("kind IN ('municipality', 'district', 'agency')")
    number_of_the_state = Check("number BETWEEN 5000 AND 5999 OR number BETWEEN 5000000 AND 5999999")


class IssuingArea(Table):
    """A town takes part through one issuing body; a town without a row does not take part."""

    municipality = ForeignKey(Municipality, primary_key=True, null=False, on_delete=OnDelete.restrict)
    issuing_body = ForeignKey(IssuingBody, null=False, index=True, on_delete=OnDelete.restrict)
