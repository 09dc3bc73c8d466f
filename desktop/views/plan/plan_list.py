"""The plan at the left of its page: the line where an action is typed, how the page is cut, the actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtGui import QKeySequence

from desktop.models.note import Delivery
from desktop.models.notebook import said_state
from desktop.models.plan import Action
from desktop.models.plan_groups import Grouping, grouped, said_action, said_due, said_plan, titled
from desktop.views.pieces import Card, label
from desktop.views.plan.choices import Choices
from desktop.views.plan.entry import Entry
from desktop.views.plan.plan_rows import PlanRow, PlanRows
from desktop.views.shortcuts import said_keys
from desktop.views.theme import Theme

NEW: Final = "Ctrl+Shift+N"
HINT: Final = "Avec les mots de la personne : « J’appelle… ». Elle lira tout : ni santé, ni jugement."
KEYS_HINT: Final = (
    "Sur une ligne : F à faire, C en cours, R réalisée, A annulée, Suppr la retire, Alt et une flèche la déplacent."
)


class PlanList(Card):
    """What it shows is given to it; what is asked of it is heard from its pieces."""

    def __init__(self, theme: Theme) -> None:
        """No action yet."""
        super().__init__(self.tr("Plan d’action"))
        self.entry = Entry()
        self.entry.setToolTip(said_keys(NEW))
        self.by = Choices(self.tr("Ranger"), ((one, str(one)) for one in Grouping))
        self.by.check(Grouping.DATE)
        self.rows = PlanRows(theme, self.tr("Actions du plan"))
        self.hint = label(KEYS_HINT, "small")
        for piece in (self.entry, label(HINT, "small"), self.by, self.rows, self.hint):
            self.add(piece)

    @property
    def shortcut(self) -> QKeySequence:
        """What begins a new line."""
        return QKeySequence(NEW)

    def show_plan(self, every: Sequence[Action], day: date) -> None:
        """Show these actions as they stand on that day."""
        self.set_title(said_plan(every, day))
        rows = list[PlanRow]()
        for group in grouped(every, self.by.value, day):
            rows.append(PlanRow("", f"{group.title} · {len(group.actions)}", heading=True))
            rows += (_row(one, day) for one in group.actions)
        self.rows.show_rows(rows)
        for piece in (self.rows, self.by, self.hint):
            piece.setVisible(bool(every))

    def mark(self, identifier: str) -> None:
        """Make the row of that action current, if it has one."""
        keys = [row.key for row in self.rows.model_of_rows.rows]
        if identifier and identifier in keys:
            self.rows.setCurrentIndex(self.rows.model_of_rows.index(keys.index(identifier)))

    def beside(self) -> str:
        """The id of the action that stands where the current one is taken out; "" when none does."""
        at, rows = self.rows.currentIndex().row(), self.rows.model_of_rows.rows
        near = [row.key for row in (*rows[at + 1 :], *reversed(rows[: max(at, 0)])) if not row.heading]
        return near[0] if near else ""


def _row(one: Action, day: date) -> PlanRow:
    late = said_due(one, day).capitalize() if one.late(day) else ""
    around = said_action(replace(one, due=None) if late else one, day)
    if one.item and one.item.delivery in (Delivery.CONFLICT, Delivery.REFUSED):
        around = f"{around} · {said_state(one.item)}"
    return PlanRow(one.id, titled(one), late, around, status=one.status)
