"""Which texts of interviews are given with the synthesis: a list of boxes to tick."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.models.interview import said_header
from desktop.models.markdown import plain
from desktop.models.shareable import SharedText
from desktop.models.when import said_day
from desktop.views.dialog import Dialog
from desktop.views.pieces import label

ID = Qt.ItemDataRole.UserRole
WHY = "Vos notes de travail et vos brouillons n’y sont jamais."


class TextsDialog(Dialog):
    """Space ticks and unticks; what was chosen is kept until another file is opened."""

    def __init__(
        self,
        parent: QWidget,
        texts: Iterable[SharedText],
        ticked: Collection[str],
        then: Callable[[tuple[str, ...]], object],
    ) -> None:
        """``texts`` are listed in their order; ``then`` is told the ids that are ticked."""
        super().__init__(parent, self.tr("Textes à remettre avec la synthèse"), self.tr("Choisir"), self._choose)
        self._then = then
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Textes que la personne peut lire"))
        self.rows.setWordWrap(True)
        for one in texts:
            row = QListWidgetItem(said_text(one), self.rows)
            row.setData(ID, one.id)
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked if one.id in ticked else Qt.CheckState.Unchecked)
        self.rows.setCurrentRow(0)
        self.body.addWidget(label(self.tr(WHY), "muted"))
        self.body.addWidget(self.rows)
        self.rows.setFocus()

    def forget(self) -> None:
        """Nobody's words stay behind."""
        self.rows.clear()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of those that are ticked."""
        rows = (self.rows.item(at) for at in range(self.rows.count()))
        return tuple(row.data(ID) for row in rows if row.checkState() is Qt.CheckState.Checked)

    def _choose(self) -> None:
        chosen = self.ticked
        self.accept()
        self._then(chosen)


def said_text(one: SharedText) -> str:
    """``Bilan · 20 novembre 2026 · Le projet se précise``."""
    head = said_header(one.header) or said_day(one.written.astimezone().date())
    first = next((line for line in plain(one.text).splitlines() if line.strip()), "")
    return f"{head} · {first}"
