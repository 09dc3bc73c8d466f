"""The line where an action is typed: words, then Enter. What is not given yet is kept as a draft."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.models.note import Item
from desktop.models.plan import Action, added, same
from desktop.models.plan_terms import step_named


class Entry(QLineEdit):
    """Its id is minted with its first letter."""

    given = Signal(object)  # Action: a new one

    def __init__(self) -> None:
        """An empty line."""
        super().__init__()
        self.id = ""
        self.kept = ""  # the words that the store holds as a draft
        self.setPlaceholderText(self.tr("Ajouter une action : écrivez-la, puis Entrée"))
        self.setAccessibleName(self.tr("Ajouter une action"))
        self.returnPressed.connect(self._give)
        self.textChanged.connect(self._typed)

    @property
    def words(self) -> str:
        """What is typed, without the blanks around it."""
        return self.text().strip()

    @property
    def pending(self) -> bool:
        """Whether the store does not hold what is typed, or holds what is typed no more."""
        return bool(self.id) and self.words != self.kept

    def take_up(self, draft: Item) -> None:
        """Show a line that was being typed when the file was left; nothing typed or just emptied is replaced."""
        if not self.words and not self.pending:
            self.id, self.kept = draft.id, draft.content.get("what", "")
            self.setText(self.kept)

    def give_back(self, new: Action) -> bool:
        """Show again the words of an action that could not be written; whether they are all that was said of it."""
        line = added((), Action(new.id, new.what, step_named(new.what)))
        if free := not self.words and same(replace(new, order=line.order), line):
            self.put(new.id, new.what)
        return free

    def put(self, identifier: str, words: str) -> None:
        """Show words that the store does not hold."""
        self.id, self.kept = identifier, ""
        self.setText(words)

    def forget(self) -> None:
        """An empty line."""
        self.id = self.kept = ""
        self.clear()

    def _typed(self) -> None:
        if self.words and not self.id:
            self.id = str(uuid4())

    def _give(self) -> None:
        if self.words:
            new = Action(self.id or str(uuid4()), self.words, step_named(self.words))
            self.forget()
            self.given.emit(new)
