"""The skills as a table: the twin of the map, with the same skills and the way to each in columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from desktop.models.skillmap import SkillMap
from desktop.models.skilltree import Placed
from desktop.models.text import folded
from desktop.views.marks import WORDS, mark_icon
from desktop.views.tables import SORT_ROLE, Index, LinesTable
from desktop.views.theme import Theme

COLUMNS: Final = (
    "Compétence", "Statut", "Preuve", "Depuis", "Domaine", "Enjeu ou catégorie", "Objectif ou sous-catégorie",
    "Macro-compétence", "Métiers",
)  # fmt: skip
STANDING, SINCE = 1, 3
MANY: Final = "utile dans beaucoup"


class SkillsTable(LinesTable[Placed]):
    """One line a skill, with its best proof."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__(COLUMNS)
        self._icons = {standing: mark_icon(standing, theme) for standing in WORDS}
        self._shown = SkillMap()

    def show(self, shown: SkillMap) -> None:
        """Replace every line with the skills of the map."""
        self._shown = shown
        self.show_lines(one for row in shown.rows for one in row.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[one.standing] if column == STANDING else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(one)[column]
        if role == SORT_ROLE:
            words = folded(self._words(one)[column])
            return {STANDING: str(int(one.standing)), SINCE: str(one.since or "9999")}.get(column, words)
        return None

    def _words(self, one: Placed) -> tuple[str, ...]:
        best = one.held.evidence[0]
        proof = f"{best.title} · {best.detail}" if best.detail else best.title
        way = [node.label for node in one.nodes[:-1]]
        path = (way + [""] * 4)[:4]
        return one.held.label, WORDS[one.standing], proof, self._since(one), *path, MANY if one.transversal else ""

    def _since(self, one: Placed) -> str:
        """Its first year: a day is not always known. What has no date may be of any time."""
        if one.since is None:
            return "sans date"
        new = self._shown.span is not None and one.newer(self._shown.day)
        return f"{one.since.year}, nouvelle" if new else str(one.since.year)
