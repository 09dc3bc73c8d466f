"""What the system says about the session: it goes to sleep, it is locked, another user takes the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.models.lock import Reason

Tell = Callable[[Reason], None]


class Session(Protocol):
    """Whoever listens to the system."""

    def close(self) -> None:
        """Listen no more."""


def watch_session(parent: QObject, tell: Tell) -> Session | None:
    """Call ``tell`` on the UI thread at each of them, until the answer is closed; None where nothing says so.

    On macOS sleep is noticed when it ends, by the clock; the other signals of that system are not listened to.
    """
    if sys.platform == "win32":
        from desktop.session_windows import WindowsSession

        return WindowsSession(parent, tell)
    elif sys.platform == "linux":  # noqa: RET505 (a type checker reads one branch a system)
        from desktop.session_linux import LinuxSession

        return LinuxSession(parent, tell)
    else:
        return None
