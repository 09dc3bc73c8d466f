"""Bugs by which words would be lost; the campaign must find each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import MappingProxyType
from typing import Any, Final

from desktop.models.changes import Changes
from desktop.models.store.items import Items
from desktop.views.notes.note_editor import NoteEditor
from desktop.views.notes.pace import Pace


def _only_at_a_pause() -> None:
    """Whoever types without a pause is not kept."""

    def typed(self: Pace) -> None:
        self._pause.start()

    Pace.typed = typed  # type: ignore[method-assign]  # the bug


def _after_three_seconds() -> None:
    """The second clock is slow."""
    before = Pace.__init__

    def made(self: Pace, parent: Any) -> None:
        before(self, parent)
        self._latest.setInterval(3000)
        self._pause.setInterval(3000)

    Pace.__init__ = made  # type: ignore[method-assign]  # the bug


def _locked_before_it_is_kept() -> None:
    """A lock is told that everything is kept while nothing was written."""

    def keep(_self: NoteEditor) -> Future[Changes]:
        done: Future[Changes] = Future()
        done.set_result(Changes())
        return done

    NoteEditor.keep = keep  # type: ignore[method-assign, assignment]  # the bug


def _erased_then_written() -> None:
    """A text takes the place of the former in two transactions."""
    record = Items.record

    def twice(self: Items, person: str, kind: Any, content: Any, *, item: str = "", draft: bool = False) -> Changes:
        self.discard(item)
        for _ in range(20):  # as a slow disk would
            self.of(person)
        return record(self, person, kind, content, item=item, draft=draft)

    Items.record = twice  # type: ignore[method-assign]  # the bug


Plant = Callable[[], None]
PLANTED: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "gardé seulement à la pause": _only_at_a_pause,
        "gardé toutes les trois secondes": _after_three_seconds,
        "verrouillé avant d’être gardé": _locked_before_it_is_kept,
        "effacé puis écrit": _erased_then_written,
    }
)
