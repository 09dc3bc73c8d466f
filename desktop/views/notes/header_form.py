"""What a note may say of its interview, field by field; every one of them may stay empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QSpinBox, QVBoxLayout, QWidget

from desktop.models.interview import LEVEL_WORDS, LONGEST, MEDIUM_WORDS, Header, Level, Medium
from desktop.models.text import begun
from desktop.views.flow import Flow
from desktop.views.plan.fields import ChoiceField, LineField
from desktop.views.theme import Theme

NO_DAY: Final = QDate(1900, 1, 1)  # what the field of the day holds when nobody said one
WIDTHS: Final = (170, 150, 350, 220, 390)  # the longest of their words is read whole
LONGEST_PLACE: Final = 200


class HeaderForm(QWidget):
    """Day, duration, medium, place, level; ``changed`` when somebody says one."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Nothing said yet."""
        super().__init__()
        self._base = Header()
        self._showing = False
        self.day, self.minutes = QDateEdit(), QSpinBox()
        self.medium, self.level = ChoiceField(self.tr("Comment")), ChoiceField(self.tr("Niveau du CEP"))
        self.place = LineField(self.tr("Lieu"), "")
        self._build(theme)

    @property
    def header(self) -> Header:
        """As it stands in the fields; the moment is the one that was shown."""
        day, medium, level = self.day.date(), self.medium.currentData(), self.level.currentData()
        return replace(
            self._base,
            day=None if day == NO_DAY else date(day.year(), day.month(), day.day()),
            minutes=self.minutes.value(),
            medium=Medium(medium) if medium else None,
            place=self.place.text().strip(),
            level=Level(level) if level else None,
        )

    def show_header(self, header: Header) -> None:
        """Fill the fields, without saying so."""
        if header == self.header:
            self._base = header
            return
        self._base, self._showing = header, True
        day = header.day
        self.day.setDate(QDate(day.year, day.month, day.day) if day else NO_DAY)
        self.minutes.setValue(header.minutes)
        self.medium.show_code(header.medium or "")
        self.level.show_code(header.level or "")
        self.place.setText(header.place)
        self._showing = False

    def _said(self) -> None:
        if not self._showing:
            self.changed.emit()

    def _build(self, theme: Theme) -> None:
        self.day.setCalendarPopup(True)
        self.day.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setMinimumDate(NO_DAY)
        self.day.setSpecialValueText(self.tr("non dit"))
        self.minutes.setRange(0, LONGEST)
        self.minutes.setSingleStep(15)
        self.minutes.setSpecialValueText(self.tr("non dite"))
        self.minutes.lineEdit().setTextMargins(10, 0, 0, 0)  # the stylesheet's own room is lost beside the arrows
        self.medium.show_choices((("", self.tr("non dit")), *((one, begun(MEDIUM_WORDS[one])) for one in Medium)))
        self.level.show_choices((("", self.tr("non dit")), *((one, begun(LEVEL_WORDS[one])) for one in Level)))
        self.place.setMaxLength(LONGEST_PLACE)
        flow = Flow(8)
        self.setLayout(flow)
        names = ("Jour", "Durée, en minutes", "Comment", "Lieu", "Niveau du CEP")
        fields = (self.day, self.minutes, self.medium, self.place, self.level)
        for name, field, width in zip(names, fields, WIDTHS, strict=True):
            flow.addWidget(_captioned(self.tr(name), field, theme.px(width)))
        self.day.dateChanged.connect(self._said)
        self.minutes.valueChanged.connect(self._said)
        self.medium.activated.connect(self._said)
        self.level.activated.connect(self._said)
        self.place.textEdited.connect(self._said)


def _captioned(name: str, field: QWidget, width: int) -> QWidget:
    whole, caption = QWidget(), QLabel(name)
    caption.setProperty("look", "small")
    caption.setBuddy(field)
    field.setAccessibleName(name)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setFixedWidth(width)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(caption)
    column.addWidget(field)
    return whole
