"""The words typed in the plan: kept at each pause and once left; when refused, pending again or kept in memory."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Signal

from desktop.models.changes import Changes
from desktop.models.clock import now as this_instant
from desktop.models.note import Delivery, Kind, Unsaved
from desktop.models.plan import ABOUT, REMOVED, action_content, action_of, same_words
from desktop.views.desk import Desk
from desktop.views.held import Held
from desktop.views.held_words import HeldWords
from desktop.views.plan.action_card import ActionCard
from desktop.views.plan.entry import Entry


class PlanWords(HeldWords):
    """A line not given yet is a draft; the fields of an action are written as they are."""

    taken = Signal()  # fields were written: the page shows it at once

    def __init__(self, desk: Desk, held: Held, entry: Entry, card: ActionCard) -> None:
        """Nothing is typed yet."""
        super().__init__(desk, held, card)
        self._entry, self._card = entry, card
        self._pace.due.connect(self.keep_line)
        entry.textEdited.connect(lambda _: self._pace.typed())

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._pace.stop()
        self._entry.forget()
        self._card.drop()

    def flush(self) -> Future[Changes]:
        """Keep now what is being typed; fails as long as words of anybody's plan are not written."""
        self.keep_line()
        if self._held.person and (action := self._card.pending()):
            self._card.base = action
            content = action_content(action)
            self._held.writes += 1
            self._held.hold(content)
            self.lost.write(Unsaved(self._held.person, action.id, Kind.PLAN, content, draft=False), self._refuse)
            self.taken.emit()
        return self.lost.after()

    def keep_line(self) -> None:
        """Keep the line being typed as a draft; none when it was emptied."""
        self._pace.kept()
        entry, person = self._entry, self._held.person
        if not (person and entry.pending):
            return
        item, entry.kept = entry.id, entry.words
        self._held.writes += 1
        if entry.words:
            content = {"about": ABOUT, "id": item, "what": entry.words}
            self.lost.write(Unsaved(person, item, Kind.PLAN, content), self._refuse)
        else:
            self.lost.follow(self._background.write(lambda store: store.items.discard(item)), (item,))

    def take_up_line(self, words: Unsaved) -> None:
        """Show a line that could not be kept; what is in its place is kept first, and comes back when it is free."""
        self.keep_line()
        self._entry.put(words.id, words.content.get("what", ""))
        self.keep_line()

    def _without_field(self, words: Unsaved) -> Unsaved | None:
        """These words, unless they are in a field again, or something else was written in their place since."""
        if words.draft and self._entry.id == words.id:
            self._entry.kept = ""
            return None
        if self._held.superseded(words) or words.content.get("state") == REMOVED:
            return None
        action, stored = action_of(words.item(this_instant())), self._held.stored(words.id)
        if stored and stored.delivery is not Delivery.DRAFT:
            known = action_of(stored)
            return None if self._card.keep_typed(known) or same_words(action, known) else words
        typed = self._card.pending() if self._card.base and self._card.base.id == words.id else None
        if typed:
            return replace(words, content=action_content(typed))
        return None if not words.draft and self._entry.give_back(replace(action, item=None)) else words
