"""The first thing the program does, and does again after each lock: leave no copy of its memory to others.

No core file, no reading of ``/proc/PID/mem`` by other programs of the same user, no debugger on macOS, no crash report
of Windows with a piece of memory in it. What a system refuses is left as it was: none of this prevents the start.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

DUMPABLE: Final = 4  # PR_SET_DUMPABLE
DENY_ATTACH: Final = 31  # PT_DENY_ATTACH
NO_CRASH_WINDOW: Final = 0x0001 | 0x0002 | 0x8000  # critical errors, general protection faults, open files


def harden() -> None:
    """Ask the system for all that it offers."""
    if sys.platform == "win32":
        _quiet_windows(sys.executable)
    else:
        _no_core()
        with suppress(OSError, AttributeError):
            _unread(ctypes.CDLL(None))


def _unread(libc: ctypes.CDLL) -> None:
    if sys.platform == "darwin":
        libc.ptrace(DENY_ATTACH, 0, None, 0)
    else:
        libc.prctl(DUMPABLE, 0, 0, 0, 0)


def _no_core() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _quiet_windows(program: str) -> None:
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.WinDLL("kernel32").SetErrorMode(NO_CRASH_WINDOW)
            ctypes.WinDLL("wer").WerAddExcludedApplication(ctypes.c_wchar_p(program), False)
