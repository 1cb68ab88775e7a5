"""The process group with small real processes: order, restarts, and ends of every kind."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ehrenamtskarte.core import children, processes
from ehrenamtskarte.core.processes import Group, LongRunning, StartFailed


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary"
    path.touch()
    return path


@pytest.fixture
def group() -> Group:
    said: list[str] = []
    group = Group(None, said.append)
    group.said = said  # type: ignore[attr-defined]
    return group


def _writes_and_waits(name: str, diary: Path) -> LongRunning:
    """A process that writes when it starts and when it is asked to end."""
    script = textwrap.dedent(
        """
        import pathlib, signal, sys, time
        name, diary = sys.argv[1], pathlib.Path(sys.argv[2])
        def note(word):
            with diary.open("a") as file: file.write(f"{name} {word}\\n")
        def end(*_):
            note("ends")
            sys.exit()
        signal.signal(signal.SIGTERM, end)
        note("starts")
        while True: time.sleep(60)
        """
    )
    return LongRunning(name, [sys.executable, "-c", script, name, diary], os.environ)


def _wait_for(diary: Path, *lines: str) -> None:
    _until(lambda: list(lines) == diary.read_text().splitlines(), diary.read_text)


def _until(holds: Callable[[], bool], tell: Callable[[], object]) -> None:
    give_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up, tell()
        time.sleep(0.02)


def _look(group: Group) -> None:
    """One round of what `keep_running` does for ever."""
    for process in group._running:
        group._look_after(process)


def test_all_are_asked_to_stop_and_the_database_goes_last(diary: Path) -> None:
    class Database:
        pid = 1

        def start(self) -> None:
            diary.write_text("database starts\n")

        def stop(self) -> None:
            with diary.open("a") as file:
                file.write("database ends\n")

    group = Group(Database(), lambda _: None)
    with group.until_stopped():
        group.start(_writes_and_waits("web", diary))
        _wait_for(diary, "database starts", "web starts")
        group.start(_writes_and_waits("worker", diary))
        _wait_for(diary, "database starts", "web starts", "worker starts")
    *ends, last = diary.read_text().splitlines()[3:]
    assert sorted(ends) == ["web ends", "worker ends"]
    assert last == "database ends"


def test_who_does_not_obey_is_killed(group: Group, tmp_path: Path) -> None:
    deaf = (
        "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
    )
    here = tmp_path / "here"
    with group.until_stopped():
        process = LongRunning("deaf", [sys.executable, "-c", deaf, here], os.environ, seconds_to_stop=0.2)
        group.start(process)
        _until(here.exists, lambda: "it does not start")
        child = process.child
    assert child
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_cleanly(group: Group, diary: Path, number: signal.Signals) -> None:
    handler = signal.getsignal(number)
    with group.until_stopped():
        group.start(_writes_and_waits("web", diary))
        _wait_for(diary, "web starts")
        os.kill(os.getpid(), number)
        group.keep_running()
    assert diary.read_text().splitlines() == ["web starts", "web ends"]
    assert signal.getsignal(number) is handler


def test_what_dies_is_started_again_with_growing_pauses(group: Group, diary: Path) -> None:
    web = _writes_and_waits("web", diary)
    with group.until_stopped():
        group.start(web)
        _wait_for(diary, "web starts")
        pauses = []
        for deaths in (1, 2, 3):
            assert web.child
            web.child.kill()
            web.child.wait()
            _look(group)
            pauses.append(web.pause)
            web.start_again_at = 0
            _look(group)
            _wait_for(diary, *["web starts"] * (deaths + 1))
    assert pauses == [1.0, 2.0, 4.0]
    assert "web ended (SIGKILL)" in group.said[0]  # type: ignore[attr-defined]


def test_what_ran_long_starts_again_without_the_old_pauses(group: Group, diary: Path) -> None:
    web = _writes_and_waits("web", diary)
    with group.until_stopped():
        group.start(web)
        _wait_for(diary, "web starts")
        web.pause = 16.0
        web.started_at -= processes.SECONDS_UNTIL_TRUSTED + 1
        assert web.child
        web.child.kill()
        web.child.wait()
        _look(group)
        assert web.pause == processes.FIRST_PAUSE * 2


def test_grandchildren_of_a_dead_process_do_not_stay(group: Group, tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, pathlib, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], stdout=sys.stdout);"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    output = tmp_path / "output"
    reader, writer = os.pipe()
    parent = LongRunning("parent", [sys.executable, "-c", script], os.environ)
    with os.fdopen(reader) as said:
        parent.child = children.start(
            parent.command, when_we_die=signal.SIGTERM, environment=os.environ, output=writer
        )
        os.close(writer)
        output.write_text(said.readline())
        parent.child.kill()
        parent.child.wait()
        assert parent.died() == -signal.SIGKILL
        assert said.read() == "", "the pipe ends when its last holder has gone"


def test_a_command_that_fails_is_named(group: Group) -> None:
    with group.until_stopped(), pytest.raises(StartFailed, match=r"migrate failed \(exit status 3\)"):
        group.run_once("migrate", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)


def test_a_process_that_dies_while_starting_is_named(group: Group) -> None:
    with group.until_stopped():
        group.start(LongRunning("web", [sys.executable, "-c", "raise SystemExit(3)"], os.environ))
        with pytest.raises(StartFailed, match=r"web ended \(exit status 3\)"):
            group.wait_until_ready("127.0.0.1", 9, "/")


def test_ready_means_an_answer(group: Group, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    server: list[str | Path] = [
        sys.executable,
        "-m",
        "http.server",
        str(port),
        "-b",
        "127.0.0.1",
        "-d",
        tmp_path,
    ]
    with group.until_stopped():
        group.start(LongRunning("web", server, os.environ))
        group.wait_until_ready("127.0.0.1", port, "/")


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartFailed, match=f"Port {port} .* PORT={port + 1}"):
            processes.check_port("127.0.0.1", port)


def test_a_database_that_died_is_started_again() -> None:
    class Database:
        pid: int | None = 1
        starts = 0

        def start(self) -> None:
            self.pid, self.starts = 2, self.starts + 1

        def stop(self) -> None:
            self.pid = None

    database = Database()
    group = Group(database, lambda _: None)
    with group.until_stopped():
        database.pid = None
        group._look_after_database()
        assert database.starts == 2
        group._look_after_database()
        assert database.starts == 2


@pytest.mark.parametrize("watch", [False, True])
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, watch: bool) -> None:
    if not watch and sys.platform != "linux":
        pytest.skip("the kernel does not tell")
    script = textwrap.dedent(
        f"""
        import signal, sys, time
        from ehrenamtskarte.core import children
        waits = "import time, sys; print('here', flush=True); time.sleep(600)"
        children.start([sys.executable, "-c", waits], when_we_die=signal.SIGTERM, output=sys.stdout, watch={watch})
        time.sleep(600)
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout
    with parent.stdout as said:
        assert said.readline() == b"here\n"
        parent.kill()
        parent.wait()
        assert said.read() == b"", "the pipe ends when its last holder has gone"
