"""One section of the form: what was added, and the small fields that add a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QWidget

from desktop.errors import Refused
from desktop.models.hand import Entry, check
from desktop.views.desk import Desk
from desktop.views.notice import Notice
from desktop.views.passport.entries_table import EntriesTable
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.tables import table_view


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one section; ``end`` is "" when only one date makes sense."""

    heading: str
    title: str
    place: str
    start: str
    end: str = ""
    example: str = ""


class EntriesField(Card):
    """A table that grows, and inline fields under it; Enter in any of them adds the line."""

    changed = Signal()

    def __init__(self, desk: Desk, wording: Wording) -> None:
        """An empty section."""
        super().__init__(wording.heading)
        self._desk = desk
        self._wording = wording
        self._id = ""  # of the line being taken up again
        self.table = EntriesTable((wording.title, wording.place, self.tr("Quand")))
        self.view = table_view(self.table, wording.heading, desk.theme, sortable=False)
        self.what = QLineEdit(self, placeholderText=wording.example)
        self.place, self.start, self.end = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.ongoing = QCheckBox(self.tr("En cours"), self)
        self.trouble = label("", "alarm")
        self.notice = Notice()
        self.add_button = secondary_button(self.tr("Ajouter"), self.take)
        self._again = link_button(self.tr("Reprendre"), self._reprise)
        self._remove = link_button(self.tr("Retirer"), self._retire)
        self._build()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Replace what was added, and empty the fields."""
        self.clear_fields()
        self.notice.hide()
        self._put(entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines added so far."""
        return self.table.entries

    @property
    def typing(self) -> bool:
        """Whether something stands in the fields that was not added yet."""
        return any(field.text().strip() for field in (self.what, self.place, self.start, self.end))

    @property
    def line(self) -> Entry:
        """What stands in the fields."""
        return Entry(self.what.text().strip(), self.place.text().strip(), self.start.text(), self.end.text(),
                     self.ongoing.isChecked(), self._id)  # fmt: skip

    def show_line(self, entry: Entry) -> None:
        """Put a line in the fields."""
        self.what.setText(entry.title)
        self.place.setText(entry.place)
        self.start.setText(entry.start)
        self.end.setText(entry.end)
        self.ongoing.setChecked(entry.ongoing)
        self._id = entry.id

    def take(self) -> bool:
        """Add what stands in the fields; False, with a sentence, when it cannot be."""
        entry = self.line
        try:
            check(entry)
        except Refused as trouble:
            self._tell(str(trouble))
            (self.what if not entry.title else self.start).setFocus()
            return False
        self.clear_fields()
        self._put((*self.entries, entry))
        self.changed.emit()
        self.what.setFocus()
        return True

    def clear_fields(self) -> None:
        """Empty the fields without adding anything."""
        self.show_line(Entry(""))
        self._tell("")

    def _put(self, entries: tuple[Entry, ...]) -> None:
        self.table.show(entries)
        for part in (self.view, self._again, self._remove):
            part.setVisible(bool(entries))
        row, head = self.view.verticalHeader().defaultSectionSize(), self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + row * min(len(entries), 8) + 6)
        if entries:
            self.view.setCurrentIndex(self.table.index(len(entries) - 1, 0))

    def _reprise(self) -> None:
        """Take the chosen line up again in the fields."""
        if self.typing and not self.take():
            return
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.entries):
            entry = self.entries[row]
            self._put(self.entries[:row] + self.entries[row + 1 :])
            self.show_line(entry)
            self.changed.emit()
            self.what.setFocus()

    def _retire(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.entries):
            before = self.entries
            self._put(before[:row] + before[row + 1 :])
            self.changed.emit()
            self.notice.tell(self.tr("Ligne retirée."), (self.tr("Remettre"), lambda: self._put(before)))

    def _tell(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _build(self) -> None:
        header = self.view.horizontalHeader()
        for section in (0, 1):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.add(self.view)
        self.add(row)
        self.add(self.notice)
        self.add(self._fields())
        self.add(self.trouble)
        self._again.setAccessibleName(self.tr("Reprendre la ligne choisie"))
        self._remove.setAccessibleName(self.tr("Retirer la ligne choisie"))
        self.add_button.setAccessibleName(self.tr("Ajouter à « %s »") % self._wording.heading)
        self.show_entries(())

    def _fields(self) -> QGridLayout:
        words, date_width = self._wording, self._desk.theme.px(120)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        fields = [(words.title, self.what), (words.place, self.place), (words.start, self.start), (words.end, self.end)]
        for column, (name, field) in enumerate(fields):
            if not name:
                field.hide()
                continue
            if field in (self.start, self.end):
                field.setPlaceholderText(self.tr("MM/AAAA"))
                field.setToolTip(self.tr("2019, 03/2019 ou 14/03/2019"))
                field.setMaximumWidth(date_width)
            field.setAccessibleName(f"{words.heading} : {name}")
            field.setMaxLength(300)
            field.returnPressed.connect(self.take)
            field.textEdited.connect(self.changed)
            grid.addWidget(_caption(name, field), 0, column)
            grid.addWidget(field, 1, column)
        if words.end:
            self.ongoing.setAccessibleName(self.tr("%s : en cours") % words.heading)
            self.ongoing.clicked.connect(self.changed)
            grid.addWidget(self.ongoing, 1, 4)
        else:
            self.ongoing.hide()
        grid.addWidget(self.add_button, 1, 5)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        return grid


def _caption(name: str, field: QWidget) -> QLabel:
    caption = QLabel(name)
    caption.setProperty("look", "small")
    caption.setBuddy(field)
    return caption
