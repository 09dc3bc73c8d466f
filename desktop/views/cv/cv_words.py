"""The words typed in a CV: a draft at each pause, written once left, pending again or kept in memory when refused."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Signal

from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.cv import Cv, cv_content, cv_of
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.plan import REMOVED
from desktop.views.cv.cv_form import CvForm
from desktop.views.desk import Desk
from desktop.views.held import Held
from desktop.views.held_words import HeldWords


class CvWords(HeldWords):
    """Title and profile of the CV in the form."""

    writing = Signal(bool)  # words are being written, as a draft or not

    def __init__(self, desk: Desk, held: Held, form: CvForm) -> None:
        """Nothing is typed yet."""
        super().__init__(desk, held, form)
        self._form = form
        self._pace.due.connect(lambda: self.keep(draft=True))
        form.typed.connect(self._pace.typed)
        form.left.connect(lambda: self.keep(draft=False))

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._pace.stop()
        self._form.drop()

    def flush(self) -> Future[Changes]:
        """Keep now the words that are being typed; fails as long as words of anybody's CV are not written."""
        self.keep(draft=False)
        return self.lost.after()

    def keep(self, *, draft: bool) -> None:
        """Write the words typed; as a draft while somebody types on."""
        self._pace.kept()
        person, typed, stored = self._held.person, self._form.pending(), self._form.base
        unfinished = bool(stored and stored.item and stored.item.delivery is Delivery.DRAFT)
        cv = typed or (stored if unfinished and not draft else None)
        if cv is None or not person:
            return
        content = cv_content(cv)
        self._held.writes += 1
        self.hold(content, draft=draft)
        self.writing.emit(draft)
        self.lost.write(Unsaved(person, cv.id, Kind.CV, content, draft), self._refuse)

    def hold(self, content: Mapping[str, str], *, draft: bool = False) -> Item:
        """Take what is being written as if it already were, in the form too."""
        held = self._held.hold(content, draft=draft)
        if self._form.base and self._form.base.id == held.id:
            self._form.base = cv_of(held)
        return held

    def put_back(self, cv: Cv) -> None:
        """Show in the form words of its CV that could not be written, if any are in memory, and write them again."""
        if words := self.lost.take(cv.id):
            self._form.put(cv_of(words.item(now())))
            self.keep(draft=words.draft)

    def _without_field(self, words: Unsaved) -> Unsaved | None:
        """These words, unless the form has them again, or something else was written in their place since."""
        shown, stored = self._form.base, self._held.stored(words.id)
        if stored and shown and shown.id == words.id:
            self._form.base = cv_of(stored)
            return None
        if self._held.superseded(words) or words.content.get("state") == REMOVED:
            return None
        if stored:
            same = all(words.content.get(name, "") == stored.content.get(name, "") for name in ("title", "profile"))
            return None if same else words
        typed = self._form.pending() if shown and shown.id == words.id else None
        return replace(words, content=cv_content(typed)) if typed else words
