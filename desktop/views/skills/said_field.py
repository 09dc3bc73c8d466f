"""A field to add a skill said in interview: a few letters, with or without accents, then one gesture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop.models.occupation import Skill
from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.pieces import Card, label

PROPOSED: Final = 12


class SaidField(Card):
    """Emits the skill chosen among those that the referential proposes."""

    chosen = Signal(object)  # Skill

    def __init__(self, desk: Desk) -> None:
        """Empty."""
        super().__init__("Une compétence dite en entretien ?")
        self._desk = desk
        self.proposed: tuple[Skill, ...] = ()
        self._names = QStringListModel(self)
        self.field = QLineEdit()
        self.trouble = label("", "small")
        self._build()

    def clear(self) -> None:
        """Nothing typed, nothing proposed."""
        self.proposed = ()
        self._names.setStringList([])
        self.field.clear()
        self.trouble.hide()

    def take(self) -> None:
        """Choose the skill whose label is typed, or the only one proposed; otherwise say how to choose."""
        typed = folded(self.field.text())
        same = [skill for skill in self.proposed if folded(skill.label) == typed]
        found = same or (list(self.proposed) if len(self.proposed) == 1 else [])
        if found:
            self._choose(found[0])
        elif typed:
            self.trouble.setText(self.tr("Choisissez dans la liste proposée (flèche du bas, puis Entrée)."))
            self.trouble.show()

    def _search(self, typed: str) -> None:
        self.trouble.hide()
        if len(folded(typed)) < 2:
            self.proposed = ()
            return
        reference = self._desk.reference
        self._desk.background.run(
            self, lambda: reference().search_skills(typed, PROPOSED), lambda found: self._propose(typed, found)
        )

    def _propose(self, typed: str, found: tuple[Skill, ...]) -> None:
        if typed != self.field.text():
            return
        self.proposed = found
        self._names.setStringList([skill.label for skill in found])
        if found and self.field.hasFocus():
            self.field.completer().complete()

    def _picked(self, label_picked: str) -> None:
        if skill := next((skill for skill in self.proposed if skill.label == label_picked), None):
            self._choose(skill)

    def _choose(self, skill: Skill) -> None:
        self.clear()
        self.chosen.emit(skill)

    def _build(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(PROPOSED)
        popup = QListView()
        popup.setAccessibleName(self.tr("Compétences proposées"))
        popup.setWordWrap(True)
        popup.setResizeMode(QListView.ResizeMode.Adjust)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        completer.activated.connect(self._picked, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.field.setPlaceholderText(self.tr("Quelques lettres…"))
        self.field.setAccessibleName(self.tr("Ajouter une compétence dite en entretien"))
        self.field.textEdited.connect(self._search)
        self.field.returnPressed.connect(self.take)
        self.add(self.field)
        self.add(self.trouble)
        self.trouble.hide()
