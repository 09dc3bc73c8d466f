"""Why a skill stands where it stands, and what may be said of it together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.models.gap import Gap
from desktop.models.skill import Standing
from desktop.views.gap.gap_rows import SILENT, evidence_rows
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.theme import Theme


class WhyCard(Card):
    """The proofs of one row; emits what is said of the skill (a Standing, or None to take it back)."""

    said = Signal(object, object)  # Gap, Standing | None

    def __init__(self, theme: Theme) -> None:
        """Asks to choose a row."""
        super().__init__(self.tr("Pourquoi ?"))
        self._row: Gap | None = None
        self.silence = label(self.tr("Choisissez une compétence pour voir ce qui la prouve, ou en parler."), "muted")
        self.proofs = marked_view(theme, self.tr("Preuves de la compétence"))
        self.proofs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say = secondary_button(self.tr("Dite en entretien"), lambda: self._say(Standing.SAID))
        self.wish = secondary_button(self.tr("À acquérir"), lambda: self._say(Standing.TO_ACQUIRE))
        self.back = link_button(self.tr("Revenir à ce que dit le passeport"), lambda: self._say(None))
        for piece in (self.silence, self.proofs, self.say, self.wish, self.back):
            self.add(piece)
        self.show_row(None, spoken=False)

    def show_row(self, row: Gap | None, spoken: bool) -> None:
        """Explain a row; ``spoken``: something was said of it that can be taken back."""
        self._row = row
        standing = row.standing if row else None
        self.set_title(row.skill.label if row else self.tr("Pourquoi ?"))
        if standing is not None:
            self.silence.setText(SILENT.get(standing, ""))
        self.silence.setVisible(row is None or not row.evidence)
        self.proofs.show_rows(evidence_rows(row.evidence if row else ()))
        self.proofs.setVisible(bool(row and row.evidence))
        self.say.setVisible(standing in (Standing.DEDUCED, Standing.TO_EXPLORE, Standing.TO_ACQUIRE))
        self.wish.setVisible(standing is Standing.TO_EXPLORE)
        self.back.setVisible(row is not None and spoken)

    def _say(self, standing: Standing | None) -> None:
        if self._row is not None:
            self.said.emit(self._row, standing)
