"""The rows of nearby occupations, of what one shares and of what it leaves, and the table twin of the chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from desktop.models.nearby import Nearby
from desktop.models.nearby_words import marks
from desktop.models.skill import Held, Standing
from desktop.models.text import begun, folded
from desktop.views.gap.gap_rows import TAGS
from desktop.views.marked_rows import MarkedRow
from desktop.views.marks import WORDS
from desktop.views.tables import SORT_ROLE, Index, LinesTable

DIAMOND: Final = "◆"
COLUMNS: Final = ("Métier", "Partagées", "dont cœur", "À explorer", "dont cœur", "Mobilité officielle")


@dataclass(frozen=True, slots=True)
class NearbyRow(MarkedRow):
    """The shape of an official mobility is for the eyes: the words beside it say the same."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.title, self.said, self.around.replace(f"{DIAMOND} ", ""), self.action)
        return ". ".join(part.rstrip(".") for part in parts if part)


def nearby_rows(nearest: Iterable[Nearby]) -> Iterator[NearbyRow]:
    """One row an occupation; the keys are its codes."""
    for near in nearest:
        yield NearbyRow(near.occupation.code, near.occupation.label, near.words, marked(near), action="Voir")


def marked(near: Nearby) -> str:
    """``◆ Mobilité officielle du ROME · métier réglementé``."""
    words = " · ".join(marks(near))
    words = begun(words)
    return f"{DIAMOND} {words}" if near.official else words


def shared_rows(near: Nearby, held: Mapping[str, Held]) -> Iterator[MarkedRow]:
    """What the person already holds of it, with its standing and its best proof."""
    for asked in near.shared:
        if (one := held.get(asked.skill.code)) is not None:
            best = one.evidence[0]
            proof = f"{best.title} · {best.detail}" if best.detail else best.title
            yield MarkedRow(
                asked.skill.code, asked.skill.label, TAGS[asked.importance].capitalize(), proof,
                standing=one.standing, word=WORDS[one.standing],
            )  # fmt: skip


def left_rows(near: Nearby, wished: Collection[str]) -> Iterator[MarkedRow]:
    """What is left; ``wished`` are the OGR codes said to be learned."""
    for asked in near.left:
        standing = Standing.TO_ACQUIRE if asked.skill.code in wished else Standing.TO_EXPLORE
        tag = TAGS[asked.importance].capitalize()
        yield MarkedRow(asked.skill.code, asked.skill.label, tag, standing=standing, word=WORDS[standing])


class NearbyTable(LinesTable[Nearby]):
    """One line an occupation, in the order of the chart until a column is chosen."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        near = self.lines[index.row()]
        figures = (len(near.shared), near.core_shared, len(near.left), near.core_left)
        official = "oui" if near.official else "non"
        if role == SORT_ROLE:
            return (folded(near.occupation.label), *figures, official)[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (near.occupation.label, *map(str, figures), official)[index.column()]
        return None
