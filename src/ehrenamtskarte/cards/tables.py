"""Cards, the phones that carry them, credentials, signing keys and status lists."""

from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.regions.tables import IssuingBody


class Card(Table):
    """What an approval gave to a person."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    application = ForeignKey(Application, null=False, on_delete=OnDelete.restrict, unique=True)
    issuing_body = ForeignKey(IssuingBody, null=False, on_delete=OnDelete.restrict, index=False)
    kind = Varchar(length=10)
    display_name = Varchar(length=24)
    sort_key = Varchar(length=500)
    status = Varchar(length=10, default="active")
    valid_from = Date(default=None)
    valid_until = Date(null=True, default=None)
    issued_at = Timestamptz(default=TimestamptzNow())
    revoked_at = Timestamptz(null=True, default=None)
    revoked_by = UUID(null=True, default=None)
    reason = Text(default="")

    known_kind = Check("kind IN ('standard', 'jubilee')")
    known_status = Check("status IN ('active', 'replaced', 'revoked')")
    revoked_when_revoked = Check("(status = 'revoked') = (revoked_at IS NOT NULL)")
    ends_after_start = Check("valid_until IS NULL OR valid_until >= valid_from")


class SigningKey(Table):
    """The public half of an issuer's key; the private half lies in the workers' key folder."""

    kid = Bytea(primary_key=True, default=b"")
    x = Bytea(default=b"")
    y = Bytea(default=b"")
    state = Varchar(length=6)
    created_at = Timestamptz(default=TimestamptzNow())
    state_since = Timestamptz(default=TimestamptzNow())

    known_state = Check("state IN ('next', 'active', 'old', 'killed')")


class Device(Table):
    """A phone's key for one card."""

    id = UUID(primary_key=True, default=None)
    card = ForeignKey(Card, null=False, on_delete=OnDelete.cascade, index=True)
    x = Bytea(default=b"")
    y_is_odd = Boolean(default=False)
    status = Varchar(length=10, default="pending")
    label = Varchar(length=120)
    refreshed_from = UUID(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)

    known_status = Check("status IN ('pending', 'active', 'replaced', 'revoked')")
    ended_when_ended = Check("(status IN ('replaced', 'revoked')) = (ended_at IS NOT NULL)")


class Credential(Table):
    """What was signed for a phone; it stays until it ends, so that its place in the status list stays taken."""

    status_index = Integer(primary_key=True, default=None)
    cti = Bytea(default=b"")
    device = ForeignKey(Device, null=False, on_delete=OnDelete.cascade, index=True)
    key = ForeignKey(SigningKey, null=False, on_delete=OnDelete.restrict)
    issued_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)
    revoked_at = Timestamptz(null=True, default=None)
    token = Bytea(default=b"")
    """What the phone fetches; emptied once it counts no more."""

    no_negative_index = Check("status_index >= 0")


class Challenge(Table):
    """What a phone signs to prove its key; used once."""

    nonce = Bytea(primary_key=True, default=b"")
    card = ForeignKey(Card, null=False, on_delete=OnDelete.cascade)
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)


class ShortCode(Table):
    """What a holder reads out instead of showing a code; only the newest of a card counts, and not for long."""

    card = ForeignKey(Card, primary_key=True, null=False, on_delete=OnDelete.cascade)
    digest = Bytea(default=b"", index=True)
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)


class StatusSpace(Table):
    """How many places the status list has; one row."""

    id = Integer(primary_key=True, default=1)
    size = Integer()
    version = BigInt(default=0)

    only_one = Check("id = 1")


class StatusListToken(Table):
    """A signed status list; the newest version counts."""

    version = BigInt(primary_key=True, default=None)
    issued_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=TimestamptzNow())
    token = Bytea(default=b"")
