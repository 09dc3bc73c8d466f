"""How a store is opened: whole, read only, or anew; what is awaited; the generation, the journal, the log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.errors import ReadLocked, StoreTrouble
from desktop.models.changes import Changes
from desktop.models.file import Kept, ReadLock
from desktop.models.journal import EVENT_WORDS, Event
from desktop.models.news import SetAside
from desktop.models.note import Kind
from desktop.models.store import LONG_LOG, Mode, Store
from desktop.models.store.engine import transaction
from tests.store.conftest import KEY, Opener
from tests.store.notes import every_note
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

HAND = "hand-made"
WRITES: dict[str, Callable[[Store], object]] = {
    "note": lambda store: store.items.record(ANNE, Kind.NOTE, {"text": "x"}),
    "page": lambda store: store.intake.absorb(news(received("third", "Trois")), envelope),
    "withdrawal": lambda store: store.intake.absorb(news(ends=(withdrawal(),)), envelope),
    "end": lambda store: store.intake.end_past(date(2028, 1, 1), envelope),
    "state": lambda store: store.state.put({"x": "1"}),
    "remove": lambda store: store.passports.remove(HAND),
    "draft": lambda store: store.drafts.put("x", "y"),
}


def fill(store: Store) -> None:
    """Two shared files, one made by hand, a note about each but Karim."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    store.items.record(ANNE, Kind.NOTE, {"text": "note d’Anne"}, item="n1")
    store.items.record(HAND, Kind.NOTE, {"text": "note à la main"})


def folder(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("-shm")}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_read_only_reads_everything_and_writes_nothing(
    store: Store, path: Path, shelf: ShelfInMemory, write: Callable[[Store], object]
) -> None:
    fill(store)
    store.close()
    before = folder(path)
    shown = Store(path, KEY, seals_on(shelf), mode=Mode.READ_ONLY)
    file = shown.passports.file(ANNE)
    assert file is not None
    assert [item.text for item in shown.items.of(ANNE)] == ["note d’Anne"]
    with pytest.raises(StoreTrouble, match="lecture seule"):
        write(shown)
    assert shown.passports.open(ANNE) == Changes()
    assert shown.passports.remember_first((ANNE,)) == Changes()
    shown.journal.note(Event.VIEWED, ANNE)
    assert [item.text for item in shown.items.of(ANNE)] == ["note d’Anne"]
    shown.close()
    after = folder(path)
    assert after["escale.db"] == before["escale.db"]
    assert set(after) <= {*before, "escale.db-wal"}


def test_read_only_without_the_epoch_shows_shared_files_as_awaited(store: Store, path: Path) -> None:
    fill(store)
    store.close()
    shown = Store(path, KEY, seals_on(ShelfInMemory(None)), mode=Mode.READ_ONLY)
    kept = {card.person: card.kept for card in shown.passports.cards()}
    assert kept == {ANNE: Kept.AWAITED, KARIM: Kept.AWAITED, HAND: Kept.HAND}
    assert shown.items.of(ANNE) == ()
    assert [item.text for item in every_note(shown)] == ["note à la main"]
    assert shown.passports.file(HAND) is not None
    shown.close()


@pytest.fixture
def anew(store: Store, path: Path) -> Store:
    """The same file once the keyring was emptied."""
    fill(store)
    store.close()
    return Store(path, KEY, seals_on(ShelfInMemory(None)), mode=Mode.ANEW)


def test_anew_gives_passports_up_and_keeps_the_rest(anew: Store) -> None:
    cards = {card.person: card for card in anew.passports.cards()}
    assert {person: card.kept for person, card in cards.items()} == {
        ANNE: Kept.AWAITED, KARIM: Kept.AWAITED, HAND: Kept.HAND}  # fmt: skip
    assert (cards[ANNE].holder.name, cards[ANNE].access.end) == ("Dossier à recevoir de nouveau", access().end)
    assert cards[HAND].holder == holder("Main")
    assert anew.items.of(ANNE) == ()
    assert [note.text for note in anew.search.notes("note")] == ["note à la main"]
    assert (anew.post.batch(), anew.post.waiting(), anew.state.get("cursor")) == ((), 1, "")
    with pytest.raises(ReadLocked, match="de nouveau"):
        anew.passports.file(ANNE)
    anew.close()


def test_what_is_awaited_comes_back_with_its_notes(anew: Store) -> None:
    anew.intake.absorb(news(received()), envelope)
    file = anew.passports.file(ANNE)
    assert file is not None
    assert (file.card.kept, file.passport) == (Kept.SHARED, passport())
    assert [item.text for item in anew.items.of(ANNE)] == ["note d’Anne"]
    assert [outgoing.item.id for outgoing in anew.post.batch()] == ["n1"]
    anew.close()


def test_what_is_awaited_is_erased_as_usual(anew: Store) -> None:
    anew.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert anew.receipts.all()[0].handed == 1
    assert anew.intake.end_past(date(2027, 2, 15), envelope).gone == {KARIM}
    assert [card.person for card in anew.passports.cards()] == [HAND]
    anew.close()


def test_an_awaited_file_that_is_set_aside_stays_awaited(anew: Store) -> None:
    anew.intake.absorb(news(aside=(SetAside(ANNE, 2, "Une date n’existe pas.", "", access()),)), envelope)
    assert {card.kept for card in anew.passports.cards() if card.person == ANNE} == {Kept.AWAITED}
    anew.close()


def test_the_generation_grows_with_every_write_and_with_no_read(store: Store, opener: Opener) -> None:
    fill(store)
    before = store.generation()
    store.passports.cards()
    store.items.of(ANNE)
    store.intake.end_past(date(2026, 1, 1), envelope)
    assert store.generation() == before
    store.state.put({"x": "1"})
    assert store.generation() == before + 1
    store.close()
    assert opener().generation() >= before + 1


def test_a_write_that_was_undone_does_not_count(store: Store) -> None:
    fill(store)
    before = store.generation()
    with suppress(RuntimeError), transaction(store._engine) as connection:
        connection.execute(text("DELETE FROM outbox"))
        raise RuntimeError
    assert store.generation() == before


def test_entries_are_chained_and_a_change_is_seen(store: Store, opener: Opener) -> None:
    assert (store.journal.head(), store.journal.broken(), store.journal.holds("")) == ("", None, True)
    for event in Event:
        store.journal.note(event, ANNE, "experiences")
    head = store.journal.head()
    store.journal.note(Event.LOCKED)
    again = opener()
    assert (again.journal.broken(), again.journal.holds(head), again.journal.holds("00" * 32)) == (None, True, False)
    assert [entry.event for entry in again.journal.entries(ANNE)] == list(reversed(Event))
    last = again.journal.entries()[0]
    assert (last.who, last.word, last.seq) == ("", "Coffre verrouillé", len(Event) + 1)
    assert set(EVENT_WORDS) == set(Event)


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("UPDATE journal SET what = 'formations' WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("UPDATE journal SET seq = seq + 1 WHERE seq = 4", 4),
        ("UPDATE journal SET mac = (SELECT mac FROM journal WHERE seq = 1) WHERE seq = 3", 3),
    ],
)
def test_a_journal_that_was_touched_says_where(store: Store, sql: str, first: int) -> None:
    for _ in range(4):
        store.journal.note(Event.VIEWED, ANNE, "experiences")
    with transaction(store._engine) as connection:
        connection.execute(text(sql))
    assert store.journal.broken() == first


class Watch:
    """A guard that remembers when it was told."""

    def __init__(self) -> None:
        """Nothing was told."""
        self.told: list[str] = []

    def before_checkpoint(self) -> None:
        """See Guard."""
        self.told.append("before")

    def after_checkpoint(self) -> None:
        """See Guard."""
        self.told.append("after")


def test_the_guard_is_told_of_every_checkpoint(path: Path, shelf: ShelfInMemory) -> None:
    watch, log = Watch(), path.with_name("escale.db-wal")
    store = Store(path, KEY, seals_on(shelf), guard=watch)
    watch.told.clear()
    fill(store)
    store.tidy()
    assert watch.told == []
    while log.stat().st_size <= LONG_LOG:
        store.drafts.put("long", "x" * 1_000_000)
    store.tidy()
    assert (watch.told, log.stat().st_size) == (["before", "after"], 0)
    store.passports.remove(HAND)
    assert watch.told == ["before", "after"] * 2
    store.state.put({"x": "1"})
    store.close()
    store.close()
    assert watch.told == ["before", "after"] * 3


def test_drafts_are_kept_replaced_and_dropped(store: Store, opener: Opener, path: Path) -> None:
    store.drafts.put("note", "à moitié \ud800")
    store.drafts.put("note", "à moitié écrit")
    assert opener().drafts.get("note") == "à moitié écrit"
    store.drafts.drop("note")
    assert (store.drafts.get("note"), store.drafts.get("autre")) == ("", "")


def test_a_read_lock_closes_what_was_shared_and_nothing_else(store: Store) -> None:
    fill(store)
    store.reading = ReadLock("La consultation est suspendue.", "Faites un échange.")
    with pytest.raises(ReadLocked, match=r"suspendue. Faites un échange"):
        store.passports.file(ANNE)
    assert store.passports.file(HAND) is not None
    assert len(store.passports.cards()) == 3
    store.items.record(ANNE, Kind.NOTE, {"text": "encore"})
    assert len(store.items.of(ANNE)) == 2
    store.reading = None
    assert store.passports.file(ANNE) is not None


def _vanish(store: Store, absent: int, present: int) -> None:
    files = [received(f"p{number:02}", f"N{number}") for number in range(absent + present)]
    store.intake.absorb(news(*files), envelope)
    store.intake.start_over()
    store.intake.absorb(news(*files[absent:]), envelope)
    store.intake.finish_full()


@pytest.mark.parametrize(("absent", "present", "asked"), [(3, 7, 0), (4, 6, 4), (5, 95, 0), (6, 94, 6)])
def test_beyond_three_files_or_five_percent_it_stops_and_asks(
    store: Store, absent: int, present: int, asked: int
) -> None:
    _vanish(store, absent, present)
    assert store.intake.absence_asked() == asked
    if asked:
        with pytest.raises(ReadLocked, match="ne propose plus"):
            store.passports.file("p00")
    else:
        assert store.passports.file("p00") is not None
    assert len(store.passports.cards()) == absent + present
    assert store.passports.file(f"p{absent:02}") is not None


@pytest.mark.parametrize("erase", [False, True])
def test_the_answer_erases_or_opens_again(store: Store, opener: Opener, erase: bool) -> None:
    _vanish(store, 4, 6)
    store.items.record("p00", Kind.NOTE, {"text": "en attente"})
    store.close()
    again = opener()
    assert again.intake.absence_asked() == 4
    changes = again.intake.answer_absence(erase, envelope)
    assert (len(changes.gone), len(again.passports.cards())) == ((4, 6) if erase else (0, 10))
    assert again.intake.absence_asked() == 0
    assert (again.passports.file("p00") is None) is erase
    assert len(again.post.sealed()[1]) == (1 if erase else 0)


def test_files_listed_again_need_no_answer(store: Store) -> None:
    _vanish(store, 4, 6)
    store.intake.absorb(news(*(received(f"p{number:02}", f"N{number}") for number in range(4))), envelope)
    assert store.intake.absence_asked() == 0
    assert store.passports.file("p00") is not None
