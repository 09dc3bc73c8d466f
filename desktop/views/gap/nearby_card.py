"""One occupation near to a person: what they share with it, what is left, and the button that keeps it as a target."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal

from desktop.models.nearby import Nearby
from desktop.models.occupation import Found
from desktop.models.skill import Held
from desktop.models.text import counted
from desktop.views.gap.nearby_rows import left_rows, marked, shared_rows
from desktop.views.gap.targets_bar import MOST
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.theme import Theme

FULL: Final = "Trois métiers sont déjà visés : retirez-en un, plus haut, pour garder celui-ci."
ALREADY: Final = "Ce métier est déjà visé."


class NearbyCard(Card):
    """Asks to choose until there is something to show."""

    kept = Signal(object)  # Found

    def __init__(self, theme: Theme, title: str, invite: str) -> None:
        """``title`` and ``invite`` are what is read before any choice."""
        super().__init__(title)
        self._empty = title, invite
        self._near: Nearby | None = None
        self.words, self.marks = label(invite, "muted"), label("", "strong")
        self.keep = secondary_button(self.tr("Garder comme métier visé"), self._keep)
        self.full = label("", "small")
        self.shared_words, self.left_words = label("", "group"), label("", "group")
        self.shared = marked_view(theme, self.tr("Compétences partagées et leurs preuves"))
        self.left = marked_view(theme, self.tr("Compétences à explorer"))
        for view in (self.shared, self.left):
            view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for piece in (self.words, self.marks, self.keep, self.full, self.shared_words, self.shared, self.left_words,
                      self.left):  # fmt: skip
            self.add(piece)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen any more."""
        self._near = None
        self.set_title(self._empty[0])
        self.words.setText(self._empty[1])
        self.shared.show_rows(())
        self.left.show_rows(())
        for piece in (self.marks, self.keep, self.full, self.shared_words, self.shared, self.left_words, self.left):
            piece.hide()

    def show_near(
        self, near: Nearby, held: Mapping[str, Held], wished: Collection[str], targets: Collection[str]
    ) -> None:
        """Show its two lists; ``targets`` are the codes of the occupations already kept."""
        self._near = near
        self.set_title(near.occupation.label)
        self.words.setText(near.words)
        self.marks.setText(marked(near))
        self.marks.setVisible(bool(self.marks.text()))
        reason = ALREADY if near.occupation.code in targets else FULL if len(targets) >= MOST else ""
        self.keep.setVisible(not reason)
        self.full.setText(reason)
        self.full.setVisible(bool(reason))
        shared, left = tuple(shared_rows(near, held)), tuple(left_rows(near, wished))
        self.shared_words.setText(counted(len(shared), "compétence partagée", "compétences partagées"))
        self.left_words.setText(f"{counted(len(left), 'compétence')} à explorer")
        self.shared.show_rows(shared)
        self.left.show_rows(left)
        for words, rows, view in ((self.shared_words, shared, self.shared), (self.left_words, left, self.left)):
            words.setVisible(bool(rows))
            view.setVisible(bool(rows))

    def _keep(self) -> None:
        if self._near is not None:
            self.kept.emit(Found(self._near.occupation.code, self._near.occupation.label))
