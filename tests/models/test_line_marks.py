"""What a gesture makes of a line's mark."""

from __future__ import annotations

import pytest

from desktop.models.line_marks import box_place, check_mark, heading_mark, item_mark, next_mark, without_bold
from desktop.models.markdown import shape


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("mot", None), ("# titre", None), ("- un", "- "), ("  - un", "  - "), ("- ", ""), ("1. un", "2. "),
        ("9) un", "10. "), ("999. un", "999. "), ("- [ ] un", "- [ ] "), ("- [x] un", "- [ ] "), ("- [ ] ", ""),
        ("- [ ]", ""), ("", None),
    ],
)  # fmt: skip
def test_a_list_goes_on_until_an_item_says_nothing(line: str, expected: str | None) -> None:
    assert next_mark(line) == expected


@pytest.mark.parametrize(
    ("line", "heading", "item", "check"),
    [
        ("mot", "# ", "- ", "- [ ] "),
        ("# mot", "## ", "- ", "- [ ] "),
        ("## mot", "", "- ", "- [ ] "),
        ("- mot", "# ", "", "- [ ] "),
        ("  - [ ] mot", "# ", "  - ", "  - [x] "),
        ("- [X] mot", "# ", "- ", "- [ ] "),
        ("2. mot", "# ", "- ", "- [ ] "),
    ],
)
def test_gestures_change_the_mark_alone(line: str, heading: str, item: str, check: str) -> None:
    assert (heading_mark(line), item_mark(line), check_mark(line)) == (heading, item, check)
    assert line[shape(line).mark :] == "mot"


def test_the_box_of_a_line_is_found() -> None:
    assert box_place("  - [x] fait") == (4, 7)
    assert box_place("- fait") is None


@pytest.mark.parametrize(("words", "expected"), [("**a**", "a"), ("****", None), ("**a** b **c**", None), ("a", None)])
def test_words_bold_from_end_to_end(words: str, expected: str | None) -> None:
    assert without_bold(words) == expected
