"""People, their sign-in codes, sessions, second factors and memberships."""

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Date, ForeignKey, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Person(Table):
    """A human being; without `claimed_at` one an organisation has reserved."""

    id = UUID(primary_key=True, default=None)
    email = Varchar(length=254, null=True, default=None, unique=True)
    given_name = Varchar(length=120)
    family_name = Varchar(length=120)
    birth_date = Date(null=True, default=None)
    street = Varchar(length=200)
    postal_code = Varchar(length=5)
    municipality = Varchar(length=8, null=True, default=None, index=True)
    phone = Varchar(length=40)
    language = Varchar(length=2, default="de")
    claimed_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    merged_into = UUID(null=True, default=None)


class Membership(Table):
    """A role of a person for a tenant (organisation, company, issuing body or the state)."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, index=True)
    role = Varchar(length=20)
    tenant = UUID(default=None, index=True)
    tenant_name = Varchar(length=200)
    granted_at = Timestamptz(default=TimestamptzNow())
    taken_up_at = Timestamptz(null=True, default=None)
    """The first sign-in since; before it colleagues see the address they typed and no name."""

    once_per_tenant = Unique([person, role, tenant])
    one_of_our_roles = Check(
        "role IN ('coordinator', 'partner_manager', 'partner_staff', 'case_worker', 'state_office')"
    )


class SignInCode(Table):
    """A code and a link sent by mail; either signs in once."""

    id = UUID(primary_key=True, default=None)
    email = Varchar(length=254, index=True)
    code_digest = Bytea(default=b"")
    link_digest = Bytea(default=b"", unique=True)
    link_only = Boolean(default=False)
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)
    attempts = SmallInt(default=0)
    used_at = Timestamptz(null=True, default=None)


class Session(Table):
    """A signed-in browser; the cookie is stored hashed."""

    id = UUID(primary_key=True, default=None)
    token_digest = Bytea(default=b"", unique=True)
    person = ForeignKey(Person, null=False, index=True)
    created_at = Timestamptz(default=TimestamptzNow())
    last_seen_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=TimestamptzNow(), index=True)
    second_factor = Boolean(default=False)
    device = Varchar(length=120)


class Authenticator(Table):
    """The TOTP secret of a person; counts once confirmed."""

    person = ForeignKey(Person, primary_key=True, null=False)
    secret = Varchar(length=64)
    confirmed_at = Timestamptz(null=True, default=None)
    last_step = BigInt(default=0)


class RecoveryCode(Table):
    """A single-use replacement for the second factor, stored hashed."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, index=True)
    code_digest = Bytea(default=b"")
    used_at = Timestamptz(null=True, default=None)


class ClaimCode(Table):
    """The code of a printed letter with which a person claims what an organisation reserved for them."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, unique=True)
    code_digest = Bytea(default=b"", unique=True)
    expires_at = Timestamptz(default=TimestamptzNow())
    attempts = SmallInt(default=0)
