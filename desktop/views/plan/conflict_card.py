"""An action written in two places: what each version says, line by line."""

from __future__ import annotations

from typing import Final

from desktop.models.note import Item
from desktop.models.plan import REMOVED, Action, action_of
from desktop.models.plan_groups import STATUS_WORDS, said_action, titled
from desktop.views.desk import Desk
from desktop.views.two_versions import TwoVersions

WHY: Final = "Cette action a été modifiée à deux endroits. Lisez les deux, puis choisissez : rien n’est effacé avant."


class ConflictCard(TwoVersions):
    """Takes the place of the fields of an action until a version is chosen."""

    def __init__(self, desk: Desk) -> None:
        """Nothing to choose yet."""
        super().__init__(desk, self.tr(WHY), self._words)

    def show_action(self, action: Action | None) -> bool:
        """Show both versions of an action in conflict; whether there was one."""
        return self.show_item(action.item if action else None)

    def _words(self, item: Item) -> str:
        if item.content.get("state") == REMOVED:
            return self.tr("Retirée du plan")
        one = action_of(item)
        around = f"{STATUS_WORDS[one.status]} · {said_action(one, self._desk.today())}"
        return "\n".join(part for part in (titled(one), around, one.theme_words, one.how) if part)
