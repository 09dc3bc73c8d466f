"""What the store knows of keys: how to ask for a person's, never what they are; and who watches over its file.

Class N keys are wrapped by a key of the vault's. Class P keys are wrapped by one of 256 group keys; these form the
rack, sealed under the epoch, which is kept away from the file: a new epoch makes every earlier copy of the rack, hence
of class P, unreadable.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol


class Class(StrEnum):
    """The two classes of per-person keys: what can be fetched again, and what cannot."""

    PASSPORT = "P"
    NOTES = "N"


class Key(Protocol):
    """One person's data key of one class."""

    def seal(self, plain: bytes, place: str) -> bytes:
        """Sealed bytes, bound to ``place`` (table|row)."""

    def open(self, sealed: bytes, place: str) -> bytes:
        """The plain bytes; StoreTrouble when altered or moved."""


class Seals(Protocol):
    """Makes and opens per-person data keys, and ends them: one thread only.

    To erase: ``begin_epoch``, then one transaction that deletes, puts ``rewrapped`` keys for those who stay in these
    groups and stores the rack it gave, then commit and checkpoint, then ``end_epoch`` (or ``drop_epoch`` if undone).
    """

    covers_copies: bool
    """Whether an erasure reaches earlier copies of the disk: only where a keyring keeps the epoch."""

    def new_key(self, person: str, kind: Class) -> bytes:
        """A fresh key, wrapped; class P needs a rack."""

    def opened(self, person: str, kind: Class, wrapped: bytes) -> Key:
        """A wrapped key, ready; StoreTrouble when it is not theirs, EpochLost for class P when no rack is open."""

    def rewrapped(self, person: str, wrapped: bytes) -> bytes:
        """A P key of a group being renewed: from its present group key to the next one."""

    def group(self, person: str) -> int:
        """Which of the 256 group keys wraps this person's P key."""

    def new_rack(self) -> bytes:
        """Fresh group keys sealed under the present epoch (made if there is none); in use from now on."""

    def open_rack(self, sealed: bytes) -> None:
        """Opens with whichever of the present and the pending epoch closed it; writes nothing. EpochLost if neither.

        Once the file is durable (a checkpoint), ``end_epoch`` finishes a change that was interrupted.
        """

    def begin_epoch(self, groups: Collection[int]) -> bytes:
        """The next rack, sealed under an epoch kept durably as pending, with new keys for these groups.

        StoreTrouble when the keyring refuses; nothing has changed then.
        """

    def end_epoch(self) -> None:
        """The epoch that opens the rack in use is the only one left; nothing to do most of the time.

        StoreTrouble when the keyring refuses: the data is whole, and the next opening does it again.
        """

    def drop_epoch(self) -> None:
        """The transaction was undone: the present rack is in use again, the pending epoch is forgotten."""

    def from_first_schema(self, person: str, kind: Class, wrapped: bytes) -> Key:
        """A key as the first schema wrapped it: P directly under the epoch."""

    def adopted(self, person: str, wrapped: bytes) -> bytes:
        """The same P key of the first schema, wrapped as now: under its group key."""

    def pseudonym(self, text: str) -> str:
        """The same name for the same text in this vault only, such as K7QM-2F9D-XH4T (60 bits)."""

    def outside_name(self, text: str) -> str:
        """32 hexadecimal digits, the same for the same text in this vault only: nobody else can tell what they name."""

    def chained(self, previous: bytes, entry: bytes) -> bytes:
        """32 bytes that only this vault can compute, for an entry after ``previous`` (b"" for the first)."""


class Guard(Protocol):
    """Watches over the file: called on the store's thread around every checkpoint."""

    def before_checkpoint(self) -> None:
        """The log is about to be copied into the file: what it may become is written down."""

    def after_checkpoint(self) -> None:
        """The log has been copied: what the file is now is written down."""
