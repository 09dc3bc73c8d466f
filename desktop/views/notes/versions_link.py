"""« Versions »: the earlier texts of the note that is shown, asked for once what is typed is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.models.version import Version
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.notes.versions_dialog import VersionsDialog
from desktop.views.pieces import link_button

if TYPE_CHECKING:
    from desktop.views.notes.note_editor import NoteEditor

NO_VERSION: Final = (
    "Pas encore de version antérieure : un texte est gardé quand il est enregistré, repris plus tard ou raccourci."
)


class VersionsLink(QObject):
    """A button of an editor, and the window that it opens."""

    def __init__(self, desk: Desk, editor: NoteEditor) -> None:
        """Nothing is open."""
        super().__init__(editor)
        self._desk, self._editor = desk, editor
        self.dialog: VersionsDialog | None = None
        self.button = link_button(self.tr("Versions"), self._ask)
        self.button.setAccessibleName(self.tr("Versions de cette note"))

    def close(self) -> None:
        """Another note is shown."""
        if self.dialog:
            self.dialog.close()

    def _ask(self) -> None:
        self._editor.keep()
        item = self._editor.id
        self._desk.background.read(
            self, "versions", lambda store: store.versions.of(item), lambda found: self._show(item, found)
        )

    def _show(self, item: str, found: tuple[Version, ...]) -> None:
        editor = self._editor
        if item != editor.id:
            return
        if not found:
            editor.state.setText(self.tr(NO_VERSION))
            announce(editor, editor.state.text())
            return
        self.dialog = VersionsDialog(editor, self._desk.theme, found, self._desk.today())
        self.dialog.wanted.connect(editor.take_version)
        self.dialog.finished.connect(self._forget)
        self.dialog.compare_with(editor.text, editor.kind)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
