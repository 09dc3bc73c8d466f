"""A note as the access report says it: words only, so that pages can show the very same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the note, under a caption ("" for the text that stands)."""

    caption: str
    words: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The line over a note, then the text that stands, the other version in a conflict, and earlier ones."""

    heading: str
    texts: tuple[Told, ...]
