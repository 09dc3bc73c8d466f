"""« Ce que la personne lirait »: a note as the access report prints it, word for word, before anybody asks for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.models.reported import Reported
from desktop.views.desk import Desk
from desktop.views.dialog import Dialog
from desktop.views.notes.note_editor import NoteEditor
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button
from desktop.views.quiet_text import QuietText
from desktop.views.theme import Theme

TITLE: Final = "Ce que la personne lirait"
LEAD: Final = (
    "Voici cette note telle que le rapport d’accès l’imprime, mot pour mot. La personne peut le demander quand elle"
    " veut : les notes de travail et les versions antérieures y figurent aussi (RGPD, article 15)."
)


class ReportedDialog(Dialog):
    """Read only; nothing of the note stays in it once it is closed."""

    def __init__(self, parent: QWidget, theme: Theme, shown: Reported) -> None:
        """Shows that."""
        super().__init__(parent, TITLE, "", self.reject)
        self.heading = label(shown.heading, "strong")
        self.text = QuietText(readOnly=True)
        self.text.setAccessibleName(TITLE)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText("\n\n".join(_parts(shown)))
        self.text.setMinimumSize(theme.px(380), theme.px(180))
        self.act_button.hide()
        self.close_button.setText(self.tr("Fermer"))
        for piece in (label(LEAD, "muted"), self.heading):
            self.body.addWidget(piece)
        self.body.addWidget(self.text, 1)
        self.resize(QSize(theme.px(680), theme.px(540)).boundedTo(parent.window().size()))
        self.text.setFocus()

    def forget(self) -> None:
        """Nothing of the words stays in the window."""
        self.text.clear()
        self.heading.setText("")


class ReportedLink(SideBySide):
    """Under the field: asked for the note shown, once what is typed is kept; hidden where no document is made."""

    def __init__(self, desk: Desk, editor: NoteEditor) -> None:
        """Follows ``editor``: there is nothing to read while nothing is written."""
        self.button = link_button(TITLE, self._ask)
        super().__init__(self.button)
        self._desk, self._editor = desk, editor
        self.dialog: ReportedDialog | None = None
        self._note = ""  # whose words the dialog shows
        self.button.setEnabled(False)
        self.setVisible(desk.papers is not None)
        editor.text_changed.connect(self._follow)

    def _follow(self, text: str) -> None:
        self.button.setEnabled(bool(text.strip()))
        if self.dialog and self._note != self._editor.id:
            self.dialog.close()

    def _ask(self) -> None:
        self._editor.keep()
        papers, note = self._desk.papers, self._editor.id
        if papers and note:
            self._desk.background.run(self, lambda: papers.reported(note), lambda found: self._show(note, found))

    def _show(self, note: str, found: Reported) -> None:
        if note == self._editor.id and self.isVisible():
            self._note, self.dialog = note, ReportedDialog(self, self._desk.theme, found)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def _parts(shown: Reported) -> list[str]:
    return [part for told in shown.texts for part in (told.caption, told.words) if part]
