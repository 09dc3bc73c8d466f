"""Words that the store refused once their field had gone to another note: kept in memory, and offered back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.errors import EscaleError, Refused
from desktop.models.changes import Changes
from desktop.models.file import Card
from desktop.models.note import Unsaved
from desktop.views.desk import Desk

GONE: Final = "Ce que vous écriviez n’a pas été gardé : le dossier n’est plus sur ce poste."


class LostWords(QObject):
    """The last words of each note that could not be written; those of a file that is gone are let go."""

    found = Signal()  # there may be words to offer back

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing is lost yet."""
        super().__init__(parent)
        self._background = desk.background
        self._words: dict[str, tuple[Unsaved, EscaleError]] = {}  # by id of the note
        self._background.changed.connect(self._absorb)

    @property
    def trouble(self) -> EscaleError | None:
        """Why something could not be written; None when nothing is lost."""
        return next((trouble for _, trouble in self._words.values()), None)

    def of(self, person: str) -> Unsaved | None:
        """Words about that person that can be taken up again."""
        return next((words for words, _ in self._words.values() if words.person == person), None)

    def lose(self, words: Unsaved, trouble: EscaleError) -> None:
        """Keep these words and say why they could not be written; when their file is gone, say only that."""
        self._words[words.id] = words, trouble

        def tell(card: Card | None) -> None:
            if words.id in self._words:
                if card is None:
                    self.forget(words.id)
                self._background.troubled.emit(trouble if card else Refused(GONE))
                self.found.emit()

        self._background.read(self, words.id, lambda store: store.passports.card(words.person), tell)

    def take(self, item: str) -> Unsaved | None:
        """The words lost of that note, which are not lost any more."""
        words, _ = self._words.pop(item, (None, None))
        return words

    def forget(self, item: str) -> None:
        """That note has been written since."""
        self._words.pop(item, None)

    def _absorb(self, changes: Changes) -> None:
        gone = [item for item, (words, _) in self._words.items() if words.person in changes.gone]
        for item in gone:
            self.forget(item)
