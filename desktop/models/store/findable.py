"""What the search reads of the store: which writings and sections there are, whether they changed, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Engine, func, select

from desktop.errors import ReadLocked
from desktop.models.file import ReadLock
from desktop.models.note import Delivery, Item
from desktop.models.passport import Passport, Section
from desktop.models.seal import Class
from desktop.models.searched import WRITTEN, Hit, hit_of, hit_of_fact, hit_of_skill
from desktop.models.store.cards import Cards
from desktop.models.store.engine import transaction
from desktop.models.store.index import Source
from desktop.models.store.items import Items
from desktop.models.store.passports import Passports
from desktop.models.store.tables import items, persons, sections

NONCE: Final = 12  # bytes at the head of what is sealed: new ones each time it is sealed
SECTIONS: Final = frozenset(Section)
TOGETHER: Final = 500  # items read in one question


class Findable:
    """Reads through the store's own parts; nothing of a file that is awaited, nor of a passport that is closed."""

    def __init__(self, engine: Engine, cards: Cards, written: Items, passports: Passports) -> None:
        """Borrows them."""
        self._engine, self._cards, self._written, self._passports = engine, cards, written, passports

    @property
    def reading(self) -> ReadLock | None:
        """Why passports are closed for now, None when they are not."""
        return self._passports.reading

    def people(self) -> dict[str, int]:
        """Everybody whose file is here, and how many things were written about them."""
        with transaction(self._engine) as connection:
            count = select(items.c.person, func.count().label("many")).group_by(items.c.person).subquery()
            wanted = select(persons.c.person, count.c.many).outerjoin(count, count.c.person == persons.c.person)
            return {person: many or 0 for person, many in connection.execute(wanted.where(~self._cards.closed()))}

    def sources(self, people: Sequence[str]) -> list[Source]:
        """Every writing and every section of these persons, as they stand: nothing is opened for it."""
        with transaction(self._engine) as connection:
            nonce = func.hex(func.substr(items.c.sealed, 1, NONCE))
            wanted = select(items.c.person, items.c.id, items.c.kind, items.c.delivery, nonce.label("nonce"))
            wanted = wanted.join(persons, persons.c.person == items.c.person).where(~self._cards.closed())
            rows = connection.execute(wanted.where(items.c.person.in_(people), items.c.kind.in_(WRITTEN))).all()
            nonce = func.hex(func.substr(sections.c.sealed, 1, NONCE))
            parts = select(sections.c.person, sections.c.section, nonce.label("nonce"))
            parts = parts.join(persons, persons.c.person == sections.c.person).where(~self._cards.closed())
            held = connection.execute(parts.where(sections.c.person.in_(people))).all()
        written = [Source(person, item, _mark(kind, delivery, nonce)) for person, item, kind, delivery, nonce in rows]
        return written + [Source(*one) for one in held]

    def hits(self, sources: Iterable[Source]) -> dict[Source, tuple[Hit, ...]]:
        """What these say; a closed passport says nothing, and is not among the answers."""
        sources = tuple(sources)
        self._open_keys(dict.fromkeys(source.person for source in sources))
        parts = [source for source in sources if source.name in SECTIONS]
        written = {source.name: source for source in sources if source.name not in SECTIONS}
        found = {written[item.id]: _only(hit_of(item)) for item in self.items(list(written))}
        return found | self._facts(parts)

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The writings of these ids that are still here, in this order."""
        starts = range(0, len(ids), TOGETHER)
        return [item for at in starts for item in self._written.some(ids[at : at + TOGETHER])]

    def passport(self, person: str) -> Passport | None:
        """The passport of that person; None when it is closed, or gone."""
        try:
            file = self._passports.file(person)
        except ReadLocked:
            return None
        return file.passport if file else None

    def _facts(self, parts: Sequence[Source]) -> dict[Source, tuple[Hit, ...]]:
        found: dict[Source, tuple[Hit, ...]] = {}
        for person in dict.fromkeys(part.person for part in parts):
            if (passport := self.passport(person)) is not None:
                found |= {part: _held(passport, part) for part in parts if part.person == person}
        return found

    def _open_keys(self, people: Iterable[str]) -> None:
        """The keys of what these persons' notes are sealed with, in one question."""
        with transaction(self._engine) as connection:
            self._written.keys.of_all(connection, tuple(people), Class.NOTES)


def _held(passport: Passport, part: Source) -> tuple[Hit, ...]:
    if part.name == Section.SKILLS:
        return tuple(hit_of_skill(part.person, skill) for skill in passport.skills)
    return tuple(hit_of_fact(part.person, fact) for fact in passport.of(Section(part.name)))


def _only(hit: Hit | None) -> tuple[Hit, ...]:
    return (hit,) if hit else ()


def _mark(kind: str, delivery: str, nonce: str) -> str:
    """Changes with the words, and with who may read them; not when the gateway merely acknowledges."""
    return f"{kind} {'draft' if delivery == Delivery.DRAFT else ''} {nonce}"
