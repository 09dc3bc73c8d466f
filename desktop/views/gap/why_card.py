"""Why a skill stands where it stands, and what may be said of it together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.models.correction import SaidSkill, Word
from desktop.models.gap import Gap
from desktop.models.plan_links import LEARNED
from desktop.models.skill import Standing
from desktop.models.why import Why
from desktop.views.gap.gap_rows import evidence_rows
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.theme import Theme

IN_PLAN = "Déjà dans le plan d’action."
INVITE = "Choisissez une compétence pour voir ce qui la prouve, ou en parler."


class WhyCard(Card):
    """Rule, proofs, referential and what would change it; emits what is said of the skill (a Word)."""

    said = Signal(object, object)  # Gap, Word
    planned = Signal(object)  # Gap: to be put in the action plan

    def __init__(self, theme: Theme) -> None:
        """Asks to choose a row."""
        super().__init__(self.tr("Pourquoi ?"))
        self._row: Gap | None = None
        self.rule = label(INVITE, "muted")
        self.proofs = marked_view(theme, self.tr("Preuves de la compétence"))
        self.proofs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.near, self.change = label(""), label("", "muted")
        self.unshared, self.source = label("", "small"), label("", "small")
        self.say = secondary_button(self.tr("Dite en entretien"), lambda: self._say(Word.SAID))
        self.wish = secondary_button(self.tr("À acquérir"), lambda: self._say(Word.TO_ACQUIRE))
        self.refuse = secondary_button(self.tr("Non, à écarter"), lambda: self._say(Word.NOT_HELD))
        self.plan = secondary_button(self.tr("Ajouter au plan d’action"), self._plan)
        self.in_plan = label(IN_PLAN, "small")
        self.back = link_button(self.tr("Retirer ce qui a été dit"), lambda: self._say(Word.NOTHING))
        for piece in (self.rule, self.proofs, self.near, self.say, self.wish, self.refuse, self.plan, self.in_plan,
                      self.back, self.change, self.unshared, self.source):  # fmt: skip
            self.add(piece)
        self.show_row(None, None, None)

    def show_row(self, row: Gap | None, why: Why | None, said: SaidSkill | None, *, planned: bool = False) -> None:
        """Explain a row; ``said``: what was said of it and can be taken back; ``planned``: it is in the action plan."""
        self._row = row
        standing = row.standing if row else None
        self.set_title(row.skill.label if row else self.tr("Pourquoi ?"))
        self.rule.setText(why.rule if why else INVITE)
        self.proofs.show_rows(evidence_rows(why.evidence if why else ()))
        self.proofs.setVisible(bool(why and why.evidence))
        for piece, words in (
            (self.near, why.near if why else ""),
            (self.change, f"{self.tr('Ce qui la changerait')}\u00a0: {why.change}" if why else ""),
            (self.unshared, why.unshared if why else ""),
            (self.source, why.source if why else ""),
        ):
            piece.setText(words)
            piece.setVisible(bool(words))
        self.say.setVisible(standing in (Standing.DEDUCED, Standing.TO_EXPLORE, Standing.TO_ACQUIRE))
        self.wish.setVisible(standing is Standing.TO_EXPLORE)
        self.refuse.setVisible(standing is Standing.DEDUCED)
        self.plan.setVisible(standing in LEARNED and not planned)
        self.in_plan.setVisible(planned)
        self.back.setVisible(said is not None)

    def _plan(self) -> None:
        if self._row is not None:
            self.plan.hide()
            self.planned.emit(self._row)

    def _say(self, word: Word) -> None:
        if self._row is not None:
            self.said.emit(self._row, word)
