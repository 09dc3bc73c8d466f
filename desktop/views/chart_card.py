"""A card around a chart: the finding as title, one sentence, the table twin, and the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.charts.chart import Chart
from desktop.views.desk import Desk
from desktop.views.pieces import Card, label, link_button

if TYPE_CHECKING:
    from desktop.views.canvas import Canvas

FORMATS: Final[Mapping[str, str]] = {"png": "Image (PNG)", "svg": "Dessin (SVG)", "pdf": "Document (PDF)"}


class ChartCard(Card):
    """Chart and table show the same rows; ``chart`` is only called, and matplotlib loaded, with the first rows."""

    chosen = Signal(str)  # the key of the region chosen in the chart
    saved = Signal()  # the chart left as a file

    def __init__(self, desk: Desk, chart: Callable[[], Chart[Any]], table: QWidget | None = None) -> None:
        """``table`` is the twin; without it there is nothing to switch to (the rows stand elsewhere on the page)."""
        super().__init__(look="chart")
        self._desk = desk
        self._chart = chart
        self._rows: Any = None
        self.canvas: Canvas | None = None
        self.table = table
        self.sentence = label("", "muted")
        self.switch = link_button(self.tr("Tableau"), self._switch)
        self.export = link_button(self.tr("Exporter"))
        self.export.setMenu(self._formats())
        self.switch.setVisible(table is not None)
        self.add_link(self.switch)
        self.add_link(self.export)
        self.add(self.sentence)
        if table is not None:
            table.hide()
            self.add(table, 1)

    def show_rows(self, rows: Any, title: str, sentence: str) -> None:
        """Draw these rows under that finding; the twin's model is the page's to fill."""
        self._rows = rows
        self.set_title(title)
        self.sentence.setText(sentence)
        self._drawn().show_rows(rows, title, sentence)

    def save(self, path: Path) -> None:
        """Write the chart to a file of the suffix's format, without making anybody wait."""
        from desktop.charts.paper import save

        chart, rows, colours = self._chart(), self._rows, self._desk.theme.colours
        title, sentence = self.title.text(), self.sentence.text()
        self._desk.background.run(
            self, lambda: save(path, chart, rows, colours, title, sentence), lambda _: self.saved.emit()
        )

    def _drawn(self) -> Canvas:
        if self.canvas is None:
            from desktop.views.canvas import Canvas

            self.canvas = Canvas(self._chart(), self._desk.theme)
            self.canvas.chosen.connect(self.chosen)
            self.canvas.setVisible(self.table is None or self.table.isHidden())
            self.column.insertWidget(2, self.canvas)
        return self.canvas

    def _switch(self) -> None:
        if self.table is None:
            return
        to_table = self.table.isHidden()
        self.table.setVisible(to_table)
        self._drawn().setVisible(not to_table)
        self.switch.setText(self.tr("Graphique") if to_table else self.tr("Tableau"))

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        for suffix, words in FORMATS.items():
            menu.addAction(words).triggered.connect(lambda _=False, suffix=suffix: self._ask_where(suffix))
        return menu

    def _ask_where(self, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Exporter le graphique"), "", f"{FORMATS[suffix]} (*.{suffix})")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # the system's would remember it among recent ones
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
