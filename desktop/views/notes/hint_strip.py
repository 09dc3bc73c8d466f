"""Under the field of a note: a word that may say too much, why, and a factual wording; never in the way of typing.

Words that were accepted are kept in memory alone, by note, until Escale locks: a list of such words beside a note would
say the very thing that the note was to leave out.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout

from desktop.models.guardrail import Hit, hits
from desktop.models.skill import Standing
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.notes.highlighter import units
from desktop.views.notes.note_editor import NoteEditor
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button

BLANK: Final = "…"  # what is left to complete in a wording
INSTEAD: Final = "Écrire plutôt, par exemple : « {wording} »."
LEAVE_OUT: Final = "Mieux vaut ne pas l’écrire."


class HintStrip(QFrame):
    """Hidden while nothing is found; words found are underlined in the field."""

    def __init__(self, desk: Desk, editor: NoteEditor) -> None:
        """Reads the text of ``editor`` at each pause."""
        super().__init__()
        self.setProperty("notice", True)
        self._desk, self._editor, self._field = desk, editor, editor.field
        self._accepted: dict[str, set[str]] = {}  # by id of the note
        self._text = ""  # what was last asked about
        self._told = ""  # the last word that was said aloud
        self.hits: tuple[Hit, ...] = ()
        self._at = 0
        self.words, self.why = label(""), label("")
        self.ask = link_button(self.tr("Pourquoi ?"), self._explain)
        self.propose = link_button(self.tr("Proposer"), self._propose)
        self.accept = link_button(self.tr("Ce mot convient"), self._accept)
        self.next = link_button("", self._next)
        self.buttons = SideBySide(self.ask, self.propose, self.accept, self.next)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 10, 6)
        self._column.setSpacing(4)
        for piece in (self.words, self.why, self.buttons):
            self._column.addWidget(piece)
        editor.text_changed.connect(self.read)
        self.hide()

    @property
    def hit(self) -> Hit | None:
        """The word that is told."""
        return self.hits[self._at] if self.hits else None

    def read(self, text: str) -> None:
        """Look for words in that text, off the UI thread; what is found in an older one is let go."""
        self._text = text
        if not text.strip():
            self._show(())
            return
        accepted, note = frozenset(self._accepted.get(self._editor.id, ())), self._editor.id

        def found(hit: tuple[Hit, ...]) -> None:
            if text == self._text == self._field.toPlainText() and note == self._editor.id:
                self._show(hit)

        self._desk.background.run(self, lambda: hits(text, accepted), found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        """Sentences are never cut, however small the room: the field above gives way."""
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right() - 2 * self.frameWidth()
        for piece in (self.words, self.why):
            piece.setMinimumHeight(max(0, piece.heightForWidth(width)) if width > 0 else 0)

    def _show(self, found: tuple[Hit, ...]) -> None:
        """Tell the word that was told if it is still there, else the first one."""
        key = self.hit.key if self.hit else ""
        self.hits = found
        self._at = next((at for at, hit in enumerate(found) if hit.key == key), 0)
        self._underline()
        self._tell()

    def _tell(self) -> None:
        hit = self.hit
        self.setVisible(hit is not None)
        if hit is None:
            self._told = ""
            return
        instead = INSTEAD.format(wording=hit.wording) if hit.wording else LEAVE_OUT
        self.words.setText(f"« {_short(hit.word)} » : {hit.category}. {instead}")
        self.why.setText(f"« {_short(hit.word)} » : {hit.why[:1].lower()}{hit.why[1:]}")
        self._turn(told=False)
        self._leave_room()
        self.propose.setText(self.tr("Proposer") if hit.wording else self.tr("Enlever le mot"))
        self.next.setText(self.tr("Suivant (%d sur %d)") % (self._at + 1, len(self.hits)))
        self.next.setVisible(len(self.hits) > 1)
        for button in (self.propose, self.accept, self.next):
            button.setAccessibleName(f"{button.text()} : {_short(hit.word)}")
        if hit.key != self._told:
            self._told = hit.key
            announce(self, self.words.text())

    def _underline(self) -> None:
        """A wave under each word found; it is not part of the text, and moves with it."""
        text, colours = self._text, self._desk.theme.colours
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(QColor(colours.of(Standing.TO_ACQUIRE)))
        marks = []
        for hit in self.hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._field.document())
            mark.cursor.setPosition(units(text[: hit.start]))
            mark.cursor.setPosition(units(text[: hit.end]), QTextCursor.MoveMode.KeepAnchor)
            mark.format = wave
            marks.append(mark)
        self._field.setExtraSelections(marks)

    def _explain(self) -> None:
        """Why, in place of what may be written instead; asked again, the other way round."""
        told = not self.why.isHidden()
        self._turn(told=not told)
        if not told:
            announce(self, self.why.text())

    def _turn(self, *, told: bool) -> None:
        """Show why, or what may be written instead, and what the button would show."""
        self.why.setVisible(told)
        self.words.setVisible(not told)
        self.ask.setText(self.tr("Que dire plutôt ?") if told else self.tr("Pourquoi ?"))
        self.ask.setAccessibleName(f"{self.ask.text()} : {_short(self.hit.word) if self.hit else ''}")

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self.hits) if self.hits else 0
        self._tell()

    def _accept(self) -> None:
        if hit := self.hit:
            self._accepted.setdefault(self._editor.id, set()).add(hit.key)
            self._show(tuple(one for one in self.hits if one.key != hit.key))
            if not self.hits:
                self._field.setFocus()

    def _propose(self) -> None:
        """Put the wording in place of the word, in one step that Ctrl+Z undoes; what is to complete is selected."""
        marks, hit = self._field.extraSelections(), self.hit
        if hit is None or self._at >= len(marks) or self._field.isReadOnly():
            return
        cursor = marks[self._at].cursor
        if cursor.selectedText() != hit.word.replace("\n", "\u2029"):  # typed over since: read again first
            self.read(self._field.toPlainText())
            return
        start = cursor.selectionStart()
        cursor.insertText(hit.wording)
        blank = hit.wording.find(BLANK)
        place = QTextCursor(self._field.document())
        place.setPosition(start + (blank if blank >= 0 else len(hit.wording)))
        if blank >= 0:
            place.setPosition(start + blank + len(BLANK), QTextCursor.MoveMode.KeepAnchor)
        self._field.setTextCursor(place)
        self._field.setFocus()
        self.read(self._field.toPlainText())


def _short(word: str) -> str:
    plain = " ".join(word.split())
    return plain if len(plain) <= 40 else f"{plain[:38].rstrip()}…"
