"""The card beside the map: what is in the cell or, for a single skill, every proof and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal

from desktop.models.correction import SaidSkill, Word
from desktop.models.skill import Standing
from desktop.models.skillmap import Cell, Sort
from desktop.models.skillmap_words import ACROSS, counts
from desktop.models.skilltree import Placed
from desktop.models.text import counted
from desktop.models.why import CHANGES, RULES
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.marks import WORDS
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.theme import Theme

INVITE: Final = "Choisissez une case pour voir ses compétences et leurs preuves."
FEW: Final = 6  # skills of a cell that are listed beside it; entering it shows them all


class ProofsCard(Card):
    """Follows the mouse and the keyboard; emits what is said of the single skill it shows (Placed, Word)."""

    said = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        """Asks to choose a cell."""
        super().__init__()
        self._one: Placed | None = None
        self.words = label(INVITE, "muted")
        self.where = label("", "small")
        self.proofs = marked_view(theme, self.tr("Compétences de la case et leurs preuves"))
        self.proofs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more, self.change = label("", "muted"), label("", "muted")
        self.say = secondary_button(self.tr("Dite en entretien"), lambda: self._say(Word.SAID))
        self.refuse = secondary_button(self.tr("Non, à écarter"), lambda: self._say(Word.NOT_HELD))
        self.back = link_button(self.tr("Retirer ce qui a été dit"), lambda: self._say(Word.NOTHING))
        for piece in (self.words, self.where, self.proofs, self.more, self.say, self.refuse, self.back, self.change):
            self.add(piece)
        self.invite(INVITE)

    def invite(self, words: str) -> None:
        """No cell: say what to do."""
        self._one = None
        self.set_title(self.tr("Preuves"))
        self._fill(words, "", ())
        self._offer(None, said=False)

    def show_cell(self, cell: Cell, spoken: Mapping[str, SaidSkill]) -> None:
        """What a cell holds; ``spoken``: by OGR code, what was said and can be taken back."""
        self._one = cell.skills[0] if len(cell.skills) == 1 else None
        if self._one is None:
            self.set_title(cell.label if cell.sort is not Sort.REST else self.tr("Les autres"))
            self._fill(counts(cell.skills), "", tuple(_listed(cell)), _more(cell))
        else:
            self.set_title(self._one.held.label)
            notes = [ACROSS.capitalize()] * self._one.transversal + [
                "Nouvelle, d’après les dates des faits"
            ] * cell.fresh
            path = " › ".join(node.label for node in self._one.nodes[:-1])
            self._fill(". ".join(notes), path, tuple(_proofs(self._one)))
        self._offer(self._one, bool(self._one and self._one.held.code in spoken))

    def _fill(self, words: str, where: str, rows: tuple[MarkedRow, ...], more: str = "") -> None:
        self.proofs.show_rows(rows)
        self.proofs.setVisible(bool(rows))
        for piece, text in ((self.words, words), (self.where, where), (self.more, more)):
            piece.setText(text)
            piece.setVisible(bool(text))

    def _offer(self, one: Placed | None, said: bool) -> None:
        deduced = one is not None and one.standing is Standing.DEDUCED
        self.say.setVisible(deduced)
        self.refuse.setVisible(deduced)
        self.back.setVisible(said)
        self.change.setText(f"{self.tr('Ce qui la changerait')}\u00a0: {CHANGES[one.standing]}" if one else "")
        self.change.setVisible(one is not None)

    def _say(self, word: Word) -> None:
        if self._one is not None:
            self.said.emit(self._one, word)


def _proofs(one: Placed) -> Iterator[MarkedRow]:
    for number, proof in enumerate(one.held.evidence):
        yield MarkedRow(
            f"{number}", proof.title, RULES[proof.rule], proof.detail, standing=proof.standing,
            word=WORDS[proof.standing],
        )  # fmt: skip


def _listed(cell: Cell) -> Iterator[MarkedRow]:
    for one in cell.skills[:FEW]:
        proof = one.held.evidence[0]
        yield MarkedRow(
            one.held.code, one.held.label, around=proof.title, standing=one.standing, word=WORDS[one.standing]
        )


def _more(cell: Cell) -> str:
    left = len(cell.skills) - FEW
    return f"Et {counted(left, 'autre')}\u00a0: entrez dans la case pour tout voir." if left > 0 else ""
