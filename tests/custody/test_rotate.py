"""Another database key: cut anywhere, the file opens and the rotation ends; the former key opens nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.custody import rotate
from desktop.custody.pages import is_authentic, read_pages
from desktop.custody.pageseal import PageSeal
from desktop.errors import StoreTrouble
from desktop.models.clock import now
from desktop.models.doubt import Doubt
from desktop.models.journal import Event
from tests.custody.desk import Desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A desk with work in it, closed."""
    desk.open()
    desk.work(20)
    desk.anchor()
    desk.close()
    desk.unlock()
    return desk


def _opened_by(path: Path, key: bytes) -> bool:
    return all(is_authentic(number, page, key) for number, page in read_pages(path))


def _seal(desk: Desk) -> PageSeal:
    seal = desk.seal
    assert seal.read()
    return seal


def test_the_new_key_alone_opens_the_file(busy: Desk) -> None:
    former, told = busy.keys.database_key, list[tuple[int, int]]()
    key = rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy), lambda *step: told.append(step))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert key != former
    assert _opened_by(busy.path, key)
    assert not any(is_authentic(number, page, former) for number, page in read_pages(busy.path))
    assert busy.unlock().database_keys == (key,)
    assert busy.path.read_bytes()[:16] == key[32:]
    assert busy.open().doubt is None
    assert busy.notes() == 20


def test_twice_since_the_vault_was_opened(busy: Desk) -> None:
    first = rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy))
    again = rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy))
    assert again != first
    assert busy.unlock().database_keys == (again,)
    assert busy.open().doubt is None
    assert busy.notes() == 20


def test_begun_while_working_it_ends_at_the_next_opening(busy: Desk) -> None:
    former = busy.keys.database_key
    busy.open()
    rotate.begin(busy.vault, busy.keys)
    busy.work(1)
    busy.anchor()
    busy.drop()
    assert len(busy.unlock().database_keys) == 2
    watched = busy.open()
    assert watched.doubt is None
    assert watched.key != former
    assert busy.notes() == 21
    assert busy.store.journal.entries()[0].event is Event.ROTATED
    assert not rotate.due(date.fromisoformat(busy.store.state.get(rotate.ROTATED)), now().date())
    assert busy.again().key == watched.key
    assert busy.keys.database_keys == (watched.key,)


@pytest.mark.parametrize("step", range(6))
def test_cut_anywhere_the_next_opening_goes_on(busy: Desk, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    former, taken = busy.keys.database_key, list[Path]()
    seal = _seal(busy)
    before, after, check = seal.before_checkpoint, seal.after_checkpoint, rotate._check

    def cut(number: int) -> None:
        if number == step:
            taken.append(busy.taken())

    def first(*_: object) -> None:
        cut(1)
        before()
        cut(2)

    def second(*_: object) -> None:
        cut(3)
        after()
        cut(4)

    def third(path: Path, key: bytes) -> None:
        cut(5)
        check(path, key)

    monkeypatch.setattr(PageSeal, "before_checkpoint", first)
    monkeypatch.setattr(PageSeal, "after_checkpoint", second)
    monkeypatch.setattr(rotate, "_check", third)
    rotate.rotate(busy.vault, busy.keys, busy.path, seal, lambda done, _: cut(0) if done == 1 else None)
    monkeypatch.undo()
    busy.put_back(taken[0])
    assert len(busy.unlock().database_keys) == 2
    watched = busy.open()
    assert (watched.doubt, busy.notes()) == (None, 20)
    assert watched.key != former
    assert busy.again().doubt is None
    assert busy.keys.database_keys == (watched.key,)


def test_stopped_before_anything_is_rewritten_the_key_stays(busy: Desk) -> None:
    former = busy.keys.database_key
    assert rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy), cancelled=lambda: True) == former
    assert busy.unlock().database_keys == (former,)
    assert busy.open().doubt is None


def test_a_disk_that_refuses_leaves_a_file_that_opens(busy: Desk) -> None:
    (busy.folder / "escale.sceau.tmp").mkdir()
    with pytest.raises(StoreTrouble):
        rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy))
    (busy.folder / "escale.sceau.tmp").rmdir()
    busy.unlock()
    assert busy.open().doubt is None
    assert busy.notes() == 20
    assert busy.again().doubt is None
    assert len(busy.keys.database_keys) == 1


def test_a_file_of_before_the_rotation_is_seen(busy: Desk) -> None:
    copy = busy.taken()
    rotate.rotate(busy.vault, busy.keys, busy.path, _seal(busy))
    busy.put_back(copy, "escale.db")
    busy.unlock()
    with pytest.raises(StoreTrouble):  # it does not even open: its key is forgotten
        busy.open()
    busy.put_back(copy, "escale.db", "coffre.json", "coffre.json.1")
    busy.unlock()
    assert busy.open().doubt is Doubt.PAGES_CHANGED


def test_once_a_year(busy: Desk) -> None:
    assert rotate.due(None, date(2026, 11, 22))
    assert not rotate.due(date(2026, 1, 1), date(2026, 11, 22))
    assert rotate.due(date(2025, 11, 22), date(2026, 11, 22))
