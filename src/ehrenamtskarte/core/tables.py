"""Tables that serve every domain: outbox, idempotency keys, rate limits, audit trail, and the demo's mails."""

from piccolo.columns import JSONB, UUID, Bytea, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check
from piccolo.table import Table


class OutboxMessage(Table):
    """One event on its way to one consumer; the consumer deletes it together with its effect."""

    id = UUID(primary_key=True, default=None)
    event_id = UUID(default=None)
    event = Varchar(length=80)
    consumer = Varchar(length=160)
    payload = JSONB()
    created_at = Timestamptz(default=TimestamptzNow())
    send_after = Timestamptz(default=TimestamptzNow(), index=True)
    attempts = SmallInt(default=0)
    dead_at = Timestamptz(null=True, default=None)
    last_error = Text(default="")


class IdempotencyKey(Table):
    """The answer to a request that may be repeated."""

    key = Bytea(primary_key=True, default=b"")
    request = Bytea(default=b"")
    status = SmallInt(null=True, default=None)
    content_type = Varchar(length=80, default="")
    body = Bytea(default=b"")
    created_at = Timestamptz(default=TimestamptzNow(), index=True)


class RateCount(Table):
    """How often something happened in one window; shared by all processes."""

    bucket = Bytea(primary_key=True, default=b"")
    window_ends = Timestamptz(default=TimestamptzNow(), index=True)
    times = Integer(default=0)

    times_positive = Check(times >= 0)


class AuditEntry(Table):
    """Who did what to whom, when; rows are only ever added."""

    id = UUID(primary_key=True, default=None)
    at = Timestamptz(default=TimestamptzNow())
    action = Varchar(length=80)
    actor = UUID(null=True, default=None)
    subject = UUID(null=True, default=None, index=True)
    tenant = UUID(null=True, default=None, index=True)
    facts = JSONB(default="{}")


class DailyChore(Table):
    """The last day a chore was done that is done once a day."""

    name = Varchar(length=80, primary_key=True, default="")
    day = Date(default=None)


class CaughtMail(Table):
    """A mail kept instead of sent, while no SMTP server is set."""

    id = UUID(primary_key=True, default=None)
    message_id = Varchar(length=120, unique=True)
    recipient = Varchar(length=320, index=True)
    subject = Varchar(length=300)
    text = Text()
    sent_at = Timestamptz(default=TimestamptzNow())
