"""What a newer version of the ROME changes for this person, and the gap as it was read with an older one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from desktop.models.impact import Impact, Turn
from desktop.models.renewal import Renewal
from desktop.views.desk import Desk
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.rows import Row, RowsView

LOST: Final = (
    "Choisi avec la version {versions} du ROME, qui n’est plus sur cet ordinateur : rien ne peut être comparé."
)
NOTHING: Final = "Rien de ce dossier ne change dans la version {version}."
THEN: Final = "Vous regardez l’écart avec la version {version} du ROME, et non celle en usage."


class EditionCard(Card):
    """Hidden while nothing differs; nothing re-points itself: each change waits for a yes."""

    version_asked = Signal(str)  # the version to look with; "" for the one in use
    acknowledged = Signal()  # everything told was read together
    moved_asked = Signal(object)  # Impact: tie to where the appellation moved

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is an outlook."""
        super().__init__(self.tr("Le référentiel a changé"))
        self._impacts: tuple[Impact, ...] = ()
        self._moved: Impact | None = None
        self._version = ""
        self.words = label("", "muted")
        self.rows = RowsView(desk.theme, self.tr("Ce que la nouvelle version change pour ce dossier"))
        self.look = link_button("", lambda: self.version_asked.emit(self._version))
        self.back = link_button(self.tr("Revenir à la version en usage"), lambda: self.version_asked.emit(""))
        self.seen = secondary_button(self.tr("C’est vu ensemble"), self.acknowledged.emit)
        self.tie = secondary_button("", self._tie)
        self.rows.chosen.connect(lambda row: self._offer(self._impacts[int(row.key)]))
        for piece in (self.words, self.rows, self.tie, self.seen, self.look, self.back):
            self.add(piece)
        self.hide()

    def show_renewal(self, renewal: Renewal) -> None:
        """Tell what differs; ``renewal`` says with which version the page is looked at."""
        self._impacts, self._version = renewal.impacts, renewal.older[0] if renewal.older else ""
        self.rows.show_rows(Row(str(at), one.words) for at, one in enumerate(renewal.impacts))
        self._offer(next((one for one in renewal.impacts if one.turn is Turn.MOVED), None))
        self.rows.setVisible(bool(renewal.impacts))
        self.words.setText(_words(renewal))
        self.look.setText(f"Voir l’écart avec la version {self._version}")
        self.look.setVisible(bool(self._version) and not renewal.looked_with)
        self.back.setVisible(bool(renewal.looked_with))
        self.seen.setVisible(bool(renewal.older) and not renewal.looked_with)
        self.setVisible(bool(renewal.older or renewal.lost or renewal.looked_with))

    def _offer(self, impact: Impact | None) -> None:
        """Offer to follow an appellation that moved, when that is what was chosen."""
        self._moved = impact if impact is not None and impact.turn is Turn.MOVED else None
        self.tie.setVisible(self._moved is not None)
        if self._moved is not None:
            self.tie.setText(f"Rattacher à {self._moved.to}")

    def _tie(self) -> None:
        if self._moved is not None:
            self.moved_asked.emit(self._moved)


def _words(renewal: Renewal) -> str:
    parts = [THEN.format(version=renewal.looked_with)] if renewal.looked_with else []
    if renewal.older and not renewal.impacts:
        parts.append(NOTHING.format(version=renewal.in_use))
    elif renewal.older:
        parts.append(f"De la version {' et '.join(renewal.older)} à la version {renewal.in_use} :")
    if renewal.lost:
        parts.append(LOST.format(versions=" et ".join(renewal.lost)))
    return " ".join(parts)
