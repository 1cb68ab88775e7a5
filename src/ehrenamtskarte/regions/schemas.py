"""The HTTP surface of regions."""

from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.accounts.schemas import Line
from ehrenamtskarte.regions.rules import IssuingBodyKind, MunicipalityKind

Ags = Annotated[str, msgspec.Meta(pattern=r"^05[0-9]{6}$")]
Towns = Annotated[list[Ags], msgspec.Meta(max_length=396)]


class MunicipalityOut(msgspec.Struct, rename="camel"):
    """A municipality as the register knows it, and whether it gives the card."""

    ags: str
    name: str
    kind: MunicipalityKind
    district: str
    administrative_region: str
    postal_code: str
    participates: bool


class PostalCodeTown(msgspec.Struct, rename="camel"):
    """A town a postal code may mean."""

    ags: str
    name: str
    district: str
    participates: bool


class PostalCodeOut(msgspec.Struct, rename="camel"):
    """The towns a postal code may mean, the likeliest first."""

    items: list[PostalCodeTown]


class IssuerOut(msgspec.Struct, rename="camel"):
    """Who issues the card, as everybody may know."""

    id: UUID
    name: str
    kind: IssuingBodyKind
    email: str


class TownOut(msgspec.Struct, rename="camel"):
    """A town of an issuing body."""

    ags: str
    name: str


class IssuingBodyOut(msgspec.Struct, rename="camel"):
    """An issuing body with its settings."""

    id: UUID
    name: str
    kind: IssuingBodyKind
    number: int
    automatic_approval: bool
    email: str
    municipalities: list[TownOut]


class IssuingBodyIn(msgspec.Struct, rename="camel"):
    """A new issuing body; `number` (the key on its cards) follows from its towns unless an agency chooses."""

    name: Line
    kind: IssuingBodyKind
    municipalities: Towns
    email: Line
    automatic_approval: bool = False
    number: int | None = None


class IssuingBodyChangesIn(msgspec.Struct, rename="camel"):
    """What to change; what is not given stays."""

    name: Line | None = None
    kind: IssuingBodyKind | None = None
    municipalities: Towns | None = None
    automatic_approval: bool | None = None
    email: Line | None = None


class CaseWorkerIn(msgspec.Struct, rename="camel"):
    """Who shall decide for an issuing body."""

    email: Line
