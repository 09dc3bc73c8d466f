"""The store of the shared view: one person, what both may read, what both decide, and nothing else to ask for."""

from __future__ import annotations

import pytest

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.models.note import Delivery, Kind
from desktop.models.store import Store
from desktop.models.store.room import DECIDED, Room
from tests.store.people import ANNE, KARIM, envelope, news, received

PRIVATE, DRAFT, SHARED, OTHER = "brouette", "girouette", "alouette", "pirouette"
LINE = "4f0e2c7a-0000-4000-8000-0000000000d1"


@pytest.fixture
def store(store: Store) -> Store:
    """Two people, a text in each ink, a line of the plan half typed."""
    store.intake.absorb(news(received(), received(KARIM, "Karim", "c2")), envelope)
    store.items.record(ANNE, Kind.WORKING, {"text": PRIVATE})
    store.items.record(ANNE, Kind.NOTE, {"text": SHARED})
    store.items.record(ANNE, Kind.PLAN, {"about": "action", "id": LINE, "what": DRAFT}, item=LINE, draft=True)
    store.items.record(KARIM, Kind.NOTE, {"text": OTHER})
    return store


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store, ANNE)


def one(store: Store, person: str, kind: Kind) -> str:
    """The id of the one writing of that kind."""
    (item,) = (item.id for item in store.items.of(person) if item.kind is kind)
    return item


def test_its_person_is_there_with_what_both_may_read(room: Room, store: Store) -> None:
    assert room.passports.file(ANNE) == store.passports.file(ANNE)
    assert room.passports.card(ANNE) == store.passports.card(ANNE)
    assert [item.text for item in room.items.of(ANNE)] == [SHARED]
    shared = room.shareable(ANNE)
    assert shared == store.shareable(ANNE)
    assert shared is not None
    assert [text.text for text in shared.texts] == [SHARED]


def test_nobody_else_can_be_asked_for(room: Room, store: Store) -> None:
    theirs = one(store, KARIM, Kind.NOTE)
    for asked in (
        lambda: room.passports.file(KARIM),
        lambda: room.shareable(KARIM),
        lambda: room.passports.card(KARIM),
        lambda: room.items.of(KARIM),
        lambda: room.search.shared(KARIM, OTHER),
        lambda: room.search.shared("", OTHER),
        lambda: room.items.record(KARIM, Kind.PLAN, {}),
        lambda: room.items.resolve(theirs, {}),
        lambda: room.items.discard(theirs),
        lambda: room.journal.note(Event.VIEWED, KARIM),
    ):
        with pytest.raises(Refused):
            asked()
    assert [item.text for item in store.items.of(KARIM)] == [OTHER]
    assert not store.journal.entries(KARIM)


def test_it_has_no_other_way_into_the_store(room: Room) -> None:
    public = {name for name in dir(room) if not name.startswith("_")}
    parts = {"items", "journal", "passports", "search"}
    assert public == {*parts, "shareable"}
    ways = {part: {name for name in dir(getattr(room, part)) if not name.startswith("_")} for part in parts}
    assert ways == {
        "items": {"of", "record", "resolve", "discard"}, "journal": {"note"}, "passports": {"card", "file"},
        "search": {"shared"},
    }  # fmt: skip


@pytest.mark.parametrize("kind", sorted(DECIDED))
def test_what_is_decided_together_is_written(room: Room, store: Store, kind: Kind) -> None:
    before = {item.id for item in store.items.of(ANNE)}
    assert room.items.record(ANNE, kind, {"what": "un mot"}).items == {ANNE}
    (new,) = (item for item in store.items.of(ANNE) if item.id not in before)
    assert (new.kind, new.delivery) == (kind, Delivery.WAITING)


@pytest.mark.parametrize("kind", [Kind.WORKING, Kind.MEETING, Kind.DIAGNOSTIC])
def test_the_rest_is_written_in_the_office(room: Room, kind: Kind) -> None:
    with pytest.raises(Refused):
        room.items.record(ANNE, kind, {"text": "un mot"})


def test_a_text_for_both_can_be_added_but_no_note_written_anew(room: Room, store: Store) -> None:
    room.items.record(ANNE, Kind.NOTE, {"text": "Dit ensemble"})
    assert [item.text for item in room.items.of(ANNE)] == [SHARED, "Dit ensemble"]
    private = one(store, ANNE, Kind.WORKING)
    for kind in (Kind.NOTE, Kind.PLAN):
        with pytest.raises(Refused):
            room.items.record(ANNE, kind, {"text": "écrasé"}, item=private)
    with pytest.raises(Refused):
        room.items.record(ANNE, Kind.NOTE, {"text": "brouillon"}, draft=True)
    assert PRIVATE in [item.text for item in store.items.of(ANNE)]


def test_a_line_being_typed_is_kept_and_given_up_but_no_working_note_is(room: Room, store: Store) -> None:
    with pytest.raises(Refused):
        room.items.discard(one(store, ANNE, Kind.WORKING))
    with pytest.raises(Refused):
        room.items.discard(one(store, ANNE, Kind.NOTE))
    assert room.items.discard("4f0e2c7a-0000-4000-8000-0000000000d2") == Changes()
    room.items.discard(LINE)
    assert not [item for item in store.items.of(ANNE) if item.id == LINE]


def test_the_journal_of_its_person_is_added_to(room: Room, store: Store) -> None:
    room.journal.note(Event.EXPORTED, ANNE, "avenir")
    room.journal.note(Event.VIEWED)
    assert [(entry.event, entry.what) for entry in store.journal.entries(ANNE)] == [(Event.EXPORTED, "avenir")]


def test_only_what_both_may_read_of_its_person_is_found(room: Room, store: Store) -> None:
    assert [hit.words for hit in room.search.shared(ANNE, SHARED)] == [SHARED]
    for word in (PRIVATE, DRAFT, OTHER):
        assert room.search.shared(ANNE, word) == ()
    assert [hit.words for hit in store.search.find(PRIVATE)] == [PRIVATE]
