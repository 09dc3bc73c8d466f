"""A newer version of the ROME, as one file meets it: what changes is read, told, and settled only by a human."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from desktop.models.correction import confirmed_occupations, experience_content
from desktop.models.impact import Impact
from desktop.models.known import Known
from desktop.models.mention import mentions
from desktop.models.note import Item, Kind
from desktop.models.occupation import Found
from desktop.models.renewal import Renewal, renewal
from desktop.views.desk import Desk
from desktop.views.gap.edition_card import EditionCard
from desktop.views.undo import UndoBar


class Renewing(QObject):
    """Fills the card for the person shown, and writes what is settled through the bar that can undo it."""

    def __init__(self, desk: Desk, card: EditionCard, undo: UndoBar) -> None:
        """Nothing until there is somebody."""
        super().__init__(card)
        self._desk = desk
        self._card = card
        self._undo = undo
        self._person = ""
        self._known: Known | None = None
        self.shown = Renewal("")
        card.acknowledged.connect(self._acknowledge)
        card.moved_asked.connect(self._tie_again)

    def forget(self) -> None:
        """Nothing of somebody else is told or settled."""
        self._person, self._known, self.shown = "", None, Renewal("")
        self._card.hide()

    def show(self, person: str, known: Known, looked_with: str) -> None:
        """Compare the versions that the file names with the one in use, on the pool."""
        self._person, self._known = person, known
        packs, reference = self._desk.packs, self._desk.reference
        if packs is None:
            return

        def work() -> Renewal:
            named = mentions(known.passport, known.items)
            return renewal(named, reference().edition().version, packs.changes, looked_with)

        def arrived(found: Renewal) -> None:
            if known is self._known:
                self.shown = found
                self._card.show_renewal(found)

        self._desk.background.run(self._card, work, arrived)

    def _acknowledge(self) -> None:
        """Everything said with an older version was read again together: it is written with the version in use."""
        if self._known is None:
            return
        for kind in (Kind.OCCUPATION, Kind.CORRECTION):
            contents = tuple(self._renewed(kind, self._known.items))
            if contents:
                sentence = f"Relu ensemble avec la version {self.shown.in_use} du ROME."
                self._undo.record_all(self._person, self._known.items, kind, contents, sentence)

    def _renewed(self, kind: Kind, items: tuple[Item, ...]) -> Iterator[dict[str, str]]:
        for item in items:
            if item.kind is kind and item.content.get("edition") in self.shown.older:
                yield dict(item.content) | {"edition": self.shown.in_use}

    def _tie_again(self, impact: Impact) -> None:
        person, known, reference = self._person, self._known, self._desk.reference

        def arrived(found: Found | None) -> None:
            if known is not None and known is self._known and found is not None:
                contents = tuple(self._tied(known, impact, found))
                self._undo.record_all(person, known.items, Kind.CORRECTION, contents, f"Rattaché à « {found.label} ».")

        self._desk.background.run(self._card, lambda: reference().moved_to(impact.mention.title), arrived)

    def _tied(self, known: Known, impact: Impact, found: Found) -> Iterator[dict[str, str]]:
        for one in confirmed_occupations(known.items).values():
            if one.title == impact.mention.title and one.code == impact.mention.code:
                yield experience_content(one.fact, found.code, found.label, one.title, self.shown.in_use)
