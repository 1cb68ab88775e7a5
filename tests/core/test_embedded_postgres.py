"""The embedded server, for real: created, guarded, killed and found again."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ehrenamtskarte.core import embedded_postgres
from ehrenamtskarte.core.children import Account
from ehrenamtskarte.core.embedded_postgres import (
    DataFolderInUse,
    EmbeddedPostgres,
    PostgresError,
    running,
    running_or_started,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="ek-"))
    path.chmod(0o711)
    yield path / "data"
    shutil.rmtree(path)


@pytest.fixture(autouse=True)
def _shared_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_postgres, "SHARED_STATE", Path(tempfile.gettempdir()) / f"ek-{os.getpid()}")


def _write_a_row(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (word text)")
        connection.execute("INSERT INTO note VALUES ('Ähre')")


def _count(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT count(*) FROM note").fetchone()
    assert row
    return int(row[0])


def _another_process(folder: Path) -> subprocess.Popen[bytes]:
    """Somebody else's command that holds the server until it is told to end."""
    script = (
        "import sys, pathlib; from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres\n"
        "server = EmbeddedPostgres(pathlib.Path(sys.argv[1]))\n"
        "with server: print(server.pid, flush=True); sys.stdin.read()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_rows_outlive_a_stop_and_a_start(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        _write_a_row(server.dsn)
    with EmbeddedPostgres(folder) as server:
        assert _count(server.dsn) == 1


def test_the_application_is_no_superuser_and_text_is_unicode(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server, psycopg.connect(server.dsn) as connection:
        facts = connection.execute(
            "SELECT rolsuper, upper('ähre'), current_setting('data_checksums'), current_setting('timezone')"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert facts == (False, "ÄHRE", "on", "UTC")


def test_a_wrong_password_is_refused(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        password = (folder / "postgres" / "password").read_text()
        for dsn in (server.dsn, server.admin_dsn):
            assert psycopg.connect(dsn).close() is None  # type: ignore[func-returns-value]
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(dsn.replace(password, "wrong"))


def test_the_password_is_for_its_owner_only(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        mode = (folder / "postgres" / "password").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_replaced_password_file_is_named(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        pass
    (folder / "postgres" / "password").write_text("another")
    with pytest.raises(PostgresError, match="refuses the password"):
        EmbeddedPostgres(folder).start()


def test_it_listens_on_no_network(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server, psycopg.connect(server.dsn) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.parametrize("name", ["verein" * 20, "Mein Verein"])
def test_a_path_no_socket_can_have_gets_a_port_of_this_machine(folder: Path, name: str) -> None:
    odd = folder / name
    with EmbeddedPostgres(odd) as server:
        assert "@127.0.0.1:" in server.dsn
        _write_a_row(server.dsn)
        address = server.dsn
        assert running(odd) == address
        server.stop()
        server.start()
        assert server.dsn == address


def test_a_killed_server_starts_again_with_all_rows(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server:
        _write_a_row(server.dsn)
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        server.stop()
        server.start()
        assert _count(server.dsn) == 1


def test_a_killed_parent_takes_the_server_along_and_the_next_one_starts(folder: Path) -> None:
    other = _another_process(folder)
    assert other.stdout
    old = int(other.stdout.readline())
    address = running(folder)
    assert address
    _write_a_row(address)
    other.kill()
    other.communicate()
    with EmbeddedPostgres(folder) as server:
        assert server.pid != old
        assert _count(server.dsn) == 1


def test_an_orphan_that_nobody_guards_is_asked_to_leave(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        account, binaries, home = server._account, server._binaries, server.home
        command: list[Path | str] = [
            binaries / "postgres",
            "-D",
            home / "cluster",
            "-k",
            home / "run",
            "-h",
            "",
        ]
    orphan = subprocess.Popen(
        command,
        user=account.uid if account else None,
        group=account.gid if account else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not running(folder):
        assert orphan.poll() is None
    with EmbeddedPostgres(folder) as server:
        assert server.pid not in {None, orphan.pid}
    assert orphan.wait() == 0, "it was asked, not killed"


def test_a_second_server_on_the_same_folder_is_refused(folder: Path) -> None:
    with (
        EmbeddedPostgres(folder),
        pytest.raises(DataFolderInUse, match=f"Process {os.getpid()} already uses"),
    ):
        EmbeddedPostgres(folder).start()


def test_a_second_command_joins_the_running_server(folder: Path) -> None:
    other = _another_process(folder)
    assert other.stdout
    assert other.stdout.readline()
    with running_or_started(folder) as address:
        _write_a_row(address)
        assert running(folder) == address
    assert running(folder), "the server belongs to the other process and stays"
    other.communicate()
    assert running(folder) is None


def test_a_second_command_starts_the_server_for_as_long_as_it_takes(folder: Path) -> None:
    with running_or_started(folder) as address:
        _write_a_row(address)
    assert running(folder) is None
    with running_or_started(folder) as address:
        assert _count(address) == 1


def test_a_cluster_half_made_is_made_anew(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        home = server.home
    (home / "cluster").rename(home / "cluster.new")
    with EmbeddedPostgres(folder) as server:
        _write_a_row(server.dsn)
        assert not (home / "cluster.new").exists()


def test_data_of_another_version_is_not_touched(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        version = server.home / "cluster" / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(PostgresError, match="written by PostgreSQL 12"):
        EmbeddedPostgres(folder).start()
    assert version.read_text() == "12\n"


def test_a_folder_without_programs_is_named(folder: Path) -> None:
    with pytest.raises(PostgresError, match="nowhere"):
        EmbeddedPostgres(folder, binaries=Path("/nowhere")).start()


DISTRIBUTIONS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.mark.skipif(not DISTRIBUTIONS, reason="no PostgreSQL of the distribution here")
def test_the_distributions_own_programs_serve_as_well(folder: Path) -> None:
    binaries = DISTRIBUTIONS[-1]
    with EmbeddedPostgres(folder, binaries=binaries) as server:
        _write_a_row(server.dsn)
        assert _count(server.dsn) == 1
        with psycopg.connect(server.dsn) as connection:
            assert connection.info.server_version // 10_000 == int(binaries.parent.name)


def test_the_log_keeps_no_values(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        with psycopg.connect(server.dsn) as connection:
            connection.execute("CREATE TABLE person (email text UNIQUE)")
            connection.execute("INSERT INTO person VALUES ('canary@example.org')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO person VALUES (%s)", ["canary@example.org"])
        log = (server.home / "server.log").read_text()
    assert "duplicate key value" in log
    assert "canary" not in log


@as_root
def test_as_root_the_server_runs_as_somebody_without_rights(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid == Account.named("nobody").uid
        status = Path(f"/proc/{server.pid}/status").read_text()
    assert "CapEff:\t0000000000000000" in status


@as_root
def test_as_root_below_a_closed_home_the_files_lie_elsewhere(folder: Path) -> None:
    folder.mkdir()
    folder.parent.chmod(0o700)
    with EmbeddedPostgres(folder) as server:
        _write_a_row(server.dsn)
        assert server.home.is_relative_to(embedded_postgres.SHARED_STATE)
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    with EmbeddedPostgres(folder) as server:
        assert _count(server.dsn) == 1
    shutil.rmtree(embedded_postgres.SHARED_STATE)


@as_root
def test_as_root_programs_out_of_reach_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reaches = Account.reaches
    monkeypatch.setattr(
        Account, "reaches", lambda self, path: "site-packages" not in path.parts and reaches(self, path)
    )
    with EmbeddedPostgres(folder) as server:
        assert Path(f"/proc/{server.pid}/exe").readlink().is_relative_to(server.home / "programs")
        _write_a_row(server.dsn)
    with EmbeddedPostgres(folder) as server:
        assert _count(server.dsn) == 1
