"""What fields that write as one types share: refused words are pending again in them, or are kept in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.errors import EscaleError
from desktop.models.note import Unsaved
from desktop.views.desk import Desk
from desktop.views.held import Held
from desktop.views.lost_words import LostWords
from desktop.views.notes.pace import Pace


class HeldWords(QObject):
    """The words of one kind of writing, about the person that ``held`` is about."""

    refused = Signal()  # what the page shows is not what the store holds

    def __init__(self, desk: Desk, held: Held, parent: QObject) -> None:
        """Nothing is typed yet."""
        super().__init__(parent)
        self._background, self._held = desk.background, held
        self.lost = LostWords(desk, self)
        self._pace = Pace(self)

    def give_back(self, person: str, contents: Sequence[Mapping[str, str]], trouble: EscaleError) -> None:
        """A gesture could not be written, and was told: the words in it are pending again, or lost."""
        for content in contents:
            words = Unsaved(person, content["id"], self._held.kind, content, draft=False)
            self._refuse(words, trouble, told=True)

    def _refuse(self, words: Unsaved, trouble: EscaleError, *, told: bool = False) -> None:
        ours = words.person == self._held.person
        if lost := self._without_field(words) if ours else words:
            self.lost.lose(lost, trouble, told=told)
        elif not told:
            self._background.troubled.emit(trouble)
        if ours:
            self._held.revert(words)
            self.refused.emit()

    def _without_field(self, words: Unsaved) -> Unsaved | None:
        """These words, unless a field has them again, or something else was written in their place since."""
        raise NotImplementedError
