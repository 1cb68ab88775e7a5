"""The command `ehrenamtskarte`: run the platform, its single processes, and what operators need."""

import asyncio
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from uuid import UUID

import rich_click as click

from ehrenamtskarte.core import processes
from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres, PostgresError, running, running_or_started
from ehrenamtskarte.core.processes import Group, LongRunning, StartFailed, this_program
from ehrenamtskarte.core.settings import settings

READY = "/health/ready"

# Commands import what they need when they run: the supervisor of `serve` stays small, and `--help` is quick.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ehrenamtskarte: confirmed hours, digital cards, benefits and award events.

    Settings come from environment variables; docs/operations.md lists them.
    """


@main.command()
@click.option("--demo/--no-demo", default=None, help="Load demo data and show its mails at /post.")
def serve(demo: bool | None) -> None:
    """Run everything in one process group: database, web, worker and schedule."""
    if demo is not None:
        _set("DEMO", "true" if demo else "false")
    if settings().demo and not settings().operator_contact:
        _set("OPERATOR_CONTACT", "Musterstraße 1, 40213 Düsseldorf, demo@ehrenamtskarte.example")
    chosen = settings()
    try:
        processes.check_port(chosen.host, chosen.port)
        server = None
        if not chosen.database_url:
            server = EmbeddedPostgres(chosen.data_dir, binaries=chosen.postgres_binaries)
        group = Group(server, _say)
        with group.until_stopped():
            if server:
                _set("DATABASE_URL", server.dsn)
            _start_all(group)
            _say(f"Ehrenamtskarte: {chosen.address}   (Ctrl-C: stop)")
            group.keep_running()
    except (StartFailed, PostgresError) as error:
        raise click.ClickException(str(error)) from error


def _start_all(group: Group) -> None:
    chosen = settings()
    environment = {**os.environ, "DATA_DIR": str(chosen.data_dir.absolute())}
    group.run_once("migrate", _ourselves("migrate"), environment)
    for name, seconds in (("web", 20.0), ("worker", 30.0), ("schedule", 10.0)):
        group.start(LongRunning(name, _ourselves(name), environment, seconds))
    group.wait_until_ready(processes.reachable(chosen.host), chosen.port, READY)
    if chosen.demo:
        group.run_once("demo", _ourselves("demo"), environment)


@main.command()
def web() -> None:
    """Answer requests at HOST and PORT."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    _use_running_database()
    Server(
        "ehrenamtskarte.app:create_app",
        factory=True,
        address=settings().host,
        port=settings().port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings().web_workers,
        workers_kill_timeout=15,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_level=LogLevels.warning,
    ).serve()


@main.command()
def worker() -> None:
    """Do background jobs, with WORKER_PROCESSES child processes."""
    _use_running_database()
    from ehrenamtskarte.worker import celery

    # Root is what a trial as root runs as; the Dockerfile has a user of its own.
    warnings.filterwarnings("ignore", "You're running the worker with superuser privileges")
    options = ["--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    celery.worker_main(["--quiet", "worker", *options])


@main.command()
def schedule() -> None:
    """Hand events over to the workers and start recurring jobs; may run on several hosts."""
    _use_running_database()
    from ehrenamtskarte import worker

    async def until_told() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await worker.schedule(stop)

    asyncio.run(until_told())


@main.command()
def migrate() -> None:
    """Bring the database up to date; several hosts may do it at once."""
    with a_database():
        from ehrenamtskarte import installation

        asyncio.run(installation.prepare())


@main.command()
def demo() -> None:
    """Load the demo data; a second time does no harm."""
    with a_database():
        from ehrenamtskarte.demo import loading

        for line in asyncio.run(loading.load_alone()):
            _say(line)


@main.command()
@click.argument("token")
@click.option(
    "--keys", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Key set (keys.json)."
)
@click.option(
    "--status-list",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Status list as downloaded.",
)
def check(token: str, keys: Path | None, status_list: Path | None) -> None:
    """Check a card's code; exit code 0 only for a card that counts.

    With --keys and --status-list it needs nothing but these files, else it asks the platform's database.
    """
    from ehrenamtskarte.cards import commands, wording
    from ehrenamtskarte.core import clock

    if status_list and not keys:
        raise click.UsageError("--status-list needs --keys: the list is signed.")
    if keys:
        try:
            outcome = commands.check_with_files(token, keys, status_list, now=clock.now().timestamp())
        except ValueError as error:
            raise click.ClickException(f"The files cannot be used: {error}") from error
    else:
        with a_database():
            outcome = asyncio.run(commands.check_with_database(token))
    click.echo(
        f"{outcome.result} ({outcome.reason}): {wording.SENTENCES[outcome.reason].in_language(_language())}"
    )
    if outcome.claims:
        click.echo(f"{outcome.display_name}, {outcome.kind}, {outcome.issuer:08d}")
    sys.exit(0 if outcome.is_good else 1)


@main.group()
def keys() -> None:
    """The keys that sign cards."""


@keys.command("list")
def list_keys() -> None:
    """Show every published key and its state."""
    with a_database():
        from ehrenamtskarte.cards import commands

        for key in asyncio.run(commands.list_keys()):
            click.echo(f"{key.kid.hex()}  {key.state}")


@keys.command()
def rotate() -> None:
    """Let the next key sign from now on, and publish a new next one."""
    with a_database():
        from ehrenamtskarte.cards import commands

        click.echo(f"{asyncio.run(commands.rotate_keys()).kid.hex()} signs now.")


@keys.command()
@click.argument("kid")
def kill(kid: str) -> None:
    """End the key KID at once, e.g. because it leaked. Its credentials count no more; phones fetch new ones."""
    from ehrenamtskarte.core.errors import NotFound

    try:
        key_id = bytes.fromhex(kid)
    except ValueError as error:
        raise click.BadParameter("A key id is 16 hexadecimal digits, see 'keys list'.") from error
    with a_database():
        from ehrenamtskarte.cards import commands

        try:
            asyncio.run(commands.kill_key(key_id))
        except NotFound as error:
            raise click.ClickException("There is no key with this id, see 'keys list'.") from error
    click.echo(f"{kid} counts no more.")


@main.group("import")
def import_() -> None:
    """Take lists over from files."""


@import_.command("hours")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", type=click.UUID, help="Id of the club, as in the address of its pages.")
@click.option("--dry-run", is_flag=True, help="Only read the list and say what it gives.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
def import_hours(file: Path, organisation: UUID | None, dry_run: bool, report: Path | None) -> None:
    """Take a club's list of hours (CSV, XLSX, XLS, ODS) over; its entries then wait in the club's inbox.

    What is there already stays as it is, so a second time does no harm.
    """
    if organisation is None and not dry_run:
        raise click.UsageError("--organisation is missing (or --dry-run).")
    from ehrenamtskarte.core.errors import Refusal

    name, content = file.name, file.read_bytes()
    try:
        with nullcontext() if dry_run else a_database():
            from ehrenamtskarte.hours import commands

            if organisation is None or dry_run:
                imported = asyncio.run(commands.look(name, content))
            else:
                imported = asyncio.run(commands.take(name, content, organisation))
    except Refusal as refusal:
        raise click.ClickException(refusal.text.in_language(_language())) from refusal
    commands.show(imported, _language())
    if report:
        report.write_bytes(commands.as_json(name, imported))


@import_.command("benefits")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--office", default="state", help="Id of an issuing body that brings in its towns; else the state office."
)
@click.option("--dry-run", is_flag=True, help="Only say what each row would do.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
def import_benefits(file: Path, office: str, dry_run: bool, report: Path | None) -> None:
    """Take an office's list of offers (CSV, XLSX, XLS, ODS) over; they are approved at once.

    New offers are added and known ones updated, none is removed, so a second time changes nothing.
    """
    from ehrenamtskarte.core.errors import Refusal

    name, content = file.name, file.read_bytes()
    try:
        with a_database():
            from ehrenamtskarte import wiring
            from ehrenamtskarte.benefits.lists import commands
            from ehrenamtskarte.companies.offices import office_named

            wiring.connect()
            command = commands.look if dry_run else commands.take
            imported = asyncio.run(command(name, content, office_named(office)))
    except Refusal as refusal:
        raise click.ClickException(refusal.text.in_language(_language())) from refusal
    commands.show(imported, _language())
    if report:
        report.write_bytes(commands.as_json(name, imported))


@main.command("list-anew")
def list_anew() -> None:
    """Make the public list of offers anew, e.g. after a restore; otherwise it follows every change by itself."""
    with a_database():
        from ehrenamtskarte.benefits.public_list import projection
        from ehrenamtskarte.core.clock import today

        click.echo(f"Offers in the list: {asyncio.run(projection.rebuild(today=today()))}")


@main.group()
def outbox() -> None:
    """Jobs that failed too often and wait for somebody to look."""


@outbox.command()
def dead() -> None:
    """Show them: id, what happened, who should react, how it failed."""
    with a_database():
        from ehrenamtskarte.core import outbox as messages

        for message in asyncio.run(messages.dead()):
            click.echo("  ".join(str(value) for value in message.values()))


@outbox.command()
@click.argument("message_ids", type=click.UUID, nargs=-1, required=True, metavar="ID...")
def replay(message_ids: tuple[UUID, ...]) -> None:
    """Give jobs another round of attempts, e.g. after the mail server is back."""
    with a_database():
        from ehrenamtskarte.core import outbox as messages

        for message_id in message_ids:
            found = asyncio.run(messages.replay(message_id))
            click.echo(f"{message_id}: {'waits again' if found else 'is not dead'}")


def _language() -> str:
    return "en" if os.environ.get("LANG", "de").startswith("en") else "de"


@contextmanager
def a_database() -> Iterator[None]:
    """The running instance's database for this process, or the embedded one for as long as it takes.

    Whatever reads settings at import must be imported inside the block.
    """
    if settings().database_url:
        yield
        return
    try:
        with running_or_started(settings().data_dir, binaries=settings().postgres_binaries) as address:
            _set("DATABASE_URL", address)
            yield
    except PostgresError as error:
        raise click.ClickException(str(error)) from error


def _use_running_database() -> None:
    if settings().database_url:
        return
    address = running(settings().data_dir)
    if not address:
        raise click.ClickException(
            f"No database: set DATABASE_URL, or let 'ehrenamtskarte serve' run with DATA_DIR={settings().data_dir}."
        )
    _set("DATABASE_URL", address)


def _set(name: str, value: str) -> None:
    os.environ[name] = value
    settings.cache_clear()


def _ourselves(*arguments: str) -> list[str]:
    return this_program("ehrenamtskarte.cli", *arguments)


def _say(text: str) -> None:
    click.echo(text, file=sys.stderr)


if __name__ == "__main__":
    main()
