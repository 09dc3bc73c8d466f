"""What was written about one person, as the store has it or is about to: a gesture is shown before the disk has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.models.clock import now
from desktop.models.note import Delivery, Item, Kind, Unsaved


class Held:
    """Items of every kind, of which those of one kind are written here."""

    def __init__(self, kind: Kind, person: Callable[[], str]) -> None:
        """Nothing is known yet; ``person`` answers whose page this is now."""
        self.kind, self._person = kind, person
        self.items: tuple[Item, ...] = ()  # as the page shows them
        self.read: tuple[Item, ...] = ()  # as the store last said
        self.known = False  # whether anything was read of this person yet
        self.writes = 0  # an answer that was asked before the last one is old already

    @property
    def person(self) -> str:
        """Whose page this is now (an id)."""
        return self._person()

    def forget(self) -> None:
        """Nothing of that person stays."""
        self.items, self.read, self.known = (), (), False

    def arrive(self, found: tuple[Item, ...], asked: int) -> bool:
        """Take what was read when there were ``asked`` writes; whether it is not old already."""
        if fresh := asked == self.writes:
            self.items, self.read, self.known = found, found, True
        return fresh

    def hold(self, content: Mapping[str, str], *, draft: bool = False) -> Item:
        """Take what is being written as if it already were."""
        delivery = Delivery.DRAFT if draft else Delivery.WAITING
        former = self.find(content["id"]) or Item(content["id"], self.person, self.kind, content, now(), delivery)
        held = replace(former, content=content, delivery=delivery)
        self.items = (*(item for item in self.items if item.id != held.id), held)
        return held

    def find(self, identifier: str) -> Item | None:
        """The item of that id, as the page shows it."""
        return next((item for item in self.items if item.id == identifier), None)

    def stored(self, identifier: str) -> Item | None:
        """The item of that id, as the store last said."""
        return next((item for item in self.read if item.id == identifier), None)

    def revert(self, words: Unsaved) -> None:
        """These could not be written: the page knows again what the store last said."""
        held = self.find(words.id)
        if held is not None and held.content == words.content:
            stored = self.stored(words.id)
            others = tuple(item for item in self.items if item.id != words.id)
            self.items = (*others, stored) if stored else others

    def superseded(self, words: Unsaved) -> bool:
        """Whether something else was written of the same item since: it holds these words too, or replaced them."""
        held = self.find(words.id)
        return held is not None and held.content != words.content and held != self.stored(words.id)
