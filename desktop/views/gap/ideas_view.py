"""“Je ne sais pas encore”: from what attracts somebody to occupations to talk about. No test, no score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.models.evidence import to_acquire
from desktop.models.ideas_words import note_text, why
from desktop.models.nearby_words import extract_words
from desktop.models.occupation import Found, Interest, Node
from desktop.models.riasec import SORTS
from desktop.models.text import counted
from desktop.models.why import edition_words
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.gap.ideas_choices import ChoicesView
from desktop.views.gap.ideas_found import Suggestion, Ticked, suggestions
from desktop.views.gap.nearby_card import NearbyCard
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.part import Part
from desktop.views.gap.surroundings import kept
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.two_columns import TwoColumns

MOST: Final = 3
WAY: Final = (
    "Une façon de commencer à en parler, rien de plus : ni test, ni profil, ni note. Tout peut être changé, et rien"
    " n’est gardé sans que vous le demandiez."
)
INVITE: Final = "Choisissez une idée pour voir ce qui est déjà là, et ce qui reste à explorer."
BEGIN: Final = "Cochez au moins une ligne : les premières idées viendront ici."
NONE: Final = "Aucun métier du référentiel installé ne répond à ces choix. Décochez une ligne, ou essayez-en une autre."
FULL: Final = "Trois au plus : décochez une ligne pour en choisir une autre."


class IdeasView(Part):
    """Two things to tick, then ideas; each leads to its lists and may be kept as a target."""

    title = "Trouver des idées"
    noted = Signal(str)  # the text of a note to be kept about the person

    def __init__(self, desk: Desk) -> None:
        """Nothing ticked."""
        super().__init__(desk)
        self.shown: Outlook | None = None
        self.found: tuple[Suggestion, ...] = ()
        self._asked = Ticked()
        self._explained = ""
        self._known: tuple[Interest, ...] = ()
        self.interests = ChoicesView(desk.theme, self.tr("Ce qui attire, trois au plus"), MOST)
        self.about, self.definition = Card(), label("", "muted")
        self.sorts = ChoicesView(desk.theme, self.tr("Ce qu’on aime faire, trois au plus"), MOST, columns=1)
        self.full = label(FULL, "small"), label(FULL, "small")
        self.begin = label(BEGIN, "muted")
        self.rows = marked_view(desk.theme, self.tr("Premières idées de métiers"))
        self.note = secondary_button(self.tr("Garder ces choix dans une note"), self._note)
        self.again = link_button(self.tr("Tout décocher"), self._clear)
        self.kept = label("", "small")
        self.near = NearbyCard(desk.theme, self.tr("Une idée de métier"), INVITE)
        self.source, self.extract = label("", "small"), label("", "small")
        self._build()
        self._connect()

    def forget(self) -> None:
        """What somebody else ticked was never kept."""
        self.shown, self.found = None, ()
        self._clear()

    def show_outlook(self, outlook: Outlook) -> None:
        """Read what there is to tick, once, and the ideas for what is ticked."""
        self.shown = outlook
        self.source.setText(edition_words(outlook.known.edition))
        self.extract.setText(extract_words(outlook.known.edition))
        self.extract.setVisible(bool(self.extract.text()))
        if not self.sorts.choices.lines:
            self.sorts.show_lines(_sorts())
        reference = self.desk.reference
        self.desk.background.run(self, lambda: reference().interests(), self._show_interests)
        self._look()

    @property
    def ticked(self) -> Ticked:
        """What is chosen now."""
        letters = self.sorts.choices.ticked
        return Ticked(self.interests.choices.ticked, "".join(letter for letter in SORTS if letter in letters))

    def explain(self, code: str) -> None:
        """Show the lists of that idea; "" or one that is not there asks to choose."""
        self._explained = code
        near = next((one.near for one in self.found if one.near.occupation.code == code), None)
        if near is None or self.shown is None:
            self.near.clear()
            return
        known = self.shown.known
        self.near.show_near(near, known.held, to_acquire(known.items), kept(self.shown))

    def tell_noted(self) -> None:
        """The note is written."""
        self.kept.setText(self.tr("Ces choix sont gardés dans « Notes »."))
        self.kept.show()
        announce(self, self.kept.text())

    def _look(self) -> None:
        outlook, ticked, reference = self.shown, self.ticked, self.desk.reference
        self._asked = ticked
        if outlook is None or not ticked:
            self._show(())
            return

        def show(found: tuple[Suggestion, ...]) -> None:
            if self.shown is outlook and self._asked == ticked:
                self._show(found)
                announce(self, counted(len(found), "idée de métier", "idées de métiers"))

        self.desk.background.run(self, lambda: suggestions(outlook, ticked, reference()), show)

    def _show(self, found: tuple[Suggestion, ...]) -> None:
        self.found = found
        self.begin.setText(NONE if self.ticked else BEGIN)
        self.begin.setVisible(not found)
        self.rows.show_rows(map(_row, found))
        self.rows.setVisible(bool(found))
        for button in (self.note, self.again):
            button.setVisible(bool(self.ticked))
        self.explain(self._explained)

    def _show_interests(self, known: tuple[Interest, ...]) -> None:
        if known != self._known:
            self._known = known
            self.interests.show_lines(Node(one.code, one.label) for one in known)

    def _define(self, code: str) -> None:
        found = next((one for one in self._known if one.code == code), None)
        self.about.set_title(found.label if found else "")
        self.definition.setText(found.definition if found else "")
        self.about.setVisible(bool(self.definition.text()))

    def _changed(self) -> None:
        for words in self.full:
            words.hide()
        self.kept.hide()
        self._look()

    def _refuse(self, words: int) -> None:
        self.full[words].show()
        announce(self, FULL)

    def _clear(self) -> None:
        self.interests.show_lines(self.interests.choices.lines)
        self.sorts.show_lines(self.sorts.choices.lines)
        self._define("")
        self._explained = ""
        self._changed()

    def _note(self) -> None:
        labels = {one.code: one.label for one in self._known}
        interests = (labels.get(code, code) for code in self.ticked.interests)
        self.noted.emit(note_text(interests, self.ticked.riasec, (one.near.occupation.label for one in self.found)))

    def _keep(self, found: Found) -> None:
        self.added.emit(found)
        self.rows.setFocus()  # the button is about to go: the keyboard stays where it came from

    def _connect(self) -> None:
        for number, view in enumerate((self.interests, self.sorts)):
            view.changed.connect(self._changed)
            view.refused.connect(lambda number=number: self._refuse(number))
        self.interests.looked_at.connect(self._define)
        self.rows.chosen.connect(lambda row: self.explain(row.key))
        self.near.kept.connect(self._keep)

    def _build(self) -> None:
        first, second, third = (
            Card(self.tr("1. Ce qui attire la personne, trois lignes au plus")),
            Card(self.tr("2. Ce qu’elle aime faire, trois lignes au plus")),
            Card(self.tr("3. Premières idées, pour en parler")),
        )
        for card, pieces in (
            (first, (label(WAY, "muted"), self.interests, self.full[0])),
            (second, (self.sorts, self.full[1])),
            (third, (self.begin, self.rows, self.note, self.again, self.kept)),
        ):
            for piece in pieces:
                card.add(piece)
        columns = TwoColumns()
        columns.add_left(first, second, third)
        self.about.add(self.definition)
        columns.add_right(self.about, self.near, self.extract, self.source)
        columns.follow(self.rows)
        self._clear()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def _sorts() -> Iterator[Node]:
    for one in SORTS.values():
        yield Node(one.letter, f"{one.words} (par exemple {one.examples})")


def _row(one: Suggestion) -> MarkedRow:
    shared = len(one.near.shared)
    around = counted(shared, "compétence déjà partagée", "compétences déjà partagées") if shared else ""
    return MarkedRow(one.near.occupation.code, one.near.occupation.label, why(one.idea), around, action="Voir")
