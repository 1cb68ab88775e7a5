"""Becomes another program, after making sure that it ends with the process that asked for it.

Started by `core.children`, by path and without the project's packages: it runs before every child process.
Arguments: a JSON object (`parent`, `signal`, `watch`, and `uid` and `gid` or null), then the command.
"""

import ctypes
import json
import os
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 0.5


def main(order: str, *command: str) -> None:
    """Drop rights, tie this process to its parent, become the command."""
    wishes = json.loads(order)
    if wishes["watch"]:
        _watch(wishes["parent"], wishes["signal"])
    if wishes["uid"] is not None:
        os.setgroups([])
        os.setgid(wishes["gid"])
        os.setuid(wishes["uid"])
    if not wishes["watch"]:
        # After the change of user, which would clear it again.
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, wishes["signal"], 0, 0, 0)
    if os.getppid() != wishes["parent"]:
        sys.exit("The process that asked for this one has ended.")
    for ignored_by_python in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored_by_python, signal.SIG_DFL)
    os.execv(command[0], command)


def _watch(parent: int, ending: int) -> None:
    """Leave a watcher behind, for systems whose kernel does not tell a child that its parent died."""
    child = os.getpid()
    if first := os.fork():
        os.waitpid(first, 0)
        return
    if os.fork():
        os._exit(0)
    os.setsid()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    while _lives(child):
        if not _lives(parent):
            os.kill(child, ending)
            break
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(0)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
