"""The parent without keys: it holds what must outlive a lock, and starts its child again when it ended by locking."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from desktop.config import Config
from desktop.models.lock import locked_by
from desktop.one import WATCH, only_one
from desktop.relaunch import starter


def run_supervised(config: Config) -> int:
    """Hold this home and run the program that works in it; its exit code. StoreLocked when this home is held."""
    demo = ("--demo", "--gateway", config.issuer) if config.demo else ()
    with only_one(config.home, WATCH):
        return supervise([*starter(), "--supervised", "--home", str(config.home.absolute()), *demo])


def supervise(command: Sequence[str]) -> int:
    """Run ``command``, again after each lock with the reason added; the exit code of the last one."""
    arguments: tuple[str, ...] = ()
    while True:
        code = _ended([*command, *arguments])
        locked = locked_by(code)
        if locked is None:
            return code if code >= 0 else 1
        arguments = ("--locked", locked.word)


def _ended(command: list[str]) -> int:
    with subprocess.Popen(command) as child, _told_to_end(child):
        return child.wait()


@contextmanager
def _told_to_end(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whoever asks the parent to end asks the child."""

    def end(_number: int, _frame: FrameType | None) -> None:
        child.terminate()

    former = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
