"""The list of files: found by typing, narrowed by a choice, opened with Enter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.changes import Changes
from desktop.models.closing import MOST_READ, closed_days
from desktop.models.dossiers import OPEN_ONLY, Column, Line, Shown, Wish, is_closed, lines, said_count
from desktop.models.file import Kept
from desktop.models.note import Kind
from desktop.views.desk import Desk
from desktop.views.dossiers.dossiers_table import HEADERS, DossiersTable
from desktop.views.flow import Flow
from desktop.views.kept_marks import KeptMark, kept_icon
from desktop.views.notice import Notice
from desktop.views.pieces import Card, EmptyState, chip_button, label, primary_button
from desktop.views.tables import table_view
from desktop.views.window_buttons import FindRoom

if TYPE_CHECKING:
    from desktop.models.store import Store

Found = tuple[tuple[Line, ...], bool, bool]  # the files, whether reading is closed, and that of those not listed
WIDTHS = {
    Column.NAME: 182, Column.BASIS: 234, Column.SECTIONS: 158, Column.END: 282, Column.NEWS: 80, Column.WAITING: 140,
}.items()  # fmt: skip

NONE = "Aucun dossier ne correspond. Effacez la recherche ou choisissez « En cours »."
ALL_CLOSED = "Aucun dossier en cours ne correspond. Voyez sous « Accompagnements clos »."
ONLY_WHEN_SOME = (Shown.AWAITED, Shown.CLOSED)  # choices that are offered once something answers them
SCREENFUL = 40  # rows: more than a tall screen shows


class DossiersPage(QWidget):
    """Every file that stands on this desk."""

    open_file = Signal(str)  # person
    new_file = Signal()

    def __init__(self, desk: Desk) -> None:
        """Reads the cards when it is first shown."""
        super().__init__()
        self.setProperty("page", True)
        self._desk = desk
        self._stale = True
        self._kept = ""  # the person chosen, through refreshes
        ink, side = desk.theme.colour(desk.theme.colours.muted), desk.theme.px(16)
        marks = {mark: kept_icon(mark, ink, side) for mark in KeptMark}
        self.table = DossiersTable(desk.today, desk.theme.font(15, bold=True), marks)
        self.search = QLineEdit()
        self.count = label("", "muted")
        self.notice = Notice()
        self.order = QComboBox()
        self.view = self._table_view()
        self._chips = QButtonGroup(self)
        self._pages = QStackedWidget()
        self._none = EmptyState(self.tr(NONE))
        self._build()

    def absorb(self, changes: Changes) -> None:
        """Called after every write: read the cards again when some moved."""
        if changes.everything or changes.files or changes.gone or changes.items:
            self.refresh()

    def refresh(self) -> None:
        """Read now if somebody looks, else when somebody does."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._load()

    def tell(self, sentence: str) -> None:
        """Say something quietly above the list, until it is dismissed."""
        self.notice.tell(sentence)

    def narrow(self, shown: Shown) -> None:
        """Show only those files, as their chip does."""
        self._chips.button(list(Shown).index(shown)).setChecked(True)
        self._narrow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._load()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.view.setFocus()
                self._select(self.view.currentIndex().row())
                return True
            if watched is self.view and self._typed(event):
                return True
        return super().eventFilter(watched, event)

    def _typed(self, event: QKeyEvent) -> bool:
        """Letters typed on the table go to the search field; Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isprintable() and event.text().strip():
            self.search.setFocus()
            self.search.insert(event.text())
            return True
        return False

    def _load(self) -> None:
        """A first screenful at once when there is nothing yet to see; every file once that is painted."""
        if self.table.total:
            self._load_all()
            return
        self._desk.background.read(self, "first", lambda store: lines(store.passports.first()), self._show_first)

    def _show_first(self, some: tuple[Line, ...]) -> None:
        if some:
            self.table.show_lines(some)
            self._pages.setCurrentIndex(0)
            self._select(max(self.table.row_of(self._kept), 0))
        QTimer.singleShot(0, self._load_all)

    def _load_all(self) -> None:
        before = self.table.every

        def work(store: Store) -> Found:
            closed = (store.reading is not None, bool(store.intake.absence_asked()))
            ended = closed_days(store.items.of_kind(Kind.CLOSING, MOST_READ))
            return lines(store.passports.cards(), before, ended), *closed

        self._desk.background.read(self, "cards", work, self._show)

    def _show(self, found: Found) -> None:
        every, reading, absence = found
        some = {Shown.AWAITED: any(line.card.kept is Kept.AWAITED for line in every),
                Shown.CLOSED: any(line.closed for line in every)}  # fmt: skip
        for shown in ONLY_WHEN_SOME:
            self._chips.button(list(Shown).index(shown)).setVisible(some[shown] or self.table.wish.shown is shown)
        self.table.close(partial(is_closed, reading=reading, absence=absence))
        self.table.show_lines(every)
        self._say()
        if self.table.wish == Wish():
            people = [self.table.person(row) for row in range(min(SCREENFUL, self.table.rowCount()))]
            self._desk.background.write(lambda store: store.passports.remember_first(people))

    def _narrow(self) -> None:
        self.table.narrow(self.search.text(), list(Shown)[self._chips.checkedId()])
        self._say()

    def _say(self) -> None:
        found, total = self.table.rowCount(), self.table.total
        among = self.table.open_ones if self.table.wish.shown in OPEN_ONLY else total
        self.count.setText(said_count(found, among, self.table.hidden))
        self._none.sentence.setText(self.tr(ALL_CLOSED if self.table.hidden else NONE))
        self._pages.setCurrentIndex(0 if found else 2 if total else 1)
        self._select(max(self.table.row_of(self._kept), 0))

    def _select(self, row: int) -> None:
        if 0 <= row < self.table.rowCount():
            self.view.setCurrentIndex(self.table.index(row, 0))

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self._kept = self.table.person(current.row())

    def _open(self) -> None:
        person = self.table.person(max(self.view.currentIndex().row(), 0))
        if person:
            self._kept = person
            self.open_file.emit(person)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        """The header and the choice of an order say the same thing."""
        self.order.setCurrentIndex(column)
        self.table.sort(column, order)
        self._say()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self.notice)
        column.addLayout(self._tools())
        card = Card()
        card.add(self._pages, 1)
        column.addWidget(card, 1)
        start = primary_button(self.tr("Nouveau dossier"), self.new_file.emit)
        for page in (
            self.view,
            EmptyState(
                self.tr(
                    "Aucun dossier pour l’instant. Connectez-vous depuis Synchronisation pour recevoir les partages, "
                    "ou créez un dossier avec ce que la personne vous a remis ou dit."
                ),
                start,
            ),
            self._none,
        ):
            self._pages.addWidget(page)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Dossiers"), "title"))
        words.addWidget(self.count)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(primary_button(self.tr("Nouveau dossier"), self.new_file.emit), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(FindRoom(self._desk.theme))
        return head

    def _tools(self) -> QVBoxLayout:
        self.search.setPlaceholderText(self.tr("Chercher un nom…"))
        self.search.setAccessibleName(self.tr("Chercher un dossier par le nom de la personne"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(self._desk.theme.px(340))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._open)
        self.search.installEventFilter(self)
        first, second = QHBoxLayout(), Flow(8)
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addStretch(1)
        first.addWidget(self._order_label())
        first.addWidget(self.order)
        for number, shown in enumerate(Shown):
            chip = chip_button(self.tr(shown.value))
            chip.setChecked(shown is Shown.ALL)
            if shown in ONLY_WHEN_SOME:
                chip.hide()
            self._chips.addButton(chip, number)
            second.addWidget(chip)
        self._chips.idClicked.connect(self._narrow)
        rows = QVBoxLayout()
        rows.setSpacing(10)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows

    def _order_label(self) -> QLabel:
        for column in Column:
            self.order.addItem(self.tr(HEADERS[column]))
        self.order.setAccessibleName(self.tr("Trier par"))
        ascending = Qt.SortOrder.AscendingOrder
        self.order.activated.connect(lambda column: self.view.horizontalHeader().setSortIndicator(column, ascending))
        words = QLabel(self.tr("&Trier par"))
        words.setProperty("look", "small")
        words.setBuddy(self.order)
        return words

    def _table_view(self) -> QTableView:
        view = table_view(self.table, self.tr("Dossiers"), self._desk.theme, sortable=False)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for section, width in WIDTHS:
            header.resizeSection(section, self._desk.theme.px(width))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        view.setWordWrap(False)
        view.installEventFilter(self)
        view.doubleClicked.connect(self._open)
        view.selectionModel().currentChanged.connect(self._moved)
        return view
