"""The only module that crosses threads, on a real store: who is called, where, and what never vanishes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.background import Background
from desktop.errors import EscaleError, Refused, StoreLocked, StoreTrouble
from desktop.models.changes import Changes
from desktop.models.store import Store
from desktop.models.store.room import Room
from tests.vault.memory import seals_in_memory

KEPT = Changes(sync=True)


class Page(QObject):
    """A page that notes what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.add(threading.get_ident())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "escale.db"


@pytest.fixture
def background(qapp: object, path: Path) -> Iterator[Background]:
    """On an empty store; stopped at the end, unless the test did."""
    made = Background(Store(path, bytes(48), seals_in_memory()))
    yield made
    close(made)


@pytest.fixture
def page(qapp: object) -> Page:
    return Page()


def close(background: Background) -> None:
    """Close it, if that was not done."""
    try:
        background.ask(lambda _store: None)
    except StoreLocked:
        return
    background.close()


def held(background: Background) -> Event:
    """Keep the store’s thread busy until the event is set; nothing changes."""
    free = Event()
    background.write(lambda _store: Changes(sync=not free.wait(10)))
    return free


def broken(_store: Store) -> Changes:
    raise StoreTrouble("Le disque est plein.")


def buggy(_store: Store) -> Changes:
    raise KeyError("a bug")


def test_an_answer_comes_home_to_the_ui_thread(background: Background, page: Page, qtbot: QtBot) -> None:
    worked: list[int] = []
    background.read(page, "a", lambda store: worked.append(threading.get_ident()) or store.state.get("x"), page.hear)
    background.run(page, lambda: threading.get_ident(), lambda answer: page.hear(answer))
    qtbot.waitUntil(lambda: len(page.heard) == 2)
    assert page.threads == {threading.get_ident()}
    assert threading.get_ident() not in worked
    assert "" in page.heard


def test_nothing_is_called_before_the_event_loop_turns(background: Background, page: Page, qtbot: QtBot) -> None:
    background.write(lambda store: store.state.put({"x": "1"}), page, page.hear).result()
    assert page.heard == []
    qtbot.waitUntil(lambda: page.heard == [KEPT])


def test_the_store_is_touched_by_one_thread_only(background: Background, page: Page, qtbot: QtBot) -> None:
    used: set[int] = set()
    for n in range(20):
        background.write(lambda _store: used.add(threading.get_ident()) or Changes())
        background.read(page, str(n), lambda _store: used.add(threading.get_ident()), page.hear)
    background.run(page, lambda: background.ask(lambda _store: used.add(threading.get_ident())), page.hear)
    qtbot.waitUntil(lambda: len(page.heard) == 21)
    assert len(used) == 1


def test_writes_are_told_in_their_order(background: Background, page: Page, qtbot: QtBot) -> None:
    told: list[str] = []
    for n in range(10):
        background.write(lambda store, n=n: store.state.put({"x": str(n)}), page, lambda _, n=n: told.append(str(n)))
    qtbot.waitUntil(lambda: len(told) == 10)
    assert told == [str(n) for n in range(10)]
    assert background.ask(lambda store: store.state.get("x")) == "9"


def test_pages_hear_of_a_write_that_changed_something_and_of_no_other(background: Background, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    background.changed.connect(heard.append)
    background.write(lambda _store: Changes())
    with qtbot.waitSignal(background.changed):
        background.write(lambda store: store.state.put({"x": "1"}))
    assert heard == [KEPT]


def test_a_newer_read_makes_the_older_pointless(background: Background, page: Page, qtbot: QtBot) -> None:
    free, done = held(background), []
    for word in ("s", "so", "sou", "soud"):
        background.read(page, "search", lambda _store, word=word: done.append(word) or word, page.hear)
    background.read(page, "other", lambda _store: "other", page.hear)
    free.set()
    qtbot.waitUntil(lambda: len(page.heard) == 2)
    assert page.heard == ["soud", "other"]
    assert done == ["soud"]


def test_a_read_overtaken_while_it_runs_is_not_told_even_if_it_failed(
    background: Background, page: Page, qtbot: QtBot
) -> None:
    for outcome in ("answer", "trouble"):
        started, free = Event(), Event()

        def slow(_store: Store, outcome: str = outcome, started: Event = started, free: Event = free) -> str:
            started.set()
            free.wait(10)
            if outcome == "trouble":
                raise StoreTrouble("Trop tard.")
            return "old"

        background.read(page, "search", slow, page.hear, page.hear)
        started.wait(10)
        background.read(page, "search", lambda _store: "new", page.hear, page.hear)
        free.set()
        qtbot.waitUntil(lambda: "new" in page.heard)
        assert page.heard == ["new"]
        page.heard.clear()


def test_the_same_key_of_two_pages_is_two_questions(background: Background, page: Page, qtbot: QtBot) -> None:
    other, free = Page(), held(background)
    background.read(page, "card", lambda _store: 1, page.hear)
    background.read(other, "card", lambda _store: 2, other.hear)
    free.set()
    qtbot.waitUntil(lambda: bool(page.heard and other.heard))
    assert (page.heard, other.heard) == ([1], [2])


def test_a_page_that_is_gone_is_not_called_but_the_others_hear_of_its_write(
    background: Background, page: Page, qtbot: QtBot
) -> None:
    gone, free = Page(), held(background)
    background.read(gone, "a", lambda _store: 1, gone.hear, gone.hear)
    background.run(gone, lambda: 2, gone.hear, gone.hear)
    background.call(gone, lambda: gone.hear(3))
    background.write(lambda store: store.state.put({"x": "1"}), gone, gone.hear, gone.hear)
    heard = gone.heard
    delete(gone)
    with qtbot.waitSignal(background.changed):
        free.set()
    assert heard == []


def test_a_write_that_fails_after_its_page_is_gone_is_still_said(background: Background, qtbot: QtBot) -> None:
    gone, free = Page(), held(background)
    background.write(broken, gone, gone.hear, gone.hear)
    heard = gone.heard
    delete(gone)
    with qtbot.waitSignal(background.troubled) as troubled:
        free.set()
    assert str(troubled.args[0]) == "Le disque est plein."
    assert heard == []


@pytest.mark.parametrize("door", ["read", "write", "run"])
def test_a_trouble_goes_to_who_asked_to_hear_it_else_to_all(
    background: Background, page: Page, qtbot: QtBot, door: str
) -> None:
    def ask(failed: object) -> None:
        if door == "read":
            background.read(page, "a", broken, pytest.fail, failed)  # type: ignore[arg-type]
        elif door == "write":
            background.write(broken, page, pytest.fail, failed)  # type: ignore[arg-type]
        else:
            background.run(page, lambda: background.ask(broken), pytest.fail, failed)  # type: ignore[arg-type]

    with qtbot.assertNotEmitted(background.troubled):
        ask(page.hear)
        qtbot.waitUntil(lambda: len(page.heard) == 1)
    assert isinstance(page.heard[0], StoreTrouble)
    with qtbot.waitSignal(background.troubled) as troubled:
        ask(None)
    assert isinstance(troubled.args[0], StoreTrouble)


@pytest.mark.parametrize("alive", [True, False])
@pytest.mark.parametrize("door", ["read", "write", "run"])
def test_a_bug_never_vanishes(background: Background, qtbot: QtBot, door: str, alive: bool) -> None:
    page, free = Page(), held(background)
    if door == "read":
        background.read(page, "a", buggy, pytest.fail, page.hear)
    elif door == "write":
        background.write(buggy, page, pytest.fail, page.hear)
    else:
        background.run(page, lambda: background.ask(buggy), pytest.fail, page.hear)
    heard = page.heard
    if not alive:
        delete(page)
    with qtbot.captureExceptions() as caught:
        free.set()
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _, _ in caught] == [KeyError]
    assert ["défaut imprévu" in str(trouble) for trouble in heard] == ([True] if alive else [])


def test_a_bug_in_a_page_stops_neither_the_store_nor_the_next_answer(
    background: Background, page: Page, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as caught:
        background.read(page, "a", lambda _store: 1, lambda _answer: [][0])
        background.read(page, "b", lambda _store: 2, page.hear)
        qtbot.waitUntil(lambda: page.heard == [2])
    assert [kind for kind, _, _ in caught] == [IndexError]


def test_work_of_the_pool_asks_the_store_and_calls_the_page(background: Background, page: Page, qtbot: QtBot) -> None:
    def work() -> str:
        background.call(page, lambda: page.hear("half"))
        background.write(lambda store: store.state.put({"x": "1"})).result()
        return background.ask(lambda store: store.state.get("x"))

    background.run(page, work, page.hear)
    qtbot.waitUntil(lambda: len(page.heard) == 2)
    assert page.heard == ["half", "1"]
    assert page.threads == {threading.get_ident()}


def test_a_trouble_of_the_store_reaches_the_pool(background: Background) -> None:
    with pytest.raises(StoreTrouble, match="plein"):
        background.ask(broken)


def test_closing_ends_what_was_asked_and_keeps_every_write(background: Background, page: Page, path: Path) -> None:
    free = held(background)
    started = Event()
    for n in range(20):
        background.write(lambda store, n=n: store.state.put({f"k{n}": str(n)}))

    def exchange() -> None:
        started.set()
        background.write(lambda store: store.state.put({"exchange": "ended"})).result()

    background.run(page, exchange, page.hear)
    started.wait(10)
    free.set()
    background.close()
    again = Store(path, bytes(48), seals_in_memory())
    assert [again.state.get(f"k{n}") for n in range(20)] == [str(n) for n in range(20)]
    assert again.state.get("exchange") == "ended"
    again.close()
    assert not path.with_name("escale.db-wal").exists()


def test_what_is_asked_after_closing_is_refused_in_a_sentence(background: Background, page: Page, qtbot: QtBot) -> None:
    background.close()
    background.read(page, "a", lambda _store: 1, pytest.fail, page.hear)
    background.run(page, lambda: 2, pytest.fail, page.hear)
    future = background.write(lambda store: store.state.put({"x": "1"}), page, pytest.fail, page.hear)
    qtbot.waitUntil(lambda: len(page.heard) == 3)
    assert {type(trouble) for trouble in page.heard} == {StoreLocked}
    assert isinstance(future.exception(), StoreLocked)
    with pytest.raises(StoreLocked, match="fermé"):
        background.ask(lambda store: store.state.get("x"))


def test_expected_failures_are_sentences_with_their_advice() -> None:
    assert str(Refused("Une phrase.", "Un conseil.")) == "Une phrase. Un conseil."
    assert str(EscaleError("Une phrase.")) == "Une phrase."


def test_signals_and_events_lose_no_reference(qapp: QApplication, background: Background) -> None:
    """PySide6 6.12.0 lost one to True a signal and one to None a turn of events on CPython 3.11, until it aborted."""
    heard: list[object] = []
    background.changed.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(200):
        background.changed.emit(1)
        qapp.processEvents()
    after = sys.getrefcount(True), sys.getrefcount(None)
    background.changed.disconnect()
    assert len(heard) == 200
    assert all(then - now < 50 for then, now in zip(before, after, strict=True))


def test_a_narrowed_one_hands_a_part_of_the_store_on_the_same_threads(
    background: Background, page: Page, qtbot: QtBot
) -> None:
    narrowed = background.narrowed(lambda store: Room(store, "a"), "a")
    narrowed.read(page, "part", lambda store: (type(store), threading.current_thread().name), page.hear)
    qtbot.waitUntil(lambda: bool(page.heard))
    assert page.heard == [(Room, background.ask(lambda _: threading.current_thread().name))]
    narrowed.close()
    assert background.ask(lambda store: isinstance(store, Store))


def test_a_narrowed_one_hears_of_its_person_alone_and_its_writes_are_told_to_all(
    background: Background, qtbot: QtBot
) -> None:
    narrowed, here, there = background.narrowed(lambda store: Room(store, "a"), "a"), Page(), Page()
    background.changed.connect(there.hear)
    narrowed.changed.connect(here.hear)
    both, other = Changes(frozenset("ab"), items=frozenset("ab"), sync=True), Changes(items=frozenset("b"), sync=True)
    narrowed.write(lambda _: both)
    background.write(lambda _: other)
    background.write(lambda _: Changes(gone=frozenset("a")))
    qtbot.waitUntil(lambda: len(there.heard) == 3)
    assert there.heard == [both, other, Changes(gone=frozenset("a"))]
    assert here.heard == [Changes(frozenset("a"), items=frozenset("a")), Changes(gone=frozenset("a"))]
