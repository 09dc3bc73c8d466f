"""Two texts compared word by word: exact whatever they are, readable for what people write, never long."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.wordwise import MOST, Change, Compared, compared

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED
TEXTS = st.text(alphabet=st.sampled_from(" \n\tabcé’.🦰"), max_size=60) | st.text(max_size=30)


def told(pieces: Compared, *natures: Change) -> str:
    return "".join(text for change, text in pieces if change in natures)


@given(TEXTS, TEXTS)
def test_both_texts_are_told_to_the_letter(old: str, new: str) -> None:
    pieces = compared(old, new)
    assert told(pieces, SAME, REMOVED) == old
    assert told(pieces, SAME, ADDED) == new
    assert all(text for _, text in pieces)
    assert all(one[0] is not other[0] for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("pareil", "pareil", ((SAME, "pareil"),)),
        ("", "neuf", ((ADDED, "neuf"),)),
        ("de jour, ici", "de nuit, ici", ((SAME, "de "), (REMOVED, "jour"), (ADDED, "nuit"), (SAME, ", ici"))),
        ("un jour", "un journal", ((SAME, "un "), (REMOVED, "jour"), (ADDED, "journal"))),
        ("refaire", "faire", ((REMOVED, "refaire"), (ADDED, "faire"))),
        ("Elle veut", "Elle ne veut plus", ((SAME, "Elle "), (ADDED, "ne "), (SAME, "veut"), (ADDED, " plus"))),
    ],
)
def test_words_are_whole(old: str, new: str, pieces: Compared) -> None:
    assert compared(old, new) == pieces


def test_a_huge_text_is_compared_by_lines() -> None:
    lines = [f"La ligne {number} dit une chose et puis une autre." for number in range(MOST // 10)]
    changed = [line.replace("chose", "idée") if number in (0, 300, 599) else line for number, line in enumerate(lines)]
    pieces = compared("\n".join(lines), "\n".join(changed))
    assert told(pieces, SAME, REMOVED) == "\n".join(lines)
    assert told(pieces, SAME, ADDED) == "\n".join(changed)
    assert [text for change, text in pieces if change is ADDED][1] == changed[300] + "\n"


@pytest.mark.parametrize("words", [2, 90, 3000])
def test_no_pair_of_texts_takes_long(words: int) -> None:
    random = Random(words)  # noqa: S311  # texts, not keys
    old, new = (" ".join(f"m{random.randrange(words)}" for _ in range(30_000)) for _ in range(2))
    began = perf_counter()
    for length in (1_400, 30_000):
        size = len(" ".join(old.split(" ")[:length]))
        compared(old[:size], new[:size])
    compared("a " * 1500, "b " * 1499)
    assert perf_counter() - began < 5
