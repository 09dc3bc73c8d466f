"""A child forked from a warm parent: it works, tells what is done on a pipe, and is killed at some instant.

A line is one write of less than a pipe's atomic size: what was told before the kill is read whole after it.
"""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from argon2.low_level import hash_secret_raw

from desktop.errors import EscaleError
from tests.campaigns._desk import Keyring

PATIENCE: Final = 60.0  # seconds after which a child that says nothing is killed anyway
AT_ONCE: Final = 4096  # bytes that a pipe takes whole (PIPE_BUF on Linux)


class Starts(msgspec.Struct, tag=True, frozen=True):
    """A deed is begun."""

    deed: int


class Ends(msgspec.Struct, tag=True, frozen=True):
    """A deed is done, which promises it; with what came of it."""

    deed: int
    more: dict[str, str]


class Kept(msgspec.Struct, tag=True, frozen=True):
    """The keyring, which is another program, holds this from now on; None: nothing any more."""

    service: str
    item: str
    secret: str | None


class Derived(msgspec.Struct, tag=True, frozen=True):
    """A key that cost time, so that the judge need not find it again."""

    arguments: tuple[Any, ...]
    key: bytes


class Failed(msgspec.Struct, tag=True, frozen=True):
    """Something was refused that should have been done."""

    why: str


class Over(msgspec.Struct, tag=True, frozen=True):
    """Everything is done; the child stays, with everything open."""


Line = Starts | Ends | Kept | Derived | Failed | Over
Tell = Callable[[Line], None]


class Known:
    """Stands for Argon2: each derivation is made once, and a child tells its parent those it makes."""

    def __init__(self) -> None:
        """Nothing derived yet; ``tell`` None in the parent."""
        self.tell: Tell | None = None
        self._keys: dict[tuple[Any, ...], bytes] = {}

    def __call__(self, *arguments: Any) -> bytes:
        """As ``argon2.low_level.hash_secret_raw``."""
        plain = tuple(getattr(one, "value", one) for one in arguments)
        if plain not in self._keys:
            self._keys[plain] = hash_secret_raw(*arguments)
            if self.tell:
                self.tell(Derived(plain, self._keys[plain]))
        return self._keys[plain]

    def learn(self, lines: Iterable[Line]) -> None:
        """What a child found."""
        self._keys |= {line.arguments: line.key for line in lines if isinstance(line, Derived)}


class ToldKeyring(Keyring):
    """A keyring whose changes outlive the child."""

    def __init__(self, kept: dict[tuple[str, str], str], tell: Tell) -> None:
        """Holds these secrets already."""
        super().__init__(dict(kept))
        self._tell = tell

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        super().put(service, item, secret)
        self._tell(Kept(service, item, secret))

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        super().remove(service, item)
        self._tell(Kept(service, item, None))


@dataclass(frozen=True, slots=True)
class Instant:
    """When to kill: so many seconds after so many lines; None: once everything is done."""

    lines: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What a child told, and when, in seconds since its birth; whether it was killed before it had done everything."""

    lines: tuple[Line, ...]
    times: tuple[float, ...]
    cut: bool


def lived(work: Callable[[Tell], None], instant: Instant) -> Life:
    """Fork, let the child work until the instant, SIGKILL it; everything that it had told."""
    child = _Child(work)
    try:
        child.follow(instant)
    finally:
        cut = child.kill()
    return Life(tuple(child.lines), tuple(child.times), cut)


class _Child:
    def __init__(self, work: Callable[[Tell], None]) -> None:
        self.lines: list[Line] = []
        self.times: list[float] = []
        self._rest = b""
        self._decoder = msgspec.json.Decoder(Line)
        self._pipe, told = os.pipe()
        waits, self._alive = os.pipe()
        self._born = time.monotonic()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._alive)
            _work(work, told, waits)
        os.close(told)
        os.close(waits)

    def follow(self, instant: Instant) -> None:
        """Read what is told until the instant comes."""
        end = None if instant.seconds is None else self._born + instant.seconds
        reached = not instant.lines
        while not self._ended():
            if not reached and len(self.lines) >= instant.lines:
                reached = True
                end = self._born + self.times[instant.lines - 1] + (instant.seconds or 0.0)
            left = PATIENCE if end is None or not reached else end - time.monotonic()
            if left <= 0 or not self._read(left):
                return

    def kill(self) -> bool:
        """Whether it had still something to do."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        while self._read(0):
            pass
        os.close(self._pipe)
        os.close(self._alive)
        return not self._ended()

    def _ended(self) -> bool:
        return bool(self.lines) and isinstance(self.lines[-1], Over | Failed)

    def _read(self, seconds: float) -> bool:
        """Take what comes within so long; False when nothing did, or never will."""
        if not select.select([self._pipe], [], [], seconds)[0]:
            return False
        content = os.read(self._pipe, 1 << 16)
        now = time.monotonic() - self._born
        *whole, self._rest = (self._rest + content).split(b"\n")
        self.lines += [self._decoder.decode(line) for line in whole]
        self.times += [now] * len(whole)
        return bool(content)


def _work(work: Callable[[Tell], None], told: int, waits: int) -> None:
    """In the child: it never comes back."""

    def tell(line: Line) -> None:
        content = msgspec.json.encode(line) + b"\n"
        if len(content) > AT_ONCE:
            raise RuntimeError("a line that a pipe may cut")
        os.write(told, content)

    try:
        try:
            work(tell)
        except EscaleError as refused:
            tell(Failed(f"{type(refused).__name__} : {refused}"[:900]))
        tell(Over())
        os.read(waits, 1)  # until the kill, or the end of the parent
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(70)
