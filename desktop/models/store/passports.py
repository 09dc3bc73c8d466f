"""Files of persons: cards for lists, the whole passport when one is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine, bindparam, func, select, update

from desktop.errors import ReadLocked, Refused
from desktop.models.access import Access
from desktop.models.changes import Changes
from desktop.models.clock import now, read, written
from desktop.models.erasure import Reason
from desktop.models.file import Card, File, Kept, ReadLock
from desktop.models.passport import Fact, HeldSkill, Holder, Passport, Section
from desktop.models.store.cards import Cards
from desktop.models.store.engine import transaction, writable
from desktop.models.store.erasing import ABSENCE, ASKED, FIRST, Erasing
from desktop.models.store.filing import (
    ADD_SECTIONS,
    DROP_SECTIONS,
    SET_CARD,
    UPSERT,
    Filed,
    card_row,
    person_row,
    reduced,
    sealed_as,
    section_row,
)
from desktop.models.store.keys import Keys
from desktop.models.store.retention import limit
from desktop.models.store.state import latest, read_state, write_state
from desktop.models.store.tables import persons, sections

FACTS: Final = msgspec.json.Decoder(tuple[Fact, ...])
SKILLS: Final = msgspec.json.Decoder(tuple[HeldSkill, ...])
LOOKED: Final = (
    update(persons)
    .where(persons.c.person == bindparam("whose"))
    .values(opened=bindparam("at"), contact=func.max(persons.c.contact, bindparam("contact_at")))
)
UNANSWERED: Final = ReadLock(
    "Le serveur ne propose plus plusieurs dossiers d’un coup, sans en dire la fin : celui-ci est fermé en attendant.",
    "Répondez à la question de la page des échanges : ces dossiers s’ouvriront ou seront effacés.",
)
COMING: Final = ReadLock(
    "Ce dossier est à recevoir de nouveau : ce qui en était gardé ici ne s’ouvre plus.",
    "Il reviendra avec vos notes au prochain échange avec le serveur.",
)


class Passports:
    """Cards and files; every write says what it touched."""

    def __init__(self, engine: Engine, keys: Keys, cards: Cards, erasing: Erasing) -> None:
        """Borrows the store's parts; ``reading`` is set while shared files may not be opened."""
        self._engine = engine
        self._keys = keys
        self._cards = cards
        self._erasing = erasing
        self.reading: ReadLock | None = None

    def cards(self) -> tuple[Card, ...]:
        """Every file's card, in no order: lists sort and filter in memory."""
        return self._cards.all()

    def consents(self) -> tuple[str, ...]:
        """The consents of the files that the gateway shares here: a lease covers them."""
        with transaction(self._engine) as connection:
            wanted = select(persons.c.consent).where(persons.c.kept == Kept.SHARED)
            return tuple(connection.execute(wanted).scalars())

    def absent(self) -> tuple[str, ...]:
        """The consents of the files that the gateway no longer lists: the end of a lease closes them too."""
        with transaction(self._engine) as connection:
            wanted = select(persons.c.consent).where(persons.c.kept == Kept.ABSENT)
            return tuple(connection.execute(wanted).scalars())

    def first(self) -> tuple[Card, ...]:
        """The cards that a list shows first, in its order, as far as they were remembered and are still here."""
        with transaction(self._engine) as connection:
            people = read_state(connection, FIRST).split()
            found = self._cards.among(connection, people)
        return tuple(found[person] for person in people if person in found)

    def remember_first(self, people: Sequence[str]) -> Changes:
        """Keep which files a list shows first, so that it need not open every one of them before showing any."""
        with transaction(self._engine) as connection:
            known = select(persons.c.person).where(persons.c.person.in_(tuple(people)))
            here = set(connection.execute(known).scalars())
            wanted = " ".join(person for person in people if person in here)  # some may have gone since they were read
            if read_state(connection, FIRST) != wanted and writable(connection):
                write_state(connection, {FIRST: wanted})
        return Changes()

    def card(self, person: str) -> Card | None:
        """One card, or None when there is no such file."""
        with transaction(self._engine) as connection:
            return self._cards.among(connection, {person}).get(person)

    def file(self, person: str) -> File | None:
        """The whole file, or None; ReadLocked while it may not be opened."""
        with transaction(self._engine) as connection:
            card = self._cards.among(connection, {person}).get(person)
            if card is None:
                return None
            if locked := self._lock(connection, card):
                raise ReadLocked(locked.sentence, locked.advice)
            return File(card, self._passport(connection, card))

    def open(self, person: str) -> Changes:
        """Remember that the counsellor looked at it now: what is new counts from here."""
        with transaction(self._engine) as connection:
            if not writable(connection):
                return Changes()
            connection.execute(LOOKED, {"whose": person, "at": written(now()), "contact_at": latest(connection)})
        return self._cards.touched({person})

    def create(self, person: str, holder: Holder, access: Access, passport: Passport) -> Changes:
        """A file made here by typing, or its new version; Refused when the id is that of a shared file."""
        with transaction(self._engine) as connection:
            kept = connection.execute(select(persons.c.kept).where(persons.c.person == person)).scalar_one_or_none()
            if kept not in (None, Kept.HAND):
                raise Refused("Ce dossier est partagé par la personne : il ne se modifie pas ici.")
            self._erasing.remains.tombstones.forget(connection, person, access.consent)
            self.put(connection, [Filed(person, holder, access, passport, 1, kept=Kept.HAND)])
        return self._cards.touched({person})

    def remove(self, person: str) -> Changes:
        """Erase a file made here, with everything about it; Refused for a shared one, which ends by withdrawal."""
        with self._erasing.transaction() as (connection, ending):
            kept = connection.execute(select(persons.c.kept).where(persons.c.person == person)).scalar_one_or_none()
            if kept != Kept.HAND:
                raise Refused("Seul un dossier créé ici peut être effacé à la main.")
            self._erasing.erase(connection, ending, person, Reason.REMOVED)
        return self._cards.ended({person})

    def contacts(self) -> dict[str, date]:
        """The day (UTC) of the last contact with each person: last received, opened or written about."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(persons.c.person, persons.c.contact))
            return {row.person: read(row.contact).date() for row in rows}

    def out_of_contact(self, today: date) -> tuple[Card, ...]:
        """Files made here that nobody opened or wrote about for twelve months: said, never erased by themselves."""
        asleep = (persons.c.kept == Kept.HAND) & (persons.c.contact < limit(today).isoformat())
        with transaction(self._engine) as connection:
            people = connection.execute(select(persons.c.person).where(asleep)).scalars().all()
            return tuple(self._cards.among(connection, people).values())

    def put(self, connection: Connection, files: Sequence[Filed]) -> None:
        """Inside a transaction: write whole files, replacing what was there but what the counsellor wrote."""
        files = list({one.person: one for one in files}.values())  # the last word about somebody named twice
        if not files:
            return
        at = latest(connection)
        connection.execute(UPSERT, [person_row(one, at) for one in files])
        keys = {
            kind: self._keys.of_all(connection, [one.person for one in files if one.kind is kind], kind)
            for kind in {one.kind for one in files}
        }
        connection.execute(SET_CARD, [card_row(keys[one.kind][one.person], one) for one in files])
        connection.execute(DROP_SECTIONS, [{"whose": one.person} for one in files])
        rows = [
            section_row(keys[one.kind][one.person], one, section) for one in files for section in one.passport.sections
        ]
        if rows:
            connection.execute(ADD_SECTIONS, rows)

    def narrow(self, connection: Connection, person: str, access: Access) -> bool:
        """Inside a transaction: keep of a shared file only what this newer access covers too; whether it was wider."""
        card = self._cards.among(connection, {person}).get(person)
        if card is None or card.kept in (Kept.HAND, Kept.AWAITED):
            return False
        shared = tuple(section for section in card.access.sections if section in access.sections)
        last = min((end for end in (card.access.end, access.end) if end), default=None)
        if (shared, last) == (card.access.sections, card.access.end):
            return False
        kept = replace(card.access, sections=shared, end=last)
        passport = reduced(self._passport(connection, card), shared)
        seen = connection.execute(select(persons.c.seen).where(persons.c.person == person)).scalar_one()
        self.put(connection, [Filed(person, card.holder, kept, passport, card.version, written(card.changed), seen,
                                    card.kept)])  # fmt: skip
        return True

    def past(self, today: date) -> tuple[str, ...]:
        """Persons whose sharing has ended: told from a plain column, before anything is opened."""
        wanted = select(persons.c.person).where(persons.c.share_end < today.isoformat())
        with transaction(self._engine) as connection:
            return tuple(connection.execute(wanted).scalars())

    def _lock(self, connection: Connection, card: Card) -> ReadLock | None:
        if card.kept is Kept.HAND:
            return None
        if card.kept is Kept.AWAITED:
            return COMING
        if card.kept is Kept.ABSENT and read_state(connection, ABSENCE) == ASKED:
            return UNANSWERED
        return self.reading if self.reading and self.reading.closes(card.access.consent) else None

    def _passport(self, connection: Connection, card: Card) -> Passport:
        wanted = select(sections.c.section, sections.c.sealed).where(sections.c.person == card.person)
        rows = connection.execute(wanted).all()
        if not rows:
            return Passport((), (), card.access.sections)
        key = self._keys.of(connection, card.person, sealed_as(card.kept))
        opened = {row.section: key.open(row.sealed, f"sections|{card.person}|{row.section}") for row in rows}
        skills = SKILLS.decode(opened.pop(Section.SKILLS, b"[]"))
        facts = tuple(fact for section in Section if section in opened for fact in FACTS.decode(opened[section]))
        return Passport(facts, skills, card.access.sections)
