"""Child processes that end when we do, even when we are killed, and the unprivileged user some run as."""

import json
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int

    @classmethod
    def named(cls, name: str) -> "Account":
        """The user of this name; KeyError when there is none."""
        entry = pwd.getpwnam(name)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def owning(cls, path: Path) -> "Account":
        """The user a file belongs to; KeyError when it has no name here."""
        return cls.named(pwd.getpwuid(path.stat().st_uid).pw_name)

    def reaches(self, folder: Path) -> bool:
        """Whether this user may pass through the folder and all above it."""
        return all(self._may_enter(step) for step in (folder, *folder.parents))

    def _may_enter(self, folder: Path) -> bool:
        facts = folder.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & 0o100)
        return bool(facts.st_mode & (0o010 if facts.st_gid == self.gid else 0o001))


def start(
    command: Sequence[str | Path],
    *,
    when_we_die: signal.Signals,
    run_as: Account | None = None,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    watch: bool = sys.platform != "linux",
) -> subprocess.Popen[bytes]:
    """Start a direct child in its own process group that gets the signal should we die first.

    The child is tied to the calling thread, so call it from one that lives as long as the child may.
    With `watch` a second process looks for our death instead of the kernel.
    """
    order = {
        "parent": os.getpid(),
        "signal": when_we_die.value,
        "watch": watch,
        "uid": run_as.uid if run_as else None,
        "gid": run_as.gid if run_as else None,
    }
    return subprocess.Popen(
        [sys.executable, "-I", "-S", LAUNCHER, json.dumps(order), *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        # Ctrl-C in a terminal reaches only us: we stop the children, in order.
        process_group=0,
    )


def stop(child: subprocess.Popen[bytes], signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """Send one signal after the other, each with its seconds to obey, and at last SIGKILL."""
    for number, seconds in signals:
        if child.poll() is not None:
            return
        child.send_signal(number)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if child.poll() is None:
        child.kill()
        child.wait()
