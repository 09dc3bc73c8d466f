"""One entry at the right of the diagnostic: every answer, who explored it, and what a constraint weighs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from desktop.models.diagnostic import VALUES, About, Constraint, Entry, Impact, Value, entry_of
from desktop.models.diagnostic_words import IMPACT_WORDS, hint, said_exploration, said_value
from desktop.models.note import Delivery
from desktop.views.desk import Desk
from desktop.views.diagnostic.grid_rows import GridRow, GridRows, answer_words
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, Words, label, link_button, secondary_button
from desktop.views.plan.choices import Choices
from desktop.views.rows import Row

NO_IMPACT: Final = "Pas évalué"
TWO: Final = "Dit de deux façons. Lisez les deux, puis choisissez : rien n’est effacé avant."
NEXT_HINT: Final = "Entrée, Espace ou un clic passe à la réponse suivante."
IN_PLAN: Final = "C’est dans le plan d’action."


class EntryCard(Card):
    """Hidden until there is an entry."""

    said = Signal(str, object)  # key of an entry, Value
    weighed = Signal(object)  # Entry, with its impact and its priority as they now are
    plan_asked = Signal(object)  # Entry
    resolved = Signal(str, object)  # item id, the content that stays

    def __init__(self, desk: Desk) -> None:
        """No entry yet."""
        super().__init__(" ")
        self._entry: Entry | None = None
        self.values: dict[About, Choices[Value]] = {
            about: Choices(self.tr("Réponse"), ((one, answer_words(about, one)) for one in (*every[1:], every[0])))
            for about, every in VALUES.items()
            if about not in (About.SITUATION, About.OBJECTIVE)
        }
        self.hint, self.who = label("", "small"), label("", "small")
        self.impact_words = label(self.tr("Effet sur le projet"), "group")
        impacts: list[tuple[Impact | None, str]] = [(one, word.capitalize()) for one, word in IMPACT_WORDS.items()]
        self.impact: Choices[Impact | None] = Choices(self.tr("Effet sur le projet"), [(None, NO_IMPACT), *impacts])
        self.priority = QCheckBox(self.tr("À traiter en priorité"))
        self.situations_words, self.objectives_words = label("", "group"), label("", "group")
        self.situations = GridRows(desk.theme, self.tr("Situations"))
        self.objectives = GridRows(desk.theme, self.tr("Objectifs"))
        self.next_hint = label(NEXT_HINT, "small")
        self.plan = link_button(self.tr("Ajouter au plan d’action"), self._ask_plan)
        self.in_plan = label(IN_PLAN, "small")
        self.two, self.mine, self.theirs = label(TWO, "muted"), label(""), label("")
        self.keep_mine = secondary_button(self.tr("Garder la mienne"), self._keep_mine)
        self.keep_theirs = secondary_button(self.tr("Garder l’autre"), self._keep_theirs)
        self.both = SideBySide(self.keep_mine, self.keep_theirs)
        self._build()
        self.hide()

    def show_entry(self, entry: Entry | None, constraint: Constraint | None, *, planned: bool) -> None:
        """Show an entry, with what belongs to it when it is a constraint; ``planned``: it is in the plan already."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        torn = self._show_both(entry)
        self.set_title(entry.label)
        for about, choices in self.values.items():
            choices.setVisible(about is entry.about and not torn)
            if about is entry.about:
                choices.check(entry.value)
        self._put(self.hint, hint(entry))
        self._put(self.who, said_exploration(entry))
        self._show_weight(entry, shown=entry.value is Value.YES and entry.about is About.CONSTRAINT and not torn)
        inside = constraint if constraint and not torn else None
        self._show_inside(inside, entry)
        wanted = entry.about is About.NEED and entry.value is Value.NEED
        self.plan.setVisible(wanted and not planned and not torn)
        self.in_plan.setVisible(wanted and planned)

    def _show_weight(self, entry: Entry, *, shown: bool) -> None:
        for piece in (self.impact_words, self.impact, self.priority):
            piece.setVisible(shown)
        self.impact.check(entry.impact)
        self.priority.blockSignals(True)
        self.priority.setChecked(entry.priority)
        self.priority.blockSignals(False)

    def _show_inside(self, constraint: Constraint | None, entry: Entry) -> None:
        """Situations and objectives, once the constraint is one or something was said of them."""
        found = (*constraint.situations, *constraint.objectives) if constraint else ()
        shown = bool(found) and (entry.value is Value.YES or any(one.explored for one in found))
        for words, rows, every, title in (
            (self.situations_words, self.situations, constraint.situations if constraint else (), "Situations"),
            (self.objectives_words, self.objectives, constraint.objectives if constraint else (), "Objectifs"),
        ):
            rows.show_rows(GridRow(one.key, one.label, "", said_exploration(one), entry=one) for one in every)
            words.setText(title)
            for piece in (words, rows):
                piece.setVisible(shown and bool(every))
        self.next_hint.setVisible(shown)

    def _show_both(self, entry: Entry) -> bool:
        """Both answers of an entry in conflict; whether there are two."""
        item = entry.item
        theirs = item.theirs if item and item.delivery is Delivery.CONFLICT else None
        other = entry_of(replace(item, content=theirs.content)) if item and theirs else None
        for piece in (self.two, self.mine, self.theirs, self.both):
            piece.setVisible(theirs is not None)
        if theirs is not None:
            self.mine.setText(self.tr("Ici : %s.") % _whole(entry))
            said = _whole(other, theirs.author) if other else self.tr("illisible sur ce poste")
            self.theirs.setText(f"{theirs.author} : {said}.")
        return theirs is not None

    def _put(self, piece: Words, words: str) -> None:
        piece.setText(words)
        piece.setVisible(bool(words))

    def _say(self, value: Value) -> None:
        if self._entry:
            self.said.emit(self._entry.key, value)

    def _next(self, row: Row) -> None:
        """The answer after the one that stands, the first one after the last."""
        if isinstance(row, GridRow) and row.entry:
            every = VALUES[row.entry.about]
            self.said.emit(row.key, every[(every.index(row.entry.value) + 1) % len(every)])

    def _weigh(self) -> None:
        if self._entry:
            self.weighed.emit(replace(self._entry, impact=self.impact.value, priority=self.priority.isChecked()))

    def _ask_plan(self) -> None:
        if self._entry:
            self.plan_asked.emit(self._entry)

    def _keep_mine(self) -> None:
        if self._entry and self._entry.item:
            self.resolved.emit(self._entry.item.id, dict(self._entry.item.content))

    def _keep_theirs(self) -> None:
        if self._entry and self._entry.item and self._entry.item.theirs:
            self.resolved.emit(self._entry.item.id, dict(self._entry.item.theirs.content))

    def _build(self) -> None:
        for piece in (
            self.two, self.mine, self.theirs, self.both, *self.values.values(), self.hint, self.who,
            self.impact_words, self.impact, self.priority, self.situations_words, self.situations,
            self.objectives_words, self.objectives, self.next_hint, self.plan, self.in_plan,
        ):  # fmt: skip
            self.add(piece)
        for choices in self.values.values():
            choices.chosen.connect(self._say)
        self.impact.chosen.connect(lambda _: self._weigh())
        self.priority.toggled.connect(lambda _: self._weigh())
        for rows in (self.situations, self.objectives):
            rows.said.connect(self.said)
            rows.chosen.connect(self._next)


def _whole(entry: Entry, me: str = "vous") -> str:
    return ". ".join(part for part in (said_value(entry), said_exploration(entry, me)) if part)
