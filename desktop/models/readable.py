"""What the texts of a writing can be read as, and how it is written anew without a word of what cannot be read.

A later Escale may say more than this one understands: that is None here, and stays in the writing.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def written_over(content: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """A content of which only what changed is written anew: ``before`` is how it is read, ``now`` what it is to say."""
    return {**content, **{name: value for name, value in now.items() if value != before.get(name)}}


def left_over(content: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What a content says beyond what is known of it."""
    return {name: value for name, value in content.items() if value and known.get(name) != value}
