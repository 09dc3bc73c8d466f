"""How often a passphrase may be tried: five times freely, then more and more slowly, ten times in all.

This slows a hand at the keyboard; against a copy of the disk stand the derivation and the keyring's half. An attempt is
counted before the key is derived, in a file and in the keyring: the larger count wins. The wait is measured by a clock
that nobody sets, from the start of the program or the last failure: neither the date nor a restart shortens it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Final

from desktop.errors import Refused, StoreTrouble
from desktop.vault.header import write_durably
from desktop.vault.keychain import Keychain

FREE: Final = 5
MOST: Final = 10
WAITS: Final = (1.0, 4.0, 15.0, 30.0, 60.0)
ITEM: Final = "attempts"


class Attempts:
    """The count of failures since the last success, kept beside the vault."""

    def __init__(self, folder: Path, keychain: Keychain | None, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` counts seconds and is never set back."""
        self._path, self._keychain, self._clock = folder / "essais", keychain, clock
        self._service = f"fr.escale/essais-{hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]}"
        self._since, self._seen = clock(), 0

    def count(self) -> int:
        """Failures since the last success, the largest of what file, keyring and this program know."""
        self._seen = max(self._seen, self._in_file(), self._in_keyring())
        return self._seen

    @property
    def exhausted(self) -> bool:
        """Whether only another way than the passphrase is left."""
        return self.count() >= MOST

    def left(self) -> float:
        """Seconds to wait before the next attempt; 0 when it may be made."""
        return max(0.0, self._since + wait(self.count()) - self._clock())

    def begin(self) -> None:
        """Counts an attempt, durably; Refused when it is too early, StoreTrouble when it can be counted nowhere."""
        if seconds := ceil(self.left()):
            raise Refused(
                f"Trop d’essais : attendez encore {seconds} seconde{'s' if seconds > 1 else ''}.",
                "Vérifiez les majuscules et la disposition du clavier.",
            )
        self._seen += 1
        self._keep(str(self._seen))

    def failed(self) -> None:
        """The wait starts now."""
        self._since = self._clock()

    def succeeded(self) -> None:
        """Back to none; a place that refuses keeps its count, which only makes a next failure slower."""
        self._seen = 0
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        with suppress(StoreTrouble):
            if self._keychain:
                self._keychain.remove(self._service, ITEM)

    def _keep(self, count: str) -> None:
        kept = False
        if self._keychain:
            with suppress(StoreTrouble):
                self._keychain.put(self._service, ITEM, count)
                kept = True
        try:
            write_durably(self._path, count.encode())
        except StoreTrouble:
            if not kept:
                raise

    def _in_file(self) -> int:
        try:
            with self._path.open("rb") as file:
                return _number(file.read(20).decode("ascii", "replace"))
        except FileNotFoundError:
            return 0
        except OSError:
            return FREE

    def _in_keyring(self) -> int:
        with suppress(StoreTrouble):
            if self._keychain and (kept := self._keychain.get(self._service, ITEM)) is not None:
                return _number(kept)
        return 0


def wait(count: int) -> float:
    """Seconds after so many failures: none for five attempts, then longer and longer, a minute at most."""
    return 0.0 if count < FREE else WAITS[min(count - FREE, len(WAITS) - 1)]


def _number(kept: str) -> int:
    """The count; what is not one makes the next attempts slow, never impossible."""
    return min(int(kept), MOST) if kept.isascii() and kept.isdigit() and len(kept) < 6 else FREE
