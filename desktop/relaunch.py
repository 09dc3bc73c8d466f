"""Ending the process that held the keys, so that memory holds nothing: another one shows the locked screen.

Started from sources on Linux or macOS, the program replaces itself. A packaged program, Windows and the demonstration
have a parent without keys (``supervisor.py``), told by the exit code to start a child again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from desktop.models.lock import Locked

Relaunch = Callable[[Locked], object]


def starter() -> tuple[str, ...]:
    """What the present process was started with, up to its own arguments: interpreter, its options, ``-m desktop``."""
    return (sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1])


def replacing(start: Sequence[str], arguments: Sequence[str]) -> Relaunch:
    """A relaunch that replaces this process by ``start``, with ``arguments`` and the reason of the lock."""

    def replace(locked: Locked) -> None:
        try:
            _close_on_replacement()
            os.execv(start[0], [*start, *arguments, "--locked", locked.word])  # noqa: S606 (no shell wanted)
        finally:
            os._exit(locked.code)  # the program is no longer where it was: closed is locked, too

    return replace


def leave_to_parent(locked: Locked) -> None:
    """End this process at once, whatever its threads do; the parent starts another."""
    os._exit(locked.code)


def _close_on_replacement() -> None:
    """No file of this process stays open in the next one, but the three that every process has."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            for number in [int(path.name) for path in Path(folder).iterdir()]:
                if number > 2:
                    with suppress(OSError):
                        os.set_inheritable(number, False)
            return
