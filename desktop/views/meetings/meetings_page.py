"""The tab of a file for its meetings: what comes, what was, what became of each, and a new one at the right.

What is being typed is kept as a draft at every pause, when the file is left and when Escale locks; the draft is an item
of its own, so that a meeting already written stays what it is until its change is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import EscaleError
from desktop.models.agenda import (
    MEDIUM_WORDS,
    SORT_WORDS,
    STATUS_WORDS,
    clashing,
    next_one,
    said_clash,
    said_how,
    said_meeting,
    said_when,
)
from desktop.models.agenda_today import MOST_READ
from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.meeting import (
    Meeting,
    Status,
    draft,
    meeting_content,
    meeting_of,
    meetings,
    removed_content,
    unplaced,
)
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.occasion import for_calendar
from desktop.models.text import begun, counted
from desktop.models.waiting import said_delivery
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.lost_words import LostNotice, LostWords
from desktop.views.meetings.both_texts import BothTexts, in_conflict
from desktop.views.meetings.marks_bar import FOR_A_CALENDAR, MarksBar, said_mark
from desktop.views.meetings.meeting_form import MeetingForm
from desktop.views.page import SideBySide
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label, link_button
from desktop.views.rows import Row, RowsCard
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

NONE: Final = "Aucun rendez-vous noté. Écrivez le premier à droite."
IN_A_CALENDAR: Final = " Il est dans un agenda : retirez-le aussi de là."


@dataclass(frozen=True, slots=True)
class Known:
    """What was read: of this person, of everybody for what takes the same time, and what calendars hold."""

    items: tuple[Item, ...]
    every: tuple[Meeting, ...]
    held: frozenset[str] = frozenset()


class MeetingsPage(FileTab):
    """One person's meetings."""

    title, code = "Rendez-vous", "rendez-vous"

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__(desk)
        self._known = Known((), ())
        self._meetings: tuple[Meeting, ...] = ()
        self._gone: set[str] = set()  # drafts given up, that an answer under way may still hold
        self._draft = ""  # the id of the item that what is typed is kept in
        self._saving: dict[str, str] = {}  # what was given to be written, until it is read again
        self._read = False  # whether the meetings of the person were read
        self.lost = LostWords(desk, self)
        self.lost_notice = LostNotice(self.lost, lambda: self.person, self._take_up_lost)
        self._wanted = ""  # the id of the item to go to as soon as it is read
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.form = MeetingForm(desk.today)
        self.list = RowsCard(desk.theme, self.tr("Rendez-vous"), marks=True)
        self.said = label("", "muted")
        self.detail = Card(" ")
        self.detail_words = label("")
        self.both = BothTexts()
        self.marks = MarksBar()
        self.change = link_button(self.tr("Modifier"), self._edit)
        self.remove = link_button(self.tr("Retirer"), self._remove)
        self.export = PaperButtons(desk, self.tr("ce rendez-vous, sans nom, pour un agenda"), "ics", prints=False)
        self.export.buttons["ics"].setText(self.tr(FOR_A_CALENDAR))
        self.told = label("", "muted")
        self._build()

    def forget(self) -> None:
        """What was being typed about somebody else is kept first."""
        self.flush()
        self.drop()

    def flush(self) -> Future[Changes]:
        """Keep now what is being typed, as a draft."""
        if self.person and self.form.dirty:
            self._draft = self._draft or str(uuid4())
            typed = Unsaved(self.person, self._draft, Kind.MEETING, meeting_content(self.form.meeting))
            self.lost.write(typed, self._refused)
        return self.lost.after()

    def drop(self) -> None:
        """Forget everything about the person."""
        self._known, self._meetings, self._draft, self._saving = Known((), ()), (), "", {}
        self._wanted, self._read = "", False
        self._gone.clear()
        self.lost_notice.hide()
        self.form.start()
        self.undo.clear()
        self.told.hide()
        self._list()

    def load(self) -> None:
        """Read what was written about the person, and when everybody else comes."""

        def work(store: Store, person: str) -> Known:
            every = meetings(store.items.of_kind(Kind.MEETING, MOST_READ))
            return Known(store.items.of(person), every, store.calendar.held())

        self.read("meetings", work, self._arrived)

    def show_meeting(self, item: str) -> None:
        """Go to the meeting that this item (an id) says, now or as soon as it is read."""
        self._wanted = item
        self._go_on()

    def _arrived(self, known: Known) -> None:
        self._known, self._meetings, self._read = known, meetings(known.items), True
        if self._saving and any(dict(one.item.content) == self._saving for one in self._meetings if one.item):
            self._saving = {}
            self._start()
        self._take_up()
        self._list()
        self._warn()
        self._go_on()
        self.lost_notice.offer()

    def _go_on(self) -> None:
        """To the meeting that was asked for, once it is there."""
        said = {one.item.id: one.id for one in self._meetings if one.item}
        keys = [row.key for row in self.list.rows.model_of_rows.rows]
        if (key := said.get(self._wanted)) in keys:
            self._wanted = ""
            self.list.rows.setCurrentIndex(self.list.rows.model_of_rows.index(keys.index(key)))
            self.list.rows.setFocus()

    def _refused(self, typed: Unsaved, trouble: EscaleError) -> None:
        """What is still in the form is written again from there; what was given up is not wanted any more."""
        if typed.person == self.person and typed.id == self._draft:
            self.desk.background.troubled.emit(trouble)
        elif typed.id not in self._gone:
            self.lost.lose(typed, trouble)

    def _take_up_lost(self, words: Unsaved) -> None:
        """What could not be kept is in the form again; what was in it is kept first."""
        typed = meeting_of(words.item(now()))
        if typed and self._read:  # else it is offered again once the meetings are read
            self.flush()
            self.lost.take(words.id)
            self._draft = words.id
            self.form.take_up(typed, self._find(typed.id))
            self.flush()
            self.form.day.setFocus()

    def _take_up(self) -> None:
        """Bring back what was being typed when the file was left."""
        typed = draft(item for item in self._known.items if item.id not in self._gone)
        if not typed or not typed.item or self.form.busy:
            return
        known = self._find(typed.id)
        if known and known.item and meeting_content(replace(typed, item=known.item)) == known.item.content:
            self._discard(typed.item.id)  # it was saved while the file was being left
        else:
            self._draft = typed.item.id
            self.form.take_up(typed, known)

    def _start(self, like: Meeting | None = None) -> None:
        """An empty form: the draft has become a meeting, or was given up."""
        self.form.start(like)
        if self._draft:
            self._discard(self._draft)
            self._draft = ""

    def _discard(self, item: str) -> None:
        self._gone.add(item)
        self.lost.forget(item)
        self.desk.background.write(lambda store: store.items.discard(item), self)

    def _save(self, meeting: Meeting) -> None:
        if not self.person:
            return
        self._saving = meeting_content(meeting)
        verb = self.tr("modifié") if meeting.item else self.tr("ajouté")
        self._write(self._saving, f"Rendez-vous {verb} : {said_meeting(meeting, self.desk.today())}.")

    def _mark(self, meeting: Meeting, status: Status) -> None:
        self._write(meeting_content(replace(meeting, status=status)), said_mark(meeting, status))
        if status is Status.MOVED and not self.form.dirty:
            self._start(meeting)
            self.form.day.setFocus()

    def _remove(self) -> None:
        if one := self._chosen():
            elsewhere = IN_A_CALENDAR if one.id in self._known.held else ""
            said = f"Rendez-vous retiré : {said_when(one, self.desk.today())}."
            self._write(removed_content(one.id), f"{said}{elsewhere}")

    def _edit(self) -> None:
        if one := self._chosen():
            self.flush()
            self._draft = ""  # what was being typed stays a draft, and comes back when this is done
            self.form.edit(one)
            self.form.day.setFocus()

    def _write(self, content: dict[str, str], sentence: str) -> None:
        self.undo.record(self.person, self._known.items, Kind.MEETING, content, sentence)

    def _settle(self, item: str, content: Mapping[str, str]) -> None:
        self.desk.background.write(lambda store: store.items.resolve(item, content), self)

    def _find(self, identifier: str) -> Meeting | None:
        return next((one for one in self._meetings if one.id == identifier), None)

    def _chosen(self) -> Meeting | None:
        at, rows = self.list.rows.currentIndex(), self.list.rows.model_of_rows.rows
        return self._find(rows[at.row()].key) if at.isValid() else None

    def _list(self) -> None:
        day = self.desk.today()
        ahead = [one for one in self._meetings if one.start.date() >= day]
        behind = [one for one in reversed(self._meetings) if one.start.date() < day]
        with QSignalBlocker(self.list.rows.selectionModel()):  # nobody moved: the page stays where it is
            self.list.rows.show_rows((*self._rows("À venir", ahead), *self._rows("Passés", behind)))
            if self._chosen() is None and self._meetings:
                self.list.rows.setCurrentIndex(QModelIndex())
                self.list.rows.step(1)
        self.list.rows.setVisible(bool(self._meetings))
        coming = next_one(self._meetings, day)
        said = f"Le prochain : {said_meeting(coming, day)}." if coming else self.tr("Aucun rendez-vous à venir.")
        lost = unplaced(self._known.items)
        more = (
            f" {counted(lost, 'rendez-vous gardé ne peut pas être lu', 'rendez-vous gardés ne peuvent pas être lus')}."
        )
        self.said.setText((said if self._meetings else self.tr(NONE)) + (more if lost else ""))
        self._explain()

    def _rows(self, title: str, found: Iterable[Meeting]) -> tuple[Row, ...]:
        day = self.desk.today()
        rows = tuple(
            Row(one.id, begun(said_when(one, day)), f"{said_how(one)} · {STATUS_WORDS[one.status]}", _around(one))
            for one in found
        )
        return (Row(title, title, heading=True), *rows) if rows else ()

    def _explain(self) -> None:
        one, day = self._chosen(), self.desk.today()
        self.detail.setVisible(one is not None)
        torn = one is not None and in_conflict(one)
        self.both.offer(one, day)
        self.marks.offer(None if torn else one)
        for link in (self.change, self.remove):
            link.setVisible(not torn)  # nothing is written over two versions before one is kept
        if one is None:
            self.export.offer(None)
            return
        self.detail.set_title(begun(said_when(one, day)))
        self.detail_words.setText(
            f"{begun(SORT_WORDS[one.sort])}, {MEDIUM_WORDS[one.medium]} : {STATUS_WORDS[one.status]}."
        )
        papers, told = self.desk.papers, for_calendar((one,), self._known.held)
        self.export.setVisible(bool(told and papers))
        make = (lambda _: papers.agenda(told)) if told and papers else None
        self.export.offer(make, self.person, kept=lambda: self._given(told))

    def _given(self, told: tuple[Meeting, ...]) -> None:
        """A calendar was given these: what becomes of them can be told to it."""
        self.desk.background.write(lambda store: store.calendar.given(told))
        self._known = replace(self._known, held=self._known.held | {one.id for one in told})

    def _warn(self) -> None:
        others = clashing(self._known.every, self.form.meeting) if self.form.busy else ()
        self.form.warn(said_clash(others))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _build(self) -> None:
        self.list.words.addWidget(self.said)
        self.detail.add(self.detail_words)
        self.detail.add(self.both)
        self.detail.add(self.marks)
        self.detail.add(SideBySide(self.export, self.change, self.remove))
        self.detail.add(self.told)
        self.told.hide()
        columns = TwoColumns()
        columns.add_left(self.lost_notice, self.undo, self.detail, self.list)
        columns.add_right(self.form)
        columns.follow(self.list.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)
        self.list.rows.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.list.rows.chosen.connect(lambda _: self._explain())
        self.marks.marked.connect(self._mark)
        self.both.settled.connect(self._settle)
        self.form.saved.connect(self._save)
        self.form.paused.connect(self.flush)
        self.form.given_up.connect(self._start)
        self.form.changed.connect(self._warn)
        self.export.told.connect(self._tell)
        self.export.troubled.connect(lambda trouble: self._tell(str(trouble)))


def _around(meeting: Meeting) -> str:
    """Where, what about, and what keeps it from having been sent."""
    state = meeting.item.delivery if meeting.item else Delivery.SENT
    told = said_delivery(meeting.item) if meeting.item and state in (Delivery.CONFLICT, Delivery.REFUSED) else ""
    return " · ".join(part for part in (meeting.place, meeting.theme, told) if part)
