"""Closing an accompaniment: why, when, the words for both, and everything that follows, said before it is done."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QVBoxLayout, QWidget

from desktop.models.closing import LONGEST_WORDS, REASON_WORDS, Closing, Reason
from desktop.models.closing_fate import said_asked, said_destroyed, said_kept, said_verb
from desktop.models.file import Card
from desktop.models.text import begun
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import label, link_button, primary_button
from desktop.views.plan.fields import ChoiceField, TextField

BOTH: Final = "Quelques mots pour vous deux, que la personne peut lire (facultatif)"
FIRST: Final = "D’abord, remettre la synthèse à la personne"
LATER: Final = "Ce qui se passe ensuite"
NO_REASON: Final = "Choisissez un motif."
TOO_LONG: Final = f"Ces mots sont trop longs : {LONGEST_WORDS} caractères au plus."


class ClosingForm(QWidget):
    """``asked`` carries the closing, once a reason was chosen; nothing is written before."""

    asked = Signal(object)  # Closing
    given_up = Signal()

    def __init__(self, desk: Desk) -> None:
        """About nobody yet."""
        super().__init__()
        self._desk = desk
        self._card: Card | None = None
        self.reason = ChoiceField(self.tr("Motif"))
        choices = ((str(one), begun(REASON_WORDS[one])) for one in Reason)
        self.reason.show_choices((("", self.tr("Choisir un motif")), *choices))
        self.day = QDateEdit()
        self.words = TextField(self.tr("Quelques mots pour vous deux"), desk.theme.px(72))
        self.synthesis = PaperButtons(desk, self.tr("la synthèse"))
        self.goes, self.stays, self.later = label("", "strong"), label(""), label("")
        self.said, self.told = label("", "alarm"), label("", "muted")
        self.act_button = primary_button("", self._ask)
        self.give_up = link_button(self.tr("Ne pas clore"), self.given_up.emit)
        self._build()

    @property
    def closing(self) -> Closing:
        """As it stands in the fields."""
        day, code = self.day.date(), self.reason.currentData()
        reason = next((one for one in Reason if one == code), None)
        return Closing(str(uuid4()), date(day.year(), day.month(), day.day()), reason, self.words.words)

    def offer(self, card: Card, working: int) -> None:
        """About that file, of which so many ``working`` notes are going to be destroyed; what was typed stays."""
        self._card = card
        self.goes.setText(said_destroyed(working))
        self.stays.setText(said_kept(card))
        self.act_button.setText(said_verb(working))
        self._say_later()
        handouts, person = self._desk.handouts, card.person
        self.synthesis.offer((lambda ppi: handouts.summary(person, ppi=ppi)) if handouts else None, person)

    def start(self) -> None:
        """Nothing chosen, today."""
        today = self._desk.today()
        self.reason.show_code("")
        self.words.clear()
        self.day.setDateRange(QDate(2000, 1, 1), QDate(today.year, today.month, today.day))
        self.day.setDate(self.day.maximumDate())
        self.tell("")
        self.told.hide()
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
        closing = self.closing
        if closing.reason is None:
            self.tell(self.tr(NO_REASON))
            self.reason.setFocus()
        elif len(closing.words) > LONGEST_WORDS:
            self.tell(self.tr(TOO_LONG))
            self.words.setFocus()
        else:
            self.tell("")
            self.hold(True)
            self.asked.emit(closing)

    def _printed(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _say_later(self) -> None:
        if self._card:
            self.later.setText(said_asked(self._card, self.closing.day))

    def _build(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setAccessibleName(self.tr("Jour de la fin de l’accompagnement"))
        self.day.dateChanged.connect(lambda _: self._say_later())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for words, field in (("Motif", self.reason), ("Jour", self.day), (BOTH, self.words)):
            caption = QLabel(self.tr(words), wordWrap=True)
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        first = label(self.tr(FIRST), "group")
        buttons = SideBySide(self.act_button, self.give_up)
        for piece in (first, self.synthesis, self.told, label(self.tr(LATER), "group"), self.goes, self.stays,
                      self.later, self.said, buttons):  # fmt: skip
            column.addWidget(piece)
        for piece in (first, self.synthesis):
            piece.setVisible(self._desk.handouts is not None)
        self.synthesis.told.connect(self._printed)
        self.synthesis.troubled.connect(lambda trouble: self.tell(str(trouble)))
        self.start()
