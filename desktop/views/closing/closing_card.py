"""Where the accompaniment stands: it goes on, or it is closed, why, and what became of the person six months later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.errors import EscaleError
from desktop.models.closing import OUTCOME_WORDS, Closing, Outcome, closing_content, closing_now, said_closing, to_ask
from desktop.models.closing_fate import OPEN, REOPENING, working_notes
from desktop.models.file import Card as FileCard
from desktop.models.handout import offered
from desktop.models.note import Item, Kind
from desktop.models.shareable import texts_of
from desktop.models.text import begun, counted
from desktop.models.when import said_day
from desktop.views.closing.acts import close, destroy_working, record
from desktop.views.closing.both_ends import BothEnds
from desktop.views.closing.closing_form import ClosingForm
from desktop.views.closing.half_typed import HalfTyped, Typed
from desktop.views.closing.handover import Handover
from desktop.views.desk import Desk
from desktop.views.flow import Flow
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, chip_button, label, secondary_button
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.changes import Changes
    from desktop.models.store import Store

AFTER = "Six mois après"
CLOSING = "closing"  # the name of the first form


class ClosingCard(Card):
    """``show_file`` says whose; every gesture is written at once."""

    settled = Signal(str, object)  # of a conflict: id, content

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__(self.tr("L’accompagnement"))
        self._desk = desk
        self._card: FileCard | None = None
        self._items: tuple[Item, ...] = ()
        self.now: Closing | None = None
        self.form = ClosingForm(desk)
        self.said, self.words = label(""), label("", "muted")
        self.both = BothEnds()
        self.both.settled.connect(self.settled)
        self.left = label("", "alarm")
        self.destroy_button = secondary_button(self.tr("Détruire ces notes"), self._destroy)
        self.undo = UndoBar(desk, self._person)
        self.after, self.due = label(self.tr(AFTER), "group"), label("", "muted")
        self.outcomes = {one: self._outcome(one) for one in Outcome}
        self.row = QWidget()
        self.close_button = secondary_button(self.tr("Clore l’accompagnement…"), self._open)
        self.reopen_button = secondary_button(self.tr("Rouvrir l’accompagnement"), self._reopen)
        self.reopening = label(REOPENING, "small")
        self.handover = Handover(desk, self.undo)
        self.half = HalfTyped(desk, {CLOSING: self.form, "handover": self.handover.form}, self)
        self._build()
        self.forget()

    def forget(self) -> None:
        """Nobody is shown any more."""
        self.half.leave()
        self._card, self._items, self.now = None, (), None
        self.undo.clear()
        self.handover.forget()
        self._fold()
        self.hide()

    def show_file(self, card: FileCard, items: tuple[Item, ...], typed: Typed) -> None:
        """From now on about that file; ``typed`` is what had been left half typed about it, by form."""
        self._card, self._items, self.now = card, items, closing_now(items)
        closed, working = self.now, working_notes(items)
        self.said.setText(said_closing(closed) if closed else OPEN)
        self.words.setText(closed.words if closed else "")
        self.words.setVisible(bool(closed and closed.words))
        self.both.offer(tuple(item for item in items if item.kind is Kind.CLOSING))
        left = counted(working, "note de travail reste", "notes de travail restent")
        self.left.setText(f"{left} dans ce dossier, dont l’accompagnement est clos.")
        for piece in (self.left, self.destroy_button):
            piece.setVisible(bool(closed and working))
        self.form.offer(card, working)
        if closed:
            self._fold()
        self.close_button.setVisible(closed is None and self.form.isHidden())
        for piece in (self.reopen_button, self.reopening):
            piece.setVisible(closed is not None)
        self._show_outcome()
        self.handover.show_file(card.person, items, offered(texts_of(items)))
        self.half.show_person(
            card.person, {name: words for name, words in typed.items() if not closed or name != CLOSING}
        )
        self.show()

    def _show_outcome(self) -> None:
        closed = self.now
        asking = closed is not None and (closed.outcome is not None or to_ask(closed, self._desk.today()))
        for piece in (self.after, self.due):
            piece.setVisible(closed is not None)
        self.row.setVisible(asking)
        for outcome, button in self.outcomes.items():
            button.setChecked(closed is not None and closed.outcome is outcome)
        if closed:
            wait = f"À demander à partir du {said_day(closed.due)}."
            self.due.setText(self.tr("Qu’est devenue la personne ?") if asking else wait)

    def _person(self) -> str:
        return self._card.person if self._card else ""

    def _open(self) -> None:
        """Everything that follows is said before anything is done."""
        self.form.start()
        self._unfold()
        self.form.reason.setFocus()

    def _unfold(self) -> None:
        self.form.show()
        self.close_button.hide()

    def _fill(self, name: str) -> None:
        """A form was filled with what had been left half typed."""
        (self._unfold if name == CLOSING else self.handover.unfold)()

    def _fold(self) -> None:
        self.form.hide()
        self.form.start()
        self.close_button.setVisible(self.now is None)

    def _close(self, closing: Closing) -> None:
        person = self._person()

        def work(store: Store) -> Changes:
            return close(store, person, closing)

        def failed(trouble: EscaleError) -> None:
            if person == self._person():
                self.form.tell(str(trouble))
                self.form.hold(False)
            else:
                self._desk.background.troubled.emit(trouble)

        self._desk.background.write(work, self, None, failed)

    def _reopen(self) -> None:
        if self._card and self.now:
            person, opened = self._card.person, replace(self.now, reopened=self._desk.today())
            self._desk.background.write(lambda store: record(store, person, opened), self)

    def _destroy(self) -> None:
        person = self._person()
        self._desk.background.write(lambda store: destroy_working(store, person), self)

    def _note(self, outcome: Outcome) -> None:
        """One gesture; Ctrl+Z and « Annuler » take it back."""
        if self.now is None:
            return
        content = closing_content(replace(self.now, outcome=outcome, asked=self._desk.today()))
        sentence = f"Six mois après : {OUTCOME_WORDS[outcome]}."
        self.undo.record(self._person(), self._items, Kind.CLOSING, content, sentence)

    def _outcome(self, outcome: Outcome) -> QPushButton:
        words = OUTCOME_WORDS[outcome]
        button = chip_button(begun(words), lambda: self._note(outcome))
        button.setAccessibleName(f"{self.tr(AFTER)} : {words}")
        return button

    def _build(self) -> None:
        line, group = Flow(), QButtonGroup(self)
        group.setExclusive(False)  # none is checked until somebody says so, and undoing may leave none
        for button in self.outcomes.values():
            group.addButton(button)
            line.addWidget(button)
        self.row.setLayout(line)
        self.form.asked.connect(self._close)
        self.form.given_up.connect(self._fold)
        self.half.found.connect(self._fill)
        buttons = SideBySide(self.close_button, self.reopen_button)
        for piece in (self.said, self.words, self.both, self.left, self.destroy_button, self.undo, self.after, self.due,
                      self.row, self.form, buttons, self.reopening, self.handover):  # fmt: skip
            self.add(piece)
