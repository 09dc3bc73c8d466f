"""Which files a list shows, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.models.access import Access, Basis
from desktop.models.dossiers import Column, Shown, Wish, chosen, hidden, lines, said_count
from desktop.models.file import Card, Kept
from desktop.models.passport import Holder, Section

TODAY = date(2026, 11, 22)


def card(first: str, family: str, **values: object) -> Card:
    """A shared file that ends in February."""
    access = Access(Basis.PUBLICATION, (Section.EXPERIENCES,), TODAY, date(2027, 2, 14))
    plain = Card(f"p-{first}", Holder(first, family, 1980), access, Kept.SHARED, 1, datetime(2026, 11, 1, tzinfo=UTC))
    return replace(plain, **values)


SOON = Access(Basis.STATUTORY, (Section.EXPERIENCES, Section.SKILLS), TODAY, date(2026, 11, 25))
HAND = Access(Basis.SAID, (), TODAY)
EVERY = (
    card("Zoé", "Émery", unread=True),
    card("Jean-Noël", "D’Orgeval", access=SOON, waiting=2),
    card("Ali", "Roux", access=HAND, kept=Kept.HAND),
    card("Élodie", "Benali", kept=Kept.ABSENT),
)


def names(wish: Wish) -> list[str]:
    """First names in the order shown."""
    return [line.card.holder.first_name for line in chosen(lines(EVERY), wish, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("elodie", ["Élodie"]), ("EME", ["Zoé"]), ("noel orgeval", ["Jean-Noël"]), ("d'org", ["Jean-Noël"]), ("oux", [])],
)
def test_a_name_is_found_by_the_beginning_of_its_words(text: str, expected: list[str]) -> None:
    assert names(Wish(text)) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.ALL, ["Élodie", "Jean-Noël", "Zoé", "Ali"]),
        (Shown.NEWS, ["Zoé"]),
        (Shown.ENDING, ["Jean-Noël"]),
        (Shown.HAND, ["Ali"]),
        (Shown.ABSENT, ["Élodie"]),
    ],
)
def test_each_choice_keeps_its_own(shown: Shown, expected: list[str]) -> None:
    assert names(Wish(shown=shown)) == expected


@pytest.mark.parametrize(
    ("column", "descending", "first"),
    [
        (Column.NAME, False, "Élodie"),
        (Column.NAME, True, "Ali"),
        (Column.END, False, "Jean-Noël"),
        (Column.END, True, "Ali"),
        (Column.NEWS, False, "Zoé"),
        (Column.WAITING, False, "Jean-Noël"),
        (Column.SECTIONS, True, "Jean-Noël"),
        (Column.BASIS, False, "Ali"),
    ],
)
def test_each_column_sorts(column: Column, descending: bool, first: str) -> None:
    assert names(Wish(column=column, descending=descending))[0] == first


def test_a_name_already_folded_is_kept_and_a_new_one_is_not() -> None:
    before = {line.card.person: line for line in lines(EVERY)}
    renamed = replace(EVERY[0], holder=Holder("Zoé", "Martin", 1980))
    again = lines((EVERY[1], renamed), before)
    assert again[0].words is before["p-Jean-Noël"].words
    assert again[1].key == "martin zoe"


def test_names_folded_together_stay_apart() -> None:
    odd = (card("A|b", "C "), card(" Zoé", ""), card("", "x|"))
    assert [line.words.split() for line in lines(odd)] == [["a", "b", "c"], ["zoe"], ["x"]]
    assert lines(()) == ()


def test_the_count_says_when_the_list_is_narrowed() -> None:
    assert said_count(12, 12) == "12 dossiers"
    assert said_count(1, 12) == "1 dossier sur 12"


def ended(wish: Wish) -> list[str]:
    """First names in the order shown, when two accompaniments are closed."""
    closed = {"p-Zoé": date(2026, 5, 1), "p-Ali": date(2026, 8, 1)}
    return [line.card.holder.first_name for line in chosen(lines(EVERY, closed=closed), wish, TODAY)]


def test_closed_accompaniments_are_apart_and_can_be_seen() -> None:
    assert ended(Wish()) == ["Élodie", "Jean-Noël"]
    assert ended(Wish(shown=Shown.NEWS)) == []
    assert ended(Wish(shown=Shown.HAND)) == ["Ali"]
    assert ended(Wish(shown=Shown.CLOSED)) == ["Zoé", "Ali"]
    assert ended(Wish(shown=Shown.CLOSED, column=Column.BASIS)) == ["Ali", "Zoé"]
    assert ended(Wish(shown=Shown.CLOSED, column=Column.BASIS, descending=True)) == ["Zoé", "Ali"]


def test_how_many_closed_ones_would_answer_is_said() -> None:
    every = lines(EVERY, closed={"p-Zoé": date(2026, 5, 1), "p-Ali": date(2026, 8, 1)})
    assert hidden(every, Wish(), TODAY) == 2
    assert hidden(every, Wish("zo"), TODAY) == 1
    assert hidden(every, Wish(shown=Shown.NEWS), TODAY) == 1
    assert hidden(every, Wish(shown=Shown.HAND), TODAY) == 0
    assert said_count(0, 2, 1) == "0 dossier sur 2 · 1 accompagnement clos à part"


def test_an_accompaniment_that_goes_on_again_is_no_longer_closed() -> None:
    before = {line.card.person: line for line in lines(EVERY, closed={"p-Zoé": date(2026, 5, 1)})}
    assert all(line.closed is None for line in lines(EVERY, before))
