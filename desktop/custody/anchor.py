"""The anchor of a store in the operating system's keyring: what an older copy of the whole folder cannot know.

It is a lower bound, put within seconds of a commit and never before it is durable: a crash is never an alarm. Without
a keyring nothing local can tell one old folder from another; only the gateway's countersignature does, at exchanges.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

from desktop.custody.pageseal import PageSeal
from desktop.models.anchor import Anchor, read
from desktop.models.doubt import Doubt
from desktop.vault.keychain import Keychain

ITEM: Final = "anchor"


class AnchorKeeper:
    """Reads and puts the anchor; any thread may put one."""

    def __init__(self, keychain: Keychain | None, service: str, key: bytes) -> None:
        """``service`` is the vault's name in the keyring, ``key`` its 32 bytes for anchors. Nothing is read yet."""
        self._keychain, self._service, self._key = keychain, service, key
        self._lock = Lock()
        self._last: Anchor | None = None
        self.covers = keychain is not None

    def known(self) -> tuple[Anchor | None, Doubt | None]:
        """The anchor, None when there is none; REPLACED when it is not this vault's. StoreTrouble: keyring silent."""
        text = self._keychain.get(self._service, ITEM) if self._keychain else None
        if text is None:
            return None, None
        self._last = read(text, self._key)
        return self._last, None if self._last else Doubt.REPLACED

    def drop(self, anchor: Anchor) -> bool:
        """Put it, unless a later one was; whether it was put. StoreTrouble when the keyring refuses."""
        with self._lock:
            if self._keychain is None or not anchor.follows(self._last):
                return False
            self._keychain.put(self._service, ITEM, anchor.written(self._key))
            self._last = anchor
            return True

    def renew(self, anchor: Anchor) -> None:
        """Put it whatever the last one said: the counsellor chose this file knowingly."""
        with self._lock:
            if self._keychain is not None:
                self._keychain.put(self._service, ITEM, anchor.written(self._key))
            self._last = anchor


def compared(anchor: Anchor, seal: PageSeal, generation: int) -> Doubt | None:
    """What the anchor says of a seal that was read, of its log and of a generation, all of before SQLite opens."""
    if seal.sequence < anchor.seal or generation < anchor.generation:
        return Doubt.ROLLED_BACK
    if seal.sequence == anchor.seal and seal.log.prefix(anchor.length) != anchor.digest:
        return Doubt.LOG_LOST
    return None
