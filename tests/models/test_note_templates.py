"""The headings of each moment, and what is done with them."""

from __future__ import annotations

import pytest

from desktop.models.interview import Moment
from desktop.models.markdown import Sort, blocks
from desktop.models.note_templates import HEADINGS, missing, template, untouched


@pytest.mark.parametrize("moment", Moment)
def test_each_moment_has_few_headings_in_everyday_words(moment: Moment) -> None:
    found = blocks(template(moment))
    assert 3 <= len(found) <= 5
    assert {block.sort for block in found} == {Sort.HEADING}
    assert all(len(block.text) <= 45 for block in found)


def test_no_two_moments_propose_the_same() -> None:
    assert len(set(HEADINGS.values())) == len(Moment)
    assert template(None) == ""


def test_what_was_typed_is_no_template() -> None:
    headings = template(Moment.FIRST)
    assert untouched("")
    assert untouched(" \n")
    assert untouched(headings)
    assert not untouched(headings.replace("\n\n", "\nun mot\n", 1))
    assert not untouched("un mot")


def test_only_the_headings_that_are_missing_are_added() -> None:
    first, *others = HEADINGS[Moment.REVIEW]
    text = f"# {first}\nun mot"
    assert missing(Moment.REVIEW, text) == "\n\n".join(f"# {heading}" for heading in others)
    assert missing(Moment.REVIEW, template(Moment.REVIEW)) == ""
    assert missing(None, text) == ""
