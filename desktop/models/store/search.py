"""Finding by words what is kept here; nothing about it is ever written to the disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from desktop.models.file import ReadLock
from desktop.models.note import Item
from desktop.models.passport import Passport
from desktop.models.searched import HELD, NOTED, SHARED, Hit, Sort, hit_of, hit_of_fact, hit_of_skill
from desktop.models.store.cards import Cards
from desktop.models.store.findable import SECTIONS, Findable
from desktop.models.store.index import Index, Place
from desktop.models.text import folded

STEP: Final = 400  # writings opened and indexed in one go: the store's thread is never held for long
PASSPORT: Final = 8  # what reading a passport weighs, in writings


class Search:
    """An index in memory, made in steps once the store is open; what was written since is indexed when one searches."""

    def __init__(self, findable: Findable, cards: Cards) -> None:
        """``findable`` reads the store; ``cards`` tells which persons changed."""
        self._findable = findable
        self._index = Index()
        self._left: dict[str, int] | None = None
        self._whole = 0
        self._stale: set[str] = set()
        self._closed: set[str] = set()  # whose passport was closed when it was to be read
        self._reading: ReadLock | None = None
        cards.listen(self._changed, self._gone)

    @property
    def complete(self) -> bool:
        """Whether every file was indexed as it stands: until then an answer may miss some."""
        return self._left == {} and len(self._stale) <= STEP // PASSPORT

    @property
    def progress(self) -> tuple[int, int]:
        """How many files were read, and how many there are to read."""
        left = self._whole if self._left is None else len(self._left.keys() | self._stale)
        return max(0, self._whole - left), self._whole

    def build(self) -> bool:
        """Index the next few hundred writings; whether some are left."""
        if self._left is None:
            self._left = self._findable.people()
            self._whole = len(self._left)
        chosen: list[str] = []
        count = 0
        while self._left and count < STEP:
            person, many = self._left.popitem()
            chosen.append(person)
            count += many + PASSPORT
        self._take(chosen or self._some_stale())
        if chosen and not self._left:
            self._index.settle()
        return bool(self._left or self._stale)

    def notes(self, wanted: str, limit: int = 8, *, person: str = "", shared: bool = False) -> tuple[Item, ...]:
        """The notes that answer, in either ink; ``shared``: only those that both may read. See ``find``."""
        sorts = (Sort.NOTE,) if shared else NOTED
        return tuple(hit.item for hit in self.find(wanted, limit, sorts=sorts, person=person) if hit.item)

    def shared(self, person: str, wanted: str, limit: int = 8, *, sorts: Collection[Sort] = SHARED) -> tuple[Hit, ...]:
        """Of that person alone, what both may read: everything but what is the counsellor's own. See ``find``."""
        if not person or not SHARED.issuperset(sorts):
            raise ValueError("the shared view is about one person, and what both may read")
        return self.find(wanted, limit, sorts=sorts, person=person)

    def find(
        self, wanted: str, limit: int = 8, *, sorts: Collection[Sort] = tuple(Sort), person: str = ""
    ) -> tuple[Hit, ...]:
        """What answers, of one person or of all: every word of ``wanted`` begins one of its words; see ``complete``.

        Accents that were typed come first as typed, then the newest; without accents, all spellings are alike.
        """
        if not folded(wanted):
            return ()
        self._freshen(person)
        places = self._index.find(wanted, sorts, limit, person)
        return self._opened(places)

    def close(self) -> None:
        """Let go of every word."""
        self._index.close()

    def _freshen(self, person: str) -> None:
        if self._left != {}:
            self.build()
            if self._left and self._left.pop(person, None) is not None:
                self._take([person])
        if self._findable.reading != self._reading:
            self._reading = self._findable.reading
            self._stale |= self._closed
        if self._stale:
            self._take(self._some_stale(person))

    def _some_stale(self, first: str = "") -> tuple[str, ...]:
        """The next persons to read again, ``first`` among them: after a large exchange there may be thousands."""
        self._stale -= (self._left or {}).keys()
        every = sorted(self._stale, key=lambda person: person != first)
        chosen = every[: STEP // PASSPORT]
        self._stale -= set(chosen)
        return tuple(chosen)

    def _take(self, people: Sequence[str]) -> None:
        """Index again what changed of these persons, and nothing else: one of them may have hundreds of notes."""
        if not people:
            return
        known = {person: self._index.marks(person) for person in people}
        present = self._findable.sources(people)
        fresh = [one for one in present if known[one.person].get(one.name) != one.mark]
        for one in set(present) - set(fresh):
            del known[one.person][one.name]
        for person, gone in known.items():
            if gone:
                self._index.forget([person], gone.keys())
        read = self._findable.hits(fresh)
        self._index.put(read)
        sections = {one.person for one in fresh if one.name in SECTIONS and one not in read}
        self._closed = (self._closed - set(people)) | sections

    def _opened(self, places: Sequence[Place]) -> tuple[Hit, ...]:
        """What these places say now; what went, or was closed, since it was indexed is left out."""
        written = self._findable.items([place.key for place in places if place.sort not in HELD])
        found = {(hit.sort, hit.key): hit for item in written if (hit := hit_of(item))}
        passports: dict[str, Passport | None] = {}
        for place in places:
            if place.sort in HELD and place.person not in passports:
                passports[place.person] = self._findable.passport(place.person)
        hits = (found.get((one.sort, one.key)) or _held(one, passports.get(one.person)) for one in places)
        return tuple(hit for hit in hits if hit)

    def _changed(self, people: frozenset[str]) -> None:
        self._stale |= people

    def _gone(self, people: frozenset[str]) -> None:
        """Their words leave the memory now; looked at again at the next search, should the erasure be undone."""
        self._index.forget(people)
        self._closed -= people
        self._stale |= people


def _held(place: Place, passport: Passport | None) -> Hit | None:
    if passport is None or place.sort not in HELD:
        return None
    if place.sort is Sort.SKILL:
        skill = next((one for one in passport.skills if one.id == place.key), None)
        return hit_of_skill(place.person, skill) if skill else None
    fact = passport.fact(place.key)
    return hit_of_fact(place.person, fact) if fact else None
