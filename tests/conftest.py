"""What every test stands on: a real PostgreSQL with the real migrations, the real application, and no network."""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

_place = tempfile.TemporaryDirectory(prefix="ehrenamtskarte-tests-")
# Run as root, the database's own user passes through; else its files would lie elsewhere and stay.
Path(_place.name).chmod(0o711)
os.environ |= {
    "DATA_DIR": _place.name,
    "DEMO": "true",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "LOG_FORMAT": "text",
}
for outside in (
    "DATABASE_URL",
    "BROKER_URL",
    "SMTP_URL",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "http_proxy",
    "https_proxy",
):
    os.environ.pop(outside, None)

import httpx  # noqa: E402

from ehrenamtskarte import app as web  # noqa: E402
from ehrenamtskarte import installation, wiring  # noqa: E402
from ehrenamtskarte.accounts import memberships, people, rules, sign_in  # noqa: E402
from ehrenamtskarte.core import clock, db, outbox  # noqa: E402
from ehrenamtskarte.core.actor import Actor, Role  # noqa: E402
from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres  # noqa: E402
from ehrenamtskarte.core.ids import new_id  # noqa: E402
from ehrenamtskarte.core.settings import settings  # noqa: E402

REGISTERS = {"migration", "administrative_region", "district", "municipality", "postal_code", "rule_set"}


@pytest.fixture(scope="session")
def dsn() -> Iterator[str]:
    """The address of a PostgreSQL for this run: TEST_DATABASE_URL, or one of our own."""
    with ExitStack() as stack:
        address = (
            os.environ.get("TEST_DATABASE_URL")
            or stack.enter_context(EmbeddedPostgres(Path(_place.name) / "postgres", durable=False)).dsn
        )
        os.environ["DATABASE_URL"] = address
        settings.cache_clear()
        db.use(address)
        yield address


@pytest.fixture(scope="session")
async def schema(dsn: str) -> AsyncIterator[list[str]]:
    """All migrations and registers; the names of the tables that tests empty."""
    wiring.connect()
    await installation.prepare()
    async with db.pool(20):
        tables = await db.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        yield [table["tablename"] for table in tables if table["tablename"] not in REGISTERS]


@pytest.fixture
async def database(schema: list[str]) -> None:
    """An empty database (registers stay)."""
    await db.execute(f"TRUNCATE {', '.join(schema)} CASCADE")


@pytest.fixture(scope="session")
def application(schema: list[str]) -> object:
    """The application, built once."""
    return web.create_app()


Browser = httpx.AsyncClient


@pytest.fixture
async def client(database: None, application: object) -> AsyncIterator[Browser]:
    """A visitor who is not signed in."""
    async with _browser(application) as browser:
        yield browser


def _browser(application: object, token: str | None = None) -> Browser:
    return Browser(
        transport=httpx.ASGITransport(app=application),  # type: ignore[arg-type]
        base_url="http://127.0.0.1:8000",
        cookies={"session": token} if token else None,
        headers={"accept-language": "de"},
    )


SignIn = Callable[..., Awaitable[Browser]]


@pytest.fixture
async def sign_in_as(database: None, application: object) -> AsyncIterator[SignIn]:
    """A function that signs somebody in: `await sign_in_as("erika@example.org", (Role.COORDINATOR, organisation_id))`.

    Staff have passed their second factor unless `second_factor=False`. The person's id is at `browser.person_id`.
    """
    async with signing_in(application) as signed_in:
        yield signed_in


@asynccontextmanager
async def signing_in(application: object) -> AsyncIterator[SignIn]:
    """The same for fixtures that live longer than one test; the browsers are closed at the end."""
    async with AsyncExitStack() as browsers:

        async def signed_in(email: str, *roles: tuple[Role, UUID], second_factor: bool = True) -> Browser:
            now = clock.now()
            person_id = (
                await people.reserve([people.Reservation("Vorname", "Nachname", email=email)], now=now)
            )[0]
            await db.execute("UPDATE person SET claimed_at = $2 WHERE id = $1", person_id, now)
            for role, tenant in roles:
                await memberships.grant(
                    role, person_id=person_id, tenant=tenant, tenant_name="Test", granted_by=None, now=now
                )
            await memberships.take_up(person_id, now=now)
            token = rules.new_secret()
            await db.execute(
                "INSERT INTO session (id, token_digest, person, created_at, last_seen_at, expires_at, second_factor, device)"
                " VALUES ($1, $2, $3, $4, $4, $5, $6, 'test')",
                new_id(), rules.digest(token), person_id, now, now + rules.SESSION_LIFE, second_factor,
            )  # fmt: skip
            browser = await browsers.enter_async_context(_browser(application, token))
            browser.person_id = person_id  # type: ignore[attr-defined]
            return browser

        yield signed_in


async def actor_of(browser: Browser) -> Actor:
    """The actor behind a signed-in browser, for calling services directly."""
    actor = await sign_in.actor_of_token(browser.cookies["session"], now=clock.now())
    assert actor is not None
    return actor


async def run_jobs() -> int:
    """Let every due outbox message take effect, as worker and relay would; how many did."""
    done = 0
    while True:
        due = await db.rows(
            "SELECT id FROM outbox_message WHERE dead_at IS NULL AND send_after <= now() ORDER BY id"
        )
        if not due:
            return done
        for message in due:
            done += await outbox.deliver(message["id"])


async def mails_to(address: str) -> list[str]:
    """Texts of the mails to one address, oldest first."""
    found = await db.rows("SELECT text FROM caught_mail WHERE recipient = $1 ORDER BY id", address)
    return [mail["text"] for mail in found]
