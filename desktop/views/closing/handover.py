"""Going on with another counsellor: the agreements of the person, and for each that stands the sheet that it allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.accreditation import STATE, signer
from desktop.models.continuity import (
    Agreement,
    agreement_content,
    agreements,
    reworded,
    said_agreement,
    said_reworded,
)
from desktop.models.note import Delivery, Item, Kind
from desktop.models.shareable import SharedText
from desktop.views.announce import announce
from desktop.views.closing.handover_form import HandoverForm
from desktop.views.desk import Desk
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import label, link_button, secondary_button
from desktop.views.undo import UndoBar


class AgreementRow(QWidget):
    """One agreement in sentences; the sheet and the way to take it back only while it stands."""

    def __init__(self, desk: Desk, handover: Handover) -> None:
        """About no agreement yet."""
        super().__init__()
        self._desk = desk
        self._agreement: Agreement | None = None
        self.said = label("")
        self.sheet = label(self.tr("Fiche de continuité, avec cela seulement :"), "small")
        self.paper = PaperButtons(desk, self.tr("la fiche de continuité"), "pdf", "docx", short=True)
        self.changed = label("", "alarm")
        self.again = link_button(self.tr("Demander de nouveau…"), lambda: handover.ask_again(self._agreement))
        self.withdraw = link_button(self.tr("Retirer cet accord"), lambda: handover.withdraw(self._agreement))
        self.paper.told.connect(handover.tell)
        self.paper.troubled.connect(lambda trouble: handover.tell(str(trouble)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        for piece in (self.said, self.changed, self.sheet, self.paper):
            column.addWidget(piece)
        for way in (self.again, self.withdraw):
            column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

    def show_agreement(self, person: str, agreement: Agreement, texts: Iterable[SharedText]) -> None:
        """From now on about that one; ``texts`` are those of the file as they stand."""
        self._agreement = agreement
        torn = agreement.item is not None and agreement.item.delivery is Delivery.CONFLICT
        stands, handouts, name = agreement.withdrawn is None and not torn, self._desk.handouts, agreement.id
        self.said.setText(said_agreement(agreement))
        other = reworded(agreement, texts) if stands else ()
        self.changed.setText(said_reworded(len(other)) if other else "")
        self.changed.setVisible(bool(other))
        self.again.setVisible(bool(other))
        for way in (self.withdraw, self.again):
            way.setAccessibleName(f"{way.text().rstrip('…')} : {agreement.reader}")
        self.withdraw.setVisible(stands)
        good = stands and not other and handouts is not None
        for piece in (self.sheet, self.paper):
            piece.setVisible(good)
        if handouts is None or not good:
            self.paper.offer(None)
            return
        docx = {"docx": lambda _: handouts.continuity_word_file(person, name)}
        self.paper.offer(lambda ppi: handouts.continuity(person, name, ppi), person, docx)


class Handover(QWidget):
    """``show_file`` says whose; an agreement is written at once, and « Annuler » takes it back."""

    def __init__(self, desk: Desk, undo: UndoBar) -> None:
        """Nobody yet; ``undo`` tells what was just written."""
        super().__init__()
        self._desk = desk
        self._undo = undo
        self._person = ""
        self._items: tuple[Item, ...] = ()
        self._texts: tuple[SharedText, ...] = ()
        self._asking = ""  # the id of the agreement that is being written
        self.rows: dict[str, AgreementRow] = {}
        self.head = label(self.tr("Transmis avec l’accord de la personne"), "group")
        self.told = label("", "muted")
        self.form = HandoverForm(desk)
        self.open_button = secondary_button(self.tr("Transmettre à un autre conseiller…"), self._open)
        self._list = QVBoxLayout()
        self._build()
        self.forget()

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._person, self._items, self._texts = "", (), ()
        self._show_rows(())
        self.form.forget()
        self._fold()
        self.told.hide()

    def show_file(self, person: str, items: tuple[Item, ...], texts: Iterable[SharedText]) -> None:
        """From now on about that person; ``texts`` are those that may be ticked, the last one first."""
        self._person, self._items, self._texts = person, items, tuple(texts)
        self.form.offer(self._texts)
        self._show_rows(agreements(items))
        if self._asking in self.rows:
            self._fold()
            self.open_button.setFocus()

    def withdraw(self, agreement: Agreement | None) -> None:
        """The person takes it back: nothing can be made of it from now on."""
        if agreement and agreement.withdrawn is None:
            taken = replace(agreement, withdrawn=self._desk.today())
            self._record(taken, f"Accord repris : {agreement.reader}.")

    def ask_again(self, agreement: Agreement | None) -> None:
        """The form, for the same reader: the person is asked anew, the former agreement stays as it was given."""
        if agreement:
            self._open()
            self.form.address(agreement)

    def tell(self, words: str) -> None:
        """What was printed or saved, or why not."""
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _show_rows(self, found: tuple[Agreement, ...]) -> None:
        """A row stays the same widget while its agreement is there: somebody may be saving from it."""
        for gone in self.rows.keys() - {one.id for one in found}:
            row = self.rows.pop(gone)
            row.paper.offer(None)
            row.hide()
            row.deleteLater()
        for at, one in enumerate(found):
            if one.id not in self.rows:
                self.rows[one.id] = AgreementRow(self._desk, self)
            row = self.rows[one.id]
            self._list.insertWidget(at, row)
            row.show_agreement(self._person, one, self._texts)
        self.head.setVisible(bool(found))

    def _record(self, agreement: Agreement, sentence: str) -> None:
        self._undo.record(self._person, self._items, Kind.CLOSING, agreement_content(agreement), sentence)

    def _open(self) -> None:
        self.form.start()
        self.unfold()
        self.form.to.setFocus()

    def unfold(self) -> None:
        """Show the form, as it is filled."""
        self.form.show()
        self.open_button.hide()
        self._desk.background.read(
            self, "signer", lambda store: signer(store.state.several((STATE, "counsellor")))[0], self._signed
        )

    def _signed(self, name: str) -> None:
        self.form.by = name

    def _asked(self, agreement: Agreement) -> None:
        """The form stays as it is until the agreement is in the file: nothing typed is lost if it cannot be written."""
        self._asking = agreement.id
        self.form.hold(True)
        self._record(agreement, f"Accord noté pour {agreement.reader}.")

    def _lost(self, person: str) -> None:
        if person == self._person:
            self._asking = ""
            self.form.hold(False)

    def _fold(self) -> None:
        self._asking = ""
        self.form.hide()
        self.form.start()
        self.open_button.show()

    def _build(self) -> None:
        self._list.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(self._list)
        for piece in (self.told, self.form):
            column.addWidget(piece)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._undo.lost.connect(lambda person, *_: self._lost(person))
        self.form.asked.connect(self._asked)
        self.form.given_up.connect(self._fold)
