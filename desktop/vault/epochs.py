"""The epoch: 32 random bytes kept away from the database, so that replacing them ends every earlier copy of the rack.

In the keyring where there is one; else in a file beside the header, sealed under the master key. A replacement is in
two slots, present and pending, so that a power cut at any instant leaves the one that opens the rack.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol


class Shelf(Protocol):
    """Where the two raw values lie, 32 bytes each."""

    covers_copies: bool

    def present(self) -> bytes | None:
        """The epoch, or None when it is lost."""

    def pending(self) -> bytes | None:
        """The one that would replace it, or None."""

    def put(self, raw: bytes) -> None:
        """The epoch, kept durably; StoreTrouble when refused."""

    def put_pending(self, raw: bytes) -> None:
        """The pending one, kept durably; StoreTrouble when refused."""

    def promote(self) -> None:
        """The pending one takes the place of the present one; at every instant, one of the slots has it."""

    def drop_pending(self) -> None:
        """Forgets the pending one, if any."""


class Epochs:
    """The keys of the present and of the pending epoch, 32 bytes each; raw values are read once and stay inside."""

    def __init__(self, shelf: Shelf, key: Callable[[bytes], bytes]) -> None:
        """``key`` makes an epoch's key of its raw value and of the master's: the raw value alone opens nothing."""
        self._shelf, self._key = shelf, key
        self._present, self._pending = shelf.present(), shelf.pending()
        self._pending_stands = False
        self.covers_copies = shelf.covers_copies

    def current(self) -> bytes | None:
        """The key of the epoch that stands; None when its keeper has lost it."""
        return None if self._present is None else self._key(self._present)

    def pending(self) -> bytes | None:
        """The key of the one that would replace it."""
        return None if self._pending is None else self._key(self._pending)

    def known(self) -> bool:
        """Whether there is one at all."""
        return self._present is not None or self._pending is not None

    def first(self) -> bytes:
        """The key of a new epoch that stands at once; StoreTrouble when it cannot be kept."""
        fresh = os.urandom(32)
        self._shelf.put(fresh)
        self._present = fresh
        return self._key(fresh)

    def begin(self) -> bytes:
        """The key of a new pending epoch; StoreTrouble when it cannot be kept, and nothing has changed."""
        fresh = os.urandom(32)
        self._shelf.put_pending(fresh)
        self._pending, self._pending_stands = fresh, False
        return self._key(fresh)

    def choose(self, *, pending: bool) -> None:
        """Which of the two stands, as the rack tells; nothing is written."""
        self._pending_stands = pending

    def settle(self) -> None:
        """Keeps the one that stands and forgets the other; StoreTrouble when the keeper refuses."""
        if self._pending is None:
            return
        if self._pending_stands:
            self._shelf.promote()
            self._present = self._pending
        else:
            self._shelf.drop_pending()
        self._pending, self._pending_stands = None, False
