"""Files of persons: cards for lists (kept in memory while unlocked), the whole passport when one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine, Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import Refused
from desktop.models.access import Access
from desktop.models.changes import Changes
from desktop.models.clock import now, read, written
from desktop.models.file import Card, File, Kept
from desktop.models.note import Delivery
from desktop.models.passport import Fact, HeldSkill, Holder, Passport, Section
from desktop.models.seal import Class, Key
from desktop.models.store.engine import transaction
from desktop.models.store.keys import Keys
from desktop.models.store.state import read_state, write_state
from desktop.models.store.tables import items, persons, sections

CARD: Final = msgspec.json.Decoder(tuple[Holder, Access])
FACTS: Final = msgspec.json.Decoder(tuple[Fact, ...])
SKILLS: Final = msgspec.json.Decoder(tuple[HeldSkill, ...])
FIRST: Final = "first"  # of the state: ids of the files that the list shows first
ON_THEIR_WAY: Final = (Delivery.WAITING, Delivery.CONFLICT, Delivery.REFUSED)
_ROW: Final = insert(persons)
# Written once: a page of an exchange sends each of them with a hundred rows.
UPSERT: Final = _ROW.on_conflict_do_update(
    index_elements=["person"],
    set_={name: _ROW.excluded[name] for name in ("kept", "version", "consent", "share_end", "changed", "seen", "card")},
)
SET_CARD: Final = update(persons).where(persons.c.person == bindparam("whose")).values(card=bindparam("sealed"))
DROP_SECTIONS: Final = delete(sections).where(sections.c.person == bindparam("whose"))


@dataclass(frozen=True, slots=True)
class Filed:
    """A whole file to write; ``changed`` is now when empty, ``seen`` the mark of a full exchange."""

    person: str
    holder: Holder
    access: Access
    passport: Passport
    version: int
    changed: str = ""
    seen: str = ""
    kept: Kept = Kept.SHARED


class Passports:
    """Cards and files; every write says what it touched."""

    def __init__(self, engine: Engine, keys: Keys, flush: Callable[[], None]) -> None:
        """Borrows the store's engine and keys; ``flush`` leaves nothing of what was deleted on any page."""
        self._engine = engine
        self._keys = keys
        self._flush = flush
        self._cards: dict[str, Card] | None = None
        self._stale: set[str] = set()

    def cards(self) -> tuple[Card, ...]:
        """Every file's card, in no order: lists sort and filter in memory."""
        with transaction(self._engine) as connection:
            if self._cards is None:
                self._keys.ready(connection, Class.PASSPORT)
                self._cards = self._read_cards(connection)
            elif self._stale:
                fresh = self._read_cards(connection, self._stale)
                kept = {person: card for person, card in self._cards.items() if person not in self._stale}
                self._cards = kept | fresh
            self._stale.clear()
        return tuple(self._cards.values())

    def first(self) -> tuple[Card, ...]:
        """The cards that a list shows first, in its order, as far as they were remembered and are still here."""
        with transaction(self._engine) as connection:
            people = read_state(connection, FIRST).split()
            found = self._read_cards(connection, people)
        return tuple(found[person] for person in people if person in found)

    def remember_first(self, people: Sequence[str]) -> Changes:
        """Keep which files a list shows first, so that it need not open every one of them before showing any."""
        with transaction(self._engine) as connection:
            known = select(persons.c.person).where(persons.c.person.in_(tuple(people)))
            here = set(connection.execute(known).scalars())
            wanted = " ".join(person for person in people if person in here)  # some may have gone since they were read
            if read_state(connection, FIRST) != wanted:
                write_state(connection, {FIRST: wanted})
        return Changes()

    def card(self, person: str) -> Card | None:
        """One card, or None when there is no such file."""
        with transaction(self._engine) as connection:
            return self._read_cards(connection, {person}).get(person)

    def file(self, person: str) -> File | None:
        """The whole file, or None; every section is opened."""
        with transaction(self._engine) as connection:
            card = self._read_cards(connection, {person}).get(person)
            return File(card, self._passport(connection, card)) if card else None

    def open(self, person: str) -> Changes:
        """Remember that the counsellor looked at it now: what is new counts from here."""
        with transaction(self._engine) as connection:
            connection.execute(update(persons).where(persons.c.person == person).values(opened=written(now())))
        return self.touched({person})

    def create(self, person: str, holder: Holder, access: Access, passport: Passport) -> Changes:
        """A file made here by typing, or its new version; Refused when the id is that of a shared file."""
        with transaction(self._engine) as connection:
            kept = connection.execute(select(persons.c.kept).where(persons.c.person == person)).scalar_one_or_none()
            if kept not in (None, Kept.HAND):
                raise Refused("Ce dossier est partagé par la personne : il ne se modifie pas ici.")
            self.put(connection, [Filed(person, holder, access, passport, 1, kept=Kept.HAND)])
        return self.touched({person})

    def remove(self, person: str) -> Changes:
        """Erase a file made here, with everything about it; Refused for a shared one, which ends by withdrawal."""
        with transaction(self._engine) as connection:
            kept = connection.execute(select(persons.c.kept).where(persons.c.person == person)).scalar_one_or_none()
            if kept != Kept.HAND:
                raise Refused("Seul un dossier créé ici peut être effacé à la main.")
            self.erase(connection, person)
        changes = self.ended({person})
        self._flush()
        return changes

    def put(self, connection: Connection, files: Sequence[Filed]) -> None:
        """Inside a transaction: write whole files, replacing what was there but what the counsellor wrote."""
        files = list({one.person: one for one in files}.values())  # the last word about somebody named twice
        if not files:
            return
        connection.execute(UPSERT, [_person(one) for one in files])
        keys = self._keys.of_all(connection, [one.person for one in files], Class.PASSPORT)
        connection.execute(SET_CARD, [_card(keys[one.person], one) for one in files])
        connection.execute(DROP_SECTIONS, [{"whose": one.person} for one in files])
        rows = [_section(keys[one.person], one, section) for one in files for section in one.passport.sections]
        if rows:
            connection.execute(insert(sections), rows)

    def narrow(self, connection: Connection, person: str, access: Access) -> bool:
        """Inside a transaction: keep of a shared file only what this newer access covers too; whether it was wider."""
        card = self._read_cards(connection, {person}).get(person)
        if card is None or card.kept is Kept.HAND:
            return False
        shared = tuple(section for section in card.access.sections if section in access.sections)
        last = min((end for end in (card.access.end, access.end) if end), default=None)
        if (shared, last) == (card.access.sections, card.access.end):
            return False
        kept = replace(card.access, sections=shared, end=last)
        passport = _reduced(self._passport(connection, card), shared)
        seen = connection.execute(select(persons.c.seen).where(persons.c.person == person)).scalar_one()
        self.put(connection, [Filed(person, card.holder, kept, passport, card.version, written(card.changed), seen,
                                    card.kept)])  # fmt: skip
        return True

    def erase(self, connection: Connection, person: str) -> None:
        """Inside a transaction: every row and every key of that person."""
        self._keys.destroy(connection, person)
        write_state(connection, {FIRST: ""})
        connection.execute(delete(persons).where(persons.c.person == person))

    def touched(self, people: Iterable[str]) -> Changes:
        """Cards to read again, and the Changes that say so."""
        people = frozenset(people)
        self._stale |= people
        return Changes(files=people)

    def ended(self, people: Iterable[str]) -> Changes:
        """Files that are no more."""
        people = frozenset(people)
        self._stale |= people
        return Changes(gone=people, sync=True)

    def past(self, today: date) -> tuple[str, ...]:
        """Persons whose sharing has ended: told from a plain column, before anything is opened."""
        wanted = select(persons.c.person).where(persons.c.share_end < today.isoformat())
        with transaction(self._engine) as connection:
            return tuple(connection.execute(wanted).scalars())

    def _read_cards(self, connection: Connection, only: Iterable[str] | None = None) -> dict[str, Card]:
        on_way = select(items.c.person, func.count().label("waiting")).where(items.c.delivery.in_(ON_THEIR_WAY))
        count = on_way.group_by(items.c.person).subquery()
        wanted = select(persons, count.c.waiting).outerjoin(count, persons.c.person == count.c.person)
        if only is not None:
            wanted = wanted.where(persons.c.person.in_(tuple(only)))
        rows = connection.execute(wanted).all()
        return {row.person: self._card(connection, row) for row in rows}

    def _card(self, connection: Connection, row: Row[tuple[object, ...]]) -> Card:
        key = self._keys.of(connection, row.person, Class.PASSPORT)
        holder, access = CARD.decode(key.open(row.card, f"persons|{row.person}"))
        changed, opened = read(row.changed), read(row.opened) if row.opened else None
        unread = Kept(row.kept) is not Kept.HAND and (opened is None or changed > opened)
        return Card(row.person, holder, access, Kept(row.kept), row.version, changed, opened, row.waiting or 0, unread)

    def _passport(self, connection: Connection, card: Card) -> Passport:
        key = self._keys.of(connection, card.person, Class.PASSPORT)
        wanted = select(sections.c.section, sections.c.sealed).where(sections.c.person == card.person)
        opened = {row.section: key.open(row.sealed, f"sections|{card.person}|{row.section}")
                  for row in connection.execute(wanted)}  # fmt: skip
        skills = SKILLS.decode(opened.pop(Section.SKILLS, b"[]"))
        facts = tuple(fact for section in Section if section in opened for fact in FACTS.decode(opened[section]))
        return Passport(facts, skills, card.access.sections)


def _person(file: Filed) -> dict[str, object]:
    return {"person": file.person, "kept": file.kept, "version": file.version, "consent": file.access.consent,
            "share_end": file.access.end.isoformat() if file.access.end else None,
            "changed": file.changed or written(now()), "seen": file.seen, "card": b""}  # fmt: skip


def _card(key: Key, file: Filed) -> dict[str, object]:
    plain = msgspec.json.encode((file.holder, file.access))
    return {"whose": file.person, "sealed": key.seal(plain, f"persons|{file.person}")}


def _section(key: Key, file: Filed, section: Section) -> dict[str, object]:
    content = file.passport.skills if section is Section.SKILLS else file.passport.of(section)
    sealed = key.seal(msgspec.json.encode(content), f"sections|{file.person}|{section}")
    return {"person": file.person, "section": section, "sealed": sealed}


def _reduced(passport: Passport, shared: tuple[Section, ...]) -> Passport:
    facts = tuple(fact for fact in passport.facts if fact.section in shared)
    skills = passport.skills if Section.SKILLS in shared else ()
    known = tuple(
        replace(skill, proof=None) if skill.proof and skill.proof.section not in shared else skill for skill in skills
    )
    return Passport(facts, known, shared)
