"""How long a note may be: right at every length, and counted only near the limit."""

from __future__ import annotations

import pytest

from desktop.models.note import LONGEST_TEXT, size
from desktop.views.notes.length import Length


class Field:
    """A text that says how often it was read."""

    def __init__(self, text: str) -> None:
        """Stands in the field."""
        self.text, self.reads = text, 0

    def content(self) -> dict[str, str]:
        """What would be written."""
        self.reads += 1
        return {"text": self.text}


def excess(content: dict[str, str]) -> int:
    """How many bytes are beyond what one writing may hold."""
    return max(0, size(content) - LONGEST_TEXT)


@pytest.mark.parametrize("letter", ["a", "é", "€", "\x01", "\n", '"'])
def test_the_limit_is_seen_at_the_very_letter(letter: str) -> None:
    field = Field("")
    length = Length(field.content)
    while not excess(field.content()):
        added = 500 if excess({"text": field.text + letter * 1000}) == 0 else 1
        field.text += letter * added
        assert length.over(added) == excess(field.content())
    over = excess(field.content())
    field.text = field.text[:-over]
    assert length.over(0) == 0


def test_twenty_pages_are_not_counted_at_each_key() -> None:
    field = Field("a" * 50_000)
    length = Length(field.content)
    for _ in range(1000):
        field.text += "a"
        assert length.over(1) == 0
    assert field.reads < 5
    field.text = "a" * LONGEST_TEXT
    length.reset()
    assert length.over(1) > 0
