"""Words that the store refused once their field had gone to something else: kept in memory, tried again, offered back.

Each page in which words are typed has one. It tries again by itself: whenever something else could be written, every
few seconds, and before anybody leaves. It never writes over what was changed meanwhile: that is for a human to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import nothing_to_write
from desktop.errors import EscaleError, Refused
from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.file import Card
from desktop.models.note import Item, Unsaved
from desktop.views.desk import Desk
from desktop.views.notice import Notice

if TYPE_CHECKING:
    from desktop.models.store import Store

AGAIN: Final = 10_000  # milliseconds between two tries
GONE: Final = "Ce que vous écriviez n’a pas été gardé : le dossier n’est plus sur ce poste."
KEPT_IN_MEMORY: Final = (
    "Un texte sur cette personne n’a pas pu être enregistré. Il reste en mémoire jusqu’au verrouillage d’Escale."
)
WRITTEN: Final = "Le texte qui n’avait pas pu être enregistré l’est maintenant."
TAKE_UP: Final = "Reprendre le texte"

Content = Mapping[str, str]
Refusals = dict[str, EscaleError]  # by id of what was written


@dataclass(frozen=True, slots=True)
class _Lost:
    """Words, why and when they could not be written, and what stood in their place then, once it could be read."""

    words: Unsaved
    trouble: EscaleError
    since: datetime
    stood: tuple[Item, ...] | None = None


class LostWords(QObject):
    """The last words of each writing that could not be kept; those of a file that is gone are let go."""

    found = Signal()  # there may be words to offer back
    written = Signal(str)  # the id of a person of whom words lost could be written since

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing is lost yet."""
        super().__init__(parent)
        self._background = desk.background
        self._words: dict[str, _Lost] = {}  # by id of the item
        self._under_way: list[Future[Changes]] = []  # writes of words whose end is not known here yet
        self._trying = 0
        self.again = QTimer(self, interval=AGAIN)
        self.again.timeout.connect(self._try)
        self._background.changed.connect(self._absorb)

    @property
    def trouble(self) -> EscaleError | None:
        """Why something could not be written; None when nothing is lost."""
        return next((one.trouble for one in self._words.values()), None)

    def of(self, person: str) -> Unsaved | None:
        """Words about that person that can be taken up again."""
        return next((one.words for one in self._words.values() if one.words.person == person), None)

    def write(self, words: Unsaved, refused: Callable[[Unsaved, EscaleError], None]) -> None:
        """Write these words now; ``refused`` hears why they could not be, and says whether they are lost."""

        def failed(trouble: EscaleError) -> None:
            self._end(write)
            refused(words, trouble)

        write = self._background.write(partial(_record, words=words), self, None, failed)
        self.follow(write, (words.id,))

    def follow(self, write: Future[Changes], ids: Iterable[str]) -> None:
        """Words are being written under these ids: nobody leaves before it is known what became of them."""

        def ended() -> None:
            self._end(write)
            if write.exception() is None:
                for one in ids:
                    self.forget(one)

        self._under_way.append(write)
        write.add_done_callback(lambda _: self._background.call(self, ended))

    def lose(self, words: Unsaved, trouble: EscaleError, *, told: bool = False) -> None:
        """Keep these words and say why they could not be written, unless it was ``told``; of a file gone, only that.

        What a page still shows in its field is not lost: it is written again from there.
        """
        self._words[words.id] = _Lost(words, trouble, now())
        self.again.start()

        def look(store: Store) -> tuple[Card | None, tuple[Item, ...]]:
            return store.passports.card(words.person), _standing(store, words)

        def seen(answer: tuple[Card | None, tuple[Item, ...]]) -> None:
            card, stood = answer
            if (lost := self._words.get(words.id)) and lost.words is words:
                self._words[words.id] = replace(lost, stood=stood)
            if card is None:
                self.forget(words.id)
            tell(trouble if card else Refused(GONE), told=told and card is not None)

        def tell(why: EscaleError, *, told: bool) -> None:
            if not told:
                self._background.troubled.emit(why)
            self.found.emit()

        self._background.read(self, words.id, look, seen, lambda _: tell(trouble, told=told))

    def take(self, item: str) -> Unsaved | None:
        """The words lost of that writing, which are not lost any more: they are in a field again."""
        lost = self._words.get(item)
        self.forget(item)
        return lost.words if lost else None

    def forget(self, item: str) -> None:
        """That writing has been written since."""
        self._words.pop(item, None)
        if not self._words:
            self.again.stop()

    def after(self, kept: Future[Changes] | None = None) -> Future[Changes]:
        """What to wait for before anybody leaves: fails while words, those of ``kept`` too, are not on the disk."""
        writes = (*self._under_way, *((kept,) if kept else ()))
        if not self._words and not self._under_way:
            return kept or nothing_to_write()
        whole, refusals = Future[Changes](), Refusals()

        def settle(last: Future[Changes]) -> None:
            failed = [error for one in (*writes, last) if (error := one.exception())]  # asked before: they have ended
            if trouble := next(iter((*failed, *refusals.values())), None):
                whole.set_exception(trouble)
            else:
                whole.set_result(Changes())

        self._write_again(refusals).add_done_callback(settle)
        return whole

    def _end(self, write: Future[Changes]) -> None:
        """What became of these words is known: they are written, in a field again, or lost."""
        if write in self._under_way:
            self._under_way.remove(write)

    def _try(self) -> None:
        if self._words and not self._trying:
            self._write_again(Refusals())

    def _write_again(self, refusals: Refusals) -> Future[Changes]:
        """Write whatever is lost, all in one go; ``refusals`` is filled with what still cannot be."""
        tried = tuple(self._words.values())

        def work(store: Store) -> Changes:
            changes = Changes()
            for one in tried:
                try:
                    changes |= _write_over(store, one)
                except EscaleError as trouble:
                    refusals[one.words.id] = trouble
            return changes

        def ended(_: object) -> None:
            self._trying -= 1
            self._settle(tried, refusals)

        self._trying += 1
        return self._background.write(work, self, ended, ended)

    def _settle(self, tried: Iterable[_Lost], refusals: Refusals) -> None:
        for one in tried:
            item = one.words.id
            if (lost := self._words.get(item)) is None or lost.words is not one.words:
                continue
            if trouble := refusals.get(item):
                self._words[item] = replace(lost, trouble=trouble)
            else:
                self.forget(item)
                self.written.emit(one.words.person)

    def _absorb(self, changes: Changes) -> None:
        for item in [item for item, one in self._words.items() if one.words.person in changes.gone]:
            self.forget(item)
        self._try()  # the store accepts again, perhaps


class LostNotice(Notice):
    """Offers back, on the page of a person, words about them that are in memory alone; hidden when there are none."""

    def __init__(self, lost: LostWords, person: Callable[[], str], take_up: Callable[[Unsaved], object]) -> None:
        """``person`` answers whose page this is now; ``take_up`` puts words back where they are typed."""
        super().__init__()
        self._lost, self._person, self._take_up = lost, person, take_up
        lost.found.connect(self.offer)
        lost.written.connect(self._say_written)

    def offer(self) -> None:
        """Say what is in memory alone about the person shown, if anything is."""
        if words := self._lost.of(self._person()):
            self.tell(self.tr(KEPT_IN_MEMORY), (self.tr(TAKE_UP), lambda: self._take(words)))
        else:
            self.hide()

    def _take(self, words: Unsaved) -> None:
        self._take_up(words)
        self.offer()

    def _say_written(self, person: str) -> None:
        if person == self._person():
            self.offer()
            if self.isHidden():
                self.tell(self.tr(WRITTEN))


def _record(store: Store, words: Unsaved) -> Changes:
    return store.items.record(words.person, words.kind, words.content, item=words.id, draft=words.draft)


def _standing(store: Store, words: Unsaved) -> tuple[Item, ...]:
    """What the store holds in the place of these words: one item, or none."""
    return tuple(item for item in store.items.of(words.person) if item.id == words.id)


def _write_over(store: Store, lost: _Lost) -> Changes:
    """Write words lost where nothing was written since; the trouble that they were lost by, otherwise."""
    stands, stood = _standing(store, lost.words), lost.stood
    same = all(item.written <= lost.since for item in stands) if stood is None else _said(stands) == _said(stood)
    if not same and _said(stands) != [lost.words.content]:
        raise lost.trouble
    return _record(store, lost.words)


def _said(items: Iterable[Item]) -> list[Content]:
    return [item.content for item in items]
