"""Closing an accompaniment: why, when, the words for both, and everything that follows, said before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from desktop.models.closing import LONGEST_WORDS, REASON_WORDS, Closing, Reason
from desktop.models.closing_fate import said_asked, said_destroyed, said_kept, said_verb
from desktop.models.file import Card
from desktop.models.readable import among
from desktop.models.text import begun
from desktop.views.announce import announce
from desktop.views.closing.day_form import DayForm
from desktop.views.desk import Desk
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import label
from desktop.views.plan.fields import ChoiceField, TextField

BOTH: Final = "Quelques mots pour vous deux, que la personne peut lire (facultatif)"
FIRST: Final = "D’abord, remettre la synthèse à la personne"
LATER: Final = "Ce qui se passe ensuite"
NO_REASON: Final = "Choisissez un motif."
TOO_LONG: Final = f"Ces mots sont trop longs : {LONGEST_WORDS} caractères au plus."


class ClosingForm(DayForm):
    """``asked`` carries the ``Closing``, once a reason was chosen; nothing is written before."""

    def __init__(self, desk: Desk) -> None:
        """About nobody yet."""
        super().__init__(desk, "", self.tr("Ne pas clore"), self.tr("Jour de la fin de l’accompagnement"))
        self._card: Card | None = None
        self.reason = ChoiceField(self.tr("Motif"))
        choices = ((str(one), begun(REASON_WORDS[one])) for one in Reason)
        self.reason.show_choices((("", self.tr("Choisir un motif")), *choices))
        self.words = TextField(self.tr("Quelques mots pour vous deux"), desk.theme.px(72))
        self.reason.currentIndexChanged.connect(self.edited)
        self.words.textChanged.connect(self.edited)
        self.synthesis = PaperButtons(desk, self.tr("la synthèse"))
        self.goes, self.stays, self.later = label("", "strong"), label(""), label("")
        self.told = label("", "muted")
        self._build()

    @property
    def closing(self) -> Closing:
        """As it stands in the fields."""
        return Closing(str(uuid4()), self.chosen, among(Reason, self.reason.currentData()), self.words.words)

    @property
    def typed(self) -> dict[str, str]:
        """The reason, the day and the words, once there is a reason or a word."""
        reason, words = str(self.reason.currentData() or ""), self.words.toPlainText()
        return {"reason": reason, "words": words, "day": self.chosen.isoformat()} if reason or words else {}

    def fill(self, typed: Mapping[str, str]) -> None:
        """As ``typed`` said."""
        super().fill(typed)
        self.reason.show_code(typed.get("reason", ""))
        self.words.setPlainText(typed.get("words", ""))

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
        self.reason.show_code("")
        self.words.clear()
        self.told.hide()
        super().start()

    def _ask(self) -> None:
        closing = self.closing
        if closing.reason is None:
            self._refuse(self.tr(NO_REASON), self.reason)
        elif len(closing.words) > LONGEST_WORDS:
            self._refuse(self.tr(TOO_LONG), self.words)
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
        self.day.dateChanged.connect(lambda _: self._say_later())
        self._add_fields((("Motif", self.reason), ("Jour", self.day), (BOTH, self.words)))
        first = label(self.tr(FIRST), "group")
        for piece in (first, self.synthesis, self.told, label(self.tr(LATER), "group"), self.goes, self.stays,
                      self.later, self.said, self.buttons):  # fmt: skip
            self._column.addWidget(piece)
        for piece in (first, self.synthesis):
            piece.setVisible(self._desk.handouts is not None)
        self.synthesis.told.connect(self._printed)
        self.synthesis.troubled.connect(lambda trouble: self.tell(str(trouble)))
        self.start()
