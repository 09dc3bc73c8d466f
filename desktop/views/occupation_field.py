"""A field to find an occupation by typing, without accents or capitals; arrows and Enter choose."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from desktop.models.occupation import Found
from desktop.views.completing import proposing
from desktop.views.desk import Desk

MOST = 12


class OccupationField(QLineEdit):
    """Emits the occupation chosen; what is typed is asked of the referential away from the UI thread."""

    chosen = Signal(object)  # Found

    def __init__(self, desk: Desk, prompt: str) -> None:
        """``prompt`` is shown while empty, and is what a screen reader says."""
        super().__init__()
        self._desk = desk
        self._looking: Future[tuple[Found, ...]] | None = None
        self._answered = ""  # what was typed when the answers were asked for
        self.found: tuple[Found, ...] = ()
        self._words = QStringListModel(self)
        completer, self._popup = proposing(self._words, self, self.tr("Métiers trouvés"), MOST)
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._completer = completer
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._look_for)
        self.returnPressed.connect(self._take_first)

    def forget(self) -> None:
        """Nothing typed, nothing found: somebody else is shown."""
        self.clear()
        self._show(())

    def _look_for(self, text: str) -> None:
        reference = self._desk.reference
        if self._looking is not None:
            self._looking.cancel()  # typing never queues up
        if not text.strip():
            self._show(())
            return

        def arrived(found: tuple[Found, ...]) -> None:
            if text == self.text():
                self._answered = text
                self._show(found)

        self._looking = self._desk.background.run(self, lambda: reference().search(text, MOST), arrived)

    def _show(self, found: tuple[Found, ...]) -> None:
        self.found = found
        self._words.setStringList([said(one) for one in found])
        if self.completer() is None and found:
            self.setCompleter(self._completer)
        if found and self.hasFocus():
            self._popup.setFixedHeight(self._room(found))
            self._completer.complete()
        elif not found:
            self._popup.hide()

    def _room(self, found: tuple[Found, ...]) -> int:
        """The height of the answers, long ones on several lines; more than that scrolls."""
        px, metrics = self._desk.theme.px, self.fontMetrics()
        place = QRect(0, 0, self.width() - px(40), px(1000))
        tall = sum(metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, said(one)).height() + px(14) for one in found)
        return min(tall + px(8), px(360))

    def _take(self, words: str) -> None:
        if one := next((one for one in self.found if said(one) == words), None):
            self._choose(one)

    def _take_first(self) -> None:
        if self.found and self.text() == self._answered and not self._popup.isVisible():
            self._choose(self.found[0])

    def _choose(self, one: Found) -> None:
        self.found = ()
        self._words.setStringList([])
        self.clear()
        self.chosen.emit(one)


def said(found: Found) -> str:
    """One answer in words: ``Aide-soignant / Aide-soignante (J1501)``, what matched, how it was read."""
    through = f" : {found.through}" if found.through and found.through != found.label else ""
    read = f" — pour « {found.corrected} »" if found.corrected else ""
    return f"{found.label} ({found.code}){through}{read}"
