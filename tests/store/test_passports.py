"""Files and their cards: as they came, made here, counted again after each kind of write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.file import Card, Kept
from desktop.models.news import Answer
from desktop.models.note import Kind
from desktop.models.passport import Passport, Section
from desktop.models.store import Store
from tests.store.conftest import Opener
from tests.store.people import (
    ANNE,
    KARIM,
    LONG_AGO,
    RENEWED,
    access,
    envelope,
    holder,
    news,
    passport,
    received,
    withdrawal,
)

HAND = "hand"


def by_person(store: Store) -> dict[str, Card]:
    return {card.person: card for card in store.passports.cards()}


def send(store: Store) -> None:
    store.post.settle(store.post.batch(), [Answer("n1", "accepted", 1)])


WRITES: dict[str, Callable[[Store], object]] = {
    "new file": lambda store: store.intake.absorb(news(received("third", "Trois")), envelope),
    "new version": lambda store: store.intake.absorb(news(received(name="Zoé", version=2)), envelope),
    "withdrawal": lambda store: store.intake.absorb(news(ends=(withdrawal(),)), envelope),
    "renewal": lambda store: store.intake.absorb(news(received(consent=RENEWED)), envelope),
    "note": lambda store: store.items.record(ANNE, Kind.NOTE, {"text": "x"}),
    "draft": lambda store: store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1", draft=True),
    "sent": send,
    "discarded": lambda store: store.items.discard("n1"),
    "opened": lambda store: store.passports.open(ANNE),
    "made here": lambda store: store.passports.create("other", holder(), access("", None), passport()),
    "removed": lambda store: store.passports.remove(HAND),
    "full": lambda store: (store.intake.start_over(), store.intake.finish_full()),
}


@pytest.fixture(autouse=True)
def three_files(store: Store) -> None:
    """Two shared files, one of which has a note that waits, and one made here."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1")


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_cards_in_memory_are_those_of_the_file_after_each_kind_of_write(
    store: Store, opener: Opener, write: Callable[[Store], object]
) -> None:
    before = by_person(store)
    write(store)
    after = by_person(store)
    assert after == by_person(opener())
    assert after == {person: store.passports.card(person) for person in after}
    assert after != before


def test_cards_are_not_read_again_when_nothing_moved(store: Store) -> None:
    first, second = by_person(store), by_person(store)
    assert all(first[person] is second[person] for person in first)
    store.passports.open(ANNE)
    third = by_person(store)
    assert third[KARIM] is first[KARIM]
    assert third[ANNE] is not first[ANNE]


def test_what_waits_is_counted_and_what_is_new_is_told(store: Store) -> None:
    assert (by_person(store)[ANNE].waiting, by_person(store)[KARIM].waiting) == (1, 0)
    assert (by_person(store)[ANNE].unread, by_person(store)[HAND].unread) == (True, False)
    store.items.record(KARIM, Kind.WORKING, {"text": "privée"})
    assert by_person(store)[KARIM].waiting == 0
    assert store.passports.open(ANNE) == Changes(files=frozenset({ANNE}))
    assert not by_person(store)[ANNE].unread
    later = replace(received(version=2), changed=LONG_AGO.replace(year=2100))
    store.intake.absorb(news(later), envelope)
    assert by_person(store)[ANNE].unread
    assert by_person(store)[ANNE].opened is not None


def test_a_file_with_every_section_comes_back_as_it_was(store: Store, opener: Opener) -> None:
    fact, skills = passport().facts[0], passport().skills
    sections = tuple(Section)
    facts = tuple(replace(fact, id=f"f{n}", section=section) for n, section in enumerate(sections)
                  if section is not Section.SKILLS)  # fmt: skip
    whole = Passport(facts, skills, sections)
    one = replace(received(), passport=whole, access=replace(access(), sections=sections))
    store.intake.absorb(news(one), envelope)
    found = opener().passports.file(ANNE)
    assert found is not None
    assert found.passport == whole


def test_a_section_no_longer_shared_is_gone(store: Store) -> None:
    less = Passport(passport().facts, (), (Section.EXPERIENCES,))
    one = replace(received(version=2), passport=less, access=replace(access(), sections=less.sections))
    store.intake.absorb(news(one), envelope)
    found = store.passports.file(ANNE)
    assert found is not None
    assert found.passport == less


def test_nobody_has_no_file(store: Store) -> None:
    assert store.passports.file("nobody") is None
    assert store.passports.card("nobody") is None


def test_a_file_made_here_is_kept_modified_and_removed(store: Store, opener: Opener) -> None:
    assert store.passports.create(HAND, holder("Mains"), access("", None), passport("Mains")).files == {HAND}
    store.items.record(HAND, Kind.NOTE, {"text": "x"})
    found = opener().passports.file(HAND)
    assert found is not None
    assert (found.card.kept, found.card.holder, found.passport) == (Kept.HAND, holder("Mains"), passport("Mains"))
    changes = store.passports.remove(HAND)
    assert changes == Changes(gone=frozenset({HAND}), sync=True)
    assert (store.passports.file(HAND), store.items.of(HAND)) == (None, ())


def test_a_shared_file_is_neither_modified_nor_removed_by_hand(store: Store) -> None:
    with pytest.raises(Refused, match="partagé"):
        store.passports.create(ANNE, holder("Autre"), access("", None), passport("Autre"))
    for person in (ANNE, "nobody"):
        with pytest.raises(Refused, match="créé ici"):
            store.passports.remove(person)
    assert by_person(store)[ANNE].holder == holder()


def test_a_file_removed_then_made_again_has_keys_of_its_own(store: Store, opener: Opener) -> None:
    store.passports.remove(HAND)
    store.passports.create(HAND, holder("Encore"), access("", None), passport("Encore"))
    found = opener().passports.file(HAND)
    assert found is not None
    assert found.passport == passport("Encore")


def test_values_that_belong_to_nobody_are_kept_and_forgotten(store: Store, opener: Opener) -> None:
    assert store.state.get("inconnu") == ""
    assert store.state.put({"a": "été", "b": "x" * 10_000}) == Changes(sync=True)
    store.state.put({"b": "", "c": ""})
    again = opener()
    assert [again.state.get(key) for key in "abc"] == ["été", "", ""]


def test_what_a_list_shows_first_is_remembered_in_its_order(store: Store, opener: Opener) -> None:
    assert store.passports.first() == ()
    assert store.passports.remember_first((HAND, ANNE)) == Changes()
    assert [card.person for card in opener().passports.first()] == [HAND, ANNE]


def test_no_erased_file_stays_among_the_first(store: Store) -> None:
    store.passports.remember_first((HAND, ANNE))
    store.passports.remove(HAND)
    assert store.state.get("first") == ""
    store.passports.remember_first((HAND, ANNE))
    assert store.state.get("first") == ANNE
