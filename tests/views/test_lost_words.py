"""Words that a real store refused: written as soon as it accepts, never over what changed, never for a file gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import EscaleError, StoreTrouble
from desktop.models.note import Delivery, Kind, Unsaved
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.lost_words import GONE, KEPT_IN_MEMORY, TAKE_UP, WRITTEN, LostNotice, LostWords
from tests.views.disk import Disk
from tests.views.people import ALI, CLAIRE, NADIA
from tests.views.reach import unnamed

MINE = Unsaved(CLAIRE, "n1", Kind.NOTE, {"text": "Les miens"})


@pytest.fixture
def lost(desk: Desk, qtbot: QtBot) -> Iterator[LostWords]:
    """Nothing lost yet; it tries again by itself only when a test says so."""
    owner = QWidget()
    qtbot.addWidget(owner)
    lost = LostWords(desk, owner)
    lost.again.setInterval(600_000)
    yield lost
    owner.close()


def texts(desk: Desk, person: str = CLAIRE) -> dict[str, str]:
    """What the store holds of that person, by id."""
    return {item.id: item.text for item in desk.background.ask(lambda store: store.items.of(person))}


def write(lost: LostWords, disk: Disk, qtbot: QtBot, words: Unsaved = MINE) -> None:
    """The store refuses these words, and whoever wrote them loses them."""
    disk.fill()
    with qtbot.waitSignals([lost._background.troubled, lost.found]):
        lost.write(words, lost.lose)
    assert isinstance(lost.trouble, StoreTrouble)


def test_they_are_written_with_whatever_else_the_store_accepts(
    lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot
) -> None:
    write(lost, disk, qtbot)
    write(lost, disk, qtbot, Unsaved(NADIA, "n2", Kind.NOTE, {"text": "À envoyer"}, draft=False))
    assert texts(desk) == {}
    disk.free()
    with qtbot.waitSignals([lost.written, lost.written]):
        desk.background.write(lambda store: store.items.record(ALI, Kind.NOTE, {"text": "Autre"}))
    assert (lost.trouble, texts(desk)) == (None, {"n1": "Les miens"})
    assert not lost.again.isActive()
    states = {item.id: item.delivery for item in desk.background.ask(lambda store: store.items.of(NADIA))}
    assert states["n2"] is Delivery.WAITING


def test_they_are_tried_again_when_nothing_else_is_written(
    lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot
) -> None:
    write(lost, disk, qtbot)
    disk.free()
    with qtbot.waitSignal(lost.written):
        lost.again.start(1)
    assert texts(desk) == {"n1": "Les miens"}


def test_nobody_leaves_before_they_are_written(lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    write(lost, disk, qtbot)
    with pytest.raises(StoreTrouble, match="disque est plein"):
        lost.after().result(timeout=10)
    disk.free()
    lost.after().result(timeout=10)
    assert texts(desk) == {"n1": "Les miens"}
    qtbot.waitUntil(lambda: lost.trouble is None)


def test_a_refusal_that_is_not_known_yet_holds_back_too(lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    disk.fill()
    lost.write(MINE, lost.lose)
    with pytest.raises(StoreTrouble):
        lost.after().result(timeout=10)
    qtbot.waitUntil(lambda: lost.of(CLAIRE) is MINE)
    disk.free()
    qtbot.waitUntil(lambda: lost._words["n1"].stood is not None)
    lost.after().result(timeout=10)


def test_what_was_changed_meanwhile_is_not_written_over(lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    desk.background.ask(lambda store: store.items.record(CLAIRE, Kind.NOTE, {"text": "Avant"}, item="n1"))
    write(lost, disk, qtbot)
    disk.free()
    desk.background.ask(lambda store: store.items.record(CLAIRE, Kind.NOTE, {"text": "Depuis"}, item="n1"))
    with pytest.raises(StoreTrouble):
        lost.after().result(timeout=10)
    assert texts(desk) == {"n1": "Depuis"}
    assert lost.take("n1") is MINE
    assert lost.after().result(timeout=10) is not None


def test_a_later_writing_of_the_same_replaces_them(lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    write(lost, disk, qtbot)
    disk.free()
    lost.write(Unsaved(CLAIRE, "n1", Kind.NOTE, {"text": "Mieux"}), lost.lose)
    qtbot.waitUntil(lambda: lost.trouble is None)
    lost.after().result(timeout=10)
    assert texts(desk) == {"n1": "Mieux"}


def test_of_a_file_that_is_gone_they_are_let_go_and_only_that_is_said(
    lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot
) -> None:
    told = list[EscaleError]()
    desk.background.troubled.connect(told.append)
    desk.background.ask(lambda store: store.passports.remove(ALI))
    disk.fill()
    with qtbot.waitSignal(desk.background.troubled):
        lost.write(Unsaved(ALI, "n1", Kind.NOTE, {"text": "Trop tard"}), lost.lose)
    assert ([one.sentence for one in told], lost.trouble) == ([GONE], None)
    disk.free()


def test_a_store_that_cannot_even_be_read_gives_them_back_once_it_can(
    lost: LostWords, desk: Desk, qtbot: QtBot
) -> None:
    def read_only(store: Store, *, now: bool) -> None:
        with store._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA query_only={int(now)}")

    desk.background.ask(lambda store: read_only(store, now=True))
    with qtbot.waitSignals([desk.background.troubled, lost.found]):
        lost.write(MINE, lost.lose)
    assert "lecture seule" in str(lost.trouble)
    desk.background.ask(lambda store: store._engine.dispose())  # the next connection writes again
    lost.after().result(timeout=10)
    assert texts(desk) == {"n1": "Les miens"}


def test_they_are_offered_on_the_page_of_their_person_alone(
    lost: LostWords, desk: Desk, disk: Disk, qtbot: QtBot
) -> None:
    shown, taken = [CLAIRE], list[Unsaved]()
    notice = LostNotice(lost, lambda: shown[0], lambda words: taken.append(lost.take(words.id) or words))
    qtbot.addWidget(notice)
    write(lost, disk, qtbot)
    assert (notice.isHidden(), notice.words.text(), unnamed(notice)) == (False, KEPT_IN_MEMORY, [])
    shown[0] = ALI
    notice.offer()
    assert notice.isHidden()
    shown[0] = CLAIRE
    notice.offer()
    next(link for link in notice.findChildren(QPushButton) if link.text() == TAKE_UP).click()
    assert (taken, notice.isHidden(), lost.trouble) == ([MINE], True, None)
    write(lost, disk, qtbot)
    disk.free()
    lost.after()
    qtbot.waitUntil(lambda: notice.words.text() == WRITTEN)
    assert not notice.isHidden()
