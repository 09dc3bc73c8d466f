"""What is said of an earlier text, and of what changed since."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.models.note import Kind
from desktop.models.version import Version
from desktop.models.version_words import MOST, listed_changes, only_in, said_changes, said_version, warning
from desktop.models.wordwise import Change, compared

OLD, NEW = "Elle veut partir en mars.", "Elle veut rester en mars, à Thouars."


def version(kind: Kind, author: str = "") -> Version:
    """Four words."""
    return Version(1, kind, datetime(2026, 11, 22, tzinfo=UTC), {"text": "un deux trois quatre"}, author)


def test_changes_are_counted_and_told_in_their_order() -> None:
    pieces = compared(OLD, NEW)
    assert said_changes(pieces) == "Depuis cette version : 4 mots ajoutés, 1 mot retiré."
    told = listed_changes(pieces)
    assert told[:2] == ("Retiré : partir", "Ajouté : rester")
    assert "Thouars" in told[2]


def test_no_change_and_changes_of_signs_are_said() -> None:
    assert said_changes(compared(OLD, OLD)) == "C’est le texte d’aujourd’hui."
    assert said_changes(compared("a b", "a  b")) == "Depuis cette version : seuls des signes ont changé."
    assert listed_changes(compared(OLD, OLD)) == ()


def test_very_many_changes_are_bounded() -> None:
    old = " ".join(f"a{at} mot{at}" for at in range(300))
    new = " ".join(f"b{at} mot{at}" for at in range(300))
    told = listed_changes(compared(old, new))
    assert len(told) == MOST + 1
    assert told[-1] == "Et 400 autres changements."
    (long,) = listed_changes(compared("", "mot " * 1000))
    assert len(long) < 350


def test_where_words_of_one_text_alone_stand() -> None:
    pieces = compared(OLD, NEW)
    assert [OLD[start:end] for start, end in only_in(pieces, Change.REMOVED)] == ["partir"]
    assert "".join(NEW[start:end] for start, end in only_in(pieces, Change.ADDED)) == "rester, à Thouars"


def test_a_version_says_its_length_its_ink_and_who_wrote_it() -> None:
    assert said_version(version(Kind.WORKING)) == "4 mots · note de travail"
    assert said_version(version(Kind.NOTE, "C. Martin")) == "4 mots · à partager · écrite ailleurs par C. Martin"


def test_words_of_a_working_note_are_not_shared_without_a_word() -> None:
    assert "la personne pourra la lire" in warning(version(Kind.WORKING), Kind.NOTE)
    assert warning(version(Kind.WORKING), Kind.WORKING) == warning(version(Kind.NOTE), Kind.NOTE) == ""
