"""The skills of the form, found in the referential by a few letters, with or without accents."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit

from desktop.models.hand import without_twins
from desktop.models.occupation import Skill
from desktop.models.passport import HeldSkill
from desktop.models.text import folded
from desktop.views.desk import Desk
from desktop.views.notice import Notice
from desktop.views.pieces import Card, label, link_button
from desktop.views.rows import Row, RowsView

PROPOSED: Final = 12


class SkillsField(Card):
    """A field that proposes, and the list of what was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """No skill yet."""
        super().__init__("Compétences")
        self._desk = desk
        self._proposed: tuple[Skill, ...] = ()
        self._names = QStringListModel()
        self.skills: tuple[Skill | HeldSkill, ...] = ()
        self.field = QLineEdit()
        self.rows = RowsView(desk.theme, self.tr("Compétences choisies"))
        self.trouble = label("", "small")
        self.notice = Notice()
        self._remove = link_button(self.tr("Retirer"), self._retire)
        self._build()

    def show_skills(self, skills: tuple[Skill | HeldSkill, ...]) -> None:
        """Replace the list."""
        self.skills = without_twins(skills)
        self.rows.show_rows(Row(skill.code, skill.label) for skill in self.skills)
        self.rows.setVisible(bool(self.skills))
        self._remove.setVisible(bool(self.skills))

    def clear_field(self) -> None:
        """Empty the field."""
        self.field.clear()
        self.notice.hide()
        self.trouble.hide()

    def take(self) -> None:
        """Add the skill whose label stands in the field, or the only one proposed."""
        typed = folded(self.field.text())
        same = [skill for skill in self._proposed if folded(skill.label) == typed]
        found = same or (list(self._proposed) if len(self._proposed) == 1 else [])
        if found:
            self._add(found[0])
        elif typed:
            self.trouble.setText(
                self.tr("Choisissez une compétence dans la liste proposée (flèche du bas, puis Entrée).")
            )
            self.trouble.show()

    def _add(self, skill: Skill) -> None:
        self.show_skills((*self.skills, skill))
        self.clear_field()
        self.changed.emit()
        self.field.setFocus()

    def _search(self, typed: str) -> None:
        self.trouble.hide()
        self.changed.emit()
        if len(folded(typed)) < 2:
            self._proposed = ()
            return
        reference = self._desk.reference
        self._desk.background.run(
            self, lambda: reference().search_skills(typed, PROPOSED), lambda found: self._propose(typed, found)
        )

    def _propose(self, typed: str, found: tuple[Skill, ...]) -> None:
        if typed != self.field.text():
            return
        self._proposed = found
        self._names.setStringList([skill.label for skill in found])
        if found and self.field.hasFocus():
            self.field.completer().complete()

    def _picked(self, proposed: str) -> None:
        for skill in self._proposed:
            if skill.label == proposed:
                self._add(skill)
                return

    def _retire(self) -> None:
        row, before = self.rows.currentIndex().row(), self.skills
        row = row if 0 <= row < len(before) else len(before) - 1
        self.show_skills(before[:row] + before[row + 1 :])
        self.changed.emit()
        self.notice.tell(self.tr("Compétence retirée."), (self.tr("Remettre"), lambda: self.show_skills(before)))

    def _build(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(PROPOSED)
        if popup := completer.popup():
            popup.setAccessibleName(self.tr("Compétences proposées"))
        completer.activated.connect(self._picked, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.field.setPlaceholderText(self.tr("Quelques lettres : « soins », « accueil »…"))
        self.field.setAccessibleName(self.tr("Chercher une compétence à ajouter"))
        self.field.textEdited.connect(self._search)
        self.field.returnPressed.connect(self.take)
        self._remove.setAccessibleName(self.tr("Retirer la compétence choisie"))
        row = QHBoxLayout()
        row.addWidget(self._remove)
        row.addStretch(1)
        for part in (self.rows, row, self.notice, self.field, self.trouble):
            self.add(part)
        self.trouble.hide()
        self.show_skills(())
