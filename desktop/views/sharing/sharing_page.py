"""By what right the file is here, what it covers, until when, what happens then, and the papers for the person."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from desktop.models.access import Basis
from desktop.models.changes import Changes
from desktop.models.file import Card as FileCard
from desktop.models.file import Kept
from desktop.models.sharing import (
    BASIS_SENTENCES,
    BASIS_WORDS,
    not_shared,
    said_dates,
    said_fate,
    said_origin,
    section_list,
)
from desktop.views.closing.closing_card import ClosingCard
from desktop.views.closing.half_typed import Typed
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.notes.turning import Turning
from desktop.views.page import scrolling
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.sharing.person_papers import PersonPapers

if TYPE_CHECKING:
    from desktop.models.note import Item
    from desktop.models.store import Store

    Known = tuple[FileCard | None, tuple[Item, ...], Typed]


class SharingPage(FileTab):
    """Sentences; for a file made here, the way to modify or erase it."""

    title, code = "Partage", "partage"
    edit_asked = Signal(str)  # person

    def __init__(self, desk: Desk) -> None:
        """Empty until somebody is shown."""
        super().__init__(desk)
        self.basis, self.meaning = Card(), label("")
        self.shared, self.missing, self.missing_head = label(""), label("", "muted"), label("", "group")
        self.dates, self.origin, self.fate = label(""), label("", "muted"), label("")
        self.edit_button = secondary_button(self.tr("Modifier"), lambda: self.edit_asked.emit(self.person))
        self.erase_button = secondary_button(self.tr("Effacer ce dossier"), self._ask)
        self.papers = PersonPapers(desk)
        self.closing = ClosingCard(desk)
        self.closing.undo.listen(self)
        self.closing.settled.connect(self._resolve)
        self._build()

    def forget(self) -> None:
        """Whether a file can be modified or erased is said anew of each person."""
        self.edit_button.hide()
        self.erase_button.hide()
        self.papers.offer("", renewable=False)
        self.closing.forget()

    def flush(self) -> Future[Changes]:
        """Keep what is half typed about the end of the accompaniment."""
        return self.closing.half.keep()

    def drop(self) -> None:
        """Forget it: the person's file is gone."""
        self.closing.half.drop()

    def load(self) -> None:
        """Read the card, and what was written."""

        half = self.closing.half

        def work(store: Store, person: str) -> Known:
            return store.passports.card(person), store.items.of(person), half.read(store, person)

        self.read("card", work, self._show)

    def _show(self, known: Known) -> None:
        card, items, typed = known
        if card is None:
            return
        self.closing.show_file(card, items, typed)
        hand, access = card.kept is Kept.HAND, card.access
        self.basis.set_title(BASIS_WORDS[access.basis].capitalize())
        self.meaning.setText(BASIS_SENTENCES[access.basis])
        shared, missing = section_list(access.sections), section_list(not_shared(access.sections))
        self.shared.setText(f"{shared.capitalize()}." if shared else self.tr("Rien pour l’instant."))
        self.missing_head.setText(self.tr("Pas encore dit") if hand else self.tr("Non partagé"))
        self.missing.setText(f"{missing.capitalize()}.")
        for part in (self.missing_head, self.missing):
            part.setVisible(bool(missing))
        self.dates.setText(said_dates(access, self.desk.today()))
        self.origin.setText(said_origin(card))
        self.fate.setText(said_fate(card))
        self.papers.offer(card.person, renewable=access.end is not None and access.basis is Basis.PUBLICATION)
        self.edit_button.setVisible(hand)
        self.erase_button.setVisible(hand)

    def _resolve(self, item: str, content: Mapping[str, str]) -> None:
        self.desk.background.write(lambda store: store.items.resolve(item, content), self)

    def _ask(self) -> None:
        """The one question that cannot be undone."""
        person = self.person
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Effacer ce dossier"))
        box.setText(self.tr("Effacer ce dossier et ses notes de cet ordinateur ?"))
        box.setInformativeText(self.tr("Il a été créé ici : il ne pourra pas être reçu de nouveau."))
        erase = box.addButton(self.tr("Effacer"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Garder le dossier"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        erase.clicked.connect(lambda: self._erase(person))
        box.open()

    def _erase(self, person: str) -> None:
        self.desk.background.write(lambda store: store.passports.remove(person), self)

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("page", True)
        row = Turning(self.desk.theme.px(640), 18)
        row.add(self._left(), 1)
        row.add(self._right(), 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 28, 24)
        column.addWidget(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))

    def _left(self) -> QVBoxLayout:
        self.basis.add(self.meaning)
        covered = Card(self.tr("Ce que ce dossier contient"))
        for part in (self.shared, self.missing_head, self.missing):
            covered.add(part)
        return _stacked(self.basis, covered, self.papers)

    def _right(self) -> QVBoxLayout:
        dates, origin, end = Card(self.tr("Dates")), Card(self.tr("D’où il vient")), Card(self.tr("À la fin"))
        dates.add(self.dates)
        origin.add(self.origin)
        end.add(self.fate)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.erase_button)
        buttons.addStretch(1)
        end.add(buttons)
        return _stacked(self.closing, dates, origin, end)


def _stacked(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(18)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
