"""How a whole file is written in rows, and reduced when less of it is shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import msgspec
from sqlalchemy import bindparam, delete, func, update
from sqlalchemy.dialects.sqlite import insert

from desktop.models.access import Access
from desktop.models.file import Kept
from desktop.models.passport import Holder, Passport, Section
from desktop.models.seal import Class, Key
from desktop.models.store.tables import persons, sections

_ROW: Final = insert(persons)
# Written once: a page of an exchange sends each of them with a hundred rows.
UPSERT: Final = _ROW.on_conflict_do_update(
    index_elements=["person"],
    set_={name: _ROW.excluded[name] for name in ("kept", "version", "consent", "share_end", "changed", "seen", "card")}
    | {"contact": func.max(persons.c.contact, _ROW.excluded.changed)},  # the gateway's own instant, never this clock's
)
SET_CARD: Final = update(persons).where(persons.c.person == bindparam("whose")).values(card=bindparam("sealed"))
DROP_SECTIONS: Final = delete(sections).where(sections.c.person == bindparam("whose"))
ADD_SECTIONS: Final = insert(sections)


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

    @property
    def kind(self) -> Class:
        """The class of its key."""
        return sealed_as(self.kept)


def sealed_as(kept: str) -> Class:
    """What is typed here cannot be fetched again: its key is of the class of notes."""
    return Class.NOTES if kept == Kept.HAND else Class.PASSPORT


def person_row(file: Filed, at: str) -> dict[str, object]:
    """The row of ``persons`` at that instant, its card still empty: the key comes once the row is there."""
    changed = file.changed or at
    return {"person": file.person, "kept": file.kept, "version": file.version, "consent": file.access.consent,
            "share_end": file.access.end.isoformat() if file.access.end else None, "changed": changed,
            "seen": file.seen, "since": at, "contact": max(at, changed), "card": b""}  # fmt: skip


def card_row(key: Key, file: Filed) -> dict[str, object]:
    """The sealed card."""
    plain = msgspec.json.encode((file.holder, file.access))
    return {"whose": file.person, "sealed": key.seal(plain, f"persons|{file.person}")}


def section_row(key: Key, file: Filed, section: Section) -> dict[str, object]:
    """One sealed section."""
    content = file.passport.skills if section is Section.SKILLS else file.passport.of(section)
    sealed = key.seal(msgspec.json.encode(content), f"sections|{file.person}|{section}")
    return {"person": file.person, "section": section, "sealed": sealed}


def reduced(passport: Passport, shared: tuple[Section, ...]) -> Passport:
    """Only these sections; a skill no longer points to a fact that went."""
    facts = tuple(fact for fact in passport.facts if fact.section in shared)
    skills = passport.skills if Section.SKILLS in shared else ()
    known = tuple(
        replace(skill, proof=None) if skill.proof and skill.proof.section not in shared else skill for skill in skills
    )
    return Passport(facts, known, shared)
