"""A card around a chart: the finding as title, one sentence, a plainer text, the table twin, and the export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.charts.chart import Chart
from desktop.models.paper import KINDS
from desktop.views.desk import Desk
from desktop.views.pieces import Card, label, link_button
from desktop.views.saving import ask_where, write_privately

if TYPE_CHECKING:
    from desktop.views.canvas import Canvas

FORMATS: Final = ("png", "svg", "pdf")
NAME: Final = "graphique"  # of the file proposed: it names nobody


class ChartCard(Card):
    """Chart and table show the same rows; ``chart`` is only called, and matplotlib loaded, with the first rows."""

    chosen = Signal(str)  # the key of the region chosen in the chart
    moved = Signal(str)  # the key that the arrows reached
    pointed = Signal(str)  # the key under the mouse, "" when it left
    saved = Signal()  # the chart left as a file

    def __init__(self, desk: Desk, chart: Callable[[], Chart[Any]], table: QWidget | None = None) -> None:
        """``table`` is the twin; without it there is nothing to switch to (the rows stand elsewhere on the page)."""
        super().__init__(look="chart")
        self._desk = desk
        self._chart = chart
        self._rows: Any = None
        self.foot = ""  # what an exported drawing says of its source and its day
        self.canvas: Canvas | None = None
        self.table = table
        self.sentence = label("", "muted")
        self.plain = label("")
        self.plainly = link_button(self.tr("En mots simples"), self._say_plainly)
        self.tools = QVBoxLayout()
        self.tools.setSpacing(8)
        self.switch = link_button(self.tr("Tableau"), self._switch)
        self.export = link_button(self.tr("Exporter"))
        self.export.setMenu(self._formats())
        self.switch.setVisible(table is not None)
        self.export.setVisible(not desk.together)
        for link in (self.plainly, self.switch, self.export):
            self.add_link(link)
        for piece in (self.sentence, self.plain, self.tools):
            self.add(piece)
        self.plain.hide()
        self.plainly.hide()
        if table is not None:
            table.hide()
            self.add(table, 1)

    def show_rows(self, rows: Any, title: str, sentence: str, plain: str = "") -> None:
        """Draw these rows under that finding; the twin's model is the page's to fill.

        ``plain`` says the same in a few short sentences: shown on demand, and read by a screen reader.
        """
        self._rows = rows
        self.set_title(title)
        self.sentence.setText(sentence)
        self.plain.setText(plain)
        self.plainly.setVisible(bool(plain))
        if not plain:
            self.plain.hide()
        self._drawn().show_rows(rows, title, plain or sentence)

    def show_table(self) -> None:
        """Show the twin instead of the drawing, and give it the keyboard."""
        if self.table is not None and self.table.isHidden():
            self._switch()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, path: Path) -> None:
        """Write the chart to a file of the suffix's format, for its owner alone, without making anybody wait."""
        from desktop.charts.paper import exported

        chart, rows, colours = self._chart(), self._rows, self._desk.theme.colours
        title, sentence, foot = self.title.text(), self.sentence.text(), self.foot

        def work() -> None:
            write_privately(path, exported(path.suffix[1:], chart, rows, colours, title, sentence, foot))

        self._desk.background.run(self, work, lambda _: self.saved.emit())

    def _drawn(self) -> Canvas:
        if self.canvas is None:
            from desktop.views.canvas import Canvas

            self.canvas = Canvas(self._chart(), self._desk.theme)
            self.canvas.chosen.connect(self.chosen)
            self.canvas.moved.connect(self.moved)
            self.canvas.pointed.connect(self.pointed)
            self.canvas.setVisible(self.table is None or self.table.isHidden())
            self.column.insertWidget(self.column.indexOf(self.tools) + 1, self.canvas)
        return self.canvas

    def _switch(self) -> None:
        if self.table is None:
            return
        to_table = self.table.isHidden()
        self.table.setVisible(to_table)
        self._drawn().setVisible(not to_table)
        self.switch.setText(self.tr("Graphique") if to_table else self.tr("Tableau"))

    def _say_plainly(self) -> None:
        self.plain.setVisible(self.plain.isHidden())
        self.plainly.setText(
            self.tr("En mots simples") if self.plain.isHidden() else self.tr("Cacher les mots simples")
        )

    def _formats(self) -> QMenu:
        menu = QMenu(self)
        for suffix in FORMATS:
            menu.addAction(KINDS[suffix]).triggered.connect(lambda _=False, suffix=suffix: self._ask_where(suffix))
        return menu

    def _ask_where(self, suffix: str) -> None:
        ask_where(self, self.tr("Exporter le graphique"), NAME, suffix, self.save)
