"""The card in which a meeting is written: when, how long, how, where; what is typed is kept at each pause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QDate, QLocale, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from desktop.models.agenda import MEDIUM_WORDS, SORT_WORDS
from desktop.models.meeting import LONGEST, USUAL, Medium, Meeting, Reception, Sort, Status
from desktop.models.text import begun
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, link_button, primary_button

PAUSE: Final = 800  # milliseconds without a key after which what is typed is kept
NEW: Final = "Nouveau rendez-vous"
GROUPS: Final = (Sort.WORKSHOP, Sort.GROUP_TALK)  # usually with others
HINT: Final = "Des mots neutres : la personne lit ce rendez-vous, et personne d’autre n’a à en savoir la raison."


class MeetingForm(Card):
    """Says ``paused`` when what is typed should be kept, ``saved`` with the meeting, ``given_up``."""

    paused = Signal()
    changed = Signal()
    saved = Signal(object)  # Meeting
    given_up = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        """A meeting on the next working day, by default."""
        super().__init__(NEW)
        self._today = today
        self.day, self.at, self.minutes = QDateEdit(), QTimeEdit(), QSpinBox()
        self.medium, self.sort, self.group = QComboBox(), QComboBox(), QCheckBox(self.tr("En groupe"))
        self.place, self.theme = QLineEdit(), QLineEdit()
        self.clash = label("", "alarm")
        self.save = primary_button(self.tr("Ajouter"), self._save)
        self.give_up = link_button(self.tr("Effacer la saisie"), self.given_up.emit)
        self._base = Meeting("", today(), time(9))
        self.dirty = False  # whether something was typed that is not written yet
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.paused.emit)
        self._build()
        self.start()

    @property
    def meeting(self) -> Meeting:
        """As it stands in the fields."""
        day, at = self.day.date(), self.at.time()
        return replace(
            self._base, day=date(day.year(), day.month(), day.day()), at=time(at.hour(), at.minute()),
            minutes=self.minutes.value(), medium=Medium(self.medium.currentData()), sort=Sort(self.sort.currentData()),
            reception=Reception.GROUP if self.group.isChecked() else Reception.ALONE,
            place=self.place.text().strip(), theme=self.theme.text().strip(),
        )  # fmt: skip

    @property
    def busy(self) -> bool:
        """Whether something is being typed, or a meeting already written is being changed."""
        return self.dirty or self._base.item is not None

    def start(self, like: Meeting | None = None) -> None:
        """A new meeting; ``like`` is one that was put off: the new one is alike, a week later at the earliest."""
        if like is None:
            self._fill(Meeting(str(uuid4()), _next_working(self._today()), time(9)))
        else:
            day = max(like.day, self._today()) + timedelta(days=7)
            self.take_up(replace(like, id=str(uuid4()), day=day, status=Status.PLANNED), None)

    def edit(self, meeting: Meeting) -> None:
        """Change a meeting that is already written."""
        self._fill(meeting)

    def take_up(self, typed: Meeting, known: Meeting | None) -> None:
        """What was being typed; ``known`` is the meeting it changes, when there is one."""
        self._fill(replace(typed, item=known.item if known else None))
        self.dirty = True
        self._rest()
        self.changed.emit()

    def settle(self) -> None:
        """What was typed is written: nothing waits any more."""
        self._pause.stop()
        self.dirty = False

    def warn(self, words: str) -> None:
        """Say what is taken at the same time; "" takes the words away."""
        self.clash.setText(words)
        self.clash.setVisible(bool(words))

    def _fill(self, meeting: Meeting) -> None:
        self.settle()
        self._base = meeting
        every = (self.day, self.at, self.minutes, self.medium, self.sort, self.group, self.place, self.theme)
        for field in every:
            field.blockSignals(True)
        self.day.setDate(QDate(meeting.day.year, meeting.day.month, meeting.day.day))
        self.at.setTime(QTime(meeting.at.hour, meeting.at.minute))
        self.minutes.setValue(meeting.minutes)
        self.medium.setCurrentIndex(self.medium.findData(meeting.medium))
        self.sort.setCurrentIndex(self.sort.findData(meeting.sort))
        self.group.setChecked(meeting.reception is Reception.GROUP)
        self.place.setText(meeting.place)
        self.theme.setText(meeting.theme)
        for field in every:
            field.blockSignals(False)
        self._rest()
        self.changed.emit()

    def _rest(self) -> None:
        written = self._base.item is not None
        self.set_title(self.tr("Modifier le rendez-vous") if written else self.tr(NEW))
        self.save.setText(self.tr("Enregistrer") if written else self.tr("Ajouter"))
        self.give_up.setVisible(written or self.dirty)
        self.give_up.setText(self.tr("Ne rien changer") if written else self.tr("Effacer la saisie"))

    def _typed(self) -> None:
        self.dirty = True
        self._rest()
        self._pause.start()
        self.changed.emit()

    def _sorted(self) -> None:
        """An atelier is in a group unless somebody says otherwise."""
        self.group.setChecked(self.sort.currentData() in GROUPS)

    def _save(self) -> None:
        self.saved.emit(self.meeting)

    def _build(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.at.setDisplayFormat("H' h 'mm")
        self.minutes.setRange(0, LONGEST)
        self.minutes.setSingleStep(15)
        self.minutes.setValue(USUAL)
        self.minutes.setSpecialValueText(self.tr("non dite"))
        for medium in Medium:
            self.medium.addItem(begun(MEDIUM_WORDS[medium]), medium)
        for sort in Sort:
            self.sort.addItem(begun(SORT_WORDS[sort]), sort)
        for combo in (self.medium, self.sort):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
        self.place.setMaxLength(200)
        self.theme.setMaxLength(200)
        for field in (self.at, self.minutes):
            field.lineEdit().setTextMargins(10, 0, 0, 0)  # the stylesheet's own room is lost beside the arrows
        self._lay_out()
        self.day.dateChanged.connect(self._typed)
        self.at.timeChanged.connect(self._typed)
        self.minutes.valueChanged.connect(self._typed)
        self.medium.currentIndexChanged.connect(self._typed)
        self.sort.currentIndexChanged.connect(self._typed)
        self.sort.activated.connect(self._sorted)
        self.group.toggled.connect(self._typed)
        for line in (self.place, self.theme):
            line.textEdited.connect(self._typed)
            line.returnPressed.connect(self._save)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        fields: tuple[tuple[str, QWidget, int, int], ...] = (
            ("Jour", self.day, 0, 0), ("Heure", self.at, 2, 0), ("Durée, en minutes", self.minutes, 2, 1),
            ("Comment", self.medium, 4, 0), ("Quoi", self.sort, 6, 0), ("Lieu (facultatif)", self.place, 8, 0),
            ("Thème (facultatif)", self.theme, 10, 0),
        )  # fmt: skip
        for name, field, row, column in fields:
            caption = QLabel(self.tr(name))
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            field.setAccessibleName(self.tr(name))
            across = 1 if row == 2 else 2  # the hour and the length share a line
            grid.addWidget(caption, row, column, 1, across)
            grid.addWidget(field, row + 1, column, 1, across)
        self.add(grid)
        self.add(self.group)
        self.add(label(self.tr(HINT), "muted"))
        self.add(self.clash)
        self.add(SideBySide(self.save, self.give_up))
        self.clash.hide()


def _next_working(day: date) -> date:
    """Tomorrow, or Monday."""
    after = day + timedelta(days=1)
    return after + timedelta(days=max(0, 7 - after.weekday()) if after.weekday() > 4 else 0)
