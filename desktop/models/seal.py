"""What the store knows of keys: how to ask for a person's, never what they are."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Class(StrEnum):
    """The two classes of per-person keys."""

    PASSPORT = "P"
    NOTES = "N"


class Key(Protocol):
    """One person's data key of one class."""

    def seal(self, plain: bytes, place: str) -> bytes:
        """Sealed bytes, bound to ``place`` (table|row)."""

    def open(self, sealed: bytes, place: str) -> bytes:
        """The plain bytes."""


class Seals(Protocol):
    """Makes and opens per-person data keys."""

    def new_key(self, person: str, kind: Class) -> bytes:
        """A fresh key, wrapped."""

    def opened(self, person: str, kind: Class, wrapped: bytes) -> Key:
        """A wrapped key, ready."""
