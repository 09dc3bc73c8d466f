"""Activity over a month, a quarter or a year: a table on the screen, and the same as a sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.models.closing import MOST_READ
from desktop.models.indicators import DIMENSION_WORDS, Count, Dimension, indicators
from desktop.models.note import Kind
from desktop.models.when import said_day
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.flow import Flow
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, chip_button, label
from desktop.views.plan.fields import ChoiceField
from desktop.views.settings.activity_table import ActivityTable
from desktop.views.tables import table_view

if TYPE_CHECKING:
    from desktop.models.store import Store

WHERE: Final = (
    "Compté sur cet ordinateur seul, à partir des en-têtes de vos notes datées, des rendez-vous qui ont eu lieu et des"
    " fins d’accompagnement. Deux notes d’une même personne le même jour sont un seul entretien. Un dossier effacé"
    " n’est plus compté ; ce qui a été fait ailleurs ne l’est jamais."
)
SMALL: Final = (
    "Personne n’est nommé, classé ni comparé. En dessous de 5 personnes, le nombre n’est pas dit ; une autre ligne est"
    " masquée quand une soustraction le ferait deviner."
)
PERIODS: Final = (
    ("month", "Ce mois"), ("last-month", "Le mois dernier"), ("quarter", "Ce trimestre"),
    ("last-quarter", "Le trimestre dernier"), ("year", "Cette année"), ("last-year", "L’année dernière"),
)  # fmt: skip
SPANS: Final = (("month", 1), ("quarter", 3), ("year", 12))  # months
FIRST: Final = (Dimension.TOTAL, Dimension.LEVEL, Dimension.MEDIUM, Dimension.FILES, Dimension.REASON)


class ActivityCard(Card):
    """The period and what people are told apart by are chosen; nothing of it is kept."""

    def __init__(self, desk: Desk) -> None:
        """Nothing counted yet; ``load`` counts."""
        super().__init__(self.tr("Activité"))
        self._desk = desk
        self.period = ChoiceField(self.tr("Période"))
        self.period.show_choices(PERIODS)
        self.period.show_code("quarter")
        self.chips = {one: chip_button(DIMENSION_WORDS[one], self.load) for one in Dimension}
        self.said, self.none = label("", "group"), label(self.tr("Rien à compter sur cette période."), "muted")
        self.table = ActivityTable()
        self.view = table_view(self.table, self.tr("Activité"), desk.theme, sortable=False)
        self.export = PaperButtons(desk, self.tr("l’activité"), "csv", prints=False)
        self.told = label("", "muted")
        self._build()

    def load(self) -> None:
        """Count anew."""
        start, end = period(str(self.period.currentData()), self._desk.today())
        wanted = tuple(one for one, chip in self.chips.items() if chip.isChecked())

        def work(store: Store) -> tuple[Count, ...]:
            kinds = (Kind.NOTE, Kind.WORKING, Kind.MEETING, Kind.CLOSING)
            items = [item for kind in kinds for item in store.items.of_kind(kind, 10 * MOST_READ)]
            return indicators(store.passports.cards(), items, start, end, wanted)

        self._desk.background.read(self, "activity", work, lambda rows: self._show(rows, start, end))

    def _show(self, rows: tuple[Count, ...], start: date, end: date) -> None:
        self.said.setText(f"Du {said_day(start)} au {said_day(end)}")
        self.table.show(rows)
        self.view.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.view.resizeColumnsToContents()
        height = self.view.horizontalHeader().sizeHint().height() + sum(map(self.view.rowHeight, range(len(rows))))
        self.view.setFixedHeight(height + 2 * self.view.frameWidth() + 4)
        papers = self._desk.papers
        self.export.setVisible(bool(papers and rows))
        self.export.offer((lambda _: papers.activity(rows, start, end)) if papers and rows else None)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _build(self) -> None:
        row, line = QWidget(), Flow()
        for one, chip in self.chips.items():
            chip.setChecked(one in FIRST)
            line.addWidget(chip)
        row.setLayout(line)
        self.period.setMaximumWidth(self._desk.theme.px(300))
        self.period.left.connect(self.load)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.export.told.connect(self._tell)
        self.export.troubled.connect(lambda trouble: self._tell(str(trouble)))
        for piece in (label(self.tr(WHERE), "muted"), label(self.tr(SMALL), "muted"), self.period, row, self.said,
                      self.view, self.none, self.export, self.told):  # fmt: skip
            self.add(piece)
        for piece in (self.view, self.none, self.export, self.told):
            piece.hide()


def period(code: str, today: date) -> tuple[date, date]:
    """The first and the last day of a month, a quarter or a year: this one, or the ``last-`` one."""
    months = dict(SPANS)[code.removeprefix("last-")]
    month = 12 * today.year + today.month - 1
    first = month - month % months - (months if code.startswith("last-") else 0)
    after = first + months
    return _first(first), _first(after) - timedelta(days=1)


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
