"""The earlier texts of a note, each compared with the text of now, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.models.note import Kind
from desktop.models.version import Version
from desktop.models.version_words import said_version, said_when, warning
from desktop.views.dialog import Dialog
from desktop.views.notes.compared_text import ComparedText
from desktop.views.pieces import label
from desktop.views.rows import Row, RowsView
from desktop.views.theme import Theme

UNDONE: Final = "Reprendre une version n’efface rien : Ctrl Z, dans la note, revient au texte d’avant."


class VersionsDialog(Dialog):
    """Says ``wanted`` with the version to take up again, then closes."""

    wanted = Signal(object)  # Version

    def __init__(self, parent: QWidget, theme: Theme, versions: Sequence[Version], today: date) -> None:
        """``versions`` newest first, at least one."""
        super().__init__(parent, self.tr("Versions de cette note"), self.tr("Reprendre cette version"), self._take)
        self._versions = {str(version.number): version for version in versions}
        self._text, self._kind = "", Kind.NOTE
        self.rows = RowsView(theme, self.tr("Versions, de la plus récente à la plus ancienne"), scrolls=True)
        self.shown = ComparedText(theme)
        self.warning = label("", "alarm")
        self.rows.show_rows(
            Row(number, said_when(version, today), "", said_version(version))
            for number, version in self._versions.items()
        )
        self._build(parent, theme)

    def compare_with(self, text: str, kind: Kind) -> None:
        """The text of now, and its ink; the newest version is compared first."""
        self._text, self._kind = text, kind
        self.rows.setCurrentIndex(self.rows.model_of_rows.index(0))
        self._show()

    def forget(self) -> None:
        """Nothing of the texts stays in the window."""
        self._versions, self._text = {}, ""
        self.rows.show_rows(())
        self.shown.show_pieces(())

    def _current(self) -> Version | None:
        at, rows = self.rows.currentIndex().row(), self.rows.model_of_rows.rows
        return self._versions.get(rows[at].key) if 0 <= at < len(rows) else None

    def _show(self) -> None:
        version = self._current()
        if version is not None:
            self.shown.show_texts(version.text, self._text)
            self.warning.setText(warning(version, self._kind))
            self.warning.setVisible(bool(self.warning.text()))
            self.act_button.setEnabled(version.text != self._text)

    def _take(self) -> None:
        version = self._current()
        if version is not None:
            self.wanted.emit(version)
            self.accept()

    def _build(self, parent: QWidget, theme: Theme) -> None:
        self.rows.setFixedWidth(theme.px(230))
        self.shown.setMinimumWidth(theme.px(420))
        self.close_button.setText(self.tr("Fermer"))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.rows)
        row.addWidget(self.shown, 1)
        self.body.addWidget(label(self.tr(UNDONE), "muted"))
        self.body.addLayout(row, 1)
        self.body.addWidget(self.warning)
        self.warning.hide()
        self.resize(QSize(theme.px(860), theme.px(600)).boundedTo(parent.window().size()))
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.rows.chosen.connect(lambda _: self.act_button.setFocus())
