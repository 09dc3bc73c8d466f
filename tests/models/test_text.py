"""Words for searching and for counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.text import begun, counted, folded, in_words, joined, matches


@pytest.mark.parametrize(
    ("one", "other"),
    [("Éric", "eric"), ("Jean-Luc", "jean luc"), ("cœur", "COEUR"), ("L’été", "l'ete"), ("  a   b ", "a b")],
)
def test_two_spellings_of_a_name_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_every_word_must_begin_a_word() -> None:
    assert matches("aide soi", folded("Aide-soignante"))
    assert matches("soi aide", folded("Aide-soignante"))
    assert not matches("oignante", folded("Aide-soignante"))
    assert matches("", folded("Aide-soignante"))


def test_french_counts_zero_as_singular() -> None:
    assert [counted(n, "note") for n in (0, 1, 2)] == ["0 note", "1 note", "2 notes"]
    assert counted(3, "étape datée", "étapes datées") == "3 étapes datées"


def test_small_numbers_are_said_in_letters() -> None:
    assert [in_words(n) for n in (0, 1, 12, 13, -1)] == ["aucun", "un", "douze", "13", "-1"]
    assert [in_words(n, feminine=True) for n in (0, 1, 2)] == ["aucune", "une", "deux"]


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert joined(()) == ""
    assert joined(("a",)) == "a"
    assert joined(("a", "b", "c")) == "a, b et c"
    assert joined(("a", "b"), "ou") == "a ou b"


@pytest.mark.parametrize(
    ("words", "expected"), [("état des lieux", "État des lieux"), ("", ""), ("à Niort", "À Niort"), ("RQTH", "RQTH")]
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_others(words: str, expected: str) -> None:
    assert begun(words) == expected
