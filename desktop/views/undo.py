"""What was just said together, and the way back: one sentence, "Annuler", and Ctrl+Z while the page has the focus.

A correction is an item written anew: undoing writes what it held before, whatever an exchange brought meanwhile. The
bar stays until something else is said or somebody else is shown: nobody has to be quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import EscaleError, Refused
from desktop.models.changes import Changes
from desktop.models.correction import before, item_about, said_of
from desktop.models.note import Item, Kind
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.pieces import label, link_button

if TYPE_CHECKING:
    from desktop.models.store import Store

Content = Mapping[str, str]
DEEDS: Final = 30  # how far back Ctrl+Z goes
UNDO, REDO = "Annuler", "Rétablir"


@dataclass(frozen=True, slots=True)
class Deed:
    """What one gesture wrote about a person, what that replaced, and the sentence that tells it."""

    person: str
    kind: Kind
    said: tuple[Content, ...]
    former: tuple[Content, ...]
    sentence: str

    @property
    def back(self) -> Deed:
        """The deed that undoes this one."""
        return Deed(self.person, self.kind, self.former, self.said, self.sentence)


class UndoBar(QFrame):
    """Hidden until ``record`` has something to tell."""

    lost = Signal(str, object, object)  # what could not be recorded: whose (an id), the contents, EscaleError (told)

    def __init__(self, desk: Desk, person: Callable[[], str] | None) -> None:
        """``person`` answers whose page this is now: what was said of somebody else cannot be undone here.

        None for a page about everybody, on which the last gesture can be undone whoever it was about.
        """
        super().__init__()
        self._desk = desk
        self._person = person
        self._done: list[Deed] = []
        self._undone: Deed | None = None
        self._writing = 0  # writes that are not confirmed yet
        self._owed = 0  # undos asked meanwhile: each waits for what was asked before it
        self._shortcut: QShortcut | None = None
        self.setProperty("notice", True)
        self.words = label("")
        self.button = link_button(UNDO, self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def listen(self, page: QWidget) -> None:
        """Ctrl+Z undoes while ``page`` or anything in it has the focus; a field being typed in keeps its own."""
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shortcut.activated.connect(self.undo)
        self._shortcut.setEnabled(False)

    def above(self, piece: QWidget) -> QWidget:
        """The bar over ``piece``: what was just said stays in sight however far that is scrolled."""
        whole, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(28, 12, 28, 0)
        row.addWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(piece, 1)
        return whole

    def record(
        self, person: str, items: Sequence[Item], kind: Kind, content: Content, sentence: str
    ) -> Future[Changes]:
        """Write one thing said together about ``person``; ``items`` is what the page knows to have been said before."""
        return self.record_all(person, items, kind, (content,), sentence)

    def record_all(
        self, person: str, items: Sequence[Item], kind: Kind, contents: Iterable[Content], sentence: str
    ) -> Future[Changes]:
        """Write several things said in one gesture, one item each; "Annuler" takes them all back."""
        said, done = tuple(dict(content) for content in contents), list[Deed]()

        def work(store: Store) -> Changes:
            known = (*store.items.of(person), *items)  # what the page knows may be older than what the store holds
            done.append(Deed(person, kind, said, tuple(before(known, content) for content in said), sentence))
            return _write(store, done[0], known)

        return self._write(person, work, lambda: self._keep(done[0]), partial(self.lost.emit, person, said))

    def undo(self) -> None:
        """Write what the last gesture replaced; nothing is written over what was changed elsewhere since."""
        if self._writing:
            self._owed += 1
        elif self._done and self._ours(self._done[-1].person):
            deed = self._done[-1]
            self._write(deed.person, lambda store: _replace(store, deed.back), lambda: self._take_back(deed))

    def redo(self) -> None:
        """Write again what was just undone."""
        deed = self._undone
        if deed is not None and self._ours(deed.person) and not self._writing:
            self._write(deed.person, lambda store: _replace(store, deed), lambda: self._keep(deed))

    def clear(self) -> None:
        """Somebody else is shown, or nobody: there is nothing to undo here any more."""
        self._done.clear()
        self._undone, self._owed = None, 0
        self._rest()
        self.hide()

    def _ours(self, person: str) -> bool:
        return self._person is None or person == self._person()

    def _act(self) -> None:
        (self.redo if self._undone else self.undo)()

    def _write(
        self,
        person: str,
        work: Callable[[Store], Changes],
        told: Callable[[], None],
        lost: Callable[[EscaleError], None] | None = None,
    ) -> Future[Changes]:
        def written(_: Changes) -> None:
            self._writing -= 1
            if self._ours(person):
                told()
            self._pay()

        def failed(trouble: EscaleError) -> None:
            self._writing -= 1
            self._owed = 0
            if isinstance(trouble, Refused) and self._ours(person):
                self.clear()
                self._tell(trouble.sentence)
            else:
                self._desk.background.troubled.emit(trouble)
            if lost:
                lost(trouble)

        self._writing += 1
        return self._desk.background.write(work, self, written, failed)

    def _pay(self) -> None:
        """Undo what was asked for while something was being written."""
        if self._owed and not self._writing:
            self._owed -= 1
            self.undo()

    def _keep(self, deed: Deed) -> None:
        self._done = [*self._done[-DEEDS + 1 :], deed]
        self._undone = None
        self._tell(deed.sentence)

    def _take_back(self, deed: Deed) -> None:
        self._done = [one for one in self._done if one is not deed]
        self._undone = deed
        self._tell(self.tr("Annulé : %s") % f"{deed.sentence[:1].lower()}{deed.sentence[1:]}")

    def _tell(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self._rest()
        self.show()
        announce(self, sentence)

    def _rest(self) -> None:
        """What the button and Ctrl+Z do now."""
        self.button.setText(self.tr(REDO) if self._undone else self.tr(UNDO))
        self.button.setAccessibleName(f"{self.button.text()} : {self.words.text()}")
        self.button.setVisible(self._undone is not None or bool(self._done))
        if self._shortcut:
            self._shortcut.setEnabled(bool(self._done))


def _write(store: Store, deed: Deed, known: Sequence[Item]) -> Changes:
    """On the store's thread: an item said by another page a moment ago is written anew too."""
    changes = Changes()
    for content in deed.said:
        changes |= store.items.record(deed.person, deed.kind, content, item=item_about(known, content))
    return changes


def _replace(store: Store, deed: Deed) -> Changes:
    """On the store's thread: write only if everything is still as it was left."""
    known = store.items.of(deed.person)
    for content in deed.former:
        said = said_of(known, content)
        if said is None or dict(said.content) != dict(content):
            raise Refused("Cela a été changé depuis : rien n’a été écrit.", "Dites-le de nouveau si besoin.")
    return _write(store, deed, known)
