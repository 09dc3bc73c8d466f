"""What the forms about the end of an accompaniment share: a day up to today, captions, a refusal, a way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QVBoxLayout, QWidget

from desktop.models.readable import day_in
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button, primary_button


class DayForm(QWidget):
    """``asked`` carries what was filled in, once ``_ask`` finds nothing wrong with it."""

    asked = Signal(object)
    given_up = Signal()
    edited = Signal()  # anything in it, by whomever

    def __init__(self, desk: Desk, act: str, give_up: str, day: str) -> None:
        """``act`` and ``give_up`` stand on the buttons; ``day`` is read for the field of the day."""
        super().__init__()
        self._desk = desk
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        self.day.setAccessibleName(day)
        self.said = label("", "alarm")
        self.act_button = primary_button(act, self._ask)
        self.give_up = link_button(give_up, self.given_up.emit)
        self.buttons = SideBySide(self.act_button, self.give_up)
        self.day.dateChanged.connect(self.edited)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def chosen(self) -> date:
        """The day in its field."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @property
    def typed(self) -> dict[str, str]:
        """What would be lost with the form, to be filled in again; empty when nobody began to fill it."""
        raise NotImplementedError

    def fill(self, typed: Mapping[str, str]) -> None:
        """As ``typed`` said; what it does not say, or says of no day, is left as it is."""
        if day := day_in(typed.get("day", "")):
            self.day.setDate(QDate(day.year, day.month, day.day))

    def start(self) -> None:
        """Today, nothing wrong."""
        today = self._desk.today()
        self.day.setDateRange(QDate(2000, 1, 1), QDate(today.year, today.month, today.day))
        self.day.setDate(self.day.maximumDate())
        self.tell("")
        self.hold(False)

    def tell(self, words: str) -> None:
        """Say what is wrong; "" takes the words away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self, words, at_once=True)

    def hold(self, busy: bool) -> None:
        """While it is being written nothing else can be asked."""
        self.act_button.setDisabled(busy)
        self.give_up.setDisabled(busy)

    def _ask(self) -> None:
        """Emit ``asked``, or refuse."""
        raise NotImplementedError

    def _refuse(self, words: str, field: QWidget) -> None:
        self.tell(words)
        field.setFocus()

    def _add_fields(self, fields: Iterable[tuple[str, QWidget]]) -> None:
        """Each under its caption."""
        for words, field in fields:
            caption = QLabel(self.tr(words), wordWrap=True)
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            self._column.addWidget(caption)
            self._column.addWidget(field)
