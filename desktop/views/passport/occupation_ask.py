"""Which occupation a job was: proposals with their reasons, one gesture to confirm, another one, none any more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.correction import Confirmed
from desktop.models.occupation import Found
from desktop.models.passport import Fact
from desktop.models.proposal import Proposal
from desktop.models.text import counted
from desktop.views.desk import Desk
from desktop.views.occupation_field import OccupationField
from desktop.views.pieces import held_together, label, link_button, secondary_button
from desktop.views.rows import Row, RowsView

ASK = "Quel métier était-ce ?"
WHY = "Le métier confirmé ensemble permet de déduire des compétences. Elles restent à confirmer."
NONE = "Aucun métier ne ressemble assez à cet intitulé : cherchez-le avec la personne."


class OccupationAsk(QWidget):
    """Emits what a human says; it never ties anything by itself."""

    tied = Signal(object)  # Found | None
    tied_alike = Signal()

    def __init__(self, desk: Desk) -> None:
        """Says nothing until it is given a job."""
        super().__init__()
        self._proposals: tuple[Proposal, ...] = ()
        self._fact = ""
        self._tied: Confirmed | None = None
        self._changing = False
        self.occupation, self.heading = label("", "strong"), label(ASK, "group")
        self.rows = RowsView(desk.theme, self.tr("Métiers proposés ; Entrée confirme"))
        self.nothing, self.why = label(NONE, "muted"), label(WHY, "small")
        self.alike_words, self.alike = label(""), secondary_button("", self.tied_alike.emit)
        self.other = link_button(self.tr("Un autre métier…"), self._search)
        self.field = OccupationField(desk, self.tr("Trouver un métier…"))
        self.change = link_button(self.tr("Changer de métier…"), self._change)
        self.untie = link_button(self.tr("Détacher"), lambda: self.tied.emit(None))
        self._build()

    def show_job(self, fact: Fact, tied: Confirmed | None, alike: int) -> None:
        """The occupation tied to a job, or the question; ``alike`` is how many jobs of the same title still wait."""
        if fact.id != self._fact or (tied and tied.code) != (self._tied and self._tied.code):
            self._changing = False
            self.field.hide()
        if fact.id != self._fact:
            self._proposals = ()
            self.nothing.hide()
        self._fact, self._tied = fact.id, tied
        self.occupation.setText(f"Métier confirmé ensemble\u00a0: {tied.label} ({tied.code})" if tied else "")
        self._show_alike(fact, alike if tied else 0)
        self._refresh()

    def show_proposals(self, fact: Fact, found: tuple[Proposal, ...]) -> None:
        """What the public tables propose for that job; ignored when another one is shown by now."""
        if fact.id == self._fact:
            self._proposals = found
            self.rows.show_rows(_row(one) for one in found)
            self.nothing.setVisible(not found)
            self._refresh()

    def _show_alike(self, fact: Fact, count: int) -> None:
        """The button is short: a title may be as long as it likes."""
        self.alike_words.setText(
            f"{counted(count, 'autre')} « {fact.title} » {'attend' if count < 2 else 'attendent'} un métier."
        )
        self.alike.setText(self.tr("Confirmer aussi celui-ci") if count < 2 else f"Confirmer aussi ces {count}")
        self.alike.setAccessibleName(f"{self.alike.text()} : « {fact.title} »")
        for piece in (self.alike_words, self.alike):
            piece.setVisible(bool(count))

    def _refresh(self) -> None:
        asking = self._tied is None or self._changing
        self.occupation.setVisible(self._tied is not None)
        self.heading.setVisible(asking)
        self.rows.setVisible(asking and bool(self._proposals))
        self.other.setVisible(asking and self.field.isHidden())
        self.change.setVisible(not asking)
        self.untie.setVisible(self._tied is not None)

    def _confirm(self, row: Row) -> None:
        one = next((one for one in self._proposals if one.occupation.code == row.key), None)
        if one:
            self.tied.emit(Found(one.occupation.code, one.occupation.label, one.title_label, one.title))

    def _search(self) -> None:
        self.field.show()
        self.field.setFocus()
        self._refresh()

    def _change(self) -> None:
        self._changing = True
        self._refresh()
        self.rows.setFocus()

    def _found(self, found: Found) -> None:
        self.field.hide()
        self.tied.emit(found)

    def _build(self) -> None:
        self.rows.chosen.connect(self._confirm)
        self.field.chosen.connect(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.occupation, self.alike_words, self.alike, self.heading, self.rows, self.nothing, self.other,
                      self.field, self.change, self.untie, self.why):  # fmt: skip
            button = isinstance(piece, QPushButton)
            column.addWidget(piece, 0, Qt.AlignmentFlag.AlignLeft if button else Qt.AlignmentFlag(0))
        for hidden in (self.field, self.nothing, self.alike_words, self.alike):
            hidden.hide()


def _row(one: Proposal) -> Row:
    name = f"{one.occupation.label} ({one.occupation.code})"
    return Row(one.occupation.code, name, around=held_together("\n".join(one.reasons)), action="Oui")
