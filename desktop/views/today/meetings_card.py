"""The first card of the day: who comes, when, what is new about each, and what became of it in one gesture.

Earlier meetings of which nobody said the end are listed with the week, and counted on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.models.agenda import STATUS_WORDS, said_hour, said_how
from desktop.models.agenda_today import MOST_READ, Agenda, Slot, agenda
from desktop.models.meeting import Meeting, Status, meeting_content
from desktop.models.note import Kind
from desktop.models.when import said_weekday
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.meetings.both_texts import in_conflict
from desktop.views.meetings.marks_bar import FOR_A_CALENDAR, MarksBar, said_mark
from desktop.views.page import SideBySide
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import label, link_button
from desktop.views.rows import Row, RowsCard
from desktop.views.shortcuts import said_keys
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

WEEK_KEY: Final = "Ctrl+J"
DAY, WEEK = "Rendez-vous du jour", "Rendez-vous des sept jours"
TORN: Final = "Changé ici et ailleurs : les deux versions sont dans son dossier"
CLASH: Final = "En même temps qu’un autre rendez-vous"


class MeetingsCard(RowsCard):
    """Rows by hour; the current one is what the buttons above them are about."""

    open_file = Signal(str)  # a person

    def __init__(self, desk: Desk) -> None:
        """Nothing read yet; ``load`` reads."""
        super().__init__(desk.theme, DAY, marks=True)
        self._desk = desk
        self._agenda = Agenda((), (), "", ())
        self._marked = ""  # the meeting that a button was just pressed about
        self.week = False
        self.turn = link_button("", self.turn_page)
        self.said = label("", "muted")
        self.undo = UndoBar(desk, None)
        self.about = label("", "group")
        self.marks = MarksBar()
        self.open = link_button(self.tr("Ouvrir le dossier"), self._open)
        self.export = PaperButtons(desk, self.tr("ces rendez-vous, sans nom, pour un agenda"), "ics", prints=False)
        self.export.buttons["ics"].setText(self.tr(FOR_A_CALENDAR))
        self.told = label("", "muted")
        self._build()

    def listen(self, page: QWidget) -> None:
        """While ``page`` has the focus, Ctrl+J turns to the week and back, and Ctrl+Z undoes."""
        shortcut = QShortcut(QKeySequence(WEEK_KEY), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.turn_page)
        self.undo.listen(page)

    def turn_page(self) -> None:
        """From the day to the week, or back."""
        self.week = not self.week
        self.load()

    def load(self) -> None:
        """Read the meetings of everybody."""
        day, week = self._desk.today(), self.week

        def work(store: Store) -> Agenda:
            items = store.items.of_kind(Kind.MEETING, MOST_READ)
            held = store.calendar.held()
            return agenda(store.passports.cards(), items, day, week=week, most=MOST_READ, held=held)

        self._desk.background.read(self, "agenda", work, self.show_agenda)

    def show_agenda(self, found: Agenda) -> None:
        """Fill the card; after a mark, the next meeting that waits for one is current."""
        self._agenda = found
        self.set_title(self.tr(WEEK if self.week else DAY))
        self.rows.setAccessibleName(self.title.text())
        self.turn.setText(self.tr("Voir le jour") if self.week else self.tr("Voir la semaine"))
        self.said.setText(found.said)
        self.said.setVisible(bool(found.said))
        self.rows.show_rows(self._rows())
        self.rows.setVisible(bool(self._shown))
        self._choose()
        self._explain()
        papers, told = self._desk.papers, found.for_calendar
        self.export.setVisible(bool(papers and told))
        make = (lambda _: papers.agenda(told)) if papers and told else None
        self.export.offer(make, kept=lambda: self._desk.background.write(lambda store: store.calendar.given(told)))

    @property
    def _shown(self) -> tuple[Slot, ...]:
        return (*self._agenda.past, *self._agenda.slots) if self.week else self._agenda.slots

    def _rows(self) -> Iterable[Row]:
        if not self.week:
            yield from map(_row, self._agenda.slots)
            return
        if self._agenda.past:
            yield Row("past", self.tr("Passés, sans suite notée"), heading=True)
            yield from (_row(slot, dated=True) for slot in self._agenda.past)
        for day, slots in groupby(self._agenda.slots, key=lambda slot: slot.meeting.start.date()):
            yield Row(day.isoformat(), said_weekday(day), heading=True)
            yield from map(_row, slots)

    def _choose(self) -> None:
        """Keep the current row, unless it was just marked: then the next one that nobody marked."""
        current, waiting = self._current(), [one for one in self._shown if one.meeting.status is Status.PLANNED]
        if current and current.meeting.id == self._marked and current.meeting.status is not Status.PLANNED:
            later = [one for one in waiting if one.meeting.begins >= current.meeting.begins]
            current = (later or waiting or [current])[0]
            self._marked = ""
        wanted = current or next(iter((*waiting, *self._shown)), None)
        self.rows.setCurrentIndex(QModelIndex())
        for at, row in enumerate(self.rows.model_of_rows.rows):
            if wanted and row.key == wanted.meeting.id:
                self.rows.setCurrentIndex(self.rows.model_of_rows.index(at))

    def _current(self) -> Slot | None:
        index, rows = self.rows.currentIndex(), self.rows.model_of_rows.rows
        key = rows[index.row()].key if index.isValid() else ""
        return next((slot for slot in self._shown if slot.meeting.id == key), None)

    def _explain(self) -> None:
        slot = self._current()
        torn = slot is not None and in_conflict(slot.meeting)
        self.marks.offer(slot.meeting if slot and not torn else None, slot.who if slot else "")
        self.about.setText(f"{said_hour(slot.meeting.start)}, {slot.who}" if slot else "")
        for piece in (self.about, self.open):
            piece.setVisible(slot is not None)
        self.marks.setVisible(slot is not None and not torn)
        if slot:
            self.open.setAccessibleName(f"{self.open.text()} : {slot.who}")

    def _mark(self, meeting: Meeting, status: Status) -> None:
        slot = self._current()
        self._marked = meeting.id
        content = meeting_content(replace(meeting, status=status))
        sentence = said_mark(meeting, status, slot.who if slot else "")
        self.undo.record(meeting.person, self._agenda.items, Kind.MEETING, content, sentence)

    def _open(self) -> None:
        if slot := self._current():
            self.open_file.emit(slot.meeting.person)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _build(self) -> None:
        self.turn.setToolTip(said_keys(WEEK_KEY))
        self.add_link(self.turn)
        self.words.addWidget(self.said)
        self.words.addWidget(self.undo)
        for piece in (self.about, self.marks, SideBySide(self.open, self.export), self.told):
            self.words.addWidget(piece)  # above the rows: it stays where it is, however long the day
        self.told.hide()
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.marks.marked.connect(self._mark)
        self.export.told.connect(self._tell)
        self.export.troubled.connect(lambda trouble: self._tell(str(trouble)))
        self.show_agenda(self._agenda)


def _row(slot: Slot, dated: bool = False) -> Row:
    one = slot.meeting
    day = f"{said_weekday(one.start.date())}, " if dated else ""
    around = (TORN if in_conflict(one) else "", one.place, one.theme, CLASH if slot.clash else "", slot.fresh)
    return Row(one.id, f"{day}{said_hour(one.start)} · {slot.who}", f"{said_how(one)} · {STATUS_WORDS[one.status]}",
               " · ".join(part.rstrip(".") for part in around if part))  # fmt: skip
