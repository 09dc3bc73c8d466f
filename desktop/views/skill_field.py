"""A field to find a skill by a few letters, with or without accents; how a misspelt word was read is said."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.models.occupation import FoundSkills, Skill
from desktop.models.text import folded
from desktop.views.completing import proposing
from desktop.views.desk import Desk
from desktop.views.pieces import label

PROPOSED: Final = 12
LEAST: Final = 2  # letters from which the referential is asked
CHOOSE: Final = "Choisissez une compétence dans la liste proposée (flèche du bas, puis Entrée)."


class SkillField(QWidget):
    """Emits the skill chosen among those that the referential proposes; it is asked away from the UI thread."""

    chosen = Signal(object)  # Skill
    typed = Signal()  # what is in the field was changed by hand

    def __init__(self, desk: Desk, prompt: str, name: str) -> None:
        """``prompt`` is shown while empty; ``name`` is what a screen reader says of the field."""
        super().__init__()
        self._desk = desk
        self.proposed: tuple[Skill, ...] = ()
        self.names = QStringListModel(self)
        self.field, self.trouble = QLineEdit(), label("", "small")
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(name)
        completer, _ = proposing(self.names, self, self.tr("Compétences proposées"), PROPOSED)
        completer.activated.connect(self._picked, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.field.textEdited.connect(self._search)
        self.field.returnPressed.connect(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for piece in (self.field, self.trouble):
            column.addWidget(piece)
        self.trouble.hide()

    def clear(self) -> None:
        """Nothing typed, nothing proposed."""
        self.proposed = ()
        self.names.setStringList([])
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
            self._say(self.tr(CHOOSE))

    def _search(self, typed: str) -> None:
        self.trouble.hide()
        self.proposed = ()  # those of other letters: Enter must not take one of them
        self.typed.emit()
        if len(folded(typed)) < LEAST:
            return
        reference = self._desk.reference
        self._desk.background.run(
            self, lambda: reference().find_skills(typed, PROPOSED), lambda found: self._propose(typed, found)
        )

    def _propose(self, typed: str, found: FoundSkills) -> None:
        if typed != self.field.text():
            return
        self.proposed = found.skills
        self.names.setStringList([skill.label for skill in found.skills])
        if found.corrected:
            self._say(self.tr("Rien pour « %s » ; voici pour « %s ».") % (typed.strip(), found.corrected))
        if found.skills and self.field.hasFocus():
            self.field.completer().complete()

    def _picked(self, picked: str) -> None:
        if skill := next((skill for skill in self.proposed if skill.label == picked), None):
            self._choose(skill)

    def _choose(self, skill: Skill) -> None:
        self.clear()
        self.chosen.emit(skill)

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
