"""An agreement to pass on, as the person gives it: to whom, what, how and when; nothing is ticked beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.models.continuity import LONGEST_WORDS, PIECE_WORDS, Agreement, Piece, Way, mark_of
from desktop.models.shareable import SharedText
from desktop.models.text import begun
from desktop.views.closing.day_form import DayForm
from desktop.views.desk import Desk
from desktop.views.file.texts_dialog import said_text
from desktop.views.pieces import label
from desktop.views.plan.fields import ChoiceField, LineField, TextField

CODE: Final = Qt.ItemDataRole.UserRole
TEXT: Final = "text/"  # before the id of a text, in what a row stands for
LINES: Final = 8  # of the list that are seen at once
LONGEST_NAME: Final = 120
LONGEST_TEXT: Final = 90  # characters of the text that is named
WAYS: Final[Mapping[Way, str]] = {Way.SAID: "Accord dit devant vous", Way.SIGNED: "Accord écrit et signé"}
NEVER: Final = (
    "Vos notes de travail et vos brouillons ne sont jamais transmis. Escale n’envoie pas la fiche : vous la remettez."
)
NOBODY, NOTHING = "Dites à qui la fiche est destinée.", "Cochez au moins une chose que la personne accepte."
TOO_LONG: Final = f"Ces mots sont trop longs : {LONGEST_WORDS} caractères au plus."


class HandoverForm(DayForm):
    """``asked`` carries the ``Agreement`` once a reader is named and something ticked; nothing is written before."""

    def __init__(self, desk: Desk) -> None:
        """About nobody yet."""
        super().__init__(desk, self.tr("Noter l’accord"), self.tr("Ne rien noter"), self.tr("Jour de l’accord"))
        self.by = ""  # who records it, as the counsellor signs
        self._texts: dict[str, SharedText] = {}  # those that may be ticked, by what their row stands for
        self.to = LineField(self.tr("À qui"), self.tr("Prénom et nom"))
        self.organisation = LineField(self.tr("Son organisme"), self.tr("Mission locale, France Travail, Apec…"))
        self.pieces = QListWidget()
        self.way = ChoiceField(self.tr("Comment la personne a donné son accord"))
        self.way.show_choices(tuple((str(way), self.tr(words)) for way, words in WAYS.items()))
        self.words = TextField(self.tr("Ses mots"), desk.theme.px(56))
        for field in (self.to, self.organisation, self.words):
            field.textChanged.connect(self.edited)
        self.way.currentIndexChanged.connect(self.edited)
        self._build()

    @property
    def agreement(self) -> Agreement:
        """As it stands in the fields."""
        ticked = self._ticked()
        pieces = tuple(one for one in Piece if str(one) in ticked)
        texts = tuple(one for code, one in self._texts.items() if code in ticked)
        name = str(uuid4())
        return Agreement(
            name, self.chosen, self.to.text().strip(),
            self.organisation.text().strip(), self.words.words, Way(self.way.currentData()), self.by,
            ((Piece.TEXTS,) if texts else ()) + pieces,
            texts=tuple(one.id for one in texts), marks=tuple(mark_of(name, one) for one in texts),
        )  # fmt: skip

    @property
    def typed(self) -> dict[str, str]:
        """What was typed and the day, not what was ticked: what the person accepts is asked of them anew."""
        lines = {"to": self.to.text(), "organisation": self.organisation.text(), "words": self.words.toPlainText()}
        return lines | {"way": self.way.currentData(), "day": self.chosen.isoformat()} if any(lines.values()) else {}

    def fill(self, typed: Mapping[str, str]) -> None:
        """As ``typed`` said."""
        super().fill(typed)
        self.to.setText(typed.get("to"))
        self.organisation.setText(typed.get("organisation"))
        self.words.setPlainText(typed.get("words", ""))
        self.way.show_code(typed.get("way", ""))

    def offer(self, texts: Iterable[SharedText]) -> None:
        """What may be ticked, the texts after the rest; what was ticked stays, but a text whose words changed."""
        texts, former = tuple(texts), self._texts
        self._texts = {f"{TEXT}{one.id}": one for one in texts}
        ticked = tuple(code for code in self._ticked() if _words(former.get(code)) == _words(self._texts.get(code)))
        wanted = [(str(piece), begun(PIECE_WORDS[piece])) for piece in Piece if piece is not Piece.TEXTS]
        wanted += [(f"{TEXT}{one.id}", _short(f"Texte partagé : {said_text(one)}")) for one in texts]
        rows = (self.pieces.item(at) for at in range(self.pieces.count()))
        if wanted == [(row.data(CODE), row.text()) for row in rows] and ticked == self._ticked():
            return
        self.pieces.clear()
        for code, words in wanted:
            self._row(code, words, ticked)
        self.pieces.setCurrentRow(0)
        self.pieces.setFixedHeight(self.pieces.fontMetrics().lineSpacing() * LINES * 3 // 2)

    def start(self) -> None:
        """Nothing chosen, today."""
        for field in (self.to, self.organisation, self.words):
            field.clear()
        for at in range(self.pieces.count()):
            self.pieces.item(at).setCheckState(Qt.CheckState.Unchecked)
        self.way.show_code(Way.SAID)
        super().start()

    def forget(self) -> None:
        """Nobody's words stay behind."""
        self.start()
        self._texts = {}
        self.pieces.clear()

    def address(self, agreement: Agreement) -> None:
        """To the reader of that one again; what the person accepts is asked anew."""
        self.to.setText(agreement.to)
        self.organisation.setText(agreement.organisation)

    def _ask(self) -> None:
        found = self.agreement
        if not found.reader:
            self._refuse(self.tr(NOBODY), self.to)
        elif not found.pieces:
            self._refuse(self.tr(NOTHING), self.pieces)
        elif len(found.words) > LONGEST_WORDS:
            self._refuse(self.tr(TOO_LONG), self.words)
        else:
            self.tell("")
            self.asked.emit(found)

    def _ticked(self) -> tuple[str, ...]:
        rows = (self.pieces.item(at) for at in range(self.pieces.count()))
        return tuple(row.data(CODE) for row in rows if row.checkState() is Qt.CheckState.Checked)

    def _row(self, code: str, words: str, ticked: tuple[str, ...]) -> None:
        row = QListWidgetItem(words, self.pieces)
        row.setData(CODE, code)
        row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Checked if code in ticked else Qt.CheckState.Unchecked)

    def _build(self) -> None:
        self.pieces.setAccessibleName(self.tr("Ce que la personne accepte de transmettre"))
        self.pieces.setWordWrap(True)
        self.pieces.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long words fold
        for line in (self.to, self.organisation):
            line.setMaxLength(LONGEST_NAME)
        self._column.addWidget(label(self.tr("Transmettre à un autre conseiller"), "group"))
        self._add_fields((
            ("À qui", self.to), ("Son organisme", self.organisation),
            ("Ce que la personne accepte de transmettre (Espace coche et décoche)", self.pieces),
            ("Comment elle a donné son accord", self.way), ("Quel jour", self.day),
            ("Ses mots, que la fiche reprend (facultatif)", self.words),
        ))  # fmt: skip
        for below in (label(self.tr(NEVER), "muted"), self.said, self.buttons):
            self._column.addWidget(below)
        self.start()


def _words(text: SharedText | None) -> tuple[object, ...]:
    return (text.header, text.text) if text else ()


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT].rstrip()}…"
