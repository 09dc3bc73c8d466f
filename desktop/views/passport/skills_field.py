"""The skills of the form, found in the referential by a few letters, with or without accents."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.models.hand import without_twins
from desktop.models.occupation import Skill
from desktop.models.passport import HeldSkill
from desktop.views.desk import Desk
from desktop.views.notice import Notice
from desktop.views.pieces import Card, link_button
from desktop.views.rows import Row, RowsView
from desktop.views.skill_field import SkillField


class SkillsField(Card):
    """A field that proposes, and the list of what was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """No skill yet."""
        super().__init__("Compétences")
        self.skills: tuple[Skill | HeldSkill, ...] = ()
        self.finder = SkillField(
            desk, self.tr("Quelques lettres : « soins », « accueil »…"), self.tr("Chercher une compétence à ajouter")
        )
        self.field = self.finder.field
        self.rows = RowsView(desk.theme, self.tr("Compétences choisies"))
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
        self.finder.clear()
        self.notice.hide()

    def _add(self, skill: Skill) -> None:
        self.show_skills((*self.skills, skill))
        self.clear_field()
        self.changed.emit()
        self.field.setFocus()

    def _retire(self) -> None:
        row, before = self.rows.currentIndex().row(), self.skills
        row = row if 0 <= row < len(before) else len(before) - 1
        self.show_skills(before[:row] + before[row + 1 :])
        self.changed.emit()
        self.notice.tell(self.tr("Compétence retirée."), (self.tr("Remettre"), lambda: self.show_skills(before)))

    def _build(self) -> None:
        self.finder.typed.connect(self.changed)
        self.finder.chosen.connect(self._add)
        self._remove.setAccessibleName(self.tr("Retirer la compétence choisie"))
        row = QHBoxLayout()
        row.addWidget(self._remove)
        row.addStretch(1)
        for part in (self.rows, row, self.notice, self.finder):
            self.add(part)
        self.show_skills(())
