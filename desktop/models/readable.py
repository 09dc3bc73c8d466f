"""What the texts of a writing can be read as: None for what this Escale cannot read, which stays in the writing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T", bound=StrEnum)


def among(kind: type[T], value: str) -> T | None:
    """The member of that value, exactly."""
    return next((one for one in kind if one == value), None)


def day_in(text: str) -> date | None:
    """An ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
